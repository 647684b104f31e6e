import { Spill } from './spill.ts';

/** How many numbers are in memory: 8 MB. */
const IN_MEMORY = 1 << 20;
/** 4 kB, as file systems have it. */
const PAGE = 512;

/**
 * A list of numbers of a fixed length, all 0 at first. Beyond 8 MB it is in a temporary file, of which the pages that were
 * used last are in memory: so many that those take 8 MB too.
 */
export class Numbers {
  readonly length: number;
  /** All of them, or the frames that pages are held in. */
  readonly #held: Float64Array;
  readonly #paging: Paging | undefined;

  /** @param inMemory how many of them are in memory, a power of 2 from 512 on: for tests */
  constructor(length: number, inMemory = IN_MEMORY) {
    this.length = length;
    this.#held = new Float64Array(Math.min(length, inMemory));
    this.#paging = length > inMemory ? new Paging(this.#held, length) : undefined;
  }

  get(at: number): number {
    return this.#held[this.#paging ? this.#paging.placeOf(at, false) : at] ?? 0;
  }

  set(at: number, number: number): void {
    this.#held[this.#paging ? this.#paging.placeOf(at, true) : at] = number;
  }

  /** Removes the temporary file. */
  close(): void {
    this.#paging?.close();
  }
}

/** Has each page in the one frame where it may be, and writes what was changed there before another page takes it. */
class Paging {
  readonly #held: Float64Array;
  readonly #spill = new Spill();
  readonly #frames: number;
  /** The page that is in a frame. */
  readonly #pages: Int32Array;
  readonly #changed: Uint8Array;

  constructor(held: Float64Array, length: number) {
    this.#held = held;
    this.#frames = held.length / PAGE;
    this.#pages = new Int32Array(this.#frames).fill(-1);
    this.#changed = new Uint8Array(this.#frames);
    this.#spill.extend(length * Float64Array.BYTES_PER_ELEMENT);
  }

  placeOf(at: number, isChange: boolean): number {
    const page = Math.floor(at / PAGE);
    // A list that is copied into one of twice its length fills two pages by turns, which are half of that apart.
    const frame = (page ^ Math.floor(page / this.#frames)) & (this.#frames - 1);
    if (this.#pages[frame] !== page) this.#swap(frame, page);
    if (isChange) this.#changed[frame] = 1;
    return frame * PAGE + (at % PAGE);
  }

  close(): void {
    this.#spill.close();
  }

  #swap(frame: number, page: number): void {
    const bytes = new Uint8Array(this.#held.buffer, frame * PAGE * Float64Array.BYTES_PER_ELEMENT, PAGE * 8);
    if (this.#changed[frame] === 1) this.#spill.write(bytes, (this.#pages[frame] ?? 0) * bytes.length);
    this.#spill.read(bytes, page * bytes.length);
    this.#pages[frame] = page;
    this.#changed[frame] = 0;
  }
}
