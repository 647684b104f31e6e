import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { once } from '../declare/once.ts';

const PROGRAM = fileURLToPath(new URL('..', import.meta.url));
const PACKAGE = fileURLToPath(new URL('../../package.json', import.meta.url));

/**
 * Tells this program from what it was and will be, and is the same wherever it runs: a digest of its files, and of the
 * package's, which has the versions of all that it uses.
 */
export const programVersion = once(async (): Promise<string> => {
  const hash = createHash('sha256').update(await readFile(PACKAGE));
  const files = await readdir(PROGRAM, { recursive: true, withFileTypes: true });
  const paths = files.flatMap((file) => (file.isFile() ? [`${file.parentPath}/${file.name}`] : [])).sort();
  for (const path of paths) hash.update(await readFile(path));
  return hash.digest('base64url');
});
