import type { Location } from '../../yaml/problem.ts';
import type { Written } from '../../yaml/read.ts';
import type { DossierFindings } from '../problem.ts';
import { cellOf, itemsOf, LIST, withinTable } from './cell.ts';
import type { Lookup } from './lookup.ts';
import type { Condition, RowForm, TableDeclaration } from './manifest.ts';
import { type Fail, meaningOf } from './meaning.ts';
import type { RawTable } from './raw-table.ts';
import { slugOf } from './slug.ts';
import type { Streaming, TableRecord } from './streaming.ts';
import { type ColumnPositions, losesCells, placeholdersIn, type Template, template } from './template.ts';

/** A row of a table, as its templates want it. */
export interface TableRow {
  readonly line: number;
  /** What stands in each slot: a cell, or what it means. */
  readonly values: readonly string[];
  /** The forms whose conditions do not hold of it; absent where they all do. */
  readonly leftOut?: ReadonlySet<RowForm> | undefined;
}

/** What a row becomes, with the positions in its values. */
export interface RowTemplate {
  readonly kind: RowForm['kind'];
  /** Where it is written. */
  readonly location: Location;
  /** The templates by key of the row that they make. */
  readonly parts: ReadonlyMap<string, Template>;
  /** What the row becomes, as if it were written in a file: an empty map where all its cells are empty. */
  readonly written: (row: TableRow) => Written;
  /** Whether a text of it has no place for a cell that is there, since another one is empty. */
  readonly losesCells: (row: TableRow) => boolean;
  /** Makes one row for each item of a list. */
  readonly rows: (row: TableRow) => readonly TableRow[];
}

/** The name in braces that stands for the line of the row. */
export const LINE = '#';

/** A value that templates want, and where it comes from. */
interface Slot {
  readonly name: string;
  readonly read: (record: TableRecord, fail: Fail) => string | undefined;
}

/** A slot whose value follows from other slots. */
interface DerivedSlot {
  readonly at: number;
  readonly from: readonly number[];
  /** Whether it is made of other slots alone; otherwise it was read as they were, and follows when they change. */
  readonly isSlug: boolean;
  readonly derive: (values: readonly string[], line: number, fail: Fail) => string | undefined;
}

/** What rows become that meet the same conditions. */
interface Choice {
  readonly isNothing: boolean;
  readonly leftOut: ReadonlySet<RowForm>;
  /** The slots that what they become is made of. */
  readonly wanted: readonly boolean[];
}

/** Rows of a table are of a few kinds, as a rule. */
const MOST_CHOICES = 1_000;

/** A table whose head was read and fits its manifest. */
export class Table {
  readonly file: string;
  readonly document: string | undefined;
  readonly forms: readonly RowTemplate[];
  /** How large the file is. */
  readonly bytes: number;
  readonly #rawTable: RawTable;
  /** The file that declares it. */
  readonly #manifest: string;
  readonly #slots: readonly Slot[];
  readonly #slugs: readonly DerivedSlot[];
  /** The slots of each form that not every row becomes. */
  readonly #conditions: readonly {
    readonly form: RowForm;
    readonly holds: (record: TableRecord) => boolean;
    readonly slots: ReadonlySet<number>;
  }[];
  readonly #choices = new Map<string, Choice>();
  /** The forms whose conditions some row has met. */
  readonly #met = new Set<RowForm>();

  constructor(rawTable: RawTable, bytes: number, declaration: TableDeclaration, lookups: ReadonlyMap<string, Lookup>) {
    this.#rawTable = rawTable;
    this.file = declaration.file;
    this.#manifest = declaration.location.file;
    this.bytes = bytes;
    this.document = declaration.document;
    const { forms, columns } = declaration;
    const wanted = forms.map((form) => namesIn(form, columns));
    const names = [...new Set(wanted.flat())];
    const place = (name: string) => names.indexOf(name);
    const positions: ColumnPositions = {
      of: place,
      madeOf(name) {
        const { slug, of } = columns.get(lookedUp(name, columns)[0]) ?? {};
        return slug ? placeholdersIn(slug).map((each) => each.name) : of ? [of.column] : [];
      },
    };
    this.#slots = names.map((name) => slotOf(name, rawTable.head, declaration, lookups));
    const derived = names.flatMap((name, at) => derivedOf(name, at, positions, declaration, lookups));
    this.#slugs = derived.filter(({ isSlug }) => isSlug);
    this.#conditions = forms.some(({ when }) => when.length > 0)
      ? forms.map((form, at) => ({
          form,
          holds: conditionOf(form.when, rawTable.head, declaration),
          slots: new Set(wanted[at]?.map(place)),
        }))
      : [];
    this.forms = forms.map((form) => formOf(form, positions, declaration, derived));
  }

  /** The rows, some thousand at a time. A row that is wrong is left out. @throws TableUnreadable */
  async *rows({ onBytes, signal, findings }: Streaming): AsyncGenerator<TableRow[]> {
    for await (const records of this.#rawTable.rows({ onBytes, signal })) {
      const rows: TableRow[] = [];
      for (const record of records) {
        const { line } = record;
        let isWrong = false;
        const row = this.#rowOf(record, (message, follows = false) => {
          isWrong = true;
          findings.add({ file: this.file, line, message, follows });
        });
        if (row) rows.push(row);
        else if (isWrong && this.forms.some(({ kind }) => kind !== 'fact')) findings.lose();
      }
      if (rows.length > 0) yield rows;
    }
    this.#doubtUnmet(findings);
  }

  /** Tells of conditions on cells that no row has met. */
  #doubtUnmet(findings: DossierFindings): void {
    // A file of nested values may have none of the kinds that a manifest for any such file tells apart.
    if (this.#choices.size === 0 || this.#rawTable.isNested) return;
    for (const { form } of this.#conditions) {
      if (this.#met.has(form) || !form.when.some(({ cells }) => cells)) continue;
      findings.doubt('a condition that no row meets', { file: this.#manifest, line: form.written.line });
    }
  }

  /** Undefined for a row that is wrong, and for one that becomes nothing. */
  #rowOf(record: TableRecord, fail: Fail): TableRow | undefined {
    const { line, cells } = record;
    const { length } = this.#rawTable.head;
    const count = withinTable(cells, length).length;
    if (count !== length) return fail(`the row has ${count} cells; expected ${length}, as the first line has.`);
    if (this.#conditions.length === 0) {
      const values = this.#valuesOf(record, fail);
      return values && { line, values };
    }
    const { isNothing, leftOut, wanted } = this.#choiceOf(record);
    if (isNothing) return undefined;
    const values = this.#valuesOf(record, fail, wanted);
    return values && { line, values, leftOut };
  }

  #choiceOf(record: TableRecord): Choice {
    const kept = this.#conditions.map(({ holds }) => holds(record));
    const key = kept.map((each) => (each ? '1' : '0')).join('');
    const known = this.#choices.get(key);
    if (known) return known;
    const holding = this.#conditions.filter((_, at) => kept[at]);
    for (const { form } of holding) this.#met.add(form);
    const choice = {
      isNothing: holding.length === 0,
      leftOut: new Set(this.#conditions.flatMap(({ form }, at) => (kept[at] ? [] : [form]))),
      wanted: this.#slots.map((_, slot) => holding.some(({ slots }) => slots.has(slot))),
    };
    if (this.#choices.size < MOST_CHOICES) this.#choices.set(key, choice);
    return choice;
  }

  #valuesOf(record: TableRecord, fail: Fail, wanted?: readonly boolean[]): string[] | undefined {
    const values: string[] = [];
    for (const slot of this.#slots) {
      const value = wanted && !wanted[values.length] ? '' : slot.read(record, fail);
      if (value === undefined) return undefined;
      values.push(value);
    }
    for (const { at, derive } of this.#slugs) {
      if (wanted && !wanted[at]) continue;
      const value = derive(values, record.line, fail);
      if (value === undefined) return undefined;
      values[at] = value;
    }
    return values;
  }
}

/** `roll_call.date`: the column that names a row of another table, and the column there. */
export function lookedUp(name: string, columns: TableDeclaration['columns']): [column: string, looked?: string] {
  for (let dot = name.indexOf('.'); dot > 0; dot = name.indexOf('.', dot + 1)) {
    const column = name.slice(0, dot);
    if (columns.get(column)?.rowOf !== undefined) return [column, name.slice(dot + 1)];
  }
  return [name];
}

/** The names in braces of what a row becomes, and of what columns of theirs are made of. */
export function namesIn({ written, each }: RowForm, columns: TableDeclaration['columns']): string[] {
  const names = [...placeholdersIn(written).map(({ name }) => name), ...(each ? [each.column] : [])];
  const made = names.flatMap((name) => {
    const slug = columns.get(lookedUp(name, columns)[0])?.slug;
    return slug ? placeholdersIn(slug).map((placeholder) => placeholder.name) : [];
  });
  return [...names, ...made];
}

function slotOf(
  name: string,
  head: readonly string[],
  { columns, none }: TableDeclaration,
  lookups: ReadonlyMap<string, Lookup>,
): Slot {
  const [column, looked] = lookedUp(name, columns);
  const rule = columns.get(column);
  if (name === LINE && !head.includes(LINE)) return { name, read: ({ line }) => String(line) };
  // It is derived.
  if (rule?.slug) return { name, read: () => '' };
  const index = head.indexOf(rule?.of?.column ?? column);
  const cell = ({ cells }: TableRecord) => cellOf(cells[index], none);
  const lookup = looked === undefined ? undefined : lookups.get(rule?.rowOf ?? '');
  if (lookup && looked !== undefined) {
    const read = lookup.reader(looked);
    return { name, read: (record, fail) => read(cell(record), column, fail) };
  }
  if (!rule?.values && !rule?.days && rule?.split === undefined) return { name, read: cell };
  return { name, read: (record, fail) => meaningOf(cell(record), column, rule, fail) };
}

/** What follows from other slots: a slug of them, or a column of the row that an item of a list names. */
function derivedOf(
  name: string,
  at: number,
  positions: ColumnPositions,
  { columns }: TableDeclaration,
  lookups: ReadonlyMap<string, Lookup>,
): DerivedSlot[] {
  const [column, looked] = lookedUp(name, columns);
  const { slug, rowOf } = columns.get(column) ?? {};
  if (slug) {
    const text = template(slug, positions);
    return [
      { at, from: text.slots, isSlug: true, derive: (values, line, fail) => slugsIn(text, values, line, column, fail) },
    ];
  }
  const lookup = looked === undefined ? undefined : lookups.get(rowOf ?? '');
  const from = positions.of(column);
  if (!lookup || looked === undefined || from === -1) return [];
  const read = lookup.reader(looked);
  return [{ at, from: [from], isSlug: false, derive: (values, _line, fail) => read(values[from] ?? '', column, fail) }];
}

function slugsIn(
  text: Template,
  values: readonly string[],
  line: number,
  column: string,
  fail: Fail,
): string | undefined {
  const list = text.slots.find((slot) => values[slot]?.includes(LIST));
  if (list !== undefined) {
    const slugs = itemsOf(values[list] ?? '').map((item) => slugsIn(text, values.with(list, item), line, column, fail));
    return slugs.some((slug) => slug === undefined) ? undefined : slugs.join(LIST);
  }
  const filled = text.fill(values, line);
  if (filled?.kind !== 'text') return '';
  const slug = slugOf(filled.text);
  return slug === ''
    ? fail(`${column} is made of ${JSON.stringify(filled.text)}; expected letters or digits in it.`)
    : slug;
}

/** Whether all conditions hold of a row. */
export function conditionOf(when: readonly Condition[], head: readonly string[], { none }: TableDeclaration) {
  const all = when.map(({ column, cells }) => ({ at: head.indexOf(column), cells }));
  return (record: TableRecord) =>
    all.every(({ at, cells }) => {
      const cell = cellOf(record.cells[at], none);
      if (!cells || cell === '') return cell !== '';
      return cell.includes(LIST) ? itemsOf(cell).some((item) => cells.has(item)) : cells.has(cell);
    });
}

function formOf(
  form: RowForm,
  positions: ColumnPositions,
  { none, location: { file } }: TableDeclaration,
  derived: readonly DerivedSlot[],
): RowTemplate {
  const { kind, each, written } = form;
  const parts = new Map([...written.entries].map(([key, { value }]) => [key, template(value, positions)] as const));
  const whole = template(written, positions);
  const shared = {
    kind,
    location: { file, line: written.line },
    parts,
    losesCells: ({ values }: TableRow) => losesCells(whole, values),
    written({ values, line }: TableRow): Written {
      const emptyFor = (key: string) => parts.get(key)?.emptyIn(values) ?? [];
      return whole.fill(values, line) ?? { kind: 'map', line, entries: new Map(), emptyFor };
    },
  };
  if (!each) return { ...shared, rows: (row) => (row.leftOut?.has(form) ? [] : [row]) };
  const slot = positions.of(each.column);
  const following = derived.filter(({ from }) => from.includes(slot));
  const rows = (row: TableRow): TableRow[] => {
    if (row.leftOut?.has(form)) return [];
    const { line, values } = row;
    return itemsOf(values[slot] ?? '').flatMap((item) => {
      if (none.has(item)) return [];
      const ofItem = values.with(slot, item);
      // What is wrong with an item was told with the row.
      for (const { at, derive } of following) ofItem[at] = derive(ofItem, line, () => undefined) ?? '';
      return [{ line, values: ofItem }];
    });
  };
  return { ...shared, rows };
}
