import type { Params } from '../graph/port.ts';
import { sortName } from '../text/search.ts';
import { bounds, InvalidDate, parseDate, UNBOUNDED_END, UNBOUNDED_START } from '../time/edtf.ts';
import { orderKey } from './ids.ts';
import type { Direction, Order } from './list/paging.ts';
import { currencyName, type DateProperty, orderName, type Properties, type Property, partName } from './property.ts';

/** What is known beside a value when other properties are derived from it. */
interface Beside {
  /** The id of the row. */
  readonly id: string;
  /** The first day of the latest document that reports the row, where a document has a date. */
  readonly witness: string | undefined;
}

type Row = Params;

/** The days that a date can and must cover. */
export type Days = ReturnType<typeof bounds>;

/**
 * What follows from what a row states of its own properties: the days of dates, and the keys that lists are ordered by.
 *
 * @param orders the properties that lists of such rows can be ordered by: a row has a key for each, whatever it has
 */
export function derivedOf(properties: Properties, orders: readonly string[], row: Row, beside: Beside): Params {
  const derived: { [name: string]: Params[string] } = {};
  for (const [name, property] of Object.entries(properties)) {
    const value = row[name];
    if (property.kind === 'date' && property.own && typeof value === 'string')
      Object.assign(derived, daysStored(name, property, bounds(parseDate(value), beside.witness)));
  }
  for (const name of orders) {
    const property = properties[name];
    derived[orderName(name)] = keyOf(property && sortable(name, property, { ...row, ...derived }), beside.id);
  }
  return derived;
}

/** The days of a date, as they are stored. */
export function daysStored(name: string, { own }: Pick<DateProperty, 'own'>, days: Days): Params {
  return Object.fromEntries(Object.entries(days).map(([day, text]) => [partName(name, day, own), text]));
}

/** What the keys of rows without a value begin with: it sorts after those that have one. */
const WITHOUT_VALUE = '1';

/** The order of lists by a property: by a key that every row has. */
export function byProperty(name: string, direction: Direction): Order {
  return { property: orderName(name), direction, withoutValue: WITHOUT_VALUE };
}

function keyOf(value: string | undefined, id: string): string {
  return `${value === undefined ? WITHOUT_VALUE : `0${value}`}|${id}`;
}

/** A text that sorts as the value does; undefined where there is none. */
function sortable(name: string, property: Property, row: Row): string | undefined {
  const value = row[name];
  if (value === undefined || value === null) return undefined;
  switch (property.kind) {
    case 'number':
      return sortableNumber(Number(value));
    case 'money':
      return `${row[currencyName(name)]} ${sortableNumber(Number(value))}`;
    case 'date':
      return dayOf({
        earliest: String(row[partName(name, 'earliest', property.own)]),
        latest: String(row[partName(name, 'latest', property.own)]),
      });
    default:
      // A tab sorts before every letter, so that a text comes before the texts that it begins.
      return `${sortName(String(value))}\t`;
  }
}

/** 16 digits that sort as the numbers do: the bits of a double, turned so that negative ones come first. */
function sortableNumber(value: number): string {
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, value);
  const bits = view.getBigUint64(0);
  const isNegative = bits >> 63n === 1n;
  return (isNegative ? ~bits & 0xffff_ffff_ffff_ffffn : bits | (1n << 63n)).toString(16).padStart(16, '0');
}

/**
 * The place in order of a fact, which follows from its id.
 *
 * @param written the date in the id: EDTF, or nothing
 * @returns undefined where that is no date: then no fact has the id
 */
export function orderOfFact(id: string, written: string): string | undefined {
  if (written === '') return orderKey(undefined, id);
  try {
    return orderKey(dayOf(bounds(parseDate(written))), id);
  } catch (error) {
    if (error instanceof InvalidDate) return undefined;
    throw error;
  }
}

/** The day that a dated row is ordered by: the earliest that it can cover, else the latest. */
export function dayOf(days: { readonly earliest: string; readonly latest: string }): string | undefined {
  if (days.earliest !== UNBOUNDED_START) return days.earliest;
  return days.latest === UNBOUNDED_END ? undefined : days.latest;
}
