/** What a filter, an order and a total make of values, evaluated plainly. */
import { parseMoney } from '../../src/money/money.ts';
import { sortName } from '../../src/text/search.ts';
import { bounds, parseDate } from '../../src/time/edtf.ts';
import { type DrawnProperty, isListed, type Kind } from './random-model.ts';
import type { Row, Written } from './random-rows.ts';
import { byCodePoint, type Direction, fallsIn } from './world.ts';

/** The value that a filter is given for a property. */
export interface Tested {
  readonly property: DrawnProperty;
  readonly given: unknown;
}

export function passesAll(row: Row, tests: readonly Tested[]): boolean {
  return tests.every(({ property, given }) => passes(row.values[property.name], property.kind, given));
}

function passes(value: Written | undefined, kind: Kind, given: unknown): boolean {
  if (isListed(kind)) {
    const wanted = given as readonly string[];
    return [value ?? []].flat().some((each) => wanted.includes(each));
  }
  switch (kind) {
    case 'boolean':
      return value === String(given);
    case 'date': {
      const { during, certainty } = given as { during: string; certainty?: string };
      return fallsIn(value as string | undefined, during, certainty);
    }
    case 'number': {
      const { least, most } = given as { least?: number; most?: number };
      if (least === undefined && most === undefined) return true;
      const number = Number(value ?? Number.NaN);
      return (least === undefined || number >= least) && (most === undefined || number <= most);
    }
    default: {
      const { currency, least, most } = given as { currency: string; least?: string; most?: string };
      if (typeof value !== 'string') return false;
      const money = parseMoney(value);
      const units = (bound: string) => parseMoney(`${bound} ${currency}`).amount;
      return (
        money.currency === currency &&
        (least === undefined || money.amount >= units(least)) &&
        (most === undefined || money.amount <= units(most))
      );
    }
  }
}

/** Rows by a property; those without it last in both directions; ties by id. */
export function orderedBy<R extends Row>(
  rows: readonly R[],
  { name, kind }: DrawnProperty,
  direction: Direction,
): readonly R[] {
  const sign = direction === 'ASC' ? 1 : -1;
  const keyed = rows.map((row) => ({ row, key: keyOf(row.values[name], kind) }));
  const compare = (a: (typeof keyed)[number], b: (typeof keyed)[number]) =>
    sign * (compareKeys(a.key ?? [], b.key ?? []) || byCodePoint(a.row.id, b.row.id));
  const [there, absent] = [keyed.filter(({ key }) => key !== undefined), keyed.filter(({ key }) => key === undefined)];
  return [...there.sort(compare), ...absent.sort(compare)].map(({ row }) => row);
}

type Key = readonly (string | number)[];

function keyOf(value: Written | undefined, kind: Kind): Key | undefined {
  if (typeof value !== 'string') return undefined;
  switch (kind) {
    case 'number':
      return [Number(value)];
    case 'money': {
      const { amount, currency } = parseMoney(value);
      return [currency, amount];
    }
    case 'date': {
      const { earliest, latest } = bounds(parseDate(value), '2025-08-02');
      return [earliest === '0000-00-00' ? latest : earliest];
    }
    default:
      return [sortName(value)];
  }
}

function compareKeys(a: Key, b: Key): number {
  for (const [at, one] of a.entries()) {
    const other = b[at];
    const order = typeof one === 'number' ? one - Number(other) : byCodePoint(one, String(other));
    if (order !== 0) return order;
  }
  return 0;
}
