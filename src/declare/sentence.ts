import type { Model } from './model.ts';
import type { FactRow } from './rows.ts';
import { type Words, wordsFor } from './vocabulary.ts';

/** What a fact says between its source and its target, with the words of its properties: `took part as intervener in`. */
export function sentenceOf(model: Model, fact: { readonly type: string; readonly row: FactRow }): Words {
  const relationship = model.relationships.find((each) => each.name === fact.type);
  if (!relationship) return { en: fact.type, ar: fact.type, tr: fact.type };
  const fill = (language: keyof Words) =>
    relationship.words[language].replace(/[[\]]/g, '').replace(/\{(\w+)\}/g, (_all, name: string) => {
      const property = relationship.properties[name];
      const value = String(fact.row[name] ?? '');
      return property?.kind === 'choice' ? wordsFor(property.vocabulary, value)[language] : value;
    });
  return { en: fill('en'), ar: fill('ar'), tr: fill('tr') };
}
