import { type DossierRow, dossiersIn } from '../declare/dossiers.ts';
import type { Model } from '../declare/model.ts';
import type { Graph } from '../graph/port.ts';
import { confirmed } from './confirmed.ts';
import { DossierContents } from './read/contents.ts';
import { type Dossier, readDossier } from './read/dossier.ts';
import { renew } from './renewal.ts';
import { FACTS_AT_ONCE, Replacement, type ReplacementOptions } from './replacement.ts';
import { type Counts, countsOf, graphVersion, NONE, raiseVersion, setDossier } from './store/dossiers.ts';
import { setForm } from './store/format.ts';
import { Lease } from './store/lease.ts';
import { closeLedger, finishedBatches, headOf, openLedger } from './store/ledger.ts';
import { openTables } from './table/open-tables.ts';
import type { Table } from './table/table.ts';

/** How much a dossier states, and what loading it changed. */
export interface LoadReport extends Counts {
  readonly id: string;
  /**
   * How many rows were written, and how many removed; of a load that lost the store on its way and found it again, by
   * its last attempt. Both are 0 when the graph held just this.
   */
  readonly written: number;
  readonly removed: number;
  /** Sentences on what may be meant otherwise than it was read. */
  readonly doubts: readonly string[];
}

/**
 * Loads a folder into a graph: what the dossier stated before and no longer does goes, what it shares with other
 * dossiers is merged, the rest stays. Everything is checked before the first write. One whose files are those that are
 * loaded is not looked at any further.
 *
 * One load or unload changes a graph at a time; another one waits. The graph's indexes should be prepared before. A load
 * that was cut off is completed by another one.
 *
 * @throws DossierInvalid with every problem; then the graph is as it was
 */
export async function loadDossier(
  graph: Graph,
  model: Model,
  folder: string,
  options: ReplacementOptions = {},
): Promise<LoadReport> {
  const dossier = await readDossier(model, folder, options);
  try {
    return await confirmed(() => load(graph, model, dossier, options));
  } finally {
    dossier.close();
  }
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
  options: ReplacementOptions = {},
): Promise<LoadReport | undefined> {
  const dossiers = await dossiersIn(graph);
  const { entities } = await countsOf(graph);
  const unfinished = dossiers.filter(({ state }) => state === 'loading');
  if (unfinished.length === 0 && (dossiers.length > 0 || entities > 0)) return undefined;
  const dossier = await readDossier(model, folder, options);
  try {
    const isWanted = dossiers.length === 0 || unfinished.some(({ id }) => id === dossier.id);
    return isWanted ? await confirmed(() => load(graph, model, dossier, options)) : undefined;
  } finally {
    dossier.close();
  }
}

async function load(graph: Graph, model: Model, dossier: Dossier, options: ReplacementOptions): Promise<LoadReport> {
  const lease = await Lease.take(graph, dossier.id, options);
  try {
    await renew(graph, lease, model, options);
    const current = (await dossiersIn(graph)).find(({ id }) => id === dossier.id);
    if (current?.state !== 'loaded' || current.digest !== dossier.digest || dossier.problems.count > 0)
      return await replace(graph, lease, model, dossier, current, options);
    const { id, documents, passages, entities, facts } = current;
    return { id, documents, passages, entities, facts, written: 0, removed: 0, doubts: dossier.problems.doubts };
  } finally {
    await lease.release();
  }
}

async function replace(
  graph: Graph,
  lease: Lease,
  model: Model,
  dossier: Dossier,
  current: DossierRow | undefined,
  options: ReplacementOptions,
): Promise<LoadReport> {
  const { problems } = dossier;
  const { signal, onProgress } = options;
  const onBytes = (done: number, total: number) => onProgress?.({ phase: 'open', done, total, of: 'bytes' });
  const opened = await openTables(dossier.folder, dossier.tables, { signal, findings: problems, onBytes });
  try {
    if (opened.tables.length < dossier.tables.length) throw problems.invalid();
    return await replaceBy(graph, lease, model, dossier, opened.tables, current, options);
  } finally {
    opened.close();
  }
}

async function replaceBy(
  graph: Graph,
  lease: Lease,
  model: Model,
  dossier: Dossier,
  tables: readonly Table[],
  current: DossierRow | undefined,
  options: ReplacementOptions,
): Promise<LoadReport> {
  const { id, title, description, questions, digest, problems } = dossier;
  const factsAtOnce = options.factsAtOnce ?? FACTS_AT_ONCE;
  const head = headOf(digest, await graphVersion(graph), factsAtOnce);
  const finished = await firstBatches(graph, id, head, current);
  const contents = new DossierContents(dossier, tables, model, factsAtOnce);
  const replacement = new Replacement(graph, lease, model, id, contents, finished, options);
  try {
    const { counts, span } = await replacement.check(problems);
    for (const { on, id: naming, dossier: other, file } of await replacement.dependents()) {
      const message = `${on} is not stated any more, and ${file} of the dossier ${other} still names it in ${naming}; expected it to stay.`;
      problems.add({ file: 'dossier.yaml', line: 0, message, mistake: message, follows: true });
    }
    problems.throwIfAny();
    options.signal?.throwIfAborted();
    if (options.checkAlone) return { id, ...counts, written: 0, removed: 0, doubts: problems.doubts };
    const row = { id, title, description, questions, digest, ...span };
    await lease.write(async (transaction) => {
      if (current === undefined) await openLedger(transaction, id, head);
      else if (!finished) await closeLedger(transaction, id);
      await setForm(transaction, model);
      await setDossier(transaction, { ...NONE, ...countsIn(current), ...row, state: 'loading' });
    });
    await replacement.write();
    await lease.write(async (transaction) => {
      await closeLedger(transaction, id);
      await setDossier(transaction, { ...row, ...counts, state: 'loaded' });
      await raiseVersion(transaction);
    });
    return { id, ...counts, ...replacement.changed, doubts: problems.doubts };
  } finally {
    replacement.close();
  }
}

function countsIn(row: DossierRow | undefined): Counts | undefined {
  if (!row) return undefined;
  const { documents, passages, entities, facts } = row;
  return { documents, passages, entities, facts };
}

/** The batches that a first load of just this has written, none where it begins; undefined where it is no first load. */
async function firstBatches(
  graph: Graph,
  id: string,
  head: string,
  current: DossierRow | undefined,
): Promise<Set<number> | undefined> {
  if (!current) return new Set();
  return current.state === 'loading' ? await finishedBatches(graph, id, head) : undefined;
}
