/** Limits on what would grow: bytes, documents, operations at once, what one client uses up, connections. */
import { connect, type Socket } from 'node:net';
import { beforeAll, describe, expect, it } from 'vitest';
import { exportRoutes } from '../../src/api/exports/routes.ts';
import { Shared } from '../../src/declare/shared.ts';
import { buildModelSchema } from '../../src/model/index.ts';
import { model } from '../support/model.ts';
import { post, type ServerProcess, startServer } from '../support/server.ts';
import { serve, stubGraph } from '../support/stub.ts';

const NAME = { query: '{ entity(id: "Country:TR") { id } }' };
const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

describe('a request', () => {
  let server: ServerProcess;
  beforeAll(async () => {
    server = await startServer({ DRAGOMAN_LOG: 'silent', DRAGOMAN_LIMITS: 'costPerMinute=0' });
  });

  it('has a body of at most 100 kB, whether it tells the length or not', async () => {
    const body = (length: number) => JSON.stringify({ ...NAME, extensions: { padding: 'x'.repeat(length) } });
    expect((await post(server.url, body(99_000))).status).toBe(200);
    expect((await post(server.url, body(100_000))).status).toBe(413);
    const chunked = async (text: string) =>
      (
        await fetch(`${server.url}/graphql`, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: new Blob([text]).stream(),
          // A stream is sent without its length.
          duplex: 'half',
        } as RequestInit)
      ).status;
    expect(await chunked(body(10))).toBe(200);
    expect(await chunked(body(100_000))).toBe(413);
  });

  it('has a URL of at most 8,000 characters, and headers of at most 16 KiB', async () => {
    const query = (length: number) => `${server.url}/graphql?query={__typename}%23${'x'.repeat(length)}`;
    expect((await fetch(query(7_000))).status).toBe(200);
    expect((await fetch(query(8_000))).status).toBe(414);
    const headers = { 'x-padding': 'x'.repeat(20_000) };
    expect((await fetch(`${server.url}/live`, { headers })).status).toBe(431);
  });

  it('leaves nothing behind: documents are kept up to a number of bytes', async () => {
    const ids = Array.from({ length: 480 }, (_, index) => `"${index}"`).join(' ');
    for (let round = 0; round < 70; round++)
      await post(server.url, { query: `query Q${round} { nodes(ids: [${ids}]) { id } }` });
    const metrics = await (await fetch(`${server.url}/metrics`)).text();
    const bytes = Number(/^dragoman_documents_bytes (\d+)/m.exec(metrics)?.[1]);
    expect(bytes).toBeGreaterThan(10_000_000);
    expect(bytes).toBeLessThanOrEqual(16_000_000);
  });
});

describe('operations at once', () => {
  it('have places, wait in a queue, and are sent away when that is full', async () => {
    const waiting: (() => void)[] = [];
    const graph = stubGraph(() => new Promise((resolve) => waiting.push(() => resolve([]))));
    const { url, use } = await serve({ graph, limits: { concurrency: 2, queue: 3 } });
    const answers = Array.from({ length: 5 }, () => post(url, NAME));
    await expect.poll(() => [use().running, use().waiting]).toEqual([2, 3]);
    const sentAway = await post(url, NAME);
    expect([sentAway.status, sentAway.headers.get('retry-after')]).toEqual([503, '1']);
    expect(sentAway.body.errors?.[0]?.extensions.code).toBe('SERVICE_UNAVAILABLE');
    const done = Promise.all(answers);
    while (use().running > 0) {
      waiting.shift()?.();
      await pause(5);
    }
    expect((await done).map(({ status }) => status)).toEqual([200, 200, 200, 200, 200]);
    expect([use().running, use().waiting]).toEqual([0, 0]);
  });

  it('give up their place in the queue when their client is gone', async () => {
    let free = () => {};
    const graph = stubGraph(() => new Promise((resolve) => (free = () => resolve([]))));
    const { url, use } = await serve({ graph, limits: { concurrency: 1, queue: 5 } });
    const first = post(url, NAME);
    await expect.poll(() => use().running).toBe(1);
    const controller = new AbortController();
    const second = fetch(`${url}/graphql?query={entity(id:"a"){id}}`, { signal: controller.signal }).catch(
      () => 'gone',
    );
    await expect.poll(() => use().waiting).toBe(1);
    controller.abort();
    expect(await second).toBe('gone');
    await expect.poll(() => use().waiting).toBe(0);
    free();
    expect((await first).status).toBe(200);
  });
});

describe('what a client uses up', () => {
  const limits = { costPerMinute: 200 };
  const spend = async (url: string, headers: Record<string, string> = {}) => {
    const statuses: number[] = [];
    for (let count = 0; count < 12; count++) statuses.push((await post(url, NAME, headers)).status);
    return statuses;
  };

  it('is counted by cost, and told when it is too much', async () => {
    const { url } = await serve({ graph: stubGraph(), limits });
    // 11 for the operation and 10 for the request: the tenth is beyond 200.
    expect(await spend(url)).toEqual([...Array(9).fill(200), 429, 429, 429]);
    const answer = await post(url, NAME);
    const wait = Number(answer.headers.get('retry-after'));
    expect(wait).toBeGreaterThan(0);
    expect(wait).toBeLessThanOrEqual(60);
    expect(answer.body.errors).toEqual([
      { message: expect.stringContaining('200 of cost'), extensions: { code: 'RATE_LIMITED' } },
    ]);
    expect((await fetch(`${url}/live`)).status).toBe(200);
  });

  it('is counted by what cannot be parsed as well', async () => {
    const { url } = await serve({ graph: stubGraph(), limits: { costPerMinute: 50 } });
    const statuses: number[] = [];
    for (let count = 0; count < 7; count++) statuses.push((await post(url, 'no JSON')).status);
    expect(statuses).toEqual([400, 400, 400, 400, 400, 429, 429]);
  });

  it('is not what strangers use up at the same address, where there is a token', async () => {
    const token = 'a-token-of-32-characters-or-more';
    const { url } = await serve({ graph: stubGraph(), limits, token });
    const statuses: number[] = [];
    for (let count = 0; count < 520; count++) statuses.push((await post(url, NAME)).status);
    expect(statuses.filter((status) => status === 401)).toHaveLength(20);
    expect(statuses.filter((status) => status === 429)).toHaveLength(500);
    const reader = { authorization: `Bearer ${token}` };
    expect(await spend(url, reader)).toEqual([...Array(9).fill(200), 429, 429, 429]);
  });

  it('is little for what is refused before it begins, and much for a file', async () => {
    const files = { graph: stubGraph(), schema: buildModelSchema(model), model, url: undefined };
    const routes = exportRoutes({ ...files, shared: new Shared(files.graph, 1_000_000) });
    const { url } = await serve({ graph: files.graph, routes, limits: { costPerMinute: 10_100 } });
    const status = async (path: string) => (await fetch(`${url}${path}`)).status;
    const refused = [
      '/graphs/nothing.gexf',
      '/graphs/dossier.xlsx',
      '/graphs/dossier.gexf?no=1',
      '/nowhere',
      '/graphs/',
    ];
    expect(await Promise.all(refused.map(status))).toEqual([404, 404, 400, 404, 404]);
    expect(await Promise.all(['/graphs/dossier.gexf', '/graphs/dossier.gexf'].map(status))).toEqual([200, 429]);
  });

  it('is not moved to another address by a header that anybody can write', async () => {
    const { url } = await serve({ graph: stubGraph(), limits });
    expect(await spend(url, { 'x-forwarded-for': '203.0.113.1' })).toContain(429);
    expect((await post(url, NAME, { 'x-forwarded-for': '203.0.113.2' })).status).toBe(429);
  });

  it('is that of the client behind a trusted proxy', async () => {
    const { url } = await serve({ graph: stubGraph(), limits, trustedProxies: ['127.0.0.0/8', '::1', '10.0.0.0/8'] });
    expect(await spend(url, { 'x-forwarded-for': '198.51.100.9, 203.0.113.1, 10.1.2.3' })).toContain(429);
    expect((await post(url, NAME, { 'x-forwarded-for': '203.0.113.1' })).status).toBe(429);
    expect((await post(url, NAME, { 'x-forwarded-for': '203.0.113.1, 203.0.113.2' })).status).toBe(200);
    expect((await post(url, NAME, { 'x-forwarded-for': '198.51.100.9' })).status).toBe(200);
    // With the port that it has at the proxy.
    expect((await post(url, NAME, { 'x-forwarded-for': '203.0.113.1:50123' })).status).toBe(429);
    expect((await post(url, NAME, { 'x-forwarded-for': '203.0.113.7:50123' })).status).toBe(200);
  });

  it('is that of a network of 64 bits for IPv6', async () => {
    const { url } = await serve({ graph: stubGraph(), limits, trustedProxies: ['127.0.0.1', '::1'] });
    expect(await spend(url, { 'x-forwarded-for': '2001:db8:1:2::1' })).toContain(429);
    expect((await post(url, NAME, { 'x-forwarded-for': '2001:db8:1:2:ffff::9' })).status).toBe(429);
    expect((await post(url, NAME, { 'x-forwarded-for': '[2001:db8:1:2::1]:50123' })).status).toBe(429);
    expect((await post(url, NAME, { 'x-forwarded-for': '[2001:db8:1:3::1]' })).status).toBe(200);
    expect((await post(url, NAME, { 'x-forwarded-for': '2001:db8:1:3::1' })).status).toBe(200);
  });
});

describe('a connection', () => {
  /** What a socket hears until it is closed. */
  const heard = (socket: Socket) =>
    new Promise<string>((resolve) => {
      let text = '';
      socket.setEncoding('utf8').on('data', (chunk) => {
        text += chunk;
      });
      socket.on('error', () => undefined).once('close', () => resolve(text));
    });
  const socketTo = (url: string) => connect(Number(new URL(url).port), '127.0.0.1');

  it.each([
    ['headers', 'POST /graphql HTTP/1.1\r\nHost: localhost\r\nX-A: '],
    [
      'a body',
      'POST /graphql HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n{',
    ],
  ])('is closed when %s come too slowly', async (_, beginning) => {
    const { url } = await serve({ graph: stubGraph(), limits: { headersTime: 300, requestTime: 600 } });
    const socket = socketTo(url);
    const answer = heard(socket);
    socket.write(beginning);
    const dripping = setInterval(() => socket.write('x'), 50);
    expect(await answer).toMatch(/^HTTP\/1\.1 408 |^$/);
    clearInterval(dripping);
  });

  it('is closed when it stays silent', async () => {
    const { url } = await serve({ graph: stubGraph(), limits: { silence: 300 } });
    expect(await heard(socketTo(url))).toMatch(/^$|408/);
  });

  it('is one of so many of an address', async () => {
    const { url } = await serve({ graph: stubGraph(), limits: { connectionsPerAddress: 5 } });
    const open = Array.from({ length: 8 }, () => socketTo(url));
    const closed = open.map((socket) => heard(socket));
    await Promise.race(closed);
    await expect.poll(() => open.filter((socket) => socket.closed).length).toBe(3);
    for (const socket of open) socket.destroy();
    await expect.poll(async () => (await fetch(`${url}/live`).catch(() => null))?.status).toBe(200);
  });

  it('is answered with an error where it does not speak HTTP', async () => {
    const { url } = await serve({ graph: stubGraph() });
    const socket = socketTo(url);
    const answer = heard(socket);
    socket.write('\x16\x03\x01 hello\r\n\r\n');
    expect(await answer).toMatch(/^HTTP\/1\.1 400 /);
  });
});
