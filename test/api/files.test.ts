/** Graphs as files: few at a time, beside questions, and told of in the log when their last byte is out. */
import { describe, expect, it } from 'vitest';
import { Answer } from '../../src/api/http/message.ts';
import type { Route } from '../../src/api/http/route.ts';
import type { Limits } from '../../src/api/limits.ts';
import { post, startServer } from '../support/server.ts';
import { serve, stubGraph } from '../support/stub.ts';

const NAME = { query: '{ entity(id: "Country:TR") { id } }' };

/** A server whose files end when a test says so. */
async function serveFiles(limits: Partial<Limits>) {
  const open: (() => void)[] = [];
  async function* file() {
    yield 'x'.repeat(100_000);
    await new Promise<void>((resolve) => open.push(resolve));
  }
  const route: Route = {
    path: '/file',
    methods: ['GET', 'HEAD'],
    isFile: true,
    answer: ({ method }) => new Answer(method === 'HEAD' ? null : file()),
  };
  return { ...(await serve({ graph: stubGraph(), routes: [route], limits })), open };
}

describe('files', () => {
  it('are few at a time, and hold up no question', async () => {
    const { url, use, open } = await serveFiles({ files: 2, concurrency: 1 });
    const files = Array.from({ length: 5 }, async () => (await fetch(`${url}/file`)).text());
    await expect.poll(() => [use().files, use().filesWaiting, open.length]).toEqual([2, 3, 2]);
    expect((await post(url, NAME)).status).toBe(200);
    for (let ended = 1; ended <= 5; ended++) {
      await expect.poll(() => open.length).toBeGreaterThan(0);
      open.shift()?.();
      await expect.poll(() => use().files + use().filesWaiting).toBe(5 - ended);
    }
    expect((await Promise.all(files)).map(({ length }) => length)).toEqual(Array(5).fill(100_000));
  });

  it('are refused when they have waited for the deadline, with the time to come back', async () => {
    const { url, open } = await serveFiles({ files: 1, deadline: 200 });
    const first = fetch(`${url}/file`).then((response) => response.text());
    await expect.poll(() => open.length).toBe(1);
    const second = await fetch(`${url}/file`);
    expect([second.status, second.headers.get('retry-after')]).toEqual([503, '1']);
    expect(await second.json()).toMatchObject({ errors: [{ extensions: { code: 'SERVICE_UNAVAILABLE' } }] });
    // The deadline is that of its beginning.
    open.shift()?.();
    expect(await first).toHaveLength(100_000);
  });

  it('give their place back when their reader leaves, when it has them already, and when there is nothing to send', async () => {
    const { url, use, open } = await serveFiles({ files: 1 });
    const leaving = new AbortController();
    const first = await fetch(`${url}/file`, { signal: leaving.signal });
    await expect.poll(() => open.length).toBe(1);
    leaving.abort();
    await expect(first.text()).rejects.toThrow();
    open.shift()?.();
    await expect.poll(() => use().files).toBe(0);
    expect((await fetch(`${url}/file`, { method: 'HEAD' })).status).toBe(200);
    await expect.poll(() => use().files).toBe(0);
  });
});

describe('a graph as a file', () => {
  it('has a line in the log with its kind, its format, its bytes as sent, and the time to the last of them', async () => {
    const server = await startServer();
    const line = async (path: string, headers: Record<string, string> = {}) => {
      const response = await fetch(`${server.url}${path}`, { headers });
      const id = response.headers.get('x-request-id');
      await response.arrayBuffer();
      await expect.poll(() => server.log().some((each) => each['id'] === id)).toBe(true);
      return server.log().find((each) => each['id'] === id);
    };
    const plain = await line('/graphs/dossier.gexf', { 'accept-encoding': 'identity' });
    expect(plain).toMatchObject({ graph: 'dossier', format: 'gexf', status: 200, ms: expect.any(Number) });
    expect(plain?.['bytes']).toBeGreaterThan(90_000);
    const zipped = await line('/graphs/dossier.gexf', { 'accept-encoding': 'gzip' });
    expect(zipped?.['bytes']).toBeLessThan(20_000);
    expect(await line('/graphs/neighborhood.nodes.csv?of=Country:TR')).toMatchObject({
      graph: 'neighborhood',
      format: 'nodes.csv',
    });
    const operation = await line('/graphql?query={__typename}');
    expect(operation).not.toHaveProperty('graph');
    expect(operation).not.toHaveProperty('bytes');
  });

  it('is the same file, compressed or not', async () => {
    const server = await startServer({ DRAGOMAN_LOG: 'silent' });
    const file = async (encoding: string) =>
      (await fetch(`${server.url}/graphs/dossier.graphml`, { headers: { 'accept-encoding': encoding } })).arrayBuffer();
    expect(Buffer.from(await file('gzip')).equals(Buffer.from(await file('identity')))).toBe(true);
    expect(Buffer.from(await file('br')).equals(Buffer.from(await file('identity')))).toBe(true);
  });
});
