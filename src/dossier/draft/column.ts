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
/** How many characters are held of all columns. */
const MOST_CHARACTERS = 20_000_000;
const MOST_NONE = 20;
const LONGEST_NONE = 20;
const NONE: ReadonlySet<string> = new Set();

/** Takes in the cells of a table, row by row. */
export class ColumnProfiles {
  /** Words by which the table says that a cell is empty: those without letters, and such as NULL. */
  readonly none = new Set<string>();
  readonly #columns: readonly {
    readonly name: string;
    readonly cells: Set<string>;
    characters: number;
    isWhole: boolean;
    hasEmpty: boolean;
  }[];
  readonly #mostCharacters: number;

  constructor(head: readonly string[]) {
    this.#columns = head.map((name) => ({ name, cells: new Set(), characters: 0, isWhole: true, hasEmpty: false }));
    this.#mostCharacters = MOST_CHARACTERS / head.length;
  }

  add(cells: readonly string[]): void {
    for (const [at, column] of this.#columns.entries()) {
      const said = itemsOf(cellOf(cells[at], NONE)).filter((item) => !this.#isNone(item));
      if (said.length === 0) column.hasEmpty = true;
      for (const item of said) {
        if (column.cells.has(item)) continue;
        if (column.cells.size === MOST || column.characters > this.#mostCharacters) column.isWhole = false;
        else {
          column.cells.add(item);
          column.characters += item.length;
        }
      }
    }
  }

  get columns(): Column[] {
    return this.#columns.map(({ name, cells, isWhole, hasEmpty }) => ({ name, cells: [...cells], isWhole, hasEmpty }));
  }

  #isNone(item: string): boolean {
    if (item === '' || this.none.has(item)) return true;
    // NA is the code of Namibia as well.
    const isNone = !/[\p{L}\p{N}]/u.test(item) || (saysNone(item) && item !== 'NA');
    if (!isNone || this.none.size === MOST_NONE || item.length > LONGEST_NONE) return false;
    this.none.add(item);
    return true;
  }
}
