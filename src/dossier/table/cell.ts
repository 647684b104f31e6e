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
