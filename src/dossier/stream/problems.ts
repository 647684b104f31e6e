import type { Problem } from '../../yaml/problem.ts';
import { DossierInvalid } from '../problem.ts';

/** More than a person reads at once: a column that was mistaken for another is wrong in every row. */
const MOST = 500;

/** What is wrong with a dossier. Its check ends early when that is much. */
export class Problems {
  readonly #folder: string;
  readonly #found: Problem[];

  constructor(folder: string, found: readonly Problem[]) {
    this.#folder = folder;
    this.#found = [...found];
  }

  /** @throws DossierInvalid when there are many by now */
  readonly add = (problem: Problem): void => {
    this.#found.push(problem);
    if (this.#found.length >= MOST) this.throwIfAny();
  };

  /** @throws DossierInvalid */
  throwIfAny(): void {
    if (this.#found.length > 0) throw new DossierInvalid(this.#folder, this.#found);
  }
}
