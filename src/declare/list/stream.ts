import { type Params, type Row, statement } from '../../graph/port.ts';
import type { Operation } from '../operation.ts';
import { type FactRow, type Passage, readDocument, readEntity, readFactRow, readPassage } from '../rows.ts';

/** How many nodes, and about how many facts, are read at once: so few that nobody waits for the rest of them to be read. */
const NODES = 1000;
const FACTS = 2000;

// Of one dossier: what it states, and what stands at the ends of the facts that it states.
const stated =
  '($dossier IS NULL OR $dossier IN n.dossiers OR EXISTS { MATCH (n)-[own]-(:Entity) WHERE $dossier IN own.dossiers })';

const entityPage = statement(
  'Graph entities',
  `MATCH (n:Entity) WHERE n.id > $after AND ${stated} RETURN properties(n) AS node ORDER BY n.id LIMIT $limit`,
  (row) => readEntity(row['node']),
);
const idPage = statement(
  'Graph entity ids',
  'MATCH (n:Entity) WHERE n.id > $after AND n.degree > 0 RETURN n.id AS id, n.degree AS degree ORDER BY n.id LIMIT $limit',
  (row) => ({ id: String(row['id']), degree: Number(row['degree']) }),
);
const factColumns = 'type(r) AS type, properties(r) AS fact';
const readStreamed = (row: Row): StreamedFact => ({ type: String(row['type']), row: readFactRow(row['fact']) });
const factsOfMany = statement(
  'Graph facts',
  `UNWIND $ids AS id MATCH (a:Entity {id: id}) MATCH (a)-[r]->(:Entity) WHERE $dossier IS NULL OR $dossier IN r.dossiers RETURN ${factColumns} ORDER BY fact.source, fact.id`,
  readStreamed,
);
const factsOfOne = statement(
  'Graph facts of an entity',
  `MATCH (a:Entity {id: $id}) MATCH (a)-[r]->(:Entity) WHERE r.id > $after AND ($dossier IS NULL OR $dossier IN r.dossiers) RETURN ${factColumns} ORDER BY fact.id LIMIT $limit`,
  readStreamed,
);
const passagePage = statement(
  'Graph passages',
  'MATCH (p:Passage) WHERE p.document > $document OR (p.document = $document AND p.order > $after) MATCH (d:SourceDocument {id: p.document}) WHERE $dossier IS NULL OR $dossier IN p.dossiers RETURN properties(p) AS passage, properties(d) AS document ORDER BY passage.document, passage.order LIMIT $limit',
  (row): Passage => ({ row: readPassage(row['passage']), document: readDocument(row['document']) }),
);

export interface StreamedFact {
  readonly type: string;
  readonly row: FactRow;
}

/**
 * The whole graph, or one dossier of it, in pieces: each stream reads on only when what it gave is taken, so that
 * memory stays bounded. By id, so that two engines give the same.
 *
 * @param dossier its id, or null for the whole graph
 */
export function streamGraph(operation: Operation, dossier: string | null) {
  return {
    nodes: pages(operation, entityPage, { dossier }, ({ id }) => ({ after: id })),
    edges: facts(operation, dossier),
    passages: pages(
      operation,
      passagePage,
      { dossier, document: '' },
      ({ row }): Params => ({ document: row.document, after: String(row['order']) }),
    ),
  };
}

async function* pages<R>(
  operation: Operation,
  page: Parameters<typeof operation.run<R>>[0],
  start: Params,
  next: (last: R) => Params,
): AsyncGenerator<R, void, undefined> {
  let params: Params = { ...start, after: '', limit: NODES };
  for (;;) {
    const rows = await operation.run(page, params);
    yield* rows;
    const last = rows.at(-1);
    if (last === undefined || rows.length < NODES) return;
    params = { ...params, ...next(last) };
  }
}

async function* facts(operation: Operation, dossier: string | null): AsyncGenerator<StreamedFact, void, undefined> {
  let batch: string[] = [];
  let weight = 0;
  const take = async function* () {
    if (batch.length > 0) yield* await operation.run(factsOfMany, { ids: batch, dossier });
    batch = [];
    weight = 0;
  };
  for await (const { id, degree } of pages(operation, idPage, {}, (last) => ({ after: last.id }))) {
    if (weight + degree > FACTS) yield* take();
    if (degree > FACTS) yield* factsOf(operation, id, dossier);
    else {
      batch.push(id);
      weight += degree;
    }
  }
  yield* take();
}

async function* factsOf(
  operation: Operation,
  id: string,
  dossier: string | null,
): AsyncGenerator<StreamedFact, void, undefined> {
  let after = '';
  for (;;) {
    const rows = await operation.run(factsOfOne, { id, dossier, after, limit: FACTS });
    yield* rows;
    const last = rows.at(-1);
    if (last === undefined || rows.length < FACTS) return;
    after = last.row.id;
  }
}
