/** Words in the languages that the product itself speaks. Names in a graph may be in any language. */
export interface Words {
  readonly en: string;
  readonly ar: string;
  readonly tr: string;
}

export interface Term {
  readonly description: string;
  /** How a sentence or a legend says it, in lower case where the language has cases. */
  readonly words: Words;
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

/** A term in one line: its description, then its words in English, Arabic and Turkish. */
export function term(description: string, en: string, ar: string, tr: string): Term {
  return { description, words: { en, ar, tr } };
}

/** The words for a value, or the bare value where the vocabulary does not know it. */
export function wordsFor(of: Vocabulary, value: string): Words {
  return of.values[value]?.words ?? { en: value, ar: value, tr: value };
}
