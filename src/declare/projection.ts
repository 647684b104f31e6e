import type { Row } from '../graph/port.ts';
import { propertiesOf } from './entity.ts';
import type { Model } from './model.ts';
import type { Properties } from './property.ts';
import { type EntityRow, type FactRow, readEntity, readFactRow } from './rows.ts';

/** How much of an entity is read. Each has what those before it have. */
export const ENTITY_EXTENTS = ['id', 'name', 'dated', 'plain', 'whole'] as const;
export type EntityExtent = (typeof ENTITY_EXTENTS)[number];

/** How much of a fact is read. Each has what those before it have. */
export const FACT_EXTENTS = ['ends', 'said', 'dated', 'id', 'whole'] as const;
export type FactExtent = (typeof FACT_EXTENTS)[number];

/**
 * What an operation reads of the rows that it meets, so that no more is sent and decoded: of a list of a thousand names,
 * that is most of the work. The extents are few, so that the texts of statements, which a store plans one by one, are few.
 */
export interface Reads {
  readonly entity: Projection<EntityRow>;
  readonly fact: FactProjection;
  /** Whether it asks where rows stand in their lists. */
  readonly cursors: boolean;
}

/** Some properties of a stored row, as Cypher gives them and as they are read. */
export interface Projection<R> {
  /** Cypher for them, of a variable or of another expression for a node or a relationship. */
  of(expression: string): string;
  read(value: Row[string] | undefined): R;
}

/** That of facts of any type. */
interface FactProjection extends Projection<FactRow> {
  /** Of facts of one type alone, without what only others have. */
  ofType(type: string): Projection<FactRow>;
}

/** All that is stored. */
export const WHOLE: Reads = {
  entity: { of: properties, read: readEntity },
  fact: { of: properties, read: readFactRow, ofType: () => WHOLE.fact },
  cursors: true,
};

function properties(expression: string): string {
  return `properties(${expression})`;
}

/** The projections of a model, each made once. */
export function projectionsOf(model: Model): {
  readonly entity: { readonly [extent in EntityExtent]: Projection<EntityRow> };
  readonly fact: { readonly [extent in FactExtent]: FactProjection };
} {
  const id = ['id', 'type'];
  const name = [...id, 'names', 'degree'];
  return {
    entity: {
      id: some(id, readEntity),
      name: some(name, readEntity),
      dated: some([...name, ...DATE], readEntity),
      plain: some([...name, ...stored(model.types.map(propertiesOf), DATE)], readEntity),
      whole: WHOLE.entity,
    },
    fact: {
      ends: facts(model, () => []),
      said: facts(model, (said) => said),
      dated: facts(model, (said) => [...said, ...DATE]),
      id: facts(model, (said) => [...said, ...DATE, 'id']),
      whole: WHOLE.fact,
    },
  };
}

/** @param names what is read besides the ends, given what facts say of their own */
function facts({ relationships }: Model, names: (said: readonly string[]) => readonly string[]): FactProjection {
  const reading = (said: readonly string[]) => some(['source', 'target', ...names(said)], readFactRow);
  const byType = new Map(relationships.map((each) => [each.name, reading(stored([each.properties]))]));
  const any = reading(stored(relationships.map((each) => each.properties)));
  return { ...any, ofType: (type) => byType.get(type) ?? any };
}

const DATE = ['date', 'earliest', 'latest'];

/** What is stored of the properties that are short. */
function stored(declared: readonly Properties[], also: readonly string[] = []): string[] {
  const names = declared.flatMap((each) =>
    Object.entries(each).flatMap(([name, { kind }]) => {
      if (kind === 'span') return [name, 'earliest', 'latest'];
      if (kind === 'coordinates') return ['latitude', 'longitude'];
      return kind === 'quantities' ? [] : [name];
    }),
  );
  return [...new Set([...also, ...names])];
}

/** A list, since a map repeats the names of its keys in every row. */
function some<R>(names: readonly string[], typed: (value: Row[string] | undefined) => R): Projection<R> {
  return {
    of: (expression) => `[${names.map((name) => `${expression}.${name}`).join(', ')}]`,
    read(value) {
      const values = value as readonly Row[string][];
      const row: { [name: string]: Row[string] } = {};
      names.forEach((name, at) => {
        const one = values[at];
        if (one !== null && one !== undefined) row[name] = one;
      });
      return typed(row);
    },
  };
}
