import { computed } from '@preact/signals';
import { state } from '../state/history.ts';
import type { Language } from '../state/state.ts';
import { ar } from './ar.ts';
import { en } from './en.ts';
import { fr } from './fr.ts';
import { tr } from './tr.ts';

/** A sentence that counts something, by the plural categories of its language; `{count}` is the number. */
export type Counted = Partial<Readonly<Record<Intl.LDMLPluralRule, string>>> & { readonly other: string };

/** Every sentence of the page. A language lacks none: its file would not compile. */
export type Words = { readonly [key in keyof typeof en]: (typeof en)[key] extends string ? string : Counted };
export type Sentence = { [key in keyof Words]: Words[key] extends string ? key : never }[keyof Words];
export type CountedSentence = Exclude<keyof Words, Sentence>;

const ALL: Readonly<Record<Language, Words>> = { en, ar, tr, fr };

/** Names of the languages, each in its own. */
export const LANGUAGE_NAMES: Readonly<Record<Language, string>> = {
  en: 'English',
  ar: 'العربية',
  tr: 'Türkçe',
  fr: 'Français',
};

export const direction = computed(() => (state.value.language === 'ar' ? 'rtl' : 'ltr'));

/** Days are written as the server writes them in its sentences. */
const locale = computed(() => (state.value.language === 'en' ? 'en-GB' : state.value.language));
const plurals = computed(() => new Intl.PluralRules(state.value.language));
const numbers = computed(() => new Intl.NumberFormat(locale.value));
const shares = computed(() => new Intl.NumberFormat(locale.value, { style: 'percent', maximumFractionDigits: 1 }));
const months = computed(
  () => new Intl.DateTimeFormat(locale.value, { month: 'short', year: 'numeric', timeZone: 'UTC' }),
);
const days = computed(() => new Intl.DateTimeFormat(locale.value, { dateStyle: 'medium', timeZone: 'UTC' }));

/** A sentence in the language of the page; `{name}` stands for a value. */
export function say(key: Sentence, values: Readonly<Record<string, string | number>> = {}): string {
  return filled(ALL[state.value.language][key], values);
}

/** A sentence that counts. */
export function count(key: CountedSentence, number: number): string {
  const forms: Counted = ALL[state.value.language][key];
  return filled(forms[plurals.value.select(number)] ?? forms.other, { count: number });
}

export function numberText(number: number): string {
  return numbers.value.format(number);
}

/**
 * An amount in its currency, as the language writes it.
 *
 * @param amount a decimal number: `1200.50`
 * @param currency a code of ISO 4217
 */
export function moneyText(amount: string, currency: string): string {
  // A text is formatted exactly, however large it is.
  const exact = amount as `${number}`;
  return /^[A-Z]{3}$/.test(currency)
    ? new Intl.NumberFormat(locale.value, { style: 'currency', currency }).format(exact)
    : `${numbers.value.format(exact)} ${currency}`;
}

/** A share of one, as percents. */
export function shareText(share: number): string {
  return shares.value.format(share);
}

/** What a language is called in that of the page. */
export function languageName(tag: string): string {
  return new Intl.DisplayNames(state.value.language, { type: 'language' }).of(tag) ?? tag;
}

/** A day, `2024-05-02`, as the language writes it. */
export function dayText(day: string): string {
  return days.value.format(instantOf(day));
}

/** A year, a month or a day, `2024`, `2024-05` or `2024-05-02`, as the language writes it. */
export function periodText(period: string): string {
  const [year = period, month, day] = period.split('-');
  return month === undefined ? year : day === undefined ? months.value.format(instantOf(period)) : dayText(period);
}

/** From one day to another, as the language writes it: what both share is written once. */
export function stretchText(first: string, last: string): string {
  return days.value.formatRange(instantOf(first), instantOf(last));
}

/** Words one after another, with a comma of the script between them. */
export function listText(words: readonly string[]): string {
  return words.join(direction.value === 'rtl' ? '، ' : ', ');
}

/** The beginning of a day, or of the first of a month. */
function instantOf(day: string): Date {
  const [year = 1970, month = 1, date = 1] = day.split('-').map(Number);
  const at = new Date(0);
  at.setUTCFullYear(year, month - 1, date);
  return at;
}

function filled(text: string, values: Readonly<Record<string, string | number>>): string {
  return text.replace(/\{(\w+)\}/g, (all, name: string) => {
    const value = values[name];
    return typeof value === 'number' ? numberText(value) : (value ?? all);
  });
}
