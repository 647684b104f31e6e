#!/usr/bin/env node
/**
 * How the latency of local questions grows with the graph: one tenth of the roll calls with their votes, all of them,
 * and ten times as many (support/grow.mjs says how they are made), each in a Neo4j of its own, asked in turn.
 *
 *   NEO4J_URI=bolt://127.0.0.1:7687 node bench/growth.mjs [--sizes 0.1,1,10] [--home .cache/bench] [--rounds 5]
 *
 * NEO4J_URI is a Neo4j that holds both dossiers, and is only read. The graphs are kept in the folder, to be used again.
 */
import { writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { randomOf } from '../tools/torture/random.mjs';
import { SHAPES } from './shapes.mjs';
import { startClient } from './support/client.mjs';
import { median } from './support/figures.mjs';
import { grown, readSource } from './support/grow.mjs';
import { hitsOf } from './support/hits.mjs';
import { poolOf } from './support/pool.mjs';
import { asked, startSystem, statementsOf } from './support/servers.mjs';

const SEED = 20_231_107;
const DRAWS = 200;
const WARM_REQUESTS = 10 * DRAWS;
/** No size is asked for longer at once. */
const SECONDS = 5;

/**
 * @typedef {object} Question
 * @property {string} name
 * @property {string} title
 * @property {string} query
 * @property {boolean} local whether what it reads is bounded whatever the size
 * @property {(pool: import('./shapes.mjs').Pool, random: import('./shapes.mjs').Random) => Record<string, any>} draw
 */

/** @param {string} name @returns {Question} */
function shape(name) {
  const found = SHAPES.find((each) => each.name === name);
  if (!found) throw new Error(`no shape ${name}`);
  const { title, dragoman, draw } = found;
  return { name, title, query: dragoman, draw, local: true };
}

const NEIGHBORHOOD = `query($id: ID!) { neighborhood(of: [$id], depth: 1, limit: 50) {
  nodes { id label degree } edges { type source { id } target { id } }
} }`;

/** @type {Question[]} */
export const QUESTIONS = [
  shape('entity'),
  shape('latest-votes'),
  shape('participants'),
  {
    name: 'neighborhood',
    title: 'the neighbourhood of one vote',
    query: NEIGHBORHOOD,
    draw: ({ fullRollCalls }, random) => ({ id: random.pick(fullRollCalls) }),
    local: true,
  },
  {
    name: 'neighborhood-of-a-state',
    title: 'the neighbourhood of one state',
    query: NEIGHBORHOOD,
    draw: ({ states }, random) => ({ id: random.pick(states) }),
    local: false,
  },
];

/**
 * @typedef {object} GrowthResult
 * @property {{ size: number, votes: number }[]} sizes
 * @property {{ name: string, title: string, local: boolean, statements: number, hits: number[], p50: number[], growth: number }[]} questions
 *   of each size: db hits of the statements of the first request, and the median of the rounds' p50, in milliseconds;
 *   Infinity where the deadline came before the answer. growth: the last size's p50 over that of size 1, or of the first
 *   where 1 is the last or none: the median of the rounds' ratios
 */

/**
 * @param {{ uri: string, sizes: number[], home: string, rounds: number, requests: number, names: string | undefined }} options
 *   names: of questions, separated by commas; all where it is undefined
 * @returns {Promise<GrowthResult>}
 * @throws when a question takes another number of statements at another size
 */
export async function measureGrowth({ uri, sizes, home, rounds, requests, names }) {
  const chosen = names === undefined ? QUESTIONS : QUESTIONS.filter(({ name }) => names.split(',').includes(name));
  if (chosen.length === 0) throw new Error(`The questions are ${QUESTIONS.map(({ name }) => name).join(', ')}.`);
  /** @type {Awaited<ReturnType<typeof grown>>[]} */
  const graphs = [];
  const servers = [];
  const client = startClient();
  try {
    /** @type {ReturnType<typeof readSource> | undefined} */
    let read;
    const source = () => {
      read ??= readSource(uri);
      return read;
    };
    for (const size of sizes) graphs.push(await grown({ source, size, home }));
    read = undefined;
    for (const graph of graphs) servers.push(await startSystem('dragoman', { NEO4J_URI: graph.uri }));
    // What is asked is in every size: it is drawn from the smallest.
    const smallest = graphs[sizes.indexOf(Math.min(...sizes))];
    const pool = await poolOf(smallest?.uri ?? uri);
    // Against all votes, or where they are the last size, or none, against the first.
    const one = sizes.indexOf(1);
    const base = one === sizes.length - 1 ? 0 : Math.max(0, one);
    console.log(`| question | statements | db hits | p50, ms | growth |\n|---|---|---|---|---|`);
    /** @type {GrowthResult['questions']} */
    const questions = [];
    for (const { name, title, query, draw, local } of chosen) {
      const draws = drawsOfQuestion({ draw }, pool);
      const bodies = draws.map((variables) => JSON.stringify({ query, variables }));
      const counts = [];
      for (const server of servers) {
        const before = await statementsOf(server);
        const answer = await asked(server.url, bodies[0] ?? '').catch(unlessLate);
        if (typeof answer !== 'number') counts.push((await statementsOf(server)) - before);
      }
      if (new Set(counts).size > 1)
        throw new Error(`${name} takes ${counts.join(', ')} statements at ${sizes.join(', ')}.`);
      const hits = [];
      for (const graph of graphs) hits.push(await hitsOf(graph.uri, query, draws[0] ?? {}).catch(unlessLate));
      const load = { bodies, from: 0, connections: 1, seconds: SECONDS };
      for (const server of servers)
        await client.load({ ...load, url: server.url, requests: WARM_REQUESTS }).catch(unlessLate);
      /** @type {number[][]} of each size, a round each */
      const times = sizes.map(() => []);
      for (let round = 0; round < rounds; round++)
        for (let turn = 0; turn < sizes.length; turn++) {
          const at = (turn + round) % sizes.length;
          const loaded = await client.load({ ...load, url: servers[at]?.url ?? '', requests }).catch(unlessLate);
          times[at]?.push(typeof loaded === 'number' ? loaded : loaded.p50);
        }
      const last = times.at(-1) ?? [];
      const growth = median(last.map((time, round) => time / (times[base]?.[round] ?? Number.NaN)));
      const p50 = times.map(median);
      questions.push({ name, title, local, statements: counts[0] ?? 0, hits, p50, growth });
      const shown = p50.map((time) => time.toFixed(2)).join(', ');
      console.log(`| ${title} | ${counts[0]} | ${hits.join(', ')} | ${shown} | ${growth.toFixed(2)} |`);
    }
    return { sizes: sizes.map((size, at) => ({ size, votes: graphs[at]?.votes ?? 0 })), questions };
  } finally {
    client.stop();
    for (const server of servers) await server.stop();
    for (const graph of graphs) await graph.stop();
  }
}

/**
 * What a question is asked with, the same each time.
 *
 * @param {Pick<Question, 'draw'>} question
 * @param {import('./shapes.mjs').Pool} pool
 */
export function drawsOfQuestion({ draw }, pool) {
  const random = randomOf(SEED);
  return Array.from({ length: DRAWS }, () => draw(pool, random));
}

/**
 * What took longer than the server's deadline took for ever.
 *
 * @param {unknown} error
 */
function unlessLate(error) {
  if (error instanceof Error && /\b504\b|TIMEOUT/.test(error.message)) return Number.POSITIVE_INFINITY;
  throw error;
}

async function main() {
  const { values } = parseArgs({
    options: {
      sizes: { type: 'string', default: '0.1,1,10' },
      home: { type: 'string', default: '.cache/bench' },
      rounds: { type: 'string', default: '5' },
      requests: { type: 'string', default: '400' },
      questions: { type: 'string' },
      json: { type: 'string' },
    },
  });
  const uri = process.env['NEO4J_URI'];
  if (!uri) throw new Error('NEO4J_URI is not set: the address of a Neo4j that holds both dossiers.');
  const result = await measureGrowth({
    uri,
    sizes: values.sizes.split(',').map(Number),
    home: values.home,
    rounds: Number(values.rounds),
    requests: Number(values.requests),
    names: values.questions,
  });
  if (values.json) await writeFile(values.json, JSON.stringify(result, null, 1));
}

if (process.argv[1] && resolve(process.argv[1]) === fileURLToPath(import.meta.url)) await main();
