import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Words } from './language.ts';

/** A sentence about a date, or one for each precision that it may be given in; `other` for the precisions left out. */
export type DateSentence = string | { readonly [precision: string]: string };

/**
 * How a language says dates. In a sentence `{from}` and `{to}` stand for dates, and `{to:until}` for the date in one of
 * the language's own forms, such as a case.
 */
export interface DateSentences {
  /** The tag whose usual way to write a day, a month and a year is taken (CLDR). */
  readonly locale: string;
  /** Of a `{year}` before 100. */
  readonly era: string;
  /** Days that are not written as their number: `{ "1": "1er" }`. */
  readonly days?: { readonly [day: string]: string };
  readonly seasons: { readonly [season in 'spring' | 'summer' | 'autumn' | 'winter']: string };
  /** What says in which hemisphere a season was, where that is written. */
  readonly hemispheres: { readonly [hemisphere in 'north' | 'south']: string };
  readonly quarters: readonly string[];
  readonly thirds: readonly string[];
  readonly halves: readonly string[];
  /** Ten years from `{year}` to `{last}`. */
  readonly decade: string;
  /** A hundred or a thousand. */
  readonly years: string;
  readonly uncertain: string;
  /**
   * By name, what a date becomes by its precision (day, month, season, year, decade, century, millennium, or other):
   * `{date}`, or its `{month}` and `{year}`; `{date:the}` is the
   * date in another form. `about` is for what is known approximately. `plain` is the form without a name.
   */
  readonly forms: { readonly [form: string]: { readonly [precision: string]: string } };
  readonly between: DateSentence;
  readonly notBefore: DateSentence;
  readonly notAfter: DateSentence;
  readonly fromTo: DateSentence;
  readonly since: DateSentence;
  readonly endUnknown: DateSentence;
  readonly until: DateSentence;
  readonly startUnknown: DateSentence;
  /** What two words become where they meet: `{ "de a": "d’a" }`. */
  readonly contractions?: { readonly [met: string]: string };
}

/** What the product says itself in a language. */
interface Sentences {
  readonly dates: DateSentences;
  /** The words for the values of the schema's own vocabularies. */
  readonly words: { readonly [vocabulary: string]: { readonly [value: string]: string } };
}

/** The folder of the package that has a file for each language; the same from `src/` and from `dist/`. */
const FOLDER = fileURLToPath(new URL('../../languages/', import.meta.url));

/** What the product says itself, by language. */
export const SENTENCES: { readonly [language: string]: Sentences } = Object.fromEntries(
  readdirSync(FOLDER)
    .filter((file) => file.endsWith('.json'))
    .map((file) => [file.replace(/\.json$/, ''), JSON.parse(readFileSync(FOLDER + file, 'utf8')) as Sentences]),
);

/** The words for a value of one of the schema's own vocabularies: the bare value where no language has any. */
export function ownWords(vocabulary: string, value: string): Words {
  const words = Object.entries(SENTENCES).flatMap(([language, { words: of }]) => {
    const word = of[vocabulary]?.[value];
    return word === undefined ? [] : [[language, word] as const];
  });
  return words.length === 0 ? { und: value } : Object.fromEntries(words);
}
