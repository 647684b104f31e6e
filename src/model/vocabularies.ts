import { type Vocabulary, vocabulary } from '../declare/vocabulary.ts';
import type { ModelDefinition } from './definition.ts';
import { shippedModel } from './shipped.ts';

/** The vocabularies that a model declares, by name. */
export function vocabulariesOf({ vocabularies }: ModelDefinition): { readonly [name: string]: Vocabulary } {
  return Object.fromEntries(
    Object.entries(vocabularies).map(([name, { description, values }]) => [
      name,
      vocabulary(name, { description: description ?? name, values }),
    ]),
  );
}

/** The model that ships. */
export const definition = known(await shippedModel('diplomacy'), 'diplomacy');
export const vocabularies = vocabulariesOf(definition);

function known<T>(found: T | undefined, name: string): T {
  if (found === undefined) throw new Error(`There is no ${name}.`);
  return found;
}

// What questions ask for by name.
export const EventKind = known(vocabularies['EventKind'], 'EventKind');
export const ParticipationRole = known(vocabularies['ParticipationRole'], 'ParticipationRole');
