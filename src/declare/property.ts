import * as z from 'zod';
import type { Params } from '../graph/port.ts';
import { bounds, InvalidDate, parseDate, UNBOUNDED_END, UNBOUNDED_START } from '../time/edtf.ts';
import { isEntityId, orderKey } from './ids.ts';
import type { Vocabulary } from './vocabulary.ts';

/** What a seed's value is read beside. */
export interface Seeding {
  /** The id of the row that has the property. */
  readonly id: string;
  /** The first day of the latest document that reports the row, where a document has a date. */
  readonly witness: string | undefined;
  /** The id of the passage that a reference of this row means. */
  readonly passage: (reference: string) => string;
}

/**
 * What an entity or a fact has besides what all have. One declaration says what a seed writes, what is stored and what
 * the schema serves.
 *
 * `V` is the value as a seed gives it, after its check.
 */
interface PropertyOf<K extends string, V> {
  readonly kind: K;
  readonly description: string;
  readonly optional: boolean;
  /** Checks what a seed wrote; scalars arrive as texts. A failure's message says what was expected. */
  readonly seed: z.ZodType<V>;
  /** The stored properties that the value becomes. */
  store(name: string, value: V, seeding: Seeding): Params;
}

export interface TextProperty extends PropertyOf<'text', string> {
  readonly unique: boolean;
}
export interface ChoiceProperty extends PropertyOf<'choice', string> {
  readonly vocabulary: Vocabulary;
}
export interface ReferenceProperty extends PropertyOf<'reference', string> {
  /** The name of the entity type or interface that the id must be of. */
  readonly to: string;
}
export interface QuantitySeed {
  readonly name: string;
  readonly value: number;
  readonly label: Readonly<Record<string, string>>;
  readonly evidence: string | readonly string[];
}
export type Property =
  | TextProperty
  | ChoiceProperty
  | ReferenceProperty
  | PropertyOf<'span', string>
  | PropertyOf<'coordinates', { latitude: number; longitude: number }>
  | PropertyOf<'quantities', readonly QuantitySeed[]>;

export type Properties = { readonly [name: string]: Property };

/** A text of a fixed form. */
export function text(declaration: { description: string; pattern: RegExp; unique?: boolean }): TextProperty {
  return {
    kind: 'text',
    description: declaration.description,
    optional: false,
    unique: declaration.unique ?? false,
    seed: z.string().regex(declaration.pattern, `a text of the form ${declaration.pattern.source}`),
    store: (name, value) => ({ [name]: value }),
  };
}

/** One value of a vocabulary. */
export function oneOf(vocabulary: Vocabulary, description = vocabulary.description): ChoiceProperty {
  const values = Object.keys(vocabulary.values);
  return {
    kind: 'choice',
    description,
    optional: false,
    vocabulary,
    seed: z.enum(values, `one of ${values.join(', ')}`),
    store: (name, value) => ({ [name]: value }),
  };
}

/** The id of another entity. */
export function reference(to: { name: string }, description: string): ReferenceProperty {
  return {
    kind: 'reference',
    description,
    optional: false,
    to: to.name,
    seed: z.string().refine((id) => isEntityId(id), 'the id of an entity, such as Country:TR'),
    store: (name, value) => ({ [name]: value }),
  };
}

/** The same property where a row may lack it. */
export function optional<P extends Property>(property: P): P {
  return { ...property, optional: true };
}

/** When something held or happened, in EDTF; stored with the days that it can and must cover, and its place in order. */
export function span(description: string): Extract<Property, { kind: 'span' }> {
  return {
    kind: 'span',
    description,
    optional: true,
    seed: z.string().superRefine((value, context) => {
      try {
        parseDate(value);
      } catch (error) {
        if (!(error instanceof InvalidDate)) throw error;
        context.addIssue({ code: 'custom', message: error.message });
      }
    }),
    store: (name, value, { id, witness }) => {
      const days = bounds(parseDate(value), witness);
      return { [name]: value, ...days, order: orderKey(dayOf(days), id) };
    },
  };
}

/**
 * The place in order of a fact, which follows from its id.
 *
 * @param date the date in the id: EDTF, or nothing
 * @returns undefined where it is no date, so that the id is of nothing
 */
export function placeOfFact(id: string, date: string): string | undefined {
  if (date === '') return orderKey(undefined, id);
  try {
    return orderKey(dayOf(bounds(parseDate(date))), id);
  } catch (error) {
    if (error instanceof InvalidDate) return undefined;
    throw error;
  }
}

/** The day that a dated row is ordered by: the earliest that it can cover, else the latest. */
function dayOf(days: { earliest: string; latest: string }): string | undefined {
  if (days.earliest !== UNBOUNDED_START) return days.earliest;
  return days.latest === UNBOUNDED_END ? undefined : days.latest;
}

function number(minimum: number, maximum: number, what: string) {
  const expected = `${what}, a number from ${minimum} to ${maximum}`;
  return z
    .string(expected)
    .regex(/^[+-]?\d+(\.\d+)?$/, expected)
    .transform(Number)
    .pipe(z.number(expected).min(minimum, expected).max(maximum, expected));
}

/** Where a place is, in degrees of WGS 84. */
export function coordinates(description: string): Extract<Property, { kind: 'coordinates' }> {
  return {
    kind: 'coordinates',
    description,
    optional: true,
    seed: z.strictObject(
      { latitude: number(-90, 90, 'a latitude'), longitude: number(-180, 180, 'a longitude') },
      'a map of latitude and longitude',
    ),
    store: (_name, value) => ({ latitude: value.latitude, longitude: value.longitude }),
  };
}

/** A quantity as it is stored: JSON, since a property of a graph holds no maps. */
export interface StoredQuantity {
  readonly name: string;
  readonly value: number;
  /** Texts by language, each `<language> <text>`. */
  readonly label: readonly string[];
  readonly evidence: readonly string[];
}

/** Figures that a source gives. */
export function quantities(description: string): Extract<Property, { kind: 'quantities' }> {
  const quantity = z.strictObject({
    name: z.string().regex(/^[a-z][a-z0-9-]*$/, 'a name in small letters, such as signatory-states'),
    value: number(-1e15, 1e15, 'a figure'),
    label: z.record(z.string(), z.string(), 'a label by language, such as { en: products }'),
    evidence: z.union([z.string(), z.array(z.string()).min(1)], 'the passage that gives the figure'),
  });
  return {
    kind: 'quantities',
    description,
    optional: true,
    seed: z.array(quantity, 'a list of quantities').min(1, 'at least one quantity'),
    store: (name, value, { passage }) => ({
      [name]: value.map((each) =>
        JSON.stringify({
          name: each.name,
          value: each.value,
          label: Object.entries(each.label).map(([language, label]) => `${language} ${label}`),
          evidence: [each.evidence].flat().map(passage),
        } satisfies StoredQuantity),
      ),
    }),
  };
}
