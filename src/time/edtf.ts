import { type CalendarDate, firstDay, lastDay, type Precision } from './calendar.ts';
import { refusal } from './refusal.ts';

const SHOWN = 40;
const ACCEPTED =
  'A date is a day, month or year (2024-05-02, 2024-05, 2024), a season or quarter (2024-21 is spring, 2024-33 the first quarter), a decade or century (202X, 19XX), an interval of these (2024-05-02/2024-06-01, with an open end 2024-05-02/.. or an unknown one 2024-05-02/), or one day of a range between two days, two months or two years ([2023-10-07..2024-05-02], [2025-04-11..], [..2025-04-11]); ~ after a date says about, ? uncertain, % both.';

/** An end of an interval: a date, `..` for an open end, or nothing at all for an unknown one. */
type End = CalendarDate | 'open' | 'unknown';

type Meaning =
  /** What happened once, at some time within the date. */
  | { readonly kind: 'once'; readonly date: CalendarDate }
  /** What happened once, at some time within a range. Null is a side without limit; one of the two is given. */
  | { readonly kind: 'oneOf'; readonly from: CalendarDate | null; readonly to: CalendarDate | null }
  /** What lasted. One of its ends is a date. */
  | { readonly kind: 'interval'; readonly start: End; readonly end: End };

/** A date as it is written, and what it says. */
export type Edtf = Meaning & {
  readonly text: string;
  /** It lasts, and its end is open. */
  readonly ongoing: boolean;
  /** A part of it is marked `~`, `?` or `%`. */
  readonly qualified: boolean;
};

/**
 * Reads a date: a day, month, year, part of a year, decade or century, an interval of these, or a one-of range.
 *
 * @throws InvalidDate for everything else, with the reason by name
 */
export function parseDate(text: string): Edtf {
  const known = read.get(text);
  if (known) return known;
  const date = readDate(text);
  if (read.size >= MAX_READ) read.clear();
  read.set(text, date);
  return date;
}

/** Dates that were read, since the same ones come again on every page. Bounded by forgetting all. */
const read = new Map<string, Edtf>();
const MAX_READ = 5000;

function readDate(text: string): Edtf {
  const reason = refusal(text);
  if (reason !== null) throw new InvalidDate(text, reason);
  const meaning = meaningOf(text);
  const [from, to] = endsOf(meaning);
  if (from && to && lastDay(to) < firstDay(from)) throw new InvalidDate(text, 'its end is before its start');
  return {
    ...meaning,
    text,
    ongoing: meaning.kind === 'interval' && meaning.end === 'open',
    qualified: [from, to].some((end) => end?.approximate || end?.uncertain),
  };
}

/** Before every day. */
export const UNBOUNDED_START = '0000-00-00';
/** After every day. */
export const UNBOUNDED_END = '9999-99-99';

/**
 * The four days stored beside a date, 'YYYY-MM-DD', or {@link UNBOUNDED_START} and {@link UNBOUNDED_END}. As strings
 * they order as days do.
 *
 * Something was possibly so in a span of days when `earliest <= its last` and `latest >= its first`, and certainly so
 * when also `surelyFrom <= its last` and `surelyTo >= its first`. `surelyFrom` may be after `surelyTo`.
 */
export interface Bounds {
  readonly earliest: string;
  readonly latest: string;
  /** The last day on which it can have begun. */
  readonly surelyFrom: string;
  /** The first day on which it can have ended. */
  readonly surelyTo: string;
}

/** The first and last day that a question asks about, 'YYYY-MM-DD' or unbounded. */
export interface Interval {
  readonly first: string;
  readonly last: string;
}

/**
 * The days that a date covers possibly and certainly.
 *
 * @param witness the earliest day, 'YYYY-MM-DD', of the latest document that reports it: until then, what has an open
 *   end had not ended. It proves nothing of any other date.
 */
export function bounds(date: Edtf, witness?: string): Bounds {
  const known = date.kind === 'interval' ? boundsOfLasting(date, witness) : boundsOfOnce(date);
  // No span of days is both before the first day and after the last one, so a qualified date is never certain.
  return date.qualified ? { ...known, surelyFrom: UNBOUNDED_END, surelyTo: UNBOUNDED_START } : known;
}

/**
 * The outer bounds of the date that a question gives as `during`. Qualifiers widen nothing.
 *
 * @throws InvalidDate
 */
export function interval(edtf: string): Interval {
  const { earliest, latest } = bounds(parseDate(edtf));
  return { first: earliest, last: latest };
}

/** A text that is not a date as dates are kept here. The message names the text, the reason and what is accepted. */
export class InvalidDate extends Error {
  override readonly name = 'InvalidDate';
  /** The text as it came, however long. */
  readonly value: string;
  /** Why it is refused, without the value: 'the month must be 01 to 12'. */
  readonly reason: string;

  constructor(value: string, reason: string) {
    super(`${quoted(value)} is not a date: ${reason}. ${ACCEPTED}`);
    this.value = value;
    this.reason = reason;
  }
}

/** What a text says that {@link refusal} has nothing against. */
function meaningOf(text: string): Meaning {
  if (text.startsWith('[')) {
    const [from = '', to = ''] = text.slice(1, -1).split('..');
    return { kind: 'oneOf', from: from === '' ? null : dateOf(from), to: to === '' ? null : dateOf(to) };
  }
  const [start = '', end] = text.split('/');
  if (end === undefined) return { kind: 'once', date: dateOf(text) };
  return { kind: 'interval', start: endOf(start), end: endOf(end) };
}

function endOf(text: string): End {
  if (text === '') return 'unknown';
  return text === '..' ? 'open' : dateOf(text);
}

/** How many digits of a year stand before an X, by what they leave open. */
const MASKED: readonly Precision[] = ['year', 'decade', 'century', 'millennium'];

function dateOf(text: string): CalendarDate {
  const mark = /[~?%]$/.exec(text)?.[0];
  const [year = '', ...parts] = text.replace(/[~?%]$/, '').split('-');
  const [part, day] = parts.filter((each) => each !== 'XX').map(Number);
  const masked = year.length - year.replaceAll('X', '').length;
  const isSeason = part !== undefined && part > 12;
  return {
    precision:
      day !== undefined ? 'day' : isSeason ? 'season' : part !== undefined ? 'month' : (MASKED[masked] ?? 'year'),
    year: Number(year.replaceAll('X', '0')),
    month: part === undefined || isSeason ? null : part,
    day: day ?? null,
    season: isSeason ? part : null,
    approximate: mark === '~' || mark === '%',
    uncertain: mark === '?' || mark === '%',
  };
}

function endsOf(meaning: Meaning): readonly [CalendarDate | null, CalendarDate | null] {
  switch (meaning.kind) {
    case 'once':
      return [meaning.date, meaning.date];
    case 'oneOf':
      return [meaning.from, meaning.to];
    case 'interval':
      return [dated(meaning.start), dated(meaning.end)];
  }
}

function dated(end: End): CalendarDate | null {
  return typeof end === 'string' ? null : end;
}

function boundsOfOnce(date: Extract<Edtf, { kind: 'once' | 'oneOf' }>): Bounds {
  const { from, to } = date.kind === 'once' ? { from: date.date, to: date.date } : date;
  const earliest = from ? firstDay(from) : UNBOUNDED_START;
  const latest = to ? lastDay(to) : UNBOUNDED_END;
  return { earliest, latest, surelyFrom: latest, surelyTo: earliest };
}

function boundsOfLasting({ start, end }: Extract<Edtf, { kind: 'interval' }>, witness: string | undefined): Bounds {
  const earliest = typeof start === 'string' ? UNBOUNDED_START : firstDay(start);
  const latest = typeof end === 'string' ? UNBOUNDED_END : lastDay(end);
  // An open start has no limit: it had begun before every day.
  const beganBy = typeof start === 'string' ? (start === 'open' ? UNBOUNDED_START : latest) : lastDay(start);
  const endsFrom = typeof end === 'string' ? (end === 'open' ? (witness ?? earliest) : earliest) : firstDay(end);
  return {
    earliest,
    latest,
    // It begins no later than it ends, and ends no earlier than it begins: 2024/2024-05 began by the end of May.
    surelyFrom: theEarlier(beganBy, latest),
    surelyTo: theLater(endsFrom, earliest),
  };
}

function theEarlier(a: string, b: string): string {
  return a < b ? a : b;
}

function theLater(a: string, b: string): string {
  return a > b ? a : b;
}

/** The value on one line, cut where it is long. */
function quoted(value: string): string {
  return JSON.stringify(value.length > SHOWN ? `${value.slice(0, SHOWN)}…` : value);
}
