import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import type { DossierFindings } from '../problem.ts';

/** A record of a table. */
export interface CsvRow {
  /** The line on which it begins, from 1. */
  readonly line: number;
  readonly cells: readonly string[];
}

/** A table that cannot be read on: what is wrong, and in which line. */
export class TableUnreadable extends Error {
  override readonly name = 'TableUnreadable';
  readonly line: number;

  constructor(line: number, problem: string) {
    super(problem);
    this.line = line;
  }
}

interface CsvOptions {
  /** Is told how many bytes of the file have been read since it was told before. */
  readonly onBytes?: ((bytes: number) => void) | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** How a table is read. */
export interface Streaming extends CsvOptions {
  /** Is told of every row that is wrong. */
  readonly findings: DossierFindings;
}

/** Longer than any row that a person wrote: a quote that is never closed would swallow the file. */
const MAX_RECORD = 1_000_000;
const CHUNK = 1 << 18;

/**
 * The records of a table in RFC 4180, plain or gzipped, in UTF-8, the head included: as many at a time as a chunk of the
 * file has. Empty lines are left out.
 *
 * @throws TableUnreadable
 */
export async function* csvRows(path: string, { onBytes, signal }: CsvOptions = {}): AsyncGenerator<CsvRow[]> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let text = '';
  let line = 1;
  const decoded = (bytes?: Buffer): string => {
    try {
      return bytes ? decoder.decode(bytes, { stream: true }) : decoder.decode();
    } catch {
      throw new TableUnreadable(line + feedsIn(text), 'from this line on, or soon after it, the file is not UTF-8.');
    }
  };
  const chunks = await chunksOf(path, onBytes);
  try {
    for await (const bytes of chunks) {
      signal?.throwIfAborted();
      const records = recordsIn(text + decoded(bytes as Buffer), line, false);
      ({ rest: text, line } = records);
      if (records.rows.length > 0) yield records.rows;
    }
    const { rows } = recordsIn(text + decoded(), line, true);
    if (rows.length > 0) yield rows;
  } catch (error) {
    throw isOfFile(error) ? new TableUnreadable(line, `the file cannot be read on: ${error.message}.`) : error;
  } finally {
    chunks.destroy();
  }
}

async function chunksOf(path: string, onBytes: CsvOptions['onBytes']): Promise<Readable> {
  const file = await open(path);
  const head = Buffer.alloc(2);
  await file.read(head, 0, 2, 0);
  await file.close();
  const bytes = createReadStream(path, { highWaterMark: CHUNK });
  if (onBytes) bytes.on('data', (chunk) => onBytes(chunk.length));
  if (head[0] !== 0x1f || head[1] !== 0x8b) return bytes;
  const plain = createGunzip({ chunkSize: CHUNK });
  bytes.on('error', (error) => plain.destroy(error));
  plain.on('close', () => bytes.destroy());
  return bytes.pipe(plain);
}

/** The whole records at the start of a text, and the rest. */
function recordsIn(text: string, first: number, isEnd: boolean): { rows: CsvRow[]; rest: string; line: number } {
  const rows: CsvRow[] = [];
  let line = first;
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
      if (record !== '') rows.push({ line, cells: record.split(',') });
      at = end + 1;
      line++;
      continue;
    }
    const record = quotedRecord(text, at, line, isEnd);
    if (!record) break;
    rows.push({ line, cells: record.cells });
    line += record.lines;
    at = record.end;
  }
  if (text.length - at > MAX_RECORD) throw new TableUnreadable(line, UNCLOSED);
  return { rows, rest: text.slice(at), line };
}

const CR = 13;
const UNCLOSED = 'a quote is opened in this row and never closed.';

/** A record with quotes in it, which may go over several lines; undefined where its end has not been read yet. */
function quotedRecord(text: string, start: number, line: number, isEnd: boolean) {
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
      const end = endOfCell(text, at);
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
    if (text[at] !== ',')
      throw new TableUnreadable(
        line + lines,
        'something follows a closing quote; expected a comma or the end of the line.',
      );
  }
}

function closingQuote(text: string, from: number): number {
  for (let at = text.indexOf('"', from); at !== -1; at = text.indexOf('"', at + 2)) {
    if (text[at + 1] !== '"') return at;
  }
  return -1;
}

function endOfCell(text: string, from: number): number {
  for (let at = from; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === COMMA || code === FEED || (code === CR && text.charCodeAt(at + 1) === FEED)) return at;
  }
  return text.length;
}

const COMMA = 44;
const FEED = 10;

function feedsIn(text: string): number {
  let count = 0;
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) count++;
  return count;
}

/** What Node says of a file or of a gzip. */
function isOfFile(error: unknown): error is Error {
  return error instanceof Error && 'code' in error && 'errno' in error;
}
