import { type Bounds, bounds, type Interval, parseDate } from '../../src/time/edtf.ts';

/** The four stored days in a line: earliest, latest, surelyFrom, surelyTo. */
export function days(edtf: string, witness?: string): string {
  const { earliest, latest, surelyFrom, surelyTo } = bounds(parseDate(edtf), witness);
  return [earliest, latest, surelyFrom, surelyTo].join(' ');
}

/** What the Cypher predicate asks under POSSIBLE. */
export function possible({ earliest, latest }: Bounds, { first, last }: Interval): boolean {
  return earliest <= last && latest >= first;
}

/** What the Cypher predicate asks under CERTAIN. */
export function certain(days: Bounds, { first, last }: Interval): boolean {
  return possible(days, { first, last }) && days.surelyFrom <= last && days.surelyTo >= first;
}
