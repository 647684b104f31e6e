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

  /** @returns false where it was added before */
  add(key: string): boolean {
    const hash = hashOf(key);
    const isNew = this.#seen.add(hash);
    if (!isNew) this.#repeated.add(hash);
    return isNew;
  }

  has(key: string): boolean {
    return this.#seen.has(hashOf(key));
  }

  readonly isRepeated = (key: string): boolean => this.#repeated.has(hashOf(key));

  /** Removes what is on the disk. */
  close(): void {
    this.#seen.close();
    this.#repeated.close();
  }
}

/** Tells of entities of a type that have one value of a property which each must have for itself. */
export class SharedValues {
  readonly #isRepeated: (key: string) => boolean;
  readonly #findings: DossierFindings;
  readonly #first = new Map<string, StatedRow>();

  constructor(isRepeated: (key: string) => boolean, findings: DossierFindings) {
    this.#isRepeated = isRepeated;
    this.#findings = findings;
  }

  meet(row: StatedRow): void {
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
