import type { Model } from '../declare/model.ts';
import { say } from '../declare/schema/values.ts';
import { type Words, wordsFor } from '../declare/vocabulary.ts';
import type { ExportedFact } from './source.ts';

/** What a fact says between its source and its target, in the reader's language: `took part as intervener in`. */
export function sentence(model: Model, fact: ExportedFact, languages: readonly string[]): string {
  const relationship = model.relationships.find((each) => each.name === fact.type);
  if (!relationship) return fact.type;
  const fill = (language: keyof Words) =>
    relationship.words[language].replace(/\{(\w+)\}/g, (_all, name: string) => {
      const property = relationship.properties[name];
      const value = String(fact.row[name] ?? '');
      return property?.kind === 'choice' ? wordsFor(property.vocabulary, value)[language] : value;
    });
  return say({ en: fill('en'), ar: fill('ar'), tr: fill('tr') }, languages);
}
