import { bytesOf, isOfFile, unreadable } from './bytes.ts';
import { columnName, isEmptyRow } from './cell.ts';
import { decodingOf } from './decoding.ts';
import { type Dialect, dialectOf, looksSeparated, type SaidDialect, separatorIn, separatorName } from './dialect.ts';
import type { RawTable } from './raw-table.ts';
import { type ReadOptions, type TableRecord, TableUnreadable } from './streaming.ts';

/** Longer than any row that a person wrote: a quote that is never closed would swallow the file. */
const MAX_RECORD = 1_000_000;

/** A table of separated values, as RFC 4180 has them, plain or gzipped. It is read anew each time. */
export class SeparatedValues implements RawTable {
  readonly head: readonly string[];
  readonly headLine: number;
  readonly isNested = false;
  readonly #path: string;
  readonly #dialect: Dialect;

  private constructor(path: string, dialect: Dialect, head: TableRecord | undefined) {
    this.#path = path;
    this.#dialect = dialect;
    this.head = head?.cells.map(columnName) ?? [];
    this.headLine = head?.line ?? 0;
  }

  /** @throws TableUnreadable */
  static async open(path: string, said: SaidDialect): Promise<SeparatedValues> {
    const dialect = await dialectOf(path, said);
    let head: TableRecord | undefined;
    for await (const records of recordsOf(path, dialect, {})) {
      head = records[0];
      if (head) break;
    }
    return new SeparatedValues(path, dialect, head);
  }

  async *rows(options: ReadOptions): AsyncGenerator<TableRecord[]> {
    let isHead = true;
    for await (const records of recordsOf(this.#path, this.#dialect, options)) {
      const rows = isHead ? records.slice(1) : records;
      isHead = false;
      if (rows.length > 0) yield rows;
    }
  }

  /** That a column is there where the first line is read with another separator, which it looks as if it had. */
  doubtOf(column: string): string | undefined {
    const { separator } = this.#dialect;
    const line = this.head.join(separator);
    const found = separatorIn(line);
    const isThere = line.split(found).some((name) => columnName(name) === column);
    return found !== separator && isThere ? looksSeparated(found, separator) : undefined;
  }

  close(): void {
    // Nothing is kept.
  }
}

/**
 * The records of a table, the names of the columns included: as many at a time as a chunk of the file has. Those without
 * anything in them are left out.
 *
 * @throws TableUnreadable
 */
async function* recordsOf(
  path: string,
  { separator, encoding, firstLine, endsWithReturns }: Dialect,
  { onBytes, signal }: ReadOptions,
): AsyncGenerator<TableRecord[]> {
  const decoding = decodingOf(encoding);
  let text = '';
  let line = 1;
  const decoded = (bytes?: Buffer): string => {
    try {
      const more = bytes ? decoding.decode(bytes) : decoding.end();
      return endsWithReturns ? more.replaceAll('\r', '\n') : more;
    } catch {
      throw new TableUnreadable(line + feedsIn(text), notIn(encoding));
    }
  };
  const chunks = await bytesOf(path, onBytes);
  /** Takes off the lines above the first, as far as they are there. */
  const below = (more: string): string => {
    let rest = more;
    while (line < firstLine) {
      const feed = rest.indexOf('\n');
      if (feed === -1) return '';
      rest = rest.slice(feed + 1);
      line++;
    }
    return rest;
  };
  try {
    for await (const bytes of chunks) {
      signal?.throwIfAborted();
      // A stream without an encoding gives buffers.
      const more = below(decoded(bytes as Buffer));
      const records = recordsIn(text + more, line, false, separator);
      ({ rest: text, line } = records);
      if (records.rows.length > 0) yield records.rows;
    }
    const more = below(decoded());
    const { rows } = recordsIn(text + more, line, true, separator);
    if (rows.length > 0) yield rows;
  } catch (error) {
    throw isOfFile(error) ? unreadable(line, error) : error;
  } finally {
    chunks.destroy();
  }
}

function notIn(encoding: string): string {
  const found = `from this line on, or soon after it, the file is not ${encoding.toUpperCase()}`;
  return encoding === 'utf-8'
    ? `${found}; expected its encoding under encoding, such as windows-1256 for Arabic or windows-1252 for western Europe.`
    : `${found}; expected another encoding under encoding.`;
}

/** The whole records at the start of a text, and the rest. */
function recordsIn(
  text: string,
  first: number,
  isEnd: boolean,
  separator: string,
): { rows: TableRecord[]; rest: string; line: number } {
  const rows: TableRecord[] = [];
  let line = first;
  const add = (cells: string[]) => {
    if (!isEmptyRow(cells)) rows.push({ line, cells });
  };
  // A mark of the order of bytes is no part of the first cell.
  let at = line === 1 && text.startsWith('\uFEFF') ? 1 : 0;
  let quote = text.indexOf('"', at);
  while (at < text.length) {
    const feed = text.indexOf('\n', at);
    if (feed === -1 && !isEnd) break;
    const end = feed === -1 ? text.length : feed;
    if (quote !== -1 && quote < at) quote = text.indexOf('"', at);
    if (quote === -1 || quote > end) {
      const record = text.charCodeAt(end - 1) === CR && end > at ? text.slice(at, end - 1) : text.slice(at, end);
      add(record.split(separator));
      at = end + 1;
      line++;
      continue;
    }
    const record = quotedRecord(text, at, line, isEnd, separator);
    if (!record) break;
    add(record.cells);
    line += record.lines;
    at = record.end;
  }
  if (text.length - at > MAX_RECORD) throw new TableUnreadable(line, UNCLOSED);
  return { rows, rest: text.slice(at), line };
}

const CR = 13;
const UNCLOSED = 'a quote is opened in this row and never closed.';

/** A record with quotes in it, which may go over several lines; undefined where its end has not been read yet. */
function quotedRecord(text: string, start: number, line: number, isEnd: boolean, separator: string) {
  const separatorCode = separator.charCodeAt(0);
  const cells: string[] = [];
  let lines = 0;
  for (let at = start; ; at++) {
    let cell: string;
    if (text[at] === '"') {
      const close = closingQuote(text, at + 1);
      // The quote at the very end may be the first of two.
      if (close === -1 || (close === text.length - 1 && !isEnd)) {
        if (isEnd) throw new TableUnreadable(line, UNCLOSED);
        return undefined;
      }
      cell = text.slice(at + 1, close).replaceAll('""', '"');
      lines += feedsIn(cell);
      at = close + 1;
    } else {
      const end = endOfCell(text, at, separatorCode);
      if (end === text.length && !isEnd) return undefined;
      cell = text.slice(at, end);
      at = end;
      if (cell.includes('"'))
        throw new TableUnreadable(line + lines, 'a quote stands inside a cell that has none at its start.');
    }
    cells.push(cell);
    if (text[at] === '\r' && (text[at + 1] === '\n' || at + 1 === text.length)) {
      if (at + 1 === text.length && !isEnd) return undefined;
      at++;
    }
    if (at >= text.length || text[at] === '\n') return { cells, lines: lines + 1, end: at + 1 };
    if (text[at] !== separator)
      throw new TableUnreadable(
        line + lines,
        `something follows a closing quote; expected ${separatorName(separator)} or the end of the line.`,
      );
  }
}

function closingQuote(text: string, from: number): number {
  for (let at = text.indexOf('"', from); at !== -1; at = text.indexOf('"', at + 2)) {
    if (text[at + 1] !== '"') return at;
  }
  return -1;
}

function endOfCell(text: string, from: number, separator: number): number {
  for (let at = from; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === separator || code === FEED || (code === CR && text.charCodeAt(at + 1) === FEED)) return at;
  }
  return text.length;
}

const FEED = 10;

function feedsIn(text: string): number {
  let count = 0;
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) count++;
  return count;
}
