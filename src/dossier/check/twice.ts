import type { DossierFindings } from '../problem.ts';
import type { StatedRow } from '../read/seed.ts';
import { HashSet, hashOf } from '../spill/hash.ts';
import { textOf } from '../store/stored.ts';

/** Notices what is stated twice, by hashes. The rows behind them are found when all is read again. */
export class Repeats {
  readonly #seen = new HashSet();
  readonly #repeated = new HashSet();

  get size(): number {
    return this.#seen.size;
  }

  get areAny(): boolean {
    return this.#repeated.size > 0;
  }

  add(key: string): void {
    const hash = hashOf(key);
    if (!this.#seen.add(hash)) this.#repeated.add(hash);
  }

  has(key: string): boolean {
    return this.#seen.has(hashOf(key));
  }

  readonly isRepeated = (key: string): boolean => this.#repeated.has(hashOf(key));
}

/** Tells of each row that has a key again, where the first is that has it. */
export class Twice {
  readonly #isRepeated: (key: string) => boolean;
  readonly #findings: DossierFindings;
  readonly #first = new Map<string, StatedRow>();

  constructor(isRepeated: (key: string) => boolean, findings: DossierFindings) {
    this.#isRepeated = isRepeated;
    this.#findings = findings;
  }

  /** Rows with one id. */
  meet(row: StatedRow): void {
    const { kind, id, file, line } = row;
    const first = this.#firstOf(id, row);
    if (!first) return;
    const differing = differences(first, row);
    const how = differing.length === 0 ? 'in the same words' : `and the two differ in ${differing.join(', ')}`;
    const message = `the ${kind} ${id} is stated twice, ${how}: first in ${first.file}:${first.line}; expected it once.`;
    this.#findings.add({ file, line, message, mistake: `twice ${kind} ${file}`, follows: true });
  }

  /** Entities of a type with one value of a property that each must have for itself. */
  meetValues(row: StatedRow): void {
    for (const { property, line } of row.unique ?? []) {
      const first = this.#firstOf(uniqueKey(row, property), row);
      if (!first || first.id === row.id) continue;
      const message = `${property} is "${row.row[property]}", which ${first.id} (${first.file}:${first.line}) has as well; expected one of its own.`;
      this.#findings.add({ file: row.file, line, message });
    }
  }

  /** The row that had the key first; undefined where it is this one, or the only one. */
  #firstOf(key: string, row: StatedRow): StatedRow | undefined {
    if (!this.#isRepeated(key)) return undefined;
    const first = this.#first.get(key);
    if (!first) this.#first.set(key, row);
    return first;
  }
}

/** Stands for the value of a property that no two entities of a type may have. */
export function uniqueKey({ row }: StatedRow, property: string): string {
  return `${textOf(row, 'type')} ${property} ${row[property]}`;
}

/** The properties that differ. */
function differences({ row: a }: StatedRow, { row: b }: StatedRow): string[] {
  const properties = new Set([...Object.keys(a), ...Object.keys(b)]);
  return [...properties].filter((property) => JSON.stringify(a[property]) !== JSON.stringify(b[property]));
}
