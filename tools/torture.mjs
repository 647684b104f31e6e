#!/usr/bin/env node
/**
 * Tries to break the server, on this machine alone, and stops by itself.
 *
 *   npm run torture            everything, in full: about an hour; writes docs/torture.md
 *   npm run torture -- small   a share of each for continuous integration: 5 kill rounds an engine, 1,000 documents
 *
 * --rounds N, --documents N, --requests N, --soak SECONDS, --seed N and --engine embedded|neo4j change the counts.
 */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { missing, startNeo4j } from './neo4j.mjs';
import { fuzz } from './torture/fuzz.mjs';
import { killRounds } from './torture/kill.mjs';
import { PROJECT, post, residentOf, startServer } from './torture/process.mjs';
import { soak } from './torture/soak.mjs';

const number = /** @type {const} */ ({ type: 'string' });
const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { rounds: number, documents: number, requests: number, soak: number, seed: number, engine: number },
});
const small = positionals.includes('small');
const count = (/** @type {keyof typeof values} */ name, /** @type {number} */ full, /** @type {number} */ share) =>
  Number(values[name] ?? (small ? share : full));
const rounds = count('rounds', 100, 5);
const documents = count('documents', 20_000, 1_000);
const requests = count('requests', 2_000, 100);
const seconds = count('soak', 600, 0);
const seed = count('seed', 20_231_107, 20_231_107);

/** @type {string[]} */
const lines = [];
/** @type {string[]} */
const failures = [];
const say = (/** @type {string} */ line) => {
  lines.push(line);
  console.log(line);
};

const reason = values.engine === 'embedded' ? 'it was not asked for' : await missing();
const neo4j = reason === undefined ? await startNeo4j({ memory: '512m' }) : undefined;
if (reason !== undefined) say(`Neo4j is left out: ${reason}.`);

for (const engine of /** @type {const} */ (['embedded', 'neo4j'])) {
  if (engine === 'neo4j' && !neo4j) continue;
  if (values.engine !== undefined && values.engine !== engine) continue;
  const store = engine === 'neo4j' && neo4j ? { neo4j } : {};
  if (rounds > 0) {
    const killed = await killRounds({ engine, rounds, seed, ...store });
    say(
      `${engine}: ${killed.rounds} loads, loads of what had changed and unloads killed, ${killed.inTheMiddle} of them between their first and their last write${killed.ofTheStore > 0 ? ` (${killed.ofTheStore} times it was Neo4j that was killed)` : ''}; ${killed.acknowledged} writes had been acknowledged. ${killed.compared} nodes and facts compared: ${killed.failures.length} graphs differed. ${Math.round(killed.perRound)} ms a round.`,
    );
    failures.push(...killed.failures);
  }
  const data = await mkdtemp(join(tmpdir(), 'dragoman-torture-'));
  const server = await startServer({
    ...(neo4j && engine === 'neo4j' ? { NEO4J_URI: neo4j.uri } : { DRAGOMAN_DATA: data }),
    DRAGOMAN_LIMITS: 'costPerMinute=0',
    NODE_ARGS: '--max-old-space-size=400',
  });
  if (documents > 0) {
    const found = await fuzz(server, { documents, requests, seed });
    const statuses = Object.entries(found.statuses)
      .map(([status, times]) => `${times} × ${status}`)
      .join(', ');
    say(
      `${engine}: ${found.documents} random operations (${statuses}) and ${found.requests} random requests: ${found.failures.length} failed, the slowest took ${found.slowest} ms, memory went from ${found.before} to ${found.after} MiB.`,
    );
    failures.push(...found.failures);
  }
  await bombs(server, engine);
  if (seconds > 0) {
    const { perSecond, failed, parts } = await soak(server, { seconds, perSecond: 20 });
    say(
      `${engine}: ${seconds} s at ${perSecond} requests a second: ${failed} failed. In five parts, p50 / p99 / memory: ${parts.map(({ p50, p99, resident }) => `${p50} ms / ${p99} ms / ${resident} MiB`).join('; ')}.`,
    );
    if (failed > 0) failures.push(`${engine}: ${failed} requests failed while it soaked`);
  }
  server.child.kill('SIGTERM');
  const code = await server.ended;
  if (code !== 0) failures.push(`${engine}: the server ended with ${code}: ${server.output().slice(-2_000)}`);
  if (/unhandled/i.test(server.output())) failures.push(`${engine}: ${server.output().slice(-2_000)}`);
  await rm(data, { recursive: true, force: true });
}
await neo4j?.stop();

/** What kills a server without limits: nested pages, and fragments within fragments. */
async function bombs(
  /** @type {{ url: string, child: import('node:child_process').ChildProcess }} */ server,
  /** @type {string} */ engine,
) {
  const page = '(first: 100)';
  const nested = `{ countries${page} { nodes { participations${page} { nodes { activity { participants${page} { nodes { actor { participations${page} { nodes { id } } } } } } } } } } }`;
  const fragments = Array.from(
    { length: 14 },
    (_, level) =>
      `fragment F${level} on Entity { ${['a', 'b', 'c'].map((alias) => `${alias}: relationships(first: 1) { nodes { source { ${level < 13 ? `...F${level + 1}` : 'id'} } } }`).join(' ')} }`,
  );
  const started = performance.now();
  const statuses = [];
  for (let time = 0; time < 50; time++)
    for (const query of [nested, `{ entity(id: "Country:TR") { ...F0 } } ${fragments.join(' ')}`])
      statuses.push((await post(server.url, { query: `${query} # ${time}` })).status);
  const took = Math.round((performance.now() - started) / statuses.length);
  say(
    `${engine}: 50 times first: 100 nested four times and 50 times 3^14 fragments, in a process with a heap of 400 MB: all refused in ${took} ms each; ${Math.round(await residentOf(server.child.pid))} MiB afterwards.`,
  );
  if (statuses.some((status) => status !== 400))
    failures.push(`${engine}: a bomb was answered with ${[...new Set(statuses)]}`);
}

for (const failure of failures) console.error(failure);
if (!small && positionals.length === 0 && Object.keys(values).length === 0)
  await writeFile(join(PROJECT, 'docs', 'torture.md'), page());
process.exitCode = failures.length > 0 ? 1 : 0;

function page() {
  const found =
    failures.length === 0 ? 'Nothing failed.' : `Failed:\n\n${failures.map((each) => `- ${each}`).join('\n')}`;
  return `# What was tried to break it\n\n\`npm run torture\`, ${new Date().toISOString().slice(0, 10)}, Node ${process.version}, seed ${seed}.\n\n${lines.map((line) => `- ${line}`).join('\n')}\n\n${found}\n`;
}
