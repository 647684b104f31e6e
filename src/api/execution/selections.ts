import {
  defaultFieldResolver,
  type GraphQLCompositeType,
  type GraphQLObjectType,
  type GraphQLSchema,
  isAbstractType,
} from 'graphql';
import { TEXT_OF_STEP } from '../../declare/turns.ts';
import { givenBy, type Variables } from '../plan/arguments.ts';
import { definitionOf, type PlannedField, type PlannedSet } from '../plan/planned.ts';
import { completionOf } from './fields.ts';
import type { SelectedField, SelectedFields, Selection } from './selected.ts';

/** What the answers of an operation have in common, beside its plan. */
interface Shared {
  readonly schema: GraphQLSchema;
  /** Those that its directives depend on. */
  readonly variables: Variables;
  /** Hears of how many fields were found, each time that some are. */
  readonly found: (fields: number) => void;
  /** By the numbers of the fields that were merged for a key: types that have the same share it. */
  readonly inner: Map<string, Selection>;
  /** The number of the next field. */
  readonly next: () => number;
}

/**
 * What an operation selects of its objects: found out for each type that an object turns out to be of, so as far as its
 * answers go. It is the same for all requests in which its directives leave in the same.
 */
export function selectionOf(set: PlannedSet, of: Omit<Shared, 'inner' | 'next'>): Selection {
  let fields = 0;
  return new SelectionOfSets([set], { ...of, inner: new Map(), next: () => fields++ });
}

class SelectionOfSets implements Selection {
  readonly #sets: readonly PlannedSet[];
  readonly #shared: Shared;
  readonly #ofType = new Map<GraphQLObjectType, SelectedFields>();

  constructor(sets: readonly PlannedSet[], shared: Shared) {
    this.#sets = sets;
    this.#shared = shared;
  }

  of(type: GraphQLObjectType): SelectedFields {
    const known = this.#ofType.get(type);
    if (known) return known;
    const made = this.#collect(type);
    this.#ofType.set(type, made);
    return made;
  }

  /** The fields of a type, those with one key merged, in the order of the first of each. */
  #collect(type: GraphQLObjectType): SelectedFields {
    const byKey = new Map<string, PlannedField[]>();
    const visited = new Set<PlannedSet>();
    for (const set of this.#sets) this.#collectInto(byKey, visited, type, set);
    const fields = [...byKey.values()].flatMap((merged) => this.#field(type, merged) ?? []);
    this.#shared.found(fields.length);
    return {
      fields,
      template: Object.fromEntries(fields.map(({ key }) => [key, null])),
      steps: fields.reduce((sum, { key }) => sum + 1 + Math.floor(key.length / TEXT_OF_STEP), 0),
    };
  }

  #collectInto(
    byKey: Map<string, PlannedField[]>,
    visited: Set<PlannedSet>,
    type: GraphQLObjectType,
    set: PlannedSet,
  ): void {
    if (visited.has(set)) return;
    visited.add(set);
    for (const part of set.parts) {
      if (!part.isWanted(this.#shared.variables)) continue;
      if (part.kind === 'fragment') {
        if (applies(part.on, type, this.#shared.schema)) this.#collectInto(byKey, visited, type, part.set);
        continue;
      }
      const merged = byKey.get(part.key);
      if (merged) merged.push(part);
      else byKey.set(part.key, [part]);
    }
  }

  #field(parent: GraphQLObjectType, merged: readonly PlannedField[]): SelectedField | undefined {
    const [first] = merged;
    const definition = first && definitionOf(parent, first.node.name.value);
    if (!definition) return undefined;
    const inner = this.#innerOf(merged);
    return {
      number: this.#shared.next(),
      key: first.key,
      nodes: merged.map(({ node }) => node),
      parent,
      definition,
      resolve: definition.resolve ?? defaultFieldResolver,
      args: givenBy(definition, first.node),
      completion: completionOf(this.#shared.schema, definition.type, inner),
      inner,
    };
  }

  #innerOf(merged: readonly PlannedField[]): Selection {
    const { inner } = this.#shared;
    const key = merged.map(({ number }) => number).join(' ');
    const known = inner.get(key);
    if (known) return known;
    const sets = merged.flatMap((field) => field.inner ?? []);
    const made = new SelectionOfSets(sets, this.#shared);
    inner.set(key, made);
    return made;
  }
}

function applies(on: GraphQLCompositeType, type: GraphQLObjectType, schema: GraphQLSchema): boolean {
  return on === type || (isAbstractType(on) && schema.isSubType(on, type));
}
