import type { Spot } from '../../yaml/problem.ts';
import type { Written } from '../../yaml/read.ts';
import { type Fields, NAME, type Sheet } from '../read/sheet.ts';

/** How a column is read where it is not taken as it stands. */
export interface ColumnRule {
  readonly spot: Spot;
  /** What the cells may be, and what they mean. */
  readonly values: ReadonlyMap<string, string> | undefined;
  /** What stands between the items of a list. */
  readonly split: string | undefined;
  /** The file of the table in which a cell names a row by its key. */
  readonly rowOf: string | undefined;
}

/** What rows become: one thing each, or one for each item of a column that is a list. */
export interface RowForm {
  readonly kind: 'passage' | 'entity' | 'fact';
  readonly written: Written & { readonly kind: 'map' };
  readonly each: { readonly column: string; readonly line: number } | undefined;
}

/** A table as the manifest has it. */
export interface TableDeclaration {
  /** Inside the dossier's folder. */
  readonly file: string;
  /** In the manifest. */
  readonly spot: Spot;
  /** The id of the document that a bare locator belongs to. */
  readonly document: string | undefined;
  /** The column that tells its rows apart, where another table looks into it. */
  readonly key: { readonly column: string; readonly line: number } | undefined;
  readonly columns: ReadonlyMap<string, ColumnRule>;
  /** What a cell says that is as good as empty: `NULL`, `N/A`. */
  readonly none: ReadonlySet<string>;
  readonly forms: readonly RowForm[];
}

const KEYS = ['file', 'key', 'columns', 'none', 'passages', 'entities', 'facts'];
const RULE_KEYS = ['values', 'split', 'row-of'];
const FILE = 'the path of a CSV file in the folder of the dossier, plain or gzipped';

/** The tables that a file declares. */
export function readTables(sheet: Sheet, written: Written | undefined): TableDeclaration[] {
  return sheet.list(written, 'tables').flatMap((each) => {
    const fields = sheet.map(each, 'a table', KEYS);
    const named = fields && sheet.needed(fields, 'file', FILE);
    const file = named && sheet.text(named, 'file', FILE, NAME);
    if (!fields || file === undefined) return [];
    const forms = [
      ...formsOf(sheet, fields, 'passages', 'passage'),
      ...formsOf(sheet, fields, 'entities', 'entity'),
      ...formsOf(sheet, fields, 'facts', 'fact'),
    ];
    const passages = forms.find(({ kind }) => kind === 'passage');
    if (passages && sheet.document === undefined) {
      sheet.fail(
        passages.written.line,
        'this file has no key document that says whose passages these are; expected that.',
      );
    }
    return [
      {
        file,
        spot: sheet.spot(named?.line ?? fields.line),
        document: sheet.document,
        key: columnNamed(sheet, fields, 'key'),
        columns: rulesOf(sheet, fields),
        none: noneOf(sheet, each, fields),
        forms,
      },
    ];
  });
}

function formsOf(sheet: Sheet, fields: Fields, key: string, kind: RowForm['kind']): RowForm[] {
  return sheet.list(fields.entries.get(key)?.value, key).flatMap((written) => {
    if (written.kind !== 'map') {
      sheet.map(written, `what a row becomes under ${key}`, []);
      return [];
    }
    for (const { name, line } of bareBracesIn(written))
      sheet.fail(line, `{${name}} is a map here; expected quotes around it: "{${name}}".`);
    const entries = new Map(written.entries);
    entries.delete('each');
    return [{ kind, written: { ...written, entries }, each: columnNamed(sheet, written, 'each') }];
  });
}

/** The words that say that there is none. A null among them, for want of quotes, is meant as what it is written with. */
function noneOf(sheet: Sheet, table: Written, fields: Fields): ReadonlySet<string> {
  const written = fields.entries.get('none')?.value;
  const isNull =
    (table.kind === 'map' && table.nulls?.includes('none')) || (written?.kind === 'list' && written.hasNull);
  const words = written?.kind === 'list' ? written.items : written ? [written] : [];
  return new Set([
    ...(isNull ? ['null', 'Null', 'NULL', '~'] : []),
    ...words.flatMap((each) => sheet.text(each, 'none', 'a word that says that there is none', NAME) ?? []),
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

function columnNamed(sheet: Sheet, fields: Fields, key: string) {
  const written = fields.entries.get(key)?.value;
  const column = written && sheet.text(written, key, 'the name of a column', NAME);
  return column === undefined ? undefined : { column, line: written?.line ?? fields.line };
}

function rulesOf(sheet: Sheet, fields: Fields): Map<string, ColumnRule> {
  const written = fields.entries.get('columns')?.value;
  if (!written) return new Map();
  if (written.kind !== 'map') {
    sheet.map(written, 'columns', []);
    return new Map();
  }
  return new Map(
    [...written.entries].flatMap(([column, { line, value }]) => {
      const rule = sheet.map(value, `the column ${column}`, RULE_KEYS);
      if (!rule) return [];
      const text = (key: string, expected: string) => {
        const given = rule.entries.get(key)?.value;
        return given && sheet.text(given, `${column}.${key}`, expected, NAME);
      };
      return [
        [
          column,
          {
            spot: sheet.spot(line),
            values: valuesOf(sheet, rule, column),
            split: text('split', 'what stands between two items, such as ";"'),
            rowOf: text('row-of', 'the file of another table of this dossier'),
          },
        ] as const,
      ];
    }),
  );
}

function valuesOf(sheet: Sheet, rule: Fields, column: string): ReadonlyMap<string, string> | undefined {
  const written = rule.entries.get('values')?.value;
  if (!written) return undefined;
  const what = `${column}.values`;
  if (written.kind !== 'map') {
    sheet.map(written, what, []);
    return undefined;
  }
  return new Map(
    [...written.entries].flatMap(([cell, { value }]) => {
      const meaning = sheet.text(value, `${what}.${cell}`, 'what this cell means', NAME);
      return meaning === undefined ? [] : [[cell, meaning] as const];
    }),
  );
}
