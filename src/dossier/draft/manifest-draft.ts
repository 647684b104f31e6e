import type { Model } from '../../declare/model.ts';
import type { FileFormat } from '../table/raw-table.ts';
import type { Column } from './column.ts';
import type { ColumnGuesses } from './column-guess.ts';
import { GraphDraft } from './graph-draft.ts';
import type { GraphTable } from './graph-tables.ts';
import { RowsDraft } from './rows-draft.ts';
import { GUESS, listed, type TableSections, text } from './sections.ts';

/** A table that a manifest is drafted for. */
export interface DraftedTable {
  readonly file: string;
  /** Its format, as far as the manifest has to say it, with whether that is a guess. */
  readonly format: FileFormat;
  readonly isEncodingGuessed: boolean;
  readonly columns: readonly Column[];
  readonly guesses: ColumnGuesses;
  /** Words by which it says that a cell is empty. */
  readonly none: readonly string[];
  /** Some of its rows. */
  readonly sample: readonly (readonly string[])[];
  readonly rows: number;
  /** Whether it is a text in which some row has several lines. */
  readonly isOfLines: boolean;
}

/** A manifest, and what a person should know of it. */
export interface ManifestDraft {
  readonly text: string;
  /** Sentences, each with the file that it is about. */
  readonly notes: readonly string[];
}

/**
 * A manifest for the tables of one file, to be looked at.
 *
 * @param document the slug of the document that the file is
 * @param graphs those of all tables that are of graphs
 * @param documents those of all files
 */
export function manifestDraft(
  document: string,
  tables: readonly DraftedTable[],
  graphs: ReadonlyMap<DraftedTable, GraphTable>,
  model: Model,
  documents: ReadonlySet<string>,
): ManifestDraft {
  const [first] = tables;
  const file = first?.file ?? '';
  const drafted = tables.map((table) => tableDraft(table, graphs.get(table), model, documents));
  return {
    text: [
      `# Drafted from ${file}. Lines that end with "${GUESS.trim()}" are guesses: correct what is wrong, and take the mark off.`,
      `document: ${document}`,
      'documents:',
      `  - id: SourceDocument:${document}`,
      `    title: { en: ${text(file)} }`,
      `    passages: [{ locator: file, summary: { en: ${text(`The whole file ${file}.`)} } }]`,
      'tables:',
      ...drafted.flatMap(({ lines }) => lines),
      '',
    ].join('\n'),
    notes: drafted.flatMap(({ notes }) => notes.map((note) => `${file}: ${note}`)),
  };
}

function tableDraft(table: DraftedTable, graph: GraphTable | undefined, model: Model, documents: ReadonlySet<string>) {
  const part = partOf(table);
  const draft = graph
    ? new GraphDraft(table, model, part, graph).sections()
    : new RowsDraft(table, model, part, documents).sections();
  const left = leftOf(table, draft);
  const where = part === undefined ? '' : `${part}, `;
  const lines = [
    `  # ${where}${table.rows.toLocaleString('en')} ${table.rows === 1 ? 'row' : 'rows'}.`,
    ...(left.length === 0 ? [] : ['  # Not taken:', ...left.map((each) => `  # - ${each}`)]),
    `  - file: ${text(table.file)}`,
    ...formatLines(table),
    ...(table.none.length === 0 ? [] : [`    none: [${table.none.map(text).join(', ')}]${GUESS}`]),
    ...draftLines(draft),
  ];
  const notes = graph ? [] : table.guesses.notes;
  return { lines, notes: [...notes, ...draft.notes, ...left.map((each) => `not taken: ${each}.`)] };
}

/** The columns that nothing is made of, each with the reason. */
function leftOf({ columns, guesses }: DraftedTable, { used, left }: TableSections): string[] {
  return columns.flatMap(({ name }) => {
    if (used.has(name)) return [];
    const why = left.get(name) ?? guesses.left.get(name) ?? 'nothing in its name or its cells tells what it is';
    return [`${text(name)}, since ${why}`];
  });
}

function draftLines({ columns, documents, passages, entities, facts }: TableSections): string[] {
  return [
    ...(columns.length === 0 ? [] : ['    columns:', ...columns.map((line) => `      ${line}`)]),
    ...listed('documents', documents),
    ...listed('passages', passages),
    ...listed('entities', entities),
    ...listed('facts', facts),
  ];
}

function formatLines({ format, isEncodingGuessed }: DraftedTable): string[] {
  const lines: string[] = [];
  if (format.kind === 'separated' && format.encoding !== undefined)
    lines.push(`    encoding: ${format.encoding}${isEncodingGuessed ? GUESS : ''}`);
  if ((format.kind === 'workbook' || format.kind === 'graph') && format.sheet !== undefined)
    lines.push(`    sheet: ${text(format.sheet)}`);
  if ((format.kind === 'separated' || format.kind === 'workbook') && format.head !== undefined)
    lines.push(`    head: ${format.head}${GUESS}`);
  if (format.kind === 'json' && format.rows !== undefined) lines.push(`    rows: ${text(format.rows)}`);
  return lines;
}

/** What a file calls the part that a table is of; undefined where it is all of it. */
function partOf({ format }: DraftedTable): string | undefined {
  switch (format.kind) {
    case 'workbook':
    case 'graph':
      return format.sheet;
    case 'json':
      return format.rows;
    case 'separated':
      return undefined;
  }
}
