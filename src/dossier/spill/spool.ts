import { Spill } from './spill.ts';

/** How many characters are in memory. Most dossiers that people write need no disk. */
const MOST_IN_MEMORY = 1_000_000;
/** Stands between texts on the disk, and in none of them. */
const LINE = '\n';

/**
 * Things that are read again and again, in the order in which they were added. Those beyond some megabytes go to a file, and
 * are read back a megabyte at a time.
 */
export class Spool<T> {
  /** The bytes of each portion on the disk, one after the other. */
  readonly #portions: number[] = [];
  #spill: Spill | undefined;
  /** What came after the last portion. */
  #texts: string[] = [];
  #characters = 0;

  add(thing: T): void {
    const text = JSON.stringify(thing);
    this.#texts.push(text);
    this.#characters += text.length;
    if (this.#characters > MOST_IN_MEMORY) this.#putAway();
  }

  *[Symbol.iterator](): Generator<T> {
    let start = 0;
    // It is read back as it was added.
    for (const length of this.#portions) {
      const bytes = Buffer.alloc(length);
      this.#spill?.read(bytes, start);
      start += length;
      for (const text of bytes.toString().split(LINE)) yield JSON.parse(text) as T;
    }
    for (const text of this.#texts) yield JSON.parse(text) as T;
  }

  close(): void {
    this.#spill?.close();
    this.#spill = undefined;
  }

  #putAway(): void {
    this.#spill ??= new Spill();
    const bytes = Buffer.from(this.#texts.join(LINE));
    this.#spill.append(bytes);
    this.#portions.push(bytes.length);
    this.#texts = [];
    this.#characters = 0;
  }
}
