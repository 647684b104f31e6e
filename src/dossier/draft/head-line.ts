import { firstBytes } from '../table/bytes.ts';
import { columnName } from '../table/cell.ts';
import { encodingByMark, separatorIn } from '../table/dialect.ts';
import type { RawTable } from '../table/raw-table.ts';
import type { TableRecord } from '../table/streaming.ts';

/** So much of a text is looked at. */
const BEGINNING = 1 << 16;
/** How many rows tell what is usual. */
const ROWS = 30;
/** Of fewer columns a title is not told from a name. */
const FEW = 3;

/**
 * The line that has the names of the columns, where titles stand above it: rows that say one thing, or nothing, in a table
 * of three columns or more.
 *
 * @param rows the first ones, with the one that is read as the names
 * @returns undefined where no title stands above
 */
function headLine(rows: readonly TableRecord[]): number | undefined {
  const filled = rows.map(({ cells }) => cells.filter((cell) => columnName(cell) !== '').length);
  const counts = new Map<number, number>();
  for (const each of filled.filter((count) => count > 0)) counts.set(each, (counts.get(each) ?? 0) + 1);
  const [[usual] = [0]] = [...counts].sort((a, b) => b[1] - a[1] || b[0] - a[0]);
  const isTitle = (at: number) => usual >= FEW && (filled[at] ?? 0) < 2;
  const first = rows.findIndex((_row, at) => !isTitle(at));
  return first > 0 ? rows[first]?.line : undefined;
}

/** The same of a text of separated values, whose separator is not known either. */
export async function headLineOfText(path: string, encoding: string | undefined): Promise<number | undefined> {
  const bytes = await firstBytes(path, BEGINNING);
  const text = new TextDecoder(encodingByMark(bytes) ?? encoding).decode(bytes, { stream: true });
  // A line that is cut at the end tells no less.
  const lines = text.split(/\r\n|\n|\r/).map((content, at) => ({ line: at + 1, content }));
  const isOfTable = ({ line, content }: (typeof lines)[number]) =>
    content !== '' && !(line === 1 && /^"?sep=/i.test(content));
  const first = lines.filter(isOfTable).slice(0, ROWS);
  const separator = separatorIn(first.map(({ content }) => content).join('\n'));
  return headLine(first.map(({ line, content }) => ({ line, cells: content.split(separator) })));
}

/** The same of a worksheet that is read with its first row as the names. */
export async function headLineOfSheet(table: RawTable): Promise<number | undefined> {
  for await (const rows of table.rows({})) {
    return headLine([{ line: table.headLine, cells: table.head }, ...rows.slice(0, ROWS)]);
  }
  return undefined;
}
