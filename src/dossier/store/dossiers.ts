import type { DossierRow } from '../../declare/dossiers.ts';
import { graphVersion as version } from '../../declare/shared.ts';
import { type Row, type Runner, statement } from '../../graph/port.ts';
import type { Kind } from './stored.ts';

/** How many rows of each kind. */
export type Counts = Pick<DossierRow, 'documents' | 'passages' | 'entities' | 'facts'>;

export const NONE: Counts = { documents: 0, passages: 0, entities: 0, facts: 0 };

/** How much the graph holds. */
export async function countsOf(graph: Runner): Promise<{ entities: number; facts: number }> {
  const [[entities], [facts]] = await Promise.all([graph.run(ENTITIES, {}), graph.run(FACTS, {})]);
  return { entities: entities ?? 0, facts: facts ?? 0 };
}

/** How many facts of the graph a dossier states. It looks at all of them. */
export async function countFacts(graph: Runner, dossier: string): Promise<number> {
  return (await graph.run(FACTS_OF, { dossier }))[0] ?? 0;
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

/** Writes down a dossier as it is now. */
export async function setDossier(transaction: Runner, dossier: DossierRow): Promise<void> {
  const { description, ...rest } = dossier;
  await transaction.run(SET_DOSSIER, {
    id: dossier.id,
    dossier: description.length > 0 ? { ...rest, description } : rest,
  });
}

/** Adds to how many rows of a kind the graph has of what a dossier states. */
export async function addToCount(transaction: Runner, id: string, kind: Kind, more: number): Promise<void> {
  if (more !== 0) await transaction.run(ADD[kind], { id, more });
}

export async function forgetDossier(transaction: Runner, id: string): Promise<void> {
  await transaction.run(REMOVE_DOSSIER, { id });
}

/** Tells running servers that what they derived from the graph is old. */
export async function raiseVersion(transaction: Runner): Promise<void> {
  await transaction.run(RAISE_VERSION, {});
}

const nothing = () => undefined;

// Before the end of the first load there is no version.
const STATE = statement(
  'graph state',
  "OPTIONAL MATCH (v:GraphVersion {id: 'graph'}) OPTIONAL MATCH (d:Dossier) RETURN v.version AS version, d.id AS id, d.state AS state, d.digest AS digest ORDER BY id",
  // The loader wrote it.
  ({ version, id, state, digest }) => ({ version, id, state, digest }) as GraphState,
);

const readCount = (row: Row) => Number(row['count']);

const ENTITIES = statement('dossier: count entities', 'MATCH (n:Entity) RETURN count(n) AS count', readCount);
const FACTS = statement('dossier: count facts', 'MATCH (:Entity)-[r]->(:Entity) RETURN count(r) AS count', readCount);

const FACTS_OF = statement(
  'dossier: count facts of a dossier',
  'MATCH (:Entity)-[r]->(:Entity) WHERE $dossier IN r.dossiers RETURN count(r) AS count',
  readCount,
);

const SET_DOSSIER = statement('dossier: set', 'MERGE (d:Dossier {id: $id}) SET d = $dossier', nothing);

const add = (counted: keyof Counts) =>
  statement(
    `dossier: count ${counted}`,
    `MATCH (d:Dossier {id: $id}) SET d.${counted} = d.${counted} + $more`,
    nothing,
  );
const ADD = {
  document: add('documents'),
  passage: add('passages'),
  entity: add('entities'),
  fact: add('facts'),
} satisfies Record<Kind, unknown>;

const REMOVE_DOSSIER = statement('dossier: remove', 'MATCH (d:Dossier {id: $id}) DELETE d', nothing);

const RAISE_VERSION = statement(
  'dossier: raise version',
  "MERGE (v:GraphVersion {id: 'graph'}) SET v.version = coalesce(v.version, 0) + 1",
  nothing,
);
