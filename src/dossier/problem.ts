import { type Problem, sorted, type WrongFolder } from '../yaml/problem.ts';

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
