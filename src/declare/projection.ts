import type { Row, Value } from '../graph/port.ts';
import type { Properties as PropertiesRead } from '../graph/query.ts';
import { propertiesOf } from './entity.ts';
import { typeOfId } from './ids.ts';
import type { Model } from './model.ts';
import { type Properties, readNames } from './property.ts';
import { type EntityRow, type FactRow, readEntity, readFactRow } from './rows.ts';

/** How much of an entity is read. Each has what those before it have. */
export const ENTITY_PROJECTIONS = ['id', 'name', 'degree', 'dated', 'bounded', 'plain', 'whole'] as const;
export type EntityProjectionName = (typeof ENTITY_PROJECTIONS)[number];

/** How much of a fact is read. Each has what those before it have. */
export const FACT_PROJECTIONS = ['ends', 'chosen', 'dated', 'said', 'bounded', 'id', 'whole'] as const;
export type FactProjectionName = (typeof FACT_PROJECTIONS)[number];

/**
 * What an operation reads of the rows that it meets, so that no more is sent and decoded: of a list of a thousand names,
 * that is most of the work. The extents are few, so that the texts of statements, which a store plans one by one, are few.
 */
export interface Reads {
  /** Names how much it is: what has the same key, of one model, is the same. */
  readonly key: string;
  readonly entity: Projection<EntityRow>;
  readonly fact: FactProjection;
  /** What it reads of facts that it meets by their ids: the id too. */
  readonly factById: Projection<FactRow>;
  /** Whether it asks where rows stand in their lists. */
  readonly cursors: boolean;
  /** Whether it asks if a list goes on after a page: then one row more is read. */
  readonly further: boolean;
}

/** What is read of facts and of the entities at their ends. */
export interface FactReads {
  readonly entity: Projection<EntityRow>;
  readonly fact: Projection<FactRow>;
}

/** Some properties of a stored row, and how they are read. */
export interface Projection<R> {
  of(row: PropertiesRead['of']): PropertiesRead;
  read(value: Row[string] | undefined): R;
  /** How many values there are, where those of several are sent as one list. */
  readonly width: number;
  /** @param from where in the list its columns begin */
  readFrom(values: readonly Value[], from: number): R;
}

/** The projection of facts of any type. */
interface FactProjection extends Projection<FactRow> {
  /** The projection of facts of one type, without properties that only other types have. */
  ofType(type: string): Projection<FactRow>;
}

/** All that is stored. */
export const WHOLE: Reads = {
  key: 'all',
  entity: whole(readEntity),
  fact: { ...whole(readFactRow), ofType: () => WHOLE.fact },
  get factById() {
    return WHOLE.fact;
  },
  cursors: true,
  further: true,
};

function whole<R>(read: (value: unknown) => R): Projection<R> {
  return { of: (of) => ({ of, names: 'all' }), read, width: 1, readFrom: (values, from) => read(values[from]) };
}

/** The projections of a model, each made once. */
export function projectionsOf(model: Model): {
  readonly entity: { readonly [extent in EntityProjectionName]: Projection<EntityRow> };
  readonly fact: { readonly [extent in FactProjectionName]: FactProjection };
} {
  const name = ['id', 'names'];
  const degree = [...name, 'degree'];
  return {
    entity: {
      id: entities(['id']),
      name: entities(name),
      degree: entities(degree),
      dated: entities([...degree, 'date']),
      bounded: entities([...degree, ...DATE]),
      plain: entities([...degree, ...stored(model.types.map(propertiesOf), DATE)]),
      whole: WHOLE.entity,
    },
    fact: {
      ends: facts(model, () => []),
      chosen: facts(model, choices),
      dated: facts(model, (said) => [...choices(said), 'date']),
      said: facts(model, (said) => [...stored(said), 'date']),
      bounded: facts(model, (said) => [...stored(said), ...DATE]),
      id: facts(model, (said) => [...stored(said), ...DATE, 'id']),
      whole: WHOLE.fact,
    },
  };
}

/** An entity's type is told by its id. */
function entities(names: readonly string[]): Projection<EntityRow> {
  class Entity extends rowOf(names) {
    get type(): string {
      return typeOfId(String(this['id']));
    }
  }
  return some(names, (values, from) => readEntity(new Entity(values, from)));
}

/** @param names what is read besides the ends, given what facts say of their own */
function facts({ relationships }: Model, names: (said: readonly Properties[]) => readonly string[]): FactProjection {
  const reading = (said: readonly Properties[]) => {
    const properties = names(said);
    const Fact = rowOf(properties);
    return some(properties, (values, from) => readFactRow(new Fact(values, from)));
  };
  const byType = new Map(relationships.map((each) => [each.name, reading([each.properties])]));
  const any = reading(relationships.map((each) => each.properties));
  return { ...any, ofType: (type) => byType.get(type) ?? any };
}

const DATE = ['date', 'earliest', 'latest'];

/** The properties that are words of a vocabulary. The others refer to entities: they are seldom there, and looked for long. */
function choices(declared: readonly Properties[]): string[] {
  const names = declared.flatMap((each) => Object.keys(each).filter((name) => each[name]?.kind === 'choice'));
  return [...new Set(names)];
}

/** What is stored of the properties that are short. */
function stored(declared: readonly Properties[], also: readonly string[] = []): string[] {
  const names = declared.flatMap((each) =>
    Object.entries(each).flatMap(([name, property]) =>
      property.kind === 'quantities' ? [] : readNames(name, property),
    ),
  );
  return [...new Set([...also, ...names])];
}

function some<R>(names: readonly string[], readFrom: (values: readonly Value[], from: number) => R): Projection<R> {
  return {
    of: (of) => ({ of, names }),
    read: (value) => readFrom(value as readonly Value[], 0),
    width: names.length,
    readFrom,
  };
}

/** A class of rows that find their properties in the list that was sent: of long lists few are ever asked for. */
function rowOf(names: readonly string[]) {
  class Stored {
    readonly #values: readonly Value[];
    readonly #from: number;
    readonly [property: string]: Value | undefined;

    constructor(values: readonly Value[], from: number) {
      this.#values = values;
      this.#from = from;
    }

    static {
      for (const [at, name] of names.entries())
        Object.defineProperty(Stored.prototype, name, {
          get(this: Stored) {
            return this.#values[this.#from + at] ?? undefined;
          },
        });
    }
  }
  return Stored;
}
