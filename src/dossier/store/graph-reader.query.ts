import { type Query, type Row, written } from '../../graph/port.ts';
import { entityAs, factAs, type Print, type Variable } from '../../graph/query.ts';
import { UNBOUNDED_END } from '../../time/edtf.ts';
import { LABEL, type NodeKind, type StoredRow, textOf, textsOf } from './stored.ts';

/** A row as it is in the graph. */
export interface Existing {
  readonly id: string;
  readonly row: StoredRow;
  /** Of a node, sorted. */
  readonly labels: readonly string[];
}

/** A property by which rows of a type name entities. */
export interface NamingProperty {
  readonly on: 'node' | 'relationship';
  readonly type: string;
  readonly property: string;
}

/** Reads a row of the columns `row` and, of a node, `labels`. */
function readExisting({ row, labels }: Row): Existing {
  // Both columns are what the statement returns: the properties of a row of the loader's, and labels.
  const stored = row as StoredRow;
  return { id: textOf(stored, 'id') ?? '', row: stored, labels: [...((labels ?? []) as string[])].sort() };
}

const FACT = { row: 'json' } as const;
const NODE = { row: 'json', labels: 'json' } as const;

const forEachKind = <S>(make: (kind: NodeKind) => S) => ({
  document: make('document'),
  passage: make('passage'),
  entity: make('entity'),
});

const all = (of: Variable, print: Print) => print.value({ of, names: 'all' });
const id = (of: Variable, print: Print) => print.value({ of, property: 'id' });

/** SQL for the columns of a node that stands under `n`. */
function nodeSql(kind: NodeKind, print: Print): string {
  const labels =
    kind === 'entity' ? `'["' || replace(trim(n.labels, '|'), '|', '","') || '"]'` : `'["${LABEL[kind]}"]'`;
  return `${all({ of: kind, name: 'n' }, print)} AS row, ${labels} AS labels`;
}

const listed = (parameter: string) => `(SELECT value FROM json_each($${parameter}))`;
/** SQL for whether the dossier states a row. */
const ofDossier = (row: string) =>
  `${row}.provenance IN (SELECT k FROM provenance WHERE EXISTS (SELECT 1 FROM json_each(dossiers) WHERE value = $dossier))`;
/** Whether another dossier states a row. */
const ofOthers = {
  cypher: (row: string) => `any(other IN ${row}.dossiers WHERE other <> $dossier)`,
  sql: (row: string) =>
    `${row}.provenance IN (SELECT k FROM provenance WHERE EXISTS (SELECT 1 FROM json_each(dossiers) WHERE value <> $dossier))`,
};

export const NODES_BY_ID = forEachKind((kind) =>
  written(
    `dossier: ${LABEL[kind]} by id`,
    {
      cypher: () =>
        `UNWIND $ids AS id MATCH (n:${LABEL[kind]} {id: id}) RETURN properties(n) AS row, labels(n) AS labels ORDER BY id`,
      sql: (print) =>
        `SELECT ${nodeSql(kind, print)} FROM json_each($ids) AS each CROSS JOIN ${kind} AS n ON n.id = each.value ORDER BY n.id`,
      columns: NODE,
    },
    readExisting,
  ),
);

/** Facts by id. Neo4j finds them at `$ends`, with all that is there; SQLite by `$facts`, each a type and a place in order. */
export const FACTS_BY = {
  source: factsBy('source', '->'),
  target: factsBy('target', '<-'),
};

function factsBy(end: 'source' | 'target', arrow: '->' | '<-'): Query<Existing> {
  return written(
    `dossier: facts by ${end}`,
    {
      cypher: () =>
        `UNWIND $ends AS end MATCH (:Entity {id: end})${arrow === '->' ? '-[r]->' : '<-[r]-'}(:Entity) RETURN properties(r) AS row ORDER BY r.id`,
      sql: (print) =>
        `SELECT ${all(factAs('r'), print)} AS row FROM json_each($facts) AS each
         CROSS JOIN fact AS r ON r.type = each.value ->> 'type' AND r."order" = each.value ->> 'order'`,
      columns: FACT,
    },
    readExisting,
  );
}

export const NODES_OF = forEachKind((kind) =>
  written(
    `dossier: page of ${LABEL[kind]} of a dossier`,
    {
      cypher: () =>
        `MATCH (n:${LABEL[kind]}) WHERE n.id > $after AND $dossier IN n.dossiers RETURN properties(n) AS row, labels(n) AS labels ORDER BY n.id LIMIT $limit`,
      sql: (print) =>
        `SELECT ${nodeSql(kind, print)} FROM ${kind} AS n WHERE n.id > $after AND +${ofDossier('n')} ORDER BY n.id LIMIT $limit`,
      columns: NODE,
    },
    readExisting,
  ),
);

export const DEGREES = written(
  'dossier: page of degrees',
  {
    cypher: () => 'MATCH (n:Entity) WHERE n.id > $after RETURN n.id AS id, n.degree AS degree ORDER BY id LIMIT $limit',
    sql: () => 'SELECT id, degree FROM entity WHERE id > $after ORDER BY id LIMIT $limit',
    columns: { id: 'value', degree: 'value' },
  },
  (row) => ({ id: String(row['id']), degree: Number(row['degree']) }),
);

export const FACTS_AT = written(
  'dossier: facts of a dossier at entities',
  {
    cypher: () =>
      'UNWIND $ids AS id MATCH (:Entity {id: id})-[r]-(:Entity) WHERE $dossier IN r.dossiers RETURN properties(r) AS row ORDER BY r.id',
    sql: (print) =>
      `WITH ends AS MATERIALIZED (SELECT k FROM entity WHERE id IN ${listed('ids')}),
         keys AS (SELECT f.k FROM ends CROSS JOIN fact AS f ON f.source = ends.k UNION SELECT f.k FROM ends CROSS JOIN fact AS f ON f.target = ends.k)
       SELECT ${all(factAs('r'), print)} AS row FROM keys CROSS JOIN fact AS r ON r.k = keys.k WHERE +${ofDossier('r')} ORDER BY ${id(factAs('r'), print)}`,
    columns: FACT,
  },
  readExisting,
);

export const factsFrom = (type: string) =>
  written(
    `dossier: page of ${type} of a dossier`,
    {
      cypher: () =>
        `MATCH (:Entity {id: $id})-[r:${type}]->(b:Entity) WHERE r.source = $id AND r.order > $after AND b.id IN $heavy AND $dossier IN r.dossiers RETURN properties(r) AS row ORDER BY r.order LIMIT $limit`,
      sql: (print) =>
        `SELECT ${all(factAs('r'), print)} AS row FROM fact AS r
         WHERE r.source = (SELECT k FROM entity WHERE id = $id) AND r.type = '${type}' AND r."order" > $after
           AND +r.target IN (SELECT k FROM entity WHERE id IN ${listed('heavy')}) AND +${ofDossier('r')}
         ORDER BY r."order" LIMIT $limit`,
      columns: FACT,
    },
    readExisting,
  );

/** A page of all facts of a type that the dossier states, by their place in order. */
export const factsOf = (type: string) =>
  written(
    `dossier: page of all ${type} of a dossier`,
    {
      cypher: () =>
        `MATCH ()-[r:${type}]->() USING INDEX r:${type}(order) WHERE r.order > $after AND $dossier IN r.dossiers RETURN properties(r) AS row ORDER BY r.order LIMIT $limit`,
      sql: (print) =>
        `SELECT ${all(factAs('r'), print)} AS row FROM fact AS r WHERE r.type = '${type}' AND r."order" > $after AND +${ofDossier('r')}
         ORDER BY r."order" LIMIT $limit`,
      columns: FACT,
    },
    readExisting,
  );

export const OF_OTHERS = written(
  'dossier: entities of others',
  {
    cypher: () => `UNWIND $ids AS id MATCH (n:Entity {id: id}) WHERE ${ofOthers.cypher('n')} RETURN id ORDER BY id`,
    sql: () => `SELECT id FROM entity AS n WHERE id IN ${listed('ids')} AND +${ofOthers.sql('n')} ORDER BY id`,
    columns: { id: 'value' },
  },
  (row) => String(row['id']),
);

export const holdersOf = (type: string, property: string) =>
  written(
    `dossier: holders of ${type}.${property}`,
    {
      cypher: () =>
        `MATCH (n:${type}) WHERE n.${property} IN $values AND ${ofOthers.cypher('n')} RETURN n.id AS id, n.${property} AS value, n.dossiers AS dossiers, n.files AS files ORDER BY id`,
      sql: (print) => {
        const value = print.value({ of: entityAs('n'), property });
        return `SELECT n.id, ${value} AS value, p.dossiers, p.files FROM entity AS n JOIN provenance AS p ON p.k = n.provenance
          WHERE ${print.labelled('n', type)} AND ${value} IN ${listed('values')} AND +${ofOthers.sql('n')} ORDER BY n.id`;
      },
      columns: { id: 'value', value: 'value', dossiers: 'json', files: 'json' },
    },
    (row) => ({
      id: String(row['id']),
      value: String(row['value']),
      files: textsOf(row, 'dossiers').map((dossier, at) => `${textsOf(row, 'files')[at]} of the dossier ${dossier}`),
    }),
  );

export const stepsOf = (type: string) =>
  written(
    `dossier: ${type} of others`,
    {
      cypher: () =>
        `MATCH (:Entity)-[r:${type}]->(:Entity) WHERE ${ofOthers.cypher('r')} RETURN r.source AS source, r.target AS target ORDER BY source, target`,
      sql: () =>
        `SELECT a.id AS source, b.id AS target FROM fact AS r JOIN entity AS a ON a.k = r.source JOIN entity AS b ON b.k = r.target
         WHERE r.type = '${type}' AND +${ofOthers.sql('r')} ORDER BY a.id, b.id`,
      columns: { source: 'value', target: 'value' },
    },
    (row) => ({ source: String(row['source']), target: String(row['target']) }),
  );

export const ENDS_OF = written(
  'dossier: facts of others at entities',
  {
    cypher: () =>
      `UNWIND $ids AS id MATCH (:Entity {id: id})-[row]-(:Entity) WHERE ${ofOthers.cypher('row')} RETURN id AS on, properties(row) AS row ORDER BY on, row.id`,
    sql: (print) =>
      `WITH ends AS MATERIALIZED (SELECT k, id FROM entity WHERE id IN ${listed('ids')}),
         keys AS (SELECT ends.id, f.k FROM ends CROSS JOIN fact AS f ON f.source = ends.k UNION ALL SELECT ends.id, f.k FROM ends CROSS JOIN fact AS f ON f.target = ends.k)
       SELECT keys.id AS "on", ${all(factAs('r'), print)} AS row FROM keys CROSS JOIN fact AS r ON r.k = keys.k
       WHERE +${ofOthers.sql('r')} ORDER BY keys.id, ${id(factAs('r'), print)}`,
    columns: { on: 'value', row: 'json' },
  },
  (row) => ({ on: String(row['on']), naming: readExisting(row) }),
);

export const naming = ({ on, type, property }: NamingProperty) =>
  written(
    `dossier: ${type}.${property} of others`,
    {
      cypher: () =>
        `MATCH ${on === 'node' ? `(row:${type})` : `(:Entity)-[row:${type}]->(:Entity)`} WHERE row.${property} IN $ids AND ${ofOthers.cypher('row')} RETURN properties(row) AS row ORDER BY row.id`,
      sql: (print) => {
        const of = on === 'node' ? entityAs('r') : factAs('r');
        const isOfType = on === 'node' ? print.labelled('r', type) : `r.type = '${type}'`;
        return `SELECT ${all(of, print)} AS row FROM ${of.of} AS r
          WHERE ${isOfType} AND ${print.value({ of, property })} IN ${listed('ids')} AND +${ofOthers.sql('r')} ORDER BY ${id(of, print)}`;
      },
      columns: FACT,
    },
    readExisting,
  );

/** Whether a row cites a passage whose id begins in one of `$prefixes`. */
const cites = {
  cypher: (row: string) =>
    `any(prefix IN $prefixes WHERE any(passage IN ${row}.evidence WHERE passage STARTS WITH prefix))`,
  sql: (row: string) =>
    `EXISTS (SELECT 1 FROM json_each(${row}.evidence) AS cited, json_each($prefixes) AS prefix WHERE substr(cited.value, 1, length(prefix.value)) = prefix.value)`,
};
/** SQL for the passages whose id begins in one of `$prefixes`. */
const PASSAGES_WITH_PREFIX =
  'json_each($prefixes) AS prefix CROSS JOIN passage AS p ON p.id >= prefix.value AND p.id < prefix.value || char(1114111)';

export const FACTS_CITING = written(
  'dossier: facts of others that cite',
  {
    cypher: () =>
      `MATCH (:Entity)-[row]->(:Entity) WHERE ${ofOthers.cypher('row')} AND ${cites.cypher('row')} RETURN properties(row) AS row ORDER BY row.id`,
    sql: (print) =>
      `WITH keys AS (SELECT DISTINCT q.fact FROM ${PASSAGES_WITH_PREFIX} CROSS JOIN reported AS q ON q.passage = p.k)
       SELECT ${all(factAs('r'), print)} AS row FROM keys CROSS JOIN fact AS r ON r.k = keys.fact WHERE +${ofOthers.sql('r')} ORDER BY ${id(factAs('r'), print)}`,
    columns: FACT,
  },
  readExisting,
);

/** @param quantities the names of properties that may cite a passage in what they hold */
export const entitiesCiting = (quantities: Iterable<string>) => {
  const names = [...quantities];
  return written(
    'dossier: entities of others that cite',
    {
      cypher: () => {
        const perhaps = [cites.cypher('row'), ...names.map((each) => `row.${each} IS NOT NULL`)].join(' OR ');
        return `MATCH (row:Entity) WHERE ${ofOthers.cypher('row')} AND (${perhaps}) RETURN properties(row) AS row ORDER BY row.id`;
      },
      sql: (print) => {
        const held = names.map((property) => `${print.value({ of: entityAs('r'), property })} IS NOT NULL`);
        return `SELECT ${all(entityAs('r'), print)} AS row FROM entity AS r WHERE ${ofOthers.sql('r')} AND (${[cites.sql('r'), ...held].join(' OR ')}) ORDER BY r.id`;
      },
      columns: FACT,
    },
    readExisting,
  );
};

/** An EDTF interval without an end ends in `/..`, and so does the id of such a fact. */
export const OPEN_FACTS_CITING = written(
  'dossier: open-ended facts that cite documents',
  {
    cypher: () =>
      "MATCH (p:Passage) WHERE p.document IN $documents UNWIND p.facts AS key WITH key WHERE key ENDS WITH '/..' RETURN DISTINCT key ORDER BY key",
    sql: () =>
      `SELECT DISTINCT q."order" AS key FROM json_each($documents) AS each CROSS JOIN passage AS p ON p.document = each.value
       CROSS JOIN reported AS q ON q.passage = p.k WHERE substr(q."order", -3) = '/..' ORDER BY key`,
    columns: { key: 'value' },
  },
  (row) => String(row['key']),
);

export const OPEN_ENTITIES_CITING = written(
  'dossier: open-ended entities that cite documents',
  {
    cypher: () =>
      `MATCH (n:Entity) WHERE n.latest = '${UNBOUNDED_END}' AND ${cites.cypher('n')} RETURN properties(n) AS row, labels(n) AS labels ORDER BY n.id`,
    sql: (print) =>
      `SELECT ${nodeSql('entity', print)} FROM entity AS n WHERE n.latest = '${UNBOUNDED_END}' AND ${cites.sql('n')} ORDER BY n.id`,
    columns: NODE,
  },
  readExisting,
);
