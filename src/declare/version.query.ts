import { written } from '../graph/port.ts';

/** The version of a graph, which every load and unload that changes something raises. No row before the first. */
export const graphVersion = written(
  'graph version',
  {
    cypher: () => "MATCH (v:GraphVersion {id: 'graph'}) RETURN v.version AS version",
    sql: () => 'SELECT version FROM graph_version',
    columns: { version: 'value' },
  },
  (row) => Number(row['version']),
);
