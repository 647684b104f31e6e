import { join } from 'node:path';

/** A place in a dossier that a person can open. */
export interface Spot {
  /** The path of the file inside the dossier's folder, with `/`. */
  readonly file: string;
  /** From 1; 0 where the whole file, or the folder, is meant. */
  readonly line: number;
}

/** What is wrong with a dossier, and where: what was found and what was expected. */
export interface Problem extends Spot {
  readonly message: string;
}

/** Who is told what is wrong with a dossier while it is read and checked. */
export interface Findings {
  add(problem: Problem): void;
}

/** A dossier that was not loaded, since something is wrong with it. The graph is as it was. */
export class DossierInvalid extends Error {
  override readonly name = 'DossierInvalid';
  readonly folder: string;
  /** By file and line. */
  readonly problems: readonly Problem[];

  constructor(folder: string, problems: readonly Problem[]) {
    const count = problems.length === 1 ? 'a problem' : `${problems.length} problems`;
    super(`The dossier in ${folder} has ${count}. Nothing of it was loaded.`);
    this.folder = folder;
    this.problems = [...problems].sort(bySpot);
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

const MOST_SHOWN = 50;

/** The problems for a terminal, `<path>:<line>: <message>`: the first 50, how many more there are, and what it means. */
export function problemLines({ folder, problems, message }: DossierInvalid): string[] {
  const lines = problems.slice(0, MOST_SHOWN).map(({ file, line, message }) => {
    const path = join(folder, file);
    return line === 0 ? `${path}: ${message}` : `${path}:${line}: ${message}`;
  });
  const more = problems.length - lines.length;
  return [...lines, ...(more > 0 ? [`… and ${more} more.`] : []), message];
}

function bySpot(a: Problem, b: Problem): number {
  if (a.file !== b.file) return a.file < b.file ? -1 : 1;
  return a.line - b.line;
}
