import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { join } from 'node:path';

/** The digest of a dossier with its tables: that of its YAML files, and the bytes of each table. Missing ones are left out. */
export async function digestWith(
  digest: string,
  folder: string,
  tables: readonly { readonly file: string }[],
  signal?: AbortSignal | undefined,
): Promise<string> {
  if (tables.length === 0) return digest;
  const whole = createHash('sha256').update(digest);
  for (const file of [...new Set(tables.map((table) => table.file))].sort()) {
    whole.update(`\0${file}\0`);
    try {
      for await (const bytes of createReadStream(join(folder, file), { signal })) whole.update(bytes);
    } catch (error) {
      // What is wrong with the file is told where it is read.
      signal?.throwIfAborted();
      if (!(error instanceof Error && 'code' in error)) throw error;
    }
  }
  return whole.digest('hex');
}
