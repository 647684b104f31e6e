import { closeSync, mkdtempSync, openSync, readSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

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
  #file: { readonly folder: string; readonly descriptor: number } | undefined;

  /** @param runSize how many hashes are in memory: for tests */
  constructor(runSize = RUN) {
    this.#runSize = runSize;
    this.#run = new Float64Array(runSize);
  }

  add(hash: number): void {
    if (this.#inRun === this.#runSize) this.#spill();
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
    if (!this.#file) return;
    closeSync(this.#file.descriptor);
    rmSync(this.#file.folder, { recursive: true, force: true });
    this.#file = undefined;
  }

  #spill(): void {
    this.#run.sort();
    this.#file ??= openTemporary();
    writeAll(this.#file.descriptor, new Uint8Array(this.#run.buffer), this.#runs * this.#runSize * 8);
    this.#runs++;
    this.#inRun = 0;
  }

  #spilled(): ArrayIterator<number>[] | Generator<number>[] {
    const file = this.#file;
    if (!file) return [];
    return Array.from({ length: this.#runs }, (_, run) =>
      windows(file.descriptor, run * this.#runSize, (run + 1) * this.#runSize),
    );
  }
}

function* windows(descriptor: number, from: number, to: number): Generator<number> {
  const window = new Float64Array(WINDOW);
  for (let at = from; at < to; at += WINDOW) {
    const count = Math.min(WINDOW, to - at);
    readSync(descriptor, new Uint8Array(window.buffer), 0, count * 8, at * 8);
    yield* window.subarray(0, count);
  }
}

function openTemporary() {
  const folder = mkdtempSync(join(tmpdir(), 'dragoman-load-'));
  return { folder, descriptor: openSync(join(folder, 'hashes'), 'w+') };
}

function writeAll(descriptor: number, bytes: Uint8Array, position: number): void {
  let written = 0;
  while (written < bytes.length) {
    written += writeSync(descriptor, bytes, written, bytes.length - written, position + written);
  }
}
