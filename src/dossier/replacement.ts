import type { Model } from '../declare/model.ts';
import type { Graph } from '../graph/port.ts';
import { ChangePlanner, stepsOf } from './change/change-planner.ts';
import { Check } from './check/check.ts';
import { type Dependent, Dependents, inOrder } from './check/dependents.ts';
import { KnownNodes } from './check/known.ts';
import type { DaySpan } from './check/span.ts';
import { type Problems, SILENT } from './problem.ts';
import { DossierContents } from './read/contents.ts';
import type { Progress, ReadOptions } from './read/dossier.ts';
import { documentOf } from './read/evidence.ts';
import type { StatedRow } from './read/seed.ts';
import { HashSet, hashOf } from './spill/hash.ts';
import { SortedHashes } from './spill/sorted-hashes.ts';
import type { Counts } from './store/dossiers.ts';
import type { Existing } from './store/graph-reader.query.ts';
import { GraphReader } from './store/graph-reader.ts';
import type { Holder } from './store/lease.query.ts';
import type { Lease } from './store/lease.ts';
import { type NodeKind, textsOf } from './store/stored.ts';
import { Writing } from './store/writing.ts';
import type { Streaming } from './table/streaming.ts';
import type { Table } from './table/table.ts';

export interface ReplacementOptions extends Pick<ReadOptions, 'schema'> {
  /** Is told how far it is: which files are read, and how many of the rows to write are written. */
  readonly onProgress?: ((progress: Progress) => void) | undefined;
  /** Is told again and again who changes the graph while this waits for its turn. */
  readonly onWait?: ((holder: Holder) => void) | undefined;
  /**
   * Is told what the graph is written in, where that differs from the model: as {@link Model.written}, or nothing by a
   * graph that does not say. It throws where the graph cannot be read in the model.
   */
  readonly admit?: ((stored: string | undefined) => void) | undefined;
  /** Ends the work between two batches. Doing it again completes it. */
  readonly signal?: AbortSignal | undefined;
  /**
   * How many facts one transaction writes. Default: 2,500. A load that was cut off is continued where it was by one that
   * writes as many, and row by row by any other.
   */
  readonly factsAtOnce?: number | undefined;
  /** Whether the dossier is only checked, and nothing of it written. */
  readonly checkAlone?: boolean | undefined;
}

/** How many facts may be found to be stated no longer before the graph is read for them. */
const GONE = 1_000_000;
/** Larger transactions leave Neo4j more to collect, smaller ones repeat what is done for each. */
export const FACTS_AT_ONCE = 2_500;
/** How many batches of facts are with the store: it writes one, and has the next at hand. */
const SENT = 2;

/**
 * Makes a graph hold what a dossier states and nothing else of it, batch by batch, so that memory does not grow with the
 * dossier: it is gone through as often as it takes.
 *
 * What is loaded for the first time is created, under a ledger of the batches that are finished; over what is there
 * already, every row is compared.
 */
export class Replacement {
  readonly #model: Model;
  readonly #dossier: string;
  readonly #options: ReplacementOptions;
  readonly #contents: DossierContents;
  readonly #finished: ReadonlySet<number> | undefined;
  readonly #reader: GraphReader;
  readonly #writing: Writing;
  readonly #planner: ChangePlanner;
  readonly #known: KnownNodes;
  /** Has what is stated more than once. */
  #check: Check | undefined;
  /** The ids of the facts that are stated. */
  #facts = new SortedHashes(1);
  /** Documents whose day changes. */
  #redated: string[] = [];
  /** Rows that are gone through, and how many of them have been. */
  #total = 0;
  #done = 0;

  /**
   * @param finished the batches of facts that a first load has written already; undefined where the graph may hold
   *   anything of the dossier
   */
  constructor(
    graph: Graph,
    lease: Lease,
    model: Model,
    dossier: string,
    contents: DossierContents,
    finished: ReadonlySet<number> | undefined,
    options: ReplacementOptions,
  ) {
    this.#model = model;
    this.#dossier = dossier;
    this.#options = options;
    this.#contents = contents;
    this.#finished = finished;
    this.#reader = new GraphReader(graph, dossier, options.signal);
    this.#writing = new Writing(lease, model, dossier, options.signal);
    this.#planner = new ChangePlanner(this.#reader, model, dossier, finished !== undefined);
    this.#known = new KnownNodes(this.#reader);
  }

  /**
   * A replacement by nothing.
   *
   * @param rows how many the dossier states
   */
  static removal(
    graph: Graph,
    lease: Lease,
    model: Model,
    dossier: string,
    rows: number,
    options: ReplacementOptions,
  ): Replacement {
    const nothing = new DossierContents({ nodes: [], facts: [] }, [], model, FACTS_AT_ONCE);
    const removal = new Replacement(graph, lease, model, dossier, nothing, undefined, options);
    removal.#total = rows;
    return removal;
  }

  /** How many rows were written, and how many removed. */
  get changed(): { readonly written: number; readonly removed: number } {
    const { written, removed } = this.#writing;
    return { written, removed };
  }

  /** Adds to the problems what is wrong with the dossier as a whole. @returns how much it states, and of which time */
  async check(problems: Problems): Promise<{ readonly counts: Counts; readonly span: DaySpan }> {
    const known = this.#known;
    const check = new Check(this.#dossier, {
      reader: this.#reader,
      model: this.#model,
      contents: this.#contents,
      planner: this.#planner,
      known,
      problems,
    });
    this.#check = check;
    this.#facts = check.factIds;
    this.#redated = check.redated;
    const streaming = { signal: this.#options.signal, findings: problems, onBytes: this.#tellingBytes() };
    await check.nodes(streaming);
    await check.facts(streaming);
    const { document: documents, passage: passages, entity: entities } = known.counts;
    this.#total = documents + passages + entities + check.factCount;
    return { counts: { documents, passages, entities, facts: check.factCount }, span: check.span.days };
  }

  /** The rows that go although other dossiers still name them. */
  async dependents(): Promise<Dependent[]> {
    if (this.#finished) return [];
    const dependents = new Dependents(this.#reader, this.#model);
    const found: Dependent[] = [];
    for await (const { remove } of this.#dropped('entity')) {
      found.push(...(await dependents.onEntities(remove.map(({ id }) => id))));
    }
    const documents = new Set<string>();
    const passages = new HashSet();
    for await (const { remove } of this.#dropped('passage')) {
      for (const { id } of remove) documents.add(documentOf(id));
      for (const { id } of remove) passages.add(hashOf(id));
    }
    const onPassages = await dependents.onPassages([...documents], (id) => passages.has(hashOf(id)));
    passages.close();
    return inOrder([...found, ...onPassages]);
  }

  /** Writes what has to be written, and removes what has to go. */
  async write(): Promise<void> {
    const isFresh = this.#finished !== undefined;
    // These follow from documents, whose change is seen again after a crash only while they are not written.
    await this.#elsewhere();
    // The rows that go make room for those that come: a code that moves to another entity.
    if (!isFresh) {
      await this.#removeFacts();
      await this.#removeNodes('entity');
      await this.#release();
    }
    await this.#writeNodes();
    await this.#writeFacts();
    if (isFresh) return;
    await this.#removeNodes('passage');
    await this.#removeNodes('document');
  }

  /** Removes what is kept on the disk. */
  close(): void {
    this.#known.ids.close();
    this.#facts.close();
    this.#check?.close();
  }

  /** What becomes, page by page, of the nodes of a kind that are stated no longer. */
  async *#dropped(kind: NodeKind) {
    for await (const page of this.#reader.statedNodes(kind)) {
      const dropped = page.filter(({ id }) => !this.#known.has(id));
      yield { ...(await this.#planner.dropped(kind, dropped)), size: page.length };
    }
  }

  /** Writes rows of others that have no end, and follow from documents whose day changes. */
  async #elsewhere(): Promise<void> {
    if (!this.#finished) {
      for await (const page of this.#reader.statedNodes('document')) {
        const dropped = page.filter(({ id }) => !this.#known.has(id));
        this.#redated.push(...(await this.#planner.redated([], dropped)));
      }
    }
    const { entity, fact } = await this.#reader.openEnded(this.#redated);
    const others = (rows: readonly Existing[]) =>
      rows.filter(({ row }) => !textsOf(row, 'dossiers').includes(this.#dossier));
    await this.#writing.nodes('entity', await this.#planner.dropped('entity', others(entity)));
    await this.#writing.facts(stepsOf(await this.#planner.dropped('fact', others(fact))));
  }

  async #removeFacts(): Promise<void> {
    const isRemoval = this.#known.ids.size === 0;
    if (isRemoval) return await this.#removeFactsIn(() => true);
    const there = new SortedHashes();
    try {
      for await (const page of this.#statedFacts()) for (const { id } of page) there.add(hashOf(id));
      let gone = new HashSet();
      const remove = () => this.#removeFactsIn(({ id }) => gone.has(hashOf(id)));
      for (const hash of there.without(this.#facts)) {
        gone.add(hash);
        if (gone.size < GONE) continue;
        await remove();
        gone.close();
        gone = new HashSet();
      }
      if (gone.size > 0) await remove();
      gone.close();
    } finally {
      there.close();
    }
  }

  async #removeFactsIn(isGone: (row: Existing) => boolean): Promise<void> {
    for await (const page of this.#statedFacts()) {
      const steps = stepsOf(await this.#planner.dropped('fact', page.filter(isGone)));
      await this.#writing.facts(steps);
      this.#tellRemoved(steps.length);
    }
  }

  #statedFacts(): AsyncGenerator<Existing[]> {
    return this.#reader.statedFacts(this.#model.relationships.map(({ name }) => name));
  }

  async #removeNodes(kind: NodeKind): Promise<void> {
    for await (const { size, ...changes } of this.#dropped(kind)) {
      await this.#writing.nodes(kind, changes);
      this.#tellRemoved(size);
    }
  }

  /** Takes away the unique values that change, so that entities of different batches may exchange theirs. */
  async #release(): Promise<void> {
    for await (const rows of this.#nodesOnce()) {
      const entities = rows.filter(({ kind }) => kind === 'entity');
      await this.#writing.release((await this.#planner.nodes('entity', entities)).write);
    }
  }

  async #writeNodes(): Promise<void> {
    for await (const rows of this.#nodesOnce()) {
      for (const kind of ['document', 'passage', 'entity'] as const) {
        const ofKind = rows.filter((row) => row.kind === kind);
        await this.#writing.nodes(kind, await this.#planner.nodes(kind, ofKind));
      }
      this.#tell(rows.length);
    }
  }

  /** The nodes that are stated, batch by batch, each once. */
  async *#nodesOnce(): AsyncGenerator<StatedRow[]> {
    const once = this.#check?.repeatedNodes.pass();
    for await (const { rows } of this.#contents.nodes(this.#streaming())) yield once ? once(rows) : rows;
  }

  /** Writes the facts. While a batch is written, the next is sent, and the one after it read. */
  async #writeFacts(): Promise<void> {
    const begun: Promise<void>[] = [];
    let batch = 0;
    const once = this.#check?.repeatedFacts.pass();
    try {
      for await (const stated of this.#contents.facts(this.#streaming())) {
        const number = batch++;
        const rows = once ? once(stated.rows) : stated.rows;
        if (!this.#finished?.has(number)) {
          const steps = await this.#planner.facts(rows);
          if (begun.length === (this.#finished ? SENT : 1)) await begun.shift();
          const writing = this.#writing.facts(steps, this.#finished ? number : undefined);
          // It is awaited in its turn; until then a failure is nobody's.
          writing.catch(() => undefined);
          begun.push(writing);
        }
        this.#tell(rows.length);
      }
    } finally {
      await Promise.allSettled(begun);
    }
    await Promise.all(begun);
    this.#options.signal?.throwIfAborted();
  }

  #streaming(): Streaming {
    // Everything was checked: what is wrong now was changed since.
    const add: Streaming['findings']['add'] = ({ file, line, message }) => {
      throw new Error(`${file}:${line} was changed while it was loaded: ${message} Load it again.`);
    };
    return {
      signal: this.#options.signal,
      findings: { ...SILENT, add },
    };
  }

  #tell(rows: number, phase: Progress['phase'] = 'write'): void {
    this.#done += rows;
    this.#options.onProgress?.({ phase, done: Math.min(this.#done, this.#total), total: this.#total });
  }

  /** Of a dossier that is taken out as a whole; otherwise what is removed is not counted before. */
  #tellRemoved(rows: number): void {
    if (this.#known.ids.size === 0) this.#tell(rows, 'remove');
  }

  /** Tells how many bytes of the tables have been checked. */
  #tellingBytes(): (bytes: number) => void {
    const size = (tables: readonly Table[]) => tables.reduce((sum, { bytes }) => sum + bytes, 0);
    const total =
      size(this.#contents.tablesWith(['document', 'passage', 'entity'])) + size(this.#contents.tablesWith(['fact']));
    let done = 0;
    return (bytes) => {
      done += bytes;
      this.#options.onProgress?.({ phase: 'check', done, total, of: 'bytes' });
    };
  }
}
