/** The JSON Schemas of the files of a dossier, by which an editor completes and checks them while a person types. */
import { propertiesOf } from '../declare/entity.ts';
import type { Model } from '../declare/model.ts';
import type { Properties, Property } from '../declare/property.ts';
import type { DOCUMENT_KEYS, PASSAGE_KEYS } from './read/documents.ts';
import type { FILE_KEYS, HEAD_KEYS } from './read/dossier.ts';
import type { ENTITY_KEYS } from './read/entities.ts';
import type { FACT_KEYS } from './read/facts.ts';
import type { QUESTION_KEYS } from './read/questions.ts';
import { separatorWords } from './table/dialect.ts';
import type { RULE_KEYS, TABLE_KEYS } from './table/manifest.ts';

type Schema = { readonly [keyword: string]: unknown };
/** A schema for each key that a reader takes: what a reader learns has to be said here. */
type Keys<K extends readonly string[]> = { readonly [key in K[number]]: Schema };

const SCALAR = { type: ['string', 'number', 'boolean'] };
/** A text, or `{ first: [...] }` with some: of a row of a table the first counts that is not empty. */
const TEXT = { type: [...SCALAR.type, 'object'] };
const MAP = { type: 'object' };

/**
 * Schemas of `dossier.yaml` and of the other files of a dossier. What is the same in all models is checked; types and
 * properties are offered, and others let pass, since a dossier may be in a model of its own.
 *
 * @param models whose types and properties are offered
 */
export function dossierSchemas(models: readonly Model[]): { readonly head: object; readonly file: object } {
  const $schema = 'https://json-schema.org/draft/2020-12/schema';
  return {
    head: { $schema, ...closed(headKeys(models), ['id', 'title']) },
    file: { $schema, ...closed(fileKeys(models), []) },
  };
}

function headKeys(models: readonly Model[]): Keys<typeof HEAD_KEYS> {
  const shipped = models.map(({ name }) => name);
  return {
    id: said('The id of the dossier: small letters, digits and hyphens.', { type: 'string', pattern: '^[a-z0-9-]+$' }),
    title: said('Its title by language, such as { en: My dossier }.', MAP),
    description: said('What it is about, by language.', MAP),
    model: said('The model that it is written in: one that ships, or a folder, such as ../my-model.', offered(shipped)),
    questions: said('What can be asked of it.', listOf(question)),
  };
}

function fileKeys(models: readonly Model[]): Keys<typeof FILE_KEYS> {
  const entity = entityOf(models);
  const fact = factOf(models);
  return {
    document: said('The slug of the document that a bare locator in this file belongs to.', SCALAR),
    documents: said('Documents, with their passages.', listOf(document)),
    passages: said('Passages of the document that the file names.', listOf(passage)),
    entities: said('Entities: persons, places, events.', listOf(open(entity, ['id', 'names', 'evidence']))),
    facts: said('Facts, each of which joins two entities.', listOf(open(fact, ['from', 'type', 'to', 'evidence']))),
    tables: said('Tables beside this file, and what their rows become.', listOf(tableOf(entity, fact))),
    questions: said('What can be asked of the dossier.', listOf(question)),
  };
}

const question = closed(
  {
    title: said('What is asked, by language.', MAP),
    document: said('A GraphQL document.', SCALAR),
    variables: said('Its variables, as a text of JSON.', SCALAR),
  } satisfies Keys<typeof QUESTION_KEYS>,
  ['title', 'document'],
);

const passageKeys = {
  locator: said('Where in the document, such as P1.S2.', TEXT),
  summary: said('What the passage says, by language.', MAP),
} satisfies Keys<typeof PASSAGE_KEYS>;

const passage = closed(passageKeys, ['locator', 'summary']);

const documentKeys = {
  id: said('SourceDocument: and a slug of small letters, digits and hyphens.', TEXT),
  title: said('Its title by language.', MAP),
  language: said('The tag of the language that it is written in, such as ar.', TEXT),
  date: said('When it was published, in EDTF: 2025-08-02, 2025-08, 2025~.', TEXT),
  url: said('Where it can be read.', TEXT),
  license: said('The licence of it, as SPDX has it: CC0-1.0.', TEXT),
  passages: said('Its passages, each with a locator and a summary.', listOf(passage)),
} satisfies Keys<typeof DOCUMENT_KEYS>;

const document = closed(documentKeys, ['id', 'title', 'passages']);

function entityOf(models: readonly Model[]): Keys<typeof ENTITY_KEYS> {
  const own = offeredProperties(models.flatMap(({ types }) => types.map(propertiesOf)));
  return {
    ...own,
    id: said('The id: its type, a colon and a name, such as Country:TR.', idOf(models)),
    names: said('Names by language, the first one first: { en: Türkiye, tr: [Türkiye, Türkiye Cumhuriyeti] }.', MAP),
    preferred: said('Of each language the name that goes before those of other dossiers.', MAP),
    description: said('What it is, by language.', MAP),
    identifiers: said('What others call it, by scheme: { wikidata: Q43 }.', MAP),
    evidence,
  };
}

function factOf(models: readonly Model[]): Keys<typeof FACT_KEYS> {
  const types = models.flatMap(({ relationships }) => relationships);
  return {
    ...offeredProperties(types.map(({ properties }) => properties)),
    from: said('The id of the entity that it starts from.', idOf(models)),
    type: said('The type of the fact.', offered(types.map(({ name }) => name))),
    to: said('The id of the entity that it leads to.', idOf(models)),
    date: said('When, in EDTF: 2024-07-30, 2024-07, 2024~, 2023-10/2024-08.', TEXT),
    note: said('What else is to be said of it, by language.', MAP),
    evidence,
  };
}

const evidence = said(
  'The passages that report it: locators in the document of the file, or <document>/<locator>.',
  oneOrSeveral(TEXT),
);

const ofRows = {
  each: said('A column that is a list: one thing for each of its items.', SCALAR),
  when: said(
    'Of which rows it is made: those where a column has something in it, or one of some cells, { kind: [a, b] }.',
    oneOrSeveral({ type: ['string', 'number', 'boolean', 'object'] }),
  ),
};

/** A table. What a row becomes is written as elsewhere in a file, and "{column}" stands for the cell of a column. */
function tableOf(entity: Keys<typeof ENTITY_KEYS>, fact: Keys<typeof FACT_KEYS>): Schema {
  const row = (keys: { readonly [key: string]: Schema }) => ({ ...keys, ...ofRows });
  const keys: Keys<typeof TABLE_KEYS> = {
    file: said(
      'The path of the table: .csv, .tsv, .xlsx, .json, .jsonl, .ijson, .gexf, .graphml; also with .gz.',
      SCALAR,
    ),
    name: said('By which other tables name it, where its file is not enough.', SCALAR),
    separator: said('What separates the cells, where that is not to be found out.', offered(separatorWords)),
    encoding: said('How the text is written, where not in UTF-8, such as windows-1256.', SCALAR),
    sheet: said('The worksheet of a workbook; nodes or edges of a graph.', SCALAR),
    head: said(
      'The line, or the row of a worksheet, that has the names of the columns, where titles stand above it.',
      SCALAR,
    ),
    rows: said('The path of the list in JSON, such as nodes.', SCALAR),
    key: said('The column that tells rows apart, where another table looks into this one.', SCALAR),
    columns: said('How cells are read, by column.', { type: 'object', additionalProperties: closed(ruleKeys, []) }),
    none: said(
      'What a cell says that is as good as empty, such as N/A.',
      oneOrSeveral({ ...SCALAR, type: [...SCALAR.type, 'null'] }),
    ),
    when: ofRows.when,
    documents: said(
      'The documents that a row becomes.',
      listOf(closed(row(documentKeys), ['id', 'title', 'passages'])),
    ),
    passages: said('The passages that a row becomes.', listOf(closed(row(passageKeys), ['locator', 'summary']))),
    entities: said('The entities that a row becomes.', listOf(open(row(entity), ['id', 'names', 'evidence']))),
    facts: said('The facts that a row becomes.', listOf(open(row(fact), ['from', 'type', 'to', 'evidence']))),
  };
  return closed(keys, ['file']);
}

const ruleKeys = {
  of: said('The column that it reads, where it is none of the table.', SCALAR),
  values: said('What the cells mean: { yes: VOTED_YES }.', { type: 'object', additionalProperties: SCALAR }),
  otherwise: said('What any other cell means.', SCALAR),
  split: said('What stands between the items of a list, such as ";".', SCALAR),
  'row-of': said('The table in which a cell names a row by its key: "{column.other}" is a cell of that row.', SCALAR),
  days: said('How days are written, such as DD.MM.YYYY, or a list of such ways.', oneOrSeveral(SCALAR)),
  slug: said(
    'A part of an id that is made of a text, such as "{first name} {last name}", or { first: [...] } of some.',
    TEXT,
  ),
} satisfies Keys<typeof RULE_KEYS>;

/** The properties of some types, by name. */
function offeredProperties(types: readonly Properties[]): { readonly [name: string]: Schema } {
  const byName = new Map<string, Property[]>();
  for (const properties of types)
    for (const [name, property] of Object.entries(properties))
      byName.set(name, [...(byName.get(name) ?? []), property]);
  return Object.fromEntries(
    [...byName].map(([name, properties]) => {
      const descriptions = new Set(properties.map(({ description }) => description));
      const values = properties.flatMap((each) => ('vocabulary' in each ? Object.keys(each.vocabulary.values) : []));
      const one = values.length > 0 ? { anyOf: [offered(values), { type: ['array', 'object'] }] } : {};
      return [name, said([...descriptions].join(' '), one)];
    }),
  );
}

function idOf(models: readonly Model[]): Schema {
  const types = models.flatMap(({ types: all }) => all.map(({ name }) => `${name}:`));
  return { type: ['string', 'object'], examples: [...new Set(types)] };
}

/** A text that is one of some as a rule: an editor offers these. */
function offered(texts: readonly string[]): Schema {
  return { anyOf: [{ enum: [...new Set(texts)].sort() }, SCALAR] };
}

function said(description: string, schema: Schema): Schema {
  return { description, ...schema };
}

function listOf(items: Schema): Schema {
  return { type: 'array', items };
}

function oneOrSeveral(item: Schema): Schema {
  return { anyOf: [item, listOf(item)] };
}

/** A map with no other keys than these. */
function closed(properties: { readonly [key: string]: Schema }, required: readonly string[]): Schema {
  return { ...open(properties, required), additionalProperties: false };
}

/** A map with these keys, and with others that a model of one's own may have. */
function open(properties: { readonly [key: string]: Schema }, required: readonly string[]): Schema {
  return { type: 'object', properties, required };
}
