import type { Location } from '../../yaml/problem.ts';
import { oneOf } from '../read/value-reader.ts';
import { DiskMap } from '../spill/disk-map.ts';
import { cellOf, firstOf } from './cell.ts';
import type { TableDeclaration } from './manifest.ts';
import { type Fail, meaningOf } from './meaning.ts';
import type { RawTable } from './raw-table.ts';
import type { Streaming } from './streaming.ts';

/** Cells of a table by its key, for the rows of another table. They are on the disk. */
export class Lookup {
  readonly #rawTable: RawTable;
  readonly #declaration: TableDeclaration;
  readonly #key: string;
  readonly #wanted: readonly { readonly column: string; readonly location: Location }[];
  readonly #columns: readonly string[];
  readonly #rows = new DiskMap();
  /** The cells of the row that was asked for last: rows that name one are together, as a rule. */
  #last: { readonly key: string; readonly cells: readonly string[] } | undefined;

  constructor(
    rawTable: RawTable,
    declaration: TableDeclaration,
    key: string,
    wanted: readonly { readonly column: string; readonly location: Location }[],
  ) {
    this.#rawTable = rawTable;
    this.#declaration = declaration;
    this.#key = key;
    this.#wanted = wanted;
    this.#columns = [...new Set(wanted.map(({ column }) => column))];
  }

  /** Reads the table. @throws TableUnreadable */
  async fill({ signal, findings, onBytes }: Streaming) {
    const { head } = this.#rawTable;
    const { file, none, name, columns } = this.#declaration;
    const placeOf = (column: string) => head.indexOf(columns.get(column)?.of?.column ?? column);
    for (const { column, location } of this.#wanted) {
      if (placeOf(column) !== -1) continue;
      findings.add({ ...location, message: `${name} has no column "${column}"; expected ${oneOf(head)}.` });
    }
    const at = this.#columns.map(placeOf);
    const keyAt = head.indexOf(this.#key);
    for await (const records of this.#rawTable.rows({ signal, onBytes })) {
      for (const { line, cells } of records) {
        const key = cellOf(cells[keyAt], none);
        const fail = (message: string) => findings.add({ file, line, message });
        if (key === '') fail(`${this.#key} is empty; expected the key of the row.`);
        else if (this.#rows.has(key)) {
          fail(`${this.#key} is "${key}" again; expected each key once.`);
          findings.lose();
        }
        this.#rows.set(key, JSON.stringify(at.map((index) => cellOf(cells[index], none))));
      }
    }
  }

  /** Reads a column of the row that a cell names. */
  reader(column: string) {
    const at = this.#columns.indexOf(column);
    const rule = this.#declaration.columns.get(column);
    return (key: string, named: string, fail: Fail): string | undefined => {
      const first = firstOf(key);
      if (first === '') return '';
      const cells = this.#cellsOf(first);
      if (cells) return meaningOf(cells[at] ?? '', column, rule, fail);
      return fail(
        `${named} is ${JSON.stringify(first)}; expected ${this.#key} of a row of ${this.#declaration.name}.`,
        true,
      );
    };
  }

  /** Removes what is on the disk. */
  readonly close = (): void => this.#rows.close();

  #cellsOf(key: string): readonly string[] | undefined {
    if (this.#last?.key === key) return this.#last.cells;
    const text = this.#rows.get(key);
    if (text === undefined) return undefined;
    // It was written above.
    this.#last = { key, cells: JSON.parse(text) as string[] };
    return this.#last.cells;
  }
}
