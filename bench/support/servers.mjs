/** The systems that are compared, each as one process of its own on one database. */
import { execFile, spawn } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { SHAPES } from '../shapes.mjs';

/** @typedef {'dragoman' | 'peer' | 'plain'} System */
/** @typedef {import('../shapes.mjs').Shape} Shape */

/** @type {System[]} */
export const SYSTEMS = ['dragoman', 'peer', 'plain'];

const PROJECT = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const START_MS = 60_000;

const PROGRAMS = { dragoman: ['dist/main.js', 'serve'], peer: ['bench/peer.mjs'], plain: ['bench/plain.mjs'] };

/**
 * What Dragoman is told, besides where the graph is: no dossier of its own, no allowance that a client could use up, and
 * no line for each request, since the others write none either. All else is as it ships.
 */
const DRAGOMAN = { PORT: '0', DRAGOMAN_DOSSIER: 'none', DRAGOMAN_LIMITS: 'costPerMinute=0', DRAGOMAN_LOG: 'warn' };

/**
 * A server that runs.
 *
 * @typedef {object} Server
 * @property {string} url
 * @property {number} pid
 * @property {() => string} output what it has printed, the last of it
 * @property {() => Promise<void>} stop
 */

/**
 * Starts a system and waits until it listens.
 *
 * @param {System} system
 * @param {Record<string, string>} environment such as `NEO4J_URI`
 * @param {{ nodeArgs?: string[], folder?: string }} [options] nodeArgs: of Node.js itself. folder: where the project is,
 *   as it is to be started; default: this one
 * @returns {Promise<Server>}
 */
export async function startSystem(system, environment, { nodeArgs = [], folder = PROJECT } = {}) {
  const { PATH = '', HOME = '' } = process.env;
  const [program, ...args] = PROGRAMS[system];
  const child = spawn(process.execPath, [...nodeArgs, join(folder, program), ...args], {
    env: { PATH, HOME, NODE_ENV: 'production', ...DRAGOMAN, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const killNow = () => child.kill('SIGKILL');
  process.once('exit', killNow);
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text) => {
      output = (output + text).slice(-1_000_000);
    });
  let over = false;
  const ended = new Promise((resolve) => child.once('close', resolve)).then(() => {
    over = true;
    process.off('exit', killNow);
  });
  for (const end = performance.now() + START_MS; ; ) {
    const [, url] = /listens at (http:\S+)/.exec(output) ?? [];
    if (url)
      return {
        url,
        pid: child.pid ?? 0,
        output: () => output,
        stop: async () => {
          child.kill('SIGTERM');
          const late = setTimeout(killNow, 5_000);
          await ended;
          clearTimeout(late);
        },
      };
    if (over || performance.now() > end) throw new Error(`${system} did not start. It said:\n${output}`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

/**
 * The requests that ask a system the same, in the same order, as any other.
 *
 * @param {System} system
 * @param {Shape} shape
 * @param {readonly Record<string, any>[]} draws
 * @returns {{ path: string, bodies: string[] }} path: what is added to the address
 */
export function requestsOf(system, shape, draws) {
  if (system === 'plain') return { path: `/${shape.name}`, bodies: draws.map((draw) => JSON.stringify(draw)) };
  const query = system === 'dragoman' ? shape.dragoman : shape.peer;
  return { path: '', bodies: draws.map((variables) => JSON.stringify({ query, variables })) };
}

/**
 * The shapes that are asked for.
 *
 * @param {string | undefined} names separated by commas; all where it is undefined
 */
export function chosenShapes(names) {
  if (names === undefined) return SHAPES;
  return names.split(',').map((name) => {
    const shape = SHAPES.find((each) => each.name === name);
    if (!shape) throw new Error(`There is no shape ${name}; there are ${SHAPES.map((each) => each.name).join(', ')}.`);
    return shape;
  });
}

/**
 * Asks once.
 *
 * @param {string} url
 * @param {string} body
 * @returns {Promise<{ data: any, cost: number }>} cost: what Dragoman says that it costs
 * @throws when the answer is, or holds, an error
 */
export async function asked(url, body) {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/json' },
    body,
  });
  const text = await response.text();
  if (!response.ok || text.includes('"errors":'))
    throw new Error(`${url} answered ${response.status} to ${body.slice(0, 1_000)}: ${text.slice(0, 1_000)}`);
  return { data: JSON.parse(text).data, cost: Number(response.headers.get('x-query-cost') ?? 0) };
}

/** How many statements Dragoman has run, as its metrics tell. @param {Server} server */
export async function statementsOf({ url }) {
  const text = await (await fetch(new URL('/metrics', url))).text();
  return [...text.matchAll(/^dragoman_statement_seconds_count(?:\{[^}]*\})? (\d+)$/gm)].reduce(
    (sum, [, n]) => sum + Number(n),
    0,
  );
}

/** Resident memory of a server's process, in MiB. @param {Server} server */
export async function residentOf({ pid }) {
  const { stdout } = await promisify(execFile)('ps', ['-o', 'rss=', '-p', String(pid)]);
  return Number(stdout) / 1024;
}
