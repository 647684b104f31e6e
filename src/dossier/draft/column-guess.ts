import { faultOfDate } from '../read/dates.ts';
import { firstOf } from '../table/cell.ts';
import { type DayPattern, dayPattern } from '../table/days.ts';

/** What a column is taken for. */
export type ColumnRole =
  | 'person'
  | 'event'
  | 'organization'
  | 'city'
  | 'day'
  | 'role'
  | 'id'
  | 'label'
  | 'source'
  | 'target';

/** A column of a table that is drafted. */
export interface ColumnGuess {
  readonly name: string;
  readonly role: ColumnRole | undefined;
  /** Whether its name says so. */
  readonly isSure: boolean;
  /** How its days are written; absent where that is EDTF. */
  readonly pattern?: DayPattern | undefined;
  /** Of its texts, by their script. */
  readonly language: string;
  readonly hasEmpty: boolean;
}

/** Words in the names of columns, in English, Arabic and Turkish. */
const WORDS: readonly (readonly [role: ColumnRole, words: RegExp])[] = [
  ['source', /^(?:source|from)$/i],
  ['target', /^(?:target|to)$/i],
  ['id', /^(?:id|key)$/i],
  ['label', /^(?:(?:attributes\.)?label)$/i],
  [
    'event',
    /\b(?:event|meeting|session|conference|activity|workshop|talks?)\b|فعالي|اجتماع|حدث|مؤتمر|جلسة|لقاء|toplant|etkinlik|oturum/iu,
  ],
  [
    'organization',
    /\b(?:organi[sz]ation|company|institution|employer|affiliation|party|delegation)\b|مؤسس|الجهة|^جهة|منظم|شركة|kurum|kuruluş|şirket/iu,
  ],
  ['city', /\b(?:city|town|place|location|venue)\b|مدينة|مكان|şehir|^yer$/iu],
  ['role', /\b(?:role|capacity)\b|صفة|^rol$/iu],
  [
    'person',
    /\b(?:name|person|participant|attendee|delegate|speaker|guest)\b|اسم|شخص|مشارك|حاضر|katılımcı|^ad[ıi]?(?:\s|$)|^isim/iu,
  ],
];

/** Ways of writing days, those first that can be no other. */
const PATTERNS = [
  'dd.mm.yyyy',
  'd.m.yyyy',
  'dd/mm/yyyy',
  'd/m/yyyy',
  'mm/dd/yyyy',
  'm/d/yyyy',
  'dd-mm-yyyy',
  'yyyy/mm/dd',
  'yyyy-mm-dd*',
]
  .map(dayPattern)
  .filter((pattern) => pattern !== undefined);

/**
 * What each column is guessed to be, by its name and by what its cells say. Each role is given once.
 *
 * @param rows some of the rows
 */
export function guessColumns(head: readonly string[], rows: readonly (readonly string[])[]): ColumnGuess[] {
  const given = new Set<ColumnRole>();
  const guesses = head.map((name, at) => {
    const all = rows.map((cells) => firstOf(cells[at] ?? '').trim());
    const cells = all.filter((cell) => cell !== '');
    const shared = { name, language: languageOf(cells), hasEmpty: cells.length < all.length };
    const day = cells.length > 0 ? dayOf(cells) : undefined;
    const role = day ? 'day' : WORDS.find(([, words]) => words.test(name))?.[0];
    if (role === undefined || given.has(role)) return { ...shared, role: undefined, isSure: false };
    given.add(role);
    return { ...shared, role, isSure: true, pattern: day?.pattern };
  });
  if (given.has('person') || given.has('source') || given.has('label')) return guesses;
  // A table is mostly of persons, and their names come first.
  const first = guesses.find(({ role, name }) => role === undefined && isOfNames(rows, head.indexOf(name)));
  return guesses.map((guess) => (guess === first ? { ...guess, role: 'person' as const } : guess));
}

function isOfNames(rows: readonly (readonly string[])[], at: number): boolean {
  const cells = rows.flatMap((row) => row[at]?.trim() || []);
  return cells.length > 0 && cells.every((cell) => /\p{L}{2}/u.test(cell) && cell.length <= 80);
}

/** How days are written where all cells are days; undefined where they are none. */
function dayOf(cells: readonly string[]): { readonly pattern: DayPattern | undefined } | undefined {
  const isDay = (text: string) => /\d{4}-\d{2}/.test(text) && faultOfDate(text) === undefined;
  if (cells.every(isDay)) return { pattern: undefined };
  const pattern = PATTERNS.find((each) =>
    cells.every((cell) => {
      const day = each.read(cell);
      return day !== undefined && faultOfDate(day) === undefined;
    }),
  );
  return pattern && { pattern };
}

function languageOf(cells: readonly string[]): string {
  const text = cells.join(' ');
  const letters = text.match(/\p{L}/gu) ?? [];
  const share = (letter: RegExp) => letters.filter((each) => letter.test(each)).length / Math.max(letters.length, 1);
  if (share(/\p{Script=Arabic}/u) > 0.5) return 'ar';
  if (share(/\p{Script=Latin}/u) <= 0.5 && letters.length > 0) return 'und';
  return /[ğıİŞşĞ]/u.test(text) ? 'tr' : 'en';
}
