import { wordsIn } from '../text/language.ts';
import { type DateSentence, type DateSentences, SENTENCES } from '../text/sentences.ts';
import { type CalendarDate, lastYearOf } from './calendar.ts';
import type { Edtf } from './edtf.ts';

/**
 * A date in words, `between 7 October 2023 and 2 May 2024`, in the first of the languages in which the product can say
 * one, else in English. Digits are western in every language.
 */
export function inWords(date: Edtf, languages: readonly string[]): string {
  const { value: sentences } = wordsIn(languages, SENTENCES);
  const text = said(date, sentences.dates) ?? date.text;
  return Object.entries(sentences.dates.contractions ?? {}).reduce((all, [met, by]) => all.replaceAll(met, by), text);
}

/** Undefined for what has no end that is known, which no date has. */
function said(date: Edtf, by: DateSentences): string | undefined {
  switch (date.kind) {
    case 'once':
      return inForm(date.date, by, PLAIN);
    case 'oneOf': {
      const { from, to } = date;
      if (from && to) return sameDay(from, to) ? inForm(from, by, PLAIN) : filled(by.between, by, { from, to });
      if (from) return filled(by.notBefore, by, { from });
      return to ? filled(by.notAfter, by, { to }) : undefined;
    }
    case 'interval': {
      const { start, end } = date;
      if (typeof start === 'string')
        return typeof end === 'string'
          ? undefined
          : filled(start === 'open' ? by.until : by.startUnknown, by, { to: end });
      if (typeof end === 'string') return filled(end === 'open' ? by.since : by.endUnknown, by, { from: start });
      return filled(by.fromTo, by, { from: start, to: end });
    }
  }
}

function sameDay(a: CalendarDate, b: CalendarDate): boolean {
  return a.precision === b.precision && a.year === b.year && a.month === b.month && a.day === b.day;
}

/** `{to:until}` */
const PLACE = /\{(\w+)(?::(\w+))?\}/g;
const PLAIN = 'plain';

/** A sentence with its dates. One that depends on the precision goes by its first date. */
function filled(sentence: DateSentence, by: DateSentences, dates: { readonly [name: string]: CalendarDate }): string {
  const [first] = Object.values(dates);
  const text = typeof sentence === 'string' ? sentence : ((first && sentence[first.precision]) ?? sentence['other']);
  return (text ?? '').replace(PLACE, (place, name: string, form = PLAIN) => {
    const date = dates[name];
    return date ? inForm(date, by, form) : place;
  });
}

/** What says that a date is uncertain stands inside the form that the sentence asks for, and around the plain one. */
function inForm(date: CalendarDate, by: DateSentences, form: string): string {
  const uncertain = (text: string) => (date.uncertain ? by.uncertain.replace('{date}', () => text) : text);
  if (form === PLAIN) return uncertain(shaped(date, by, form, spelled(date, by)));
  return shaped(date, by, form, uncertain(spelled(date, by)));
}

/** @param text what stands for `{date}` */
function shaped(date: CalendarDate, by: DateSentences, form: string, text: string): string {
  const forms = by.forms[form] ?? {};
  const shape = (date.approximate ? forms['about'] : undefined) ?? forms[date.precision] ?? forms['other'] ?? '{date}';
  return shape.replace(PLACE, (_place, name: string, other?: string) => {
    if (other !== undefined) return shaped({ ...date, approximate: false }, by, other, text);
    if (name === 'month') return partsOf(date, by).find(({ type }) => type === 'month')?.value ?? '';
    return name === 'year' ? yearIn(date, by) : text;
  });
}

/** A date as the language has it. */
function spelled(date: CalendarDate, by: DateSentences): string {
  if (date.month === null) return spelledYears(date, by);
  return partsOf(date, by)
    .map(({ type, value }) => (type === 'year' ? yearIn(date, by) : type === 'day' ? dayIn(date, by) : value))
    .join('');
}

function spelledYears(date: CalendarDate, by: DateSentences): string {
  const { precision, season } = date;
  const year = yearIn(date, by);
  if (season !== null) return seasonIn(season, by).replace('{year}', () => year);
  if (precision === 'year') return year;
  const last = yearIn({ year: lastYearOf(precision, date.year) }, by);
  const years = precision === 'decade' ? by.decade : by.years;
  return years.replace('{year}', () => year).replace('{last}', () => last);
}

const FOUR_SEASONS = ['spring', 'summer', 'autumn', 'winter'] as const;

/** A part of a year, with the place of the year. */
function seasonIn(season: number, by: DateSentences): string {
  const part = (all: readonly string[], first: number) => all[season - first] ?? String(season);
  if (season >= 40) return part(by.halves, 40);
  if (season >= 37) return part(by.thirds, 37);
  if (season >= 33) return part(by.quarters, 33);
  const name = by.seasons[FOUR_SEASONS[(season - 21) % 4] ?? 'spring'];
  if (season <= 24) return name;
  return by.hemispheres[season <= 28 ? 'north' : 'south'].replace('{date}', name);
}

function dayIn({ day }: CalendarDate, { days }: DateSentences): string {
  return days?.[String(day)] ?? String(day);
}

/** A year below 100 is written with its era. */
function yearIn({ year }: Pick<CalendarDate, 'year'>, { era }: DateSentences): string {
  return year < 100 ? era.replace('{year}', String(year)) : String(year);
}

const PARTS = new Map<string, readonly Intl.DateTimeFormatPart[]>();

/** The parts of a day or a month, in the language's order. */
function partsOf({ month, day }: CalendarDate, { locale }: DateSentences): readonly Intl.DateTimeFormatPart[] {
  const key = `${locale} ${month} ${day === null}`;
  const known = PARTS.get(key);
  if (known) return known;
  const format = new Intl.DateTimeFormat(`${locale}-u-ca-gregory-nu-latn`, {
    year: 'numeric',
    month: 'long',
    ...(day === null ? {} : { day: 'numeric' }),
    timeZone: 'UTC',
  });
  const parts = format.formatToParts(Date.UTC(2024, (month ?? 1) - 1, 1));
  PARTS.set(key, parts);
  return parts;
}
