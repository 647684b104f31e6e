import { INTERFACES } from '../core/interfaces.ts';
import { MAX_CONTAINMENT } from '../core/parts.ts';
import {
  Entity,
  type EntityDeclaration,
  type EntityInterface,
  type EntityType,
  entity,
  entityInterface,
  isA,
} from '../declare/entity.ts';
import { among, amongTypes, during, type FilterField, flag, reportedIn, statedBy } from '../declare/filter.ts';
import {
  boolean,
  choice,
  choices,
  coordinates,
  date,
  identifier,
  money,
  number,
  quantities,
  reference,
  references,
  text,
  url,
} from '../declare/kinds.ts';
import { defineModel, type Model } from '../declare/model.ts';
import type { Properties, Property } from '../declare/property.ts';
import { propertyFilters } from '../declare/property-filter.ts';
import type { Question } from '../declare/question.ts';
import {
  type EndField,
  type Ends,
  type NamedEnd,
  type RelationshipType,
  relationship,
} from '../declare/relationship.ts';
import { type Vocabulary, vocabulary } from '../declare/vocabulary.ts';
import { tag } from '../text/language.ts';
import { filterName } from './check.ts';
import type {
  EndDefinition,
  EndFieldDefinition,
  EntityDefinition,
  ModelDefinition,
  PropertyDefinition,
  RelationshipDefinition,
} from './definition.ts';
import { GENERAL_QUESTIONS } from './general.ts';
import { plural, valueName } from './names.ts';
import { wholly } from './pattern.ts';
import { activityMatching } from './questions/activity-filter.ts';

/** What the names of a definition stand for. */
class Names {
  readonly #vocabularies: { readonly [name: string]: Vocabulary };
  readonly #declarations: Map<string, EntityDeclaration>;

  constructor(vocabularies: { readonly [name: string]: Vocabulary }) {
    this.#vocabularies = vocabularies;
    this.#declarations = new Map([Entity, ...INTERFACES].map((each) => [each.name, each]));
  }

  add<D extends EntityDeclaration>(declaration: D): D {
    this.#declarations.set(declaration.name, declaration);
    return declaration;
  }

  vocabulary(name: string): Vocabulary {
    return known(this.#vocabularies[name], 'vocabulary', name);
  }

  entity(name: string): EntityDeclaration {
    return known(this.#declarations.get(name), 'type of entity', name);
  }

  /** The narrowest type or interface that all of some are. */
  shared(declarations: readonly EntityDeclaration[]): EntityDeclaration {
    const [first, ...others] = new Set(declarations);
    if (first && others.length === 0) return first;
    const types = new Set(declarations.flatMap((each) => this.#typesOf(each)));
    // Of several that are as narrow, the model's own.
    const all = [...this.#declarations.values()]
      .reverse()
      .filter((each) => [...types].every((type) => isA(type, each)));
    return all.sort((a, b) => this.#typesOf(a).length - this.#typesOf(b).length)[0] ?? Entity;
  }

  #typesOf(declaration: EntityDeclaration): EntityType[] {
    return [...this.#declarations.values()].filter(
      (each): each is EntityType => each.kind === 'type' && isA(each, declaration),
    );
  }

  interface(name: string): EntityInterface {
    const found = this.entity(name);
    return known(found.kind === 'interface' ? found : undefined, 'interface', name);
  }
}

function known<T>(found: T | undefined, what: string, name: string): T {
  if (found === undefined) throw new Error(`There is no ${what} ${name}.`);
  return found;
}

/** The declarations that a definition stands for. */
export function modelOf(definition: ModelDefinition): Model {
  const vocabularies = vocabulariesOf(definition);
  const names = new Names(vocabularies);
  for (const [name, { description, properties, term }] of Object.entries(definition.interfaces))
    names.add(entityInterface(name, { description, term, properties: propertiesOf(properties, names) }));
  const types = Object.entries(definition.entities).map(([name, each]) => names.add(entityOf(name, each, names)));
  const relationships = Object.entries(definition.relationships).map(([name, each]) =>
    relationshipOf(name, each, names, () => model),
  );
  const { model: name, title, languages, prefixes } = definition;
  const model: Model = defineModel({
    name,
    written: JSON.stringify(definition),
    title,
    languages,
    prefixes,
    questions: questionsOf(definition),
    types,
    relationships,
    vocabularies: Object.values(vocabularies),
  });
  return model;
}

/** Its own; general ones where it brings none. */
function questionsOf({ questions }: ModelDefinition): Question[] {
  return (questions.length > 0 ? questions : GENERAL_QUESTIONS).map(({ title, document, variables }) => ({
    title: Object.entries(title).map(([language, value]) => tag({ language, value })),
    document,
    variables,
  }));
}

function vocabulariesOf({ vocabularies }: ModelDefinition): { readonly [name: string]: Vocabulary } {
  return Object.fromEntries(
    Object.entries(vocabularies).map(([name, { description, values }]) => [
      name,
      vocabulary(name, { description: description ?? name, values }),
    ]),
  );
}

function entityOf(
  name: string,
  { description, words, synonyms, is, list, properties, term }: EntityDefinition,
  names: Names,
): EntityType {
  return entity(name, {
    description,
    words,
    synonyms,
    is: is.map((each) => names.interface(each)),
    list,
    term,
    properties: propertiesOf(properties, names),
  });
}

function propertiesOf(properties: { readonly [name: string]: PropertyDefinition }, names: Names): Properties {
  return Object.fromEntries(Object.entries(properties).map(([name, each]) => [name, propertyOf(name, each, names)]));
}

function propertyOf(name: string, definition: PropertyDefinition, names: Names): Property {
  const { kind } = definition;
  const said = {
    term: definition.term,
    words: definition.words,
    synonyms: 'synonyms' in definition ? definition.synonyms : undefined,
    optional: !('required' in definition && definition.required),
    filter: 'filter' in definition && definition.filter ? filterName(name, definition) : undefined,
    facet: 'facet' in definition && definition.facet ? filterName(name, definition) : undefined,
    order: 'order' in definition && definition.order ? valueName(name) : undefined,
    total: 'total' in definition && definition.total,
  };
  switch (kind) {
    case 'text':
      return text({ ...definition, ...said });
    case 'identifier': {
      const pattern = definition.pattern === undefined ? undefined : wholly(definition.pattern);
      return identifier({ ...definition, ...said, pattern });
    }
    case 'url':
      return url({ ...definition, ...said });
    case 'choice': {
      const { default: byDefault, guess, description } = definition;
      const optional = said.optional && byDefault === undefined;
      return choice({
        ...said,
        description,
        optional,
        byDefault,
        guess,
        vocabulary: names.vocabulary(definition.vocabulary),
      });
    }
    case 'choices':
      return choices({
        ...said,
        description: definition.description,
        vocabulary: names.vocabulary(definition.vocabulary),
      });
    case 'reference':
      return reference({ ...definition, ...said });
    case 'references':
      return references({ ...definition, ...said });
    case 'number':
      return number({ ...definition, ...said, unit: definition.unit });
    case 'money':
      return money({ ...definition, ...said });
    case 'boolean':
      return boolean({ ...definition, ...said });
    case 'date':
      return date({ ...definition, ...said });
    case 'coordinates':
      return coordinates({ ...definition, ...said });
    case 'quantities':
      return quantities({ ...definition, ...said });
  }
}

function relationshipOf(
  name: string,
  definition: RelationshipDefinition,
  names: Names,
  modelOf: () => Model,
): RelationshipType {
  const { plays, description, words, synonyms, node, list, from, to, also, term } = definition;
  const properties = propertiesOf(definition.properties, names);
  const [first, ...others] = [{ from, to }, ...also].flatMap((pair) => pairsOf(pair, names));
  if (!first) throw new Error(`${name} has no ends.`);
  const ends = [first, ...others] as const;
  const source = namedEnd(
    from,
    ends.map((pair) => pair.from.type),
    names,
  );
  const target = namedEnd(
    to,
    ends.map((pair) => pair.to.type),
    names,
  );
  const isParticipation = plays === 'participation';
  return relationship(name, {
    plays,
    description,
    words,
    synonyms: synonyms ?? {},
    node,
    list,
    ends,
    source,
    target,
    term,
    properties,
    identity: identityOf(definition),
    filter: isParticipation
      ? participationFilter(properties, modelOf)
      : list
        ? listFilter(properties, source, target)
        : {},
    facets: Object.fromEntries(
      Object.entries(properties).flatMap(([property, { facet }]) => (facet === undefined ? [] : [[facet, property]])),
    ),
    acyclic: plays === 'containment' ? { steps: MAX_CONTAINMENT } : undefined,
  });
}

/** Ends of several types are a pair for each two of them. */
function pairsOf({ from, to }: Pick<RelationshipDefinition, 'from' | 'to'>, names: Names): Ends[] {
  const sources = from.type.map((each) => names.entity(each));
  const targets = to.type.map((each) => names.entity(each));
  return sources.flatMap((source) =>
    targets.map((target) => ({
      from: { type: source, field: from.field && fieldOf(from.field, names.shared(targets)) },
      to: { type: target, field: to.field && fieldOf(to.field, names.shared(sources)) },
    })),
  );
}

function namedEnd(
  { as, many, description }: EndDefinition,
  types: readonly EntityDeclaration[],
  names: Names,
): NamedEnd | undefined {
  if (as === undefined) return undefined;
  return { name: as, many: many ?? plural(as), type: names.shared(types), description };
}

function fieldOf(
  { facts, neighbours, one, description, during, typed }: EndFieldDefinition,
  other: EntityDeclaration,
): EndField {
  if (facts !== undefined) return { kind: 'facts', name: facts, description, during, of: other };
  if (one !== undefined) return { kind: 'one', name: one, description, during, of: other };
  return { kind: 'neighbours', name: neighbours ?? '', description, during, of: typed ? other : Entity };
}

/** Participations are told apart by their role and by whom they were on behalf of. */
export function identityOf({ plays, identity = [], properties }: RelationshipDefinition): string[] {
  if (plays !== 'participation') return [...identity];
  return [...new Set(['role', ...('onBehalfOf' in properties ? ['onBehalfOf'] : []), ...identity])];
}

/** What follows from its ends and its properties: which of all facts a list has. */
function listFilter(
  properties: Properties,
  source: NamedEnd | undefined,
  target: NamedEnd | undefined,
): { readonly [name: string]: FilterField } {
  return {
    ...propertyFilters(properties),
    ...endFilter('source', source),
    ...endFilter('target', target),
    ...during('fact', 'The date of the fact.'),
    documents: reportedIn(),
    dossiers: statedBy('fact'),
  };
}

function endFilter(side: 'source' | 'target', end: NamedEnd | undefined): { readonly [name: string]: FilterField } {
  if (!end) return {};
  return {
    [end.many]: among(side, 'ID', { description: `With one of these as \`${end.name}\`.` }),
    [`${end.name}Types`]: amongTypes(side, `With one of these types as \`${end.name}\`.`),
  };
}

/** What follows from the part: which of all participations a list has. */
function participationFilter(
  { role, onBehalfOf, ...others }: Properties,
  modelOf: () => Model,
): { readonly [name: string]: FilterField } {
  if (role?.kind !== 'choice') throw new Error('A participation has a role, which is a choice.');
  return {
    roles: among('role', role.vocabulary, { description: 'In one of these roles.' }),
    actors: among('source', 'ID', {
      description: 'By one of these.',
      ...(onBehalfOf ? { or: 'onBehalfOf', where: 'throughRepresentatives' } : {}),
    }),
    actorTypes: amongTypes('source', 'By an actor of one of these types.'),
    ...(onBehalfOf
      ? {
          throughRepresentatives: flag('An actor also counts where another took part on its behalf.'),
          onBehalfOf: among('onBehalfOf', 'ID', { description: 'On behalf of one of these.' }),
        }
      : {}),
    activities: among('target', 'ID', { description: 'In one of these.' }),
    activity: activityMatching('target', 'The activity itself must pass this.', modelOf),
    ...during('fact', 'The participation’s own date.'),
    documents: reportedIn(),
    dossiers: statedBy('fact'),
    ...propertyFilters(others),
  };
}
