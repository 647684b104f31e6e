import type { Synonyms, Words } from '../../text/language.ts';
import { spellings } from '../../text/letters.ts';
import { withoutArticle } from '../../text/words.ts';

/** How much a text is like a word: it is the word, has it among its words, or has a word that begins with it. */
export const ALIKE = { whole: 3, within: 2, begun: 1, not: 0 } as const;

/** How many letters an ending may have: `meetings`, `toplantısı`, `فعاليات`. */
const LONGEST_ENDING = 3;
/** Shorter words begin too many others. */
const SHORTEST_BEGINNING = 4;

/** The words of a declaration in every language, with their synonyms. */
export function allWords({
  words = {},
  synonyms = {},
}: {
  readonly words?: Words | undefined;
  readonly synonyms?: Synonyms | undefined;
}): string[] {
  return [...Object.values(words), ...Object.values(synonyms).flat()];
}

/** How much a text, such as the name of a column, is like one of some words, whatever their case, marks and articles. */
export function likeness(text: string, words: readonly string[]): number {
  const of = partsOf(text);
  return Math.max(ALIKE.not, ...words.map((word) => likenessTo(of, partsOf(word))));
}

function likenessTo(parts: readonly string[], word: readonly string[]): number {
  if (word.length === 0) return ALIKE.not;
  const places = parts.map((_part, at) => at).filter((at) => at + word.length <= parts.length);
  if (places.some((at) => word.every((part, index) => parts[at + index] === part)))
    return parts.length === word.length ? ALIKE.whole : ALIKE.within;
  const [only = '', ...others] = word;
  // The last letter of شركة and مناسبة goes before an ending.
  const stem = only.replace(/ه$/, '');
  const begins = (part: string) => part.startsWith(stem) && part.length - stem.length <= LONGEST_ENDING;
  return others.length === 0 && stem.length >= SHORTEST_BEGINNING && parts.some(begins) ? ALIKE.begun : ALIKE.not;
}

/** `eventKind`, `event_kind` and `Event kind` have the same parts. */
function partsOf(text: string): string[] {
  return bareWords(text.replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2'));
}

/** The words of a text in their usual spelling, without their articles. */
export function bareWords(text: string): string[] {
  const [letters = ''] = spellings(text);
  return letters
    .split(/[^\p{L}\p{N}]+/u)
    .filter((part) => part !== '')
    .map((part) => withoutArticle(part) ?? part);
}
