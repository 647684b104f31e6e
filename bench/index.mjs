#!/usr/bin/env node
/**
 * The whole benchmark, on a machine with Java and Maven, or on the Neo4j at NEO4J_URI, which must be empty or hold the two
 * dossiers and nothing else. Elsewhere, what the embedded graph can show. Prints ratios, and writes results.md with its
 * plots.
 *
 *   npm run bench                        every part: about an hour
 *   npm run bench -- speed start         these parts; the rest of the page stays as it is
 *   npm run bench -- --seconds 1 --rounds 2 --sizes 0.1,1    quicker, and less sure
 *   npm run bench -- speed --before COMMIT   instead of the other systems, the server of an earlier commit
 *
 * What takes long to make, the graphs, is kept in --home (.cache/bench), to be used again.
 */
import { execFile, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { cpus, platform, totalmem } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs, promisify } from 'node:util';
import neo4j from 'neo4j-driver';
import { missing, startNeo4j } from '../tools/neo4j.mjs';
import { measureBefore } from './before.mjs';
import { measureEmbedded } from './embedded.mjs';
import { measureEntities } from './entities.mjs';
import { measureGrowth } from './growth.mjs';
import { measureLoad } from './load.mjs';
import { measureScale } from './scale.mjs';
import { measureSpeed, profileShape } from './speed.mjs';
import { measureStart } from './start.mjs';
import { graphIn } from './support/embedded-graph.mjs';
import { GOALS, writeResults } from './support/results.mjs';
import { chosenShapes } from './support/servers.mjs';

const PARTS = /** @type {const} */ ([
  'speed',
  'embedded',
  'together',
  'start',
  'again',
  'load',
  'entities',
  'search',
  'explorer',
  'growth',
  'scale',
]);
/** Those that ask the graph of both dossiers. */
const ON_BOTH = new Set(['speed', 'embedded', 'together', 'growth']);
/** Those that have nothing to measure without a Neo4j. */
const ON_NEO4J = new Set(['speed', 'together', 'search', 'growth']);
const DOSSIERS = ['gaza-diplomacy', 'unga'];

const BENCH = fileURLToPath(new URL('.', import.meta.url));
const PROJECT = resolve(BENCH, '..');
const STORED = join(BENCH, 'results.json');

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    home: { type: 'string', default: join(PROJECT, '.cache', 'bench') },
    rounds: { type: 'string', default: '5' },
    seconds: { type: 'string', default: '3' },
    shapes: { type: 'string' },
    sizes: { type: 'string', default: '0.1,1,10' },
    requests: { type: 'string', default: '400' },
    questions: { type: 'string' },
    votes: { type: 'string' },
    names: { type: 'string', default: '10000,1000000' },
    entities: { type: 'string', default: '100000,1000000' },
    killed: { type: 'string' },
    before: { type: 'string' },
  },
});
const unknown = positionals.find((name) => !PARTS.some((part) => part === name));
if (unknown) throw new Error(`There is no part ${unknown}; there are ${PARTS.join(', ')}.`);
const parts = PARTS.filter((part) => positionals.length === 0 || positionals.includes(part));
const command = ['npm run bench', ...(process.argv.length > 2 ? ['--', ...process.argv.slice(2)] : [])].join(' ');

/** @type {import('./support/results.mjs').Results} */
const results = existsSync(STORED) ? JSON.parse(await readFile(STORED, 'utf8')) : {};

/** @type {{ uri: string, version: string, stop: () => Promise<void> } | undefined} */
let both;
const reason = process.env['NEO4J_URI'] ? undefined : await missing();
try {
  for (const part of parts) {
    if (reason !== undefined && ON_NEO4J.has(part)) {
      console.log(`\n== ${part} is left out: ${reason}; or set NEO4J_URI.`);
      continue;
    }
    if (reason === undefined && ON_BOTH.has(part)) both ??= await graphOfBoth();
    // What starts a Neo4j of its own has the machine to itself.
    else if (both) {
      await both.stop();
      both = undefined;
    }
    console.log(`\n== ${part}`);
    const result = await measured(part, both?.uri);
    if (result === undefined) continue;
    const stored = part === 'speed' && values.before !== undefined ? 'before' : part;
    Object.assign(results, { [stored]: { ...(await circumstances(both?.version)), result } });
    await writeFile(STORED, `${JSON.stringify(results, null, 1)}\n`);
    await writeResults(results, BENCH);
  }
} finally {
  await both?.stop();
}
console.log(`\n${join(BENCH, 'results.md')} is written.`);

/**
 * @param {typeof PARTS[number]} part
 * @param {string | undefined} uri of the graph of both dossiers, where a Neo4j has it
 */
async function measured(part, uri = '') {
  const rounds = Number(values.rounds);
  switch (part) {
    case 'speed': {
      const seconds = Number(values.seconds);
      const shapes = chosenShapes(values.shapes);
      if (values.before !== undefined) return measureBefore({ uri, commit: values.before, shapes, rounds, seconds });
      const result = await measureSpeed({ uri, shapes, rounds, seconds });
      const short = result.shapes.filter(
        ({ rateOverPeer, p50OverPlain }) => rateOverPeer < GOALS.leastOverPeer || p50OverPlain > GOALS.overPlain,
      );
      const profiles = [];
      for (const shape of chosenShapes(short.map(({ name }) => name).join(',') || undefined)) {
        if (short.length === 0) break;
        const { busy, packages, functions } = await profileShape({ uri, shape, seconds });
        profiles.push({ name: shape.name, shares: { busy, packages, functions } });
      }
      console.log(
        `Dragoman over @neo4j/graphql: ${result.rateOverPeer.toFixed(2)}; p50 over the endpoint by hand: ${result.p50OverPlain.toFixed(2)}`,
      );
      return { ...result, profiles };
    }
    case 'embedded':
      return measureEmbedded({
        ...{ uri: uri === '' ? undefined : uri, home: values.home, dossiers: DOSSIERS, rounds },
        ...{ shapes: chosenShapes(values.shapes), seconds: Number(values.seconds) },
      });
    case 'growth': {
      const sizes = values.sizes.split(',').map(Number);
      const home = join(values.home, 'sizes');
      return measureGrowth({ uri, sizes, home, rounds, requests: Number(values.requests), names: values.questions });
    }
    case 'scale':
      return { text: await measureScale({ home: values.home, rounds, seconds: Number(values.seconds) }) };
    case 'start':
      return measureStart({ rounds: 2 * rounds + 1 });
    case 'together':
      if (existsSync(join(BENCH, 'together.mjs')))
        return { text: await printed(['bench/together.mjs'], { NEO4J_URI: uri }) };
      console.log('There is no bench/together.mjs.');
      return undefined;
    case 'again':
      return { text: await printed(['bench/again.mjs'], {}) };
    case 'load':
      return measureLoad({
        votes: values.votes ? Number(values.votes) : undefined,
        engines: reason === undefined ? ['neo4j', 'embedded'] : ['embedded'],
      });
    case 'entities': {
      const sizes = values.entities.split(',').map(Number);
      return { text: await measureEntities({ sizes, killed: Number(values.killed ?? sizes.at(-1)) }) };
    }
    case 'explorer': {
      const votes = await graphIn(join(values.home, 'votes-embedded'), ['unga']);
      return { text: await printed(['bench/explorer.mjs', votes], {}) };
    }
    case 'search': {
      const server = await startNeo4j({ say: console.error });
      try {
        return { text: await printed(['bench/search.mjs', ...values.names.split(',')], { NEO4J_URI: server.uri }) };
      } finally {
        await server.stop();
      }
    }
  }
}

/**
 * Runs a program that prints its own table.
 *
 * @param {string[]} args of Node.js
 * @param {Record<string, string>} environment
 * @returns {Promise<string>} what it printed
 */
function printed(args, environment) {
  const child = spawn(process.execPath, args, {
    cwd: PROJECT,
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let text = '';
  child.stdout.setEncoding('utf8').on('data', (part) => {
    text += part;
    process.stdout.write(part);
  });
  return new Promise((done, failed) =>
    child.once('close', (code) => (code === 0 ? done(text) : failed(new Error(`${args[0]} ended with ${code}`)))),
  );
}

/**
 * A Neo4j that holds both dossiers and nothing else.
 *
 * @throws when NEO4J_URI holds other data
 */
async function graphOfBoth() {
  const given = process.env['NEO4J_URI'];
  const own = given ? undefined : await startNeo4j({ home: join(values.home, 'both'), say: console.error });
  const uri = given ?? own?.uri ?? '';
  const stop = async () => own?.stop();
  const driver = neo4j.driver(uri);
  try {
    const [row] = (
      await driver.executeQuery(
        `MATCH (n) WITH count(n) AS nodes OPTIONAL MATCH (d:Dossier)
         RETURN nodes, collect(CASE d.state WHEN 'loaded' THEN d.id ELSE d.id + ' (in part)' END) AS dossiers`,
        {},
        { database: 'neo4j' },
      )
    ).records;
    const nodes = Number(row?.get('nodes') ?? 0);
    /** @type {string[]} */
    const dossiers = row?.get('dossiers') ?? [];
    // A load that was cut off in a folder of its own is finished; somebody else's graph is left alone.
    const usable = own
      ? dossiers.every((id) => DOSSIERS.includes(id.split(' ', 1)[0] ?? ''))
      : dossiers.length === DOSSIERS.length;
    if (nodes > 0 && !(usable && (own || DOSSIERS.every((id) => dossiers.includes(id)))))
      throw new Error(
        `The graph at ${uri} holds ${nodes} nodes (dossiers: ${dossiers.join(', ') || 'none'}); this wants an empty one, or ${DOSSIERS.join(' and ')} alone.`,
      );
    for (const id of DOSSIERS)
      if (!dossiers.includes(id)) await printed(['dist/main.js', 'load', `seeds/${id}`], { NEO4J_URI: uri });
    const { records } = await driver.executeQuery(
      'CALL dbms.components() YIELD versions RETURN versions[0] AS version',
    );
    return { uri, version: String(records[0]?.get('version')), stop };
  } catch (error) {
    await stop();
    throw error;
  } finally {
    await driver.close();
  }
}

/**
 * When, how and on what a part ran.
 *
 * @param {string | undefined} neo4jVersion
 */
async function circumstances(neo4jVersion) {
  const { dependencies } = JSON.parse(await readFile(join(BENCH, 'package.json'), 'utf8'));
  const peers = Object.entries(dependencies).map(([name, version]) => `${name} ${version}`);
  const java = await promisify(execFile)('java', ['-version']).catch(() => undefined);
  const commit = await promisify(execFile)('git', ['rev-parse', '--short', 'HEAD'], { cwd: PROJECT }).catch(
    () => undefined,
  );
  const versions = [
    commit && `commit ${commit.stdout.trim()}`,
    `Node.js ${process.version}`,
    neo4jVersion && `Neo4j ${neo4jVersion}`,
    java && `Java ${/version "([^"]+)/.exec(java.stderr)?.[1]}`,
    ...peers,
  ];
  const [processor] = cpus();
  return {
    date: new Date().toISOString().slice(0, 10),
    command,
    machine: `${cpus().length} × ${processor?.model.trim()}, ${Math.round(totalmem() / 2 ** 30)} GiB, ${platform()}`,
    versions: versions.filter(Boolean).join(', '),
  };
}
