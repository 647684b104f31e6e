import { closeSync, mkdtempSync, openSync, readSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A temporary file, which only its descriptor tells of. */
export class Spill {
  readonly #folder = mkdtempSync(join(tmpdir(), 'dragoman-load-'));
  readonly #descriptor = openSync(join(this.#folder, 'spill'), 'w+');
  #end = 0;

  /** @returns where the bytes begin */
  append(bytes: Uint8Array): number {
    const start = this.#end;
    for (let written = 0; written < bytes.length; ) {
      written += writeSync(this.#descriptor, bytes, written, bytes.length - written, start + written);
    }
    this.#end += bytes.length;
    return start;
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
    rmSync(this.#folder, { recursive: true, force: true });
  }
}
