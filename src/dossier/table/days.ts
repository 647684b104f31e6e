import { withoutHidden } from '../../text/name.ts';

/** A way of writing days, such as `dd.mm.yyyy`. */
export interface DayPattern {
  /** As the manifest has it. */
  readonly written: string;
  /** The same day in EDTF; undefined where the text is not written so. */
  read(text: string): string | undefined;
}

/** What a pattern may hold, the longest first. */
const PARTS: { readonly [part: string]: string } = {
  yyyy: '(?<year>\\d{4})',
  mm: '(?<month>\\d{2})',
  m: '(?<month>\\d{1,2})',
  dd: '(?<day>\\d{2})',
  d: '(?<day>\\d{1,2})',
  '*': '.*',
};
const TOKEN = /yyyy|mm?|dd?|\*|[\s\S]/g;

/** What a manifest may say. */
export const DAY_PATTERN =
  'a way of writing days of yyyy, mm or m, dd or d and what stands between them, such as dd.mm.yyyy, with * for what is left out; a day without a year is no date, and is said in the description';

/** @returns undefined where a text is no such pattern */
export function dayPattern(written: string): DayPattern | undefined {
  const parts = written.match(TOKEN) ?? [];
  const has = (letter: string) => parts.filter((part) => part in PARTS && part.startsWith(letter)).length;
  const isWhole = has('y') === 1 && has('m') <= 1 && has('d') <= 1 && (has('d') === 0 || has('m') === 1);
  if (!isWhole || /[yY]{1}(?!yyy)/.test(written.replace('yyyy', ''))) return undefined;
  const form = new RegExp(`^${parts.map((part) => PARTS[part] ?? part.replace(SPECIAL, '\\$&')).join('')}$`, 'u');
  return {
    written,
    read(text) {
      const { year, month, day } = form.exec(withPlainDigits(withoutHidden(text)))?.groups ?? {};
      if (year === undefined) return undefined;
      return [year, month?.padStart(2, '0'), day?.padStart(2, '0')].filter((part) => part !== undefined).join('-');
    },
  };
}

const SPECIAL = /[.*+?^${}()|[\]\\/]/g;

/** Digits of any script, such as ٣, as those of ASCII. */
function withPlainDigits(text: string): string {
  return text.replace(/[^\0-\x7f]/gu, (sign) => {
    if (!/\p{Nd}/u.test(sign)) return sign;
    const point = sign.codePointAt(0) ?? 0;
    // The digits of a script follow one another, from zero.
    let zero = point;
    while (point - zero < 9 && /\p{Nd}/u.test(String.fromCodePoint(zero - 1))) zero--;
    return String(point - zero);
  });
}
