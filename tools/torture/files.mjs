/** Graphs as files: many at once beside questions, readers that trickle, and what a large one leaves in memory. */
import { connect } from 'node:net';
import { pause, post, residentOf } from './process.mjs';

const AT_ONCE = 120;
const ASKED = { query: '{ entity(id: "Country:TR") { label } }' };
/** A question waits no longer for files than for an operation, nor does a look at /ready; the machine may be busy. */
const LATE_MS = 3_000;
/** So long after a file, memory is looked at. */
const SETTLING_MS = 20_000;
/** How many MiB may stay of a file. */
const GROWTH = 150;
/** A reader that takes this much of a file at a time, so often, is too slow; so much later it is still there. */
const SIP = { bytes: 1_000, everyMs: 100 };

/** @typedef {{ url: string, child: import('node:child_process').ChildProcess }} Server */

/**
 * Asks a question and for /ready, again and again, while 120 clients read the whole graph.
 *
 * @param {Server} server
 * @param {{ seconds: number }} options for which they read; the rest of their files is left
 */
export async function manyFiles(server, { seconds }) {
  const leaving = new AbortController();
  const statuses = { served: 0, sentAway: 0 };
  const clients = Array.from({ length: AT_ONCE }, () =>
    fetch(`${server.url}/graphs/dossier.gexf`, { signal: leaving.signal })
      .then(async (response) => {
        if (response.status === 200) statuses.served++;
        else statuses.sentAway++;
        for await (const _ of response.body ?? []);
      })
      .catch(() => undefined),
  );
  const end = performance.now() + seconds * 1_000;
  const slowest = { question: 0, ready: 0 };
  const during = async (/** @type {keyof typeof slowest} */ what, /** @type {() => Promise<unknown>} */ ask) => {
    while (performance.now() < end) {
      const began = performance.now();
      await ask();
      slowest[what] = Math.max(slowest[what], Math.round(performance.now() - began));
      await pause(50);
    }
  };
  await Promise.all([
    during('question', () => post(server.url, ASKED)),
    during('ready', () => fetch(`${server.url}/ready`).then((response) => response.text())),
  ]);
  leaving.abort();
  await Promise.all(clients);
  const failures = Object.entries(slowest)
    .filter(([, took]) => took > LATE_MS)
    .map(([what, took]) => `while ${AT_ONCE} files were read, the slowest ${what} took ${took} ms`);
  return { clients: AT_ONCE, ...statuses, slowest, failures };
}

/**
 * Reads the whole graph in two formats, and looks at the memory of the server afterwards.
 *
 * @param {Server} server
 */
export async function wholeFiles(server) {
  const before = Math.round(await residentOf(server.child.pid));
  const files = [];
  for (const [format, accepts] of /** @type {const} */ ([
    ['gexf', 'identity'],
    ['gexf', 'gzip'],
    ['edges.csv', 'identity'],
  ])) {
    const began = performance.now();
    const bytes = await bytesOf(server.url, `/graphs/dossier.${format}`, accepts);
    files.push({
      name: accepts === 'identity' ? format : `${format}, ${accepts}`,
      bytes,
      seconds: (performance.now() - began) / 1_000,
    });
  }
  const most = Math.round(await residentOf(server.child.pid));
  await pause(SETTLING_MS);
  const after = Math.round(await residentOf(server.child.pid));
  const failures = after - before > GROWTH ? [`whole files left ${after - before} MiB in memory`] : [];
  return { before, most, after, files, failures };
}

/**
 * Reads the whole graph a sip at a time.
 *
 * @param {Server} server
 * @param {{ seconds: number }} options after which a reader that was not ended is left
 */
export async function tricklingReader(server, { seconds }) {
  const began = performance.now();
  const socket = connect(Number(new URL(server.url).port), '127.0.0.1');
  socket.on('error', () => undefined);
  socket.write('GET /graphs/dossier.gexf HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n');
  let isOver = false;
  socket.once('close', () => {
    isOver = true;
  });
  const sipping = setInterval(() => socket.read(SIP.bytes), SIP.everyMs);
  // What the system holds for the reader can be read after the server has closed the connection.
  while (!isOver && (await filesOf(server.url)) !== 0 && performance.now() - began < seconds * 1_000) await pause(500);
  const ended = Math.round((performance.now() - began) / 1_000);
  const isEnded = isOver || (await filesOf(server.url)) === 0;
  clearInterval(sipping);
  socket.destroy();
  return { ended, isEnded, failures: isEnded ? [] : [`a reader that trickled was not ended in ${seconds} s`] };
}

/** How many files a server is sending; undefined where it does not tell. @param {string} url */
async function filesOf(url) {
  const text = await (await fetch(`${url}/metrics`)).text();
  const [, files] = /^dragoman_files_running (\d+)/m.exec(text) ?? [];
  return files === undefined ? undefined : Number(files);
}

/** How many bytes an answer has as it is sent. @param {string} url @param {string} path @param {string} accepts */
async function bytesOf(url, path, accepts) {
  const socket = connect(Number(new URL(url).port), '127.0.0.1');
  socket.write(`GET ${path} HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept-Encoding: ${accepts}\r\nConnection: close\r\n\r\n`);
  let bytes = 0;
  for await (const chunk of socket) bytes += chunk.length;
  return bytes;
}
