import Negotiator from 'negotiator';

/** A text and the language that it is in, a BCP 47 tag such as `tr` or `en-GB`. */
export interface TaggedText {
  readonly language: string;
  readonly value: string;
}

/** The words for one thing by language, of which there is at least one. */
export interface Words {
  /** By BCP 47 tag in its usual form. */
  readonly [language: string]: string;
}

/** Other words for one thing, by language. */
export interface Synonyms {
  readonly [language: string]: readonly string[];
}

export type Direction = 'LTR' | 'RTL';

/** A language that is not a BCP 47 tag. The message names the value. */
export class InvalidLanguage extends Error {
  override readonly name = 'InvalidLanguage';
  readonly value: string;

  constructor(value: string) {
    const shown = value.length > MAX_TAG_LENGTH ? `${value.slice(0, MAX_TAG_LENGTH)}…` : value;
    super(`${JSON.stringify(shown)} is not a language tag such as "en" or "ar-EG".`);
    this.value = value;
  }
}

/** A text as the graph stores it: its tag, one space, the text (`tr Türkiye`). A tag holds no space. */
export function tag(text: TaggedText): string {
  return `${text.language} ${text.value}`;
}

/**
 * A stored text, as it was before {@link tag}.
 *
 * @throws TypeError nothing stands before the first space, so it was not stored by {@link tag}
 */
export function untag(stored: string): TaggedText {
  const space = stored.indexOf(' ');
  if (space < 1) throw new TypeError(`A stored text is "<language> <text>", and this is ${JSON.stringify(stored)}.`);
  return { language: stored.slice(0, space), value: stored.slice(space + 1) };
}

/**
 * The text that a reader would have: in the first of their languages that there is, else in English, else the first
 * text. Where a language has more than one text, its first.
 *
 * A language is looked up as in RFC 4647, 3.4: `en-GB`, then `en`, whatever the case. At each step, where no text has
 * just that tag, one that says more will do: `en` accepts `en-GB`. So `en-GB` accepts `en-US`, after `en`.
 *
 * @returns undefined when there are no texts
 */
export function choose(texts: readonly TaggedText[], languages: readonly string[]): TaggedText | undefined {
  return preferred(texts, languages);
}

function preferred<T extends { readonly language: string }>(
  texts: readonly T[],
  languages: readonly string[],
): T | undefined {
  const rankOf = ranking(languages);
  let best = texts[0];
  let rank = best ? rankOf(best.language) : 0;
  for (const text of texts) {
    const found = rankOf(text.language);
    if (found < rank) [best, rank] = [text, found];
  }
  return best;
}

/** Of what there is in several languages, what a reader would have, as {@link choose} does, and its language. */
export function wordsIn<T>(
  languages: readonly string[],
  words: { readonly [language: string]: T },
): { readonly language: string; readonly value: T } {
  const [wanted = 'en'] = languages;
  // Most readers ask for what is there.
  const value = Object.hasOwn(words, wanted) ? words[wanted] : undefined;
  if (value !== undefined) return { language: wanted, value };
  const all = Object.entries(words).map(([language, each]) => ({ language, value: each }));
  const found = preferred(all, languages);
  if (!found) throw new TypeError('There are no words in any language.');
  return found;
}

/**
 * Which way a language is written, by its script: the one that its tag names, or the one that it is mostly written in
 * (`az` LTR, `az-Arab` and `az-IR` RTL). LTR where neither is known.
 *
 * `Intl.Locale`'s text info is not asked: on Node 20 it calls `az-Arab`, `ku-Arab`, `dv` and `und-Arab` left to right.
 */
export function direction(language: string): Direction {
  const known = directions.get(language);
  if (known) return known;
  const found = RIGHT_TO_LEFT.has(scriptOf(language) ?? '') ? 'RTL' : 'LTR';
  if (directions.size >= MAX_DIRECTIONS) directions.clear();
  directions.set(language, found);
  return found;
}

/** Texts are in few languages. Bounded by forgetting all. */
const directions = new Map<string, Direction>();
const MAX_DIRECTIONS = 1000;

/**
 * A BCP 47 tag in its usual form: `EN-gb` is `en-GB`, and `iw` is `he`.
 *
 * @throws InvalidLanguage it is none, or longer than 35 characters, or a word such as `english`
 */
export function canonicalLanguage(language: string): string {
  if (language.length > MAX_TAG_LENGTH) throw new InvalidLanguage(language);
  const canonical = canonicalOrNone(language);
  if (canonical === undefined) throw new InvalidLanguage(language);
  return canonical;
}

/**
 * The languages of an `Accept-Language` header, most wanted first, in their usual form and each once: ten at most, of
 * the header's first 1,000 characters. What is not wanted (`q=0`), not a language or `*` is left out. Never throws.
 */
export function acceptedLanguages(header: string | null | undefined): string[] {
  if (!header) return [];
  const wanted = new Negotiator({ headers: { 'accept-language': cutAtComma(header) } }).languages();
  const languages = wanted.filter((language) => language.length <= MAX_TAG_LENGTH).map(canonicalOrNone);
  return [...new Set(languages.filter((language) => language !== undefined))].slice(0, MAX_ACCEPTED);
}

/** What RFC 5646, 4.4.1 says that room must be left for. */
const MAX_TAG_LENGTH = 35;
const MAX_ACCEPTED = 10;
const MAX_HEADER_LENGTH = 1000;

/** Scripts written from right to left, by CLDR 48's scriptMetadata. */
const RIGHT_TO_LEFT: ReadonlySet<string> = new Set(
  'Adlm Arab Armi Avst Chrs Cprt Elym Gara Hatr Hebr Hung Khar Lydi Mand Mani Mend Merc Mero Narb Nbat Nkoo Orkh Ougr Palm Phli Phlp Phnx Prti Rohg Samr Sarb Sidt Sogd Sogo Syrc Thaa Yezi'.split(
    ' ',
  ),
);

/** How much a reader wants a language: the lowest rank is wanted most. */
type Ranking = (language: string) => number;

/** Of each list of languages. A reader of a thousand names has one, and the names are in a few languages. */
const rankings = new WeakMap<readonly string[], Ranking>();

function ranking(languages: readonly string[]): Ranking {
  const known = rankings.get(languages);
  if (known) return known;
  const ranges = [...languages, 'en'].flatMap((each) => [...rangesOf(each.toLowerCase())]);
  const ranks = new Map<string, number>();
  const made: Ranking = (language) => {
    const before = ranks.get(language);
    if (before !== undefined) return before;
    const rank = rankAmong(ranges, language.toLowerCase());
    ranks.set(language, rank);
    return rank;
  };
  rankings.set(languages, made);
  return made;
}

/** By the first range that is the language, or the beginning of it: of one range, those that are it come first. */
function rankAmong(ranges: readonly string[], language: string): number {
  const at = ranges.findIndex((range) => language === range || language.startsWith(`${range}-`));
  if (at === -1) return Number.POSITIVE_INFINITY;
  return language === ranges[at] ? at : at + 0.5;
}

/** A tag, and what is left of it as its last parts are taken away: `zh-hant-tw`, `zh-hant`, `zh`. */
function* rangesOf(language: string): Generator<string> {
  for (let range = language; range !== ''; range = range.replace(LAST_SUBTAG, '')) yield range;
}

/** A single letter only introduces the part after it, and goes with it. */
const LAST_SUBTAG = /(?:^|(?:-[a-z0-9])?-)[^-]*$/;

function canonicalOrNone(language: string): string | undefined {
  try {
    const { language: primary, baseName } = new Intl.Locale(language);
    return primary.length > 3 ? undefined : baseName;
  } catch {
    return undefined;
  }
}

function scriptOf(language: string): string | undefined {
  try {
    return new Intl.Locale(language).maximize().script;
  } catch {
    return undefined;
  }
}

/** The start of a long header, up to the last language that is whole. */
function cutAtComma(header: string): string {
  if (header.length <= MAX_HEADER_LENGTH) return header;
  return header.slice(0, Math.max(0, header.lastIndexOf(',', MAX_HEADER_LENGTH)));
}
