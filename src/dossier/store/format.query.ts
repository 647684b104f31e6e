import { written } from '../../graph/port.ts';

/** The format of a graph which does not say. */
const FIRST = 1;

export const FORMAT_OF = written(
  'dossier: format',
  {
    cypher: () =>
      "MATCH (d:Dossier) WITH count(d) AS dossiers OPTIONAL MATCH (v:GraphVersion {id: 'graph'}) RETURN dossiers, v.format AS format",
    sql: () => 'SELECT (SELECT count(*) FROM dossier) AS dossiers, (SELECT format FROM graph_version) AS format',
    columns: { dossiers: 'value', format: 'value' },
  },
  (row) => ({ dossiers: Number(row['dossiers']), format: Number(row['format'] ?? FIRST) }),
);

export const SET_FORMAT = written(
  'dossier: set format',
  {
    cypher: () => "MERGE (v:GraphVersion {id: 'graph'}) SET v.format = $format",
    sql: () =>
      'INSERT INTO graph_version (k, format) VALUES (1, $format) ON CONFLICT (k) DO UPDATE SET format = excluded.format',
    columns: {},
  },
  () => undefined,
);
