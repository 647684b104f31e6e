import { type Row, written } from '../../graph/port.ts';
import { entityAs, factAs, type Variable } from '../../graph/query.ts';
import { type FactRow, type Passage, readDocument, readEntity, readFactRow, readPassage } from '../rows.ts';

export interface StreamedFact {
  readonly type: string;
  readonly row: FactRow;
}

// Where `$dossier` is not null, of one dossier: what it states, and what stands at the ends of the facts that it states.
const OF_DOSSIER = {
  cypher: (row: string) => `($dossier IS NULL OR $dossier IN ${row}.dossiers)`,
  sql: (row: string) =>
    `($dossier IS NULL OR EXISTS (SELECT 1 FROM provenance AS own, json_each(own.dossiers) AS dossier WHERE own.k = ${row}.provenance AND dossier.value = $dossier))`,
};
const atEnd = (end: string) => `EXISTS (SELECT 1 FROM fact AS own WHERE own.${end} = n.k AND ${OF_DOSSIER.sql('own')})`;

const N = entityAs('n');
const R = factAs('r');

/** Entities after `$after`, by id. */
export const entityPage = written(
  'Graph entities',
  {
    cypher: () =>
      `MATCH (n:Entity) WHERE n.id > $after AND ($dossier IS NULL OR $dossier IN n.dossiers OR EXISTS { MATCH (n)-[own]-(:Entity) WHERE $dossier IN own.dossiers }) RETURN properties(n) AS node ORDER BY n.id LIMIT $limit`,
    sql: ({ value }) =>
      `SELECT ${value({ of: N, names: 'all' })} AS node FROM entity AS n WHERE n.id > $after AND (${OF_DOSSIER.sql('n')} OR ${atEnd('source')} OR ${atEnd('target')}) ORDER BY n.id LIMIT $limit`,
    columns: { node: 'json' },
  },
  (row) => readEntity(row['node']),
);

/** The ids and degrees of entities after `$after` that have facts. */
export const idPage = written(
  'Graph entity ids',
  {
    cypher: () =>
      'MATCH (n:Entity) WHERE n.id > $after AND n.degree > 0 RETURN n.id AS id, n.degree AS degree ORDER BY n.id LIMIT $limit',
    sql: () =>
      'SELECT n.id AS id, n.degree AS degree FROM entity AS n WHERE n.id > $after AND n.degree > 0 ORDER BY n.id LIMIT $limit',
    columns: { id: 'value', degree: 'value' },
  },
  (row) => ({ id: String(row['id']), degree: Number(row['degree']) }),
);

const readStreamed = (row: Row): StreamedFact => ({ type: String(row['type']), row: readFactRow(row['fact']) });

/** The facts of which entities of `$ids` are the source. */
export const factsOfMany = written(
  'Graph facts',
  {
    cypher: () =>
      `UNWIND $ids AS id MATCH (a:Entity {id: id}) MATCH (a)-[r]->(:Entity) WHERE ${OF_DOSSIER.cypher('r')} RETURN type(r) AS type, properties(r) AS fact ORDER BY fact.source, fact.id`,
    sql: ({ value }) =>
      `SELECT r.type AS type, ${value({ of: R, names: 'all' })} AS fact FROM json_each($ids) AS id CROSS JOIN entity AS a ON a.id = id.value CROSS JOIN fact AS r ON r.source = a.k WHERE ${OF_DOSSIER.sql('r')} ORDER BY a.id, substr(r."order", instr(r."order", '|') + 1)`,
    columns: { type: 'value', fact: 'json' },
  },
  readStreamed,
);

/** The facts after `$after`, by id, of which the entity `$id` is the source. */
export const factsOfOne = written(
  'Graph facts of an entity',
  {
    cypher: () =>
      `MATCH (a:Entity {id: $id}) MATCH (a)-[r]->(:Entity) WHERE r.id > $after AND ${OF_DOSSIER.cypher('r')} RETURN type(r) AS type, properties(r) AS fact ORDER BY fact.id LIMIT $limit`,
    sql: ({ value }) =>
      `SELECT r.type AS type, ${value({ of: R, names: 'all' })} AS fact FROM (SELECT f.k, substr(f."order", instr(f."order", '|') + 1) AS id FROM fact AS f WHERE f.source = (SELECT k FROM entity WHERE id = $id) AND id > $after AND ${OF_DOSSIER.sql('f')} ORDER BY id LIMIT $limit) AS found CROSS JOIN fact AS r ON r.k = found.k`,
    columns: { type: 'value', fact: 'json' },
  },
  readStreamed,
);

const P: Variable = { of: 'passage', name: 'p' };
const D: Variable = { of: 'document', name: 'd' };

/** Passages after `$after` of `$document`, and of the documents after it. */
export const passagePage = written(
  'Graph passages',
  {
    cypher: () =>
      `MATCH (p:Passage) WHERE p.document > $document OR (p.document = $document AND p.order > $after) MATCH (d:SourceDocument {id: p.document}) WHERE ${OF_DOSSIER.cypher('p')} RETURN properties(p) AS passage, properties(d) AS document ORDER BY passage.document, passage.order LIMIT $limit`,
    sql: ({ value }) =>
      `SELECT ${value({ of: P, names: 'all' })} AS passage, ${value({ of: D, names: 'all' })} AS document FROM passage AS p CROSS JOIN document AS d ON d.id = p.document WHERE (p.document, p."order") > ($document, $after) AND ${OF_DOSSIER.sql('p')} ORDER BY p.document, p."order" LIMIT $limit`,
    columns: { passage: 'json', document: 'json' },
  },
  (row): Passage => ({ row: readPassage(row['passage']), document: readDocument(row['document']) }),
);

/** Documents after `$after`, by id, without a passage: where `$dossier` is not null, without one that it states. */
export const documentPage = written(
  'Graph documents',
  {
    cypher: () =>
      `MATCH (d:SourceDocument) WHERE d.id > $after AND ${OF_DOSSIER.cypher('d')} AND NOT EXISTS { MATCH (p:Passage {document: d.id}) WHERE ${OF_DOSSIER.cypher('p')} } RETURN properties(d) AS document ORDER BY d.id LIMIT $limit`,
    sql: ({ value }) =>
      `SELECT ${value({ of: D, names: 'all' })} AS document FROM document AS d WHERE d.id > $after AND ${OF_DOSSIER.sql('d')} AND NOT EXISTS (SELECT 1 FROM passage AS p WHERE p.document = d.id AND ${OF_DOSSIER.sql('p')}) ORDER BY d.id LIMIT $limit`,
    columns: { document: 'json' },
  },
  (row) => readDocument(row['document']),
);
