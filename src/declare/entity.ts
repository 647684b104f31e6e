import type { Synonyms, Words } from '../text/language.ts';
import type { Properties } from './property.ts';

/** What entities of several types share: a label in the graph, an interface in the schema. */
export interface EntityInterface {
  readonly kind: 'interface';
  readonly name: string;
  readonly description: string;
  readonly properties: Properties;
  /** The term of linked data that it is; so below. */
  readonly term?: string | undefined;
}

/** A type of entity: a label in the graph, an object type in the schema, a kind of row in a seed. */
export interface EntityType {
  readonly kind: 'type';
  readonly name: string;
  readonly description: string;
  readonly words: Words;
  /** Other words that tables write for it; so of properties and of values. */
  readonly synonyms: Synonyms;
  readonly is: readonly EntityInterface[];
  /** The root field that lists all of it. */
  readonly list: string | undefined;
  readonly properties: Properties;
  readonly term?: string | undefined;
}

export type EntityDeclaration = EntityInterface | EntityType;

/** Declares an interface of entities. */
export function entityInterface(
  name: string,
  declaration: { description: string; properties?: Properties; term?: string | undefined },
): EntityInterface {
  const { description, properties = {}, term } = declaration;
  return { kind: 'interface', name, description, properties, term };
}

/**
 * Declares a type of entity.
 *
 * @param name in the singular and in capitals and small letters: `LegalCase`; ids start with it
 */
export function entity(
  name: string,
  declaration: {
    description: string;
    words: Words;
    synonyms?: Synonyms | undefined;
    is?: readonly EntityInterface[];
    list?: string | undefined;
    properties?: Properties;
    term?: string | undefined;
  },
): EntityType {
  return {
    kind: 'type',
    name,
    description: declaration.description,
    words: declaration.words,
    synonyms: declaration.synonyms ?? {},
    is: declaration.is ?? [],
    list: declaration.list,
    properties: declaration.properties ?? {},
    term: declaration.term,
  };
}

/** What everything with a name of its own is. */
export const Entity = entityInterface('Entity', {
  description: 'Anything with a name of its own, which facts can be about.',
});

/** The value of the schema's `EntityType` for a type: `LEGAL_CASE` for `LegalCase`. */
export function enumName(typeName: string): string {
  return typeName.replace(/(?<=[a-z])(?=[A-Z])/g, '_').toUpperCase();
}

/** The type's name that a value of the schema's `EntityType` stands for: `LegalCase` for `LEGAL_CASE`. */
export function nameOfEnum(value: string): string {
  return value.replace(/_?([A-Z])([A-Z]*)/g, (_word, first: string, rest: string) => first + rest.toLowerCase());
}

/** The name of a type or a property as words: `event kind` for `eventKind`. */
export function nameAsWords(name: string): string {
  return name.replace(/(?<=[a-z0-9])(?=[A-Z])/g, ' ').toLowerCase();
}

/** Everything that the type is: itself, its interfaces, Entity. These are the labels of its nodes. */
export function labelsOf(type: EntityType): string[] {
  return [type.name, ...type.is.map((each) => each.name), Entity.name];
}

/** True when every entity of the type may stand where `declaration` is asked for. */
export function isA(type: EntityType, declaration: EntityDeclaration): boolean {
  return labelsOf(type).includes(declaration.name);
}

/** Whether it has the date that orders and filters activities. */
export function isDated(declaration: EntityDeclaration): boolean {
  const properties = declaration.kind === 'type' ? propertiesOf(declaration) : declaration.properties;
  return Object.values(properties).some((each) => each.kind === 'date' && !each.own);
}

/** The properties of a type, with those of its interfaces. */
export function propertiesOf(type: EntityType): Properties {
  return Object.assign({}, ...type.is.map((each) => each.properties), type.properties) as Properties;
}
