/** What the embedded engine alone promises: its folder. */
import { spawnSync } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, stat, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, it } from 'vitest';
import { openEmbedded } from '../../src/graph/embedded.ts';
import { openGraph } from '../../src/graph/open.ts';
import { type Graph, statement } from '../../src/graph/port.ts';
import { temporaryFolder } from '../support/engines.ts';

const fill = statement('fill', 'UNWIND range(1, 2000) AS i CREATE (:Entity {id: toString(i)})', () => null);
const count = statement('count', 'MATCH (n:Entity) RETURN count(n) AS n', ({ n }) => n);

describe('the folder of an embedded graph', () => {
  const base = temporaryFolder();
  const opened: Graph[] = [];
  const newFolder = async () => mkdtemp(join(await base, 'graph-'));
  const open = (folder: string) => {
    const graph = openEmbedded({ folder });
    opened.push(graph);
    return graph;
  };
  const filled = async () => {
    const folder = await newFolder();
    const graph = open(folder);
    await graph.write((transaction) => transaction.run(fill, {}));
    await graph.close();
    return folder;
  };
  afterEach(async () => {
    for (const graph of opened.splice(0)) await graph.close();
  });

  it('is made with its parents, and keeps what was written', async () => {
    const folder = join(await newFolder(), 'not', 'yet', 'there');
    const first = open(folder);
    await first.prepare([{ kind: 'unique', on: 'node', name: 'Entity', properties: ['id'] }]);
    await first.write((transaction) => transaction.run(fill, {}));
    await first.close();
    const second = await openGraph({ folder });
    opened.push(second);
    await second.prepare([{ kind: 'unique', on: 'node', name: 'Entity', properties: ['id'] }]);
    expect(await second.run(count, {})).toEqual([2000]);
  });

  it('belongs to one graph at a time in a process', async () => {
    const folder = await newFolder();
    open(folder);
    expect(() => open(folder)).toThrow(
      expect.objectContaining({ name: 'FolderInUse', folder, message: expect.stringContaining(folder) }),
    );
  });

  it('belongs to one process at a time', async () => {
    const folder = await newFolder();
    const graph = open(folder);
    const adapter = fileURLToPath(new URL('../../node_modules/@grafeo-db/js/grafeo.js', import.meta.url));
    const text = `import grafeo from ${JSON.stringify(adapter)}; grafeo.GrafeoDB.create(${JSON.stringify(join(folder, 'graph'))})`;
    const other = spawnSync(process.execPath, ['--input-type=module', '-e', text], { encoding: 'utf8' });
    // The words by which the adapter knows it.
    expect(other.stderr).toContain('cannot be locked');
    expect(await graph.run(count, {})).toEqual([0]);
  });

  it('keeps what was written by a process that was killed', async () => {
    const folder = await newFolder();
    const adapter = fileURLToPath(new URL('../../node_modules/@grafeo-db/js/grafeo.js', import.meta.url));
    const text = `import grafeo from ${JSON.stringify(adapter)};
      const db = grafeo.GrafeoDB.create(${JSON.stringify(join(folder, 'graph'))});
      await db.executeCypher('UNWIND range(1, 100) AS i CREATE (:Entity {id: toString(i)})');
      process.kill(process.pid, 'SIGKILL');`;
    spawnSync(process.execPath, ['--input-type=module', '-e', text]);
    expect(await open(folder).run(count, {})).toEqual([100]);
  });

  it.each([
    ['cut in half', async (file: string) => truncate(file, Math.floor((await stat(file)).size / 2))],
    ['emptied', async (file: string) => truncate(file, 0)],
    ['another kind of file', async (file: string) => writeFile(file, 'a letter to a friend')],
    [
      'damaged inside',
      async (file: string) => {
        const bytes = await readFile(file);
        await writeFile(file, bytes.fill(0xff, 12_288, 12_304));
      },
    ],
  ])('is refused by name, and left as it is, when its file is %s', async (_, damage) => {
    const folder = await filled();
    const file = join(folder, 'graph');
    await damage(file);
    const before = await readFile(file);
    expect(() => open(folder)).toThrow(
      expect.objectContaining({
        name: 'FolderUnusable',
        folder,
        message: expect.stringContaining(folder),
        cause: expect.any(Error),
      }),
    );
    expect(await readFile(file)).toEqual(before);
    expect(await readdir(folder)).toEqual(['graph']);
  });

  it.each([
    ['a file', 'letter'],
    ['below a file', 'letter/graph'],
  ])('is refused when it is %s', async (_, path) => {
    const parent = await newFolder();
    await writeFile(join(parent, 'letter'), 'mine');
    const folder = join(parent, path);
    expect(() => open(folder)).toThrow(expect.objectContaining({ name: 'FolderUnusable', folder }));
  });

  it('may hold other files', async () => {
    const folder = await newFolder();
    await mkdir(join(folder, 'exports'));
    await writeFile(join(folder, 'notes.txt'), 'mine');
    await open(folder).close();
    expect(await readFile(join(folder, 'notes.txt'), 'utf8')).toBe('mine');
  });
});
