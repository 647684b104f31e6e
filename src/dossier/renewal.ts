import { type DossierRow, dossiersIn } from '../declare/dossiers.ts';
import type { Model } from '../declare/model.ts';
import type { Graph } from '../graph/port.ts';
import { ChangePlanner, stepsOf } from './change/change-planner.ts';
import { Span } from './check/span.ts';
import type { ReplacementOptions } from './replacement.ts';
import { type Counts, countFacts, raiseVersion, setDossier } from './store/dossiers.ts';
import { formOf, outdated, setForm } from './store/format.ts';
import { GraphReader } from './store/graph-reader.ts';
import { Lease } from './store/lease.ts';
import { Writing } from './store/writing.ts';

/** Stands for all dossiers: none is called so. */
export const EVERY = '';

/**
 * Brings a graph up to date that an earlier version filled, or that is written in what the model was before: what follows
 * from what is stated is made anew where it differs. When that is cut off, the next does it again.
 *
 * @returns how many rows were written; undefined where nothing was to do
 * @throws LaterFormat
 */
export async function renewGraph(
  graph: Graph,
  model: Model,
  options: ReplacementOptions = {},
): Promise<number | undefined> {
  if (!outdated(await formOf(graph), model)) return undefined;
  const lease = await Lease.take(graph, EVERY, options);
  try {
    return await renew(graph, lease, model, options);
  } finally {
    await lease.release();
  }
}

/** The same for who holds the lease. */
export async function renew(
  graph: Graph,
  lease: Lease,
  model: Model,
  options: ReplacementOptions,
): Promise<number | undefined> {
  const form = await formOf(graph);
  const what = outdated(form, model);
  if (!what) return undefined;
  if (form.model !== model.written) options.admit?.(form.model);
  const written = what === 'rows' ? await renewRows(graph, lease, model, options) : 0;
  await lease.write(async (transaction) => {
    await setForm(transaction, model);
    await raiseVersion(transaction);
  });
  return written;
}

async function renewRows(graph: Graph, lease: Lease, model: Model, options: ReplacementOptions): Promise<number> {
  const dossiers = await dossiersIn(graph);
  const total = dossiers.reduce((sum, { entities, facts }) => sum + entities + facts, 0);
  let done = 0;
  let written = 0;
  for (const { completeness: _, ...dossier } of dossiers) {
    const renewal = new Renewal(graph, lease, model, dossier, options, (rows) => {
      done += rows;
      options.onProgress?.({ phase: 'renew', done: Math.min(done, total), total });
    });
    written += await renewal.all();
  }
  return written;
}

/** Makes anew what follows from what a dossier, and others with it, state. */
class Renewal {
  readonly #graph: Graph;
  readonly #lease: Lease;
  readonly #model: Model;
  readonly #dossier: DossierRow;
  readonly #reader: GraphReader;
  readonly #planner: ChangePlanner;
  readonly #writing: Writing;
  readonly #onRows: (rows: number) => void;
  readonly #span = new Span();

  constructor(
    graph: Graph,
    lease: Lease,
    model: Model,
    dossier: DossierRow,
    options: ReplacementOptions,
    onRows: (rows: number) => void,
  ) {
    this.#graph = graph;
    this.#lease = lease;
    this.#model = model;
    this.#dossier = dossier;
    this.#onRows = onRows;

    this.#reader = new GraphReader(graph, dossier.id, options.signal);
    // Nobody's statements change.
    this.#planner = new ChangePlanner(this.#reader, model, EVERY, false);
    this.#writing = new Writing(lease, model, EVERY, options.signal);
  }

  /** @returns how many rows were written */
  async all(): Promise<number> {
    const documents = await this.#nodes('document');
    const passages = await this.#nodes('passage');
    const entities = await this.#nodes('entity');
    for await (const page of this.#reader.statedFacts(this.#model.relationships.map(({ name }) => name))) {
      for (const { row } of page) this.#span.extend(row);
      await this.#writing.facts(stepsOf(await this.#planner.dropped('fact', page)));
      this.#onRows(page.length);
    }
    // A page of facts may come twice, so these are counted.
    const counts: Counts = { documents, passages, entities, facts: await countFacts(this.#graph, this.#dossier.id) };
    const row = { ...this.#dossier, ...counts, ...this.#span.days };
    await this.#lease.write((transaction) => setDossier(transaction, row));
    return this.#writing.written;
  }

  async #nodes(kind: 'document' | 'passage' | 'entity'): Promise<number> {
    let count = 0;
    for await (const page of this.#reader.statedNodes(kind)) {
      count += page.length;
      if (kind === 'entity') for (const { row } of page) this.#span.extend(row);
      await this.#writing.nodes(kind, await this.#planner.dropped(kind, page));
      if (kind === 'entity') this.#onRows(page.length);
    }
    return count;
  }
}
