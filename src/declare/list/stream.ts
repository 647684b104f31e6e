import type { Params, Query } from '../../graph/port.ts';
import type { Operation } from '../operation.ts';
import type { DocumentRow, EntityRow, Passage } from '../rows.ts';
import { statedBy } from '../stated.ts';
import {
  documentPage,
  entityPage,
  factsOfMany,
  factsOfOne,
  idPage,
  passagePage,
  type StreamedFact,
} from './stream.query.ts';

/** How many nodes, and about how many facts, are read at once: so few that nobody waits for the rest of them to be read. */
const NODES = 1000;
const FACTS = 2000;

/**
 * The whole graph, or what one dossier states, in pieces: each stream reads on only when what it gave is taken, so that
 * memory stays bounded. By id, so that two engines give the same.
 *
 * Of a row that several dossiers state, the stream of a dossier has what that one states. What only others state is there
 * by name, where a fact or a passage of the dossier needs it: an entity has no evidence then, and a document no title.
 *
 * @param dossier its id, or null for the whole graph
 */
export function streamGraph(operation: Operation, dossier: string | null) {
  return {
    nodes: restated(pages(operation, entityPage, { dossier }, afterId), dossier, entityOf),
    edges: restated(facts(operation, dossier), dossier, factOf),
    passages: restated(
      pages(
        operation,
        passagePage,
        { dossier, document: '' },
        ({ row }): Params => ({ document: row.document, after: String(row['order']) }),
      ),
      dossier,
      passageOf,
    ),
    /** Those of which it has no passages. */
    documents: restated(pages(operation, documentPage, { dossier }, afterId), dossier, documentOf),
  };
}

const afterId = ({ id }: { readonly id: string }) => ({ after: id });

/** The rows of pages, as a dossier states them; as they are, of the whole graph. */
async function* restated<R>(
  pagesOf: AsyncIterable<readonly R[]>,
  dossier: string | null,
  restate: (row: R, dossier: string) => R,
): AsyncGenerator<R, void, undefined> {
  for await (const rows of pagesOf) yield* dossier === null ? rows : rows.map((row) => restate(row, dossier));
}

function entityOf(row: EntityRow, dossier: string): EntityRow {
  const { id, type, names, preferred, degree } = row;
  return statedBy(row, dossier) ?? { id, type, names, preferred, degree };
}

// The dossier states all facts and passages that are read for it.
function factOf({ type, row }: StreamedFact, dossier: string): StreamedFact {
  return { type, row: statedBy(row, dossier) ?? row };
}

function passageOf({ row, document }: Passage, dossier: string): Passage {
  return { row: statedBy(row, dossier) ?? row, document: documentOf(document, dossier) };
}

function documentOf(row: DocumentRow, dossier: string): DocumentRow {
  return statedBy(row, dossier) ?? { id: row.id, title: [] };
}

async function* pages<R>(
  operation: Operation,
  page: Query<R>,
  start: Params,
  next: (last: R) => Params,
): AsyncGenerator<R[], void, undefined> {
  let params: Params = { ...start, after: '', limit: NODES };
  for (;;) {
    const rows = await operation.run(page, params);
    yield rows;
    const last = rows.at(-1);
    if (last === undefined || rows.length < NODES) return;
    params = { ...params, ...next(last) };
  }
}

async function* facts(operation: Operation, dossier: string | null): AsyncGenerator<StreamedFact[], void, undefined> {
  let batch: string[] = [];
  let weight = 0;
  const take = async function* () {
    if (batch.length > 0) yield await operation.run(factsOfMany, { ids: batch, dossier });
    batch = [];
    weight = 0;
  };
  for await (const page of pages(operation, idPage, {}, afterId)) {
    for (const { id, degree } of page) {
      if (weight + degree > FACTS) yield* take();
      if (degree > FACTS) yield* factsOf(operation, id, dossier);
      else {
        batch.push(id);
        weight += degree;
      }
    }
  }
  yield* take();
}

async function* factsOf(
  operation: Operation,
  id: string,
  dossier: string | null,
): AsyncGenerator<StreamedFact[], void, undefined> {
  let after = '';
  for (;;) {
    const rows = await operation.run(factsOfOne, { id, dossier, after, limit: FACTS });
    yield rows;
    const last = rows.at(-1);
    if (last === undefined || rows.length < FACTS) return;
    after = last.row.id;
  }
}
