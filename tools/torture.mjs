#!/usr/bin/env node
/**
 * Tries to break the server, on this machine alone, and stops by itself.
 *
 *   npm run torture            everything, in full: about half an hour; writes docs/torture.md
 *   npm run torture -- small   a share of each for continuous integration: 5 kill rounds an engine, 1,000 documents
 *
 * --rounds N, --documents N, --requests N, --soak SECONDS, --search MINUTES, --seed N and --engine embedded|neo4j change
 * the counts; --counts FILE gets the number of checks that passed and failed, as JSON. The two engines soak at the same
 * time. --network SECONDS is how long connections are cut, --files SECONDS how long files are read beside questions; 0
 * leaves such a part out. --before COMMIT does these two to the server of an earlier commit, and nothing else.
 * --votes adds a search for the worst request on the votes of the General Assembly, which are loaded for it. What a search
 * finds goes into docs/torture.md, whatever else is left out:
 *
 *   npm run torture -- --rounds 0 --documents 0 --requests 0 --soak 0 --network 0 --files 0 --search 10 --votes
 */
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { builtAt } from './earlier.mjs';
import { missing, startNeo4j } from './neo4j.mjs';
import { bombs } from './torture/bombs.mjs';
import { faults, stopUnderLoad } from './torture/faults.mjs';
import { manyFiles, tricklingReader, wholeFiles } from './torture/files.mjs';
import { fuzz } from './torture/fuzz.mjs';
import { killRounds } from './torture/kill.mjs';
import { cuts, restarts, storeAfterServer } from './torture/network.mjs';
import { launch, PROJECT, startServer } from './torture/process.mjs';
import { soak } from './torture/soak.mjs';
import { strangers, withoutToken } from './torture/strangers.mjs';
import { tableOf, worst } from './torture/worst.mjs';

const text = /** @type {const} */ ({ type: 'string' });
const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: {
    ...{ rounds: text, documents: text, requests: text, soak: text, network: text, files: text, search: text },
    ...{ seed: text, engine: text, counts: text, before: text, votes: { type: 'boolean', default: false } },
  },
});
const small = positionals.includes('small');
const count = (/** @type {keyof typeof values} */ name, /** @type {number} */ full, /** @type {number} */ share) =>
  Number(values[name] ?? (small ? share : full));
const isEarlier = values.before !== undefined;
const rounds = isEarlier ? 0 : count('rounds', 100, 5);
const documents = isEarlier ? 0 : count('documents', 20_000, 1_000);
const requests = isEarlier ? 0 : count('requests', 2_000, 100);
const seconds = isEarlier ? 0 : count('soak', 600, 0);
const minutes = isEarlier ? 0 : count('search', 10, 0);
const cutting = count('network', 30, 5);
const reading = count('files', 30, 3);
const seed = count('seed', 20_231_107, 20_231_107);

/** @typedef {{ engine: 'embedded' | 'neo4j', server: Awaited<ReturnType<typeof startServer>>, data: string }} Serving */

/** @type {string[]} */
const lines = [];
/** @type {string[]} */
const failures = [];
/** What the searches found. @type {string[]} */
const tables = [];
const PAGE = join(PROJECT, 'docs', 'torture.md');
/** What no admitted request may keep `/live` waiting for, in milliseconds, on two idle cores. */
const MOST_DELAY = 100;
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
const neo4j = reason === undefined ? await startNeo4j({ memory: small ? '512m' : '1g' }) : undefined;
/** The project whose server is attacked, where it is not this one. */
const folder = values.before === undefined ? undefined : (await builtAt(values.before, console.log)).folder;
if (reason !== undefined) found(`Neo4j is left out: ${reason}.`, [], 0);

/** @type {Serving[]} */
const serving = [];
for (const engine of /** @type {const} */ (['embedded', 'neo4j'])) {
  if (engine === 'neo4j' && !neo4j) continue;
  if (values.engine !== undefined && values.engine !== engine) continue;
  // How a store keeps large values is Neo4j's own.
  if (rounds > 0) for (const isLarge of engine === 'embedded' ? [false, true] : [false]) await killing(engine, isLarge);
  if (isEarlier) continue;
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
if (minutes > 0) for (const { engine, server } of serving) await searching(engine, 'the shipped dossier', server);
for (const each of serving) await stopping(each);
if (minutes > 0 && values.votes) for (const { engine } of serving) await searchingVotes(engine);
if (neo4j && values.engine !== 'embedded' && cutting > 0) await losing(neo4j, cutting);
for (const engine of /** @type {const} */ (['embedded', 'neo4j']))
  if (reading > 0 && (engine === 'embedded' || neo4j) && [undefined, engine].includes(values.engine))
    await sending(engine, reading);
await neo4j?.stop();

async function killing(/** @type {'embedded' | 'neo4j'} */ engine, /** @type {boolean} */ isLarge) {
  const killed = await killRounds({ engine, rounds, seed, isLarge, ...(neo4j && engine === 'neo4j' ? { neo4j } : {}) });
  const ofTheStore = killed.ofTheStore > 0 ? `, ${killed.ofTheStore} times by killing Neo4j` : '';
  found(
    `${engine}, ${isLarge ? 'a value of 6 kB in each fact' : 'small values'}: ${rounds} loads, loads of what had changed, and unloads were killed${ofTheStore}: ${killed.inTheMiddle} between their first and their last write, after ${killed.acknowledged} acknowledged writes in all. After each kill, and after it was done again, the graph was compared with what it must be, ${killed.compared} nodes and facts in all: ${killed.failures.length} differed. ${Math.round(killed.perRound)} ms a round.`,
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

/** One after the other, since what one asks delays the other. */
async function searching(
  /** @type {'embedded' | 'neo4j'} */ engine,
  /** @type {string} */ dossier,
  /** @type {Serving['server']} */ server,
) {
  const { asked, finds } = await worst(server, { minutes, seed, say: (line) => console.log(`  ${line}`) });
  const [first] = finds;
  const delay = Math.round(first?.delay ?? 0);
  found(
    `${engine}: in ${minutes} minutes of climbing from operation to operation on ${dossier}, by what delays /live most, ${asked} were asked: the worst delayed it by ${delay} ms.`,
    delay > MOST_DELAY
      ? [`${engine}, ${dossier}: /live took ${delay} ms while the server answered ${first?.query}`]
      : [],
  );
  tables.push(`### ${engine}, ${dossier}\n\n${tableOf(finds)}`);
}

async function searchingVotes(/** @type {'embedded' | 'neo4j'} */ engine) {
  const data = await mkdtemp(join(tmpdir(), 'dragoman-torture-'));
  const environment = neo4j && engine === 'neo4j' ? { NEO4J_URI: neo4j.uri } : { DRAGOMAN_DATA: data };
  const loading = launch('main.js', ['load', join(PROJECT, 'seeds', 'unga')], environment);
  if ((await loading.ended) !== 0) throw new Error(`The votes were not loaded:\n${loading.output()}`);
  const server = await startServer({ ...environment, DRAGOMAN_LIMITS: 'costPerMinute=0' });
  await searching(engine, 'the votes', server);
  server.child.kill('SIGTERM');
  await server.ended;
  await rm(data, { recursive: true, force: true });
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

/** @param {import('./neo4j.mjs').Neo4jServer} store @param {number} time in seconds */
async function losing(store, time) {
  const { seen, failures: lost } = await cuts(store, { seconds: time, folder });
  const told = seen.map(
    ({ name, questions, lost: missing, looks, notReady, slowest }) =>
      `${name}: ${missing} of ${questions} questions lost, the slowest in ${slowest} ms; /ready said ${notReady} of ${looks} times that it was not`,
  );
  found(`neo4j: connections were ${told.join('; ')}.`, lost, seen.length);
  const restarted = await restarts(store, { folder });
  found(
    `neo4j: while it was stopped, killed and started again, ${restarted.clients} clients were told: ${restarted.told}.`,
    restarted.failures,
  );
  const late = await storeAfterServer(store, { folder });
  found(
    `neo4j: a server that was started before its Neo4j ${late.serves ? 'serves' : 'ended'}; it said: ${late.said}`,
    late.failures,
  );
}

/**
 * What loads the votes: a program of its own before there was one command.
 *
 * @param {string | undefined} of a build of an earlier commit
 * @returns {[string, string[]]}
 */
function loadOf(of) {
  const votes = join(of ?? PROJECT, 'seeds', 'unga');
  return of && existsSync(join(of, 'dist', 'load.js')) ? ['load.js', [votes]] : ['main.js', ['load', votes]];
}

/** @param {'embedded' | 'neo4j'} engine @param {number} time in seconds */
async function sending(engine, time) {
  const data = await mkdtemp(join(tmpdir(), 'dragoman-files-'));
  const store = neo4j && engine === 'neo4j' ? { NEO4J_URI: neo4j.uri } : { DRAGOMAN_DATA: data };
  // Most files of the shipped dossier have been read before they wait for anything.
  const loaded = small ? undefined : launch(...loadOf(folder), store, folder);
  if (loaded && (await loaded.ended) !== 0) throw new Error(`The votes could not be loaded: ${loaded.output()}`);
  const server = await startServer({ ...store, DRAGOMAN_LIMITS: 'costPerMinute=0' }, folder);
  try {
    if (!small) {
      const { before, most, after, files, failures: kept } = await wholeFiles(server);
      const each = files.map(
        ({ name, bytes, seconds: took }) => `${name}: ${(bytes / 1e6).toFixed(1)} MB in ${took.toFixed(1)} s`,
      );
      found(
        `${engine}: the votes as whole files (${each.join('; ')}): memory went from ${before} to ${most} MiB, and was ${after} MiB later.`,
        kept.map((failure) => `${engine}: ${failure}`),
      );
    }
    const many = await manyFiles(server, { seconds: time });
    found(
      `${engine}: while ${many.clients} clients read files (${many.served} served, ${many.sentAway} sent away), the slowest question took ${many.slowest.question} ms, and /ready ${many.slowest.ready} ms.`,
      many.failures.map((failure) => `${engine}: ${failure}`),
    );
    if (small) return;
    const trickling = await tricklingReader(server, { seconds: 300 });
    found(
      `${engine}: a reader that took 10 kB a second ${trickling.isEnded ? `was ended after ${trickling.ended} s` : 'was not ended'}.`,
      trickling.failures.map((failure) => `${engine}: ${failure}`),
    );
  } finally {
    server.child.kill('SIGTERM');
    await server.ended;
    await rm(data, { recursive: true, force: true });
  }
}

console.log(`${passed} passed, ${failures.length} failed, in ${Math.round((performance.now() - started) / 1_000)} s`);
if (values.counts !== undefined) await writeFile(values.counts, JSON.stringify({ passed, failed: failures.length }));
if (!small && positionals.length === 0 && Object.keys(values).every((name) => name === 'votes')) await write(page());
if (tables.length > 0) await write(withTables(await readFile(PAGE, 'utf8')));
process.exitCode = failures.length > 0 ? 1 : 0;

function page() {
  const outcome =
    failures.length === 0 ? 'Nothing failed.' : `Failed:\n\n${failures.map((each) => `- ${each}`).join('\n')}`;
  const minutes = Math.round((performance.now() - started) / 60_000);
  return `# What was tried to break it\n\n\`npm run torture\`, ${new Date().toISOString().slice(0, 10)}, Node ${process.version}, seed ${seed}, ${minutes} minutes.\n\n${lines.map((line) => `- ${line}`).join('\n')}\n\n${outcome}\n`;
}

async function write(/** @type {string} */ text) {
  await writeFile(PAGE, text);
}

/** The page with what the searches of this run found in the place of what earlier ones did. */
function withTables(/** @type {string} */ text) {
  const [rest = ''] = text.split(/\n## The worst/);
  const head = `## The worst that is admitted\n\nClimbing from operation to operation by what delays \`/live\` most, ${minutes} minutes each, ${new Date().toISOString().slice(0, 10)}, seed ${seed}; asked again, the least of three times counts, and of it no more than the thread of the server's event loop ran.`;
  return `${rest.trimEnd()}\n\n${head}\n\n${tables.join('\n\n')}\n`;
}
