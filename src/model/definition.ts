import * as z from 'zod';
import { PARTS, type Part } from '../core/parts.ts';
import { canonicalLanguage, InvalidLanguage } from '../text/language.ts';

/**
 * What a model says, as its YAML files have it: every scalar arrives as a text. The same definitions check the files,
 * tell editors what may stand there, and make the tables of keys in the guide. A message says what was expected.
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

/** A map with no other keys than these, each with what it says. */
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
const compactIri = /^[a-z][a-z0-9]*:[A-Za-z][\w-]*$|^https?:\/\/\S+$/;
const iri = name(compactIri, 'a term with a prefix, such as schema:Organization, or an address');

const linked = iri.optional().describe('The term of linked data that it is, such as schema:Organization.');
const inWords = words.describe(
  'What people call it, by language: in every language of the model, and in others as you like.',
);

const synonyms = z
  .record(
    languageTag,
    z.union(
      [text.transform((word) => [word]), z.array(text, 'a list of words').min(1, 'at least one word')],
      'a word, or a list of words',
    ),
    'words by language, such as { en: [meeting, session] }',
  )
  .optional()
  .describe('Other words that tables write for it, by language: `dragoman draft` knows columns and cells by them.');

const term = map({
  description: text.describe('What the value means, in a sentence. It is served with the schema.'),
  words: inWords,
  verb: words
    .optional()
    .describe(
      'What facts with this value say, by language, instead of the words of their relationship: "voted yes in".',
    ),
  synonyms,
  term: linked,
}).meta({ id: 'Value' });
const vocabulary = map({
  description: text
    .optional()
    .describe('What is chosen here. Left out where the vocabulary is that of the model which this one extends.'),
  values: named(value, VALUE, term).describe(
    'The values by name, in the order in which they are listed. Where the vocabulary is that of the model which this one extends, these are added to it.',
  ),
}).meta({ id: 'Vocabulary' });

const kind = <K extends string>(name: K) => z.literal(name).describe('What its values are: see the table of kinds.');
const description = text.describe('What it is, in a sentence. It is served with the schema.');
const called = words.optional().describe('What people call it, by language. Default: its name, as words.');
const required = flag.default(false).describe('Every row must have it.');
const filter = flag.default(false).describe('Lists can be narrowed by it, which needs a list that has it.');
const many = field
  .optional()
  .describe('The plural, which filters and facets are called by. Default: its name with an s, es or ies.');
const order = flag.default(false).describe('Lists can be in its order.');
const total = flag.default(false).describe('It can be added up by `totals`.');
const facet = flag.default(false).describe('Lists count how often each of its values occurs.');

/** What a property of every kind says. */
const said = { description, words: called, synonyms, required, term: linked };
const filtered = { filter, many };
const chosen = {
  vocabulary: typeName.describe('The vocabulary that it is chosen from.'),
  description: description.optional(),
  words: called,
  synonyms,
  facet,
  term: linked,
  ...filtered,
};
const to = typeName.describe('The type, or the interface, that it refers to.');
const property = z
  .discriminatedUnion(
    'kind',
    [
      map({ kind: kind('text'), ...said, ...filtered, order }),
      map({
        kind: kind('identifier'),
        ...said,
        pattern: text.optional().describe('A regular expression that the whole value matches.'),
        unique: flag.default(false).describe('No two entities of the type have the same.'),
        ...filtered,
        order,
      }),
      map({ kind: kind('url'), ...said }),
      map({
        kind: kind('choice'),
        ...chosen,
        required,
        default: value.optional().describe('The value of a row that does not say.'),
        guess: value
          .optional()
          .describe('The value that `dragoman draft` writes where a table does not say, for a person to look at.'),
      }),
      map({ kind: kind('choices'), ...chosen }),
      map({ kind: kind('reference'), ...said, to, ...filtered }),
      map({ kind: kind('references'), ...said, to, ...filtered }),
      map({
        kind: kind('number'),
        ...said,
        unit: z
          .union([text.transform((unit) => ({ und: unit })), words], 'a text, or words by language')
          .optional()
          .describe('Its unit, such as "%", or words by language.'),
        least: number.optional().describe('The least that it may be.'),
        most: number.optional().describe('The most that it may be.'),
        filter,
        order,
        total,
      }),
      map({ kind: kind('money'), ...said, filter, order, total }),
      map({ kind: kind('boolean'), ...said, filter }),
      map({ kind: kind('date'), ...said, filter, order }),
      map({ kind: kind('coordinates'), description, words: called, term: linked }),
      map({ kind: kind('quantities'), description, words: called, term: linked }),
    ],
    'a kind: text, identifier, url, choice, choices, reference, references, number, money, boolean, date, coordinates or quantities',
  )
  .meta({ id: 'Property' });
const properties = named(field, FIELD, property)
  .default({})
  .describe('Its properties by name: see the table of their keys.');

const entityInterface = map({
  description: text.describe('What entities of several types share, in a sentence.'),
  properties,
  term: linked,
}).meta({ id: 'Interface' });
const entity = map({
  description,
  words: inWords,
  synonyms,
  is: z
    .array(typeName, 'a list of interfaces, such as [Actor]')
    .default([])
    .describe('Its interfaces: Actor, Activity and Place, which every model has, and those of the model.'),
  list: field
    .optional()
    .describe('The root field that lists all of the type, such as `pieces`. Without it, there is none.'),
  properties,
  term: linked,
}).meta({ id: 'Entity' });

const endField = map({
  facts: field.optional().describe('The name of a field that gives the facts, with all their properties.'),
  neighbours: field
    .optional()
    .describe('The name of a field that gives the entities at the other end, with the fact on each edge.'),
  one: field.optional().describe('The name of a field that gives the one entity at the other end, or null.'),
  description: text.describe('What the field gives, in a sentence.'),
  during: flag
    .default(false)
    .describe('The field takes `during` and `certainty`, which are about the date of the fact.'),
  typed: flag
    .default(false)
    .describe('Of `neighbours`: the entities have the type of the other end, so that its fields need no fragment.'),
})
  .superRefine(({ facts, neighbours, one, during, typed }, context) => {
    const fail = (message: string) => context.addIssue({ code: 'custom', message });
    if ([facts, neighbours, one].filter((each) => each !== undefined).length !== 1)
      fail('expected one of facts, neighbours and one, with the name of the field');
    if (one !== undefined && during) fail('a field of one entity has no during');
    if (neighbours === undefined && typed) fail('only a field of neighbours can be typed');
  })
  .meta({ id: 'Field' });
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
      type: endTypes
        .transform((type) => [type].flat())
        .describe('The type or the interface that stands here, or a list of some.'),
      as: field
        .optional()
        .describe('The field of the facts that holds the entity at this end, and the filter by it: see `many`.'),
      many: field
        .optional()
        .describe('The plural of `as`, which the filter is called by. Default: with an s, es or ies.'),
      description: text.optional().describe('What the entity at this end is, in a sentence.'),
      field: endField.optional().describe('The field that entities at this end get: see the table of its keys.'),
    }).meta({ id: 'End' }),
  ],
  'a type, or a map of type, as, many, description and field',
);
const ends = {
  from: end.describe('What a fact is said of: a type, a list of types, or a map.'),
  to: end.describe('What it is related to, likewise.'),
};

const relationship = map({
  plays: z
    .enum(Object.keys(PARTS) as [Part, ...Part[]], `one of ${Object.keys(PARTS).join(', ')}`)
    .optional()
    .describe('The part that it plays in the questions that every graph can be asked.'),
  description: text.describe('What its facts say, in a sentence. It is served with the schema.'),
  words: words.describe(
    'The verb by language, with properties in brackets: "directs[ as {post}]" is "directs as chair", and "directs" where no post is known.',
  ),
  node: typeName
    .optional()
    .describe(
      'The name of the type of its facts in the schema, such as `Holding`. Needed for properties, `list` and `as`.',
    ),
  list: map({
    name: field.describe('The name of the root field.'),
    description: text.describe('What it lists, in a sentence.'),
  })
    .meta({ id: 'List' })
    .optional()
    .describe('A root field that lists all of its facts, such as { name: holdings, description: Who held what. }.'),
  ...ends,
  also: z
    .array(map(ends), 'a list of pairs of ends')
    .default([])
    .describe('Further pairs of ends, each with its own `from` and `to`, and their fields.'),
  properties,
  identity: z
    .array(field, 'a list of properties')
    .optional()
    .describe('The properties that tell two facts apart which have the same ends and the same date.'),
  synonyms: synonyms.describe(
    'Words in the names of columns that its facts are made of, by language, such as shareholder for who owns: of several types that could join two columns, `dragoman draft` takes the one with such a word.',
  ),
  term: linked,
}).meta({ id: 'Relationship' });

const question = map({
  title: words.describe('What it asks, by language.'),
  document: text.describe('It as a GraphQL document.'),
  variables: text.optional().describe('The variables of the document, as a JSON object.'),
}).meta({ id: 'Question' });

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
  vocabularies: named(typeName, TYPE, vocabulary)
    .default({})
    .describe('What can be chosen, by name: enums of the schema.'),
  interfaces: named(typeName, TYPE, entityInterface)
    .default({})
    .describe('What entities of several types share, by name: properties, and a name for all of them.'),
  entities: named(typeName, TYPE, entity).default({}).describe('The types of entity, by name.'),
  relationships: named(relationshipName, 'a verb in capitals, such as MEMBER_OF', relationship)
    .default({})
    .describe('The types of relationship, by name.'),
});
/** What `model.yaml` says besides: whose files they are. */
export const modelHead = map({
  model: slug.describe('The name of the model, which dossiers name it by.'),
  title: words.describe('What it is for, in a phrase, by language.'),
  extends: base
    .optional()
    .describe('The model that ships which this one adds to: its name for all of it, or a map of it and what is taken.'),
  words: z
    .record(
      name(/^[A-Za-z_]+(\.[A-Z0-9_]+)?$/, 'the name of a type, of a relationship, or of a value, such as Flag.RED'),
      words,
      'words by name',
    )
    .default({})
    .describe(
      'Words in further languages for what is taken of that model, by name: { Ship: { de: Schiff }, Flag.RED: { de: rot } }.',
    ),
  languages: z
    .array(languageTag, 'a list of languages, such as [en]')
    .min(1, 'at least one language')
    .describe('The languages that all words of the model are in; in others they fall back as names do.'),
  prefixes: named(
    name(/^[a-z][a-z0-9]*$/, 'a prefix'),
    'a prefix',
    name(/^https?:\/\/\S+[#/]$/, 'an address that ends with / or #'),
  )
    .default({})
    .describe('What prefixes of terms stand for, such as { ftm: "https://w3id.org/ftm#" }.'),
  questions: z
    .array(question, 'a list of questions')
    .default([])
    .describe(
      'What can be asked of any graph in it, which GraphiQL and the explorer show where no dossier brings questions.',
    ),
  ...modelFile.shape,
});

type Head = z.output<typeof modelHead>;
export type ModelFile = z.output<typeof modelFile>;
export type Extension = Head['extends'];
export type PropertyDefinition = z.output<typeof property>;
export type QuestionDefinition = z.output<typeof question>;
export type EntityDefinition = z.output<typeof entity>;
export type EndDefinition = z.output<typeof end>;
export type EndFieldDefinition = z.output<typeof endField>;
export type RelationshipDefinition = z.output<typeof relationship>;

/** A whole model: what its files say, and what it takes of the model that it extends. */
export type ModelDefinition = Omit<Head, 'extends' | 'words'>;

/** A whole model as a graph keeps it. */
export function definitionOf(written: string): ModelDefinition {
  // A loader wrote it after its check; an early one knew no questions.
  const definition = JSON.parse(written) as Omit<ModelDefinition, 'questions'> & Partial<ModelDefinition>;
  return { ...definition, questions: definition.questions ?? [] };
}

/** The JSON Schemas of `model.yaml` and of the other files of a model, for editors. */
export function jsonSchemas(): { readonly head: object; readonly file: object } {
  return { head: jsonSchemaOf(modelHead), file: jsonSchemaOf(modelFile) };
}

function jsonSchemaOf(schema: z.ZodType): object {
  return z.toJSONSchema(schema, {
    io: 'input',
    override: ({ zodSchema, jsonSchema }) => {
      const shown = zodSchema instanceof z.ZodType ? SHOWN.get(zodSchema) : undefined;
      if (!shown) return;
      const { description } = jsonSchema;
      for (const key of Object.keys(jsonSchema)) delete jsonSchema[key as keyof typeof jsonSchema];
      Object.assign(jsonSchema, shown, description === undefined ? {} : { description });
    },
  });
}
