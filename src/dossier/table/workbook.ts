import { createReadStream } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { Unzip, UnzipInflate } from 'fflate';
import { readXlsx, streamXlsxRows } from 'hucre/xlsx';
import { quoted } from '../../declare/errors.ts';
import { oneOf } from '../read/value-reader.ts';
import { columnName, isEmptyRow, withinTable } from './cell.ts';
import { otherFileSaid } from './other-files.ts';
import { SpooledTable } from './spooled.ts';
import { type ReadOptions, TableUnreadable } from './streaming.ts';

/** A few kilobytes can unpack to anything. Most of it is read as a stream; texts that cells share are held in memory. */
const MOST_UNPACKED_MB = 500;
const MOST_PACKED_MB = 200;

/** The value of a cell as the package gives it: of a formula what was stored with it. */
type Cell = string | number | boolean | Date | null | undefined;

/** The names of the worksheets of a workbook, without the spaces around them. @throws TableUnreadable */
export async function worksheetNames(path: string): Promise<string[]> {
  return (await namesIn(await packed(path))).map((name) => name.trim());
}

/**
 * A worksheet of an `.xlsx` workbook, whose first row with anything in it has the names of the columns.
 *
 * @param said.sheet its name, without the spaces around it; undefined where the workbook has one only
 * @param said.head the row with the names of the columns, where others stand above it
 * @throws TableUnreadable
 */
export async function readWorksheet(
  path: string,
  { sheet, head = 1 }: { readonly sheet: string | undefined; readonly head: number | undefined },
  { signal, onBytes }: ReadOptions,
): Promise<SpooledTable> {
  const bytes = await packed(path);
  const rows = await checkUnpacked(path, onBytes);
  const table = new SpooledTable(bytes.length, false);
  const progress = new RowProgress(bytes.length, rows, onBytes);
  try {
    const name = chosen(await namesIn(bytes), sheet);
    let width: number | undefined;
    for await (const { index, values } of streamXlsxRows(bytes, { sheet: name })) {
      signal?.throwIfAborted();
      progress.row();
      const line = index + 1;
      const cells = values.map(textOf);
      if (line < head || isEmptyRow(cells)) continue;
      if (width === undefined) {
        width = nameColumns(table, cells, line);
        continue;
      }
      table.add({ line, cells: withinTable(cells, width) });
    }
    table.finish();
    progress.end();
    return table;
  } catch (error) {
    table.close();
    throw asUnreadable(error);
  }
}

/** How often it is told how far a worksheet is read, in rows. */
const TOLD = 1_000;

/** Tells how far a worksheet is read: where a row stands in the file is not known, so that each counts for as many bytes. */
class RowProgress {
  readonly #bytes: number;
  readonly #rows: number;
  readonly #onBytes: ReadOptions['onBytes'];
  #read = 0;
  #told = 0;

  /** @param rows how many the workbook has in all, 0 where that is not known */
  constructor(bytes: number, rows: number, onBytes: ReadOptions['onBytes']) {
    this.#bytes = bytes;
    this.#rows = rows;
    this.#onBytes = onBytes;
  }

  row(): void {
    this.#read++;
    if (this.#read % TOLD === 0) this.#tell(this.#bytes * Math.min(this.#read / this.#rows, 1));
  }

  /** The other worksheets are not read. */
  end(): void {
    this.#tell(this.#bytes);
  }

  #tell(bytes: number): void {
    this.#onBytes?.(bytes - this.#told);
    this.#told = bytes;
  }
}

function nameColumns(table: SpooledTable, cells: readonly string[], line: number): number {
  table.headLine = line;
  const last = cells.findLastIndex((cell) => cell !== '');
  for (const [at, name] of cells.slice(0, last + 1).entries()) {
    const trimmed = columnName(name);
    const place = table.column(trimmed === '' ? `column ${at + 1}` : trimmed, line);
    if (place < at) throw new TableUnreadable(line, `two columns are named ${quoted(trimmed)}.`);
  }
  return last + 1;
}

function chosen(names: readonly string[], sheet: string | undefined): string {
  const [only, ...others] = names;
  if (sheet === undefined) {
    if (only !== undefined && others.length === 0) return only;
    throw new TableUnreadable(
      0,
      `the workbook has ${names.length} worksheets; expected one of their names under sheet: ${names.join(', ')}.`,
    );
  }
  const found = names.find((name) => name.trim() === sheet);
  if (found !== undefined) return found;
  throw new TableUnreadable(0, `the workbook has no worksheet ${quoted(sheet)}; expected ${oneOf(names)}.`);
}

/** Days as `2011-12-31`, times of no day as `18:00`. */
function textOf(cell: Cell): string {
  if (cell === null || cell === undefined) return '';
  if (cell instanceof Date) return Number.isNaN(cell.getTime()) ? '' : dayOf(cell);
  if (typeof cell === 'string') return MIDNIGHT.exec(cell)?.[1] ?? cell;
  return String(cell);
}

function dayOf(date: Date): string {
  const [day = '', time = ''] = date.toISOString().split('T');
  return date.getTime() >= FIRST_DAY && date.getTime() < FIRST_DAY + A_DAY ? time.slice(0, 5) : day;
}

/** What Excel counts days from: a time alone is a part of it. */
const FIRST_DAY = Date.UTC(1899, 11, 30);
const A_DAY = 86_400_000;
const MIDNIGHT = /^(\d{4}-\d{2}-\d{2})T00:00(?::00(?:\.0+)?)?Z?$/;

async function namesIn(bytes: Uint8Array): Promise<string[]> {
  const names: string[] = [];
  try {
    await readXlsx(bytes, {
      sheets({ name }) {
        names.push(name);
        return false;
      },
    });
  } catch (error) {
    throw asUnreadable(error);
  }
  return names;
}

async function packed(path: string): Promise<Uint8Array> {
  const { size } = await stat(path);
  if (size > MOST_PACKED_MB * 1e6) throw tooLarge(`${(size / 1e6).toFixed(1)} MB`, MOST_PACKED_MB);
  const bytes = await readFile(path);
  const other = otherFileSaid(bytes);
  if (other !== undefined) throw new TableUnreadable(0, other);
  return bytes;
}

/**
 * Counts what a workbook unpacks to, as a stream, and stops where that is too much.
 *
 * @returns about how many rows its worksheets have
 * @throws TableUnreadable
 */
async function checkUnpacked(path: string, onBytes: ReadOptions['onBytes']): Promise<number> {
  let size = 0;
  let rows = 0;
  const unzip = new Unzip((file) => {
    file.ondata = (error, piece) => {
      if (error) throw error;
      size += piece.length;
      if (WORKSHEET.test(file.name)) rows += rowsIn(piece);
    };
    file.start();
  });
  unzip.register(UnzipInflate);
  const file = createReadStream(path, { highWaterMark: 1 << 16 });
  try {
    for await (const chunk of file) {
      // A stream without an encoding gives buffers.
      unzip.push(chunk as Buffer);
      onBytes?.(chunk.length);
      if (size > MOST_UNPACKED_MB * 1e6) throw tooLarge(`more than ${MOST_UNPACKED_MB} MB unpacked`, MOST_UNPACKED_MB);
    }
    return rows;
  } catch (error) {
    throw asUnreadable(error);
  } finally {
    file.destroy();
  }
}

const WORKSHEET = /^xl\/worksheets\/[^/]+\.xml$/;

/** How many rows begin in a piece of a worksheet. One that is cut in two by its end is missed. */
function rowsIn({ buffer, byteOffset, byteLength }: Uint8Array): number {
  const piece = Buffer.from(buffer, byteOffset, byteLength);
  let rows = 0;
  for (let at = piece.indexOf(ROW); at !== -1; at = piece.indexOf(ROW, at + ROW.length)) rows++;
  return rows;
}

const ROW = '<row ';

function tooLarge(found: string, most: number): TableUnreadable {
  return new TableUnreadable(
    0,
    `the workbook has ${found}; expected at most ${most} MB. Save the worksheet as CSV, which may have any size.`,
  );
}

/** Whatever the packages say of a file that is no workbook. */
function asUnreadable(error: unknown): unknown {
  if (error instanceof TableUnreadable || !(error instanceof Error) || error.name === 'AbortError') return error;
  const why = error.message.replace(/\.$/, '');
  return new TableUnreadable(
    0,
    `the file cannot be read as an .xlsx workbook: ${why}; expected one that was saved as .xlsx, or CSV.`,
  );
}
