import type { Synonyms, Words } from '../text/language.ts';
import { ownWords } from '../text/sentences.ts';

export interface Term {
  readonly description: string;
  /** How a sentence or a legend says it, in lower case where the language has cases. */
  readonly words: Words;
  /** What a fact with this value says between its ends, instead of the words of its relationship. */
  readonly verb?: Words | undefined;
  readonly synonyms?: Synonyms | undefined;
  /** The term of linked data that it is. */
  readonly term?: string | undefined;
}

/** A closed list of values: an enum of the schema, what a seed may say, and the words for each value. */
export interface Vocabulary<V extends string = string> {
  readonly name: string;
  readonly description: string;
  readonly values: { readonly [value in V]: Term };
}

/** Declares a vocabulary. Values are in capitals with underscores, as enum values are. */
export function vocabulary<V extends string>(
  name: string,
  declaration: { description: string; values: { readonly [value in V]: Term } },
): Vocabulary<V> {
  return { name, ...declaration };
}

/** A vocabulary of the schema itself: what each value means. Its words are among the product's own sentences. */
export function ownVocabulary(
  name: string,
  description: string,
  values: { readonly [value: string]: string },
): Vocabulary {
  const terms = Object.entries(values).map(([value, means]): [string, Term] => [
    value,
    { description: means, words: ownWords(name, value) },
  ]);
  return { name, description, values: Object.fromEntries(terms) };
}

/** The words for a value, or the bare value where the vocabulary does not know it. */
export function wordsFor(of: Vocabulary, value: string): Words {
  return of.values[value]?.words ?? { und: value };
}
