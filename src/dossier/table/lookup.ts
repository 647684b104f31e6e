import type { Spot } from '../../yaml/problem.ts';
import { oneOf } from '../read/sheet.ts';
import { cellOf } from './cell.ts';
import { csvRows, type Streaming } from './csv.ts';
import type { TableDeclaration } from './manifest.ts';

/** Lookups are in memory: this is how many characters all cells of one may have, with 50 more for each row. */
const MOST_CHARACTERS = 30_000_000;
const ROW = 50;

/** Says what is wrong with a row, and whether that may follow from another row. */
export type Fail = (message: string, follows?: boolean) => undefined;

/** Cells of a table by its key, for the rows of another table. */
export class Lookup {
  readonly #path: string;
  readonly #file: string;
  readonly #head: readonly string[];
  readonly #key: string;
  readonly #none: ReadonlySet<string>;
  readonly #wanted: readonly { readonly column: string; readonly spot: Spot }[];
  readonly #columns: readonly string[];
  readonly #rows = new Map<string, readonly string[]>();

  constructor(
    path: string,
    { file, none }: Pick<TableDeclaration, 'file' | 'none'>,
    head: readonly string[],
    key: string,
    wanted: readonly { readonly column: string; readonly spot: Spot }[],
  ) {
    this.#path = path;
    this.#file = file;
    this.#head = head;
    this.#key = key;
    this.#none = none;
    this.#wanted = wanted;
    this.#columns = [...new Set(wanted.map(({ column }) => column))];
  }

  /** Reads the table. @throws TableUnreadable */
  async fill({ signal, findings }: Streaming) {
    for (const { column, spot } of this.#wanted) {
      if (this.#head.includes(column)) continue;
      findings.add({ ...spot, message: `${this.#file} has no column "${column}"; expected ${oneOf(this.#head)}.` });
    }
    const at = this.#columns.map((column) => this.#head.indexOf(column));
    const keyAt = this.#head.indexOf(this.#key);
    let size = 0;
    let isHead = true;
    for await (const records of csvRows(this.#path, { signal })) {
      for (const { line, cells } of records) {
        if (isHead) {
          isHead = false;
          continue;
        }
        const key = cellOf(cells[keyAt], this.#none);
        const fail = (message: string) => findings.add({ file: this.#file, line, message });
        if (key === '') fail(`${this.#key} is empty; expected the key of the row.`);
        else if (this.#rows.has(key)) {
          fail(`${this.#key} is "${key}" again; expected each key once.`);
          findings.lose();
        }
        const values = at.map((index) => cellOf(cells[index], this.#none));
        this.#rows.set(key, values);
        size += values.reduce((sum, value) => sum + value.length, key.length + ROW);
        if (size > MOST_CHARACTERS) {
          return fail(
            'the columns that another table looks up have too much to be held in memory; expected a smaller table.',
          );
        }
      }
    }
  }

  /** Reads a column of the row that a cell names. */
  reader(column: string) {
    const at = this.#columns.indexOf(column);
    return (key: string, named: string, fail: Fail): string | undefined => {
      const row = this.#rows.get(key);
      if (row) return row[at] ?? '';
      return fail(`${named} is ${JSON.stringify(key)}; expected ${this.#key} of a row of ${this.#file}.`, true);
    };
  }
}
