import type { Written } from '../../yaml/read.ts';
import { cellOf, itemsOf } from './cell.ts';
import type { RowForm, TableDeclaration } from './manifest.ts';
import type { RawTable } from './raw-table.ts';
import type { ReadOptions, TableRecord } from './streaming.ts';
import { conditionOf, lookedUp, namesIn } from './table.ts';
import { choicesIn, placeholdersIn } from './template.ts';

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
      const taken = taking.of(record);
      if (!taken) count(taking.kindOf(record), undefined, 1);
      for (const { at, items } of taken ?? []) {
        const left = itemsOf(record.cells[at] ?? '').length - items;
        if (left > 0) count(taking.kindOf(record), rawTable.head[at], left);
      }
    }
  }
  return sentence(tables[0]?.file ?? '', [...counts.values()]);
}

/** How many items of a cell a row takes: of a cell that stands in a list, or for whose items rows are made, all. */
type Items = 0 | 1 | 'all';

/** The columns of a row of which not every item is taken, and how many are. */
type Taken = readonly { readonly at: number; readonly items: 0 | 1 }[];

interface TakingForm {
  readonly holds: (record: TableRecord) => boolean;
  readonly columns: ReadonlyMap<string, Items>;
  /** Whether it makes something of the row itself: not a passage of it, nor what each row has items of. */
  readonly isOfRow: boolean;
  readonly isEntity: boolean;
}

/** Which columns of a row are taken. */
class Taking {
  readonly #head: readonly string[];
  readonly #forms: readonly TakingForm[];
  readonly #fromElsewhere: ReadonlySet<string>;
  /** Taken of every row. */
  readonly #always: ReadonlySet<string>;
  /** The places of the columns that tell kinds of rows apart. */
  readonly #kinds: readonly number[];
  /** By the forms that take the row. */
  readonly #taken = new Map<string, Taken | undefined>();

  constructor(head: readonly string[], tables: readonly TableDeclaration[], fromElsewhere: ReadonlySet<string>) {
    this.#head = head;
    this.#forms = tables.flatMap((table) => table.forms.map((form) => takingForm(form, head, table)));
    this.#fromElsewhere = fromElsewhere;
    const conditions = tables.flatMap(({ forms }) => forms.flatMap(({ when }) => when));
    const keys = tables.flatMap(({ key }) => key?.column ?? []);
    this.#always = new Set([...keys, ...conditions.map(({ column }) => column)]);
    const telling = new Set(conditions.flatMap(({ column, cells }) => (cells ? [column] : [])));
    this.#kinds = head.flatMap((column, at) => (telling.has(column) ? [at] : []));
  }

  /** What the forms take of a row; undefined where none takes it. */
  of(record: TableRecord): Taken | undefined {
    const holding = this.#forms.flatMap(({ holds }, at) => (holds(record) ? [at] : []));
    const key = holding.join(' ');
    if (!this.#taken.has(key)) this.#taken.set(key, this.#takenBy(this.#forms.filter((_, at) => holding.includes(at))));
    return this.#taken.get(key);
  }

  /** Such as `schema Payment`. */
  kindOf({ cells }: TableRecord): string {
    return this.#kinds.map((at) => `${this.#head[at]} ${cells[at]}`).join(', ');
  }

  #takenBy(holding: readonly TakingForm[]): Taken | undefined {
    const isTaken = this.#forms.some(({ isOfRow }) => isOfRow)
      ? holding.some(({ isOfRow }) => isOfRow)
      : holding.length > 0 || this.#forms.length === 0;
    if (!isTaken) return undefined;
    const isNamed = this.#forms.length === 0 || holding.some(({ isEntity }) => isEntity);
    const itemsIn = (column: string): Items => {
      if (this.#always.has(column)) return 'all';
      const items = holding.map(({ columns }) => columns.get(column) ?? 0);
      if (items.includes('all')) return 'all';
      // What others look up is that of what a row names.
      return items.includes(1) || (isNamed && this.#fromElsewhere.has(column)) ? 1 : 0;
    };
    return this.#head.flatMap((column, at) => {
      const items = itemsIn(column);
      return items === 'all' ? [] : [{ at, items }];
    });
  }
}

function takingForm(form: RowForm, head: readonly string[], table: TableDeclaration): TakingForm {
  const { kind, when, each } = form;
  const isMet = conditionOf(when, head, table);
  const at = each ? head.indexOf(sourceOf(each.column, table)) : -1;
  return {
    holds: (record) => isMet(record) && (at === -1 || cellOf(record.cells[at], table.none) !== ''),
    columns: columnsOf(form, table),
    isOfRow: kind !== 'passage' && (!each || when.length > 0),
    isEntity: kind === 'entity',
  };
}

/** The columns of the file that a form is made of. */
function columnsOf(form: RowForm, table: TableDeclaration): Map<string, Items> {
  const inLists = new Set([...namesInLists(form.written), ...(form.each ? [form.each.column] : [])]);
  const single = new Set(placeholdersIn(form.written).flatMap(({ name }) => (inLists.has(name) ? [] : [name])));
  const columns = new Map<string, Items>();
  // What slugs are made of becomes as many slugs as it has items.
  for (const name of namesIn(form, table.columns)) {
    const column = sourceOf(name, table);
    if (!single.has(name)) columns.set(column, 'all');
    else if (!columns.has(column)) columns.set(column, 1);
  }
  return columns;
}

/** The column of the file that a name in braces reads. */
function sourceOf(name: string, { columns }: TableDeclaration): string {
  const [column] = lookedUp(name, columns);
  return columns.get(column)?.of?.column ?? column;
}

/** The names in braces that stand for all items of their cells. */
function namesInLists(written: Written): string[] {
  switch (written.kind) {
    case 'text':
      return [];
    case 'list':
      return written.items.flatMap((item) =>
        item.kind === 'text' ? placeholdersIn(item).map(({ name }) => name) : namesInLists(item),
      );
    case 'map':
      // The texts of a choice stand for one.
      return (choicesIn(written) ?? [...written.entries.values()].map(({ value }) => value)).flatMap(namesInLists);
  }
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
