import { partOfName } from '../indexes.ts';
import type { IndexDefinition } from '../port.ts';

/**
 * The tables of a graph in SQLite. A property that a question compares or orders by often has a column; every other one
 * is in `rest`, a JSON object. Nothing here knows a country from a court.
 */

/** The version of the tables, as `PRAGMA user_version` keeps it. */
export const SCHEMA_VERSION = 1;

/** What kinds of rows there are: entities, the facts between them, and where both are reported. */
export type Table = 'entity' | 'fact' | 'document' | 'passage';

/** The properties that have a column of the same name: texts, counts, and the lists of {@link LISTS}. */
export const COLUMNS: { readonly [table in Table]: readonly string[] } = {
  entity: [
    'id',
    'type',
    'names',
    'degree',
    'order',
    'until',
    'date',
    'earliest',
    'latest',
    'surelyFrom',
    'surelyTo',
    'sortName',
    'searchText',
    'participantCount',
    'participantOrder',
    'evidence',
  ],
  fact: ['type', 'order', 'role', 'onBehalfOf', 'date', 'earliest', 'latest', 'surelyFrom', 'surelyTo', 'evidence'],
  document: ['id'],
  passage: ['id', 'document', 'order'],
};

/** Columns that hold a list of texts, as a JSON array. */
export const LISTS: ReadonlySet<string> = new Set(['names', 'evidence']);

/** Properties that many rows share, word for word: both are in a row of `provenance`, to which `provenance` points. */
export const SHARED = ['dossiers', 'files'] as const;

/** Graphs that were made before this table are given it when they are opened. */
export const MODEL_TABLE =
  'CREATE TABLE IF NOT EXISTS model (k INTEGER PRIMARY KEY CHECK (k = 1), definition TEXT NOT NULL) STRICT';

/**
 * What makes the tables, each text a statement.
 *
 * - `entity.labels` holds the type, its interfaces and Entity between bars: `|Country|Actor|Entity|`. An index of one
 *   label is partial, over {@link hasLabel}.
 * - `fact.source` and `fact.target` are keys of entities. A fact's `id` is what follows the first bar of its `order`.
 * - `reported` has what a passage's `facts` are on Neo4j: the order keys of the facts that cite it.
 * - `dossier` holds the dossiers that were loaded, as JSON, and `loaded_batch` how far the load of one has come.
 * - `model` has what the graph is written in, as JSON.
 * - `entity_name` is kept by triggers.
 */
export const TABLES: readonly string[] = [
  `CREATE TABLE IF NOT EXISTS provenance (
     k INTEGER PRIMARY KEY, dossiers TEXT NOT NULL, files TEXT NOT NULL, UNIQUE (dossiers, files)) STRICT`,
  `CREATE TABLE IF NOT EXISTS entity (
     k INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, type TEXT NOT NULL, labels TEXT NOT NULL, names TEXT,
     degree INTEGER NOT NULL DEFAULT 0, "order" TEXT, until TEXT, date TEXT, earliest TEXT, latest TEXT, surelyFrom TEXT,
     surelyTo TEXT, sortName TEXT, searchText TEXT, participantCount INTEGER, participantOrder TEXT, evidence TEXT,
     provenance INTEGER, rest TEXT NOT NULL DEFAULT '{}') STRICT`,
  `CREATE TABLE IF NOT EXISTS fact (
     k INTEGER PRIMARY KEY, type TEXT NOT NULL, source INTEGER NOT NULL, target INTEGER NOT NULL, "order" TEXT NOT NULL,
     role TEXT, onBehalfOf TEXT, date TEXT, earliest TEXT, latest TEXT, surelyFrom TEXT, surelyTo TEXT, evidence TEXT,
     provenance INTEGER, rest TEXT NOT NULL DEFAULT '{}') STRICT`,
  `CREATE TABLE IF NOT EXISTS document (
     k INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, provenance INTEGER, rest TEXT NOT NULL DEFAULT '{}') STRICT`,
  `CREATE TABLE IF NOT EXISTS passage (
     k INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, document TEXT NOT NULL, "order" TEXT NOT NULL, provenance INTEGER,
     rest TEXT NOT NULL DEFAULT '{}') STRICT`,
  `CREATE TABLE IF NOT EXISTS reported (
     passage INTEGER NOT NULL, "order" TEXT NOT NULL, fact INTEGER NOT NULL, PRIMARY KEY (passage, "order")) STRICT, WITHOUT ROWID`,
  'CREATE TABLE IF NOT EXISTS dossier (id TEXT PRIMARY KEY, properties TEXT NOT NULL) STRICT, WITHOUT ROWID',
  `CREATE TABLE IF NOT EXISTS loaded_batch (
     dossier TEXT NOT NULL, batch INTEGER NOT NULL, head TEXT, PRIMARY KEY (dossier, batch)) STRICT, WITHOUT ROWID`,
  `CREATE TABLE IF NOT EXISTS graph_version (
     k INTEGER PRIMARY KEY CHECK (k = 1), version INTEGER, format INTEGER, token TEXT, changing TEXT, host TEXT,
     process INTEGER, place TEXT, since INTEGER, beat INTEGER) STRICT`,
  MODEL_TABLE,
  `CREATE VIRTUAL TABLE IF NOT EXISTS entity_name USING fts5(
     searchText, content='', contentless_delete=1, tokenize="trigram case_sensitive 1")`,
  `CREATE TRIGGER IF NOT EXISTS entity_named AFTER INSERT ON entity BEGIN
     INSERT INTO entity_name (rowid, searchText) VALUES (new.k, new.searchText); END`,
  `CREATE TRIGGER IF NOT EXISTS entity_renamed AFTER UPDATE OF searchText ON entity WHEN old.searchText IS NOT new.searchText BEGIN
     DELETE FROM entity_name WHERE rowid = old.k;
     INSERT INTO entity_name (rowid, searchText) VALUES (new.k, new.searchText); END`,
  `CREATE TRIGGER IF NOT EXISTS entity_unnamed AFTER DELETE ON entity BEGIN
     DELETE FROM entity_name WHERE rowid = old.k; END`,
];

/** The indexes that serve every model; those of its own properties come from its definitions of indexes. */
export const INDEXES: readonly string[] = [
  // The other end at the end: so neighbours are found without the facts themselves.
  'CREATE INDEX IF NOT EXISTS fact_at_source ON fact (source, type, "order", target)',
  'CREATE INDEX IF NOT EXISTS fact_at_target ON fact (target, type, "order", source)',
  'CREATE INDEX IF NOT EXISTS fact_between ON fact (target, source, type)',
  'CREATE UNIQUE INDEX IF NOT EXISTS fact_of_type ON fact (type, "order")',
  'CREATE INDEX IF NOT EXISTS passage_of_document ON passage (document, "order")',
];

/** What makes an index of a model; undefined where {@link TABLES} and {@link INDEXES} serve already. */
export function indexSql({ kind, on, name, properties }: IndexDefinition): string | undefined {
  const index = indexName(on, name, properties);
  if (on === 'relationship') {
    if (kind === 'unique' || Object.values(AT_END).includes(index)) return undefined;
    const [first, ...rest] = properties.map((each) => expressionOf('fact', each));
    // What is never null is not tested: SQLite takes the index where the test follows from a comparison, and of a column
    // that is declared so it does not see that it does.
    const there = isEnd(properties[0] ?? '') ? '' : ` AND ${first} IS NOT NULL`;
    // With the type before what is in `rest`: without statistics, SQLite takes an index that begins with the type otherwise.
    const columns = [...(first?.startsWith('(') ? ['type'] : []), first, ...rest].join(', ');
    return `CREATE INDEX IF NOT EXISTS ${index} ON fact (${columns}) WHERE type = '${name}'${there}`;
  }
  if (kind === 'text' || OF_TABLES.has(name)) return undefined;
  const [first, ...rest] = properties.map((each) => expressionOf('entity', each));
  const columns = [first, ...rest].join(', ');
  const labelled = hasLabel('', name);
  if (kind === 'unique')
    return `CREATE UNIQUE INDEX IF NOT EXISTS ${index} ON entity (${columns}) WHERE ${labelled} AND ${first} IS NOT NULL`;
  // With the labels, so that rows are counted and found without being read.
  return `CREATE INDEX IF NOT EXISTS ${index} ON entity (${columns}, labels)${ownRows(properties[0] ?? '', labelled)}`;
}

/**
 * Which entities stand in an index. By a property that the label alone has, those that have it: a question may ask for it
 * by a wider label, and compares it with something. In an order stand those too that lack the property.
 */
function ownRows(property: string, labelled: string): string {
  if (COLUMNS.entity.includes(property)) return ` WHERE ${labelled}`;
  return property.endsWith('_order') ? '' : ` WHERE ${expressionOf('entity', property)} IS NOT NULL`;
}

/** What an index of a model is called. */
export function indexName(on: IndexDefinition['on'], name: string, properties: readonly string[]): string {
  const end = on === 'relationship' && properties[1] === 'order' ? AT_END[properties[0] ?? ''] : undefined;
  return end ?? [on === 'node' ? 'entity' : 'fact', name, ...properties.map(partOfName)].join('_');
}

/** The indexes that serve every type of facts from one of their ends. */
const AT_END: { readonly [end: string]: string } = { source: 'fact_at_source', target: 'fact_at_target' };

/** Labels whose rows are a table. */
const OF_TABLES = new Set(['Entity', 'SourceDocument', 'Passage', 'Dossier', 'GraphVersion']);

/** SQL for a property of the one table that a statement is of. */
function expressionOf(table: Table, property: string): string {
  const isColumn = COLUMNS[table].includes(property) || (table === 'fact' && isEnd(property));
  return isColumn ? `"${property}"` : `(rest ->> '$.${property}')`;
}

function isEnd(property: string): boolean {
  return property === 'source' || property === 'target';
}

/** SQL that is true of entities with a label: an index that is partial over it is taken where just this stands. */
export function hasLabel(variable: string, label: string): string {
  const qualified = variable === '' ? 'labels' : `${variable}.labels`;
  return `instr(${qualified}, '|${label}|')`;
}
