/** Kills in the middle of writing: what was acknowledged is there afterwards, whole and once. */

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { indexesOf } from '../../dist/declare/model.js';
import { loadDossier } from '../../dist/dossier/load.js';
import { unloadDossier } from '../../dist/dossier/unload.js';
import { Semaphore } from '../../dist/graph/semaphore.js';
import { defaultModel } from '../../dist/model/choice.js';
import { openTemporary } from '../temporary.mjs';
import { FACTS_AT_ONCE, jobsIn } from './jobs.mjs';
import { launch, startServer } from './process.mjs';
import { randomOf } from './random.mjs';
import { linesOf, storeIn } from './store.mjs';
import { tellingWrites } from './writes.mjs';

const model = await defaultModel();

/** @typedef {import('./jobs.mjs').Job} Job */
/** @typedef {ReturnType<typeof storeIn>} Store */
/** @typedef {string[][]} States what an undisturbed job leaves after each of its writes, the beginning first */

/** Every so many rounds it is the Neo4j that is killed. */
const STORE_ROUND = 20;
/** About as long as a write takes: so much later, at most, than the write was acknowledged after which to kill. */
const DELAY_MS = { embedded: 3, neo4j: 20 };
/** So many writes go on, as a rule, until the signal arrives. */
const AHEAD = { embedded: 7, neo4j: 2 };

/**
 * Runs the jobs in turn. Each is killed at a random moment between its first write and its last. What is in the graph then
 * must be what the writes that were acknowledged left, and at most the one after them. Then it is done again, and must
 * leave what an undisturbed run leaves.
 *
 * @param {{ engine: 'embedded' | 'neo4j', rounds: number, seed: number, isLarge: boolean, neo4j?: import('../neo4j.mjs').Neo4jServer }} options
 *   isLarge: whether each fact has a value of several kilobytes
 */
export async function killRounds({ engine, rounds, seed, isLarge, neo4j }) {
  const random = randomOf(seed);
  const base = await mkdtemp(join(tmpdir(), 'dragoman-kill-'));
  const store = storeIn(base, engine === 'neo4j' ? neo4j : undefined);
  /** @type {string[]} */
  const failures = [];
  const counts = { inTheMiddle: 0, ofTheStore: 0, acknowledged: 0, compared: 0 };
  let prepared = performance.now();
  try {
    const jobs = await jobsIn(base, isLarge);
    const references = await statesOf(jobs.slice(0, rounds));
    await store.empty();
    prepared = performance.now();
    for (let round = 0; round < rounds; round++) {
      const job = /** @type {Job} */ (jobs[round % jobs.length]);
      const states = /** @type {States} */ (references[round % jobs.length]);
      const storeToo = neo4j !== undefined && round % STORE_ROUND === STORE_ROUND - 1;
      const { killed, acknowledged } = await killedChange(store, job, {
        after: 1 + random.below(Math.max(1, states.length - 1 - AHEAD[engine])),
        delay: random.next() * DELAY_MS[engine],
        neo4j: storeToo ? neo4j : undefined,
      });
      counts.acknowledged += acknowledged;
      if (killed && acknowledged > 0 && acknowledged < states.length - 1) counts.inTheMiddle++;
      if (storeToo) counts.ofTheStore++;
      const where = `${engine} round ${round} (seed ${seed}), ${job.name}, killed after ${acknowledged} of ${states.length - 1} writes`;
      const found = await store.look();
      const possible = [states[acknowledged], states[acknowledged + 1]];
      if (!possible.some((each) => each && isSame(each, found)))
        failures.push(`${where}: ${difference(possible[0] ?? [], found)}`);
      // Each job in both ways, one after the other.
      await finish(store, job, (round + Math.floor(round / jobs.length)) % 2 === 0);
      const last = /** @type {string[]} */ (states.at(-1));
      const finished = await store.look();
      counts.compared += found.length + finished.length;
      if (!isSame(last, finished)) {
        failures.push(`${where}, then done again: ${difference(last, finished)}`);
        await store.empty();
        for (const each of jobs.slice(0, (round % jobs.length) + 1)) await finish(store, each, true);
      }
    }
    await store.empty();
  } finally {
    await rm(base, { recursive: true, force: true });
  }
  const perRound = (performance.now() - prepared) / Math.max(1, rounds);
  return { ...counts, failures, perRound };
}

/**
 * Runs the jobs undisturbed, and looks at the graph after each write: on the embedded engine, since both engines must come to the same.
 *
 * @param {readonly Job[]} jobs
 */
async function statesOf(jobs) {
  const graph = await openTemporary();
  await graph.prepare(indexesOf(model));
  /** @type {States[]} */
  const all = [];
  for (const { kind, what } of jobs) {
    const states = [await linesOf(graph)];
    all.push(states);
    const writers = new Semaphore(1);
    const telling = tellingWrites(graph, async () => states.push(await linesOf(graph)));
    const watched = {
      ...graph,
      /** @type {typeof graph.write} */
      async write(work) {
        // A load sends the next write before the answer to this one, which must be looked at without that.
        const turn = writers.enter();
        await turn.admitted;
        try {
          return await telling.write(work);
        } finally {
          turn.leave();
        }
      },
    };
    if (kind === 'load') await loadDossier(watched, model, what, { factsAtOnce: FACTS_AT_ONCE });
    else await unloadDossier(watched, model, what);
  }
  await graph.close();
  return all;
}

/**
 * Begins a job in a process of its own and kills that, or the Neo4j, so many milliseconds after so many of its writes were
 * acknowledged.
 *
 * @param {Store} store
 * @param {Job} job
 * @param {{ after: number, delay: number, neo4j: import('../neo4j.mjs').Neo4jServer | undefined }} options
 */
async function killedChange(store, job, { after, delay, neo4j }) {
  const change = launch('../tools/torture/change.mjs', [job.kind, job.what], store.environment);
  const acknowledged = () => change.output().match(/^acknowledged$/gm)?.length ?? 0;
  await Promise.race([
    new Promise((resolve) => {
      change.child.stdout?.on('data', () => {
        if (acknowledged() >= after) resolve(undefined);
      });
    }),
    change.ended,
  ]);
  // Timers are too coarse for a write on the embedded engine.
  for (const end = performance.now() + delay; performance.now() < end; )
    await new Promise((done) => setImmediate(done));
  if (neo4j) await neo4j.kill('SIGKILL');
  change.child.kill('SIGKILL');
  const code = await change.ended;
  if (neo4j) await neo4j.start();
  if (code !== null && code !== 0 && !neo4j) throw new Error(`${job.name} failed: ${change.output()}`);
  return { killed: code === null, acknowledged: acknowledged() };
}

/** Does a job to its end: as it was begun, or as its users would. */
async function finish(/** @type {Store} */ store, /** @type {Job} */ job, /** @type {boolean} */ asBegun) {
  const { environment } = store;
  if (!asBegun && job.isFirst) {
    const server = await startServer({ ...environment, DRAGOMAN_DOSSIER: job.what });
    server.child.kill('SIGKILL');
    await server.ended;
    return;
  }
  const done = launch(asBegun ? '../tools/torture/change.mjs' : 'main.js', [job.kind, job.what], environment);
  const code = await done.ended;
  // What was killed after its last write is done.
  const wasDone = job.kind === 'unload' && /No dossier .* is loaded/.test(done.output());
  if (code !== 0 && !wasDone) throw new Error(`${job.name} could not be done again: ${done.output()}`);
}

/** @param {readonly string[]} a @param {readonly string[]} b */
function isSame(a, b) {
  return a.length === b.length && a.every((line, at) => line === b[at]);
}

/** @param {readonly string[]} expected @param {readonly string[]} found */
function difference(expected, found) {
  const [wanted, there] = [new Set(expected), new Set(found)];
  const lost = expected.filter((line) => !there.has(line));
  const more = found.filter((line) => !wanted.has(line));
  const twice = found.length - there.size;
  return `${lost.length} lines lost (${lost[0]?.slice(0, 300)}), ${more.length} that should not be there (${more[0]?.slice(0, 300)}), ${twice} twice`;
}
