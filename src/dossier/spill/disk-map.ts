import { HashIndex, hashOf } from './hash.ts';
import { Spill } from './spill.ts';

/** What is at hand without the disk: some of the texts that were set or got last. */
const MOST_AT_HAND = 1_000_000;
/** Is written at once. */
const BUFFER = 1 << 16;
/** The lengths of a key and of its text. */
const LENGTHS = 8;
/** Most entries are read at once. */
const USUAL = 1_024;

/**
 * Texts by key, on the disk whatever their size and number: so are the places of the texts beyond half a million. A text
 * that is set anew is written anew.
 */
export class DiskMap {
  readonly #index = new HashIndex();
  readonly #atHand = new Map<string, string>();
  readonly #buffer = Buffer.alloc(BUFFER);
  #characters = 0;
  #spill: Spill | undefined;
  /** How many bytes are written, and how many more are in the buffer. */
  #written = 0;
  #buffered = 0;

  get size(): number {
    return this.#index.size;
  }

  has(key: string): boolean {
    return this.#atHand.has(key) || this.#entry(key) !== undefined;
  }

  get(key: string): string | undefined {
    const atHand = this.#atHand.get(key);
    if (atHand !== undefined) return atHand;
    const text = this.#entry(key);
    if (text !== undefined) this.#keepAtHand(key, text);
    return text;
  }

  set(key: string, text: string): void {
    this.#index.set(hashOf(key), this.#append(Buffer.from(key), Buffer.from(text)));
    this.#keepAtHand(key, text);
  }

  close(): void {
    this.#index.close();
    this.#spill?.close();
    this.#spill = undefined;
  }

  #keepAtHand(key: string, text: string): void {
    this.#characters += key.length + text.length;
    if (this.#characters > MOST_AT_HAND) {
      this.#atHand.clear();
      this.#characters = key.length + text.length;
    }
    this.#atHand.set(key, text);
  }

  #append(key: Buffer, text: Buffer): number {
    const length = LENGTHS + key.length + text.length;
    if (this.#buffered + length > BUFFER) this.#flush();
    const start = this.#written + this.#buffered;
    const lengths = Buffer.alloc(LENGTHS);
    lengths.writeUInt32LE(key.length, 0);
    lengths.writeUInt32LE(text.length, 4);
    if (length > BUFFER) {
      this.#spilled().append(Buffer.concat([lengths, key, text]));
      this.#written += length;
      return start;
    }
    for (const part of [lengths, key, text]) {
      part.copy(this.#buffer, this.#buffered);
      this.#buffered += part.length;
    }
    return start;
  }

  #flush(): void {
    if (this.#buffered === 0) return;
    this.#spilled().append(this.#buffer.subarray(0, this.#buffered));
    this.#written += this.#buffered;
    this.#buffered = 0;
  }

  #spilled(): Spill {
    this.#spill ??= new Spill();
    return this.#spill;
  }

  #entry(key: string): string | undefined {
    const start = this.#index.get(hashOf(key));
    if (start === undefined) return undefined;
    const head = this.#bytes(start, USUAL);
    const keyEnd = LENGTHS + head.readUInt32LE(0);
    const end = keyEnd + head.readUInt32LE(4);
    const entry = end <= head.length ? head : this.#bytes(start, end);
    // Two keys may have one hash.
    return entry.toString('utf8', LENGTHS, keyEnd) === key ? entry.toString('utf8', keyEnd, end) : undefined;
  }

  /** So many bytes from a place, or as many as there are. */
  #bytes(start: number, length: number): Buffer {
    if (start >= this.#written) {
      const at = start - this.#written;
      return this.#buffer.subarray(at, Math.min(at + length, this.#buffered));
    }
    const bytes = Buffer.alloc(Math.min(length, this.#written - start));
    this.#spilled().read(bytes, start);
    return bytes;
  }
}
