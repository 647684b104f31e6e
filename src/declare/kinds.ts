import * as z from 'zod';
import type { Params } from '../graph/port.ts';
import { InvalidMoney, parseMoney } from '../money/money.ts';
import type { Synonyms, Words } from '../text/language.ts';
import { InvalidDate, parseDate } from '../time/edtf.ts';
import { isEntityId } from './ids.ts';
import {
  type ChoiceProperty,
  type ChoicesProperty,
  type CoordinatesProperty,
  currencyName,
  type DateProperty,
  type NumberProperty,
  type Property,
  partName,
  type ReferenceProperty,
  type ReferencesProperty,
  type StoredQuantity,
  type TextProperty,
} from './property.ts';
import type { Vocabulary } from './vocabulary.ts';

/** What a property of any kind may say of itself; see {@link Property}. */
export interface Declared {
  readonly description: string;
  readonly words?: Words | undefined;
  readonly synonyms?: Synonyms | undefined;
  readonly optional?: boolean;
  readonly term?: string | undefined;
  readonly filter?: string | undefined;
  readonly facet?: string | undefined;
  readonly order?: string | undefined;
  readonly total?: boolean;
}

function declared(declaration: Declared) {
  const {
    description,
    words,
    synonyms = {},
    optional = false,
    term,
    filter,
    facet,
    order,
    total = false,
  } = declaration;
  return { description, words, synonyms, optional, unique: false, term, filter, facet, order, total };
}

/** Stores a value under the name of its property. */
const asItIs = (name: string, value: Params[string]): Params => ({ [name]: value });

const MAX_TEXT = 1_000;
const line = z
  .string('a text')
  .min(1, 'a text')
  .max(MAX_TEXT, `a text of at most ${MAX_TEXT} characters`)
  .regex(/^[^\p{Cc}\p{Cs}]*$/u, 'one line of letters and signs')
  .refine((text) => text.trim() === text, 'a text without spaces at its ends');

/** A line of text that people read. */
export function text(declaration: Declared): TextProperty {
  return { kind: 'text', ...declared(declaration), seed: line, store: asItIs };
}

/** A text of a fixed form, which is compared and not read. */
export function identifier(declaration: Declared & { pattern?: RegExp | undefined; unique?: boolean }): TextProperty {
  const { pattern, unique = false } = declaration;
  const seed = pattern
    ? z
        .string()
        .max(MAX_IDENTIFIER)
        .regex(pattern, `a text of the form ${shown(pattern)}`)
    : line;
  return { kind: 'identifier', ...declared(declaration), unique, seed, store: asItIs };
}

/** The longest identifier, in characters: how long a pattern may take grows with it. */
const MAX_IDENTIFIER = 200;

/** A pattern as a model declares it. */
function shown({ source }: RegExp): string {
  return source.replace(/^\^\(\?:(.*)\)\$$/s, '$1');
}

/** An address of the web. */
export function url(declaration: Declared): TextProperty {
  const seed = line.refine(
    (address) => /^https?:\/\//.test(address) && URL.canParse(address),
    'an address such as https://example.org/page',
  );
  return { kind: 'url', ...declared(declaration), seed, store: asItIs };
}

type OfVocabulary = Omit<Declared, 'description'> & {
  readonly vocabulary: Vocabulary;
  readonly description?: string | undefined;
};

function oneValue(vocabulary: Vocabulary) {
  const values = Object.keys(vocabulary.values);
  return z.enum(values, `one of ${values.join(', ')}`);
}

/** One value of a vocabulary. */
export function choice(
  declaration: OfVocabulary & { byDefault?: string | undefined; guess?: string | undefined },
): ChoiceProperty {
  const { vocabulary, byDefault, guess, description = vocabulary.description } = declaration;
  return {
    kind: 'choice',
    vocabulary,
    byDefault,
    guess,
    ...declared({ ...declaration, description }),
    seed: oneValue(vocabulary),
    store: asItIs,
  };
}

/** Several: one alone may be written without a list. */
function several<T extends z.ZodType<unknown, unknown>>(each: T, what: string) {
  return z
    .preprocess((value) => (Array.isArray(value) ? value : [value]), z.array(each).min(1, `at least one ${what}`))
    .refine((values) => new Set(values).size === values.length, `each ${what} once`);
}

/** Some values of a vocabulary. */
export function choices(declaration: OfVocabulary): ChoicesProperty {
  const { vocabulary, description = vocabulary.description } = declaration;
  return {
    kind: 'choices',
    vocabulary,
    ...declared({ ...declaration, description, optional: true }),
    seed: several(oneValue(vocabulary), 'value'),
    store: asItIs,
  };
}

const entityId = z
  .string()
  .normalize()
  .refine((id) => isEntityId(id), 'the id of an entity, such as Country:TR');

/** The id of another entity. */
export function reference(declaration: Declared & { to: string }): ReferenceProperty {
  return { kind: 'reference', to: declaration.to, ...declared(declaration), seed: entityId, store: asItIs };
}

/** The ids of other entities. */
export function references(declaration: Declared & { to: string }): ReferencesProperty {
  return {
    kind: 'references',
    to: declaration.to,
    ...declared({ ...declaration, optional: true }),
    seed: several(entityId, 'entity'),
    store: asItIs,
  };
}

/** A number, of a unit where it has one. */
export function number(
  declaration: Declared & { unit?: Words | undefined; least?: number | undefined; most?: number | undefined },
): NumberProperty {
  const { unit, total = false } = declaration;
  const bound = total ? SUMMED.most : 1e15;
  const { least = -bound, most = bound } = declaration;
  const digits = numeral('a number', Math.max(least, -bound), Math.min(most, bound));
  const seed = total
    ? digits.refine(isSummed, `a number of at most ${SUMMED.decimals} decimals, since it is added up`)
    : digits;
  return { kind: 'number', unit, ...declared(declaration), seed, store: asItIs };
}

/** What is added up is exact in millionths: so many digits are there before the point and after it. */
const SUMMED = { most: 999_999_999, decimals: 6 };

function isSummed(value: number): boolean {
  return Number(value.toFixed(SUMMED.decimals)) === value;
}

/** Digits as a person writes them, or with an exponent, as programs do; not more than a number holds exactly. */
function numeral(what: string, least: number, most: number) {
  const expected = `${what} from ${least} to ${most}`;
  return z
    .string(expected)
    .regex(/^[+-]?\d+(\.\d+)?(e[+-]?\d+)?$/i, expected)
    .refine((written) => written.replace(/e.*$|^[+-]?0*|\D/gi, '').length <= 15, 'a number of at most 15 digits')
    .transform(Number)
    .pipe(z.number(expected).min(least, expected).max(most, expected));
}

/** An amount of money. */
export function money(declaration: Declared): Extract<Property, { kind: 'money' }> {
  return {
    kind: 'money',
    ...declared(declaration),
    seed: z.string('an amount and a currency, such as 1200.50 EUR').transform((written, context) => {
      try {
        return parseMoney(written);
      } catch (error) {
        if (!(error instanceof InvalidMoney)) throw error;
        context.addIssue({ code: 'custom', message: error.message });
        return z.NEVER;
      }
    }),
    store: (name, { amount, currency }) => ({ [name]: amount, [currencyName(name)]: currency }),
  };
}

/** True or false. */
export function boolean(declaration: Declared): Extract<Property, { kind: 'boolean' }> {
  const seed = z.enum(['true', 'false'], 'true or false').transform((value) => value === 'true');
  return { kind: 'boolean', ...declared(declaration), seed, store: asItIs };
}

/**
 * A date in EDTF, stored with the days that it can and must cover, which follow from it.
 *
 * @param own false for the date that an activity is ordered and filtered by: its days have no prefix
 */
export function date(declaration: Declared & { own?: boolean }): DateProperty {
  const { own = true } = declaration;
  return {
    kind: 'date',
    own,
    ...declared(declaration),
    seed: z.string().superRefine((value, context) => {
      try {
        parseDate(value);
      } catch (error) {
        if (!(error instanceof InvalidDate)) throw error;
        context.addIssue({ code: 'custom', message: error.message });
      }
    }),
    store: asItIs,
  };
}

/** Where a place is, in degrees of WGS 84. @param own false where it is stored without a prefix */
export function coordinates(declaration: Declared & { own?: boolean }): CoordinatesProperty {
  const { own = true } = declaration;
  return {
    kind: 'coordinates',
    own,
    ...declared({ ...declaration, optional: true }),
    seed: z.strictObject(
      {
        latitude: numeral('a latitude, a number', -90, 90),
        longitude: numeral('a longitude, a number', -180, 180),
      },
      'a map of latitude and longitude',
    ),
    store: (name, { latitude, longitude }) => ({
      [partName(name, 'latitude', own)]: latitude,
      [partName(name, 'longitude', own)]: longitude,
    }),
  };
}

/** Figures that a source gives. */
export function quantities(declaration: Declared): Extract<Property, { kind: 'quantities' }> {
  const quantity = z.strictObject({
    name: z.string().regex(/^[a-z][a-z0-9-]*$/, 'a name in small letters, such as signatory-states'),
    value: numeral('a figure, a number', -1e15, 1e15),
    label: z.record(z.string(), z.string(), 'a label by language, such as { en: products }'),
    evidence: z.union([z.string(), z.array(z.string()).min(1)], 'the passage that gives the figure'),
  });
  return {
    kind: 'quantities',
    ...declared({ ...declaration, optional: true }),
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
