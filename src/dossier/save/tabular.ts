import { saysNone } from '../../text/name.ts';
import type { Restated, RestatedMap } from './restated.ts';

/** Lists of more are written in YAML: a table would have columns that few rows fill. */
const MOST_IN_LIST = 4;
/** What cannot be part of a column's name, as braces and dots, or says something else where a row is a template. */
const UNFIT_KEY = /[.{}"\s]|^(?:first|each|when)$/;
/** The type of a fact is that of its whole table. */
const LITERAL = 'type';

/** The cells of a row by the names of their columns; undefined where a table cannot hold it just as it is. */
export function cellsOf(row: RestatedMap): ReadonlyMap<string, string> | undefined {
  const cells = new Map<string, string>();
  return addCells(row, '', cells) ? cells : undefined;
}

function addCells(value: Restated, column: string, cells: Map<string, string>): boolean {
  if (typeof value === 'string') {
    if (!isCell(value)) return false;
    cells.set(column, value);
    return true;
  }
  if (isList(value)) {
    if (value.length > MOST_IN_LIST) return false;
    return value.every((item, at) => typeof item === 'string' && addCells(item, numbered(column, at), cells));
  }
  return Object.entries(value).every(([key, each]) => {
    if (column === '' && key === LITERAL) return true;
    return !UNFIT_KEY.test(key) && addCells(each, column === '' ? key : `${column}_${key}`, cells);
  });
}

/** A cell has one line, and loses the spaces around it; a word for none in it would be asked about. */
function isCell(text: string): boolean {
  return text !== '' && text.trim() === text && !/[\t\r\n]/.test(text) && !saysNone(text);
}

function isList(value: Restated): value is readonly Restated[] {
  return Array.isArray(value);
}

function numbered(column: string, at: number): string {
  return at === 0 ? column : `${column}_${at + 1}`;
}

/**
 * What rows of a table become, as its manifest writes it.
 *
 * @param shape a row with everything that any of the rows has: see {@link united}
 */
export function templateOf(shape: RestatedMap): RestatedMap {
  return templateAt(shape, '') as RestatedMap;
}

function templateAt(shape: Restated, column: string): Restated {
  if (typeof shape === 'string') return `{${column}}`;
  if (isList(shape)) return shape.map((_item, at) => `{${numbered(column, at)}}`);
  return Object.fromEntries(
    Object.entries(shape).map(([key, each]) => [
      key,
      column === '' && key === LITERAL ? each : templateAt(each, column === '' ? key : `${column}_${key}`),
    ]),
  );
}

/** The row that has everything that either has; of two lists the longer one. */
export function united(a: Restated | undefined, b: Restated): Restated {
  if (a === undefined) return b;
  if (typeof b === 'string') return a;
  if (isList(b)) return typeof a === 'string' || (isList(a) && a.length < b.length) ? b : a;
  if (typeof a === 'string' || isList(a)) return b;
  const keys = inOneOrder(Object.keys(a), Object.keys(b));
  return Object.fromEntries(keys.map((key) => [key, b[key] === undefined ? (a[key] ?? '') : united(a[key], b[key])]));
}

/** The keys of two maps in an order that is that of both, where there is one. */
function inOneOrder(first: readonly string[], second: readonly string[]): string[] {
  const keys = [...first];
  second.forEach((key, at) => {
    if (keys.includes(key)) return;
    const next = second.slice(at + 1).find((each) => keys.includes(each));
    keys.splice(next === undefined ? keys.length : keys.indexOf(next), 0, key);
  });
  return keys;
}

/**
 * Whether a table of this shape says a row just as it is. The order of a row's languages says which name comes first, and
 * is that of the template in all rows of a table.
 */
export function fits(row: RestatedMap, shape: RestatedMap): boolean {
  return Object.entries(row).every(([key, value]) => {
    const of = shape[key];
    if (!isMap(value) || !of || !isMap(of)) return true;
    const places = Object.keys(value).map((each) => Object.keys(of).indexOf(each));
    return places.every((place, at) => at === 0 || place > (places[at - 1] ?? -1));
  });
}

function isMap(value: Restated): value is RestatedMap {
  return typeof value !== 'string' && !isList(value);
}

/** A line of a table, as RFC 4180 has it. */
export function csvLine(cells: readonly string[]): string {
  return `${cells.map((cell) => (/[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join(',')}\n`;
}
