import { Numbers } from './numbers.ts';

/** A number of 53 bits for a text: two texts have the same one in 1 of 10^16 cases. */
export function hashOf(text: string): number {
  let high = 0xdeadbeef;
  let low = 0x41c6ce57;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    high = Math.imul(high ^ code, 2654435761);
    low = Math.imul(low ^ code, 1597334677);
  }
  high = Math.imul(high ^ (high >>> 16), 2246822507) ^ Math.imul(low ^ (low >>> 13), 3266489909);
  low = Math.imul(low ^ (low >>> 16), 2246822507) ^ Math.imul(high ^ (high >>> 13), 3266489909);
  return 4294967296 * (2097151 & low) + (high >>> 0) + 1;
}

/** A set of hashes. They take 16 bytes each at most, and beyond 8 MB those are on the disk. */
export class HashSet {
  readonly #inMemory: number | undefined;
  #slots: Numbers;
  #size = 0;

  /** @param inMemory as {@link Numbers} has it */
  constructor(inMemory?: number) {
    this.#inMemory = inMemory;
    this.#slots = new Numbers(1 << 12, inMemory);
  }

  get size(): number {
    return this.#size;
  }

  /** @returns false when it was there */
  add(hash: number): boolean {
    const at = slotOf(hash, this.#slots);
    if (this.#slots.get(at) === hash) return false;
    this.#slots.set(at, hash);
    this.#size++;
    if (this.#size * 2 > this.#slots.length) this.#grow();
    return true;
  }

  has(hash: number): boolean {
    return this.#slots.get(slotOf(hash, this.#slots)) === hash;
  }

  /** Removes what is on the disk. */
  close(): void {
    this.#slots.close();
  }

  #grow(): void {
    const before = this.#slots;
    this.#slots = new Numbers(before.length * 2, this.#inMemory);
    for (let at = 0; at < before.length; at++) {
      const hash = before.get(at);
      if (hash !== 0) this.#slots.set(slotOf(hash, this.#slots), hash);
    }
    before.close();
  }
}

/** Numbers by hash: 32 bytes a hash at most, of which those beyond 16 MB are on the disk. */
export class HashIndex {
  readonly #inMemory: number | undefined;
  #hashes: Numbers;
  #numbers: Numbers;
  #size = 0;

  /** @param inMemory as {@link Numbers} has it */
  constructor(inMemory?: number) {
    this.#inMemory = inMemory;
    this.#hashes = new Numbers(1 << 10, inMemory);
    this.#numbers = new Numbers(1 << 10, inMemory);
  }

  get size(): number {
    return this.#size;
  }

  get(hash: number): number | undefined {
    const at = slotOf(hash, this.#hashes);
    return this.#hashes.get(at) === hash ? this.#numbers.get(at) : undefined;
  }

  set(hash: number, number: number): void {
    const at = slotOf(hash, this.#hashes);
    const isThere = this.#hashes.get(at) === hash;
    this.#numbers.set(at, number);
    if (isThere) return;
    this.#hashes.set(at, hash);
    this.#size++;
    if (this.#size * 2 > this.#hashes.length) this.#grow();
  }

  /** Removes what is on the disk. */
  close(): void {
    this.#hashes.close();
    this.#numbers.close();
  }

  #grow(): void {
    const [hashes, numbers] = [this.#hashes, this.#numbers];
    this.#hashes = new Numbers(hashes.length * 2, this.#inMemory);
    this.#numbers = new Numbers(hashes.length * 2, this.#inMemory);
    for (let before = 0; before < hashes.length; before++) {
      const hash = hashes.get(before);
      if (hash === 0) continue;
      const at = slotOf(hash, this.#hashes);
      this.#hashes.set(at, hash);
      this.#numbers.set(at, numbers.get(before));
    }
    hashes.close();
    numbers.close();
  }
}

/** Where a hash is, or would be. No hash is 0, which is an empty slot. */
function slotOf(hash: number, slots: Numbers): number {
  const mask = slots.length - 1;
  let at = hash & mask;
  for (;;) {
    const there = slots.get(at);
    if (there === 0 || there === hash) return at;
    at = (at + 1) & mask;
  }
}
