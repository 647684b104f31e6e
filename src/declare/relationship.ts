import type { Part } from '../core/parts.ts';
import type { EntityDeclaration } from './entity.ts';
import type { FilterField } from './filter.ts';
import type { Properties } from './property.ts';
import type { Words } from './vocabulary.ts';

/** A field that a relationship gives to the entities at one of its ends. */
export type EndField =
  /** A list of the facts themselves. */
  | { readonly kind: 'facts'; readonly name: string; readonly description: string; readonly during: boolean }
  /** A list of the entities at the other end, each with its fact. */
  | {
      readonly kind: 'neighbours';
      readonly name: string;
      readonly description: string;
      readonly during: boolean;
      /** Its rows are of the type at the other end, and not of any. */
      readonly typed: boolean;
    }
  /** The entity at the other end, where there is one at most. Of several, the first by date. */
  | { readonly kind: 'one'; readonly name: string; readonly description: string };

export function facts(name: string, description: string, options: { during?: boolean } = {}): EndField {
  return { kind: 'facts', name, description, during: options.during ?? false };
}

export function neighbours(
  name: string,
  description: string,
  options: { during?: boolean; typed?: boolean } = {},
): EndField {
  return { kind: 'neighbours', name, description, during: options.during ?? false, typed: options.typed ?? false };
}

export function one(name: string, description: string): EndField {
  return { kind: 'one', name, description };
}

/** One end of a relationship: what may stand there, what a fact calls it, and the field that it gets. */
export interface End {
  readonly type: EntityDeclaration;
  /** The field of the relationship's own GraphQL type that holds this end. */
  readonly as?: string | undefined;
  readonly field?: EndField | undefined;
}

export interface Ends {
  readonly from: End;
  readonly to: End;
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
  /** Its GraphQL type, where it has more to say than its type does. */
  readonly node: string | undefined;
  /** The root field that lists all of them. */
  readonly list: { readonly name: string; readonly description: string } | undefined;
  /** The pairs of ends that it may have; the first is the general one. */
  readonly ends: readonly [Ends, ...Ends[]];
  readonly properties: Properties;
  /** Properties of a choice that a seed may leave out, and what they then are. */
  readonly defaults: { readonly [property: string]: string };
  readonly filter: { readonly [name: string]: FilterField };
  /** Facets of its lists, by name: the property whose values they count. */
  readonly facets: { readonly [name: string]: string };
  /** True when it may not lead back to where it started, and the most steps that it may take on end. */
  readonly acyclic: { readonly steps: number } | undefined;
}

/**
 * Declares a type of relationship.
 *
 * @param name in capitals, a verb: `MEMBER_OF`
 */
export function relationship(
  name: string,
  declaration: {
    plays?: Part | undefined;
    description: string;
    words: Words;
    node?: string | undefined;
    list?: { name: string; description: string } | undefined;
    from: End;
    to: End;
    also?: readonly Ends[];
    properties?: Properties;
    defaults?: { readonly [property: string]: string };
    filter?: { readonly [name: string]: FilterField };
    facets?: { readonly [name: string]: string };
    acyclic?: { readonly steps: number } | undefined;
  },
): RelationshipType {
  const {
    from,
    to,
    also = [],
    node,
    list,
    properties = {},
    defaults = {},
    filter = {},
    facets: counted = {},
  } = declaration;
  return {
    name,
    plays: declaration.plays,
    description: declaration.description,
    words: declaration.words,
    node,
    list,
    ends: [{ from, to }, ...also],
    properties,
    defaults,
    filter,
    facets: counted,
    acyclic: declaration.acyclic,
  };
}
