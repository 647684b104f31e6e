import { saysNone } from '../../text/name.ts';
import { cellOf, itemsOf } from '../table/cell.ts';

/** What a column of a table says, over all its rows. */
export interface Column {
  readonly name: string;
  /** What its cells say, each once, those that say nothing left out; the first of them where there are many. */
  readonly cells: readonly string[];
  /** Whether no cell was left out because there are many. */
  readonly isWhole: boolean;
  readonly hasEmpty: boolean;
}

/** More different cells than anything has that a person would look through. */
const MOST = 10_000;
const NONE: ReadonlySet<string> = new Set();

/** Takes in the cells of a table, row by row. */
export class ColumnProfiles {
  /** Words by which the table says that a cell is empty. */
  readonly none = new Set<string>();
  readonly #columns: readonly {
    readonly name: string;
    readonly cells: Set<string>;
    isWhole: boolean;
    hasEmpty: boolean;
  }[];

  constructor(head: readonly string[]) {
    this.#columns = head.map((name) => ({ name, cells: new Set<string>(), isWhole: true, hasEmpty: false }));
  }

  add(cells: readonly string[]): void {
    for (const [at, column] of this.#columns.entries()) {
      const said = itemsOf(cellOf(cells[at], NONE)).filter((item) => !this.#isNone(item));
      if (said.length === 0) column.hasEmpty = true;
      for (const item of said) {
        if (column.cells.size < MOST) column.cells.add(item);
        else if (!column.cells.has(item)) column.isWhole = false;
      }
    }
  }

  get columns(): Column[] {
    return this.#columns.map(({ cells, ...column }) => ({ ...column, cells: [...cells] }));
  }

  #isNone(item: string): boolean {
    // NA is the code of Namibia as well.
    const isNone = !/[\p{L}\p{N}]/u.test(item) || (saysNone(item) && item !== 'NA');
    if (isNone && item !== '') this.none.add(item);
    return isNone;
  }
}
