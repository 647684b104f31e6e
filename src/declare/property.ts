import type * as z from 'zod';
import type { Params } from '../graph/port.ts';
import type { Money } from '../money/money.ts';
import type { Synonyms, Words } from '../text/language.ts';
import type { Vocabulary } from './vocabulary.ts';

/** What a seed's value is read beside. */
export interface Seeding {
  /** The id of the passage that a reference of the row means. */
  readonly passage: (reference: string) => string;
}

/**
 * A property that a model declares for an entity or a fact. One declaration says what a seed writes, what is stored and
 * what the schema serves.
 *
 * `V` is the value as a seed gives it, after its check.
 */
interface PropertyOf<K extends string, V> {
  readonly kind: K;
  readonly description: string;
  /** What people call it; where nobody says, its name will do. */
  readonly words: Words | undefined;
  readonly synonyms: Synonyms;
  /** A row may lack it. */
  readonly optional: boolean;
  /** Checks what a seed wrote; scalars arrive as texts. A failure's message says what was expected. */
  readonly seed: z.ZodType<V>;
  /** The stored properties that the value becomes, without derived ones. */
  store(name: string, value: V, seeding: Seeding): Params;
  /** No two entities of a type have the same value. */
  readonly unique: boolean;
  /** The term of linked data that it is. */
  readonly term: string | undefined;
  /** What it is called where lists can be narrowed, counted and ordered by it. */
  readonly filter: string | undefined;
  readonly facet: string | undefined;
  readonly order: string | undefined;
  /** It can be added up. */
  readonly total: boolean;
}

/** A text; `identifier` is one that is compared and not read. */
export type TextProperty = PropertyOf<'text' | 'identifier' | 'url', string>;
export interface ChoiceProperty extends PropertyOf<'choice', string> {
  readonly vocabulary: Vocabulary;
  /** What it is where a seed says nothing. */
  readonly byDefault: string | undefined;
  /** What a draft of a dossier writes where a table does not say, for a person to look at. */
  readonly guess: string | undefined;
}
export interface ChoicesProperty extends PropertyOf<'choices', readonly string[]> {
  readonly vocabulary: Vocabulary;
}
export interface ReferenceProperty extends PropertyOf<'reference', string> {
  /** The name of the entity type or interface that the id must be of. */
  readonly to: string;
}
export interface ReferencesProperty extends PropertyOf<'references', readonly string[]> {
  readonly to: string;
}
export interface NumberProperty extends PropertyOf<'number', number> {
  readonly unit: Words | undefined;
}
export interface QuantitySeed {
  readonly name: string;
  readonly value: number;
  readonly label: Readonly<Record<string, string>>;
  readonly evidence: string | readonly string[];
}
export interface Coordinates {
  readonly latitude: number;
  readonly longitude: number;
}
/** `own` is false for what every activity and every place has: what is stored of it has no prefix. */
export interface DateProperty extends PropertyOf<'date', string> {
  readonly own: boolean;
}
export interface CoordinatesProperty extends PropertyOf<'coordinates', Coordinates> {
  readonly own: boolean;
}
export type Property =
  | TextProperty
  | ChoiceProperty
  | ChoicesProperty
  | ReferenceProperty
  | ReferencesProperty
  | NumberProperty
  | PropertyOf<'money', Money>
  | PropertyOf<'boolean', boolean>
  | DateProperty
  | CoordinatesProperty
  | PropertyOf<'quantities', readonly QuantitySeed[]>;

export type Properties = { readonly [name: string]: Property };

/** A quantity as it is stored: JSON, since a property of a graph holds no maps. */
export interface StoredQuantity {
  readonly name: string;
  readonly value: number;
  /** Texts by language, each `<language> <text>`. */
  readonly label: readonly string[];
  readonly evidence: readonly string[];
}

/** The stored properties that a property is read from. */
export function readNames(name: string, property: Property): string[] {
  switch (property.kind) {
    case 'money':
      return [name, currencyName(name)];
    case 'date':
      return [name, ...['earliest', 'latest'].map((day) => partName(name, day, property.own))];
    case 'coordinates':
      return ['latitude', 'longitude'].map((part) => partName(name, part, property.own));
    default:
      return [name];
  }
}

/** All that is stored of a property: what is stated, and what follows from it. */
export function storedNames(name: string, property: Property): string[] {
  const days =
    property.kind === 'date' ? ['surelyFrom', 'surelyTo'].map((day) => partName(name, day, property.own)) : [];
  const order = property.order === undefined ? [] : [orderName(name)];
  return [...readNames(name, property), ...days, ...order];
}

/** The name of the stored key by which lists are ordered by a property. */
export function orderName(name: string): string {
  return partName(name, 'order', true);
}

/** What the currency of an amount is stored as. */
export function currencyName(name: string): string {
  return partName(name, 'currency', true);
}

/**
 * What a part of a property is stored as: `incorporated_earliest`, so that no property has its name; bare where every
 * activity or place has it.
 */
export function partName(name: string, part: string, own: boolean): string {
  return own ? `${name}_${part}` : part;
}

/** The property that something is stored of: `pledge` of `pledge_currency`. */
export function propertyOf(stored: string): string {
  return stored.split('_', 1)[0] ?? stored;
}

/** The names of those that lists can be ordered by. */
export function orderedIn(properties: Properties): string[] {
  return Object.keys(properties).filter((name) => properties[name]?.order !== undefined);
}

/** The properties of a kind, by name. */
export function ofKind<K extends Property['kind']>(
  properties: Properties,
  kind: K,
): [name: string, property: Extract<Property, { kind: K }>][] {
  return Object.entries(properties).filter(
    (entry): entry is [string, Extract<Property, { kind: K }>] => entry[1].kind === kind,
  );
}
