/** What the embedded engine alone promises: its file, several processes at it, and the loop that nothing holds up. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, copyFile, mkdir, mkdtemp, readdir, readFile, rm, stat, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { afterEach, describe, expect, it } from 'vitest';
import { openGraph } from '../../src/graph/open.ts';
import { type Graph, type Query, written } from '../../src/graph/port.ts';
import { earlierGraph } from '../../src/graph/sqlite/earlier.ts';
import { openSqlite, type SqliteOptions } from '../../src/graph/sqlite/graph.ts';
import { temporaryFolder } from '../support/engines.ts';

const cypher = () => '';
const nothing = () => undefined;
const add: Query<void> = {
  name: 'add',
  of: { form: 'write nodes', kind: 'entity', label: 'Entity', labels: ['Thing', 'Entity'] },
  read: nothing,
};
const things = (from: number, to: number) => ({
  rows: Array.from({ length: to - from }, (_, at) => ({
    id: `Thing:${from + at}`,
    type: 'Thing',
    degree: 0,
    note: 'x'.repeat(500),
  })),
});
const count = written(
  'count',
  { cypher, sql: () => 'SELECT count(*) AS count FROM entity', columns: { count: 'value' } },
  ({ count: all }) => all,
);
const endless = written(
  'endless',
  {
    cypher,
    sql: () => 'WITH RECURSIVE each (x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM each) SELECT count(*) AS n FROM each',
    columns: { n: 'value' },
  },
  nothing,
);

describe('the file of an embedded graph', () => {
  const base = temporaryFolder();
  const opened: Graph[] = [];
  const newFolder = async () => mkdtemp(join(await base, 'graph-'));
  const open = async (folder: string, options?: SqliteOptions) => {
    const graph = await openSqlite(folder, options);
    opened.push(graph);
    return graph;
  };
  const filled = async () => {
    const folder = await newFolder();
    const graph = await open(folder);
    await graph.write((transaction) => transaction.run(add, things(0, 2_000)));
    await graph.close();
    return folder;
  };
  afterEach(async () => {
    for (const graph of opened.splice(0)) await graph.close();
  });

  it('is made with its parents, and keeps what was written', async () => {
    const folder = join(await newFolder(), 'not', 'yet', 'there');
    const first = await open(folder);
    await first.write((transaction) => transaction.run(add, things(0, 2_000)));
    await first.close();
    const second = await openGraph({ folder });
    opened.push(second);
    expect(await second.run(count, {})).toEqual([2000]);
  });

  it('is whole when its graph is closed, so that it can be copied alone', async () => {
    const [folder, other] = [await filled(), await newFolder()];
    await copyFile(join(folder, 'graph.sqlite'), join(other, 'graph.sqlite'));
    expect(await (await open(other)).run(count, {})).toEqual([2000]);
  });

  it('is read by many while one writes, each in its snapshot', async () => {
    const folder = await newFolder();
    const [one, other] = [await open(folder), await open(folder)];
    const snapshot = other.snapshot();
    expect(await snapshot.run(count, {})).toEqual([0]);
    await one.write((transaction) => transaction.run(add, things(0, 10)));
    expect(await snapshot.run(count, {})).toEqual([0]);
    snapshot.release();
    expect(await other.run(count, {})).toEqual([10]);
    await expect(snapshot.run(count, {})).rejects.toThrow('after its snapshot was released');
  });

  it('is written by one at a time: another waits, and is told so after a while', async () => {
    const folder = await newFolder();
    const [one, other, hasty] = [await open(folder), await open(folder), await open(folder, { writePatience: 50 })];
    let finish = nothing;
    const begun = new Promise<void>((resolve) => {
      void one.write(async (transaction) => {
        await transaction.run(add, things(0, 10));
        resolve();
        await new Promise<void>((go) => {
          finish = go as typeof finish;
        });
      });
    });
    await begun;
    await expect(hasty.write((transaction) => transaction.run(add, things(10, 20)))).rejects.toMatchObject({
      name: 'StoreUnavailable',
      reason: 'writing',
    });
    const waiting = other.write((transaction) => transaction.run(add, things(10, 20)));
    expect(await other.run(count, {})).toEqual([0]);
    finish();
    await waiting;
    expect(await one.run(count, {})).toEqual([20]);
  });

  it('keeps what was committed by a process that was killed', async () => {
    const folder = await filled();
    const text = `import Database from 'libsql';
      const db = new Database(${JSON.stringify(join(folder, 'graph.sqlite'))});
      db.exec("UPDATE entity SET degree = 7 WHERE id = 'Thing:1'");
      db.exec("BEGIN IMMEDIATE; DELETE FROM entity");
      process.kill(process.pid, 'SIGKILL');`;
    const child = spawn(process.execPath, ['--input-type=module', '-e', text], {
      cwd: fileURLToPath(new URL('../..', import.meta.url)),
      stdio: 'ignore',
    });
    expect(await once(child, 'exit')).toEqual([null, 'SIGKILL']);
    const degree = written(
      'degree',
      {
        cypher,
        sql: () => 'SELECT max(degree) AS max, count(*) AS count FROM entity',
        columns: { max: 'value', count: 'value' },
      },
      (row) => row,
    );
    expect(await (await open(folder)).run(degree, {})).toEqual([{ max: 7, count: 2000 }]);
  });

  const PAGE = 4_096;
  it.each([
    ['cut in half', async (file: string) => truncate(file, Math.floor((await stat(file)).size / 2))],
    ['emptied', async (file: string) => truncate(file, 0)],
    ['another kind of file', async (file: string) => writeFile(file, 'a letter to a friend')],
    [
      'damaged inside',
      async (file: string) => writeFile(file, (await readFile(file)).fill(0xff, 3 * PAGE, 3 * PAGE + 16)),
    ],
    [
      'a database of another program',
      async (file: string) => writeFile(file, (await readFile(file)).fill(0x01, 68, 72)),
    ],
    ['of a later version', async (file: string) => writeFile(file, (await readFile(file)).fill(0x01, 60, 64))],
  ])('is refused by name, and left as it is, when it is %s', async (_, damage) => {
    const folder = await filled();
    const file = join(folder, 'graph.sqlite');
    await damage(file);
    const before = await readFile(file);
    await expect(open(folder)).rejects.toMatchObject({
      name: 'FolderUnusable',
      folder,
      message: expect.stringContaining(folder),
    });
    expect((await readFile(file)).equals(before)).toBe(true);
  });

  it('is refused when another program has locked it', async () => {
    const folder = await newFolder();
    // A copy: what this process had open is closed when it is collected as garbage.
    await copyFile(join(await filled(), 'graph.sqlite'), join(folder, 'graph.sqlite'));
    const text = `import Database from 'libsql';
      const db = new Database(${JSON.stringify(join(folder, 'graph.sqlite'))});
      db.exec('PRAGMA locking_mode = EXCLUSIVE; BEGIN IMMEDIATE');
      console.log('locked'); setInterval(() => {}, 1000);`;
    const child = spawn(process.execPath, ['--input-type=module', '-e', text], {
      cwd: fileURLToPath(new URL('../..', import.meta.url)),
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    await once(child.stdout, 'data');
    await expect(open(folder)).rejects.toThrow('is locked by another program');
    child.kill('SIGKILL');
    await once(child, 'exit');
    expect(await (await open(folder)).run(count, {})).toEqual([2000]);
  });

  it.each([
    ['a file', 'letter'],
    ['below a file', 'letter/graph'],
  ])('is refused when its folder is %s', async (_, path) => {
    const parent = await newFolder();
    await writeFile(join(parent, 'letter'), 'mine');
    const folder = join(parent, path);
    await expect(open(folder)).rejects.toMatchObject({ name: 'FolderUnusable', folder });
  });

  // Root may write whatever it may read.
  it.skipIf(process.getuid?.() === 0)('is refused where it may only be read', async () => {
    const folder = await temporaryFolder();
    await (await openSqlite(folder)).close();
    await chmod(join(folder, 'graph.sqlite'), 0o444);
    await expect(openSqlite(folder)).rejects.toThrow('its file graph.sqlite cannot be read or written');
  });

  // Windows keeps the files that a process has open.
  it.skipIf(process.platform === 'win32')('is closed in peace when somebody has taken its folder away', async () => {
    const folder = await temporaryFolder();
    const graph = await openSqlite(folder);
    await graph.write((transaction) => transaction.run(add, things(0, 10)));
    await rm(folder, { recursive: true });
    await graph.close();
  });

  it('leaves other files in its folder alone', async () => {
    const folder = await newFolder();
    await mkdir(join(folder, 'exports'));
    await writeFile(join(folder, 'notes.txt'), 'mine');
    await (await open(folder)).close();
    expect(await readFile(join(folder, 'notes.txt'), 'utf8')).toBe('mine');
    expect((await readdir(folder)).filter((name) => !name.startsWith('graph.sqlite'))).toEqual([
      'exports',
      'notes.txt',
    ]);
  });

  it('is made by one of many that open a new folder at once', async () => {
    const folder = await newFolder();
    const graphs = await Promise.all(Array.from({ length: 5 }, () => open(folder)));
    await Promise.all(
      graphs.map((graph, at) => graph.write((transaction) => transaction.run(add, things(at, at + 1)))),
    );
    expect(await Promise.all(graphs.map((graph) => graph.run(count, {})))).toEqual(Array(5).fill([5]));
    expect((await readdir(folder)).filter((name) => name.endsWith('.new'))).toEqual([]);
  });
});

describe('a graph of an earlier version', () => {
  const base = temporaryFolder();

  it('is told apart, with its dossiers', async () => {
    const file = join(await base, 'graph');
    const kept = await readFile(new URL('fixtures/earlier-graph.gz', import.meta.url));
    await writeFile(file, gunzipSync(kept));
    expect(await earlierGraph(await base)).toEqual({ file, dossiers: ['harbour', 'lighthouse-2'] });
    await writeFile(file, 'a letter to a friend');
    expect(await earlierGraph(await base)).toBeUndefined();
  });
});

describe('a statement that runs for long', () => {
  const base = temporaryFolder();

  it('holds up no other one, and not the loop', async () => {
    const graph = await openSqlite(await mkdtemp(join(await base, 'graph-')));
    const controller = new AbortController();
    const running = Array.from({ length: 8 }, () => {
      const snapshot = graph.snapshot();
      return snapshot.run(endless, {}, { signal: controller.signal }).catch(() => snapshot.release());
    });
    for (let time = 0; time < 300; time++) {
      // Many texts, so that connections are replaced, and their statements collected as garbage, meanwhile.
      const sql = () => `SELECT ${time} AS n`;
      const one = written(`one ${time}`, { cypher, sql, columns: { n: 'value' } }, ({ n }) => n);
      expect(await graph.run(one, {})).toEqual([time]);
    }
    controller.abort();
    await Promise.all(running);
    await graph.close();
  });
});
