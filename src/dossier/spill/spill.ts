import { closeSync, ftruncateSync, mkdtempSync, openSync, readSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A temporary file, which only its descriptor tells of: a process that is killed leaves none, where the system permits. */
export class Spill {
  readonly #folder = mkdtempSync(join(tmpdir(), 'dragoman-load-'));
  readonly #descriptor = openSync(join(this.#folder, 'spill'), 'w+');
  #end = 0;

  constructor() {
    this.#remove();
  }

  append(bytes: Uint8Array): void {
    this.write(bytes, this.#end);
  }

  /** Writes over what stands at a place. */
  write(bytes: Uint8Array, position: number): void {
    for (let written = 0; written < bytes.length; ) {
      written += writeSync(this.#descriptor, bytes, written, bytes.length - written, position + written);
    }
    this.#end = Math.max(this.#end, position + bytes.length);
  }

  /** Makes it so many bytes long; those that were not written are 0. */
  extend(bytes: number): void {
    ftruncateSync(this.#descriptor, bytes);
    this.#end = bytes;
  }

  /** Fills the bytes with what stands at a place. */
  read(bytes: Uint8Array, position: number): void {
    for (let read = 0; read < bytes.length; ) {
      const more = readSync(this.#descriptor, bytes, read, bytes.length - read, position + read);
      if (more === 0) throw new Error('A temporary file of the load was cut by another process.');
      read += more;
    }
  }

  close(): void {
    closeSync(this.#descriptor);
    this.#remove();
  }

  /** Windows keeps a file that is open. */
  #remove(): void {
    try {
      rmSync(this.#folder, { recursive: true, force: true });
    } catch (error) {
      if (process.platform !== 'win32') throw error;
    }
  }
}
