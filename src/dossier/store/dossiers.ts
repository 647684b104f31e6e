import { graphVersion as version } from '../../declare/shared.ts';
import { type Graph, type Row, type Runner, statement } from '../../graph/port.ts';

/** A dossier that is in the graph, or was begun to be loaded into it. */
export interface LoadedDossier {
  readonly id: string;
  /** Tagged texts. */
  readonly title: readonly string[];
  readonly description: readonly string[];
  /** `loading`: a load did not finish, `unloading`: an unload; doing the same again completes it. */
  readonly state: 'loading' | 'loaded' | 'unloading';
  /** Of the folder that it was loaded from: SHA-256, in hexadecimal. */
  readonly digest: string;
  /** How many of each it states, those that others state as well included. */
  readonly entities: number;
  readonly facts: number;
}

/** The dossiers of the graph, by id. */
export async function dossiersIn(graph: Runner): Promise<LoadedDossier[]> {
  return await graph.run(DOSSIERS, {});
}

/** How much the graph holds. */
export async function countsOf(graph: Runner): Promise<{ entities: number; facts: number }> {
  const [[entities], [facts]] = await Promise.all([graph.run(ENTITIES, {}), graph.run(FACTS, {})]);
  return { entities: entities ?? 0, facts: facts ?? 0 };
}

/** How many documents and passages a dossier states. */
export async function sourcesOf(graph: Runner, dossier: string): Promise<{ documents: number; passages: number }> {
  const [documents = 0] = await graph.run(DOCUMENTS_OF, { dossier });
  const [passages = 0] = await graph.run(PASSAGES_OF, { dossier });
  return { documents, passages };
}

/** Raised by every load and unload that changes something; 0 before the first. */
export async function graphVersion(graph: Runner): Promise<number> {
  return (await graph.run(version, {}))[0] ?? 0;
}

/**
 * What tells the graph from what it was before and will be: its version and its dossiers.
 *
 * @returns undefined while a dossier is being loaded or unloaded, for then the graph differs from one moment to the next
 */
export async function graphState(graph: Runner): Promise<readonly GraphState[] | undefined> {
  const rows = await graph.run(STATE, {});
  return rows.some(({ state }) => state !== null && state !== 'loaded') ? undefined : rows;
}

/** The version of the graph, and one of its dossiers, if it has any. */
interface GraphState {
  readonly version: number | null;
  readonly id: string | null;
  readonly state: string | null;
  readonly digest: string | null;
}

/** Says that the rows of a dossier are about to change, so that a crash is seen. */
export async function beginChange(graph: Graph, dossier: LoadedDossier): Promise<void> {
  await graph.write((transaction) => transaction.run(SET_DOSSIER, { id: dossier.id, dossier: stored(dossier) }));
}

/**
 * Says that a dossier is loaded, and raises the version of the graph.
 *
 * @param last what else the same transaction does
 */
export async function finishLoad(
  graph: Graph,
  dossier: LoadedDossier,
  last: (transaction: Runner) => Promise<void> = async () => undefined,
): Promise<void> {
  await graph.write(async (transaction) => {
    await last(transaction);
    await transaction.run(SET_DOSSIER, { id: dossier.id, dossier: stored(dossier) });
    await transaction.run(RAISE_VERSION, {});
  });
}

/** Forgets a dossier whose rows are gone, and raises the version of the graph. */
export async function finishUnload(graph: Graph, id: string): Promise<void> {
  await graph.write(async (transaction) => {
    await transaction.run(REMOVE_DOSSIER, { id });
    await transaction.run(RAISE_VERSION, {});
  });
}

function stored({ description, ...rest }: LoadedDossier) {
  return description.length > 0 ? { ...rest, description } : rest;
}

// Before the end of the first load there is no version.
const STATE = statement(
  'graph state',
  "OPTIONAL MATCH (v:GraphVersion {id: 'graph'}) OPTIONAL MATCH (d:Dossier) RETURN v.version AS version, d.id AS id, d.state AS state, d.digest AS digest ORDER BY id",
  // The loader wrote it.
  ({ version, id, state, digest }) => ({ version, id, state, digest }) as GraphState,
);

const readCount = (row: Row) => Number(row['count']);

const DOSSIERS = statement(
  'dossier: list',
  'MATCH (d:Dossier) RETURN properties(d) AS dossier ORDER BY d.id',
  // The loader wrote it; a description there may be none.
  (row) => ({ ...{ description: [] }, ...(row['dossier'] as unknown as LoadedDossier) }),
);

const ENTITIES = statement('dossier: count entities', 'MATCH (n:Entity) RETURN count(n) AS count', readCount);
const FACTS = statement('dossier: count facts', 'MATCH (:Entity)-[r]->(:Entity) RETURN count(r) AS count', readCount);
const DOCUMENTS_OF = statement(
  'dossier: count documents',
  'MATCH (n:SourceDocument) WHERE $dossier IN n.dossiers RETURN count(n) AS count',
  readCount,
);
const PASSAGES_OF = statement(
  'dossier: count passages',
  'MATCH (n:Passage) WHERE $dossier IN n.dossiers RETURN count(n) AS count',
  readCount,
);

const SET_DOSSIER = statement('dossier: set', 'MERGE (d:Dossier {id: $id}) SET d = $dossier', () => undefined);

const REMOVE_DOSSIER = statement('dossier: remove', 'MATCH (d:Dossier {id: $id}) DELETE d', () => undefined);

const RAISE_VERSION = statement(
  'dossier: raise version',
  "MERGE (v:GraphVersion {id: 'graph'}) SET v.version = coalesce(v.version, 0) + 1",
  () => undefined,
);
