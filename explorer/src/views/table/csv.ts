import { model } from '../../data.ts';
import { standing } from '../../questions/answers.ts';
import { entitiesById, shown } from '../../shown.ts';
import { say } from '../../words/words.ts';

/** The facts of the picture, or the pairs, as a table for other programs, with a mark for those that guess the encoding. */
export function listAsCsv(): string {
  const { entities, facts, ties } = shown.value;
  const standingOf = standing.value;
  const stands = (...ids: readonly string[]) => (standingOf ? ids.map((id) => say(standingOf(id))) : []);
  const nameOf = (id: string) => entitiesById.value.get(id)?.label ?? id;
  if (ties.length > 0)
    return written([
      ['a', 'b', say('columnCount'), 'a id', 'b id'],
      ...ties.map(({ a, b, count }) => [nameOf(a), nameOf(b), String(count), a, b]),
    ]);
  const header = [
    ...['source', 'says', 'target', 'date', 'source id', 'target id', 'fact id'],
    ...(standingOf ? ['source in answer', 'target in answer'] : []),
  ];
  const rows = facts.map((fact) => [
    nameOf(fact.source),
    fact.label,
    nameOf(fact.target),
    fact.date?.edtf ?? '',
    fact.source,
    fact.target,
    fact.id,
    ...stands(fact.source, fact.target),
  ]);
  const alone = facts.length > 0 ? [] : entities;
  const lines =
    alone.length > 0
      ? [
          [
            'id',
            say('columnName'),
            say('columnType'),
            say('columnDegree'),
            say('columnDate'),
            ...(standingOf ? [say('columnAnswer')] : []),
          ],
          ...alone.map((each) => [
            each.id,
            each.label,
            model.value?.typeLabel(each.entityType) ?? each.entityType,
            String(each.degree),
            each.date?.edtf ?? '',
            ...stands(each.id),
          ]),
        ]
      : [header, ...rows];
  return written(lines);
}

function written(lines: readonly (readonly string[])[]): string {
  return `\uFEFF${lines.map((line) => line.map(cell).join(',')).join('\r\n')}\r\n`;
}

/** A cell that no spreadsheet takes for a formula. */
function cell(text: string): string {
  const safe = /^[=+\-@\t\r\n＝＋－＠]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replace(/"/g, '""')}"` : safe;
}
