/** A profile of another Node.js process, through its inspector. */
import { WebSocket } from 'undici';

const SAMPLE_MICROSECONDS = 500;
const SHOWN = 30;

/**
 * @typedef {object} CallFrame
 * @property {string} functionName
 * @property {string} url
 * @property {number} lineNumber from 0
 */

/**
 * @typedef {object} Profile
 * @property {{ id: number, callFrame: CallFrame }[]} nodes
 * @property {number[]} samples
 */

/**
 * Where a process was, most first.
 *
 * @typedef {object} Shares
 * @property {number} busy the share of the time in which it ran
 * @property {[string, number][]} packages shares of that
 * @property {[string, number][]} functions shares of that
 */

/**
 * Profiles a process while something runs.
 *
 * @template T
 * @param {string} output what the process has printed: the address of its inspector is in it
 * @param {() => Promise<T>} run
 * @returns {Promise<{ loaded: T, profile: Profile } & Shares>}
 */
export async function profiled(output, run) {
  const [address] = /ws:\/\/\S+/.exec(output) ?? [];
  if (!address) throw new Error(`The process has no inspector. It said:\n${output}`);
  const socket = new WebSocket(address);
  /** @type {Map<number, (result: any) => void>} */
  const waiting = new Map();
  socket.addEventListener('message', ({ data }) => {
    const { id, result } = JSON.parse(String(data));
    waiting.get(id)?.(result);
  });
  await new Promise((resolve, reject) => {
    socket.addEventListener('open', () => resolve(undefined));
    socket.addEventListener('error', () => reject(new Error(`${address} does not answer`)));
  });
  let last = 0;
  const ask = (/** @type {string} */ method, params = {}) =>
    new Promise((/** @type {(result: any) => void} */ resolve) => {
      waiting.set(++last, resolve);
      socket.send(JSON.stringify({ id: last, method, params }));
    });
  await ask('Profiler.enable');
  await ask('Profiler.setSamplingInterval', { interval: SAMPLE_MICROSECONDS });
  await ask('Profiler.start');
  const loaded = await run();
  const { profile } = await ask('Profiler.stop');
  socket.close();
  return { loaded, profile, ...sharesOf(profile) };
}

/** @param {Profile} profile @returns {Shares} */
function sharesOf({ nodes, samples }) {
  const frames = new Map(nodes.map(({ id, callFrame }) => [id, callFrame]));
  /** @type {Map<string, number>} */
  const functions = new Map();
  /** @type {Map<string, number>} */
  const packages = new Map();
  let busy = 0;
  for (const id of samples) {
    const frame = frames.get(id);
    if (!frame || frame.functionName === '(idle)') continue;
    busy++;
    const where = packageOf(frame);
    const name = `${frame.functionName || '(anonymous)'} ${where}:${frame.url.split('/').pop()}:${frame.lineNumber + 1}`;
    functions.set(name, (functions.get(name) ?? 0) + 1);
    packages.set(where, (packages.get(where) ?? 0) + 1);
  }
  const shares = (/** @type {Map<string, number>} */ counts) =>
    [...counts]
      .map(([name, count]) => /** @type {[string, number]} */ ([name, count / busy]))
      .sort(([, a], [, b]) => b - a)
      .slice(0, SHOWN);
  return { busy: busy / samples.length, packages: shares(packages), functions: shares(functions) };
}

/** @param {CallFrame} frame */
function packageOf({ url, functionName }) {
  const [, name] = /.*node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(url) ?? [];
  if (name) return name;
  if (url.startsWith('node:')) return 'node';
  return url.includes('/dist/') ? 'dragoman' : functionName.startsWith('(') ? functionName : 'v8';
}
