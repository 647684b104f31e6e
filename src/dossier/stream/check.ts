import type { Model } from '../../declare/model.ts';
import type { Spot } from '../../yaml/problem.ts';
import { checkAcyclic } from '../acyclic.ts';
import { conflictProblem } from '../check.ts';
import type { Reading } from '../existing.ts';
import type { Changes } from '../plan.ts';
import type { Reference } from '../seed.ts';
import type { StatedFact } from '../table/fact-reader.ts';
import { HashSet, hashOf } from '../table/hash.ts';
import { SortedHashes } from '../table/sorted-hashes.ts';
import type { Streaming } from '../table/table.ts';
import type { KnownNodes } from './known.ts';
import type { Planning } from './planning.ts';
import type { Problems } from './problems.ts';
import type { Stated } from './stated.ts';

/** Facts whose type may not lead in a circle are held in memory, so many at most. */
const MOST_ACYCLIC = 100_000;
/** How many references to what has not been stated yet are held in memory. */
const MOST_PENDING = 100_000;
/** How many of the facts and nodes that are stated twice are told. */
const MOST_TWICE = 50;

/** Checks a dossier as a whole, before anything of it is written. Reads it batch by batch. */
export class Check {
  readonly #dossier: string;
  readonly #reading: Reading;
  readonly #model: Model;
  readonly #stated: Stated;
  readonly #known: KnownNodes;
  readonly #problems: Problems;
  readonly #acyclic = new Map<string, StatedFact[]>();
  /** The ids of all facts, for what is stated twice and what is stated no longer. */
  readonly factIds = new SortedHashes();
  factCount = 0;

  constructor(
    dossier: string,
    reading: Reading,
    model: Model,
    { stated, known, problems }: { stated: Stated; known: KnownNodes; problems: Problems },
  ) {
    this.#dossier = dossier;
    this.#reading = reading;
    this.#model = model;
    this.#stated = stated;
    this.#known = known;
    this.#problems = problems;
  }

  /** The nodes: each by itself, what it names, what contradicts other dossiers, and which there are. */
  async nodes(references: readonly Reference[], planning: Planning, streaming: Streaming): Promise<void> {
    // What is named may be stated later. Of most dossiers that is little enough to be held until then.
    const pending = new Map<string, Reference>();
    const hold = (named: readonly Reference[]) => {
      for (const reference of named) {
        if (pending.size < MOST_PENDING && !this.#known.has(reference.id))
          pending.set(`${reference.to} ${reference.id}`, reference);
      }
    };
    hold(references);
    for await (const { nodes, references: named } of this.#stated.nodes(streaming)) {
      await this.#known.add(nodes, this.#problems.add);
      this.#conflicts(await planning.conflicts(nodes), new Map(nodes.map(({ id, spot }) => [id, spot])));
      hold(named);
      streaming.signal?.throwIfAborted();
    }
    await this.#references([...pending.values()]);
    if (pending.size < MOST_PENDING) return;
    await this.#references(references);
    for await (const { references: named } of this.#stated.nodes(quiet(streaming))) await this.#references(named);
  }

  /** The facts: each by itself, what it names, what contradicts other dossiers. Then what is stated twice. */
  async facts(planning: Planning, streaming: Streaming): Promise<void> {
    for await (const { facts, references: named } of this.#stated.facts(streaming)) {
      await this.#references(named);
      for (const fact of facts) this.#remember(fact);
      const conflicts = await planning.conflictsOfFacts(facts);
      if (conflicts.length > 0) this.#conflicts(conflicts, new Map(facts.map((fact) => [fact.id, spotOf(fact)])));
      streaming.signal?.throwIfAborted();
    }
    await this.#circles();
    await this.#twice(quiet(streaming));
  }

  #remember(fact: StatedFact): void {
    this.factIds.add(hashOf(fact.id));
    this.factCount++;
    if (!fact.type.acyclic) return;
    const facts = this.#acyclic.get(fact.type.name) ?? [];
    this.#acyclic.set(fact.type.name, facts);
    if (facts.push(fact) <= MOST_ACYCLIC) return;
    const message = `the dossier has more than ${MOST_ACYCLIC} facts of the type ${fact.type.name}; expected fewer.`;
    this.#problems.add({ ...spotOf(fact), message });
    this.#problems.throwIfAny();
  }

  async #references(references: readonly Reference[]): Promise<void> {
    if (references.length === 0) return;
    for (const { to, id, what, spot } of await this.#known.unknown(references)) {
      const message = `${what} names ${id}, and no ${to} with this id is in the dossier or in the graph.`;
      this.#problems.add({ ...spot, message });
    }
  }

  #conflicts(conflicts: Changes['conflicts'], spots: ReadonlyMap<string, Spot>): void {
    for (const { id, conflict } of conflicts) {
      const spot = spots.get(id);
      if (spot) this.#problems.add(conflictProblem(this.#dossier, id, conflict, spot));
    }
  }

  async #circles(): Promise<void> {
    const facts = [...this.#acyclic.values()].flat().map((fact) => ({ ...fact, spot: spotOf(fact) }));
    for (const problem of await checkAcyclic(this.#reading, this.#model, this.#dossier, facts))
      this.#problems.add(problem);
    this.#acyclic.clear();
  }

  /** Reads all again where something was stated twice: only hashes were kept of the first time. */
  async #twice(streaming: Streaming): Promise<void> {
    const facts = new HashSet();
    for (const hash of this.factIds.repeated()) if (facts.size < MOST_TWICE) facts.add(hash);
    if (this.#known.repeated.size > 0) {
      const twice = new Twice(this.#known.repeated, this.#problems);
      for await (const { nodes } of this.#stated.nodes(streaming)) {
        for (const { id, kind, spot, row } of nodes) twice.meet(`the ${kind} ${id}`, id, spot, row);
      }
    }
    if (facts.size === 0) return;
    const twice = new Twice(facts, this.#problems);
    for await (const batch of this.#stated.facts(streaming)) {
      for (const fact of batch.facts) twice.meet(`the fact ${fact.id}`, fact.id, spotOf(fact), fact.row);
    }
  }
}

/** Finds the rows behind hashes that came twice. */
class Twice {
  readonly #hashes: HashSet;
  readonly #problems: Problems;
  readonly #first = new Map<string, { readonly spot: Spot; readonly row: string }>();

  constructor(hashes: HashSet, problems: Problems) {
    this.#hashes = hashes;
    this.#problems = problems;
  }

  meet(what: string, id: string, spot: Spot, row: unknown): void {
    if (!this.#hashes.has(hashOf(id))) return;
    const words = JSON.stringify(row);
    const first = this.#first.get(id);
    if (!first) {
      this.#first.set(id, { spot, row: words });
      return;
    }
    const how = first.row === words ? 'in the same words' : 'and the two differ';
    const message = `${what} is stated twice, ${how}: first in ${first.spot.file}:${first.spot.line}; expected it once.`;
    this.#problems.add({ ...spot, message });
  }
}

/** For what was read before: its problems have been told, and its bytes counted. */
function quiet({ signal }: Streaming): Streaming {
  return { signal, onProblem: () => undefined };
}

function spotOf({ file, line }: StatedFact): Spot {
  return { file, line };
}
