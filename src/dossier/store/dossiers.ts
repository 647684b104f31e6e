import type { DossierRow } from '../../declare/dossiers.ts';
import { graphVersion as version } from '../../declare/version.query.ts';
import type { Runner } from '../../graph/port.ts';
import { ADD, ENTITIES, FACTS, FACTS_OF, RAISE_VERSION, REMOVE_DOSSIER, SET_DOSSIER, STATE } from './dossiers.query.ts';
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
 * A mark that differs after each change of the graph: its version and its dossiers.
 *
 * @returns undefined while a dossier is being loaded or unloaded, for then the graph differs from one moment to the next
 */
export async function graphState(graph: Runner): Promise<readonly GraphState[] | undefined> {
  const rows = await graph.run(STATE, {});
  return rows.some(({ state }) => state !== null && state !== 'loaded') ? undefined : rows;
}

/** The version of the graph, and one of its dossiers, if it has any. */
export interface GraphState {
  readonly version: number | null;
  readonly id: string | null;
  readonly state: string | null;
  readonly digest: string | null;
}

/** Writes down a dossier as it is now. */
export async function setDossier(transaction: Runner, dossier: DossierRow): Promise<void> {
  const { description, questions, ...rest } = dossier;
  await transaction.run(SET_DOSSIER, {
    id: dossier.id,
    dossier: {
      ...rest,
      ...(description.length > 0 ? { description } : {}),
      ...(questions.length > 0 ? { questions } : {}),
    },
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
