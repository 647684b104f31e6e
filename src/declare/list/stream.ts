import type { Params, Query } from '../../graph/port.ts';
import type { Operation } from '../operation.ts';
import { entityPage, factsOfMany, factsOfOne, idPage, passagePage, type StreamedFact } from './stream.query.ts';

/** How many nodes, and about how many facts, are read at once: so few that nobody waits for the rest of them to be read. */
const NODES = 1000;
const FACTS = 2000;

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
  page: Query<R>,
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
