import { model } from '../../data.ts';
import { entitiesById, shown } from '../../shown.ts';
import { say } from '../../words/words.ts';

/** The facts of the picture as a table for other programs, with a mark for those that guess the encoding. */
export function listAsCsv(): string {
  const { entities, facts } = shown.value;
  const header = ['source', 'says', 'target', 'date', 'source id', 'target id', 'fact id'];
  const rows = facts.map((fact) => [
    entitiesById.value.get(fact.source)?.label ?? fact.source,
    fact.label,
    entitiesById.value.get(fact.target)?.label ?? fact.target,
    fact.date?.edtf ?? '',
    fact.source,
    fact.target,
    fact.id,
  ]);
  const alone = facts.length > 0 ? [] : entities;
  const lines =
    alone.length > 0
      ? [
          ['id', say('columnName'), say('columnType'), say('columnDegree'), say('columnDate')],
          ...alone.map((each) => [
            each.id,
            each.label,
            model.value?.typeLabel(each.entityType) ?? each.entityType,
            String(each.degree),
            each.date?.edtf ?? '',
          ]),
        ]
      : [header, ...rows];
  return `\uFEFF${lines.map((line) => line.map(cell).join(',')).join('\r\n')}\r\n`;
}

/** A cell that no spreadsheet takes for a formula. */
function cell(text: string): string {
  const safe = /^[=+\-@\t\r\n＝＋－＠]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replace(/"/g, '""')}"` : safe;
}
