/** What random graphs and questions are made of. */
import fc from 'fast-check';
import { InvalidDate, parseDate } from '../../src/time/edtf.ts';
import { kindsOf, type World } from './world.ts';

export const ROLES = ['ACTING', 'TARGET', 'ATTENDEE', 'HOST', 'VOTED_YES'];
export const EVENT_KINDS = ['SUMMIT', 'VOTE', 'CALL'];
const CERTAINTIES = ['CERTAIN', 'POSSIBLE', 'POSSIBLE_OR_UNDATED'];
export const UNKNOWN = 'Country:nowhere';

/** Something that is mostly left out, and rarely null, which says the same. */
export function maybe<T>(arbitrary: fc.Arbitrary<T>, weight = 2): fc.Arbitrary<T | undefined | null> {
  return fc.oneof(
    { weight: 50, arbitrary: fc.constant(undefined) },
    { weight: 10 * weight, arbitrary },
    { weight: 1, arbitrary: fc.constant(null) },
  );
}

/** A list of a filter. Rarely an empty one, which is refused. */
export function list<T>(arbitrary: fc.Arbitrary<T>, maxLength = 4): fc.Arbitrary<readonly T[]> {
  return fc.oneof(
    { weight: 150, arbitrary: fc.array(arbitrary, { minLength: 1, maxLength }) },
    { weight: 1, arbitrary: fc.constant<readonly T[]>([]) },
  );
}

/** Which of a kind: often one of the first, so that facts and questions meet. */
export const place: fc.Arbitrary<number> = fc.oneof(fc.nat(2), fc.nat(999));

export type Kind = 'Actor' | 'Activity' | 'Place' | 'Entity' | 'Country' | 'Document';

/**
 * The id of something of a kind in the graph: a place-holder that {@link filled} fills, so that graphs and questions
 * shrink on their own. Rarely an id of nothing, which is refused.
 */
export function id(kind: Kind): fc.Arbitrary<string> {
  return fc.oneof({ weight: 300, arbitrary: someId(kind) }, { weight: 1, arbitrary: fc.constant(UNKNOWN) });
}

/** As {@link id}, always of something. */
export function someId(kind: Kind): fc.Arbitrary<string> {
  return place.map((n) => `@${kind}:${n}`);
}

/** A question with ids of the graph in the place of its place-holders. */
export function filled<T>(value: T, world: World): T {
  return JSON.parse(JSON.stringify(value), (_key, each: unknown) =>
    typeof each === 'string' && each.startsWith('@') ? idFor(each, world) : each,
  ) as T;
}

function idFor(placeHolder: string, { entities, documents }: World): string {
  const [kind = '', number] = placeHolder.slice(1).split(':');
  const ids = entities.map((entity) => entity.id);
  const found = kind === 'Document' ? documents : ids.filter((each) => kindsOf(each).includes(kind));
  return found[Number(number) % found.length] ?? UNKNOWN;
}

/** Few days, so that the bounds of dates meet. */
const day = fc
  .tuple(
    fc.integer({ min: 2023, max: 2025 }),
    fc.constantFrom('01', '02', '05', '12'),
    fc.constantFrom('01', '15', '28'),
  )
  .map((parts) => parts.join('-'));
const rareYear = fc.constantFrom('0001', '1948', '9998');
const date = fc.oneof(
  { weight: 12, arbitrary: day },
  { weight: 9, arbitrary: day.map((each) => each.slice(0, 7)) },
  { weight: 6, arbitrary: day.map((each) => each.slice(0, 4)) },
  { weight: 1, arbitrary: rareYear },
  { weight: 3, arbitrary: fc.constantFrom('202X', '20XX', '2XXX', '2024-XX', '2024-05-XX', '2024-21', '2023-24') },
  { weight: 2, arbitrary: fc.constantFrom('2024-30', '2025-33', '2023-38', '2024-41') },
);
const qualified = fc
  .tuple(
    date,
    fc.oneof({ weight: 6, arbitrary: fc.constant('') }, { weight: 2, arbitrary: fc.constantFrom('~', '?', '%') }),
  )
  .map((parts) => parts.join(''));
const end = fc.oneof({ weight: 3, arbitrary: qualified }, { weight: 2, arbitrary: fc.constantFrom('..', '') });
const rangeEnd = fc.oneof({ weight: 3, arbitrary: date }, { weight: 1, arbitrary: fc.constant('') });

/** A date in any of the accepted forms. */
export const edtf: fc.Arbitrary<string> = fc
  .oneof(
    { weight: 4, arbitrary: qualified },
    { weight: 4, arbitrary: fc.tuple(end, end).map(([from, to]) => `${from}/${to}`) },
    { weight: 3, arbitrary: fc.tuple(rangeEnd, rangeEnd).map(([from, to]) => `[${from}..${to}]`) },
  )
  .filter(isAccepted);

function isAccepted(text: string): boolean {
  try {
    parseDate(text);
    return true;
  } catch (error) {
    if (error instanceof InvalidDate) return false;
    throw error;
  }
}

/** The fields of a filter that ask for a time. */
export const timeFields = {
  during: maybe(edtf, 1.5),
  certainty: fc.oneof(
    { weight: 2, arbitrary: fc.constant(undefined) },
    { weight: 3, arbitrary: fc.constantFrom(...CERTAINTIES) },
  ),
};

/** Words of names, many alike once they are folded, some the beginning of others. */
const WORDS = [
  'Gaza',
  'gaza',
  'Summit',
  'summits',
  'İstanbul',
  'ISTANBUL',
  'Istan',
  'ıslak',
  'Türkiye',
  'turk',
  'Court',
  'of',
  'Justice',
  'K-9',
  '12',
  '١٢',
  'Œuvre',
  'São',
  'القمة',
  'قمه',
  'غزة',
  'إسرائيل',
  'اسرائيل',
  'الأمم',
  'امم',
  'المُتَّحِدة',
  'محكـمة',
  'Straße',
  "Qur'an",
  'Quran',
  'a|b',
  'U.N.',
  'Müller',
  'Mueller',
  'عبد الله',
  'عبدالله',
  'الشؤون',
  'الشئون',
  'וירושלים',
];
const word = fc.constantFrom(...WORDS);

export const nameText: fc.Arbitrary<string> = fc
  .array(word, { minLength: 1, maxLength: 3 })
  .map((words) => words.join(' '));

/** What a client may type: words as they stand in names, in another case, cut, or joined otherwise. */
export const typed: fc.Arbitrary<string> = fc
  .record({
    words: fc.oneof(fc.tuple(word), fc.tuple(word), fc.tuple(word, word)),
    keep: fc.integer({ min: 1, max: 8 }),
    joint: fc.constantFrom(' ', '-', '  ', ', '),
    upper: fc.boolean(),
  })
  .map(({ words, keep, joint, upper }) => {
    const last = [...(words.at(-1) ?? '')].slice(0, keep).join('');
    const text = [...words.slice(0, -1), last].join(joint);
    return upper ? text.toLocaleUpperCase('en') : text;
  });
