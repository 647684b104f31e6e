import { type TaggedText, wordsIn } from '../text/language.ts';
import type { Model } from './model.ts';
import type { FactRow } from './rows.ts';
import { wordsFor } from './vocabulary.ts';

/**
 * What a fact says between its source and its target, with the words of its properties: `took part as intervener in`. In
 * the first of the reader's languages that its type has words in; a property without words in that one has others.
 */
export function sentenceOf(
  model: Model,
  fact: { readonly type: string; readonly row: FactRow },
  languages: readonly string[],
): TaggedText {
  const relationship = model.relationships.find((each) => each.name === fact.type);
  if (!relationship) return { language: 'und', value: fact.type };
  const { language, value: sentence } = wordsIn(languages, relationship.words);
  const value = sentence.replace(/[[\]]/g, '').replace(/\{(\w+)\}/g, (_all, name: string) => {
    const property = relationship.properties[name];
    const stored = String(fact.row[name] ?? '');
    if (property?.kind !== 'choice') return stored;
    return wordsIn([language, ...languages], wordsFor(property.vocabulary, stored)).value;
  });
  return { language, value };
}
