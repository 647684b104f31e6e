import type { CalendarDate } from './calendar.ts';
import type { Edtf } from './edtf.ts';

/** The languages in which a date has words. */
export const WORDED_LANGUAGES = ['en', 'ar', 'tr'] as const;
export type WordedLanguage = (typeof WORDED_LANGUAGES)[number];

/** How a language says each form of a date. */
interface Phrases {
  readonly once: (date: CalendarDate) => string;
  readonly between: (from: CalendarDate, to: CalendarDate) => string;
  readonly notBefore: (date: CalendarDate) => string;
  readonly notAfter: (date: CalendarDate) => string;
  readonly fromTo: (start: CalendarDate, end: CalendarDate) => string;
  readonly since: (start: CalendarDate) => string;
  readonly endUnknown: (start: CalendarDate) => string;
  readonly until: (end: CalendarDate) => string;
  readonly startUnknown: (end: CalendarDate) => string;
}

/** A date in words: 'between 7 October 2023 and 2 May 2024'. Digits are western in every language. */
export function inWords(date: Edtf, language: WordedLanguage): string {
  const say = PHRASES[language];
  switch (date.kind) {
    case 'once':
      return say.once(date.date);
    case 'oneOf':
      return rangeInWords(date, say);
    case 'interval':
      return intervalInWords(date, say);
  }
}

function rangeInWords({ from, to, text }: Extract<Edtf, { kind: 'oneOf' }>, say: Phrases): string {
  if (from && to) return sameDay(from, to) ? say.once(from) : say.between(from, to);
  if (from) return say.notBefore(from);
  if (to) return say.notAfter(to);
  return text;
}

function intervalInWords({ start, end, text }: Extract<Edtf, { kind: 'interval' }>, say: Phrases): string {
  if (typeof start !== 'string') {
    if (typeof end !== 'string') return say.fromTo(start, end);
    return end === 'open' ? say.since(start) : say.endUnknown(start);
  }
  if (typeof end !== 'string') return start === 'open' ? say.until(end) : say.startUnknown(end);
  return text;
}

function sameDay(a: CalendarDate, b: CalendarDate): boolean {
  return a.year === b.year && a.month === b.month && a.day === b.day;
}

const english = (date: CalendarDate): string =>
  `${date.approximate ? 'about ' : ''}${plain(date, 'en', (year) => `AD ${year}`)}${date.uncertain ? ' (uncertain)' : ''}`;
const onOrIn = ({ day }: CalendarDate): string => (day === null ? 'in' : 'on');

const inEnglish: Phrases = {
  once: english,
  between: (from, to) => `between ${english(from)} and ${english(to)}`,
  notBefore: (date) => `${onOrIn(date)} or after ${english(date)}`,
  notAfter: (date) => `${onOrIn(date)} or before ${english(date)}`,
  fromTo: (start, end) => `from ${english(start)} to ${english(end)}`,
  since: (start) => `since ${english(start)}`,
  endUnknown: (start) => `from ${english(start)}, end unknown`,
  until: (end) => `until ${english(end)}`,
  startUnknown: (end) => `until ${english(end)}, start unknown`,
};

/** Within a phrase, and after نحو, a bare year needs the word عام before it. */
const arabic = (date: CalendarDate, alone = false): string => {
  const year = date.month === null && !(alone && !date.approximate) ? 'عام ' : '';
  const about = date.approximate ? 'نحو ' : '';
  return `${about}${year}${plain(date, 'ar', (number) => `${number} م`)}${date.uncertain ? ' (غير مؤكد)' : ''}`;
};

const inArabic: Phrases = {
  once: (date) => arabic(date, true),
  between: (from, to) => `بين ${arabic(from)} و${arabic(to)}`,
  notBefore: (date) => `في ${arabic(date)} أو بعده`,
  notAfter: (date) => `في ${arabic(date)} أو قبله`,
  fromTo: (start, end) => `من ${arabic(start)} إلى ${arabic(end)}`,
  since: (start) => `منذ ${arabic(start)}`,
  endUnknown: (start) => `من ${arabic(start)}، وتاريخ الانتهاء غير معروف`,
  until: (end) => `حتى ${arabic(end)}`,
  startUnknown: (end) => `حتى ${arabic(end)}، وتاريخ البدء غير معروف`,
};

const turkish = (date: CalendarDate): string => plain(date, 'tr', (year) => `MS ${year}`);

/** The nouns that carry a date's case, because the suffix of a number depends on how it is spoken. */
const TURKISH_NOUNS = {
  day: { from: 'tarihinden', to: 'tarihine', at: 'tarihinde' },
  month: { from: 'ayından', to: 'ayına', at: 'ayında' },
  year: { from: 'yılından', to: 'yılına', at: 'yılında' },
  about: { from: 'civarından', to: 'civarına', at: 'civarında' },
};

function turkishCase(date: CalendarDate, which: 'from' | 'to' | 'at'): string {
  const precision = date.day !== null ? 'day' : date.month !== null ? 'month' : 'year';
  const noun = TURKISH_NOUNS[date.approximate ? 'about' : precision][which];
  // '2025 Nisan ayında', not 'Nisan 2025 ayında'
  const words =
    precision === 'month' && !date.approximate ? turkish(date).replace(/^(\S+) (.+)$/, '$2 $1') : turkish(date);
  return `${words}${date.uncertain ? ' (kesin değil)' : ''} ${noun}`;
}

const inTurkish: Phrases = {
  once: (date) => `${turkish(date)}${date.approximate ? ' civarı' : ''}${date.uncertain ? ' (kesin değil)' : ''}`,
  between: (from, to) => `${turkish(from)} ile ${turkish(to)} arasında`,
  notBefore: (date) => `${turkishCase(date, 'at')} veya sonrasında`,
  notAfter: (date) => `${turkishCase(date, 'at')} veya öncesinde`,
  fromTo: (start, end) => `${turkishCase(start, 'from')} ${turkishCase(end, 'to')} kadar`,
  since: (start) => `${turkishCase(start, 'from')} itibaren`,
  endUnknown: (start) => `${turkishCase(start, 'from')} itibaren, bitişi bilinmiyor`,
  until: (end) => `${turkishCase(end, 'to')} kadar`,
  startUnknown: (end) => `${turkishCase(end, 'to')} kadar, başlangıcı bilinmiyor`,
};

const PHRASES: Readonly<Record<WordedLanguage, Phrases>> = { en: inEnglish, ar: inArabic, tr: inTurkish };

/** Day, month and year, which the three languages write in this order. A year below 100 is written with its era. */
function plain(
  { year, month, day }: CalendarDate,
  language: WordedLanguage,
  withEra: (year: number) => string,
): string {
  const words = [year < 100 ? withEra(year) : String(year)];
  if (month !== null) words.unshift(MONTHS[language][month - 1] ?? '');
  if (day !== null) words.unshift(String(day));
  return words.join(' ');
}

const MONTHS: Readonly<Record<WordedLanguage, readonly string[]>> = {
  en: monthNames('en'),
  ar: monthNames('ar'),
  tr: monthNames('tr'),
};

function monthNames(language: WordedLanguage): readonly string[] {
  const format = new Intl.DateTimeFormat(language, { month: 'long', calendar: 'gregory', timeZone: 'UTC' });
  return Array.from({ length: 12 }, (_, month) => format.format(Date.UTC(2024, month, 1)));
}
