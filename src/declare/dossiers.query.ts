import { written } from '../graph/port.ts';

/** The dossiers of the graph, by id, each with which one is being changed, and since when that said nothing. */
export const DOSSIERS = written(
  'dossiers',
  {
    cypher: () =>
      `MATCH (d:Dossier) OPTIONAL MATCH (v:GraphVersion {id: 'graph'})
       RETURN properties(d) AS dossier, v.changing AS changing, timestamp() - v.beat AS silence ORDER BY d.id`,
    sql: () =>
      `SELECT d.properties AS dossier, v.changing AS changing, CAST(unixepoch('subsec') * 1000 AS INTEGER) - v.beat AS silence
       FROM dossier AS d LEFT JOIN graph_version AS v ORDER BY d.id`,
    columns: { dossier: 'json', changing: 'value', silence: 'value' },
  },
  (row) => row,
);
