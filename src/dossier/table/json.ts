import { stat } from 'node:fs/promises';
import { JSONParser } from '@streamparser/json';
import { quoted } from '../../declare/errors.ts';
import { bytesOf, firstBytes, isOfFile, unreadable } from './bytes.ts';
import { LIST } from './cell.ts';
import { decodingOf } from './decoding.ts';
import { encodingByMark } from './dialect.ts';
import { SpooledTable } from './spooled.ts';
import { type ReadOptions, TableUnreadable } from './streaming.ts';

const MOST_DEPTH = 50;
/** Longer than any line that is one row. */
const MOST_LINE = 50_000_000;

/**
 * A list of objects in JSON, or an object on each line. The columns are the paths to values that any of the objects has:
 * `properties.name`. What a path leads to several times, through lists, is a list.
 *
 * @param rows the path of the list; undefined where the file is the list, or has an object on each line
 * @throws TableUnreadable
 */
export async function readJson(path: string, rows: string | undefined, options: ReadOptions): Promise<SpooledTable> {
  const { size } = await stat(path);
  const table = new SpooledTable(size, true);
  try {
    const begin = await firstBytes(path, 1_024);
    const encoding = encodingByMark(begin) ?? 'utf-8';
    const isList = new TextDecoder(encoding).decode(begin, { stream: true }).trimStart().startsWith('[');
    if (rows !== undefined || isList) await readList(path, encoding, rows, table, options);
    else await readLines(path, encoding, table, options);
    table.finish();
    return table;
  } catch (error) {
    table.close();
    throw error;
  }
}

async function readLines(path: string, encoding: string, table: SpooledTable, options: ReadOptions): Promise<void> {
  for await (const { text, line } of linesOf(path, encoding, options)) {
    const row = text.trim();
    if (row === '') continue;
    const value = parsed(row, line);
    mustBeShallow(value, line);
    addRow(table, value, line);
  }
}

function parsed(text: string, line: number): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new TableUnreadable(
      line,
      `this line is no JSON: ${why}; expected an object on each line, or under rows the path of a list in the file.`,
    );
  }
}

async function readList(
  path: string,
  encoding: string,
  rows: string | undefined,
  table: SpooledTable,
  options: ReadOptions,
): Promise<void> {
  let isThere = false;
  await jsonValues(path, encoding, [rows === undefined ? '*' : `${rows}.*`], options, (_place, value, line) => {
    isThere = true;
    addRow(table, value, line);
  });
  if (!isThere && rows !== undefined && !(await isEmptyList(path, encoding, rows, options.signal)))
    throw new TableUnreadable(0, `no list stands under rows ${quoted(rows)} in the file; expected one.`);
}

/** Whether what stands at a path is a list, where it is known that nothing is in it. */
async function isEmptyList(
  path: string,
  encoding: string,
  place: string,
  signal: AbortSignal | undefined,
): Promise<boolean> {
  let isList = false;
  await jsonValues(path, encoding, [place], { signal }, (_place, value) => {
    isList = Array.isArray(value);
  });
  return isList;
}

/**
 * Reads the values that stand at some paths of a JSON file, one after the other: no more of it is in memory.
 *
 * @param paths such as `attributes.model`, or `nodes.*` for each of what stands in a list or a map
 * @param take is given the path of each value, with `*` for a place in a list, in the order of the file, and the line where
 *   the value ends
 * @throws TableUnreadable
 */
export async function jsonValues(
  path: string,
  encoding: string,
  paths: readonly string[],
  options: ReadOptions,
  take: (place: string, value: unknown, line: number) => void,
): Promise<void> {
  let at = 1;
  const parser = new JSONParser({ paths: paths.map((each) => `$.${each}`), keepStack: false });
  let wrong: unknown;
  parser.onValue = ({ value, key, stack }) => {
    const keys = [...stack.slice(1).map((each) => each.key), key];
    try {
      mustBeShallow(value, at);
      take(keys.map((each) => (typeof each === 'number' ? '*' : each)).join('.'), value, at);
    } catch (error) {
      wrong ??= error;
    }
  };
  parser.onError = (error) => {
    wrong ??= new TableUnreadable(at, `this is no JSON: ${error.message.replace(/\.$/, '')}.`);
  };
  for await (const { text, line } of linesOf(path, encoding, options)) {
    at = line;
    parser.write(`${text}\n`);
    if (wrong !== undefined) throw wrong;
  }
  if (!parser.isEnded) throw new TableUnreadable(at, 'the JSON ends before it is complete.');
}

/** Those who take a value go down into it, and the stack ends at some thousands. @throws TableUnreadable */
function mustBeShallow(value: unknown, line: number, depth = 0): void {
  if (typeof value !== 'object' || value === null) return;
  if (depth > MOST_DEPTH) throw new TableUnreadable(line, `a value is nested deeper than ${MOST_DEPTH}.`);
  for (const each of Object.values(value)) mustBeShallow(each, line, depth + 1);
}

function addRow(table: SpooledTable, value: unknown, line: number): void {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new TableUnreadable(
      line,
      `a row is ${Array.isArray(value) ? 'a list' : JSON.stringify(value).slice(0, 50)}; expected an object.`,
    );
  const cells: string[] = [];
  flatten(value, '', { table, line, cells });
  table.add({ line, cells });
}

interface Row {
  readonly table: SpooledTable;
  readonly line: number;
  readonly cells: string[];
}

function flatten(value: unknown, path: string, row: Row): void {
  // A value that is not there has a column all the same.
  if (value === null) return void row.table.column(path, row.line);
  if (Array.isArray(value)) for (const item of value) flatten(item, path, row);
  else if (typeof value === 'object')
    for (const [key, item] of Object.entries(value)) flatten(item, path === '' ? key : `${path}.${key}`, row);
  else addValue(textOf(value, row.line), path, row);
}

function addValue(text: string, path: string, { table, line, cells }: Row): void {
  const place = table.column(path, line);
  const before = cells[place];
  cells[place] = before === undefined ? text : before + LIST + text;
}

function textOf(value: unknown, line: number): string {
  if (typeof value === 'number' && Number.isInteger(value) && !Number.isSafeInteger(value))
    throw new TableUnreadable(line, `the number ${value} has more digits than can be kept; expected it in quotes.`);
  return String(value).replaceAll(LIST, ' ');
}

/** The lines of a text, each from 1. */
async function* linesOf(
  path: string,
  encoding: string,
  { onBytes, signal }: ReadOptions,
): AsyncGenerator<{ readonly text: string; readonly line: number }> {
  const decoding = decodingOf(encoding);
  const bytes = await bytesOf(path, onBytes);
  let line = 1;
  let rest = '';
  const decoded = (chunk?: Buffer) => {
    try {
      return chunk ? decoding.decode(chunk) : decoding.end();
    } catch {
      throw new TableUnreadable(
        line,
        `from this line on, or soon after it, the file is not ${encoding.toUpperCase()}.`,
      );
    }
  };
  try {
    for await (const chunk of bytes) {
      signal?.throwIfAborted();
      // A stream without an encoding gives buffers.
      const texts = (rest + decoded(chunk as Buffer)).split('\n');
      rest = texts.pop() ?? '';
      for (const text of texts) yield { text, line: line++ };
      if (rest.length > MOST_LINE) throw new TableUnreadable(line, `the line has more than ${MOST_LINE} characters.`);
    }
    rest += decoded();
    if (rest !== '') yield { text: rest, line };
  } catch (error) {
    throw isOfFile(error) ? unreadable(line, error) : error;
  } finally {
    bytes.destroy();
  }
}
