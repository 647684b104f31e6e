/** What reads and empties a whole graph, on either engine: for tests and for the torture. */

const all = (/** @type {string} */ table) => (/** @type {any} */ print) =>
  print.value({ of: { of: table, name: 'n' }, names: 'all' });
const labelled = (/** @type {string} */ label) => `'["${label}"]'`;

/** Nodes but the version of the graph: `labels` and `row`. */
export const NODES = {
  cypher: () => 'MATCH (n) WHERE NOT n:GraphVersion RETURN labels(n) AS labels, properties(n) AS row ORDER BY n.id',
  sql: (/** @type {any} */ print) => `
    SELECT '["' || replace(trim(labels, '|'), '|', '","') || '"]' AS labels, ${all('entity')(print)} AS row FROM entity AS n
    UNION ALL SELECT ${labelled('SourceDocument')}, ${all('document')(print)} FROM document AS n
    UNION ALL SELECT ${labelled('Passage')}, json_set(${all('passage')(print)}, '$.facts',
      json((SELECT json_group_array("order") FROM (SELECT "order" FROM reported WHERE passage = n.k ORDER BY "order")))) FROM passage AS n
    UNION ALL SELECT ${labelled('Dossier')}, properties FROM dossier
    UNION ALL SELECT ${labelled('LoadedBatch')}, json_patch('{}', json_object('dossier', dossier, 'batch', batch, 'head', head)) FROM loaded_batch`,
  columns: /** @type {const} */ ({ labels: 'json', row: 'json' }),
};

/** Facts: `source`, `type`, `target` and `row`. */
export const FACTS = {
  cypher: () =>
    'MATCH (a)-[r]->(b) RETURN a.id AS source, type(r) AS type, b.id AS target, properties(r) AS row ORDER BY r.id',
  sql: (/** @type {any} */ print) => `
    SELECT a.id AS source, n.type, b.id AS target, ${all('fact')(print)} AS row
    FROM fact AS n JOIN entity AS a ON a.k = n.source JOIN entity AS b ON b.k = n.target`,
  columns: /** @type {const} */ ({ source: 'value', type: 'value', target: 'value', row: 'json' }),
};

/** How many nodes there are, `count`. */
export const COUNT = {
  cypher: () => 'MATCH (n) RETURN count(n) AS count',
  sql: () =>
    `SELECT sum(count) AS count FROM (${['entity', 'document', 'passage', 'dossier', 'loaded_batch', 'graph_version'].map((table) => `SELECT count(*) AS count FROM ${table}`).join(' UNION ALL ')})`,
  columns: /** @type {const} */ ({ count: 'value' }),
};

export const EMPTY = {
  cypher: () => 'MATCH (n) DETACH DELETE n',
  sql: () =>
    ['reported', 'fact', 'entity', 'passage', 'document', 'provenance', 'dossier', 'loaded_batch', 'graph_version']
      .map((table) => `DELETE FROM ${table}`)
      .join('; '),
  columns: {},
};
