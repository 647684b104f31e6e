#!/usr/bin/env node
import { spawn } from 'node:child_process';
import { createReadStream } from 'node:fs';
import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { createGunzip, gzipSync } from 'node:zlib';
import { indexesOf } from '../dist/declare/model.js';
import { loadDossier } from '../dist/dossier/load.js';
import { openGraph } from '../dist/graph/open.js';
/**
 * How long loading the votes of the General Assembly takes, against a bare loop that writes the same rows, prepared in
 * memory, with the same statements' best form and no checks: each on a new graph in a process of its own, one after the
 * other. On Neo4j twice: where it was just started, and compiles its own code meanwhile, and where it has been running:
 * it has loaded the first of the votes, and was emptied.
 *
 *   npm run build && node bench/load.mjs [--votes 50000] [--engines neo4j,embedded] [--rounds 1]
 */
import { defaultModel } from '../dist/model/choice.js';
import { startNeo4j } from '../tools/neo4j.mjs';
import { bareLoop, bareRows } from './support/bare-loop.mjs';
import { emptyGraph } from './support/empty.mjs';
import { median } from './support/figures.mjs';
import { processorTime, used } from './support/processor.mjs';

const model = await defaultModel();

const PROGRAM = fileURLToPath(import.meta.url);
const SEED = fileURLToPath(new URL('../seeds/unga', import.meta.url));
/** How many votes a Neo4j has loaded, and how often, that has been running. */
const WARMING = { votes: 150_000, times: 2 };
/** What a graph is in, and what the table and the ratios call it. */
const CONDITIONS = {
  neo4j: [
    { warm: false, where: 'Neo4j just started' },
    { warm: true, where: 'Neo4j that has been running' },
  ],
  embedded: [{ warm: false, where: 'embedded' }],
};

/**
 * What one process did.
 *
 * @typedef {object} Step
 * @property {number} seconds
 * @property {number} checking seconds until it began to write
 * @property {number} facts
 * @property {number} cpu seconds of its own
 * @property {import('./support/processor.mjs').ProcessorTime | null} store seconds of Neo4j meanwhile
 * @property {number} idle MB
 * @property {number} peak MB
 */

/**
 * @typedef {object} LoadResult
 * @property {string} text the table and the ratios
 * @property {{ started?: number, running?: number }} factsPerSecond of the load into Neo4j: the median of the rounds
 * @property {{ factsPerSecond: number, overBare: number }} [embedded] of that into the embedded graph; overBare: its time
 *   over the bare loop's; the medians of the rounds
 */

/**
 * Measures, and prints meanwhile.
 *
 * @param {{ votes?: number | undefined, engines?: string[], rounds?: number }} options votes: the first so many (default: all)
 * @returns {Promise<LoadResult>}
 */
export async function measureLoad({ votes, engines = ['neo4j', 'embedded'], rounds = 1 }) {
  const lines = [];
  const say = (line) => {
    lines.push(line);
    console.log(line);
  };
  const rates = { started: [], running: [] };
  const folder = votes ? await slice(votes) : SEED;
  const first = engines.includes('neo4j') ? await slice(Math.min(votes ?? Infinity, WARMING.votes)) : SEED;
  say(
    '| what | s | facts/s | its CPU, s | CPU of Neo4j, s | compiling | collecting garbage | peak RSS over idle, MB |',
  );
  say('|---|---|---|---|---|---|---|---|');
  const ratios = [];
  /** @type {LoadResult['embedded']} */
  let embedded;
  try {
    for (const engine of engines) {
      for (const { warm, where } of CONDITIONS[engine]) {
        const each = [];
        for (let round = 0; round < rounds; round++) {
          const on = { engine, folder, warming: warm ? first : undefined };
          const [bare] = await onNewGraph(['bare'], on);
          const [load, again] = await onNewGraph(['load', 'load'], on);
          say(row(`bare loop, ${where}`, bare));
          say(row(`load, ${where}`, load));
          say(row(`load again, ${where}`, { ...again, facts: undefined }));
          each.push({ bare, load });
          if (engine === 'neo4j') rates[warm ? 'running' : 'started'].push(load.facts / load.seconds);
        }
        if (engine === 'embedded')
          embedded = {
            factsPerSecond: median(each.map(({ load }) => load.facts / load.seconds)),
            overBare: median(each.map(({ bare, load }) => load.seconds / bare.seconds)),
          };
        const all = each.map(({ bare, load }) => (load.seconds / bare.seconds).toFixed(2)).join(', ');
        const last = each.at(-1);
        ratios.push(`${where}: the load took ${all} times as long as the bare loop.`);
        if (last?.load.store) ratios.push(profile(where, last));
      }
    }
  } finally {
    for (const made of new Set([folder, first])) if (made !== SEED) await rm(made, { recursive: true, force: true });
  }
  for (const line of ['', ...ratios.map((ratio) => `- ${ratio}`)]) say(line);
  const known = Object.entries(rates).filter(([, each]) => each.length > 0);
  return {
    text: lines.join('\n'),
    factsPerSecond: Object.fromEntries(known.map(([name, each]) => [name, median(each)])),
    ...(embedded && { embedded }),
  };
}

/** @param {string} what @param {Omit<Step, 'facts'> & { facts: number | undefined }} step */
function row(what, { seconds, facts, cpu, store, idle, peak }) {
  const rate = facts === undefined ? '' : Math.round(facts / seconds);
  const times = store ? [store.all, store.compiling, store.collecting].map((time) => time.toFixed(1)) : ['', '', ''];
  return `| ${[what, seconds.toFixed(1), rate, cpu.toFixed(1), ...times, `${peak - idle} (idle ${idle})`].join(' | ')} |`;
}

/** Where the time of a load into Neo4j went, and what bounds it. @param {string} where @param {{ bare: Step, load: Step }} steps */
function profile(where, { bare, load }) {
  const { all, compiling, collecting } = /** @type {NonNullable<Step['store']>} */ (load.store);
  const [writing, own] = [load.seconds - load.checking, all - compiling - collecting].map((each) => each.toFixed(1));
  return `${where}, where its time goes: ${load.checking.toFixed(1)} s check all tables before the first write, and Neo4j has nothing to do; ${writing} s write, for which Neo4j took ${own} s of processor time, besides compiling its own code and collecting garbage: a transaction at a time, each by one thread. The bare loop, which checks nothing, wrote ${Math.round(bare.facts / bare.seconds)} facts a second.`;
}

/** The dossier with its first votes alone. */
async function slice(votes) {
  const folder = await mkdtemp(join(tmpdir(), 'dragoman-bench-'));
  await cp(SEED, folder, { recursive: true });
  const lines = (await text(join(SEED, 'votes.csv.gz'))).split('\n').slice(0, votes + 1);
  await writeFile(join(folder, 'votes.csv.gz'), gzipSync(`${lines.join('\n')}\n`));
  return folder;
}

/** Runs steps one after the other on a graph that is empty before the first; @returns {Promise<Step[]>} */
async function onNewGraph(steps, { engine, folder, warming }) {
  const home = await mkdtemp(join(tmpdir(), 'dragoman-bench-graph-'));
  const server = engine === 'neo4j' ? await startNeo4j() : undefined;
  const graph = server ? { uri: server.uri, pid: server.pid } : { folder: home };
  const results = [];
  try {
    if (server && warming) await warm(graph, warming);
    for (const step of steps) results.push(await inChild(step, folder, graph));
  } finally {
    await server?.stop();
    await rm(home, { recursive: true, force: true });
  }
  return results;
}

/** Has a Neo4j compile what a load uses, and leaves it empty. */
async function warm(graph, folder) {
  for (let time = 0; time < WARMING.times; time++) {
    await inChild('load', folder, graph);
    await emptyGraph(graph.uri);
  }
}

/** @returns {Promise<Step>} */
function inChild(step, folder, graph) {
  const args = [PROGRAM, '--child', JSON.stringify({ step, folder, graph })];
  const process_ = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  let output = '';
  process_.stdout.on('data', (part) => {
    output += part;
  });
  return new Promise((resolve, reject) => {
    process_.on('close', (code) => (code === 0 ? resolve(JSON.parse(output)) : reject(new Error(`${step} failed`))));
  });
}

/** @returns {Promise<Step>} */
async function child({ step, folder, graph: { uri, pid, folder: home = '' } }) {
  const prepared = step === 'bare' ? await bareRows(folder) : undefined;
  const graph = await openGraph(uri ? { neo4j: { uri }, folder: home } : { folder: home });
  await graph.prepare(indexesOf(model));
  const megabytes = (bytes) => Math.round(bytes / 1e6);
  const idle = megabytes(process.memoryUsage().rss);
  const storeBefore = pid && (await processorTime(pid));
  const cpu = process.cpuUsage();
  const start = performance.now();
  let checking = 0;
  const onProgress = ({ phase }) => {
    if (phase === 'write') checking ||= (performance.now() - start) / 1_000;
  };
  const facts = prepared
    ? await bareLoop(graph, prepared)
    : (await loadDossier(graph, model, folder, { onProgress })).facts;
  const seconds = (performance.now() - start) / 1_000;
  const { user, system } = process.cpuUsage(cpu);
  const storeAfter = pid && (await processorTime(pid));
  const peak = megabytes(process.resourceUsage().maxRSS * 1_000);
  await graph.close();
  const store = storeBefore && storeAfter ? used(storeBefore, storeAfter) : null;
  return { seconds, checking, facts, cpu: (user + system) / 1e6, store, idle, peak };
}

async function text(path) {
  const parts = [];
  for await (const part of createReadStream(path).pipe(createGunzip())) parts.push(part);
  return Buffer.concat(parts).toString();
}

if (process.argv[1] === PROGRAM) {
  const { values } = parseArgs({
    options: {
      votes: { type: 'string' },
      engines: { type: 'string', default: 'neo4j,embedded' },
      rounds: { type: 'string', default: '1' },
      child: { type: 'string' },
    },
  });
  if (values.child) console.log(JSON.stringify(await child(JSON.parse(values.child))));
  else
    await measureLoad({
      votes: values.votes ? Number(values.votes) : undefined,
      engines: values.engines.split(','),
      rounds: Number(values.rounds),
    });
}
