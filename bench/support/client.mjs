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
 * Starts the process that asks.
 *
 * @returns {{ load: (load: Load) => Promise<Loaded>, stop: () => void }}
 */
export function startClient() {
  const child = fork(fileURLToPath(import.meta.url), ['--asks'], { serialization: 'advanced' });
  const killNow = () => child.kill('SIGKILL');
  process.once('exit', killNow);
  return {
    load: (load) =>
      new Promise((resolve, reject) => {
        child.once('message', (/** @type {Loaded | { failure: string }} */ message) =>
          'failure' in message ? reject(new Error(message.failure)) : resolve(message),
        );
        child.send(load);
      }),
    stop: () => {
      process.off('exit', killNow);
      child.kill();
    },
  };
}

if (process.argv[2] === '--asks')
  process.on('message', (/** @type {Load} */ load) => {
    run(load).then(
      (loaded) => process.send?.(loaded),
      (error) => process.send?.({ failure: error instanceof Error ? (error.stack ?? error.message) : String(error) }),
    );
  });

/** @param {Load} load @returns {Promise<Loaded>} */
async function run({
  url,
  bodies,
  from,
  connections,
  seconds = Number.POSITIVE_INFINITY,
  requests = Number.POSITIVE_INFINITY,
}) {
  const { origin, pathname } = new URL(url);
  const buffers = bodies.map((body) => Buffer.from(body));
  const headers = { 'content-type': 'application/json', accept: 'application/json' };
  const clients = Array.from({ length: connections }, () => new Client(origin, { pipelining: 1 }));
  /** @type {number[]} */
  const times = [];
  let next = from;
  let asked = 0;
  let bytes = 0;
  const started = performance.now();
  const until = started + seconds * 1_000;
  await Promise.all(
    clients.map(async (client) => {
      while (asked < requests && performance.now() < until) {
        asked++;
        const body = /** @type {Buffer} */ (buffers[next++ % buffers.length]);
        const sent = performance.now();
        const response = await client.request({ path: pathname, method: 'POST', headers, body });
        const answer = Buffer.from(await response.body.arrayBuffer());
        times.push(performance.now() - sent);
        bytes += answer.length;
        if (response.statusCode !== 200 || answer.includes('"errors":'))
          throw new Error(
            `${url} answered ${response.statusCode} to ${body.toString().slice(0, 500)}: ${answer.toString().slice(0, 500)}`,
          );
      }
    }),
  );
  const took = performance.now() - started;
  await Promise.all(clients.map((client) => client.close()));
  times.sort((a, b) => a - b);
  const at = (/** @type {number} */ share) => times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0;
  return {
    rate: (times.length / took) * 1_000,
    requests: times.length,
    p50: at(0.5),
    p99: at(0.99),
    bytes: bytes / times.length,
  };
}
