#!/usr/bin/env node
/**
 * The load, from a process of its own: so many connections that are kept open, each asking again as soon as it is
 * answered. A parent process tells it what to ask, and hears what came of it; see `startClient`.
 */
import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { Client } from 'undici';

/**
 * What to ask.
 *
 * @typedef {object} Load
 * @property {string} url
 * @property {string[]} bodies asked in this order, and again from the first
 * @property {number} from where among them to begin
 * @property {number} connections
 * @property {number} [seconds] how long to ask, or
 * @property {number} [requests] how often
 */

/**
 * What came of it.
 *
 * @typedef {object} Loaded
 * @property {number} rate answers a second
 * @property {number} requests
 * @property {number} p50 milliseconds
 * @property {number} p99 milliseconds
 * @property {number} bytes of an answer, on average
 */

/**
 * What to ask of several servers in turn, by one connection to each: a request of the first, the same of the second, and
 * so on, so that whatever else the machine does falls on all.
 *
 * @typedef {object} Turns
 * @property {string[]} urls
 * @property {string[]} bodies asked in this order, and again from the first
 * @property {number} from where among them to begin
 * @property {number} seconds how long to ask
 */

/**
 * Starts the process that asks.
 *
 * @returns {{ load: (load: Load) => Promise<Loaded>, inTurn: (turns: Turns) => Promise<Loaded[]>, stop: () => void }}
 *   inTurn: what came of it, by server; without a rate
 */
export function startClient() {
  const child = fork(fileURLToPath(import.meta.url), ['--asks'], { serialization: 'advanced' });
  const killNow = () => child.kill('SIGKILL');
  process.once('exit', killNow);
  /**
   * @template T
   * @param {Load | Turns} message
   * @returns {Promise<T>}
   */
  const answered = (message) =>
    new Promise((resolve, reject) => {
      child.once('message', (/** @type {any} */ answer) =>
        'failure' in answer ? reject(new Error(answer.failure)) : resolve(answer),
      );
      child.send(message);
    });
  return {
    load: answered,
    inTurn: answered,
    stop: () => {
      process.off('exit', killNow);
      child.kill();
    },
  };
}

if (process.argv[2] === '--asks')
  process.on('message', (/** @type {Load | Turns} */ message) => {
    ('urls' in message ? runInTurn(message) : run(message)).then(
      (loaded) => process.send?.(loaded),
      (error) => process.send?.({ failure: error instanceof Error ? (error.stack ?? error.message) : String(error) }),
    );
  });

const HEADERS = { 'content-type': 'application/json', accept: 'application/json' };

/** @param {Load} load @returns {Promise<Loaded>} */
async function run({
  url,
  bodies,
  from,
  connections,
  seconds = Number.POSITIVE_INFINITY,
  requests = Number.POSITIVE_INFINITY,
}) {
  const buffers = bodies.map((body) => Buffer.from(body));
  const askers = Array.from({ length: connections }, () => asker(url));
  let next = from;
  let asked = 0;
  const started = performance.now();
  const until = started + seconds * 1_000;
  await Promise.all(
    askers.map(async ({ ask }) => {
      while (asked < requests && performance.now() < until) {
        asked++;
        await ask(/** @type {Buffer} */ (buffers[next++ % buffers.length]));
      }
    }),
  );
  const took = performance.now() - started;
  await Promise.all(askers.map(({ close }) => close()));
  const times = askers.flatMap((each) => each.times);
  const bytes = askers.reduce((sum, each) => sum + each.bytes(), 0);
  return { rate: (times.length / took) * 1_000, ...figuresOf(times, bytes) };
}

/** @param {Turns} turns @returns {Promise<Loaded[]>} */
async function runInTurn({ urls, bodies, from, seconds }) {
  const buffers = bodies.map((body) => Buffer.from(body));
  const askers = urls.map(asker);
  const until = performance.now() + seconds * 1_000;
  for (let at = from; performance.now() < until; at++)
    // Each is first as often as the others.
    for (let turn = 0; turn < askers.length; turn++)
      await askers[(at + turn) % askers.length]?.ask(/** @type {Buffer} */ (buffers[at % buffers.length]));
  await Promise.all(askers.map(({ close }) => close()));
  return askers.map(({ times, bytes }) => ({ rate: Number.NaN, ...figuresOf(times, bytes()) }));
}

/** One connection, and what it has asked. @param {string} url */
function asker(url) {
  const { origin, pathname } = new URL(url);
  const client = new Client(origin, { pipelining: 1 });
  /** @type {number[]} */
  const times = [];
  let bytes = 0;
  return {
    times,
    bytes: () => bytes,
    close: () => client.close(),
    ask: async (/** @type {Buffer} */ body) => {
      const sent = performance.now();
      const response = await client.request({ path: pathname, method: 'POST', headers: HEADERS, body });
      const answer = Buffer.from(await response.body.arrayBuffer());
      times.push(performance.now() - sent);
      bytes += answer.length;
      if (response.statusCode !== 200 || answer.includes('"errors":'))
        throw new Error(
          `${url} answered ${response.statusCode} to ${body.toString().slice(0, 500)}: ${answer.toString().slice(0, 500)}`,
        );
    },
  };
}

/** @param {number[]} times @param {number} bytes */
function figuresOf(times, bytes) {
  times.sort((a, b) => a - b);
  const at = (/** @type {number} */ share) => times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0;
  return { requests: times.length, p50: at(0.5), p99: at(0.99), bytes: bytes / times.length };
}
