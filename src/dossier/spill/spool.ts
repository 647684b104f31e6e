import { Spill } from './spill.ts';

/** How many characters are in memory. Most dossiers that people write need no disk. */
const MOST_IN_MEMORY = 1_000_000;

/** Things that are read again and again, in the order in which they were added. Those beyond some megabytes go to a file. */
export class Spool<T> {
  readonly #texts: string[] = [];
  readonly #places: { readonly start: number; readonly length: number }[] = [];
  #characters = 0;
  #spill: Spill | undefined;

  add(thing: T): void {
    const text = JSON.stringify(thing);
    this.#characters += text.length;
    if (this.#characters <= MOST_IN_MEMORY) {
      this.#texts.push(text);
      return;
    }
    this.#spill ??= new Spill();
    const bytes = Buffer.from(text);
    this.#places.push({ start: this.#spill.append(bytes), length: bytes.length });
  }

  *[Symbol.iterator](): Generator<T> {
    // It is read back as it was added.
    for (const text of this.#texts) yield JSON.parse(text) as T;
    for (const { start, length } of this.#places) {
      const bytes = Buffer.alloc(length);
      this.#spill?.read(bytes, start);
      yield JSON.parse(bytes.toString()) as T;
    }
  }

  close(): void {
    this.#spill?.close();
    this.#spill = undefined;
  }
}
