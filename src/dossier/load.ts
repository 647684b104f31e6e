import type { Model } from '../declare/model.ts';
import type { Graph } from '../graph/port.ts';
import type { Problem, Spot } from '../yaml/problem.ts';
import { checkAcyclic } from './acyclic.ts';
import { changeOf, type Statements } from './change.ts';
import { checkReferences, checkTwice, checkUnique, conflictProblem } from './check.ts';
import { confirmed } from './confirmed.ts';
import { dependentsOn } from './dependents.ts';
import { beginChange, countsOf, dossiersIn, finishLoad, type LoadedDossier, sourcesOf } from './dossiers.ts';
import { Reading } from './existing.ts';
import { DossierInvalid } from './problem.ts';
import { type Dossier, readDossier } from './read.ts';
import { documentPart, entityPart, factPart, passagePart } from './rows.ts';
import type { Reference } from './seed.ts';
import { canonical, type StoredRow } from './stored.ts';
import { closeLedger } from './stream/ledger.ts';
import { StreamLoad, type StreamOptions } from './stream/load.ts';
import { changesIn, type Plan, Writing } from './write.ts';

export interface LoadReport {
  readonly id: string;
  /** How many of each the dossier states. */
  readonly documents: number;
  readonly passages: number;
  readonly entities: number;
  readonly facts: number;
  /**
   * How many rows were written, and how many removed; of a load that lost the store on its way and found it again, by
   * its last attempt. Both are 0 when the graph held just this.
   */
  readonly written: number;
  readonly removed: number;
}

/**
 * Loads a folder into a graph: what the dossier stated before and no longer does goes, what it shares with other
 * dossiers is merged, the rest stays. Everything is checked before the first write.
 *
 * The graph's indexes should be prepared before. A load that was cut off is completed by another one.
 *
 * @throws DossierInvalid with every problem; then the graph is as it was
 */
export async function loadDossier(
  graph: Graph,
  model: Model,
  folder: string,
  options: StreamOptions = {},
): Promise<LoadReport> {
  const dossier = await readDossier(model, folder, options);
  return await confirmed(() => load(graph, model, dossier, options));
}

/**
 * Loads a folder into a graph that holds nothing, or finishes its own load that was cut off. Otherwise nothing is done.
 *
 * @returns undefined when nothing was done
 * @throws DossierInvalid
 */
export async function seedGraph(
  graph: Graph,
  model: Model,
  folder: string,
  options: StreamOptions = {},
): Promise<LoadReport | undefined> {
  const dossiers = await dossiersIn(graph);
  const { entities } = await countsOf(graph);
  const unfinished = dossiers.filter(({ state }) => state === 'loading');
  if (unfinished.length === 0 && (dossiers.length > 0 || entities > 0)) return undefined;
  const dossier = await readDossier(model, folder, options);
  const isWanted = dossiers.length === 0 || unfinished.some(({ id }) => id === dossier.id);
  return isWanted ? await confirmed(() => load(graph, model, dossier, options)) : undefined;
}

async function load(graph: Graph, model: Model, dossier: Dossier, options: StreamOptions): Promise<LoadReport> {
  const reading = new Reading(graph, options.signal);
  const current = (await dossiersIn(graph)).find(({ id }) => id === dossier.id);
  const isLarge = (current?.facts ?? 0) > IN_MEMORY;
  if (isLarge || dossier.tables.length > 0) return await stream(graph, model, dossier, current, options);
  const plan = await checkedPlan(reading, model, dossier);
  options.onProgress?.({ phase: 'check', done: rowsOf(dossier), total: rowsOf(dossier) });
  const target = nodeOf(dossier);
  const report = reportOf(dossier, plan);
  if (report.written + report.removed > 0 || !current || !isSame(current, target)) {
    await write(graph, model, plan, target, options);
  }
  return report;
}

/** A dossier of so many facts is held in memory, and so is what the graph has of it. */
const IN_MEMORY = 20_000;

/** Loads a dossier with tables. One that is loaded already is not even read through: its digest says so. */
async function stream(
  graph: Graph,
  model: Model,
  dossier: Dossier,
  current: LoadedDossier | undefined,
  options: StreamOptions,
): Promise<LoadReport> {
  const { id, digest } = dossier;
  if (current?.state === 'loaded' && current.digest === digest && dossier.problems.length === 0) {
    const { entities, facts } = current;
    return { id, entities, facts, ...(await sourcesOf(graph, id)), written: 0, removed: 0 };
  }
  const { counts, written, removed } = await new StreamLoad(graph, model, id, options).load(dossier, current);
  const { document: documents, passage: passages, entity: entities, fact: facts } = counts;
  await finishLoad(graph, { ...nodeOf(dossier), entities, facts }, (transaction) => closeLedger(transaction, id));
  return { id, documents, passages, entities, facts, written, removed };
}

/** @throws DossierInvalid */
async function checkedPlan(reading: Reading, model: Model, dossier: Dossier): Promise<Plan> {
  const statements = statementsOf(dossier);
  const { plan, existing } = await changeOf(reading, model, dossier.id, statements, namedBy(dossier));
  const dependents = await dependentsOn(reading, model, dossier.id, {
    entities: plan.entity.remove,
    passages: plan.passage.remove,
  });
  const problems = [
    ...dossier.problems,
    ...checkTwice(dossier),
    ...checkReferences(dossier, existing),
    ...(await checkUnique(reading, model, dossier)),
    ...(await checkAcyclic(reading, model, dossier.id, dossier.facts)),
    ...conflictsOf(dossier, plan),
    ...dependents.map(({ on, id, dossier: other, file }) => {
      const message = `${on} is not stated any more, and ${file} of the dossier ${other} still names it in ${id}; expected it to stay.`;
      return { file: 'dossier.yaml', line: 0, message };
    }),
  ];
  if (problems.length > 0) throw new DossierInvalid(dossier.folder, problems);
  return plan;
}

/** The first statement of an id counts: a second one is a problem anyway. */
function statementsOf({ documents, passages, entities, facts }: Dossier): Statements {
  const stated = <S extends { readonly id: string; readonly spot: Spot }>(
    seeds: readonly S[],
    part: (seed: S) => StoredRow,
  ): Statements[keyof Statements] =>
    new Map([...seeds].reverse().map((seed) => [seed.id, { file: seed.spot.file, row: part(seed) }]));
  return {
    document: stated(documents, documentPart),
    passage: stated(passages, passagePart),
    entity: stated(entities, entityPart),
    fact: stated(facts, factPart),
  };
}

function namedBy({ references }: Dossier) {
  const ids = (kind: Reference['to']) => references.filter(({ to }) => to === kind).map(({ id }) => id);
  return { document: ids('document'), passage: ids('passage'), entity: ids('entity') };
}

function conflictsOf(dossier: Dossier, plan: Plan): Problem[] {
  const seeds = [...dossier.documents, ...dossier.passages, ...dossier.entities, ...dossier.facts];
  const spots = new Map<string, Spot>(seeds.map(({ id, spot }) => [id, spot]));
  return [plan.document, plan.passage, plan.entity, plan.fact].flatMap(({ conflicts }) =>
    conflicts.flatMap(({ id, conflict }) => {
      const spot = spots.get(id);
      return spot ? [conflictProblem(dossier.id, id, conflict, spot)] : [];
    }),
  );
}

async function write(
  graph: Graph,
  model: Model,
  plan: Plan,
  target: LoadedDossier,
  { onProgress, signal }: StreamOptions,
): Promise<void> {
  const { written, removed } = changesIn(plan);
  const total = written + removed;
  let done = 0;
  const writing = new Writing(graph, model, (rows) => {
    done += rows;
    onProgress?.({ phase: 'write', done, total });
    signal?.throwIfAborted();
  });
  signal?.throwIfAborted();
  await beginChange(graph, { ...target, state: 'loading' });
  await writing.write(plan, target.id);
  await finishLoad(graph, target);
}

function rowsOf({ documents, passages, entities, facts }: Dossier): number {
  return documents.length + passages.length + entities.length + facts.length;
}

function nodeOf({ id, title, description, digest, entities, facts }: Dossier): LoadedDossier {
  return { id, title, description, state: 'loaded', digest, entities: entities.length, facts: facts.length };
}

function isSame(a: LoadedDossier, b: LoadedDossier): boolean {
  return canonical({ ...a }) === canonical({ ...b });
}

function reportOf({ id, documents, passages, entities, facts }: Dossier, plan: Plan): LoadReport {
  return {
    id,
    documents: documents.length,
    passages: passages.length,
    entities: entities.length,
    facts: facts.length,
    ...changesIn(plan),
  };
}
