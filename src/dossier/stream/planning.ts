import type { Model } from '../../declare/model.ts';
import { statement, type Value } from '../../graph/port.ts';
import { type Existing, othersOf, type Reading, type Rows } from '../existing.ts';
import { type Changes, documentsBehind, Planner, type Stated, witnessOf } from '../plan.ts';
import { completed } from '../rows.ts';
import { type StoredRow, textOf } from '../stored.ts';
import type { StatedFact } from '../table/fact-reader.ts';
import type { FactStep } from '../write-facts.ts';
import type { StatedNode } from './stated.ts';

/** What a batch of facts changes, by type; what is as it was is in no step. */
export interface FactChanges {
  readonly steps: ReadonlyMap<string, readonly FactStep[]>;
  readonly conflicts: Changes['conflicts'];
}

/** What follows from a date. */
interface Days {
  readonly earliest: Value | undefined;
  readonly latest: Value | undefined;
  readonly surelyFrom: Value | undefined;
  readonly surelyTo: Value | undefined;
  /** The place in order, before the id. */
  readonly day: string;
}

/** How many answers of the graph are remembered. */
const MOST_KNOWN = 50_000;
const NONE: Stated = new Map();

/** Works out batch by batch what the graph has to become. It holds one batch, and what others can ask again. */
export class Planning {
  readonly #reading: Reading;
  readonly #model: Model;
  readonly #dossier: string;
  readonly #planner: Planner;
  /** The documents as they will be, and those of others as far as they were asked for. */
  readonly #documents: Map<string, StoredRow | undefined>;
  /** Whether nothing of this dossier is in the graph but what the ledger has. */
  readonly #isFresh: boolean;
  /** Whether other dossiers state an entity. */
  readonly #shared = new Map<string, boolean>();
  readonly #days = new Map<string, Days>();
  readonly #dossiers: readonly string[];
  readonly #files = new Map<string, readonly string[]>();

  constructor(
    reading: Reading,
    model: Model,
    dossier: string,
    documents: ReadonlyMap<string, StoredRow>,
    isFresh: boolean,
  ) {
    this.#reading = reading;
    this.#model = model;
    this.#dossier = dossier;
    this.#planner = new Planner(model, dossier);
    this.#documents = new Map(documents);
    this.#isFresh = isFresh;
    this.#dossiers = [dossier];
  }

  async nodes(batch: readonly StatedNode[]): Promise<{ readonly passage: Changes; readonly entity: Changes }> {
    const changes = async (kind: StatedNode['kind']) => {
      const own = batch.filter((node) => node.kind === kind);
      const stated: Stated = new Map(own.map(({ id, spot, row }) => [id, { file: spot.file, row }]));
      const existing = await this.#reading.nodes(kind, stated.keys());
      return this.#planner.changes(
        kind,
        stated,
        existing,
        await this.#witness([...stated.values(), ...existing.values()]),
      );
    };
    return { passage: await changes('passage'), entity: await changes('entity') };
  }

  /** Where nodes contradict what other dossiers say: as in {@link nodes}, without working out the rest. */
  async conflicts(batch: readonly StatedNode[]): Promise<Changes['conflicts']> {
    const conflicts = async (kind: StatedNode['kind']) => {
      const own = batch.filter((node) => node.kind === kind);
      const existing = await this.#reading.nodes(
        kind,
        own.map(({ id }) => id),
      );
      const shared = own.filter(({ id }) => this.#isShared(existing.get(id)));
      return this.#conflicts(
        kind,
        shared.map(({ id, spot, row }) => ({ id, file: spot.file, row })),
        existing,
      );
    };
    return [...(await conflicts('passage')), ...(await conflicts('entity'))];
  }

  /** Where facts contradict what other dossiers say. */
  async conflictsOfFacts(batch: readonly StatedFact[]): Promise<Changes['conflicts']> {
    const perhapsThere = this.#isFresh ? await this.#betweenShared(batch) : batch;
    if (perhapsThere.length === 0) return [];
    const existing = await this.#reading.facts(perhapsThere.map(({ id }) => id));
    const shared = perhapsThere.filter(({ id }) => this.#isShared(existing.get(id)));
    return this.#conflicts('fact', shared, existing);
  }

  #isShared(existing: Existing | undefined): boolean {
    return existing !== undefined && othersOf(existing, this.#dossier).length > 0;
  }

  #conflicts(
    kind: 'passage' | 'entity' | 'fact',
    shared: readonly { readonly id: string; readonly file: string; readonly row: StoredRow }[],
    existing: Rows,
  ): Changes['conflicts'] {
    const stated: Stated = new Map(shared.map(({ id, file, row }) => [id, { file, row }]));
    const rows = new Map([...existing].filter(([id]) => stated.has(id)));
    return this.#planner.changes(kind, stated, rows, () => undefined).conflicts;
  }

  /** What becomes of rows that the dossier states no longer. */
  async dropped(kind: 'passage' | 'entity' | 'fact', rows: readonly Existing[]): Promise<Changes> {
    const existing = new Map(rows.map((row) => [row.id, row]));
    return this.#planner.changes(kind, NONE, existing, await this.#witness(rows));
  }

  async facts(batch: readonly StatedFact[]): Promise<FactChanges> {
    const perhapsThere = this.#isFresh ? await this.#betweenShared(batch) : batch;
    const there = new Set(perhapsThere.map(({ id }) => id));
    const steps = new Map<string, FactStep[]>();
    const add = (type: string, step: FactStep) => {
      const group = steps.get(type);
      if (group) group.push(step);
      else steps.set(type, [step]);
    };
    const fresh = there.size === 0 ? batch : batch.filter(({ id }) => !there.has(id));
    if (fresh.some(({ row }) => isOpen(row))) await this.#witness(fresh);
    for (const fact of fresh) add(fact.type.name, { before: undefined, after: this.#newRow(fact) });
    if (there.size === 0) return { steps, conflicts: [] };

    const existing = await this.#reading.facts(there);
    const stated: Stated = new Map(perhapsThere.map(({ id, file, row }) => [id, { file, row }]));
    const witness = await this.#witness([...perhapsThere, ...existing.values()]);
    const { write, conflicts } = this.#planner.changes('fact', stated, existing, witness);
    for (const { id, before, row } of write) add(id.slice(0, id.indexOf('|')), { before, after: row });
    return { steps, conflicts };
  }

  /** While none can have named what only this one states, others can state a fact only between ends that they state. */
  async #betweenShared(batch: readonly StatedFact[]): Promise<StatedFact[]> {
    const unknown = new Set<string>();
    for (const { source, target } of batch) {
      if (!this.#shared.has(source)) unknown.add(source);
      if (!this.#shared.has(target)) unknown.add(target);
    }
    if (unknown.size > 0) {
      if (this.#shared.size > MOST_KNOWN) {
        this.#shared.clear();
        return await this.#betweenShared(batch);
      }
      const ids = [...unknown];
      const shared = new Set(await this.#reading.run(SHARED, { ids, dossier: this.#dossier }));
      for (const id of ids) this.#shared.set(id, shared.has(id));
    }
    return batch.filter(({ source, target }) => this.#shared.get(source) && this.#shared.get(target));
  }

  #newRow({ id, row, file }: StatedFact): StoredRow {
    const files = this.#files.get(file) ?? [file];
    this.#files.set(file, files);
    const { earliest, latest, surelyFrom, surelyTo, day } = this.#daysOf(id, row);
    // Property by property: a spread of such a row takes six times as long.
    const whole: { [property: string]: Value } = { id, order: day + id, dossiers: this.#dossiers, files };
    for (const property in row) whole[property] = row[property] ?? null;
    if (earliest !== undefined) whole['earliest'] = earliest;
    if (latest !== undefined) whole['latest'] = latest;
    if (surelyFrom !== undefined) whole['surelyFrom'] = surelyFrom;
    if (surelyTo !== undefined) whole['surelyTo'] = surelyTo;
    return whole;
  }

  #daysOf(id: string, row: StoredRow): Days {
    const date = textOf(row, 'date') ?? '';
    const known = this.#days.get(date);
    if (known) return known;
    const whole = completed('fact', row, this.#model, witnessOf(this.#known()));
    const order = textOf(whole, 'order') ?? '';
    const { earliest, latest, surelyFrom, surelyTo } = whole;
    const days = { earliest, latest, surelyFrom, surelyTo, day: order.slice(0, order.length - id.length) };
    // The days of what has no end depend on its evidence.
    if (isOpen(row)) return days;
    if (this.#days.size > MOST_KNOWN) this.#days.clear();
    this.#days.set(date, days);
    return days;
  }

  /** The witness for rows, whose documents are read unless they are known. */
  async #witness(rows: readonly { readonly row: StoredRow }[]) {
    const unknown = [...documentsBehind(rows.map(({ row }) => row))].filter((id) => !this.#documents.has(id));
    if (unknown.length > 0) {
      const found = await this.#reading.nodes('document', unknown);
      for (const id of unknown) this.#documents.set(id, found.get(id)?.row);
    }
    return witnessOf(this.#known());
  }

  #known(): ReadonlyMap<string, StoredRow> {
    // A document that is not there has no day.
    return this.#documents as ReadonlyMap<string, StoredRow>;
  }
}

/** What has no end follows from its documents as well. */
function isOpen(row: StoredRow): boolean {
  return textOf(row, 'date')?.endsWith('/..') ?? false;
}

const SHARED = statement(
  'dossier: entities of others',
  'UNWIND $ids AS id MATCH (n:Entity {id: id}) WHERE any(other IN n.dossiers WHERE other <> $dossier) RETURN id ORDER BY id',
  (row) => String(row['id']),
);
