#!/usr/bin/env node
/**
 * Tries to break the server, on this machine alone, and stops by itself.
 *
 *   npm run torture            everything, in full: about half an hour; writes docs/torture.md
 *   npm run torture -- small   a share of each for continuous integration: 5 kill rounds an engine, 1,000 documents
 *
 * --rounds N, --documents N, --requests N, --soak SECONDS, --seed N and --engine embedded|neo4j change the counts;
 * --counts FILE gets the number of checks that passed and failed, as JSON. The two engines soak at the same time.
 */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { missing, startNeo4j } from './neo4j.mjs';
import { bombs } from './torture/bombs.mjs';
import { faults, stopUnderLoad } from './torture/faults.mjs';
import { fuzz } from './torture/fuzz.mjs';
import { killRounds } from './torture/kill.mjs';
import { PROJECT, startServer } from './torture/process.mjs';
import { soak } from './torture/soak.mjs';
import { strangers, withoutToken } from './torture/strangers.mjs';

const text = /** @type {const} */ ({ type: 'string' });
const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { rounds: text, documents: text, requests: text, soak: text, seed: text, engine: text, counts: text },
});
const small = positionals.includes('small');
const count = (/** @type {keyof typeof values} */ name, /** @type {number} */ full, /** @type {number} */ share) =>
  Number(values[name] ?? (small ? share : full));
const rounds = count('rounds', 100, 5);
const documents = count('documents', 20_000, 1_000);
const requests = count('requests', 2_000, 100);
const seconds = count('soak', 600, 0);
const seed = count('seed', 20_231_107, 20_231_107);

/** @typedef {{ engine: 'embedded' | 'neo4j', server: Awaited<ReturnType<typeof startServer>>, data: string }} Serving */

/** @type {string[]} */
const lines = [];
/** @type {string[]} */
const failures = [];
let passed = 0;

/** Says what was found by so many checks, each of which passed unless it is among the failures. */
function found(/** @type {string} */ line, /** @type {readonly string[]} */ failed, checks = 1) {
  lines.push(line);
  console.log(line);
  for (const failure of failed) console.error(failure);
  failures.push(...failed);
  passed += Math.max(0, checks - failed.length);
}

// So that what was started ends too.
for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP']))
  process.once(signal, () => process.exit(1));
const started = performance.now();
const reason = values.engine === 'embedded' ? 'it was not asked for' : await missing();
const neo4j = reason === undefined ? await startNeo4j({ memory: '512m' }) : undefined;
if (reason !== undefined) found(`Neo4j is left out: ${reason}.`, [], 0);

/** @type {Serving[]} */
const serving = [];
for (const engine of /** @type {const} */ (['embedded', 'neo4j'])) {
  if (engine === 'neo4j' && !neo4j) continue;
  if (values.engine !== undefined && values.engine !== engine) continue;
  if (rounds > 0) await killing(engine);
  const data = await mkdtemp(join(tmpdir(), 'dragoman-torture-'));
  const server = await startServer({
    ...(neo4j && engine === 'neo4j' ? { NEO4J_URI: neo4j.uri } : { DRAGOMAN_DATA: data }),
    DRAGOMAN_LIMITS: 'costPerMinute=0',
    NODE_ARGS: '--max-old-space-size=400',
  });
  serving.push({ engine, server, data });
  await asking(engine, server);
}
if (seconds > 0) await Promise.all(serving.map(soaking));
for (const each of serving) await stopping(each);
await neo4j?.stop();

async function killing(/** @type {'embedded' | 'neo4j'} */ engine) {
  const killed = await killRounds({ engine, rounds, seed, ...(neo4j && engine === 'neo4j' ? { neo4j } : {}) });
  const ofTheStore = killed.ofTheStore > 0 ? `, ${killed.ofTheStore} times by killing Neo4j` : '';
  found(
    `${engine}: ${rounds} loads, loads of what had changed, and unloads were killed${ofTheStore}: ${killed.inTheMiddle} between their first and their last write, after ${killed.acknowledged} acknowledged writes in all. After each kill, and after it was done again, the graph was compared with what it must be, ${killed.compared} nodes and facts in all: ${killed.failures.length} differed. ${Math.round(killed.perRound)} ms a round.`,
    killed.failures,
    rounds,
  );
}

async function asking(/** @type {'embedded' | 'neo4j'} */ engine, /** @type {Serving['server']} */ server) {
  if (documents > 0) {
    const asked = await fuzz(server, { documents, requests, seed });
    found(
      `${engine}: ${documents} random operations (${told(asked.statuses)}; ${asked.perSecond} a second), the slowest in ${asked.slowest} ms, and ${requests} random requests: ${asked.failures.length} failed; memory went from ${asked.before} to ${asked.after} MiB.`,
      asked.failures.map((failure) => `${engine}: ${failure}`),
      3,
    );
  }
  const bombed = await bombs(server);
  found(
    `${engine}: ${bombed.times} times first: 100 nested four times and ${bombed.times} times 3^14 fragments, in a process with a heap of 400 MB: refused in ${bombed.each} ms each; ${bombed.resident} MiB afterwards.`,
    bombed.failures.map((failure) => `${engine}: ${failure}`),
  );
  const strange = await strangers(server, { requests, seed });
  found(
    `${engine}: ${requests} requests to hosts that are not its own, or from pages that are not (${told(strange.statuses)}): ${strange.failures.length} were answered.`,
    strange.failures.map((failure) => `${engine}: ${failure}`),
  );
  // What is counted for a client knows nothing of engines.
  if (engine === 'embedded' && requests > 0) {
    const data = await mkdtemp(join(tmpdir(), 'dragoman-torture-'));
    const closed = await withoutToken({ DRAGOMAN_DATA: data }, 520);
    found(
      `520 requests without the token of a server (${told(closed.statuses)}), and then one with it: ${closed.failures.length} failed.`,
      closed.failures,
    );
    await rm(data, { recursive: true, force: true });
  }
  // For continuous integration there are tests of these.
  if (engine !== 'neo4j' || !neo4j || small) return;
  const failing = await faults(server, neo4j);
  const seen = failing.seen.map(
    ({ name, slowest, recovered }) =>
      `${name}: 20 requests at once were told of it within ${slowest} ms, and answered again ${recovered} ms after it was back`,
  );
  found(`neo4j: ${seen.join('; ')}.`, failing.failures, failing.seen.length);
}

/** How often there was each status. */
function told(/** @type {Record<string, number>} */ statuses) {
  return Object.entries(statuses)
    .map(([status, times]) => `${times} × ${status}`)
    .join(', ');
}

async function soaking(/** @type {Serving} */ { engine, server }) {
  const { perSecond, failed, failures: wrong, parts } = await soak(server, { seconds, perSecond: 20 });
  found(
    `${engine}: ${seconds} s at ${perSecond} requests a second: ${failed} failed. In five parts, p50 / p99 / memory: ${parts.map(({ p50, p99, resident }) => `${p50} ms / ${p99} ms / ${resident} MiB`).join('; ')}.`,
    wrong.map((failure) => `${engine}: ${failure}`),
  );
}

async function stopping(/** @type {Serving} */ { engine, server, data }) {
  const stopped = await stopUnderLoad(server);
  if (/unhandled/i.test(server.output())) stopped.failures.push(server.output().slice(-2_000));
  found(
    `${engine}: told to stop while ${stopped.clients} clients asked (${stopped.answered} answers): ${stopped.failures.length} failed; /ready said 503 after ${stopped.notReady} ms, and the process was gone after ${stopped.gone} ms.`,
    stopped.failures.map((failure) => `${engine}: ${failure}`),
  );
  await rm(data, { recursive: true, force: true });
}

console.log(`${passed} passed, ${failures.length} failed, in ${Math.round((performance.now() - started) / 1_000)} s`);
if (values.counts !== undefined) await writeFile(values.counts, JSON.stringify({ passed, failed: failures.length }));
if (!small && positionals.length === 0 && Object.keys(values).length === 0)
  await writeFile(join(PROJECT, 'docs', 'torture.md'), page());
process.exitCode = failures.length > 0 ? 1 : 0;

function page() {
  const outcome =
    failures.length === 0 ? 'Nothing failed.' : `Failed:\n\n${failures.map((each) => `- ${each}`).join('\n')}`;
  const minutes = Math.round((performance.now() - started) / 60_000);
  return `# What was tried to break it\n\n\`npm run torture\`, ${new Date().toISOString().slice(0, 10)}, Node ${process.version}, seed ${seed}, ${minutes} minutes.\n\n${lines.map((line) => `- ${line}`).join('\n')}\n\n${outcome}\n`;
}
