import type { FieldNode, GraphQLError, GraphQLObjectType, ResponsePath } from 'graphql';
import type { Info } from '../../declare/schema/ahead.ts';
import type { Turns } from '../../declare/turns.ts';
import type { AnyField, Arguments, Variables } from '../plan/arguments.ts';

/** A field as an operation selects it of objects of one type, with all that does not depend on the object. */
export interface SelectedField {
  /** From 0, another for each of what an operation selects. */
  readonly number: number;
  /** Its name in the answer. */
  readonly key: string;
  /** Where it is selected: as often as it is, with the same key. */
  readonly nodes: readonly FieldNode[];
  readonly parent: GraphQLObjectType;
  readonly definition: AnyField;
  readonly resolve: NonNullable<AnyField['resolve']>;
  /** @throws GraphQLError an argument has no value of its type */
  readonly args: (variables: Variables) => Arguments;
  readonly completion: Completion;
  /** What is selected of its values. */
  readonly inner: Selection;
}

/** What is selected of objects of one type. */
export interface SelectedFields {
  readonly fields: readonly SelectedField[];
  /** An object with all keys in their order: to copy it is faster than to add key after key. */
  readonly template: { readonly [key: string]: unknown };
  /** How many steps of a turn it takes to answer an object. */
  readonly steps: number;
}

/** What is selected of an object, whatever its type. */
export interface Selection {
  of(type: GraphQLObjectType): SelectedFields;
}

export type FieldPath = ResponsePath | undefined;
/** Where something stands in an answer: keys and indexes, from the root. */
export type ResponseKeys = readonly (string | number)[];

/** What is done with the values of a type, at one place of an operation. */
export interface Completion {
  /** Whether an error leaves null here; else what holds it fails. */
  readonly nullable: boolean;
  /** Whether nothing is within it, so that its path is of use for an error alone. */
  readonly leaf: boolean;
  /**
   * Makes of a value what is answered, or a promise of it.
   *
   * @param path where it stands in the answer; undefined for a leaf
   * @throws when it is no value of the type
   */
  complete(execution: Execution, field: SelectedField, value: unknown, path: FieldPath): unknown;
}

/** What each resolver of a field is given, whatever the object. */
export interface Given {
  readonly args: Arguments;
  readonly info: Info;
}

/** What one request of an operation gives its fields, and hears of them. */
export interface Execution {
  readonly context: unknown;
  readonly turns: Turns;
  /** @throws GraphQLError an argument has no value of its type */
  given(field: SelectedField): Given;
  /** Whether so much went wrong that no more is told. */
  readonly isFull: boolean;
  /** Notes what went wrong, and where it left null. */
  failed(error: GraphQLError, place: ResponseKeys): void;
}
