#!/usr/bin/env node
/**
 * How many requests of each shape Dragoman answers, against the generated layer and an endpoint written by hand, on one
 * database with both dossiers. Every system is a process of its own, and the load comes from another. Their answers are
 * found equal before anything is timed; then they are loaded in turn, a round at a time.
 *
 *   NEO4J_URI=bolt://127.0.0.1:7687 node bench/speed.mjs [--shapes entity,search] [--rounds 5] [--seconds 3]
 *   NEO4J_URI=… node bench/speed.mjs --profile entity     where Dragoman's time goes, for one shape
 */
import { readFile, writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { isDeepStrictEqual, parseArgs } from 'node:util';
import { randomOf } from '../tools/torture/random.mjs';
import { commonForm } from './shapes.mjs';
import { startClient } from './support/client.mjs';
import { geometricMean, median } from './support/figures.mjs';
import { poolOf } from './support/pool.mjs';
import { profiled } from './support/profile.mjs';
import { asked, chosenShapes, requestsOf, residentOf, SYSTEMS, startSystem, statementsOf } from './support/servers.mjs';

export const CONNECTIONS = 8;
const SEED = 20_231_107;
/** Different requests of a shape; after them the first comes again. */
const DRAWS = 400;
/** Of them those whose answers are compared. */
export const COMPARED = 12;
/** Until what runs often is compiled. */
const WARM_SECONDS = 4;

/** @typedef {import('./support/servers.mjs').System} System */
/** @typedef {import('./support/servers.mjs').Server} Server */
/** @typedef {import('./shapes.mjs').Shape} Shape */

/**
 * What was measured of a system and a shape, a round each.
 *
 * @typedef {object} Round
 * @property {number} rate answers a second, at 8 connections
 * @property {number} p50 milliseconds, at one connection
 * @property {number | undefined} cpu milliseconds of its own process an answer, where the system tells
 */

/**
 * @typedef {object} ShapeResult
 * @property {string} name
 * @property {string} title
 * @property {number} cost what Dragoman says that the first request costs
 * @property {number} statements how many it ran for it
 * @property {number} bytes of Dragoman's answers, on average
 * @property {Record<System, Round[]>} rounds
 * @property {number} rateOverPeer Dragoman's answers a second over the generated layer's, the median of the rounds
 * @property {number} p50OverPlain Dragoman's p50 over that of the endpoint written by hand, the median of the rounds
 */

/**
 * @typedef {object} SpeedResult
 * @property {number} rounds
 * @property {number} seconds
 * @property {number} connections
 * @property {ShapeResult[]} shapes
 * @property {number} rateOverPeer the geometric mean over the shapes
 * @property {number} p50OverPlain the geometric mean over the shapes
 * @property {Record<System, { idle: number, after: number }>} resident MiB of each process, started and at the end
 */

/**
 * Compares the systems.
 *
 * @param {{ uri: string, shapes: Shape[], rounds: number, seconds: number }} options
 * @returns {Promise<SpeedResult>}
 * @throws when two systems answer differently, or one with an error
 */
export async function measureSpeed({ uri, shapes, rounds, seconds }) {
  const draws = await drawsOf(uri, shapes);
  const servers = /** @type {Record<System, Server>} */ ({});
  const client = startClient();
  try {
    for (const system of SYSTEMS) servers[system] = await startSystem(system, { NEO4J_URI: uri });
    const idle = await residents(servers);
    for (const shape of shapes) await compare(servers, shape, draws(shape));
    console.log(`The answers of ${SYSTEMS.join(', ')} are equal, ${COMPARED} of each of ${shapes.length} shapes.`);
    console.log(HEAD);
    /** @type {ShapeResult[]} */
    const results = [];
    for (const shape of shapes) {
      const result = await measureShape(servers, client, shape, draws(shape), { rounds, seconds });
      results.push(result);
      console.log(line(result));
    }
    const after = await residents(servers);
    return {
      rounds,
      seconds,
      connections: CONNECTIONS,
      shapes: results,
      rateOverPeer: geometricMean(results.map(({ rateOverPeer }) => rateOverPeer)),
      p50OverPlain: geometricMean(results.map(({ p50OverPlain }) => p50OverPlain)),
      resident: perSystem((system) => ({ idle: idle[system], after: after[system] })),
    };
  } finally {
    client.stop();
    for (const server of Object.values(servers)) await server.stop();
  }
}

/**
 * What the requests of each shape vary, the same for every system and in every run.
 *
 * @param {string} uri
 * @param {Shape[]} shapes
 */
export async function drawsOf(uri, shapes) {
  return drawsFrom(await poolOf(uri), shapes);
}

/**
 * The same of what is known to be in the graph.
 *
 * @param {import('./shapes.mjs').Pool} pool
 * @param {Shape[]} shapes
 */
export function drawsFrom(pool, shapes) {
  const made = new Map(
    shapes.map((shape) => {
      const random = randomOf(SEED);
      return [shape, Array.from({ length: DRAWS }, () => shape.draw(pool, random))];
    }),
  );
  return (/** @type {Shape} */ shape) => made.get(shape) ?? [];
}

/**
 * @template T
 * @param {(system: System) => T} of
 * @returns {Record<System, T>}
 */
function perSystem(of) {
  return { dragoman: of('dragoman'), peer: of('peer'), plain: of('plain') };
}

/**
 * Refuses to go on where the systems do not answer the same.
 *
 * @param {Record<System, Server>} servers
 * @param {Shape} shape
 * @param {Record<string, any>[]} draws
 */
async function compare(servers, shape, draws) {
  for (const [at, draw] of draws.slice(0, COMPARED).entries()) {
    /** @type {Partial<Record<System, unknown>>} */
    const forms = {};
    for (const system of SYSTEMS) {
      const { path, bodies } = requestsOf(system, shape, draws);
      const { data } = await asked(`${servers[system].url}${path}`, bodies[at] ?? '');
      forms[system] = commonForm(shape, system, data, draw);
    }
    for (const system of SYSTEMS)
      if (!isDeepStrictEqual(forms[system], forms.dragoman)) {
        const shown = SYSTEMS.map((each) => `${each}: ${JSON.stringify(forms[each])?.slice(0, 3_000)}`).join('\n');
        throw new Error(
          `${shape.name} ${JSON.stringify(draw).slice(0, 300)}: ${system} answers differently.\n${shown}`,
        );
      }
  }
}

/**
 * @param {Record<System, Server>} servers
 * @param {ReturnType<typeof startClient>} client
 * @param {Shape} shape
 * @param {Record<string, any>[]} draws
 * @param {{ rounds: number, seconds: number }} options
 * @returns {Promise<ShapeResult>}
 */
async function measureShape(servers, client, shape, draws, { rounds, seconds }) {
  const requests = perSystem((system) => {
    const { path, bodies } = requestsOf(system, shape, draws);
    return { url: `${servers[system].url}${path}`, bodies };
  });
  const before = await statementsOf(servers.dragoman);
  const { cost } = await asked(requests.dragoman.url, requests.dragoman.bodies[0] ?? '');
  const statements = (await statementsOf(servers.dragoman)) - before;
  for (const system of SYSTEMS)
    await client.load({ ...requests[system], from: 0, connections: CONNECTIONS, seconds: WARM_SECONDS });
  /** @type {Record<System, Round[]>} */
  const measured = { dragoman: [], peer: [], plain: [] };
  const sizes = [];
  for (let round = 0; round < rounds; round++) {
    // Each system is first as often as the others.
    const turn = SYSTEMS.map((_, index) => /** @type {System} */ (SYSTEMS[(index + round) % SYSTEMS.length]));
    /** @type {Partial<Record<System, { rate: number, cpu: number | undefined }>>} */
    const rates = {};
    for (const system of turn) {
      const cpu = await cpuOf(servers[system].pid);
      const loaded = await client.load({ ...requests[system], from: round * 67, connections: CONNECTIONS, seconds });
      const used = ((await cpuOf(servers[system].pid)) ?? 0) - (cpu ?? 0);
      rates[system] = { rate: loaded.rate, cpu: cpu === undefined ? undefined : used / loaded.requests };
      if (system === 'dragoman') sizes.push(loaded.bytes);
    }
    for (const system of turn) {
      const { p50 } = await client.load({
        ...requests[system],
        from: round * 67,
        connections: 1,
        seconds: seconds / 2,
      });
      const { rate = 0, cpu } = rates[system] ?? {};
      measured[system].push({ rate, p50, cpu });
    }
  }
  const ratios = (/** @type {(round: number) => number} */ of) =>
    median(measured.dragoman.map((_, round) => of(round)));
  const figure = (/** @type {System} */ system, /** @type {number} */ round, /** @type {'rate' | 'p50'} */ what) =>
    measured[system][round]?.[what] ?? 0;
  return {
    name: shape.name,
    title: shape.title,
    cost,
    statements,
    bytes: median(sizes),
    rounds: measured,
    rateOverPeer: ratios((round) => figure('dragoman', round, 'rate') / figure('peer', round, 'rate')),
    p50OverPlain: ratios((round) => figure('dragoman', round, 'p50') / figure('plain', round, 'p50')),
  };
}

/** Milliseconds of processor that a process has used; undefined where there is no /proc. @param {number} pid */
export async function cpuOf(pid) {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => undefined);
  const fields = stat?.slice(stat.lastIndexOf(')') + 2).split(' ');
  // utime and stime, in hundredths of a second.
  return fields && (Number(fields[11]) + Number(fields[12])) * 10;
}

/** Resident memory of each process, in MiB. @param {Record<System, Server>} servers */
async function residents(servers) {
  const found = perSystem(() => 0);
  for (const system of SYSTEMS) found[system] = await residentOf(servers[system]);
  return found;
}

const HEAD = `| shape | cost | statements | Dragoman, 1/s | peer, 1/s | plain, 1/s | Dragoman over peer | p50 Dragoman, ms | p50 plain, ms | Dragoman over plain | CPU Dragoman, ms | CPU plain, ms |
|---|---|---|---|---|---|---|---|---|---|---|---|`;

/** @param {ShapeResult} result */
function line({ name, cost, statements, rounds, rateOverPeer, p50OverPlain }) {
  const middle = (/** @type {System} */ system, /** @type {keyof Round} */ what) =>
    median(rounds[system].map((round) => round[what] ?? Number.NaN));
  const cells = [
    name,
    cost,
    statements,
    ...SYSTEMS.map((system) => middle(system, 'rate').toFixed(1)),
    `${rateOverPeer.toFixed(2)}`,
    middle('dragoman', 'p50').toFixed(2),
    middle('plain', 'p50').toFixed(2),
    p50OverPlain.toFixed(2),
    middle('dragoman', 'cpu').toFixed(2),
    middle('plain', 'cpu').toFixed(2),
  ];
  return `| ${cells.join(' | ')} |`;
}

/**
 * Where Dragoman's own time goes while it answers one shape.
 *
 * @param {{ uri: string, shape: Shape, seconds: number }} options
 */
export async function profileShape({ uri, shape, seconds }) {
  const draws = await drawsOf(uri, [shape]);
  const server = await startSystem('dragoman', { NEO4J_URI: uri }, { nodeArgs: ['--inspect=127.0.0.1:0'] });
  const client = startClient();
  try {
    const { bodies } = requestsOf('dragoman', shape, draws(shape));
    const load = { url: server.url, bodies, from: 0, connections: CONNECTIONS };
    await client.load({ ...load, seconds: WARM_SECONDS });
    return await profiled(server.output(), () => client.load({ ...load, seconds }));
  } finally {
    client.stop();
    await server.stop();
  }
}

async function main() {
  const { values } = parseArgs({
    options: {
      shapes: { type: 'string' },
      rounds: { type: 'string', default: '5' },
      seconds: { type: 'string', default: '3' },
      profile: { type: 'string' },
      json: { type: 'string' },
    },
  });
  const uri = process.env['NEO4J_URI'];
  if (!uri) throw new Error('NEO4J_URI is not set: the address of a Neo4j that holds both dossiers.');
  const seconds = Number(values.seconds);
  if (values.profile) {
    const [shape] = chosenShapes(values.profile);
    if (!shape) return;
    const { loaded, profile, busy, packages, functions } = await profileShape({ uri, shape, seconds });
    // For the developer tools of a browser.
    await writeFile(`${shape.name}.cpuprofile`, JSON.stringify(profile));
    console.log(
      `${loaded.rate.toFixed(0)} answers a second while profiled; ${(busy * 100).toFixed(0)} % busy. Of that:`,
    );
    for (const [name, share] of [...packages, ...functions])
      console.log(`${(share * 100).toFixed(1).padStart(5)} %  ${name}`);
    return;
  }
  const result = await measureSpeed({
    uri,
    shapes: chosenShapes(values.shapes),
    rounds: Number(values.rounds),
    seconds,
  });
  console.log(`Dragoman over peer, geometric mean: ${result.rateOverPeer.toFixed(2)}`);
  console.log(`p50 over plain, geometric mean: ${result.p50OverPlain.toFixed(2)}`);
  for (const [system, { idle, after }] of Object.entries(result.resident))
    console.log(`${system}: ${idle.toFixed(0)} MiB resident when started, ${after.toFixed(0)} MiB afterwards`);
  if (values.json) await writeFile(values.json, JSON.stringify(result, null, 1));
}

if (process.argv[1] && resolve(process.argv[1]) === fileURLToPath(import.meta.url)) await main();
