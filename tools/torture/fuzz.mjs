/** Random documents and random bytes: none may break the server, hold it, or stay in its memory. */
import { readFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { buildSchema } from 'graphql';
import { randomOperation } from './documents.mjs';
import { PROJECT, pause, post, residentOf } from './process.mjs';
import { randomOf } from './random.mjs';

/** A server answers within its deadline; this much later it is late. */
const LATE_MS = 12_000;
const AT_ONCE = 8;
/** How many MiB a process may have grown by, once what it keeps has filled. */
const GROWTH = 100;

/**
 * @param {{ url: string, child: import('node:child_process').ChildProcess }} server
 * @param {{ documents: number, requests: number, seed: number }} options
 */
export async function fuzz(server, { documents, requests, seed }) {
  const schema = buildSchema(readFileSync(join(PROJECT, 'schema', 'schema.graphql'), 'utf8'));
  /** @type {Record<string, number>} */
  const statuses = {};
  /** @type {string[]} */
  const failures = [];
  let slowest = 0;
  const one = async (/** @type {number} */ number) => {
    const operation = randomOperation(schema, randomOf(seed + number));
    const started = performance.now();
    const { status, text } = await post(server.url, operation).catch((error) => ({ status: 0, text: String(error) }));
    const took = performance.now() - started;
    slowest = Math.max(slowest, took);
    statuses[status] = (statuses[status] ?? 0) + 1;
    if (status === 0 || status === 500 || text.includes('INTERNAL_SERVER_ERROR') || took > LATE_MS)
      failures.push(
        `seed ${seed + number}: ${status} in ${Math.round(took)} ms: ${text.slice(0, 300)} for ${JSON.stringify(operation).slice(0, 2_000)}`,
      );
  };
  const began = performance.now();
  await inTurns(Math.min(documents, Math.ceil(documents / 10)), one, 0);
  const before = await residentOf(server.child.pid);
  await inTurns(documents, one, Math.ceil(documents / 10));
  const perSecond = Math.round(documents / ((performance.now() - began) / 1_000));
  for (let number = 0; number < requests; number++) {
    const random = randomOf(seed + 1_000_000 + number);
    await randomRequest(server.url, random).catch((error) => failures.push(`request ${seed + number}: ${error}`));
  }
  await pause(2_000);
  const after = await residentOf(server.child.pid);
  const alive = await fetch(`${server.url}/live`).then(
    ({ ok }) => ok,
    () => false,
  );
  if (!alive) failures.push('the server is gone');
  if (after - before > GROWTH) failures.push(`memory grew by ${Math.round(after - before)} MiB`);
  return {
    statuses,
    perSecond,
    slowest: Math.round(slowest),
    before: Math.round(before),
    after: Math.round(after),
    failures,
  };
}

/** @param {number} count @param {(number: number) => Promise<void>} one @param {number} from */
async function inTurns(count, one, from) {
  let next = from;
  await Promise.all(
    Array.from({ length: AT_ONCE }, async () => {
      while (next < count) await one(next++);
    }),
  );
}

/** Bytes that are nearly a request. @param {string} url @param {import('./random.mjs').Random} random */
function randomRequest(url, random) {
  const method = random.pick(['GET', 'POST', 'PUT', 'HEAD', 'OPTIONS', 'BREW', 'get', '']);
  const path = random.pick([
    '/graphql',
    '/live',
    '/ready',
    '/metrics',
    '/graphs/dossier.gexf',
    '/',
    '*',
    '//',
    '/graphql?query=%',
    `/graphql?query={__typename}&variables=${'x'.repeat(random.below(9000))}`,
    'http://elsewhere/graphql',
  ]);
  const headers = Array.from({ length: random.below(6) }, () =>
    random.pick([
      'Content-Type: application/json',
      'Content-Type: text/html',
      'Content-Length: 5',
      'Content-Length: -1',
      'Content-Length: 99999999',
      'Transfer-Encoding: chunked',
      'Accept: */*',
      'Accept: image/png',
      'Expect: 100-continue',
      'Connection: upgrade',
      'Upgrade: h2c',
      'X-Forwarded-For: ::::',
      'Authorization: Bearer \u00ff',
      `X-Long: ${'y'.repeat(random.below(20_000))}`,
      'Broken',
      'Host: a, b',
    ]),
  );
  const body = random.pick([
    '',
    '{}',
    '[]',
    '{"query":1}',
    '{"query":"{__typename}"}',
    'null',
    '\u0000',
    '5\r\nhello\r\n0\r\n\r\n',
    '{"query":"{__typename}","variables":{"__proto__":1}}',
  ]);
  return new Promise((resolve, reject) => {
    const socket = connect(Number(new URL(url).port), '127.0.0.1');
    const late = setTimeout(() => {
      // Who sends less than was promised waits for more, and so does the server, for a while.
      socket.destroy();
      resolve(undefined);
    }, 300);
    let text = '';
    socket.on('data', (chunk) => {
      text += chunk;
      if (/^HTTP\/1\.1 500 /.test(text))
        reject(new Error(`500 for ${method} ${path} ${headers.join(' | ').slice(0, 300)} ${body}`));
    });
    socket.once('close', () => {
      clearTimeout(late);
      resolve(undefined);
    });
    socket.on('error', () => undefined);
    socket.write(
      `${method} ${path} HTTP/1.1\r\nHost: localhost\r\n${headers.join('\r\n')}\r\nConnection: close\r\n\r\n${body}`,
    );
  });
}
