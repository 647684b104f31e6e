import { type Vocabulary, vocabulary } from '../declare/vocabulary.ts';
import type { ModelDefinition } from './definition.ts';
import { shippedModel } from './shipped.ts';

/** The vocabularies that a model declares, by name. */
function vocabulariesOf({ vocabularies }: ModelDefinition): { readonly [name: string]: Vocabulary } {
  return Object.fromEntries(
    Object.entries(vocabularies).map(([name, { description, values }]) => [
      name,
      vocabulary(name, { description, values }),
    ]),
  );
}

/** The model that ships. */
export const definition = await shippedModel('diplomacy');
export const vocabularies = vocabulariesOf(definition);

function shipped(name: string): Vocabulary {
  const found = vocabularies[name];
  if (!found) throw new Error(`The model has no vocabulary ${name}.`);
  return found;
}

// What questions ask for by name.
export const EventKind = shipped('EventKind');
export const ParticipationRole = shipped('ParticipationRole');
