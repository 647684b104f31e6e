import { typeOfFactId } from '../../declare/ids.ts';
import type { Model } from '../../declare/model.ts';
import type { ChangePlanner } from '../change/change-planner.ts';
import { type Problems, SILENT } from '../problem.ts';
import type { DossierContents } from '../read/contents.ts';
import type { Batch, Reference, StatedRow } from '../read/seed.ts';
import { HashSet, hashOf } from '../spill/hash.ts';
import { SortedHashes } from '../spill/sorted-hashes.ts';
import type { GraphReader } from '../store/graph-reader.ts';
import { type Kind, textOf } from '../store/stored.ts';
import type { Streaming } from '../table/streaming.ts';
import { checkAcyclic } from './acyclic.ts';
import { conflictProblem } from './conflict.ts';
import type { KnownNodes } from './known.ts';
import { missingProblem } from './missing.ts';
import { RepeatedRows } from './repeated-rows.ts';
import { Span } from './span.ts';
import { Repeats, SharedValues, uniqueKey } from './twice.ts';

/** Facts whose type may not lead in a circle are held in memory, so many at most. */
const MOST_ACYCLIC = 100_000;
/** How many references to what has not been stated yet are held in memory. */
const MOST_PENDING = 100_000;

interface Parts {
  readonly reader: GraphReader;
  readonly model: Model;
  readonly contents: DossierContents;
  readonly known: KnownNodes;
  readonly planner: ChangePlanner;
  readonly problems: Problems;
}

/** Checks a dossier as a whole, before anything of it is written. Reads it batch by batch. */
export class Check {
  /** The ids of all facts, for what is stated twice and what is stated no longer. */
  readonly factIds = new SortedHashes();
  factCount = 0;
  /** The time that entities and facts are dated to. */
  readonly span = new Span();
  /** Documents whose day changes. */
  readonly redated: string[] = [];
  readonly repeatedNodes: RepeatedRows;
  readonly repeatedFacts: RepeatedRows;
  readonly #dossier: string;
  readonly #parts: Parts;
  readonly #acyclic = new Map<string, StatedRow[]>();
  readonly #unique = new Repeats();
  readonly #repeatedFacts = new HashSet();

  constructor(dossier: string, parts: Parts) {
    this.#dossier = dossier;
    this.#parts = parts;
    const { known, problems, model } = parts;
    this.repeatedNodes = new RepeatedRows(({ id }) => known.ids.isRepeated(id), model, problems);
    this.repeatedFacts = new RepeatedRows(({ id }) => this.#repeatedFacts.has(hashOf(id)), model, problems);
  }

  /** The nodes: each by itself, what it names, what contradicts other dossiers, and which there are. */
  async nodes(streaming: Streaming): Promise<void> {
    const { contents, known, planner, problems } = this.#parts;
    // What is named may be stated later. Of most dossiers that is little enough to be held until then.
    const pending: Reference[] = [];
    for await (const { rows, references } of contents.nodes(streaming)) {
      known.add(rows, problems);
      for (const row of rows) if (row.kind === 'entity') this.span.extend(row.row);
      const ofKind = (kind: Kind) => rows.filter((row) => row.kind === kind);
      this.redated.push(...(await planner.redated(ofKind('document'))));
      for (const kind of ['document', 'passage', 'entity'] as const) await this.#conflicts(kind, ofKind(kind));
      await this.#uniqueValues(rows);
      for (const reference of references) {
        if (pending.length < MOST_PENDING && !known.has(reference.id)) pending.push(reference);
      }
      streaming.signal?.throwIfAborted();
    }
    if (pending.length < MOST_PENDING) return await this.#references(pending);
    for await (const { references } of contents.nodes(quiet(streaming))) await this.#references(references);
  }

  /** The facts: each by itself, what it names, what contradicts other dossiers. Then what is stated more than once. */
  async facts(streaming: Streaming): Promise<void> {
    for await (const { rows, references } of this.#parts.contents.facts(streaming)) {
      await this.#references(references);
      for (const fact of rows) this.#remember(fact);
      await this.#conflicts('fact', rows);
      streaming.signal?.throwIfAborted();
    }
    await this.#circles();
    await this.#repetitions(quiet(streaming));
  }

  /** Removes what is kept on the disk. */
  close(): void {
    for (const each of [this.factIds, this.repeatedNodes, this.repeatedFacts, this.#unique, this.#repeatedFacts])
      each.close();
  }

  #remember(fact: StatedRow): void {
    this.factIds.add(hashOf(fact.id));
    this.factCount++;
    this.span.extend(fact.row);
    const name = typeOfFactId(fact.id);
    const facts = this.#acyclicFacts(name);
    if (!facts || facts.push(fact) <= MOST_ACYCLIC) return;
    const message = `the dossier has more than ${MOST_ACYCLIC} facts of the type ${name}; expected fewer.`;
    this.#parts.problems.add({ file: fact.file, line: fact.line, message });
    this.#parts.problems.throwIfAny();
  }

  #acyclicFacts(name: string): StatedRow[] | undefined {
    if (this.#acyclic.size === 0) {
      for (const type of this.#parts.model.relationships) if (type.acyclic) this.#acyclic.set(type.name, []);
    }
    return this.#acyclic.get(name);
  }

  async #references(references: readonly Reference[]): Promise<void> {
    const { known, problems } = this.#parts;
    if (references.length === 0) return;
    const missing = await known.unknown(references);
    const documents = await known.unknownDocuments(missing);
    for (const reference of missing) problems.add(missingProblem(reference, documents));
  }

  async #conflicts(kind: Kind, rows: readonly StatedRow[]): Promise<void> {
    const { conflicts, renamed } = await this.#parts.planner.compared(kind, rows);
    for (const row of renamed) this.#parts.problems.doubt('another name', row);
    for (const { stated, conflict } of conflicts) {
      this.#parts.problems.add({ ...conflictProblem(this.#dossier, stated, conflict), follows: true });
    }
  }

  /** Values that only one entity may have, and another dossier has given to another. */
  async #uniqueValues(rows: readonly StatedRow[]): Promise<void> {
    const holders = new Map<string, { type: string; property: string; rows: Map<string, StatedRow> }>();
    for (const row of rows) {
      for (const { property } of row.unique ?? []) {
        const type = textOf(row.row, 'type') ?? '';
        this.#unique.add(uniqueKey(row, property));
        const group = holders.get(`${type} ${property}`) ?? { type, property, rows: new Map() };
        holders.set(`${type} ${property}`, group);
        group.rows.set(textOf(row.row, property) ?? '', row);
      }
    }
    for (const { type, property, rows: byValue } of holders.values()) {
      for (const { id, value, files } of await this.#parts.reader.holdersOf(type, property, [...byValue.keys()])) {
        const row = byValue.get(value);
        if (!row || row.id === id) continue;
        const line = row.unique?.find((each) => each.property === property)?.line ?? row.line;
        const message = `${property} is "${value}", which ${id} (${files.join(', ')}) has as well; expected one of its own.`;
        this.#parts.problems.add({ file: row.file, line, message });
      }
    }
  }

  async #circles(): Promise<void> {
    const { reader, model, problems } = this.#parts;
    for (const type of model.relationships) {
      for (const problem of await checkAcyclic(reader, type, this.#acyclic.get(type.name) ?? [])) problems.add(problem);
    }
    this.#acyclic.clear();
  }

  /** Reads all again where something was stated more than once: only hashes were kept of the first time. */
  async #repetitions(streaming: Streaming): Promise<void> {
    const { contents, known, problems } = this.#parts;
    if (known.ids.areAny || this.#unique.areAny) {
      const values = new SharedValues(this.#unique.isRepeated, problems);
      await each(contents.nodes(streaming), (row) => {
        this.repeatedNodes.meet(row);
        values.meet(row);
      });
    }
    for (const hash of this.factIds.repeated()) this.#repeatedFacts.add(hash);
    if (this.#repeatedFacts.size === 0) return;
    await each(contents.facts(streaming), (row) => this.repeatedFacts.meet(row));
    this.factCount -= this.repeatedFacts.count;
  }
}

async function each(batches: AsyncIterable<Batch>, meet: (row: StatedRow) => void): Promise<void> {
  for await (const { rows } of batches) for (const row of rows) meet(row);
}

/** For what was read before: its problems have been told, and its bytes counted. */
function quiet({ signal }: Streaming): Streaming {
  return { signal, findings: SILENT };
}
