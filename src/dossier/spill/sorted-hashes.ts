import { Spill } from './spill.ts';

/** 8 MB: up to a million hashes need no disk. */
const RUN = 1_000_000;
/** How many hashes of each run are in memory while all are read. */
const WINDOW = 4_096;

/**
 * A list of hashes that can be read in order. Memory stays the same however many there are: beyond a million, sorted runs
 * go to a temporary file, 8 bytes a hash.
 */
export class SortedHashes {
  readonly #runSize: number;
  readonly #run: Float64Array;
  #inRun = 0;
  #runs = 0;
  #spill: Spill | undefined;

  /** @param runSize how many hashes are in memory: for tests */
  constructor(runSize = RUN) {
    this.#runSize = runSize;
    this.#run = new Float64Array(runSize);
  }

  add(hash: number): void {
    if (this.#inRun === this.#runSize) this.#toDisk();
    this.#run[this.#inRun++] = hash;
  }

  /** All hashes in order, as often as they were added. Nothing may be added after it. */
  *inOrder(): Generator<number> {
    const last = this.#run.subarray(0, this.#inRun).sort();
    const runs = [...this.#spilled(), last.values()].map((values) => ({ values, next: values.next() }));
    for (;;) {
      let least: (typeof runs)[number] | undefined;
      for (const run of runs) {
        if (!run.next.done && (!least || least.next.done || run.next.value < least.next.value)) least = run;
      }
      if (!least || least.next.done) return;
      yield least.next.value;
      least.next = least.values.next();
    }
  }

  /** The hashes that were added more than once. */
  *repeated(): Generator<number> {
    let before: number | undefined;
    let told: number | undefined;
    for (const hash of this.inOrder()) {
      if (hash === before && hash !== told) yield hash;
      if (hash === before) told = hash;
      before = hash;
    }
  }

  /** The hashes that are not in another list, each once. */
  *without(other: SortedHashes): Generator<number> {
    const theirs = other.inOrder();
    let their = theirs.next();
    let before: number | undefined;
    for (const hash of this.inOrder()) {
      while (!their.done && their.value < hash) their = theirs.next();
      if (hash !== before && (their.done || their.value !== hash)) yield hash;
      before = hash;
    }
  }

  /** Removes the temporary file. */
  close(): void {
    this.#spill?.close();
    this.#spill = undefined;
  }

  #toDisk(): void {
    this.#spill ??= new Spill();
    this.#spill.append(new Uint8Array(this.#run.sort().buffer));
    this.#runs++;
    this.#inRun = 0;
  }

  #spilled(): Generator<number>[] {
    const spill = this.#spill;
    if (!spill) return [];
    return Array.from({ length: this.#runs }, (_, run) => windows(spill, run * this.#runSize, this.#runSize));
  }
}

function* windows(spill: Spill, from: number, length: number): Generator<number> {
  const window = new Float64Array(WINDOW);
  for (let at = 0; at < length; at += WINDOW) {
    const count = Math.min(WINDOW, length - at);
    spill.read(new Uint8Array(window.buffer, 0, count * 8), (from + at) * 8);
    yield* window.subarray(0, count);
  }
}
