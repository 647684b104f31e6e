import { type Findings, type Location, type Problem, printable, sorted, type WrongFolder } from '../yaml/problem.ts';

/** A dossier that was not loaded, since something is wrong with it. The graph is as it was. */
export class DossierInvalid extends Error implements WrongFolder {
  override readonly name = 'DossierInvalid';
  readonly folder: string;
  /** Causes before what may follow from them, and each by file and line. */
  readonly problems: readonly Problem[];

  /** @param isLoaded whether it was to be loaded, and not checked alone */
  constructor(folder: string, problems: readonly Problem[], isLoaded = true) {
    const count = problems.length === 1 ? 'a problem' : `${problems.length} problems`;
    super(`The dossier in ${folder} has ${count}.${isLoaded ? ' Nothing of it was loaded.' : ''}`);
    this.folder = folder;
    this.problems = problems;
  }
}

/** What may be meant otherwise than it was read. The load goes on, and says how often it was met. */
export type Doubt =
  | 'hidden signs'
  | 'a word for none'
  | 'a path to nothing'
  | 'said again'
  | 'a condition that no row meets'
  | 'much evidence'
  | 'another name'
  | 'half a text';

/** The location of a value; of one in a row of a table, also the location of the template that such rows fill. */
export interface RowLocation extends Location {
  readonly template?: Location | undefined;
}

/** A problem that others may be the same as. */
export interface RowProblem extends Problem, RowLocation {
  /** Names the mistake. Default: the file, and the message without its quoted values and figures. */
  readonly mistake?: string;
  /** Whether it may follow from other problems: those are told first, and alone where something stated is not known. */
  readonly follows?: boolean;
}

/** Who is told what is wrong with a dossier, and what is doubtful. */
export interface DossierFindings extends Findings {
  add(problem: RowProblem): void;
  /** Something that the dossier states is not known, so that it cannot be told whether what is named is there. */
  lose(): void;
  doubt(doubt: Doubt, location: Location): void;
  /** What a file has that the dossier does not take, as a sentence. */
  leave(untaken: string): void;
}

/** For what has been told, or is told by another reading. */
export const SILENT: DossierFindings = {
  add: () => undefined,
  doubt: () => undefined,
  leave: () => undefined,
  lose: () => undefined,
};

/** What is told of each doubt. */
const DOUBTS: { readonly [doubt in Doubt]: (names: string, first: string, count: number) => string } = {
  'hidden signs': (names, first) =>
    `Signs that are never seen, such as marks of direction, were taken off ${names}; the first: ${first}.`,
  'a word for none': (names, first) =>
    `${names.replace(/^a/, 'A')} may say that there is none, as NULL and N/A do; the first: ${first}. What says so in a table belongs in its key none.`,
  'said again': (_names, first, count) =>
    `What an earlier row states as well, such as a person of several rows, was merged with it, ${count === 1 ? 'once' : `${count} times`}; the first: ${first}.`,
  'a condition that no row meets': (_names, first, count) =>
    `${count === 1 ? 'Something is made of rows with cells' : `${count} things are made of rows with cells`} under when that no row has; the first: ${first}.`,
  'another name': (_names, first, count) =>
    `${count === 1 ? 'An entity of another dossier gets' : `${count} entities of other dossiers get`} another name, since of two dossiers the one whose id comes first names it; the first: ${first}. A name under preferred goes before.`,
  'much evidence': (_names, first) =>
    `Of what more than a hundred rows report, the passages of the first hundred were kept as evidence; the first that was left out: ${first}.`,
  'half a text': (_names, first, count) =>
    `${count === 1 ? 'A row has' : `${count} rows have`} a text of several cells of which some are empty and others are not, such as an amount without its currency: the text was left out; the first: ${first}.`,
  'a path to nothing': (_names, first, count) =>
    `${count === 1 ? 'A path' : `${count} paths`} of JSON that no object has ${count === 1 ? 'is' : 'are'} named in braces, and taken for empty; the first: ${first}.`,
};

/** More than a person reads at once. */
const MOST = 500;
/** In how many more places a mistake is shown. */
const MOST_PLACES = 5;

/** A mistake that was made once or more often. */
interface Mistake {
  readonly first: RowProblem;
  readonly places: string[];
  /** The quoted values that are shown. */
  readonly shown: Set<string>;
  count: number;
}

/** What is wrong with a dossier: one message for each mistake, however often it was made. */
export class Problems implements DossierFindings {
  readonly #folder: string;
  readonly #mistakes = new Map<string, Mistake>();
  /** By message: a value that is wrong in one table is wrong wherever that is looked up. */
  readonly #values = new Map<string, Mistake>();
  readonly #doubts = new Map<Doubt, { first: Location; count: number }>();
  readonly #untaken = new Set<string>();
  #isLost = false;

  constructor(folder: string) {
    this.#folder = folder;
  }

  get count(): number {
    return this.#mistakes.size;
  }

  /** @throws DossierInvalid when there are many by now */
  add(problem: RowProblem): void {
    const name = problem.mistake ?? `${problem.file} ${problem.template?.line} ${kindOf(problem.message)}`;
    const known = this.#mistakes.get(name) ?? this.#values.get(problem.message);
    if (known) {
      again(known, problem);
      return;
    }
    const mistake = { first: problem, places: [], shown: new Set(quotedIn(problem.message)), count: 1 };
    this.#mistakes.set(name, mistake);
    if (mistake.shown.size > 0) this.#values.set(problem.message, mistake);
    if (this.#mistakes.size >= MOST) this.throwIfAny();
  }

  lose(): void {
    this.#isLost = true;
  }

  doubt(doubt: Doubt, first: Location): void {
    const met = this.#doubts.get(doubt);
    if (met) met.count++;
    else this.#doubts.set(doubt, { first, count: 1 });
  }

  leave(untaken: string): void {
    this.#untaken.add(untaken);
  }

  /** A sentence for each doubt, and for each file of which not all is taken, as a terminal may have them. */
  get doubts(): string[] {
    const doubts = [...this.#doubts].map(([doubt, { first, count }]) =>
      DOUBTS[doubt](count === 1 ? 'a name' : `${count} names`, `${first.file}:${first.line}`, count),
    );
    return [...doubts, ...this.#untaken].map(printable);
  }

  /** @throws DossierInvalid */
  throwIfAny(): void {
    if (this.count > 0) throw this.invalid();
  }

  invalid(): DossierInvalid {
    const told = (follows: boolean) =>
      [...this.#mistakes.values()].filter(({ first }) => (first.follows ?? false) === follows).map(toldOnce);
    const causes = sorted(told(false));
    const all = this.#isLost && causes.length > 0 ? causes : [...causes, ...sorted(told(true))];
    return new DossierInvalid(this.#folder, all);
  }
}

/** A message without the values that it quotes and without its figures. */
function kindOf(message: string): string {
  return message.replace(QUOTED, '""').replace(/\d+/g, '0');
}

function quotedIn(message: string): string[] {
  return message.match(QUOTED) ?? [];
}

const QUOTED = /"(?:[^"\\]|\\.)*"/g;

function again(mistake: Mistake, { file, line, message }: RowProblem): void {
  mistake.count++;
  if (mistake.places.length === MOST_PLACES) return;
  const other = quotedIn(message).find((value) => !mistake.shown.has(value));
  if (other !== undefined) mistake.shown.add(other);
  const place = file === mistake.first.file ? String(line) : `${file}:${line}`;
  mistake.places.push(other === undefined ? place : `${place} (${other})`);
}

function toldOnce({ first, places, count }: Mistake): Problem {
  const { file, line, message, template } = first;
  if (count === 1) return { file, line, message };
  const left = count - 1 - places.length;
  const where = `${places.join(', ')}${left > 0 ? ` and ${left} more` : ''}`;
  const by = template ? ` What rows become is written in ${template.file}:${template.line}.` : '';
  return { file, line, message: `${message} The same again in line ${where}.${by}` };
}
