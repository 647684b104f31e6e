import type { Words } from '../text/language.ts';
import type { ModelPath } from './check.ts';
import type { ModelDefinition, ModelFile } from './definition.ts';

export const SECTIONS = ['vocabularies', 'interfaces', 'entities', 'relationships'] as const;

/** What a model takes of another: all of it, or what it names and what that needs. */
export interface Taken {
  readonly model: ModelDefinition;
  readonly names: readonly string[] | undefined;
}

interface PathProblem {
  readonly path: ModelPath;
  readonly message: string;
}

/**
 * A model with what it takes of the one that it extends, which comes first. Nothing of that can be changed, but a
 * vocabulary gets the values that the model adds.
 */
export function extended(
  own: ModelDefinition,
  taken: Taken | undefined,
  words: { readonly [name: string]: Words } = {},
): { readonly definition: ModelDefinition; readonly problems: readonly PathProblem[] } {
  if (!taken) return { definition: own, problems: Object.keys(words).map((name) => nothingTaken(name)) };
  const { model: base, names } = taken;
  const problems: PathProblem[] = [];
  const wanted = names && new Needs(base).of(names);
  names?.forEach((name, index) => {
    if (!SECTIONS.some((section) => name in base[section]))
      problems.push({
        path: ['extends', base.model, index],
        message: `${base.model} has nothing that is called ${name}`,
      });
  });
  const part = Object.fromEntries(
    SECTIONS.map((section) => [
      section,
      // A copy: words are added to it.
      structuredClone(Object.fromEntries(Object.entries(base[section]).filter(([name]) => wanted?.has(name) ?? true))),
    ]),
    // Each section keeps what it has of its own form.
  ) as unknown as ModelFile;
  for (const section of SECTIONS)
    for (const name of Object.keys(own[section]))
      if (section !== 'vocabularies' && name in part[section])
        problems.push({ path: [section, name], message: `${base.model} declares it; expected another name` });
  addWords(part, words, base.model, problems);
  return {
    definition: {
      ...own,
      prefixes: { ...base.prefixes, ...own.prefixes },
      vocabularies: { ...part.vocabularies, ...vocabulariesOf(own, part, base.model, problems) },
      interfaces: { ...part.interfaces, ...own.interfaces },
      entities: { ...part.entities, ...own.entities },
      relationships: { ...part.relationships, ...own.relationships },
    },
    problems,
  };
}

const nothingTaken = (name: string, of = 'another model'): PathProblem => ({
  path: ['words', name],
  message: `nothing that is called ${name} is taken of ${of}; expected words for what is`,
});

/** Adds words in further languages to what is taken of the other model. */
function addWords(
  part: ModelFile,
  words: { readonly [name: string]: Words },
  base: string,
  problems: PathProblem[],
): void {
  for (const [name, further] of Object.entries(words)) {
    const [of = '', value = ''] = name.split('.');
    const named = part.entities[of] ?? part.relationships[of] ?? part.vocabularies[of]?.values[value];
    if (!named) problems.push(nothingTaken(name, base));
    else
      for (const language of Object.keys(further))
        if (language in named.words)
          problems.push({
            path: ['words', name, language],
            message: `${base} has words in it; expected another language`,
          });
    if (named) named.words = { ...named.words, ...further };
  }
}

/** A vocabulary of the other model is reopened to add values, and only that. */
function vocabulariesOf(
  own: ModelFile,
  part: ModelFile,
  base: string,
  problems: PathProblem[],
): ModelFile['vocabularies'] {
  return Object.fromEntries(
    Object.entries(own.vocabularies).map(([name, vocabulary]) => {
      const first = part.vocabularies[name];
      if (!first) return [name, vocabulary];
      const path = ['vocabularies', name];
      if (vocabulary.description !== undefined)
        problems.push({ path: [...path, 'description'], message: `${base} describes it; expected values alone` });
      for (const value of Object.keys(vocabulary.values))
        if (value in first.values)
          problems.push({ path: [...path, 'values', value], message: `${base} declares it; expected another value` });
      return [name, { ...first, values: { ...first.values, ...vocabulary.values } }];
    }),
  );
}

/** What some names of a model need of it. */
class Needs {
  readonly #model: ModelDefinition;
  readonly #found = new Set<string>();

  constructor(model: ModelDefinition) {
    this.#model = model;
  }

  of(names: readonly string[]): ReadonlySet<string> {
    for (const name of names) this.#add(name);
    return this.#found;
  }

  #add(name: string): void {
    if (this.#found.has(name)) return;
    this.#found.add(name);
    const { interfaces, entities, relationships } = this.#model;
    const entity = entities[name];
    const relationship = relationships[name];
    const properties = { ...interfaces[name]?.properties, ...entity?.properties, ...relationship?.properties };
    for (const property of Object.values(properties)) {
      if ('vocabulary' in property) this.#add(property.vocabulary);
      if ('to' in property) this.#add(property.to);
    }
    for (const each of entity?.is ?? []) this.#add(each);
    if (relationship)
      for (const { from, to } of [relationship, ...relationship.also])
        for (const each of [...from.type, ...to.type]) this.#add(each);
  }
}
