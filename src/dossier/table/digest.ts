import type { Hash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { join } from 'node:path';

/** Adds the bytes of each table to the digest of a dossier. Missing ones are left out. */
export async function addDigests(
  digest: Hash,
  folder: string,
  tables: readonly { readonly file: string }[],
  signal?: AbortSignal | undefined,
): Promise<void> {
  for (const file of [...new Set(tables.map((table) => table.file))].sort()) {
    digest.update(`\0${file}\0`);
    try {
      for await (const bytes of createReadStream(join(folder, file), { signal })) digest.update(bytes);
    } catch (error) {
      // What is wrong with the file is told where it is read.
      signal?.throwIfAborted();
      if (!(error instanceof Error && 'code' in error)) throw error;
    }
  }
}
