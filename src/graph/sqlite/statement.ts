import type { Row, Value } from '../port.ts';
import type { Columns } from '../query.ts';
import type { Cell } from './driver.ts';

/** A query in SQL. */
export interface SqlStatement {
  readonly name: string;
  /** One after the other. What reads is the last, and gives one row: see {@link asOneRow}. */
  readonly texts: readonly string[];
  /** The names of the parameters in the text, without `$`. All must be given. */
  readonly parameters: ReadonlySet<string>;
  readonly columns: Columns;
}

/**
 * A text that gives all rows of another in one, as JSON: an array for each row. So all of it is done before the first row
 * is there, on a thread of its own, where it can be stopped; and a row costs half of what the driver takes for its cells.
 */
export function asOneRow(text: string, columns: Columns): string {
  const cells = Object.entries(columns).map(([name, kind]) => CELLS[kind](`"${name}"`));
  return `SELECT '[' || coalesce(group_concat('[' || ${cells.join(" || ',' || ")} || ']', ','), '') || ']' FROM (${text})`;
}

const CELLS: { readonly [kind in Columns[string]]: (column: string) => string } = {
  value: (column) => `json_quote(${column})`,
  // As it is: to read it as JSON and write it again would take as long as to make it.
  json: (column) => `coalesce(${column}, 'null')`,
  boolean: (column) => `CASE ${column} WHEN 0 THEN 'false' WHEN 1 THEN 'true' ELSE 'null' END`,
};

/** The rows of what {@link asOneRow} made; none of what gives no row, such as an INSERT. */
export function rowsOf(cell: Cell | undefined, columns: Columns): Row[] {
  if (cell === undefined) return [];
  const names = Object.keys(columns);
  // What the text made is an array for each row.
  return (JSON.parse(String(cell)) as Value[][]).map((cells) => {
    const row: { [column: string]: Value } = {};
    let at = 0;
    for (const name of names) row[name] = cells[at++] ?? null;
    return row;
  });
}

/** A value as SQLite takes it: lists and maps are JSON. */
export function bound(value: Value): Cell {
  switch (typeof value) {
    case 'boolean':
      return value ? 1n : 0n;
    case 'number':
      // A number would go as a float, by which a division leaves a fraction.
      return Number.isSafeInteger(value) ? BigInt(value) : value;
    case 'string':
      return value;
    default:
      return value === null ? null : JSON.stringify(value);
  }
}
