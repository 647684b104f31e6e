import type { Model } from '../../declare/model.ts';
import type { Graph, Runner } from '../../graph/port.ts';
import { addOpenEnded, documentsAfter, type ExistingRows, redatedBy } from '../change.ts';
import { checkTwice, conflictProblem } from '../check.ts';
import { type Dependent, inOrder, onEntities, onPassages } from '../dependents.ts';
import { beginChange, graphVersion, type LoadedDossier } from '../dossiers.ts';
import { documentOf } from '../evidence.ts';
import { type Existing, Reading } from '../existing.ts';
import { type Changes, Planner } from '../plan.ts';
import type { Dossier, Progress } from '../read.ts';
import { documentPart } from '../rows.ts';
import { HashSet, hashOf } from '../table/hash.ts';
import { SortedHashes } from '../table/sorted-hashes.ts';
import { openTables, type Streaming } from '../table/table.ts';
import { type Plan, Writing } from '../write.ts';
import { type FactStep, FactWriting } from '../write-facts.ts';
import { Check } from './check.ts';
import { KnownNodes } from './known.ts';
import { beginBatch, closeLedger, finishBatch, finishedBatches, headOf, openLedger } from './ledger.ts';
import { Planning } from './planning.ts';
import { Problems } from './problems.ts';
import { Stated } from './stated.ts';
import { factPages, nodePages } from './sweep.ts';

export interface StreamOptions {
  /** Is told how far it is: which files are read, and how many of the rows to write are written. */
  readonly onProgress?: ((progress: Progress) => void) | undefined;
  /** Ends the work between two batches. Doing it again completes it. */
  readonly signal?: AbortSignal | undefined;
  /**
   * How many facts of a dossier with tables one transaction writes. Default: 2,500. A load that was cut off is continued
   * where it was by one that writes as many, and row by row by any other.
   */
  readonly factsAtOnce?: number | undefined;
}

export interface Streamed {
  readonly counts: {
    readonly document: number;
    readonly passage: number;
    readonly entity: number;
    readonly fact: number;
  };
  readonly written: number;
  readonly removed: number;
}

type Source = Pick<Dossier, 'documents' | 'passages' | 'entities' | 'facts'>;

/** How many facts may be found to be stated no longer before the graph is read for them. */
const GONE = 1_000_000;
/** Larger transactions leave Neo4j more to collect, smaller ones repeat what is done for each. */
const FACTS = 2_500;
/** How many batches of facts are with the store: it writes one, and has the next at hand. */
const SENT = 2;
const NO_CHANGES: Changes = { write: [], remove: [], unchanged: 0, conflicts: [] };
const NO_PLAN: Plan = { document: NO_CHANGES, passage: NO_CHANGES, entity: NO_CHANGES, fact: NO_CHANGES };

/**
 * Makes a graph hold what a dossier states and nothing else of it, batch by batch, so that memory does not grow with the
 * dossier: it is read from its files as often as it is gone through.
 *
 * What is loaded for the first time is created, under a ledger of the batches that are finished; over what is there
 * already, every row is compared.
 */
export class StreamLoad {
  readonly #graph: Graph;
  readonly #model: Model;
  readonly #id: string;
  readonly #options: StreamOptions;
  readonly #factsAtOnce: number;
  readonly #reading: Reading;
  readonly #writing: Writing;
  readonly #factWriting: FactWriting;
  #written = 0;
  #removed = 0;
  /** Facts and nodes that are gone through, and how many of them have been. */
  #total = 0;
  #done = 0;

  constructor(graph: Graph, model: Model, id: string, options: StreamOptions) {
    this.#graph = graph;
    this.#model = model;
    this.#id = id;
    this.#options = options;
    this.#factsAtOnce = options.factsAtOnce ?? FACTS;
    this.#reading = new Reading(graph, options.signal);
    this.#writing = new Writing(graph, model, () => options.signal?.throwIfAborted());
    this.#factWriting = new FactWriting(model, graph.engine);
  }

  /**
   * Loads a dossier.
   *
   * @param current the dossier as the graph has it
   * @throws DossierInvalid
   */
  async load(dossier: Dossier, current: LoadedDossier | undefined): Promise<Streamed> {
    const problems = new Problems(dossier.folder, dossier.problems);
    const streaming = { signal: this.#options.signal, onProblem: problems.add };
    const tables = await openTables(dossier.folder, dossier.tables, streaming);
    problems.throwIfAny();
    const stated = new Stated(dossier, tables, this.#model, this.#factsAtOnce);
    const head = headOf(dossier.digest, await graphVersion(this.#graph), this.#factsAtOnce);
    const ledger = current && (await finishedBatches(this.#graph, this.#id, head));
    const finished = current?.state === 'loading' ? ledger : undefined;
    const isFresh = current === undefined || finished !== undefined;

    const known = new KnownNodes(this.#reading, this.#model, this.#id);
    const check = new Check(this.#id, this.#reading, this.#model, { stated, known, problems });
    try {
      for (const problem of checkTwice({ ...dossier, passages: [], entities: [], facts: [] })) problems.add(problem);
      for (const { id } of dossier.documents) known.addDocument(id);
      const bytes = this.#telling(stated);
      const documents = await this.#documents(dossier, problems);
      const planning = new Planning(this.#reading, this.#model, this.#id, documents.after, isFresh);
      await check.nodes(dossier.references, planning, { ...streaming, onBytes: bytes });
      await check.facts(planning, { ...streaming, onBytes: bytes });
      const gone = isFresh ? undefined : new Gone(known, check.factIds);
      if (gone) {
        for (const { on, id, dossier: other, file } of await this.#dependents(planning, gone)) {
          const message = `${on} is not stated any more, and ${file} of the dossier ${other} still names it in ${id}; expected it to stay.`;
          problems.add({ file: 'dossier.yaml', line: 0, message });
        }
      }
      problems.throwIfAny();

      const { entity, passage } = known.counts;
      const counts = { ...known.counts, fact: check.factCount };
      this.#total = entity + passage + check.factCount;
      const target = { id: this.#id, title: dossier.title, description: dossier.description, digest: dossier.digest };
      const node: LoadedDossier = { ...target, state: 'loading', entities: entity, facts: check.factCount };
      if (current === undefined) await openLedger(this.#graph, this.#id, head);
      else if (!isFresh) await this.#graph.write((transaction) => closeLedger(transaction, this.#id));
      await beginChange(this.#graph, node);
      await this.#write(stated, planning, documents, { gone, finished, isFresh });
      return { counts, written: this.#written, removed: this.#removed };
    } finally {
      check.factIds.close();
    }
  }

  /**
   * Takes a dossier out.
   *
   * @param rows how many entities and facts it states, so that progress can be told
   * @param onDependents is told what stands in the way, before the first write, and may throw
   */
  async unload(rows: number, onDependents: (dependents: readonly Dependent[]) => Promise<void>): Promise<Streamed> {
    const nothing: Source = { documents: [], passages: [], entities: [], facts: [] };
    const documents = await this.#documents(nothing);
    const planning = new Planning(this.#reading, this.#model, this.#id, documents.after, false);
    const gone = new Gone();
    await onDependents(await this.#dependents(planning, gone));
    await this.#graph.write((transaction) => closeLedger(transaction, this.#id));
    this.#total = rows;
    await this.#write(new Stated(nothing, [], this.#model, this.#factsAtOnce), planning, documents, {
      gone,
      finished: undefined,
      isFresh: false,
    });
    return { counts: { document: 0, passage: 0, entity: 0, fact: 0 }, written: this.#written, removed: this.#removed };
  }

  /** What becomes of the documents, and of the rows of others that have no end and follow from them. */
  async #documents(dossier: Source, problems?: Problems): Promise<Documents> {
    const rows = dossier.documents.map((seed) => ({ ...seed, row: documentPart(seed) }));
    const stated = new Map(rows.map(({ id, spot, row }) => [id, { file: spot.file, row }]));
    const existing = await this.#reading.nodesOf('document', this.#id);
    for (const [id, row] of await this.#reading.nodes('document', stated.keys())) existing.set(id, row);
    const planner = new Planner(this.#model, this.#id);
    const changes = planner.changes('document', stated, existing, () => undefined);
    for (const { id, conflict } of changes.conflicts) {
      const spot = rows.find((each) => each.id === id)?.spot;
      if (spot) problems?.add(conflictProblem(this.#id, id, conflict, spot));
    }
    const open: Pick<ExistingRows, 'entity' | 'fact'> = { entity: new Map(), fact: new Map() };
    await addOpenEnded(this.#reading, redatedBy(changes), open);
    return { changes, after: documentsAfter(existing, changes), open };
  }

  /** Reads the pages of what goes, for what others name of it. */
  async #dependents(planning: Planning, gone: Gone): Promise<Dependent[]> {
    const found: Dependent[] = [];
    for await (const page of nodePages(this.#reading, 'entity', this.#id)) {
      const { remove } = await planning.dropped('entity', page.filter(gone.node));
      if (remove.length > 0) found.push(...(await onEntities(this.#reading, this.#model, this.#id, remove)));
    }
    const documents = new Set<string>();
    const passages = new HashSet();
    for await (const page of nodePages(this.#reading, 'passage', this.#id)) {
      const { remove } = await planning.dropped('passage', page.filter(gone.node));
      for (const { id } of remove) documents.add(documentOf(id));
      for (const { id } of remove) passages.add(hashOf(id));
    }
    found.push(
      ...(await onPassages(this.#reading, this.#model, this.#id, documents, (id) => passages.has(hashOf(id)))),
    );
    return inOrder(found);
  }

  async #write(
    stated: Stated,
    planning: Planning,
    documents: Documents,
    { gone, finished, isFresh }: { gone: Gone | undefined; finished: Set<number> | undefined; isFresh: boolean },
  ): Promise<void> {
    const { changes } = documents;
    // These follow from documents, whose change is seen again after a crash only while they are not written.
    await this.#elsewhere(planning, documents.open);
    // What goes makes room for what comes: a code that moves to another entity.
    if (gone) {
      await this.#removeFacts(planning, gone);
      await this.#removeNodes(planning, 'entity', gone);
      await this.#release(stated, planning);
    }
    await this.#plan({ document: { ...changes, remove: [] } });
    for await (const { nodes } of stated.nodes(this.#streaming())) {
      await this.#plan(await planning.nodes(nodes));
      this.#tell(nodes.length);
    }
    await this.#facts(stated, planning, finished, isFresh);
    if (gone) await this.#removeNodes(planning, 'passage', gone);
    await this.#plan({ document: { ...changes, write: [] } });
  }

  async #elsewhere(planning: Planning, open: Documents['open']): Promise<void> {
    const others = (rows: Iterable<Existing>) =>
      [...rows].filter(({ row }) => !(row['dossiers'] as readonly string[]).includes(this.#id));
    await this.#plan({
      entity: await planning.dropped('entity', others(open.entity.values())),
      fact: await planning.dropped('fact', others(open.fact.values())),
    });
  }

  /** Writes the facts. While a batch is written, the next is sent, and the one after it read. */
  async #facts(
    stated: Stated,
    planning: Planning,
    finished: ReadonlySet<number> | undefined,
    isFresh: boolean,
  ): Promise<void> {
    const begun: Promise<void>[] = [];
    let batch = 0;
    try {
      for await (const { facts } of stated.facts(this.#streaming())) {
        const number = batch++;
        if (!finished?.has(number)) {
          const { steps } = await planning.facts(facts);
          if (begun.length === (isFresh ? SENT : 1)) await begun.shift();
          this.#options.signal?.throwIfAborted();
          const writing = this.#factBatch(steps, isFresh ? number : undefined);
          // It is awaited in its turn; until then a failure is nobody's.
          writing.catch(() => undefined);
          begun.push(writing);
        }
        this.#tell(facts.length);
      }
    } finally {
      await Promise.allSettled(begun);
    }
    await Promise.all(begun);
  }

  async #factBatch(steps: ReadonlyMap<string, readonly FactStep[]>, batch: number | undefined): Promise<void> {
    const all = [...steps.values()].flat();
    if (all.length === 0) return;
    const write = async (transaction: Runner) => {
      for (const [type, some] of steps) await this.#factWriting.write(transaction, type, some);
    };
    await this.#graph.write(async (transaction) => {
      if (batch === undefined) return await write(transaction);
      // Not one after the other: the facts are sent while the store is still at the batch before them.
      await Promise.all([
        beginBatch(transaction, this.#id, batch),
        write(transaction),
        finishBatch(transaction, this.#id, batch),
      ]);
    });
    this.#written += all.filter(({ after }) => after).length;
    this.#removed += all.filter(({ after }) => !after).length;
  }

  async #removeFacts(planning: Planning, gone: Gone): Promise<void> {
    const remove = async (isGone: (row: Existing) => boolean) => {
      for await (const page of factPages(this.#reading, this.#model, this.#id)) {
        const { remove: rows, write } = await planning.dropped('fact', page.filter(isGone));
        await this.#plan({ fact: { ...NO_CHANGES, remove: rows, write } });
        if (gone.all) this.#tell(rows.length + write.length, 'remove');
      }
    };
    if (gone.all) return await remove(() => true);
    const there = new SortedHashes();
    try {
      for await (const page of factPages(this.#reading, this.#model, this.#id)) {
        for (const { id } of page) there.add(hashOf(id));
      }
      let some = new HashSet();
      for (const hash of there.without(gone.facts)) {
        some.add(hash);
        if (some.size < GONE) continue;
        const these = some;
        await remove(({ id }) => these.has(hashOf(id)));
        some = new HashSet();
      }
      if (some.size > 0) await remove(({ id }) => some.has(hashOf(id)));
    } finally {
      there.close();
    }
  }

  async #removeNodes(planning: Planning, kind: 'passage' | 'entity', gone: Gone): Promise<void> {
    for await (const page of nodePages(this.#reading, kind, this.#id)) {
      await this.#plan({ [kind]: await planning.dropped(kind, page.filter(gone.node)) });
      if (gone.all && kind === 'entity') this.#tell(page.length, 'remove');
    }
  }

  /** Takes away the unique values that change, so that entities of different batches may exchange theirs. */
  async #release(stated: Stated, planning: Planning): Promise<void> {
    for await (const { nodes } of stated.nodes(this.#streaming())) {
      await this.#writing.release((await planning.nodes(nodes)).entity.write);
    }
  }

  async #plan(part: Partial<Plan>): Promise<void> {
    const plan = { ...NO_PLAN, ...part };
    await this.#writing.write(plan, this.#id);
    for (const { write, remove } of Object.values(plan)) {
      this.#written += write.length;
      this.#removed += remove.length;
    }
    this.#options.signal?.throwIfAborted();
  }

  #streaming(): Streaming {
    // Everything was checked: what is wrong now was changed since.
    const onProblem: Streaming['onProblem'] = ({ file, line, message }) => {
      throw new Error(`${file}:${line} was changed while it was loaded: ${message} Load it again.`);
    };
    return { signal: this.#options.signal, onProblem };
  }

  #tell(rows: number, phase: Progress['phase'] = 'write'): void {
    this.#done += rows;
    this.#options.onProgress?.({ phase, done: Math.min(this.#done, this.#total), total: this.#total });
  }

  /** Tells how many bytes of the tables have been checked. */
  #telling(stated: Stated): (bytes: number) => void {
    const size = (tables: ReturnType<Stated['tablesWith']>) => tables.reduce((sum, { bytes }) => sum + bytes, 0);
    const total = size(stated.tablesWith(['passage', 'entity'])) + size(stated.tablesWith(['fact']));
    let done = 0;
    return (bytes) => {
      done += bytes;
      this.#options.onProgress?.({ phase: 'check', done, total, of: 'bytes' });
    };
  }
}

interface Documents {
  readonly changes: Changes;
  /** As they will be. */
  readonly after: Map<string, Existing['row']>;
  /** Rows that have no end and cite a document whose day changes. */
  readonly open: Pick<ExistingRows, 'entity' | 'fact'>;
}

/** What of a dossier in the graph is stated no longer: by what is known of its new state, or all of it. */
class Gone {
  readonly all: boolean;
  readonly #known: KnownNodes | undefined;
  readonly facts: SortedHashes;

  constructor(known?: KnownNodes, facts = new SortedHashes(1)) {
    this.all = known === undefined;
    this.#known = known;
    this.facts = facts;
  }

  readonly node = ({ id }: Existing): boolean => !this.#known?.has(id);
}
