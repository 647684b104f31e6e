import { Spool } from '../spill/spool.ts';
import type { RawTable } from './raw-table.ts';
import { type ReadOptions, type TableRecord, TableUnreadable } from './streaming.ts';

/** How many rows are in a piece. */
const AT_ONCE = 250;
/** More columns than anything has that people call a table. */
const MOST_COLUMNS = 2_000;

/**
 * A table whose file takes long to read, such as a workbook or JSON: it is read once, and its rows are kept in a
 * temporary file beyond some megabytes.
 */
export class SpooledTable implements RawTable {
  headLine = 1;
  readonly isNested: boolean;
  readonly #columns = new Map<string, number>();
  readonly #pieces = new Spool<TableRecord[]>();
  #piece: TableRecord[] = [];
  #rows = 0;
  readonly #bytes: number;

  /** @param bytes how large the file is, for the progress of those who read the rows */
  constructor(bytes: number, isNested: boolean) {
    this.#bytes = bytes;
    this.isNested = isNested;
  }

  get head(): readonly string[] {
    return [...this.#columns.keys()];
  }

  /** The place of a column, which it gets when it is first named. @throws TableUnreadable */
  column(name: string, line: number): number {
    const known = this.#columns.get(name);
    if (known !== undefined) return known;
    const place = this.#columns.size;
    if (place === MOST_COLUMNS) {
      throw new TableUnreadable(line, `the table has more than ${MOST_COLUMNS} columns by here; expected fewer.`);
    }
    this.#columns.set(name, place);
    return place;
  }

  /** Adds a row, whose cells may end before the last column. */
  add(row: TableRecord): void {
    this.#rows++;
    this.#piece.push(row);
    if (this.#piece.length === AT_ONCE) this.finish();
  }

  /** Nothing is added after it. */
  finish(): void {
    if (this.#piece.length > 0) this.#pieces.add(this.#piece);
    this.#piece = [];
  }

  async *rows({ onBytes, signal }: ReadOptions): AsyncGenerator<TableRecord[]> {
    const width = this.#columns.size;
    for (const piece of this.#pieces) {
      signal?.throwIfAborted();
      yield piece.map(({ line, cells }) => ({ line, cells: filledUp(cells, width) }));
      onBytes?.((this.#bytes * piece.length) / this.#rows);
    }
  }

  doubtOf(): string | undefined {
    return undefined;
  }

  readonly close = (): void => this.#pieces.close();
}

/** JSON has null for what was never set in an array. */
function filledUp(cells: readonly (string | null)[], width: number): string[] {
  return Array.from({ length: Math.max(width, cells.length) }, (_, at) => cells[at] ?? '');
}
