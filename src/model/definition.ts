import * as z from 'zod';
import { PARTS, type Part } from '../core/parts.ts';
import { canonicalLanguage, InvalidLanguage } from '../text/language.ts';

/**
 * What a model says, as its YAML files have it: every scalar arrives as a text. The same definitions check the files and
 * say to editors what may stand there. A message says what was expected.
 */

const text = z.string('a text').min(1, 'a text');
const flag = z.enum(['true', 'false'], 'true or false').transform((value) => value === 'true');

/** A map with no other keys than these. */
function map<S extends z.core.$ZodLooseShape>(shape: S) {
  const keys = Object.keys(shape).join(', ');
  return z.strictObject(shape, {
    error: ({ code }) => (code === 'unrecognized_keys' ? `one of ${keys}` : `a map of ${keys}`),
  });
}

/** Named things, in the order in which they stand. */
function named<T extends z.ZodType>(pattern: RegExp, form: string, of: T) {
  return z.record(z.string().regex(pattern, form), of, `a map by ${form}`);
}

const languageTag = z.string().superRefine((tag, context) => {
  try {
    canonicalLanguage(tag);
  } catch (error) {
    if (!(error instanceof InvalidLanguage)) throw error;
    context.addIssue({ code: 'custom', message: error.message.replace(/\.$/, '') });
  }
});
const words = map({ en: text, ar: text, tr: text });

const term = map({ description: text, words });
const vocabulary = map({
  description: text,
  values: named(/^[A-Z][A-Z0-9]*(_[A-Z0-9]+)*$/, 'a value in capitals, such as VOTED_YES', term),
});

const typeName = 'a name in capitals and small letters, such as LegalCase';
const propertyName = 'a name that begins with a small letter, such as eventKind';
const property = z.discriminatedUnion(
  'kind',
  [
    map({
      kind: z.literal('identifier'),
      description: text,
      pattern: text,
      unique: flag.default(false),
      required: flag.default(false),
    }),
    map({
      kind: z.literal('choice'),
      vocabulary: text,
      description: text.optional(),
      required: flag.default(false),
      default: text.optional(),
    }),
    map({ kind: z.literal('reference'), to: text, description: text, required: flag.default(false) }),
  ],
  'a kind: identifier, choice or reference',
);
const properties = named(/^[a-z][A-Za-z0-9]*$/, propertyName, property).default({});

const entity = map({
  description: text,
  words,
  is: z.array(text, 'a list of interfaces, such as [Actor]').default([]),
  list: text.optional(),
  properties,
});

const endField = map({
  facts: text.optional(),
  neighbours: text.optional(),
  one: text.optional(),
  description: text,
  during: flag.default(false),
  typed: flag.default(false),
}).superRefine(({ facts, neighbours, one }, context) => {
  if ([facts, neighbours, one].filter((each) => each !== undefined).length !== 1)
    context.addIssue({
      code: 'custom',
      message: 'expected one of facts, neighbours and one, with the name of the field',
    });
});
const end = z.union(
  [
    text.transform((type) => ({ type, as: undefined, field: undefined })),
    map({ type: text, as: text.optional(), field: endField.optional() }),
  ],
  'a type, or a map of type, as and field',
);
const ends = { from: end, to: end };

const relationship = map({
  plays: z.enum(Object.keys(PARTS) as [Part, ...Part[]], `one of ${Object.keys(PARTS).join(', ')}`).optional(),
  description: text,
  words,
  node: text.optional(),
  list: map({ name: text, description: text }).optional(),
  ...ends,
  also: z.array(map(ends), 'a list of pairs of ends').default([]),
  properties,
});

/** What the files of a model may say. Only `model.yaml` says whose they are. */
export const modelFile = map({
  vocabularies: named(/^[A-Z][A-Za-z]*$/, typeName, vocabulary).default({}),
  entities: named(/^[A-Z][A-Za-z]*$/, typeName, entity).default({}),
  relationships: named(/^[A-Z]+(_[A-Z]+)*$/, 'a verb in capitals, such as MEMBER_OF', relationship).default({}),
});
export const modelHead = modelFile.extend(
  map({
    model: z
      .string('the name of the model')
      .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'a name of small letters, digits and hyphens'),
    title: words,
    languages: z.array(languageTag, 'a list of languages, such as [en]').min(1, 'at least one language'),
  }).shape,
);

export type ModelDefinition = z.output<typeof modelHead>;
export type PropertyDefinition = z.output<typeof property>;
export type EntityDefinition = z.output<typeof entity>;
export type EndDefinition = z.output<typeof end>;
export type EndFieldDefinition = z.output<typeof endField>;
export type RelationshipDefinition = z.output<typeof relationship>;
