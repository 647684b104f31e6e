import { withoutHidden } from '../../text/name.ts';

/** Stands between the items of a cell that is a list. No text of a dossier may have it. */
export const LIST = '\u001f';

/**
 * What a cell says: without the spaces around it, a tab or a line feed inside it as a space.
 *
 * @param none words that say that there is none; then the cell is empty
 */
export function cellOf(cell: string | undefined, none: ReadonlySet<string>): string {
  const text = cell ?? '';
  const clean = BROKEN.test(text) ? text.replace(/[\t\r\n]+/g, ' ').trim() : text;
  return none.has(clean) ? '' : clean;
}

const BROKEN = /^\s|\s$|[\t\r\n]/;

/** Whether a row has nothing but spaces in it. */
export function isEmptyRow(cells: readonly string[]): boolean {
  return cells.every((cell) => cell.trim() === '');
}

/** The cells of a row without empty ones beyond the last column. What else stands there is told as a row that is too long. */
export function withinTable(cells: readonly string[], columns: number): readonly string[] {
  if (cells.length <= columns) return cells;
  const last = cells.findLastIndex((cell) => cell.trim() !== '');
  return cells.slice(0, Math.max(columns, last + 1));
}

/** The name of a column: without the spaces around it, and without signs that are never seen, which nobody could type. */
export function columnName(cell: string): string {
  return withoutHidden(cell).trim();
}

/** The items of a cell; none where it is empty. */
export function itemsOf(cell: string): string[] {
  return cell === '' ? [] : cell.split(LIST);
}

/** The first item of a cell that is a list, and any other cell. */
export function firstOf(cell: string): string {
  const end = cell.indexOf(LIST);
  return end === -1 ? cell : cell.slice(0, end);
}
