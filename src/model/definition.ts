import * as z from 'zod';
import { PARTS, type Part } from '../core/parts.ts';
import { canonicalLanguage, InvalidLanguage } from '../text/language.ts';

/**
 * What a model says, as its YAML files have it: every scalar arrives as a text. The same definitions check the files and
 * tell editors what may stand there. A message says what was expected.
 */

/** The file that makes a folder that of a model. */
export const MODEL_FILE = 'model.yaml';

/** What an editor takes for a scalar that is a text to us. */
const SHOWN = z.registry<{ readonly type: 'boolean' | 'number' }>();

const text = z.string('a text').min(1, 'a text');
const flag = z
  .enum(['true', 'false'], 'true or false')
  .register(SHOWN, { type: 'boolean' })
  .transform((value) => value === 'true');
const number = z
  .string('a number')
  .regex(/^[+-]?\d{1,15}(\.\d{1,15})?$/, 'a number')
  .register(SHOWN, { type: 'number' })
  .transform(Number);

/** A map with no other keys than these. */
function map<S extends z.core.$ZodLooseShape>(shape: S) {
  const keys = Object.keys(shape).join(', ');
  return z.strictObject(shape, {
    error: ({ code }) => (code === 'unrecognized_keys' ? `one of ${keys}` : `a map of ${keys}`),
  });
}

/** A name of a form, which the message shows. */
function name(pattern: RegExp, form: string) {
  return z.string(form).regex(pattern, form);
}

/** Things by name, in the order in which they stand. */
function named<K extends z.ZodType<string, string>, T extends z.ZodType>(key: K, form: string, of: T) {
  return z.record(key, of, `a map by ${form}`);
}

const TYPE = 'a name in which each word begins with a capital, such as LegalCase';
const VALUE = 'a name in capitals, such as VOTED_YES';
const FIELD = 'a name that begins with a small letter, such as eventKind';
const typeName = name(/^([A-Z][a-z]+)+$/, TYPE);
const value = name(/^[A-Z][A-Z0-9]*(_[A-Z0-9]+)*$/, VALUE);
const relationshipName = name(/^[A-Z]+(_[A-Z]+)*$/, 'a verb in capitals, such as MEMBER_OF');
const field = name(/^[a-z][A-Za-z0-9]*$/, FIELD);
const slug = name(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'a name of small letters, digits and hyphens');

const languageTag = z.string('a language, such as en').superRefine((tag, context) => {
  try {
    canonicalLanguage(tag);
  } catch (error) {
    if (!(error instanceof InvalidLanguage)) throw error;
    context.addIssue({ code: 'custom', message: error.message.replace(/\.$/, '') });
  }
});
const words = z
  .record(languageTag, text, 'words by language, such as { en: summit }')
  .refine((all) => Object.keys(all).length > 0, 'words in at least one language');
/** Other words that tables write for it. */
const synonyms = z
  .record(
    languageTag,
    z.union(
      [text.transform((word) => [word]), z.array(text, 'a list of words').min(1, 'at least one word')],
      'a word, or a list of words',
    ),
    'words by language, such as { en: [meeting, session] }',
  )
  .optional();
const compactIri = /^[a-z][a-z0-9]*:[A-Za-z][\w-]*$|^https?:\/\/\S+$/;
const iri = name(compactIri, 'a term with a prefix, such as schema:Organization, or an address');

const term = map({ description: text, words, synonyms, term: iri.optional() });
/** Without a description where it is the vocabulary of the model that this one extends. */
const vocabulary = map({ description: text.optional(), values: named(value, VALUE, term) });

/** What a property of every kind says. */
const said = { description: text, synonyms, required: flag.default(false), term: iri.optional() };
const filtered = { filter: flag.default(false), many: field.optional() };
const ordered = { order: flag.default(false) };
const chosen = {
  vocabulary: typeName,
  description: text.optional(),
  synonyms,
  facet: flag.default(false),
  term: iri.optional(),
  ...filtered,
};
const property = z.discriminatedUnion(
  'kind',
  [
    map({ kind: z.literal('text'), ...said, ...filtered, ...ordered }),
    map({
      kind: z.literal('identifier'),
      ...said,
      pattern: text.optional(),
      unique: flag.default(false),
      ...filtered,
      ...ordered,
    }),
    map({ kind: z.literal('url'), ...said }),
    map({
      kind: z.literal('choice'),
      ...chosen,
      required: flag.default(false),
      default: value.optional(),
      guess: value.optional(),
    }),
    map({ kind: z.literal('choices'), ...chosen }),
    map({ kind: z.literal('reference'), ...said, to: typeName, ...filtered }),
    map({ kind: z.literal('references'), ...said, to: typeName, ...filtered }),
    map({
      kind: z.literal('number'),
      ...said,
      unit: z.union([text.transform((unit) => ({ und: unit })), words], 'a text, or words by language').optional(),
      least: number.optional(),
      most: number.optional(),
      filter: flag.default(false),
      ...ordered,
      total: flag.default(false),
    }),
    map({
      kind: z.literal('money'),
      ...said,
      filter: flag.default(false),
      ...ordered,
      total: flag.default(false),
    }),
    map({ kind: z.literal('boolean'), ...said, filter: flag.default(false) }),
    map({ kind: z.literal('date'), ...said, filter: flag.default(false), ...ordered }),
    map({ kind: z.literal('coordinates'), description: text, term: iri.optional() }),
    map({ kind: z.literal('quantities'), description: text, term: iri.optional() }),
  ],
  'a kind: text, identifier, url, choice, choices, reference, references, number, money, boolean, date, coordinates or quantities',
);
const properties = named(field, FIELD, property).default({});

const entityInterface = map({ description: text, properties, term: iri.optional() });
const entity = map({
  description: text,
  words,
  synonyms,
  is: z.array(typeName, 'a list of interfaces, such as [Actor]').default([]),
  list: field.optional(),
  properties,
  term: iri.optional(),
});

const endField = map({
  facts: field.optional(),
  neighbours: field.optional(),
  one: field.optional(),
  description: text,
  during: flag.default(false),
  typed: flag.default(false),
}).superRefine(({ facts, neighbours, one, during, typed }, context) => {
  const fail = (message: string) => context.addIssue({ code: 'custom', message });
  if ([facts, neighbours, one].filter((each) => each !== undefined).length !== 1)
    fail('expected one of facts, neighbours and one, with the name of the field');
  if (one !== undefined && during) fail('a field of one entity has no during');
  if (neighbours === undefined && typed) fail('only a field of neighbours can be typed');
});
const endTypes = z.union(
  [typeName, z.array(typeName, 'a list').min(1, 'at least one type')],
  'a type, or a list of types',
);
/** What stands at an end: a type alone, or with what else is said of it. */
const end = z.union(
  [
    endTypes.transform((type) => ({
      type: [type].flat(),
      as: undefined,
      many: undefined,
      description: undefined,
      field: undefined,
    })),
    map({
      type: endTypes.transform((type) => [type].flat()),
      as: field.optional(),
      many: field.optional(),
      description: text.optional(),
      field: endField.optional(),
    }),
  ],
  'a type, or a map of type, as, many, description and field',
);
const ends = { from: end, to: end };

const relationship = map({
  plays: z.enum(Object.keys(PARTS) as [Part, ...Part[]], `one of ${Object.keys(PARTS).join(', ')}`).optional(),
  description: text,
  words,
  node: typeName.optional(),
  list: map({ name: field, description: text }).optional(),
  ...ends,
  also: z.array(map(ends), 'a list of pairs of ends').default([]),
  properties,
  identity: z.array(field, 'a list of properties').optional(),
  term: iri.optional(),
});

const base = z.union(
  [
    slug.transform((model) => ({ [model]: undefined })),
    z.record(
      slug,
      z.array(z.string(), 'a list of names of its types, such as [Country, City]').min(1, 'at least one name'),
    ),
  ],
  'the name of a model, or a map of it and what is taken of it, such as { diplomacy: [Country, City] }',
);

/** What the files of a model may say. */
export const modelFile = map({
  vocabularies: named(typeName, TYPE, vocabulary).default({}),
  interfaces: named(typeName, TYPE, entityInterface).default({}),
  entities: named(typeName, TYPE, entity).default({}),
  relationships: named(relationshipName, 'a verb in capitals, such as MEMBER_OF', relationship).default({}),
});
/** What `model.yaml` says besides: whose files they are. */
export const modelHead = map({
  model: slug,
  title: words,
  extends: base.optional(),
  languages: z.array(languageTag, 'a list of languages, such as [en]').min(1, 'at least one language'),
  prefixes: named(
    name(/^[a-z][a-z0-9]*$/, 'a prefix'),
    'a prefix',
    name(/^https?:\/\/\S+[#/]$/, 'an address that ends with / or #'),
  ).default({}),
  ...modelFile.shape,
});

type Head = z.output<typeof modelHead>;
export type ModelFile = z.output<typeof modelFile>;
export type Extension = Head['extends'];
export type PropertyDefinition = z.output<typeof property>;
export type EntityDefinition = z.output<typeof entity>;
export type EndDefinition = z.output<typeof end>;
export type EndFieldDefinition = z.output<typeof endField>;
export type RelationshipDefinition = z.output<typeof relationship>;

/** A whole model: what its files say, and what it takes of the model that it extends. */
export type ModelDefinition = Omit<Head, 'extends'>;

/** A whole model as a graph keeps it. */
export function definitionOf(written: string): ModelDefinition {
  // A loader wrote it after its check.
  return JSON.parse(written) as ModelDefinition;
}

/** The JSON Schemas of `model.yaml` and of the other files of a model, for editors. */
export function jsonSchemas(): { readonly head: object; readonly file: object } {
  return { head: jsonSchemaOf(modelHead), file: jsonSchemaOf(modelFile) };
}

function jsonSchemaOf(schema: z.ZodType): object {
  return z.toJSONSchema(schema, {
    io: 'input',
    reused: 'ref',
    override: ({ zodSchema, jsonSchema }) => {
      const shown = zodSchema instanceof z.ZodType ? SHOWN.get(zodSchema) : undefined;
      if (!shown) return;
      for (const key of Object.keys(jsonSchema)) delete jsonSchema[key as keyof typeof jsonSchema];
      Object.assign(jsonSchema, shown);
    },
  });
}
