import { itemsOf } from './cell.ts';
import type { RowForm, TableDeclaration } from './manifest.ts';
import type { RawTable } from './raw-table.ts';
import type { ReadOptions, TableRecord } from './streaming.ts';
import { conditionOf, lookedUp, namesIn } from './table.ts';

/** More than a person reads at once. */
const MOST = 50;

/**
 * What a file of nested values has that none of its tables takes: values by column and rows as wholes, each by the kind of
 * the row where conditions tell kinds apart. In a sheet a person sees what columns there are; here, nobody would.
 *
 * @param tables those that read the file
 * @param fromElsewhere columns that other rows look up
 * @returns a sentence; undefined where all is taken
 * @throws TableUnreadable
 */
export async function untakenFrom(
  rawTable: RawTable,
  tables: readonly TableDeclaration[],
  fromElsewhere: ReadonlySet<string>,
  options: ReadOptions,
): Promise<string | undefined> {
  const taking = new Taking(rawTable.head, tables, fromElsewhere);
  const counts = new Map<string, { kind: string; column: string | undefined; count: number }>();
  const count = (kind: string, column: string | undefined, more: number) => {
    const key = JSON.stringify([kind, column]);
    const counted = counts.get(key);
    if (counted) counted.count += more;
    else counts.set(key, { kind, column, count: more });
  };
  for await (const records of rawTable.rows(options)) {
    for (const record of records) {
      const left = taking.leftOf(record);
      if (left === 'all') count(taking.kindOf(record), undefined, 1);
      else
        for (const at of left) {
          const cell = record.cells[at] ?? '';
          if (cell !== '') count(taking.kindOf(record), rawTable.head[at], itemsOf(cell).length);
        }
    }
  }
  return sentence(tables[0]?.file ?? '', [...counts.values()]);
}

/** Which columns of a row are taken. */
class Taking {
  readonly #head: readonly string[];
  readonly #forms: readonly { readonly holds: (record: TableRecord) => boolean; readonly columns: readonly string[] }[];
  /** Taken of every row. */
  readonly #always: ReadonlySet<string>;
  /** The places of the columns that tell kinds of rows apart. */
  readonly #kinds: readonly number[];
  /** The places that are left, by the forms that take the row. */
  readonly #left = new Map<string, readonly number[]>();

  constructor(head: readonly string[], tables: readonly TableDeclaration[], fromElsewhere: ReadonlySet<string>) {
    this.#head = head;
    this.#forms = tables.flatMap((table) =>
      table.forms.map((form) => ({
        holds: conditionOf(form.when, head, table),
        columns: columnsOf(form, table),
      })),
    );
    const conditions = tables.flatMap(({ forms }) => forms.flatMap(({ when }) => when));
    const keys = tables.flatMap(({ key }) => key?.column ?? []);
    this.#always = new Set([...fromElsewhere, ...keys, ...conditions.map(({ column }) => column)]);
    const telling = new Set(conditions.flatMap(({ column, cells }) => (cells ? [column] : [])));
    this.#kinds = head.flatMap((column, at) => (telling.has(column) ? [at] : []));
  }

  /** The places of the columns that no form takes of a row; `all` where none takes the row. */
  leftOf(record: TableRecord): readonly number[] | 'all' {
    const holding = this.#forms.flatMap(({ holds }, at) => (holds(record) ? [at] : []));
    if (holding.length === 0 && this.#forms.length > 0) return 'all';
    const key = holding.join(' ');
    const known = this.#left.get(key);
    if (known) return known;
    const taken = new Set(holding.flatMap((at) => this.#forms[at]?.columns ?? []));
    const left = this.#head.flatMap((column, at) => (taken.has(column) || this.#always.has(column) ? [] : [at]));
    this.#left.set(key, left);
    return left;
  }

  /** Such as `schema Payment`. */
  kindOf({ cells }: TableRecord): string {
    return this.#kinds.map((at) => `${this.#head[at]} ${cells[at]}`).join(', ');
  }
}

function columnsOf(form: RowForm, { columns }: TableDeclaration): string[] {
  const names = namesIn(form, columns).map((name) => lookedUp(name, columns)[0]);
  return names.map((name) => columns.get(name)?.of?.column ?? name);
}

function sentence(
  file: string,
  counts: readonly { readonly kind: string; readonly column: string | undefined; readonly count: number }[],
): string | undefined {
  if (counts.length === 0) return undefined;
  const told = counts.slice(0, MOST).map(({ kind, column, count }) => {
    const what = count === 1 ? (column === undefined ? 'row' : 'value') : column === undefined ? 'rows' : 'values';
    const of = kind === '' ? '' : ` of ${kind}`;
    return column === undefined ? `${count} ${what}${of}` : `${column}${of} (${count} ${what})`;
  });
  const more = counts.length > MOST ? `, and ${counts.length - MOST} more` : '';
  return `Not taken from ${file}: ${told.join(', ')}${more}.`;
}
