import type { Part } from '../core/parts.ts';
import type { Synonyms, Words } from '../text/language.ts';
import type { EntityDeclaration } from './entity.ts';
import type { FilterField } from './filter.ts';
import type { Properties, Property } from './property.ts';

/** A field that a relationship gives to the entities at one of its ends. */
export interface EndField {
  /**
   * `facts`: a list of the facts themselves. `neighbours`: a list of the entities at the other end, each with its fact.
   * `one`: the entity at the other end, where there is one at most; of several, the first by date.
   */
  readonly kind: 'facts' | 'neighbours' | 'one';
  readonly name: string;
  readonly description: string;
  /** Its list can be cut to an interval. */
  readonly during: boolean;
  /** What the entities at the other end are to the schema. */
  readonly of: EntityDeclaration;
}

/** One end of a relationship: what may stand there, and the field that it gets. */
export interface End {
  readonly type: EntityDeclaration;
  readonly field?: EndField | undefined;
}

export interface Ends {
  readonly from: End;
  readonly to: End;
}

/** What the facts of a relationship call an end: a field of their own GraphQL type. */
export interface NamedEnd {
  readonly name: string;
  /** Several of them. */
  readonly many: string;
  /** What all that may stand there are. */
  readonly type: EntityDeclaration;
  readonly description: string | undefined;
}

/** A type of relationship. */
export interface RelationshipType {
  readonly name: string;
  /** What it is to the questions that every model has. */
  readonly plays: Part | undefined;
  readonly description: string;
  /**
   * What a fact says, after its source and before its target. `{role}` stands for the words of a property; what
   * is in brackets, `[ as {role}]`, is left out where the type alone is named.
   */
  readonly words: Words;
  /** Words that the names of columns have which its facts are made of. */
  readonly synonyms: Synonyms;
  /** Its GraphQL type, where it has more to say than its type does. */
  readonly node: string | undefined;
  /** The root field that lists all of them. */
  readonly list: { readonly name: string; readonly description: string } | undefined;
  /** The pairs of ends that it may have; the first is the general one. */
  readonly ends: readonly [Ends, ...Ends[]];
  readonly source: NamedEnd | undefined;
  readonly target: NamedEnd | undefined;
  readonly term: string | undefined;
  readonly properties: Properties;
  readonly filter: { readonly [name: string]: FilterField };
  /** Facets of its lists, by name: the property whose values they count. */
  readonly facets: { readonly [name: string]: string };
  /** The properties that tell apart what is said of the same ends and the same date, as the ids of facts have them. */
  readonly identity: readonly string[];
  /** True when it may not lead back to where it started, and the most steps that it may take on end. */
  readonly acyclic: { readonly steps: number } | undefined;
}

/** The kinds of property that can tell facts apart. */
export const IDENTIFYING: readonly Property['kind'][] = ['choice', 'reference', 'identifier', 'boolean'];

/** The properties that could tell facts of a type apart, and do not yet: of references one at most can. */
export function furtherIdentity({ properties, identity }: RelationshipType): string[] {
  const hasReference = identity.some((name) => properties[name]?.kind === 'reference');
  return Object.entries(properties).flatMap(([name, { kind }]) =>
    identity.includes(name) || !IDENTIFYING.includes(kind) || (hasReference && kind === 'reference') ? [] : [name],
  );
}

/**
 * Declares a type of relationship.
 *
 * @param name in capitals, a verb: `MEMBER_OF`
 */
export function relationship(
  name: string,
  declaration: Pick<RelationshipType, 'description' | 'words' | 'ends'> & Partial<RelationshipType>,
): RelationshipType {
  return { ...NOTHING_MORE, ...declaration, name };
}

const NOTHING_MORE = {
  plays: undefined,
  synonyms: {},
  node: undefined,
  list: undefined,
  source: undefined,
  target: undefined,
  term: undefined,
  properties: {},
  filter: {},
  facets: {},
  identity: [],
  acyclic: undefined,
};
