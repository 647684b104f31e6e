import type { Part } from '../core/parts.ts';
import type { IndexDefinition } from '../graph/port.ts';
import type { Words } from '../text/language.ts';
import {
  Entity,
  type EntityDeclaration,
  type EntityInterface,
  type EntityType,
  enumName,
  isA,
  isDated,
  propertiesOf,
} from './entity.ts';
import { rememberedBy } from './once.ts';
import { currencyName, ofKind, orderedIn, orderName, type Properties, partName } from './property.ts';
import type { Question } from './question.ts';
import type { RelationshipType } from './relationship.ts';
import { type Vocabulary, vocabulary, wordsFor } from './vocabulary.ts';

/** All that a domain declares, and what follows from it as a whole. */
export interface Model {
  /** What a dossier calls it. */
  readonly name: string;
  /** All that its author wrote, as one text: a graph keeps it, and it is made of that again. */
  readonly written: string;
  readonly title: Words;
  /** The languages in which all that it says is there. */
  readonly languages: readonly string[];
  /** The addresses that the prefixes of its terms stand for, besides those that are known. */
  readonly prefixes: { readonly [prefix: string]: string };
  readonly interfaces: readonly EntityInterface[];
  readonly types: readonly EntityType[];
  readonly relationships: readonly RelationshipType[];
  /** The types that play parts, by part: a question asks for these, and never for a name. */
  readonly parts: { readonly [part in Part]?: RelationshipType };
  /** What can be asked of any graph in it. */
  readonly questions: readonly Question[];
  /** Those that it declares. */
  readonly vocabularies: readonly Vocabulary[];
  /** The vocabularies of the schema that list the types. */
  readonly entityTypes: Vocabulary;
  readonly relationshipTypes: Vocabulary;
}

/** Puts declarations together. That they fit together is checked where they are read. */
export function defineModel(
  declarations: Pick<
    Model,
    'name' | 'written' | 'title' | 'languages' | 'prefixes' | 'questions' | 'types' | 'relationships' | 'vocabularies'
  >,
): Model {
  const { types, relationships } = declarations;
  const interfaces = [...new Set(types.flatMap((type) => type.is))];
  const playing = relationships.flatMap((each) => (each.plays === undefined ? [] : [[each.plays, each] as const]));
  return {
    ...declarations,
    interfaces,
    parts: Object.fromEntries(playing),
    entityTypes: vocabulary('EntityType', {
      description: 'What an entity is.',
      values: Object.fromEntries(types.map((type) => [enumName(type.name), type])),
    }),
    relationshipTypes: vocabulary('RelationshipType', {
      description: 'What a fact says of its two ends.',
      values: Object.fromEntries(
        relationships.map((each) => [each.name, { description: each.description, words: plainWords(each) }]),
      ),
    }),
  };
}

/** The types whose entities may stand where the declaration is asked for. */
export function typesOf(model: Model, declaration: EntityDeclaration): EntityType[] {
  return model.types.filter((type) => isA(type, declaration));
}

export function typeNamed(model: Model, name: string): EntityType | undefined {
  return model.types.find((type) => type.name === name);
}

/** The names of types by the values of the schema's `EntityType`. */
export function typeNames(model: Model, enumValues: readonly string[]): string[] {
  return model.types.filter((type) => enumValues.includes(enumName(type.name))).map((type) => type.name);
}

/** The value of the schema's `EntityType` that a type's name is, and its words. */
export function entityTypeTerm(model: Model, name: string): { value: string; words: Words } {
  const value = enumName(name);
  return { value, words: wordsFor(model.entityTypes, value) };
}

/** The words of a relationship type without the words of any property. */
export function plainWords({ words }: RelationshipType): Words {
  return Object.fromEntries(
    Object.entries(words).map(([language, text]) => [language, text.replace(/\[[^\]]*\]/g, '').trim()]),
  );
}

/** The properties of a fact that have no index for another reason. */
function ownProperties({ plays, properties }: RelationshipType): Properties {
  const own = Object.entries(properties).filter(
    // A role is chosen among those of an end.
    ([name, { kind }]) => kind !== 'reference' && !(plays === 'participation' && name === 'role'),
  );
  return Object.fromEntries(own);
}

/**
 * What finds rows by a property that a filter tests. Lists of values, and what is true or false, are tested row by row.
 *
 * @param order what rows of one value are in the order of
 */
function filteredBy(properties: Properties, order: string): string[][] {
  return Object.entries(properties).flatMap(([name, { kind, filter, unique }]) => {
    if (filter === undefined || unique) return [];
    switch (kind) {
      case 'text':
      case 'identifier':
      case 'choice':
      case 'reference':
        return [[name, order]];
      case 'number':
        return [[name]];
      case 'money':
        return [[currencyName(name), name]];
      case 'date':
        return [[partName(name, 'earliest', true)]];
      default:
        return [];
    }
  });
}

/** The constraints and indexes that the statements of a model stand on. */
export function indexesOf(model: Model): IndexDefinition[] {
  const node = (kind: IndexDefinition['kind'], name: string, ...properties: string[]): IndexDefinition => ({
    kind,
    on: 'node',
    name,
    properties,
  });
  const onFact = (kind: IndexDefinition['kind'], name: string, ...properties: string[]): IndexDefinition => ({
    kind,
    on: 'relationship',
    name,
    properties,
  });
  const dated = model.interfaces.filter(isDated);
  const activityOrders = orderedByAll(model.types.filter(isDated)).map(orderName);
  return [
    ...[Entity.name, 'SourceDocument', 'Passage', 'Dossier', 'GraphVersion'].map((label) =>
      node('unique', label, 'id'),
    ),
    node('range', 'Passage', 'document', 'order'),
    node('text', Entity.name, 'searchText'),
    ...dated.flatMap(({ name }) =>
      [
        ...['id', 'order', 'until', 'sortName', ...(model.parts.participation ? ['participantOrder'] : [])],
        ...activityOrders,
      ].map((property) => node('range', name, property)),
    ),
    ...model.types.flatMap((type) => [
      ...(type.list ? [node('range', type.name, 'id')] : []),
      ...Object.entries(propertiesOf(type)).flatMap(([name, property]) =>
        property.unique ? [node('unique', type.name, name)] : [],
      ),
      ...(type.list || isDated(type)
        ? filteredBy(propertiesOf(type), isDated(type) ? 'order' : 'id').map((each) =>
            node('range', type.name, ...each),
          )
        : []),
      ...(type.list ? orderedIn(propertiesOf(type)).map((each) => node('range', type.name, orderName(each))) : []),
    ]),
    ...model.relationships.flatMap((relationship) => [
      // It ends with the id, and starts with what follows from the id: one index for what is unique and for lists of all.
      onFact('unique', relationship.name, 'order'),
      onFact('range', relationship.name, 'source', 'order'),
      onFact('range', relationship.name, 'target', 'order'),
      ...ofKind(relationship.properties, 'reference').map(([name]) =>
        onFact('range', relationship.name, name, 'order'),
      ),
      ...filteredBy(ownProperties(relationship), 'order').map((each) => onFact('range', relationship.name, ...each)),
      ...orderedIn(relationship.properties)
        .map(orderName)
        .flatMap((order) => [[order], ['source', order], ['target', order]])
        .map((each) => onFact('range', relationship.name, ...each)),
    ]),
  ];
}

const orders = rememberedBy((model: Model) =>
  rememberedBy((type: EntityType): readonly string[] => {
    const sharing = isDated(type) ? model.types.filter(isDated) : [type];
    return orderedByAll(sharing);
  }),
);

/** The properties by which lists that entities of a type stand in can be ordered: those of all activities among them. */
export function ordersOf(model: Model, type: EntityType): readonly string[] {
  return orders(model)(type);
}

function orderedByAll(types: readonly EntityType[]): string[] {
  return [...new Set(types.flatMap((each) => orderedIn(propertiesOf(each))))];
}

/** The names of the types of facts: of what may stand in a statement as one. */
export const factTypesOf = rememberedBy(
  ({ relationships }: Model): ReadonlySet<string> => new Set(relationships.map(({ name }) => name)),
);
