import { type Row, written } from '../../graph/port.ts';

/** What the list is called, and its queries with it. */
export const SUPPORTS = 'Passage.supports';

const readKeys = (row: Row): readonly [string, readonly string[]] => [
  String(row['parent']),
  (row['keys'] as string[] | null) ?? [],
];

/**
 * The order keys of facts that each of `$parents` reports, between `$after` and `$before`, sorted. Neo4j has them as a
 * list of the passage, so that a page of them is read without touching a fact; SQLite as a table.
 */
const keys = (name: string, list: string, down: '' | ' DESC') =>
  written(
    `${SUPPORTS} ${name}`,
    {
      cypher: () =>
        `UNWIND $parents AS parent MATCH (p:Passage {id: parent}) WITH parent, [key IN coalesce(p.facts, []) WHERE key > $after AND key < $before] AS keys RETURN parent, ${list} AS keys ORDER BY parent`,
      sql: () =>
        `SELECT p.id AS parent, (SELECT json_group_array(key) FROM (SELECT * FROM (SELECT r."order" AS key FROM reported AS r WHERE r.passage = p.k AND r."order" > $after AND r."order" < $before ORDER BY key${down} LIMIT $limit) ORDER BY key)) AS keys FROM json_each($parents) AS parent CROSS JOIN passage AS p ON p.id = parent.value`,
      columns: { parent: 'value', keys: 'json' },
    },
    readKeys,
  );

/** At most `$limit`, the first of them. */
export const firstKeys = keys('first', 'keys[0..$limit]', '');
/** At most `$limit`, the last of them. */
export const lastKeys = keys(
  'last',
  'CASE WHEN size(keys) > $limit THEN keys[size(keys) - $limit..size(keys)] ELSE keys END',
  ' DESC',
);

export const reportedCount = written(
  `${SUPPORTS} total`,
  {
    cypher: () =>
      'UNWIND $parents AS parent MATCH (p:Passage {id: parent}) RETURN parent, size(coalesce(p.facts, [])) AS count ORDER BY parent',
    sql: () =>
      'SELECT p.id AS parent, (SELECT count(*) FROM reported AS r WHERE r.passage = p.k) AS count FROM json_each($parents) AS parent CROSS JOIN passage AS p ON p.id = parent.value',
    columns: { parent: 'value', count: 'value' },
  },
  (row): readonly [string, number] => [String(row['parent']), Number(row['count'])],
);
