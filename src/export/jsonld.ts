import { labelsOf, propertiesOf } from '../declare/entity.ts';
import { typeNamed } from '../declare/model.ts';
import type { StoredQuantity } from '../declare/property.ts';
import type { DocumentRow, EntityRow, Passage } from '../declare/rows.ts';
import { quantitiesIn } from '../declare/schema/property.ts';
import { textIn, textsOf } from '../declare/schema/values.ts';
import { sentenceOf } from '../declare/sentence.ts';
import { direction, type TaggedText } from '../text/language.ts';
import { chunked } from './chunks.ts';
import { type ColumnOf, factProperties, nodeProperties } from './columns.ts';
import type { ExportOptions, Format } from './format.ts';
import type { Json } from './json.ts';
import { type ExportedFact, type ExportedPair, type ExportSource, pairId, type Rows } from './source.ts';

/**
 * JSON-LD 1.1. A fact is a node of its own, an `rdf:Statement` with its evidence. A name is a value with its language
 * and direction: in a language map all names would have one direction.
 */
export const jsonld: Format = {
  name: 'jsonld',
  mediaType: 'application/ld+json',
  extension: 'jsonld',
  write: (source, options) => chunked(pieces(source, options)),
};

async function* pieces(source: ExportSource, options: ExportOptions): AsyncGenerator<string, void, undefined> {
  yield `{"@context":${JSON.stringify(context(options))},\n"@graph":[\n`;
  yield JSON.stringify({ '@type': 'Graph', title: options.title });
  const columns = nodeProperties(options.model, options.languages);
  yield* following(source.nodes, (row) => entity(row, columns, options));
  if (source.kind === 'facts') {
    const properties = factProperties(options.model, options.languages);
    yield* following(source.edges, (fact) => statement(fact, properties, options));
  } else yield* following(source.edges, (each) => pair(each, options));
  let document: string | undefined;
  yield* following(source.passages, ({ row, document: of }) => {
    // A document is told with the first of its passages; the others name it.
    const isNew = of.id !== document;
    document = of.id;
    return passage({ row, document: of }, isNew, options);
  });
  if (source.kind === 'facts') yield* following(source.documents ?? [], (row) => sourceDocument(row, options));
  yield '\n]}\n';
}

/** Rows as members of the graph, which has one before them. */
async function* following<R>(rows: Rows<R>, node: (row: R) => Json): AsyncGenerator<string, void, undefined> {
  for await (const row of rows) yield `,\n${JSON.stringify(node(row))}`;
}

type Node = { readonly [term: string]: Json };

/** What the terms mean. Types of relationship, and what a model declares, are in a vocabulary of the server. */
function context({ model, base }: ExportOptions): Node {
  const declared = [...model.types.map(propertiesOf), ...model.relationships.map((each) => each.properties)];
  const references = declared.flatMap((properties) =>
    Object.entries(properties).flatMap(([name, { kind }]) =>
      kind === 'reference' || kind === 'references' ? [name] : [],
    ),
  );
  return {
    '@version': 1.1,
    '@vocab': `${base ? `${base}/` : URN}vocabulary#`,
    ...PREFIXES,
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
    note: 'skos:note',
    date: { '@id': 'dcterms:date', '@type': 'edtf:EDTF' },
    earliest: { '@type': 'xsd:date' },
    latest: { '@type': 'xsd:date' },
    latitude: { '@id': 'geo:lat', '@type': 'xsd:double' },
    longitude: { '@id': 'geo:long', '@type': 'xsd:double' },
    evidence: { '@id': 'prov:wasDerivedFrom', '@type': '@id' },
    document: { '@id': 'dcterms:isPartOf', '@type': '@id' },
    ...Object.fromEntries(['actor', ...references].map((name) => [name, { '@type': '@id' }])),
  };
}

const PREFIXES = {
  dcterms: 'http://purl.org/dc/terms/',
  edtf: 'http://id.loc.gov/datatypes/edtf/',
  geo: 'http://www.w3.org/2003/01/geo/wgs84_pos#',
  prov: 'http://www.w3.org/ns/prov#',
  rdf: 'http://www.w3.org/1999/02/22-rdf-syntax-ns#',
  rdfs: 'http://www.w3.org/2000/01/rdf-schema#',
  skos: 'http://www.w3.org/2004/02/skos/core#',
  xsd: 'http://www.w3.org/2001/XMLSchema#',
};

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
    ...identified(row.id, type ? labelsOf(type) : row.type, options),
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

function statement(fact: ExportedFact, columns: readonly ColumnOf<ExportedFact>[], options: ExportOptions): Node {
  const { model, languages } = options;
  const node = model.relationships.find(({ name }) => name === fact.type)?.node ?? 'Link';
  return {
    ...identified(fact.row.id, ['Fact', node], options),
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
    ...identified(row.id, 'Passage', options),
    locator: row.locator,
    ...texts('summary', row.summary),
    document: isNew ? sourceDocument(document, options) : iri(document.id, options),
  };
}

function sourceDocument({ id, title, language, date, url, license }: DocumentRow, options: ExportOptions): Node {
  return {
    ...identified(id, 'SourceDocument', options),
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

/** The properties of a row; lists have terms of their own. */
function properties<R>(columns: readonly ColumnOf<R>[], row: R, options: ExportOptions): Node {
  const node: { [term: string]: Json } = {};
  for (const { name, type, read } of columns) {
    const value = type === 'list' ? undefined : read(row);
    if (value === undefined) continue;
    const term =
      type === 'reference' || type === 'references' ? (id: Json) => iri(String(id), options) : (each: Json) => each;
    node[name] = typeof value === 'object' ? value.map(({ json }) => term(json)) : term(value);
  }
  return node;
}
