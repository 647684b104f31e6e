import { type Query, type Row, type Value, written } from '../graph/port.ts';
import { entityAs, factAs, type Variable } from '../graph/query.ts';
import type { FactReads, Reads } from './projection.ts';
import { type DocumentRow, type EntityRow, type Fact, type Passage, readDocument, readPassage } from './rows.ts';

const withKey =
  <V>(key: string, read: (row: Row) => V) =>
  (row: Row): readonly [string, V] => [String(row[key]), read(row)];

type EntityQuery = Query<readonly EntityRow[]>;

/** Of each projection, of which there are few, the queries that read entities: those of one row, and those of several. */
const entityQueries = new WeakMap<Reads['entity'], Readonly<Record<'one' | 'several', EntityQuery>>>();

/**
 * So many entities are in a row: a list of them is sent and decoded in half the time that a row for each takes, and what
 * fits into one of Bolt's chunks of 64 KiB in a fraction of the time of what does not.
 */
const IN_A_ROW = 200;

/** The entities of `$ids`, some in each row. @param count how many ids there are: to put them into rows takes a while */
export function entitiesById({ entity }: Reads, count: number): EntityQuery {
  const known = entityQueries.get(entity) ?? {
    one: entityQuery(entity, (nodes) => `UNWIND $ids AS id MATCH (n:Entity {id: id}) RETURN ${nodes}`),
    several: entityQuery(
      entity,
      (nodes) =>
        `UNWIND range(0, size($ids) - 1, ${IN_A_ROW}) AS first UNWIND $ids[first..first + ${IN_A_ROW}] AS id MATCH (n:Entity {id: id}) WITH first, ${nodes} RETURN nodes`,
    ),
  };
  entityQueries.set(entity, known);
  return count > IN_A_ROW ? known.several : known.one;
}

/** @param cypher of what collects the nodes of a row */
function entityQuery(entity: Reads['entity'], cypher: (nodes: string) => string): EntityQuery {
  const node = entity.of(entityAs('n'));
  return written(
    'Entity by id',
    {
      cypher: ({ value }) => cypher(`collect(${value(node)}) AS nodes`),
      sql: ({ value }) =>
        `SELECT json_group_array(${value(node)}) AS nodes FROM json_each($ids) AS id CROSS JOIN entity AS n ON n.id = id.value`,
      columns: { nodes: 'json' },
    },
    (row) => (row['nodes'] as readonly Value[]).map((each) => entity.read(each)),
  );
}

const D: Variable = { of: 'document', name: 'd' };
const P: Variable = { of: 'passage', name: 'p' };

/** The documents of `$ids`. */
export const documentsById: Query<readonly [string, DocumentRow]> = written(
  'SourceDocument by id',
  {
    cypher: ({ value }) =>
      `UNWIND $ids AS id MATCH (d:SourceDocument {id: id}) RETURN id, ${value({ of: D, names: 'all' })} AS document ORDER BY id`,
    sql: ({ value }) =>
      `SELECT d.id AS id, ${value({ of: D, names: 'all' })} AS document FROM json_each($ids) AS id CROSS JOIN document AS d ON d.id = id.value`,
    columns: { id: 'value', document: 'json' },
  },
  withKey('id', (row) => readDocument(row['document'])),
);

/** The passages of `$ids`, each with its document. */
export const passagesById: Query<readonly [string, Passage]> = written(
  'Passage by id',
  {
    cypher: ({ value }) =>
      `UNWIND $ids AS id MATCH (p:Passage {id: id}) MATCH (d:SourceDocument {id: p.document}) RETURN id, ${value({ of: P, names: 'all' })} AS passage, ${value({ of: D, names: 'all' })} AS document ORDER BY id`,
    sql: ({ value }) =>
      `SELECT p.id AS id, ${value({ of: P, names: 'all' })} AS passage, ${value({ of: D, names: 'all' })} AS document FROM json_each($ids) AS id CROSS JOIN passage AS p ON p.id = id.value CROSS JOIN document AS d ON d.id = p.document`,
    columns: { id: 'value', passage: 'json', document: 'json' },
  },
  withKey('id', (row): Passage => ({ row: readPassage(row['passage']), document: readDocument(row['document']) })),
);

/** Facts of these types of `$rows`: by id, which tells type, source and place in order, so that an index finds them. */
export function factsById(types: readonly string[], reads: Reads): Query<readonly [string, Fact]> {
  const branches = types.map(
    (type) =>
      `WITH row WHERE row.type = '${type}' MATCH (a:Entity {id: row.source})-[r:${type}]->(b:Entity) WHERE r.order = row.order RETURN r, a, b`,
  );
  const fact = reads.factById.of(factAs('r'));
  const [source, target] = [reads.entity.of(entityAs('a')), reads.entity.of(entityAs('b'))];
  return written(
    'Relationship by id',
    {
      cypher: ({ value }) =>
        `UNWIND $rows AS row CALL (row) { ${branches.join(' UNION ALL ')} } RETURN row.id AS id, type(r) AS type, ${value(fact)} AS fact, ${value(source)} AS source, ${value(target)} AS target ORDER BY id`,
      sql: ({ value }) =>
        `SELECT wanted.value ->> 'id' AS id, r.type AS type, ${value(fact)} AS fact, ${value(source)} AS source, ${value(target)} AS target
         FROM json_each($rows) AS wanted CROSS JOIN entity AS a ON a.id = wanted.value ->> 'source'
         CROSS JOIN fact AS r ON r.source = a.k AND r.type = wanted.value ->> 'type' AND r."order" = wanted.value ->> 'order'
         CROSS JOIN entity AS b ON b.k = r.target`,
      columns: { id: 'value', type: 'value', fact: 'json', source: 'json', target: 'json' },
    },
    withKey('id', (row) => readFact(row, { entity: reads.entity, fact: reads.factById })),
  );
}

/** A fact of a row that has its type, itself and its ends. */
export function readFact(row: Row, { entity, fact }: FactReads): Fact {
  return {
    type: String(row['type']),
    row: fact.read(row['fact']),
    source: entity.read(row['source']),
    target: entity.read(row['target']),
  };
}
