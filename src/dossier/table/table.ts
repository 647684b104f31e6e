import { statSync } from 'node:fs';
import { realpath, stat } from 'node:fs/promises';
import { join, sep } from 'node:path';
import type { Findings, Spot } from '../../yaml/problem.ts';
import { oneOf } from '../read/sheet.ts';
import { cellOf } from './cell.ts';
import { csvRows, type Streaming, TableUnreadable } from './csv.ts';
import { type Fail, Lookup } from './lookup.ts';
import type { RowForm, TableDeclaration } from './manifest.ts';
import { placeholdersIn, type Template, template } from './template.ts';

/** A row of a table, as its templates want it. */
export interface TableRow {
  readonly line: number;
  /** What stands in each slot: a cell, or what it means. */
  readonly values: readonly string[];
}

/** What a row becomes, with the places in its values. */
export interface Form {
  readonly kind: RowForm['kind'];
  /** Where it is written. */
  readonly spot: Spot;
  /** By key of what is written. */
  readonly parts: ReadonlyMap<string, Template>;
  readonly whole: Template;
  /** Makes one row for each item of a list. */
  readonly rows: (row: TableRow) => readonly TableRow[];
}

/** Where a value of a slot comes from. */
interface Slot {
  readonly name: string;
  readonly read: (cells: readonly string[], fail: Fail) => string | undefined;
}

/** A table whose head was read and fits its manifest. */
export class Table {
  readonly file: string;
  readonly document: string | undefined;
  readonly forms: readonly Form[];
  /** How large the file is. */
  readonly bytes: number;
  readonly #path: string;
  readonly #head: readonly string[];
  readonly #slots: readonly Slot[];

  constructor(
    path: string,
    declaration: TableDeclaration,
    head: readonly string[],
    lookups: ReadonlyMap<string, Lookup>,
  ) {
    this.#path = path;
    this.file = declaration.file;
    this.bytes = statSync(path).size;
    this.document = declaration.document;
    this.#head = head;
    const names = [...new Set(declaration.forms.flatMap(namesIn))];
    this.#slots = names.map((name) => slotOf(name, head, declaration, lookups));
    this.forms = declaration.forms.map((form) => formOf(form, names, declaration));
  }

  /** The rows, some thousand at a time. A row that is wrong is left out. @throws TableUnreadable */
  async *rows({ onBytes, signal, findings }: Streaming): AsyncGenerator<TableRow[]> {
    let isHead = true;
    for await (const records of csvRows(this.#path, { onBytes, signal })) {
      const rows: TableRow[] = [];
      for (const { line, cells } of records) {
        if (isHead) isHead = false;
        else {
          const values = this.#valuesOf(
            cells,
            (message, follows = false) => void findings.add({ file: this.file, line, message, follows }),
          );
          if (values) rows.push({ line, values });
          else if (this.forms.some(({ kind }) => kind !== 'fact')) findings.lose();
        }
      }
      if (rows.length > 0) yield rows;
    }
  }

  #valuesOf(cells: readonly string[], fail: Fail): string[] | undefined {
    if (cells.length !== this.#head.length) {
      return fail(`the row has ${cells.length} cells; expected ${this.#head.length}, as the first line has.`);
    }
    const values: string[] = [];
    for (const slot of this.#slots) {
      const value = slot.read(cells, fail);
      if (value === undefined) return undefined;
      values.push(value);
    }
    return values;
  }
}

/**
 * Opens the tables that a dossier declares. What another table looks up is read here, and held in memory.
 *
 * @returns those that can be read on
 */
export async function openTables(
  folder: string,
  declarations: readonly TableDeclaration[],
  { signal, findings }: Streaming,
): Promise<Table[]> {
  const heads = new Map<TableDeclaration, readonly string[]>();
  for (const declaration of declarations) {
    const head = await headOf(folder, declaration, { signal, findings });
    if (head && namesAreKnown(declaration, declarations, head, findings)) heads.set(declaration, head);
  }
  const lookups = new Map<string, Lookup>();
  for (const [declaration] of heads) {
    for (const file of lookedUpBy(declaration)) {
      const other = [...heads].find(([each]) => each.file === file);
      if (!other || lookups.has(file)) continue;
      const wanted = [...heads.keys()].flatMap((each) => columnsWanted(each, file));
      const [declared, head] = other;
      const { key } = declared;
      const lookup = key && new Lookup(join(folder, file), declared, head, key.column, wanted);
      if (!lookup) continue;
      await lookup.fill({ signal, findings });
      lookups.set(file, lookup);
    }
  }
  return [...heads].map(([declaration, head]) => new Table(join(folder, declaration.file), declaration, head, lookups));
}

async function headOf(folder: string, { file, spot }: TableDeclaration, streaming: Streaming) {
  const path = join(folder, file);
  const fail = (message: string, line = 0) => void streaming.findings.add({ file, line, message });
  const root = await realpath(folder);
  const real = await realpath(path).catch(() => undefined);
  if (real === undefined || !(await stat(real)).isFile()) {
    return void streaming.findings.add({ ...spot, message: `file is "${file}", and there is no such file.` });
  }
  if (!real.startsWith(root + sep)) return fail('the table is outside of the folder of the dossier.');
  try {
    for await (const [head] of csvRows(path, { signal: streaming.signal })) {
      const names = head?.cells.map((name) => name.trim()) ?? [];
      const twice = names.find((name, index) => names.indexOf(name) !== index);
      return twice === undefined ? names : fail(`two columns are named "${twice}".`, head?.line);
    }
    return fail('the table is empty; expected the names of its columns in the first line.');
  } catch (error) {
    if (error instanceof TableUnreadable) return fail(error.message, error.line);
    throw error;
  }
}

/** Whether each column that the manifest names is there. */
function namesAreKnown(
  declaration: TableDeclaration,
  all: readonly TableDeclaration[],
  head: readonly string[],
  findings: Findings,
): boolean {
  let isKnown = true;
  const { spot, file, key, columns, forms } = declaration;
  const fail = (line: number, message: string) => {
    isKnown = false;
    findings.add({ file: spot.file, line, message });
  };
  const check = (name: string, line: number, from: readonly string[], of: string) => {
    if (!from.includes(name)) fail(line, `${of} has no column "${name}"; expected ${oneOf(from)}.`);
  };
  if (key) check(key.column, key.line, head, file);
  for (const [column, rule] of columns) {
    check(column, rule.spot.line, head, file);
    if (rule.rowOf === undefined) continue;
    const other = all.find((each) => each.file === rule.rowOf);
    if (!other?.key)
      fail(rule.spot.line, `row-of is "${rule.rowOf}"; expected a table of this dossier that has a key.`);
  }
  for (const { written, each } of forms) {
    if (each) {
      check(each.column, each.line, head, file);
      if (head.includes(each.column) && columns.get(each.column)?.split === undefined) {
        fail(each.line, `each is "${each.column}", and that column is no list; expected one with split.`);
      }
    }
    for (const { name, line } of placeholdersIn(written)) {
      const [column, looked] = lookedUp(name, columns);
      if (looked === undefined) check(column, line, head, file);
    }
  }
  return isKnown;
}

/** `roll_call.date`: the column that names a row of another table, and the column there. */
function lookedUp(name: string, columns: TableDeclaration['columns']): [column: string, looked?: string] {
  const dot = name.indexOf('.');
  const column = name.slice(0, dot);
  return dot > 0 && columns.get(column)?.rowOf !== undefined ? [column, name.slice(dot + 1)] : [name];
}

function lookedUpBy({ columns }: TableDeclaration): string[] {
  return [...columns.values()].flatMap(({ rowOf }) => rowOf ?? []);
}

function columnsWanted(declaration: TableDeclaration, file: string) {
  return declaration.forms.flatMap(({ written }) =>
    placeholdersIn(written).flatMap(({ name, line }) => {
      const [column, looked] = lookedUp(name, declaration.columns);
      const isHere = looked !== undefined && declaration.columns.get(column)?.rowOf === file;
      return isHere ? [{ column: looked, spot: { file: declaration.spot.file, line } }] : [];
    }),
  );
}

function namesIn({ written, each }: RowForm): string[] {
  return [...placeholdersIn(written).map(({ name }) => name), ...(each ? [each.column] : [])];
}

function slotOf(
  name: string,
  head: readonly string[],
  { columns, none }: TableDeclaration,
  lookups: ReadonlyMap<string, Lookup>,
): Slot {
  const [column, looked] = lookedUp(name, columns);
  const rule = columns.get(column);
  const index = head.indexOf(column);
  const cell = (cells: readonly string[]) => cellOf(cells[index], none);
  const lookup = looked === undefined ? undefined : lookups.get(rule?.rowOf ?? '');
  if (lookup && looked !== undefined) {
    const read = lookup.reader(looked);
    return { name, read: (cells, fail) => read(cell(cells), column, fail) };
  }
  const { values, split } = rule ?? {};
  if (!values || split !== undefined) return { name, read: cell };
  return { name, read: (cells, fail) => meaningOf(cell(cells), column, values, fail) };
}

function meaningOf(cell: string, column: string, values: ReadonlyMap<string, string>, fail: Fail): string | undefined {
  if (cell === '') return cell;
  const meaning = values.get(cell);
  return meaning ?? fail(`${column} is ${JSON.stringify(cell)}; expected ${oneOf([...values.keys()])}.`);
}

function formOf(
  { kind, written, each }: RowForm,
  names: readonly string[],
  { columns, none, spot: { file } }: TableDeclaration,
): Form {
  const spot = { file, line: written.line };
  const place = (name: string) => names.indexOf(name);
  const parts = new Map([...written.entries].map(([key, { value }]) => [key, template(value, place)] as const));
  const split = each && columns.get(each.column)?.split;
  if (!each || split === undefined) return { kind, spot, parts, whole: template(written, place), rows: (row) => [row] };
  const slot = place(each.column);
  const meanings = columns.get(each.column)?.values;
  const rows = ({ line, values }: TableRow): TableRow[] => {
    const cell = values[slot] ?? '';
    if (cell === '') return [];
    const items = cell.split(split).map((item) => item.trim());
    return items
      .filter((item) => !none.has(item))
      .map((item) => {
        // An item without a meaning stays as it is, and is then the id of nothing.
        return { line, values: values.with(slot, meanings?.get(item) ?? item) };
      });
  };
  return { kind, spot, parts, whole: template(written, place), rows };
}
