import type { FieldMap } from '@pothos/core';
import type { Value } from '../../graph/port.ts';
import type { Money } from '../../money/money.ts';
import type { Operation } from '../operation.ts';
import { FEW, VALUE } from '../price.ts';
import type { EntityProjectionName, FactProjectionName } from '../projection.ts';
import {
  type Coordinates,
  currencyName,
  type Properties,
  type Property,
  partName,
  type StoredQuantity,
} from '../property.ts';
import type { EntityRow } from '../rows.ts';
import type { Fields, Parts } from './parts.ts';
import type { TimeSpan, ValueTypes } from './value-types.ts';

/** A row as it is stored, whatever it is of. */
type Stored = { readonly [property: string]: Value | undefined };

/** What has properties, and how much of it is read for them. */
export interface PropertiesOf<Parent> {
  readonly properties: Properties;
  readonly rowOf: (parent: Parent) => Stored;
  readonly reads: {
    readonly chosen: { readonly entity?: EntityProjectionName; readonly fact?: FactProjectionName };
    readonly dated: { readonly entity?: EntityProjectionName; readonly fact?: FactProjectionName };
    readonly plain: { readonly entity?: EntityProjectionName; readonly fact?: FactProjectionName };
  };
}

/** The fields of the properties that a type, an interface or a relationship declares. */
export function propertyFields<Parent>(
  parts: Parts,
  valueTypes: ValueTypes,
  of: PropertiesOf<Parent>,
  t: Fields<Parent>,
): FieldMap {
  return Object.fromEntries(
    Object.entries(of.properties).map(([name, property]) => [
      name,
      propertyField(parts, valueTypes, of, name, property, t),
    ]),
  );
}

function propertyField<Parent>(
  parts: Parts,
  valueTypes: ValueTypes,
  { rowOf, reads }: PropertiesOf<Parent>,
  name: string,
  property: Property,
  t: Fields<Parent>,
) {
  const { description, optional: nullable } = property;
  const plain = { description, nullable, price: VALUE, reads: reads.plain };
  const stored = (parent: Parent) => rowOf(parent)[name];
  switch (property.kind) {
    case 'text':
    case 'identifier':
    case 'url':
      return t.string({ ...plain, resolve: (parent) => textOrNull(stored(parent)) as never });
    case 'choice':
      return t.field({
        ...plain,
        type: parts.enum(property.vocabulary),
        reads: reads.chosen,
        resolve: (parent) => textOrNull(stored(parent)) as never,
      });
    case 'choices':
      return t.field({
        ...plain,
        type: [parts.enum(property.vocabulary)],
        nullable: false,
        price: FEW,
        resolve: (parent) => textsIn(stored(parent)),
      });
    case 'reference':
      return t.field({
        ...plain,
        type: parts.entity(parts.declaration(property.to)),
        nullable: true,
        resolve: async (parent, _args, operation) => (await entityOf(operation, stored(parent))) ?? null,
      });
    case 'references':
      return t.field({
        ...plain,
        type: [parts.entity(parts.declaration(property.to))],
        price: FEW,
        nullable: true,
        resolve: async (parent, _args, operation) => {
          const found = await Promise.all(textsIn(stored(parent)).map((id) => operation.entity(id)));
          return found.filter((each) => each !== undefined);
        },
      });
    case 'number':
      return t.float({ ...plain, resolve: (parent) => numberOrNull(stored(parent)) as never });
    case 'money':
      return t.field({
        ...plain,
        type: valueTypes.ofMoney(),
        resolve: (parent) => moneyIn(rowOf(parent), name) as never,
      });
    case 'boolean':
      return t.boolean({ ...plain, resolve: (parent) => booleanOrNull(stored(parent)) as never });
    case 'date':
      return t.field({
        ...plain,
        type: valueTypes.Span,
        reads: property.own ? reads.plain : reads.dated,
        resolve: (parent) => spanIn(rowOf(parent), name, property.own) as never,
      });
    case 'coordinates':
      return t.field({
        ...plain,
        type: valueTypes.Coordinates,
        resolve: (parent) => coordinatesIn(rowOf(parent), name, property.own) as never,
      });
    case 'quantities':
      return t.field({
        type: [valueTypes.Quantity],
        description,
        price: FEW,
        resolve: (parent) => quantitiesIn(stored(parent)),
      });
  }
}

// What is absent is null: a property that need not be there, or that was declared after the row was written.
const textOrNull = (stored: Value | undefined) => (typeof stored === 'string' ? stored : null);
const numberOrNull = (stored: Value | undefined) => (typeof stored === 'number' ? stored : null);
const booleanOrNull = (stored: Value | undefined) => (typeof stored === 'boolean' ? stored : null);

function textsIn(stored: Value | undefined): string[] {
  return Array.isArray(stored) ? stored.map(String) : [];
}

async function entityOf(operation: Operation, stored: Value | undefined): Promise<EntityRow | undefined> {
  return typeof stored === 'string' ? await operation.entity(stored) : undefined;
}

/** The amount of money in a row. */
export function moneyIn(row: Stored, name: string): Money | null {
  const amount = row[name];
  const currency = row[currencyName(name)];
  return typeof amount === 'number' && typeof currency === 'string' ? { amount, currency } : null;
}

/** A date in a row, with the days that it can cover. */
export function spanIn(row: Stored, name: string, own: boolean): TimeSpan | null {
  const date = row[name];
  return typeof date === 'string' ? new StoredSpan(row, name, own, date) : null;
}

/** A date is stored with its bounds. Most operations read it alone; a page has many. */
class StoredSpan implements TimeSpan {
  readonly date: string;
  readonly #row: Stored;
  readonly #name: string;
  readonly #own: boolean;

  constructor(row: Stored, name: string, own: boolean, date: string) {
    this.date = date;
    this.#row = row;
    this.#name = name;
    this.#own = own;
  }

  get earliest(): string {
    return this.#day('earliest');
  }

  get latest(): string {
    return this.#day('latest');
  }

  #day(part: string): string {
    return String(this.#row[partName(this.#name, part, this.#own)]);
  }
}

/** A point in a row. */
function coordinatesIn(row: Stored, name: string, own: boolean): Coordinates | null {
  const latitude = row[partName(name, 'latitude', own)];
  const longitude = row[partName(name, 'longitude', own)];
  return typeof latitude === 'number' && typeof longitude === 'number' ? { latitude, longitude } : null;
}

/** The figures in a stored property. */
export function quantitiesIn(stored: unknown): StoredQuantity[] {
  // The loader wrote each as the JSON of a StoredQuantity.
  return Array.isArray(stored) ? stored.map((each) => JSON.parse(String(each)) as StoredQuantity) : [];
}
