import type { IndexDefinition } from '../graph/port.ts';
import type { Words } from '../text/language.ts';
import {
  Entity,
  type EntityDeclaration,
  type EntityInterface,
  type EntityType,
  enumName,
  isA,
  propertiesOf,
} from './entity.ts';
import type { Properties } from './property.ts';
import type { RelationshipType } from './relationship.ts';
import { type Vocabulary, vocabulary, wordsFor } from './vocabulary.ts';

/** All that a domain declares, and what follows from it as a whole. */
export interface Model {
  readonly interfaces: readonly EntityInterface[];
  readonly types: readonly EntityType[];
  readonly relationships: readonly RelationshipType[];
  /** The vocabularies of the schema that list the types. */
  readonly entityTypes: Vocabulary;
  readonly relationshipTypes: Vocabulary;
}

/**
 * Puts declarations together and checks them against each other.
 *
 * @throws Error naming the declaration that is wrong
 */
export function defineModel(declarations: {
  types: readonly EntityType[];
  relationships: readonly RelationshipType[];
}): Model {
  const { types, relationships } = declarations;
  const interfaces = [...new Set(types.flatMap((type) => type.is))];
  refuseDuplicates(
    'entity type',
    [Entity, ...interfaces, ...types].map((each) => each.name),
  );
  refuseDuplicates(
    'relationship type',
    relationships.map((each) => each.name),
  );
  for (const relationship of relationships) checkRelationship(relationship);
  for (const type of types) checkFields(type, relationships);
  return {
    interfaces,
    types,
    relationships,
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
  const dated = model.interfaces.filter((each) => Object.values(each.properties).some(({ kind }) => kind === 'span'));
  return [
    ...[Entity.name, 'SourceDocument', 'Passage', 'Dossier', 'GraphVersion'].map((label) =>
      node('unique', label, 'id'),
    ),
    node('range', 'Passage', 'document', 'order'),
    node('text', Entity.name, 'searchText'),
    ...dated.flatMap(({ name }) =>
      [['id'], ['order'], ['until'], ['sortName'], ['participantOrder']].map((properties) =>
        node('range', name, ...properties),
      ),
    ),
    ...model.types.flatMap((type) => [
      ...(type.list ? [node('range', type.name, 'id')] : []),
      ...named(type.properties, 'text').map((property) => node('unique', type.name, property)),
      ...(type.is.some((each) => dated.includes(each))
        ? named(type.properties, 'choice').map((property) => node('range', type.name, property, 'order'))
        : []),
    ]),
    ...model.relationships.flatMap((relationship) => [
      // It ends with the id, and starts with what follows from the id: one index for what is unique and for lists of all.
      onFact('unique', relationship.name, 'order'),
      onFact('range', relationship.name, 'source', 'order'),
      onFact('range', relationship.name, 'target', 'order'),
      ...named(relationship.properties, 'reference').map((property) =>
        onFact('range', relationship.name, property, 'order'),
      ),
    ]),
  ];
}

/** The names of the types of facts: of what may stand in a statement as one. */
export function factTypesOf({ relationships }: Model): ReadonlySet<string> {
  return new Set(relationships.map(({ name }) => name));
}

function named(properties: Properties, kind: Properties[string]['kind']): string[] {
  return Object.entries(properties)
    .filter(([, property]) => property.kind === kind)
    .map(([name]) => name);
}

function refuseDuplicates(what: string, names: readonly string[]): void {
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) throw new Error(`Two declarations of the ${what} ${twice}.`);
}

function checkRelationship(relationship: RelationshipType): void {
  const placeholders = Object.values(relationship.words).flatMap((text) =>
    [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name ?? ''),
  );
  for (const property of [
    ...placeholders,
    ...Object.values(relationship.facets),
    ...Object.keys(relationship.defaults),
  ])
    if (relationship.properties[property]?.kind !== 'choice')
      throw new Error(`${relationship.name} names ${property}, which is no property of a choice.`);
}

/** No field comes to a type from two declarations, whichever interface it comes through. */
function checkFields(type: EntityType, relationships: readonly RelationshipType[]): void {
  const ends = relationships.flatMap((relationship) =>
    relationship.ends.flatMap(({ from, to }) =>
      [from, to].flatMap((end) => (end.field && isA(type, end.type) ? [end.field.name] : [])),
    ),
  );
  refuseDuplicates(`field of ${type.name},`, [...Object.keys(propertiesOf(type)), ...ends]);
}
