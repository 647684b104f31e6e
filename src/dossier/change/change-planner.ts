import { labelsOf } from '../../declare/entity.ts';
import { typeOfFactId } from '../../declare/ids.ts';
import { type Model, typeNamed } from '../../declare/model.ts';
import { type Contribution, contributionsOf, DERIVED } from '../../declare/stated.ts';
import type { Value } from '../../graph/port.ts';
import { untag } from '../../text/language.ts';
import { UNBOUNDED_START } from '../../time/edtf.ts';
import { documentOf } from '../read/evidence.ts';
import type { StatedRow } from '../read/seed.ts';
import { initiallyDerived } from '../store/derived.ts';
import type { FactStep } from '../store/facts.ts';
import type { Existing } from '../store/graph-reader.query.ts';
import type { GraphReader } from '../store/graph-reader.ts';
import { canonical, type Kind, LABEL, type NodeKind, type StoredRow, textOf, textsOf } from '../store/stored.ts';
import type { Change, Changes } from '../store/writing.ts';
import { completed, followingPart, quantityNames, type Witness } from './completed.ts';
import { type Conflict, merged } from './merge.ts';

/** What follows from a date. */
interface Days {
  readonly earliest: Value | undefined;
  readonly latest: Value | undefined;
  readonly surelyFrom: Value | undefined;
  readonly surelyTo: Value | undefined;
  /** The place in order, before the id. */
  readonly day: string;
}

/** A row as the dossier states it from now on, and as the graph has it. */
interface Pair {
  readonly id: string;
  readonly stated: StatedRow | undefined;
  readonly before: Existing | undefined;
}

/** How rows of the dossier compare with those of other dossiers. */
interface Comparison {
  readonly conflicts: { readonly stated: StatedRow; readonly conflict: Conflict }[];
  readonly renamed: readonly StatedRow[];
}

/** How many answers of the graph are remembered. */
const MOST_KNOWN = 50_000;

/**
 * Works out batch by batch what the graph has to become when a dossier states this and no longer anything else. It holds
 * one batch, what others can ask again, and the day of each document.
 */
export class ChangePlanner {
  readonly #reader: GraphReader;
  readonly #model: Model;
  readonly #dossier: string;
  /** Whether nothing of this dossier is in the graph but what the ledger has. */
  readonly #isFresh: boolean;
  readonly #quantities: ReadonlySet<string>;
  /** The days of documents as they will be: those that the dossier states, and others as far as they were asked for. */
  readonly #documents = new Map<string, string | undefined>();
  /** Whether other dossiers state an entity. */
  readonly #shared = new Map<string, boolean>();
  readonly #days = new Map<string, Days>();
  /** The types of facts from whose properties something follows. */
  readonly #following: ReadonlySet<string>;
  readonly #dossiers: readonly string[];
  readonly #files = new Map<string, readonly string[]>();

  constructor(reader: GraphReader, model: Model, dossier: string, isFresh: boolean) {
    this.#reader = reader;
    this.#model = model;
    this.#dossier = dossier;
    this.#isFresh = isFresh;
    this.#quantities = quantityNames(model);
    this.#following = new Set(
      model.relationships
        .filter(({ properties }) =>
          Object.values(properties).some(({ kind, order }) => kind === 'date' || order !== undefined),
        )
        .map(({ name }) => name),
    );
    this.#dossiers = [dossier];
  }

  /**
   * Takes note of the days that documents will have. All that the dossier states must have been noted before anything
   * but conflicts is worked out.
   *
   * @param dropped documents that it states no longer
   * @returns the ids of those whose day changes
   */
  async redated(stated: readonly StatedRow[], dropped: readonly Existing[] = []): Promise<string[]> {
    const pairs = [...(await this.#pairs('document', stated)), ...dropped.map(droppedPair)];
    return pairs.flatMap(({ id, ...pair }) => {
      const day = this.#dayOfDocument(pair);
      this.#documents.set(id, day);
      return pair.before && dayOf(pair.before.row) !== day ? [id] : [];
    });
  }

  /** What becomes of nodes of a kind that the dossier states. */
  async nodes(kind: NodeKind, batch: readonly StatedRow[]): Promise<Changes> {
    return await this.#changes(kind, await this.#pairs(kind, batch));
  }

  /** What becomes of rows that the dossier states no longer. */
  async dropped(kind: Kind, rows: readonly Existing[]): Promise<Changes> {
    return await this.#changes(kind, rows.map(droppedPair));
  }

  /** What becomes of facts that the dossier states; what is as it was is in no step. */
  async facts(batch: readonly StatedRow[]): Promise<FactStep[]> {
    const perhapsThere = this.#isFresh ? await this.#betweenShared(batch) : batch;
    const there = new Set(perhapsThere.map(({ id }) => id));
    const fresh = there.size === 0 ? batch : batch.filter(({ id }) => !there.has(id));
    if (fresh.some(({ row }) => mayBeOpen(row))) await this.#witness(fresh);
    const steps: FactStep[] = fresh.map((fact) => ({ before: undefined, after: this.#newRow(fact) }));
    if (there.size === 0) return steps;
    return [...steps, ...stepsOf(await this.#changes('fact', await this.#pairs('fact', perhapsThere)))];
  }

  /** Where rows contradict what other dossiers say, and which entities of other dossiers they give another name. */
  async compared(kind: Kind, batch: readonly StatedRow[]): Promise<Comparison> {
    const perhapsThere = kind === 'fact' && this.#isFresh ? await this.#betweenShared(batch) : batch;
    const conflicts: Comparison['conflicts'] = [];
    const renamed: StatedRow[] = [];
    for (const { stated, before } of await this.#pairs(kind, perhapsThere)) {
      if (!stated || !before || this.#reader.othersOf(before).length === 0) continue;
      const whole = merged(this.#contributions({ stated, before }), this.#quantities);
      conflicts.push(...whole.conflicts.map((conflict) => ({ stated, conflict })));
      if (isRenamed(before.row, whole.row)) renamed.push(stated);
    }
    return { conflicts, renamed };
  }

  async #pairs(kind: Kind, batch: readonly StatedRow[]): Promise<Pair[]> {
    if (batch.length === 0) return [];
    const ids = batch.map(({ id }) => id);
    const existing = await (kind === 'fact' ? this.#reader.facts(ids) : this.#reader.nodes(kind, ids));
    return batch.map((stated) => ({ id: stated.id, stated, before: existing.get(stated.id) }));
  }

  async #changes(kind: Kind, pairs: readonly Pair[]): Promise<Changes> {
    const witness = await this.#witness(pairs.flatMap(({ stated, before }) => [stated ?? [], before ?? []].flat()));
    const write: Change[] = [];
    const remove: Existing[] = [];
    for (const pair of pairs) {
      const { id, before } = pair;
      const contributions = this.#contributions(pair);
      const target = contributions.length > 0 ? this.#target(kind, contributions, witness) : undefined;
      if (target) {
        if (before && sameRow(before, target)) continue;
        const row = { ...target.row, ...initiallyDerived(kind, target.row, this.#model) };
        write.push({ id, before, labels: target.labels, row });
      } else if (before) remove.push(before);
    }
    return { write, remove };
  }

  /** What every dossier states of a row: this one now, the others as before. By dossier. */
  #contributions({ stated, before }: Omit<Pair, 'id'>): Contribution[] {
    const others = before ? contributionsOf(before.row).filter((each) => each.dossier !== this.#dossier) : [];
    const own = stated ? [{ dossier: this.#dossier, file: stated.file, row: stated.row }] : [];
    return [...others, ...own].sort((a, b) => (a.dossier < b.dossier ? -1 : 1));
  }

  #target(kind: Kind, contributions: readonly Contribution[], witness: Witness) {
    const { row } = merged(contributions, this.#quantities);
    const kept = {
      dossiers: contributions.map(({ dossier }) => dossier),
      files: contributions.map(({ file }) => file),
      ...(contributions.length > 1 ? { contributions: contributions.map((each) => canonical(each.row)) } : {}),
    };
    return { row: { ...completed(kind, row, this.#model, witness), ...kept }, labels: this.#labels(kind, row) };
  }

  #labels(kind: Kind, row: StoredRow): string[] {
    if (kind === 'fact') return [];
    const type = kind === 'entity' ? typeNamed(this.#model, textOf(row, 'type') ?? '') : undefined;
    return (type ? labelsOf(type) : [LABEL[kind]]).sort();
  }

  /** While none can have named what only this one states, others can state a fact only between ends that they state. */
  async #betweenShared(batch: readonly StatedRow[]): Promise<StatedRow[]> {
    const unknown = new Set<string>();
    for (const { row } of batch) {
      for (const id of endsOf(row)) if (!this.#shared.has(id)) unknown.add(id);
    }
    if (unknown.size > 0) {
      if (this.#shared.size > MOST_KNOWN) {
        this.#shared.clear();
        return await this.#betweenShared(batch);
      }
      const ids = [...unknown];
      const shared = new Set(await this.#reader.entitiesOfOthers(ids));
      for (const id of ids) this.#shared.set(id, shared.has(id));
    }
    return batch.filter(({ row }) => endsOf(row).every((id) => this.#shared.get(id)));
  }

  #newRow({ id, row, file }: StatedRow): StoredRow {
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
    if (this.#following.has(typeOfFactId(id)))
      Object.assign(whole, followingPart(row, this.#model, this.#knownWitness));
    return whole;
  }

  #daysOf(id: string, row: StoredRow): Days {
    const date = textOf(row, 'date') ?? '';
    const known = this.#days.get(date);
    if (known) return known;
    const whole = completed('fact', row, this.#model, this.#knownWitness);
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
  async #witness(rows: readonly { readonly row: StoredRow }[]): Promise<Witness> {
    const documents = new Set(rows.flatMap(({ row }) => textsOf(row, 'evidence').map(documentOf)));
    const unknown = [...documents].filter((id) => !this.#documents.has(id));
    if (unknown.length > 0) {
      const found = await this.#reader.nodes('document', unknown);
      for (const id of unknown)
        this.#documents.set(id, this.#dayOfDocument({ stated: undefined, before: found.get(id) }));
    }
    return this.#knownWitness;
  }

  readonly #knownWitness: Witness = (evidence) => {
    const days = evidence.flatMap((passage) => this.#documents.get(documentOf(passage)) ?? []);
    return days.sort().at(-1);
  };

  #dayOfDocument(pair: Omit<Pair, 'id'>): string | undefined {
    const contributions = this.#contributions(pair);
    return contributions.length === 0 ? undefined : dayOf(this.#target('document', contributions, () => undefined).row);
  }
}

/** Changes of facts, as steps. */
export function stepsOf({ write, remove }: Changes): FactStep[] {
  return [
    ...remove.map((before) => ({ before, after: undefined })),
    ...write.map(({ before, row }) => ({ before, after: row })),
  ];
}

/** Whether a name that is there is another one after it. */
function isRenamed(before: StoredRow, after: StoredRow): boolean {
  const names = firstNames(after);
  return [...firstNames(before)].some(([language, name]) => names.get(language) !== name);
}

/** The name of each language. */
function firstNames(row: StoredRow): ReadonlyMap<string, string> {
  // Of two values for a key the last one counts.
  return new Map(
    textsOf(row, 'names')
      .map(untag)
      .map(({ language, value }) => [language, value] as const)
      .reverse(),
  );
}

function droppedPair(before: Existing): Pair {
  return { id: before.id, stated: undefined, before };
}

function endsOf(fact: StoredRow): string[] {
  return [textOf(fact, 'source') ?? '', textOf(fact, 'target') ?? ''];
}

/** Whether any date of a row may have no end. */
function mayBeOpen(row: StoredRow): boolean {
  return Object.values(row).some((value) => typeof value === 'string' && value.endsWith('/..'));
}

/** What has no end follows from its documents as well. */
function isOpen(row: StoredRow): boolean {
  return textOf(row, 'date')?.endsWith('/..') ?? false;
}

/** The day that a document of this row proves something of, if it has a date. */
function dayOf(document: StoredRow): string | undefined {
  const day = textOf(document, 'earliest');
  return day === UNBOUNDED_START ? undefined : day;
}

function sameRow(before: Existing, target: { row: StoredRow; labels: readonly string[] }): boolean {
  const kept = Object.fromEntries(Object.entries(before.row).filter(([property]) => !DERIVED.includes(property)));
  return canonical(kept) === canonical(target.row) && before.labels.join() === target.labels.join();
}
