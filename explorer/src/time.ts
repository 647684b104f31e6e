import type { Span } from './api/picture.ts';
import type { Certainty } from './state/state.ts';

/** The first and the last day, `2024-05-02`, of a stretch of time. */
export interface Days {
  readonly first: string;
  readonly last: string;
}

/** A date as one types it, in EDTF: `1990s` is the decade `199X`. */
export const inEdtf = (text: string): string => text.trim().replace(/\b(\d{3})0s\b/g, '$1X');

/**
 * The days that a date covers: `2024`, `2024-05`, `2024-05-02`, the decade `202X`, the century `20XX`, or two of these
 * with a slash between.
 */
export function daysOf(text: string): Days | undefined {
  const [from = '', to = from, ...rest] = text.trim().split('/');
  const [start, end] = [writtenDays(from), writtenDays(to)];
  if (rest.length > 0 || (!start && from !== '..') || (!end && to !== '..')) return undefined;
  return { first: start?.first ?? '0000-01-01', last: end?.last ?? '9999-12-31' };
}

function writtenDays(text: string): Days | undefined {
  const [, begin, unknown] = /^(\d{2}(?=XX$)|\d{3}(?=X$))(X+)$/.exec(text) ?? [];
  if (begin && unknown)
    return {
      first: `${begin}${unknown.replaceAll('X', '0')}-01-01`,
      last: `${begin}${unknown.replaceAll('X', '9')}-12-31`,
    };
  const [, year, month, day] = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$/.exec(text.replace(/[~?%]/g, '')) ?? [];
  if (!year) return undefined;
  if (!month) return { first: `${year}-01-01`, last: `${year}-12-31` };
  if (!day) return { first: `${year}-${month}-01`, last: `${year}-${month}-${lastDay(Number(year), Number(month))}` };
  return { first: `${year}-${month}-${day}`, last: `${year}-${month}-${day}` };
}

const lastDay = (year: number, month: number) => String(new Date(Date.UTC(year, month, 0)).getUTCDate());

/** Whether a date falls within days, as the server's filters have it. */
export function fallsWithin(date: Span | null | undefined, days: Days, certainty: Certainty): boolean {
  if (!date) return certainty === 'POSSIBLE_OR_UNDATED';
  const possible = (date.earliest ?? '0000') <= days.last && (date.latest ?? '9999') >= days.first;
  if (certainty !== 'CERTAIN' || !possible) return possible;
  if (/[~?%]/.test(date.edtf)) return false;
  const [from, to] = date.edtf.split('/');
  if (to === undefined) return (date.earliest ?? '0000') >= days.first && (date.latest ?? '9999') <= days.last;
  const [start, end] = [writtenDays(from ?? ''), writtenDays(to)];
  // What went on without a known end surely did until the day of the witness, which only the server knows.
  return start !== undefined && start.last <= days.last && (end?.first ?? start.last) >= days.first;
}

/** A day as a number that can be drawn: days since 1970. */
export function dayNumber(day: string): number {
  const [year = 1970, month = 1, date = 1] = day.split('-').map(Number);
  const at = new Date(0);
  // Years before 100 are not those of the last century.
  at.setUTCFullYear(year, month - 1, date);
  return Math.round(at.getTime() / 86_400_000);
}

/** The day of a number of days since 1970. */
export function dayOfNumber(number: number): string {
  const [year = '', month = '', day = ''] = new Date(number * 86_400_000).toISOString().slice(0, -14).split('-');
  return `${year.padStart(4, '0')}-${month}-${day}`;
}
