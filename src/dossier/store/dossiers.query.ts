import { type Row, written } from '../../graph/port.ts';
import type { Counts, GraphState } from './dossiers.ts';
import type { Kind } from './stored.ts';

const readCount = (row: Row) => Number(row['count']);
const nothing = () => undefined;
const COUNT = { count: 'value' } as const;

export const ENTITIES = written(
  'dossier: count entities',
  {
    cypher: () => 'MATCH (n:Entity) RETURN count(n) AS count',
    sql: () => 'SELECT count(*) AS count FROM entity',
    columns: COUNT,
  },
  readCount,
);

export const FACTS = written(
  'dossier: count facts',
  {
    cypher: () => 'MATCH (:Entity)-[r]->(:Entity) RETURN count(r) AS count',
    sql: () => 'SELECT count(*) AS count FROM fact',
    columns: COUNT,
  },
  readCount,
);

export const FACTS_OF = written(
  'dossier: count facts of a dossier',
  {
    cypher: () => 'MATCH (:Entity)-[r]->(:Entity) WHERE $dossier IN r.dossiers RETURN count(r) AS count',
    sql: () =>
      `SELECT count(*) AS count FROM fact AS r WHERE r.provenance IN
         (SELECT k FROM provenance WHERE EXISTS (SELECT 1 FROM json_each(dossiers) WHERE value = $dossier))`,
    columns: COUNT,
  },
  readCount,
);

const add = (counted: keyof Counts) =>
  written(
    `dossier: count ${counted}`,
    {
      cypher: () => `MATCH (d:Dossier {id: $id}) SET d.${counted} = d.${counted} + $more`,
      sql: () =>
        `UPDATE dossier SET properties = json_set(properties, '$.${counted}', (properties ->> '$.${counted}') + $more) WHERE id = $id`,
      columns: {},
    },
    nothing,
  );

/** Adds to how many rows of a kind the graph has of what a dossier states. */
export const ADD = {
  document: add('documents'),
  passage: add('passages'),
  entity: add('entities'),
  fact: add('facts'),
} satisfies Record<Kind, unknown>;

export const SET_DOSSIER = written(
  'dossier: set',
  {
    cypher: () => 'MERGE (d:Dossier {id: $id}) SET d = $dossier',
    sql: () =>
      `INSERT INTO dossier (id, properties) VALUES ($id, $dossier) ON CONFLICT (id) DO UPDATE SET properties = excluded.properties`,
    columns: {},
  },
  nothing,
);

export const REMOVE_DOSSIER = written(
  'dossier: remove',
  {
    cypher: () => 'MATCH (d:Dossier {id: $id}) DELETE d',
    sql: () => 'DELETE FROM dossier WHERE id = $id',
    columns: {},
  },
  nothing,
);

export const RAISE_VERSION = written(
  'dossier: raise version',
  {
    cypher: () => "MERGE (v:GraphVersion {id: 'graph'}) SET v.version = coalesce(v.version, 0) + 1",
    sql: () =>
      'INSERT INTO graph_version (k, version) VALUES (1, 1) ON CONFLICT (k) DO UPDATE SET version = coalesce(version, 0) + 1',
    columns: {},
  },
  nothing,
);

/** Before the end of the first load there is no version. */
export const STATE = written(
  'graph state',
  {
    cypher: () =>
      "OPTIONAL MATCH (v:GraphVersion {id: 'graph'}) OPTIONAL MATCH (d:Dossier) RETURN v.version AS version, d.id AS id, d.state AS state, d.digest AS digest ORDER BY id",
    sql: () =>
      "SELECT v.version AS version, d.id AS id, d.properties ->> '$.state' AS state, d.properties ->> '$.digest' AS digest FROM (SELECT 1) LEFT JOIN graph_version AS v LEFT JOIN dossier AS d ORDER BY d.id",
    columns: { version: 'value', id: 'value', state: 'value', digest: 'value' },
  },
  // The loader wrote it.
  ({ version, id, state, digest }) => ({ version, id, state, digest }) as GraphState,
);
