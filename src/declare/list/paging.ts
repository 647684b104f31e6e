import { createHash } from 'node:crypto';
import { BadUserInput, quoted } from '../errors.ts';
import { UNDATED } from '../ids.ts';
import { once } from '../once.ts';

/** The four arguments of a connection. */
export interface PagingArgs {
  readonly first?: number | null | undefined;
  readonly after?: string | null | undefined;
  readonly last?: number | null | undefined;
  readonly before?: string | null | undefined;
}

export type Direction = 'ASC' | 'DESC';

/** The order of a list: a stored property that no row lacks and no two rows share. */
export interface Order {
  readonly property: string;
  readonly direction: Direction;
  /** The beginning of the keys of rows without a value to be ordered by. These rows come last in both directions. */
  readonly withoutValue?: string;
}

/** The order by date. */
export function byDate(direction: Direction): Order {
  return { property: 'order', direction, withoutValue: UNDATED };
}

/** A part of a page's request: which rows, from which end. */
export interface Paging {
  /** How many rows the page has at most. */
  readonly size: number;
  /** Read from the end of the list. */
  readonly backward: boolean;
  /** Keys between which the rows lie, both exclusive unless `inclusive`, in the direction of the list. */
  readonly after: string | undefined;
  readonly before: string | undefined;
  readonly inclusive?: boolean;
}

export const DEFAULT_PAGE = 20;
export const MAX_PAGE = 100;

/** Sorts after every key, by code point, as both engines compare. */
export const LAST_KEY = '\u{10FFFF}';

/**
 * What the paging arguments of a list ask for, and what its cursors begin with.
 *
 * @param list `most` is how many rows a page has at most
 * @throws BadUserInput naming the argument and the value
 */
export function pagingOf(list: {
  readonly name: string;
  readonly order: Order;
  readonly filter: unknown;
  readonly args: PagingArgs;
  readonly most?: number | undefined;
}): { readonly prefix: () => string; readonly paging: Paging } {
  const { name, order, filter, args, most = MAX_PAGE } = list;
  const prefix = once(() => cursorPrefix(name, order, filter));
  const { first, last } = args;
  if (typeof first === 'number' && typeof last === 'number')
    throw new BadUserInput(`first and last: ask for one of them, not for first: ${first} and last: ${last}.`);
  for (const [argument, value] of [
    ['first', first],
    ['last', last],
  ] as const) {
    if (typeof value === 'number' && (value < 0 || value > most))
      throw new BadUserInput(
        `${argument}: ${value} is out of range. A page has 0 to ${most} rows; read on with a cursor.`,
      );
  }
  const paging = {
    size: first ?? last ?? DEFAULT_PAGE,
    backward: typeof last === 'number',
    after: keyOf(args.after, 'after', prefix),
    before: keyOf(args.before, 'before', prefix),
  };
  return { prefix, paging };
}

/** The row that has a key, or where that is gone the next one in the direction of the list. */
export function startingAt(key: string): Paging {
  return { size: 1, backward: false, after: key, before: undefined, inclusive: true };
}

/** The row that has a key, or where that is gone the one before. */
export function endingAt(key: string): Paging {
  return { size: 1, backward: true, after: undefined, before: key, inclusive: true };
}

/** What the cursors of a list, an order and a filter begin with, so that those of another are refused. */
function cursorPrefix(list: string, order: Order, filter: unknown): string {
  const text = JSON.stringify([list, order.property, order.direction, filter]);
  return createHash('sha256').update(text).digest('base64url').slice(0, 8);
}

export function cursorOf(prefix: string, key: string): string {
  return Buffer.from(`${prefix}${key}`).toString('base64url');
}

function keyOf(cursor: string | null | undefined, argument: string, prefix: () => string): string | undefined {
  if (cursor === null || cursor === undefined) return undefined;
  const text = Buffer.from(cursor, 'base64url').toString();
  if (cursorOf('', text) !== cursor || text.length < 8 || text.length > 2000 || text.includes('\u{FFFD}'))
    throw new BadUserInput(`${argument}: ${quoted(cursor)} is not a cursor of this server.`);
  if (!text.startsWith(prefix()))
    throw new BadUserInput(`${argument}: the cursor ${quoted(cursor)} is of another list, order or filter.`);
  return text.slice(prefix().length);
}

/** A stretch of an index: the keys between two bounds, both exclusive. */
export interface Range {
  readonly after: string;
  readonly before: string;
}

/** How a page is read: stretch after stretch, each in one direction of its keys. */
export interface PageScan {
  readonly ranges: readonly Range[];
  readonly descending: boolean;
}

/**
 * The stretches that a page is read from.
 *
 * The largest first is two stretches, since the rows without a value come last in both directions: those that have one,
 * then the others.
 */
export function pageScanOf(order: Order, paging: Paging): PageScan {
  const { ranges, descending } = boundedBy(order, paging);
  return { ranges: paging.inclusive ? ranges.map(widened) : ranges, descending };
}

/** The same range with the rows that have its bounds for their keys. */
function widened({ after, before }: Range): Range {
  return { after: justBefore(after), before: `${before}\u0001` };
}

/** Sorts before a key, and after every other that does: no key has the last code point in it. */
function justBefore(key: string): string {
  const last = [...key].at(-1);
  const point = last?.codePointAt(0);
  if (last === undefined || point === undefined) return key;
  const rest = key.slice(0, -last.length);
  if (point === 0) return rest;
  // Below the private use area are the halves of surrogate pairs, which are no code points.
  return `${rest}${String.fromCodePoint(point === 0xe000 ? 0xd7ff : point - 1)}${LAST_KEY}`;
}

function boundedBy(order: Order, paging: Paging): PageScan {
  const descending = (order.direction === 'DESC') !== paging.backward;
  if (order.direction === 'ASC')
    return { ranges: [{ after: paging.after ?? '', before: paging.before ?? LAST_KEY }], descending };
  const [high, low] = [paging.after, paging.before];
  const { withoutValue } = order;
  if (withoutValue === undefined) return { ranges: [{ after: low ?? '', before: high ?? LAST_KEY }], descending };
  const hasValue = (key: string) => key < withoutValue;
  const nothing = { after: LAST_KEY, before: '' };
  const first =
    high !== undefined && !hasValue(high)
      ? nothing
      : { after: low !== undefined && hasValue(low) ? low : '', before: high ?? withoutValue };
  const last =
    low !== undefined && hasValue(low)
      ? nothing
      : { after: low ?? withoutValue, before: high !== undefined && !hasValue(high) ? high : LAST_KEY };
  return { ranges: paging.backward ? [last, first] : [first, last], descending };
}
