import { type EntityType, labelsOf, propertiesOf } from '../declare/entity.ts';
import { type Model, typeNamed } from '../declare/model.ts';
import { addressOf, PREFIXES } from '../declare/prefixes.ts';
import type { Properties, Property, StoredQuantity } from '../declare/property.ts';
import type { DocumentRow, EntityRow, Passage } from '../declare/rows.ts';
import { quantitiesIn } from '../declare/schema/property.ts';
import { textIn, textsOf } from '../declare/schema/value-types.ts';
import { sentenceOf } from '../declare/sentence.ts';
import { direction, type TaggedText } from '../text/language.ts';
import { chunked } from './chunks.ts';
import { type Column, type ColumnOf, distinct, factProperties, nodeProperties } from './columns.ts';
import { type ExportedFact, type ExportedGraph, type ExportedPair, pairId, type RowStream } from './exported-graph.ts';
import type { ExportOptions, Format } from './format.ts';
import type { Json } from './json.ts';

/**
 * JSON-LD 1.1. A fact is a triple, so that `?s vocabulary:MEMBER_OF ?o` finds it, and a node of its own beside it, an
 * `rdf:Statement` with what the triple cannot say: its date, its properties and its evidence. Where the model says what
 * term of linked data something is, that is what it is here. A name is a value with its language and direction: in a
 * language map all names would have one direction.
 */
export const jsonld: Format = {
  name: 'jsonld',
  mediaType: 'application/ld+json',
  extension: 'jsonld',
  write: (graph, options) => chunked(pieces(graph, options)),
};

async function* pieces(graph: ExportedGraph, options: ExportOptions): AsyncGenerator<string, void, undefined> {
  yield `{"@context":${JSON.stringify(context(options))},\n"@graph":[\n`;
  yield JSON.stringify({ '@type': 'Graph', title: options.title });
  const columns = entityColumns(options);
  yield* following(graph.nodes, (row) => entity(row, columns, options));
  if (graph.kind === 'facts') {
    const properties = statementColumns(options);
    yield* following(
      graph.edges,
      (fact) => triple(fact, options),
      (fact) => statement(fact, properties, options),
    );
  } else yield* following(graph.edges, (each) => pair(each, options));
  let document: string | undefined;
  yield* following(graph.passages, ({ row, document: of }) => {
    // A document is told with the first of its passages; the others name it.
    const isNew = of.id !== document;
    document = of.id;
    return passage({ row, document: of }, isNew, options);
  });
  if (graph.kind === 'facts') yield* following(graph.documents ?? [], (row) => sourceDocument(row, options));
  yield '\n]}\n';
}

/** Rows as members of the graph, which has one before them. */
async function* following<R>(
  rows: RowStream<R>,
  ...nodes: ((row: R) => Json)[]
): AsyncGenerator<string, void, undefined> {
  for await (const row of rows) for (const node of nodes) yield `,\n${JSON.stringify(node(row))}`;
}

type Node = { readonly [term: string]: Json };

/** Names of members of a node here: a property that is called so gets another name. */
const MEMBERS = 'identifier label name othername otheridentifier quantity source target relationshiptype'.split(' ');

function entityColumns({ model, languages }: ExportOptions): ColumnOf<EntityRow>[] {
  return distinct(nodeProperties(model, languages), MEMBERS);
}

function statementColumns({ model, languages }: ExportOptions): ColumnOf<ExportedFact>[] {
  return distinct(factProperties(model, languages), MEMBERS);
}

/** What the names in the file mean. What the model gives no term is in a vocabulary of the server. */
function context(options: ExportOptions): Node {
  const { model, base } = options;
  const vocabulary = `${base ? `${base}/` : URN}vocabulary#`;
  const entityTerms = entityColumns(options);
  const statementTerms = statementColumns(options);
  return {
    '@version': 1.1,
    '@vocab': vocabulary,
    ...PREFIXES,
    Graph: 'schema:Dataset',
    Fact: 'rdf:Statement',
    source: { '@id': 'rdf:subject', '@type': '@id' },
    relationshipType: { '@id': 'rdf:predicate', '@type': '@vocab' },
    target: { '@id': 'rdf:object', '@type': '@id' },
    identifier: 'dcterms:identifier',
    title: 'dcterms:title',
    description: 'dcterms:description',
    label: 'rdfs:label',
    name: 'skos:prefLabel',
    otherName: 'skos:altLabel',
    otherIdentifier: 'schema:identifier',
    scheme: 'schema:propertyID',
    Quantity: 'schema:PropertyValue',
    quantity: 'schema:variableMeasured',
    quantityName: 'schema:name',
    value: 'schema:value',
    note: 'skos:note',
    date: { '@id': 'dcterms:date', '@type': 'edtf:EDTF' },
    earliest: { '@type': 'xsd:date' },
    latest: { '@type': 'xsd:date' },
    latitude: { '@id': 'geo:lat', '@type': 'xsd:double' },
    longitude: { '@id': 'geo:long', '@type': 'xsd:double' },
    evidence: { '@id': 'prov:wasDerivedFrom', '@type': '@id' },
    document: { '@id': 'schema:isPartOf', '@type': '@id' },
    summary: 'schema:abstract',
    language: 'dcterms:language',
    url: { '@id': 'schema:url', '@type': 'xsd:anyURI' },
    license: 'dcterms:license',
    actor: { '@type': '@id' },
    ...Object.fromEntries(
      model.relationships.map(({ name, term }) => [
        name,
        { '@id': meaning(name, term, vocabulary, model), '@type': '@id' },
      ]),
    ),
    // A property means what its own type says: two types may have properties of one name.
    ...Object.fromEntries([
      ...model.types.map((type) => [
        type.name,
        { '@id': vocabulary + type.name, '@context': terms(entityTerms, propertiesOf(type), vocabulary, model) },
      ]),
      ...model.relationships.flatMap(({ node, properties }) =>
        node === undefined
          ? []
          : [[node, { '@id': vocabulary + node, '@context': terms(statementTerms, properties, vocabulary, model) }]],
      ),
    ]),
  };
}

/** The meanings of the properties of a type, by the names of their columns. */
function terms(columns: readonly Column[], declared: Properties, vocabulary: string, model: Model): Node {
  return Object.fromEntries(
    columns.flatMap(({ name, property = '' }) => {
      const of = declared[property];
      // What stands beside a value, such as its currency or its days, has no term.
      const isValue = name === property || name.replace(/_+$/, '') === property;
      if (of === undefined || ('own' in of && !of.own)) return [];
      const type = isValue ? DATATYPES[of.kind] : /(?:Earliest|Latest)_*$/.test(name) ? 'xsd:date' : undefined;
      const means = meaning(name, isValue ? of.term : undefined, vocabulary, model);
      return [[name, { '@id': means, ...(type ? { '@type': type } : {}) }]];
    }),
  );
}

const DATATYPES: { readonly [kind in Property['kind']]?: string } = {
  url: 'xsd:anyURI',
  reference: '@id',
  references: '@id',
  number: 'xsd:double',
  money: 'xsd:decimal',
  date: 'edtf:EDTF',
};

function meaning(name: string, term: string | undefined, vocabulary: string, { prefixes }: Model): string {
  return term === undefined ? vocabulary + name : addressOf(term, prefixes);
}

function entity(row: EntityRow, columns: readonly ColumnOf<EntityRow>[], options: ExportOptions): Node {
  const { model, languages } = options;
  const type = typeNamed(model, row.type);
  const names = textsOf(row.names);
  const isFirst = ({ language }: TaggedText, index: number) =>
    names.findIndex((each) => each.language === language) === index;
  const figures = Object.entries(type ? propertiesOf(type) : {}).flatMap(([name, { kind }]) =>
    kind === 'quantities' ? quantitiesIn(row[name]) : [],
  );
  return {
    ...identified(row.id, type ? typesOf(type, model) : row.type, options),
    label: text(textIn(row.names, languages)),
    name: names.filter(isFirst).map(text),
    otherName: names.filter((name, index) => !isFirst(name, index)).map(text),
    ...texts('description', row.description),
    ...properties(columns, row, options),
    otherIdentifier: textsOf(row.identifiers).map(({ language: scheme, value }) => ({ scheme, value })),
    quantity: figures.map((each) => quantity(each, options)),
    ...evidence(row.evidence, options),
  };
}

/** What an entity is, and the terms that the model has for it. */
function typesOf(type: EntityType, { prefixes }: Model): string[] {
  const declared = [type, ...type.is].flatMap(({ term }) => (term === undefined ? [] : [addressOf(term, prefixes)]));
  return [...labelsOf(type), ...new Set(declared)];
}

/** What a fact says, without when, how and who reports it. */
function triple({ type, row: { source, target } }: ExportedFact, options: ExportOptions): Node {
  return { '@id': iri(source, options), [type]: iri(target, options) };
}

function statement(fact: ExportedFact, columns: readonly ColumnOf<ExportedFact>[], options: ExportOptions): Node {
  const { model, languages } = options;
  const node = model.relationships.find(({ name }) => name === fact.type)?.node ?? 'Link';
  return {
    ...identified(fact.row.id, ['Fact', node, 'prov:Entity'], options),
    source: iri(fact.row.source, options),
    relationshipType: fact.type,
    target: iri(fact.row.target, options),
    label: text(sentenceOf(model, fact, languages)),
    ...properties(columns, fact, options),
    ...texts('note', fact.row.note),
    ...evidence(fact.row.evidence, options),
  };
}

function pair(each: ExportedPair, options: ExportOptions): Node {
  const actor = [iri(each.a, options), iri(each.b, options)];
  return { ...identified(pairId(each), 'CoParticipation', options), actor, weight: each.count };
}

function quantity({ name, value, label, evidence: passages }: StoredQuantity, options: ExportOptions): Node {
  return { '@type': 'Quantity', quantityName: name, value, ...texts('label', label), ...evidence(passages, options) };
}

function passage({ row, document }: Passage, isNew: boolean, options: ExportOptions): Node {
  return {
    ...identified(row.id, ['Passage', 'prov:Entity'], options),
    locator: row.locator,
    ...texts('summary', row.summary),
    document: isNew ? sourceDocument(document, options) : iri(document.id, options),
  };
}

function sourceDocument({ id, title, language, date, url, license }: DocumentRow, options: ExportOptions): Node {
  return {
    ...identified(id, ['SourceDocument', 'schema:CreativeWork', 'prov:Entity'], options),
    ...texts('title', title),
    ...(language && { language }),
    ...(date && { date }),
    ...(url && { url }),
    ...(license && { license }),
  };
}

function identified(id: string, type: string | readonly string[], options: ExportOptions): Node {
  return { '@id': iri(id, options), '@type': type, identifier: id };
}

/** What identifies things where the server does not know its address. */
const URN = 'urn:dragoman:';

/** What identifies something. Everything but `:` is escaped: `/..` in the date of a fact would climb. */
function iri(id: string, { base }: ExportOptions): string {
  return `${base ? `${base}/id/` : URN}${encodeURIComponent(id).replaceAll('%3A', ':')}`;
}

function text({ language, value }: TaggedText): Node {
  return { '@value': value, '@language': language, '@direction': direction(language).toLowerCase() };
}

/** A text in each language that it is in. */
function texts(term: string, stored: readonly string[] | undefined): Node {
  return stored ? { [term]: textsOf(stored).map(text) } : {};
}

function evidence(passages: readonly string[] = [], options: ExportOptions): Node {
  return { evidence: passages.map((id) => iri(id, options)) };
}

/** The properties of a row; lists have names of their own. */
function properties<R>(columns: readonly ColumnOf<R>[], row: R, options: ExportOptions): Node {
  const node: { [name: string]: Json } = {};
  for (const column of columns) {
    const value = column.type === 'list' ? undefined : column.read(row);
    if (value === undefined) continue;
    node[column.name] =
      typeof value === 'object'
        ? value.flatMap(({ json }) => stated(json, column, options))
        : stated(value, column, options);
  }
  return node;
}

/** A value of a property: the address of an entity, or what was chosen and the term that the model has for it. */
function stated(value: Json, { type, vocabulary }: Column, options: ExportOptions): Json {
  if (type === 'reference' || type === 'references') return iri(String(value), options);
  const term = vocabulary?.values[String(value)]?.term;
  return term === undefined ? value : [value, { '@id': addressOf(term, options.model.prefixes) }];
}
