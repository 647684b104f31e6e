import type { Model } from '../../declare/model.ts';
import type { Problem } from '../../yaml/problem.ts';
import { checkUnique } from '../check.ts';
import { othersOf, type Reading } from '../existing.ts';
import type { EntitySeed, Reference } from '../seed.ts';
import { HashSet, hashOf } from '../table/hash.ts';
import type { StatedNode } from './stated.ts';

/** 16 bytes each. */
const MOST_NODES = 8_000_000;
/** How many ids of other dossiers are remembered. */
const MOST_THERE = 20_000;

/** The ids of the nodes that a dossier states, as hashes, and whether what it names is there. */
export class KnownNodes {
  readonly #reading: Reading;
  readonly #model: Model;
  readonly #dossier: string;
  readonly #nodes = new HashSet();
  readonly #unique = new HashSet();
  /** Hashes of what was stated again. */
  readonly repeated = new HashSet();
  readonly #there = new Set<string>();
  readonly counts = { document: 0, passage: 0, entity: 0 };

  constructor(reading: Reading, model: Model, dossier: string) {
    this.#reading = reading;
    this.#model = model;
    this.#dossier = dossier;
  }

  has(id: string): boolean {
    return this.#nodes.has(hashOf(id));
  }

  addDocument(id: string): void {
    this.#nodes.add(hashOf(id));
    this.counts.document++;
  }

  async add(nodes: readonly StatedNode[], onProblem: (problem: Problem) => void): Promise<void> {
    for (const { id, kind, entity, spot } of nodes) {
      const hash = hashOf(id);
      this.counts[kind]++;
      if (!this.#nodes.add(hash)) this.repeated.add(hash);
      else if (entity) this.#addUnique(entity, onProblem);
      if (this.#nodes.size > MOST_NODES) {
        return onProblem({
          ...spot,
          message: `the dossier has more than ${MOST_NODES} entities and passages; expected fewer.`,
        });
      }
    }
    const entities = nodes.flatMap(({ entity }) => entity ?? []);
    for (const problem of await checkUnique(this.#reading, this.#model, { id: this.#dossier, entities }))
      onProblem(problem);
  }

  /** What of these references is of nothing. Each id is looked for once, or once in a while. */
  async unknown(references: readonly Reference[]): Promise<Reference[]> {
    const unsure = references.filter(({ id }) => !this.has(id) && !this.#there.has(id));
    const unknown: Reference[] = [];
    for (const kind of ['entity', 'document', 'passage'] as const) {
      const named = unsure.filter(({ to }) => to === kind);
      if (named.length === 0) continue;
      const found = await this.#reading.nodes(
        kind,
        named.map(({ id }) => id),
      );
      for (const reference of named) {
        const row = found.get(reference.id);
        if (!row || othersOf(row, this.#dossier).length === 0) unknown.push(reference);
        else if (this.#there.size < MOST_THERE) this.#there.add(reference.id);
      }
    }
    return unknown;
  }

  #addUnique({ type, values, spot }: EntitySeed, onProblem: (problem: Problem) => void): void {
    for (const { name, property, value, line } of values) {
      if (property.kind !== 'text' || !property.unique) continue;
      if (this.#unique.add(hashOf(`${type.name} ${name} ${value}`))) continue;
      const message = `${name} is "${value}", which another ${type.name} of this dossier has as well; expected one of its own.`;
      onProblem({ file: spot.file, line, message });
    }
  }
}
