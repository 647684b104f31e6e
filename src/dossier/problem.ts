import { type Findings, type Problem, type Spot, sorted, type WrongFolder } from '../yaml/problem.ts';

/** A dossier that was not loaded, since something is wrong with it. The graph is as it was. */
export class DossierInvalid extends Error implements WrongFolder {
  override readonly name = 'DossierInvalid';
  readonly folder: string;
  /** By file and line. */
  readonly problems: readonly Problem[];

  constructor(folder: string, problems: readonly Problem[]) {
    const count = problems.length === 1 ? 'a problem' : `${problems.length} problems`;
    super(`The dossier in ${folder} has ${count}. Nothing of it was loaded.`);
    this.folder = folder;
    this.problems = sorted(problems);
  }
}

/** What may be meant otherwise than it was read. The load goes on, and says how often it was met. */
export type Doubt = 'hidden signs' | 'a word for none';

/** Who is told what is wrong with a dossier, and what is doubtful. */
export interface DossierFindings extends Findings {
  doubt(doubt: Doubt, spot: Spot): void;
}

/** What is told of each doubt, after `3 names`. */
const DOUBTS: { readonly [doubt in Doubt]: (names: string, first: string) => string } = {
  'hidden signs': (names, first) =>
    `Signs that are never seen, such as marks of direction, were taken off ${names}; the first: ${first}.`,
  'a word for none': (names, first) =>
    `${names.replace(/^a/, 'A')} may say that there is none, as NULL and N/A do; the first: ${first}. What says so in a table belongs in its key none.`,
};

/** More than a person reads at once: a column that was mistaken for another is wrong in every row. */
const MOST = 500;

/** What is wrong with a dossier. Reading it ends early when that is much. */
export class Problems implements DossierFindings {
  readonly #folder: string;
  readonly #found: Problem[] = [];
  readonly #doubts = new Map<Doubt, { first: Spot; count: number }>();

  constructor(folder: string) {
    this.#folder = folder;
  }

  get count(): number {
    return this.#found.length;
  }

  /** @throws DossierInvalid when there are many by now */
  add(problem: Problem): void {
    this.#found.push(problem);
    if (this.#found.length >= MOST) this.throwIfAny();
  }

  doubt(doubt: Doubt, first: Spot): void {
    const met = this.#doubts.get(doubt);
    if (met) met.count++;
    else this.#doubts.set(doubt, { first, count: 1 });
  }

  /** A sentence for each doubt. */
  get doubts(): string[] {
    return [...this.#doubts].map(([doubt, { first, count }]) =>
      DOUBTS[doubt](count === 1 ? 'a name' : `${count} names`, `${first.file}:${first.line}`),
    );
  }

  /** @throws DossierInvalid */
  throwIfAny(): void {
    if (this.count > 0) throw this.invalid();
  }

  invalid(): DossierInvalid {
    return new DossierInvalid(this.#folder, this.#found);
  }
}
