import { quoted } from '../../declare/errors.ts';
import type { Location } from '../../yaml/problem.ts';
import { found, type Written } from '../../yaml/read.ts';
import { mustSayDocument } from '../read/evidence.ts';
import { type Fields, NAME, oneOf, type ValueReader } from '../read/value-reader.ts';
import { DAY_PATTERN, type DayPattern, dayPattern } from './days.ts';
import { isEncoding, separatorSaid, separatorWords } from './dialect.ts';
import { graphSheets } from './graph-xml.ts';
import { type FileFormat, kindOfFile } from './raw-table.ts';
import { placeholdersIn } from './template.ts';

/** How a column is read where it is not taken as it stands. */
export interface ColumnRule {
  readonly location: Location;
  /** The values that cells may have, each with its meaning. */
  readonly values: ReadonlyMap<string, string> | undefined;
  /** What stands between the items of a list. */
  readonly split: string | undefined;
  /** The name of the table in which a cell names a row by its key. */
  readonly rowOf: string | undefined;
  /** How its days may be written. */
  readonly days: readonly DayPattern[] | undefined;
  /** The meaning of every cell that `values` does not have. */
  readonly otherwise: string | undefined;
  /** The column whose cells it reads. The table has no column with its own name. */
  readonly of: { readonly column: string; readonly line: number } | undefined;
  /**
   * The text that the column is made of, as a part of ids: `{first name} {last name}`, or the first of several in which
   * no cell is empty. The table has no such column.
   */
  readonly slug: Written | undefined;
}

/** Which rows are taken: those whose cell is one of some, or not empty where it is not said what it is. */
export interface Condition {
  readonly column: string;
  readonly line: number;
  readonly cells: ReadonlySet<string> | undefined;
}

/** What rows become: one thing each, or one for each item of a column that is a list. */
export interface RowForm {
  readonly kind: 'document' | 'passage' | 'entity' | 'fact';
  readonly written: Written & { readonly kind: 'map' };
  readonly each: { readonly column: string; readonly line: number } | undefined;
  /** All of them hold of the rows that it is made of. */
  readonly when: readonly Condition[];
}

/** A table as the manifest has it. */
export interface TableDeclaration {
  /** Inside the dossier's folder. */
  readonly file: string;
  /** By which other tables name it. Default: the path of its file. */
  readonly name: string;
  /** In the manifest. */
  readonly location: Location;
  readonly format: FileFormat;
  /** The id of the document that a bare locator belongs to. */
  readonly document: string | undefined;
  /** The column that tells its rows apart, where another table looks into it. */
  readonly key: { readonly column: string; readonly line: number } | undefined;
  readonly columns: ReadonlyMap<string, ColumnRule>;
  /** What a cell says that is as good as empty: `NULL`, `N/A`. */
  readonly none: ReadonlySet<string>;
  readonly forms: readonly RowForm[];
}

export const TABLE_KEYS = [
  'file',
  'name',
  'separator',
  'encoding',
  'sheet',
  'head',
  'rows',
  'key',
  'columns',
  'none',
  'when',
  'documents',
  'passages',
  'entities',
  'facts',
] as const;
export const RULE_KEYS = ['of', 'values', 'otherwise', 'split', 'row-of', 'days', 'slug'] as const;
const FILE = 'the path of a table in the folder of the dossier';

/** The tables that a file declares. */
export function readTables(reader: ValueReader, written: Written | undefined): TableDeclaration[] {
  return reader.list(written, 'tables').flatMap((each) => {
    const fields = reader.map(each, 'a table', TABLE_KEYS);
    const named = fields && reader.needed(fields, 'file', FILE);
    const file = named && reader.text(named, 'file', FILE, NAME);
    if (!fields || file === undefined) return [];
    const when = conditionsOf(reader, fields);
    const forms = [
      ...formsOf(reader, fields, 'documents', 'document', when),
      ...formsOf(reader, fields, 'passages', 'passage', when),
      ...formsOf(reader, fields, 'entities', 'entity', when),
      ...formsOf(reader, fields, 'facts', 'fact', when),
    ];
    const passages = forms.find(({ kind }) => kind === 'passage');
    if (passages && reader.document === undefined) mustSayDocument(reader, passages.written);
    return [
      {
        file,
        name: optionalText(reader, fields, 'name', 'a name for the table') ?? file,
        location: reader.location(named?.line ?? fields.line),
        format: fileFormatOf(reader, fields, file),
        document: reader.document,
        key: columnNamed(reader, fields, 'key'),
        columns: rulesOf(reader, fields),
        none: noneOf(reader, each, fields),
        forms,
      },
    ];
  });
}

function formsOf(
  reader: ValueReader,
  fields: Fields,
  key: string,
  kind: RowForm['kind'],
  ofTable: readonly Condition[],
): RowForm[] {
  return reader.list(fields.entries.get(key)?.value, key).flatMap((written) => {
    if (written.kind !== 'map') {
      reader.map(written, `what a row becomes under ${key}`, []);
      return [];
    }
    for (const { name, line } of bareBracesIn(written))
      reader.fail(line, `{${name}} is a map here; expected quotes around it: "{${name}}".`);
    const entries = new Map(written.entries);
    entries.delete('each');
    entries.delete('when');
    const when = [...ofTable, ...conditionsOf(reader, written)];
    return [{ kind, written: { ...written, entries }, each: columnNamed(reader, written, 'each'), when }];
  });
}

/** `when: chair`, `when: [chair, day]`, or `when: { kind: [a, b] }`. */
function conditionsOf(reader: ValueReader, fields: Fields): Condition[] {
  const written = fields.entries.get('when')?.value;
  if (!written) return [];
  if (written.kind !== 'map') {
    return reader.several(written, 'when').flatMap((each) => {
      const column = reader.text(each, 'when', 'a column, or a map of a column and its cells', NAME);
      return column === undefined ? [] : [{ column, line: each.line, cells: undefined }];
    });
  }
  return [...written.entries].map(([column, { line, value }]) => {
    const cells = reader
      .several(value, `when.${column}`)
      .flatMap((each) => reader.text(each, `when.${column}`, 'what a cell says, or a list of that', NAME) ?? []);
    return { column, line, cells: new Set(cells) };
  });
}

function optionalText(reader: ValueReader, fields: Fields, key: string, expected: string): string | undefined {
  const written = fields.entries.get(key)?.value;
  return written && reader.text(written, key, expected, NAME);
}

/** In what form the file is, by its name, and what the manifest says of that. */
function fileFormatOf(reader: ValueReader, fields: Fields, file: string): FileFormat {
  const kind = kindOfFile(file);
  const said: { [key: string]: string } = {};
  for (const key of FORM_KEYS) {
    const written = fields.entries.get(key)?.value;
    const text = written && reader.text(written, key, EXPECTED[key], NAME);
    if (!written || text === undefined) continue;
    if (!SAID_OF[kind].includes(key))
      reader.fail(written.line, `${key} says nothing of ${file}; expected it of ${SAYS[key]}.`);
    else if (!isRight(key, kind, text))
      reader.fail(written.line, `${key} is ${quoted(text)}; expected ${EXPECTED[key]}.`);
    else said[key] = text;
  }
  const { separator, encoding, sheet: name, rows } = said;
  const head = said['head'] === undefined ? undefined : Number(said['head']);
  switch (kind) {
    case 'separated':
      return { kind, separator: separator === undefined ? undefined : separatorSaid(separator), encoding, head };
    case 'workbook':
      return { kind, sheet: name, head };
    case 'json':
      return { kind, rows };
    case 'graph':
      return { kind, sheet: graphSheets.find((each) => each === name) ?? 'nodes' };
  }
}

/** Nothing is looked for further down. */
const MOST_ABOVE = 1_000;
const FORM_KEYS = ['separator', 'encoding', 'sheet', 'head', 'rows'] as const;
type FormKey = (typeof FORM_KEYS)[number];
const SAID_OF: { readonly [kind in FileFormat['kind']]: readonly FormKey[] } = {
  separated: ['separator', 'encoding', 'head'],
  workbook: ['sheet', 'head'],
  json: ['rows'],
  graph: ['sheet'],
};
const SAYS: { readonly [key in FormKey]: string } = {
  separator: 'separated values, such as CSV',
  encoding: 'separated values, such as CSV',
  sheet: 'a workbook or a graph',
  head: 'separated values or a workbook',
  rows: 'JSON',
};
const EXPECTED: { readonly [key in FormKey]: string } = {
  separator: oneOf(separatorWords),
  encoding: 'the name of an encoding, such as windows-1252 or utf-16le',
  sheet: 'the name of a worksheet; of a graph nodes or edges',
  head: 'the number of a line, from 1 to 1000',
  rows: 'the path of a list, such as nodes',
};

function isRight(key: FormKey, kind: FileFormat['kind'], text: string): boolean {
  if (key === 'separator') return separatorSaid(text) !== undefined;
  if (key === 'encoding') return isEncoding(text);
  if (key === 'head') return /^\d{1,4}$/.test(text) && Number(text) >= 1 && Number(text) <= MOST_ABOVE;
  return kind !== 'graph' || graphSheets.some((each) => each === text);
}

/** The words that say that there is none. A null among them, for want of quotes, is meant as what it is written with. */
function noneOf(reader: ValueReader, table: Written, fields: Fields): ReadonlySet<string> {
  const written = fields.entries.get('none')?.value;
  const isNull =
    (table.kind === 'map' && table.nulls?.includes('none')) || (written?.kind === 'list' && written.hasNull);
  const words = written?.kind === 'list' ? written.items : written ? [written] : [];
  return new Set([
    ...(isNull ? ['null', 'Null', 'NULL', '~'] : []),
    ...words.flatMap((each) => reader.text(each, 'none', 'a word that says that there is none', NAME) ?? []),
  ]);
}

/** The names in braces that stand where a text belongs: without quotes, YAML takes them for maps. */
function bareBracesIn(written: Written): { readonly name: string; readonly line: number }[] {
  if (written.kind === 'text') return [];
  if (written.kind === 'list') return written.items.flatMap(bareBracesIn);
  const entries = [...written.entries];
  const [only] = entries;
  const isBare = only && entries.length === 1 && only[1].value.kind === 'text' && only[1].value.text === '';
  return isBare ? [{ name: only[0], line: written.line }] : entries.flatMap(([, { value }]) => bareBracesIn(value));
}

function columnNamed(reader: ValueReader, fields: Fields, key: string) {
  const written = fields.entries.get(key)?.value;
  const column = written && reader.text(written, key, 'the name of a column', NAME);
  return column === undefined ? undefined : { column, line: written?.line ?? fields.line };
}

function rulesOf(reader: ValueReader, fields: Fields): Map<string, ColumnRule> {
  const written = fields.entries.get('columns')?.value;
  if (!written) return new Map();
  if (written.kind !== 'map') {
    reader.map(written, 'columns', []);
    return new Map();
  }
  return new Map(
    [...written.entries].flatMap(([column, { line, value }]) => {
      const rule = reader.map(value, `the column ${column}`, RULE_KEYS);
      if (!rule) return [];
      const text = (key: string, expected: string) => {
        const given = rule.entries.get(key)?.value;
        return given && reader.text(given, `${column}.${key}`, expected, NAME);
      };
      return [
        [
          column,
          {
            location: reader.location(line),
            ...valuesOf(reader, rule, column),
            of: ofColumn(reader, rule, column),
            split: text('split', 'what stands between two items, such as ";"'),
            rowOf: text('row-of', 'the file or the name of a table of this dossier'),
            days: daysOf(reader, rule, column),
            slug: slugTextOf(reader, rule, column),
          },
        ] as const,
      ];
    }),
  );
}

function daysOf(reader: ValueReader, rule: Fields, column: string): readonly DayPattern[] | undefined {
  const written = rule.entries.get('days')?.value;
  if (!written) return undefined;
  const what = `${column}.days`;
  return reader.several(written, what).flatMap((each) => {
    const text = reader.text(each, what, DAY_PATTERN, NAME);
    if (text === undefined) return [];
    const pattern = dayPattern(text);
    if (!pattern) reader.fail(each.line, `${what} is ${quoted(text)}; expected ${DAY_PATTERN}.`);
    return pattern ?? [];
  });
}

/** Whether a column is no column of the table, but made of some. */
export function isMade(rule: ColumnRule | undefined): boolean {
  return rule?.slug !== undefined || rule?.of !== undefined;
}

function ofColumn(reader: ValueReader, rule: Fields, column: string): ColumnRule['of'] {
  const written = rule.entries.get('of')?.value;
  if (!written) return undefined;
  const slug = rule.entries.get('slug');
  if (slug) return reader.fail(slug.line, `${column} has both of and slug; expected one of them.`);
  const of = reader.text(written, `${column}.of`, 'the name of a column', NAME);
  return of === undefined ? undefined : { column: of, line: written.line };
}

/** A text, or `{ first: [...] }` with some. */
function slugTextOf(reader: ValueReader, rule: Fields, column: string): ColumnRule['slug'] {
  const written = rule.entries.get('slug')?.value;
  if (!written) return undefined;
  const what = `${column}.slug`;
  const expected = 'a text with a column in braces, such as "{name}"';
  for (const { name, line } of bareBracesIn(written)) {
    return reader.fail(line, `{${name}} is a map here; expected quotes around it: "{${name}}".`);
  }
  const choice = written.kind === 'map' ? reader.map(written, what, ['first']) : undefined;
  const choices = choice?.entries.get('first')?.value;
  if (written.kind === 'map' && choices?.kind !== 'list') {
    return choices && reader.fail(choices.line, `${what}.first ${found(choices)}; expected a list of texts.`);
  }
  const before = reader.failures;
  for (const each of choices ? reader.several(choices, `${what}.first`) : [written]) {
    const text = reader.text(each, what, expected, NAME);
    if (text !== undefined && placeholdersIn(each).length === 0)
      reader.fail(each.line, `${what} is ${quoted(text)}; expected ${expected}.`);
  }
  return reader.failures > before ? undefined : written;
}

function valuesOf(reader: ValueReader, rule: Fields, column: string): Pick<ColumnRule, 'values' | 'otherwise'> {
  const written = rule.entries.get('values')?.value;
  const other = rule.entries.get('otherwise');
  if (other && !written) reader.fail(other.line, `${column} has otherwise and no values; expected both.`);
  const otherwise = other && reader.text(other.value, `${column}.otherwise`, 'what any other cell means', NAME);
  if (!written) return { values: undefined, otherwise };
  return { values: meaningsOf(reader, written, `${column}.values`), otherwise };
}

function meaningsOf(reader: ValueReader, written: Written, what: string): ReadonlyMap<string, string> | undefined {
  if (written.kind !== 'map') {
    reader.map(written, what, []);
    return undefined;
  }
  return new Map(
    [...written.entries].flatMap(([cell, { value }]) => {
      const meaning = reader.text(value, `${what}.${cell}`, 'what this cell means', NAME);
      return meaning === undefined ? [] : [[cell, meaning] as const];
    }),
  );
}
