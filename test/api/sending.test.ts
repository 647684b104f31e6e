/** How answers are sent: compressed where that is accepted, and no longer or slower than they may be. */
import { connect } from 'node:net';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { Answer } from '../../src/api/http/message.ts';
import type { Route } from '../../src/api/http/route.ts';
import type { Limits } from '../../src/api/limits.ts';
import type { RequestContext } from '../../src/api/request-context.ts';
import { serve, stubGraph } from '../support/stub.ts';

const ROWS = Array.from({ length: 20_000 }, (_, number) => `{"id":"Event:${number}","label":"An event"}`);
const TEXT = `[${ROWS.join(',')}]`;
const JSON_TYPE = { 'content-type': 'application/json; charset=utf-8' };

/** A route whose answer is always the same. */
function route(path: string, answer: () => Answer): Route {
  return { path, methods: ['GET', 'HEAD'], unbounded: true, cost: 0, answer };
}

async function* pieces(text: string): AsyncGenerator<string> {
  for (let at = 0; at < text.length; at += 10_000) yield text.slice(at, at + 10_000);
}

describe('an answer', () => {
  const headers = { ...JSON_TYPE, etag: '"as-it-is"', vary: 'Accept-Language' };
  const address = serve({
    graph: stubGraph(),
    routes: [
      route('/whole', () => new Answer(TEXT, { headers })),
      route('/pieces', () => new Answer(pieces(TEXT), { headers })),
      route('/short', () => new Answer('{"data":{"entity":null}}', { headers: JSON_TYPE })),
      route('/known', () => new Answer(null, { status: 304, headers: { ...headers, 'content-length': '2' } })),
      route('/image', () => new Answer(Buffer.alloc(10_000), { headers: { 'content-type': 'image/png' } })),
    ],
  });
  /** The bytes as they come, which `fetch` would decode. */
  async function get(path: string, accepts: string | undefined, method = 'GET') {
    const { port } = new URL((await address).url);
    const socket = connect(Number(port), '127.0.0.1');
    const encoding = accepts === undefined ? '' : `accept-encoding: ${accepts}\r\n`;
    socket.write(`${method} ${path} HTTP/1.1\r\nhost: 127.0.0.1\r\nconnection: close\r\n${encoding}\r\n`);
    const chunks: Buffer[] = [];
    for await (const chunk of socket) chunks.push(chunk);
    const all = Buffer.concat(chunks);
    const end = all.indexOf('\r\n\r\n');
    const lines = all.subarray(0, end).toString().toLowerCase().split('\r\n');
    const told = Object.fromEntries(lines.slice(1).map((line) => line.split(': ', 2)));
    const body = all.subarray(end + 4);
    return { headers: told, body: told['transfer-encoding'] === 'chunked' ? unchunked(body) : body };
  }

  it.each([
    ['gzip', 'gzip'],
    ['br', 'br'],
    ['gzip, deflate, br, zstd', 'gzip'],
    ['gzip;q=0.5, br;q=0.8', 'br'],
    ['*', 'br'],
    ['identity, *;q=0.1', undefined],
    ['gzip;q=0, br;q=0', undefined],
    ['deflate, zstd', undefined],
    ['', undefined],
    [undefined, undefined],
  ])('to a client that accepts %j is encoded in %s, in pieces and whole', async (accepts, encoding) => {
    for (const path of ['/whole', '/pieces']) {
      const { headers: told, body } = await get(path, accepts);
      expect([path, told['content-encoding']]).toEqual([path, encoding]);
      expect(told['etag']).toBe(encoding === undefined ? '"as-it-is"' : 'w/"as-it-is"');
      expect(told['vary']).toBe('accept-language, accept-encoding');
      expect(decoded(body, encoding) === TEXT).toBe(true);
      if (encoding !== undefined) expect(body.length).toBeLessThan(TEXT.length / 5);
      if (path === '/whole') expect(Number(told['content-length'])).toBe(body.length);
    }
  });

  it('that its reader has tells no length, for which its client would keep a connection waiting', async () => {
    const answer = await fetch(`${(await address).url}/known`);
    expect([answer.status, answer.headers.get('content-length')]).toEqual([304, null]);
  });

  it('is as it is where it is short, or of what is compressed already', async () => {
    for (const path of ['/short', '/image']) {
      const { headers: told } = await get(path, 'gzip, br');
      expect([path, told['content-encoding']]).toEqual([path, undefined]);
    }
  });
});

describe('an answer that is sent as it is made', () => {
  /** Serves an endless file, and tells what became of it. */
  async function endless(limits: Partial<Limits>) {
    const ended: RequestContext[] = [];
    let isStopped = false;
    async function* file() {
      try {
        for (;;) yield 'x'.repeat(16_384);
      } finally {
        isStopped = true;
      }
    }
    const { url } = await serve({
      graph: stubGraph(),
      limits,
      routes: [
        route('/endless', () => new Answer(file(), { headers: { 'content-type': 'application/octet-stream' } })),
      ],
      observers: [{ answered: (requestContext) => void ended.push(requestContext) }],
    });
    const socket = connect(Number(new URL(url).port), '127.0.0.1');
    socket.on('error', () => undefined);
    socket.write('GET /endless HTTP/1.1\r\nhost: 127.0.0.1\r\n\r\n');
    const outcome = async () => {
      await expect.poll(() => ended.length).toBe(1);
      await expect.poll(() => isStopped).toBe(true);
      return ended[0];
    };
    return { socket, outcome };
  }

  it('ends when its reader takes too little of it at a time', async () => {
    const { socket, outcome } = await endless({ silence: 2_000, answerRate: 1_000_000_000 });
    const reading = setInterval(() => socket.read(10_000), 10);
    const closed = new Promise((resolve) => socket.once('close', resolve));
    expect((await outcome())?.cutOff).toBe('Its reader took less than 1000000000 bytes a second.');
    clearInterval(reading);
    socket.resume();
    await closed;
  });

  it('ends when it takes too long as a whole, however fast it is read', async () => {
    const { socket, outcome } = await endless({ answerTime: 1_500 });
    socket.resume();
    expect((await outcome())?.cutOff).toBe('It took longer than 1500 ms.');
  });

  it('ends when its reader leaves, and is no failure of the server', async () => {
    const { socket, outcome } = await endless({});
    await new Promise((resolve) => socket.once('readable', resolve));
    socket.destroy();
    const requestContext = await outcome();
    expect([requestContext?.cutOff, [...(requestContext?.codes ?? [])]]).toEqual(['Its reader left.', []]);
    expect(requestContext?.bytes).toBeGreaterThan(0);
  });

  it('breaks off when it cannot be made, and the reason is reported', async () => {
    const reported: unknown[] = [];
    const ended: RequestContext[] = [];
    const mistake = new Error('A row was wrong.');
    async function* file() {
      yield 'half of it';
      throw mistake;
    }
    const { url } = await serve({
      graph: stubGraph(),
      routes: [route('/broken', () => new Answer(file()))],
      observers: [{ answered: (requestContext) => void ended.push(requestContext) }],
      report: (_, { error }) => void reported.push(error),
    });
    await expect(fetch(`${url}/broken`).then((response) => response.text())).rejects.toThrow('terminated');
    await expect.poll(() => ended.length).toBe(1);
    expect(reported).toEqual([mistake]);
    expect([...(ended[0]?.codes ?? [])]).toEqual(['INTERNAL_SERVER_ERROR']);
  });
});

function decoded(body: Buffer, encoding: string | undefined): string {
  return (encoding === 'gzip' ? gunzipSync(body) : encoding === 'br' ? brotliDecompressSync(body) : body).toString();
}

/** What chunks of HTTP/1.1 hold. */
function unchunked(body: Buffer): Buffer {
  const parts: Buffer[] = [];
  for (let at = 0; ; ) {
    const end = body.indexOf('\r\n', at);
    const length = Number.parseInt(body.subarray(at, end).toString(), 16);
    if (!(length > 0)) return Buffer.concat(parts);
    parts.push(body.subarray(end + 2, end + 2 + length));
    at = end + 4 + length;
  }
}
