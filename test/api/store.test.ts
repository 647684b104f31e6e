/** What clients see when the store fails, and the operator when it cannot be opened. */
import { execFile, execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, stat, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { missing, type Neo4jServer, startNeo4j } from '../../tools/neo4j.mjs';
import { beginServer, post, runServer, type ServerProcess, startServer } from '../support/server.ts';

const ASKED = { query: '{ entity(id: "Country:TR") { id } }' };
const reason = await missing();

describe.skipIf(reason !== undefined)('a Neo4j that fails', () => {
  let neo4j: Neo4jServer;
  let server: ServerProcess;
  beforeAll(async () => {
    neo4j = await startNeo4j({ memory: '512m' });
    server = await startServer({ NEO4J_URI: neo4j.uri, NEO4J_PASSWORD: 'correct horse battery' });
    expect((await post(server.url, ASKED)).status).toBe(200);
  });
  afterAll(async () => neo4j?.stop());

  const healthy = async () =>
    expect
      .poll(async () => (await post(server.url, ASKED)).body.data?.entity?.id, { interval: 200 })
      .toBe('Country:TR');
  const status = async (path: string) => (await fetch(`${server.url}${path}`)).status;

  async function unavailable() {
    const answers = await Promise.all(Array.from({ length: 20 }, () => post(server.url, ASKED)));
    for (const answer of answers) {
      expect(answer.status).toBe(503);
      expect(answer.body.errors).toMatchObject([
        { message: 'The graph store does not answer. Try again shortly.', extensions: { code: 'SERVICE_UNAVAILABLE' } },
      ]);
      expect(answer.text).not.toMatch(/bolt|neo4j|127\.0\.0\.1|driver|ECONN|at .*\.js/i);
    }
    expect([await status('/ready'), await status('/live')]).toEqual([503, 200]);
  }

  it('is told of soon when it is killed, and served from again when it is back', async () => {
    await neo4j.kill();
    await unavailable();
    await unavailable();
    await neo4j.start();
    await healthy();
    expect(await status('/ready')).toBe(200);
  });

  it('is told of soon when it takes connections and says nothing', async () => {
    await neo4j.kill('SIGSTOP');
    await unavailable();
    await neo4j.kill('SIGCONT');
    await healthy();
    expect(await status('/ready')).toBe(200);
  });

  it('leaves no request hanging when it is restarted in the middle of many', async () => {
    let asking = true;
    const seen: number[] = [];
    const clients = Array.from({ length: 8 }, async () => {
      while (asking) seen.push((await post(server.url, ASKED)).status);
    });
    await expect.poll(() => seen.length).toBeGreaterThan(20);
    await neo4j.kill();
    await expect.poll(() => seen).toContain(503);
    await neo4j.start();
    await healthy();
    asking = false;
    await Promise.all(clients);
    expect(new Set(seen)).toEqual(new Set([200, 503]));
    expect(server.output()).not.toMatch(/unhandled|correct horse/i);
    expect(server.process.exitCode).toBeNull();
  });
});

describe('a Neo4j that is not there at the start', () => {
  const NOWHERE = { NEO4J_URI: 'bolt://127.0.0.1:1', NEO4J_PASSWORD: 'correct horse battery' };

  it('is named at once, where it is not to be waited for', async () => {
    const { code, output } = await runServer({ ...NOWHERE, DRAGOMAN_STORE_WAIT: '0' });
    expect([code, output]).toEqual([1, 'The graph store cannot be reached. NEO4J_URI is bolt://127.0.0.1:1.\n']);
  });

  it('is waited for, and named when it never comes', async () => {
    const { code, output } = await runServer({ ...NOWHERE, DRAGOMAN_STORE_WAIT: '2' });
    const waiting = 'The graph store cannot be reached. It is waited for, 2 s at most: bolt://127.0.0.1:1\n';
    expect([code, output]).toEqual([
      1,
      `${waiting}The graph store cannot be reached. NEO4J_URI is bolt://127.0.0.1:1.\n`,
    ]);
  });

  it.skipIf(reason !== undefined)('is served from when it comes, unless it has no such database', async () => {
    const place = await startNeo4j({ memory: '512m' });
    await place.kill();
    const server = await beginServer({ NEO4J_URI: place.uri, DRAGOMAN_STORE_WAIT: '600' });
    await expect.poll(server.output).toContain('It is waited for');
    await place.start();
    const url = await server.listens();
    expect((await post(url, ASKED)).body.data.entity.id).toBe('Country:TR');
    await server.stop();
    // It would not come later.
    const { code, output } = await runServer({ NEO4J_URI: place.uri, NEO4J_DATABASE: 'nowhere' });
    const login = 'NEO4J_USERNAME, NEO4J_PASSWORD and NEO4J_DATABASE say how to sign in';
    const refused = `The graph store refuses the login, or has no such database. NEO4J_URI is ${place.uri}; ${login}.\n`;
    expect([code, output]).toEqual([1, refused]);
    await place.stop();
  });
});

describe('the folder of an embedded graph', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'dragoman-folder-'));
  });
  afterAll(async () => {
    await rm(folder, { recursive: true, force: true });
  });

  it('may be served by several servers', async () => {
    const servers = await Promise.all([startServer({ DRAGOMAN_DATA: folder }), startServer({ DRAGOMAN_DATA: folder })]);
    for (const server of servers) {
      expect((await post(server.url, ASKED)).body.data.entity.id).toBe('Country:TR');
      expect(await server.stop()).toBe(0);
    }
  });

  it.each([
    ['cut in half', async (file: string) => truncate(file, Math.floor((await stat(file)).size / 2))],
    ['emptied', async (file: string) => truncate(file, 0)],
    ['overwritten', async (file: string) => writeFile(file, 'a letter to a friend')],
  ])('is refused and left as it is when its file is %s', async (_, damage) => {
    const file = join(folder, 'graph.sqlite');
    const whole = await readFile(file);
    await damage(file);
    const damaged = await readFile(file);
    const { code, output } = await runServer({ DRAGOMAN_DATA: folder });
    expect(code).toBe(1);
    expect(output).toMatch(
      /^The folder \S+ \(DRAGOMAN_DATA\) holds no graph that can be opened: .* Nothing in it was changed\.\n$/,
    );
    expect((await readFile(file)).equals(damaged)).toBe(true);
    await writeFile(file, whole);
  });

  it('serves again when its file is restored from a copy', async () => {
    const server = await startServer({ DRAGOMAN_DATA: folder });
    expect((await post(server.url, ASKED)).body.data.entity.id).toBe('Country:TR');
    await server.stop();
  });

  it('is refused when it cannot be written', async () => {
    const { code, output } = await runServer({ DRAGOMAN_DATA: '/proc/dragoman' });
    expect(code).toBe(1);
    expect(output).toContain('/proc/dragoman (DRAGOMAN_DATA) holds no graph that can be opened');
  });

  it('is refused, or its load is, when the disk is full', async () => {
    await onDiskOf('192k', async (folder) => {
      const { code, output } = await runServer({ DRAGOMAN_DATA: folder });
      expect(code).toBe(1);
      expect(output).toMatch(/has no room left/);
    });
  });

  it('says what is left in it of a load that filled the disk', async () => {
    await onDiskOf('40m', async (folder) => {
      const environment = { ...process.env, NEO4J_URI: '', DRAGOMAN_DATA: folder };
      const load = promisify(execFile)(process.execPath, ['dist/main.js', 'load', 'seeds/unga'], { env: environment });
      const { code, stderr } = await load.then(
        () => expect.unreachable(),
        (error) => error,
      );
      expect(code).toBe(1);
      expect(stderr).toMatch(/has no room left.*\nunga was cut off: [\d,]+ entities, [\d,]+ facts/);
    });
  });
});

/** Does something with a folder on a disk of its own; nothing, where none can be made. */
async function onDiskOf(size: string, work: (folder: string) => Promise<void>): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'dragoman-small-'));
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${size}`, 'tmpfs', folder], { stdio: 'ignore' });
  } catch {
    // Only root may mount, and not everywhere.
    return await rm(folder, { recursive: true });
  }
  try {
    await work(folder);
  } finally {
    execFileSync('umount', [folder]);
    if (existsSync(folder)) await rm(folder, { recursive: true });
  }
}
