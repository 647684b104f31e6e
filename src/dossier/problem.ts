import { type Findings, type Problem, sorted, type WrongFolder } from '../yaml/problem.ts';

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

/** More than a person reads at once: a column that was mistaken for another is wrong in every row. */
const MOST = 500;

/** What is wrong with a dossier. Reading it ends early when that is much. */
export class Problems implements Findings {
  readonly #folder: string;
  readonly #found: Problem[] = [];

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

  /** @throws DossierInvalid */
  throwIfAny(): void {
    if (this.count > 0) throw this.invalid();
  }

  invalid(): DossierInvalid {
    return new DossierInvalid(this.#folder, this.#found);
  }
}
