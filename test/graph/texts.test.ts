/** What a question reads is said as data: text of a query language stands in few files, which are named for it. */
import { readdir, readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

const SRC = fileURLToPath(new URL('../../src', import.meta.url));
/** Clauses of Cypher and of SQL, as they begin: not words of prose, which are not in capitals. */
const CLAUSES =
  /\b(MATCH|MERGE|UNWIND|CALL|FOREACH) ?[(${]|\b(SELECT|UNWIND|WITH|RETURN|WHERE|ORDER BY|DETACH DELETE) [\w$(*'`]|\b(INSERT|DELETE|UPDATE|SET) (INTO |FROM )?\w+[. ]/;

it('stands beneath the port, and above it in files that are called *.query.ts', async () => {
  const files = (await readdir(SRC, { recursive: true }))
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.query.ts') && !file.startsWith('graph/'))
    .sort();
  expect(files.length).toBeGreaterThan(100);
  const found = await Promise.all(
    files.map(async (file) => {
      const text = (await readFile(`${SRC}/${file}`, 'utf8')).replace(/\/\*[\s\S]*?\*\/|(?<!:)\/\/.*$/gm, '');
      return text.split('\n').flatMap((line) => (CLAUSES.test(line) ? [`${file}: ${line.trim()}`] : []));
    }),
  );
  expect(found.flat()).toEqual([]);
});
