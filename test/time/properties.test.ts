import { parse } from 'edtf';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { SENTENCES } from '../../src/text/sentences.ts';
import { bounds, InvalidDate, interval, parseDate, UNBOUNDED_END, UNBOUNDED_START } from '../../src/time/edtf.ts';
import { inWords } from '../../src/time/words.ts';
import { certain, possible } from './days.ts';

const day = (from: string, to: string) =>
  fc
    .date({ min: new Date(`${from}T00:00Z`), max: new Date(`${to}T00:00Z`), noInvalidDate: true })
    .map((date) => date.toISOString().slice(0, 10));

/** Dates of every accepted form, from days between the two; the ends of a range or an interval are put in order. */
function dates(
  from: string,
  to: string,
  precisions: readonly number[],
  marks: readonly string[],
  coarser: readonly number[] = [],
) {
  const precision = fc.constantFrom(...precisions);
  const ends = fc.tuple(day(from, to), day(from, to)).map((pair) => pair.sort());
  const mark = fc.constantFrom(...marks);
  const written = fc.tuple(day(from, to), fc.constantFrom(...precisions, ...coarser)).map(([text, length]) =>
    // A part of a year is written with a number of its own, a decade and a century with an X for each digit left open.
    length > 20
      ? `${text.slice(0, 4)}-${length}`
      : length < 4
        ? text.slice(0, length).padEnd(4, 'X')
        : text.slice(0, length),
  );
  const once = fc
    .tuple(written, mark)
    .map(([text, sign]) => text + sign)
    .filter(isAccepted);
  return fc.oneof(
    once,
    fc.tuple(ends, precision).map(([[a = '', b = ''], length]) => `[${a.slice(0, length)}..${b.slice(0, length)}]`),
    fc.tuple(day(from, to), precision).map(([text, length]) => `[${text.slice(0, length)}..]`),
    fc.tuple(day(from, to), precision).map(([text, length]) => `[..${text.slice(0, length)}]`),
    fc
      .tuple(ends, precision, precision, mark, mark)
      .map(([[a = '', b = ''], left, right, x, y]) => `${a.slice(0, left)}${x}/${b.slice(0, right)}${y}`),
    fc.tuple(once, fc.constantFrom('/..', '/')).map(([start, end]) => start + end),
    fc.tuple(fc.constantFrom('../', '/'), once).map(([start, end]) => start + end),
  );
}

function isAccepted(text: string): boolean {
  try {
    return parseDate(text).text === text;
  } catch {
    return false;
  }
}

const MARKS = ['', '', '~', '?', '%'];
/** Decades, centuries and millennia, and parts of a year. */
const COARSER = [1, 2, 3, ...Array.from({ length: 21 }, (_, index) => 21 + index)];
const anyDate = dates('0001-01-01', '9998-12-31', [4, 7, 10], MARKS, COARSER);
/** Near enough to each other that one is often certain within another. */
const nearDate = dates('2023-01-01', '2025-12-31', [4, 7, 10], MARKS, COARSER);

test('every date of an accepted form is one to the package of EDTF too', () => {
  // It knows no interval from or to a season but with a season at the other end, nor one with a part of a year above 24.
  const known = anyDate.filter((edtf) => !(edtf.includes('/') && /-(?:2[1-9]|3\d|4[01])/.test(edtf)));
  fc.assert(fc.property(known, (edtf) => void parse(edtf, { level: 3 })));
});

test('every date of an accepted form is accepted, its bounds are in order and it has words', () => {
  fc.assert(
    fc.property(anyDate, (edtf) => {
      const { earliest, latest } = bounds(parseDate(edtf));
      expect(earliest <= latest).toBe(true);
      for (const language of Object.keys(SENTENCES)) expect(inWords(parseDate(edtf), [language])).not.toBe('');
    }),
  );
});

test('what is certain is possible, and stays certain when the question asks about more', () => {
  fc.assert(
    fc.property(nearDate, nearDate, day('2023-01-01', '2025-12-31'), (edtf, during, witness) => {
      const stored = bounds(parseDate(edtf), witness);
      const asked = interval(during);
      if (!certain(stored, asked)) return;
      expect(possible(stored, asked)).toBe(true);
      expect(certain(stored, { ...asked, first: UNBOUNDED_START })).toBe(true);
      expect(certain(stored, { ...asked, last: UNBOUNDED_END })).toBe(true);
    }),
  );
});

test('any text is a date or an InvalidDate, never another failure', () => {
  const sign = fc.constantFrom(...'0129-/.[]{},~?%XTuY: ', '2024', '2024-05', '2024-05-02', '..');
  fc.assert(
    fc.property(fc.array(sign, { maxLength: 8 }), (signs) => {
      const text = signs.join('');
      try {
        expect(parseDate(text).text).toBe(text);
      } catch (error) {
        expect(error).toBeInstanceOf(InvalidDate);
      }
    }),
    { numRuns: 2_000 },
  );
});

/** December to April. Dates and questions lie in January to March, and what is outside stands for forever. */
const WORLD = Array.from({ length: 152 }, (_, index) =>
  new Date(Date.UTC(2023, 11, 1 + index)).toISOString().slice(0, 10),
);
/** Quarters and seasons that lie within the days that dates are drawn from; others begin or end outside. */
const PARTS: { readonly [season: string]: readonly string[] } = {
  '2024-33': ['2024-01', '2024-02', '2024-03'],
  '2023-24': ['2023-12', '2024-01', '2024-02'],
  '2024-21': ['2024-03', '2024-04'],
};
const covered = (written: string) =>
  WORLD.filter((each) => (PARTS[written] ?? [written.replace(/-XX$/, '')]).some((part) => each.startsWith(part)));

const COARSE_DATES = [
  ...['2024-33', '2023-24', '2024-21', '2024-01-XX'],
  ...['2024-33/..', '../2024-33', '/2024-33', '2023-24/', '2023-24/2024-33', '2024-02-XX/2024-21'],
];

/** Every course that events can have taken, as the first and the last day of what a date is about. */
function courses(edtf: string, witness: string): readonly (readonly [string, string])[] {
  if (!edtf.includes('/')) {
    const [from = '', to = from] = edtf.replace(/[[\]]/g, '').split('..');
    const start = covered(from)[0] ?? '';
    const end = covered(to).at(-1) ?? '';
    return WORLD.filter((each) => each >= start && each <= end).map((each) => [each, each]);
  }
  const [from = '', to = ''] = edtf.split('/');
  // An open start is before every day that can be asked about; an unknown one is any.
  const starts = from === '..' ? ['0000'] : covered(from);
  const ends = to === '..' ? WORLD.filter((each) => each >= witness) : covered(to);
  return starts.flatMap((start) => ends.filter((end) => end >= start).map((end) => [start, end] as const));
}

test('possible is what happens in some course of events, and certain what happens in all', () => {
  const inside = ['2024-01-01', '2024-03-31'] as const;
  const question = fc.tuple(day(...inside), day(...inside)).map((pair) => pair.sort());
  const coarse = fc.constantFrom(...COARSE_DATES);
  const date = fc.oneof({ weight: 3, arbitrary: dates(...inside, [7, 10], ['']) }, coarse);
  fc.assert(
    fc.property(date, question, day(...inside), (edtf, [first = '', last = ''], witness) => {
      const met = courses(edtf, witness).map(([start, end]) => start <= last && end >= first);
      const stored = bounds(parseDate(edtf), witness);
      expect(possible(stored, { first, last })).toBe(met.includes(true));
      expect(certain(stored, { first, last })).toBe(!met.includes(false));
    }),
    { numRuns: 500 },
  );
});
