/**
 * How long an answer takes compared with an earlier commit's, shape by shape: both servers run beside one Neo4j with both
 * dossiers, and are asked in turn, a request each at one connection and in short rounds at several, so that what else the
 * machine does falls on both. Of the earlier one
 * nothing is taken but its server: it is told where the graph is by its environment, and asked over HTTP.
 *
 *   npm run bench -- speed --before COMMIT
 */
import { builtAt } from '../tools/earlier.mjs';
import { CONNECTIONS, cpuOf, drawsOf } from './speed.mjs';
import { startClient } from './support/client.mjs';
import { geometricMean, median } from './support/figures.mjs';
import { requestsOf, startSystem } from './support/servers.mjs';

/** What is measured twice and found slower but once is the machine's. */
const RUNS = 2;
/** Until what runs often is compiled. */
const WARM_SECONDS = 4;

/** @typedef {'now' | 'before'} Side */
/** @typedef {{ p50: number, rate: number, cpu: number | undefined }} Round */

/**
 * What the current commit takes over what the earlier one does, each the median of the ratios of the rounds.
 *
 * @typedef {object} Ratios
 * @property {number} p50 milliseconds of an answer at one connection
 * @property {number} inverse of the answers a second at 8 connections
 * @property {number | undefined} cpu processor time of the server's process an answer at 8 connections
 */

/**
 * @typedef {object} BeforeResult
 * @property {string} commit
 * @property {number} rounds
 * @property {number} seconds
 * @property {{ name: string, title: string, p50: number, runs: Ratios[] }[]} shapes p50: milliseconds, of the current commit
 * @property {{ p50: Figures, inverse: Figures, cpu: Figures }[]} runs
 */

/** @typedef {{ mean: number, worst: number, of: string }} Figures the geometric mean of the shapes, and the worst of them */

/**
 * @param {{ uri: string, commit: string, shapes: import('./shapes.mjs').Shape[], rounds: number, seconds: number }} options
 * @returns {Promise<BeforeResult>}
 * @throws when the commit cannot be built, or a server answers with an error
 */
export async function measureBefore({ uri, commit: name, shapes, rounds, seconds }) {
  const { commit, folder } = await builtAt(name, console.log);
  const draws = await drawsOf(uri, shapes);
  const client = startClient();
  /** @type {Partial<Record<Side, import('./support/servers.mjs').Server>>} */
  const started = {};
  try {
    const servers = {
      now: await startSystem('dragoman', { NEO4J_URI: uri }),
      before: await startSystem('dragoman', { NEO4J_URI: uri }, { folder }),
    };
    Object.assign(started, servers);
    /** @type {BeforeResult['shapes']} */
    const results = shapes.map(({ name: shape, title }) => ({ name: shape, title, p50: 0, runs: [] }));
    for (let run = 0; run < RUNS; run++)
      for (const [at, shape] of shapes.entries()) {
        const { bodies } = requestsOf('dragoman', shape, draws(shape));
        const { ratios, p50 } = await measure({ servers, client, bodies, rounds, seconds, first: run === 0 });
        const result = /** @type {BeforeResult['shapes'][number]} */ (results[at]);
        result.runs.push(ratios);
        result.p50 = p50;
        console.log(`run ${run + 1}, ${shape.title}: ${told(ratios)}`);
      }
    const runs = Array.from({ length: RUNS }, (_, run) => ({
      p50: figuresOf(results, run, 'p50'),
      inverse: figuresOf(results, run, 'inverse'),
      cpu: figuresOf(results, run, 'cpu'),
    }));
    return { commit, rounds, seconds, shapes: results, runs };
  } finally {
    client.stop();
    for (const server of Object.values(started)) await server.stop();
  }
}

/**
 * @param {object} options
 * @param {Record<Side, import('./support/servers.mjs').Server>} options.servers
 * @param {ReturnType<typeof startClient>} options.client
 * @param {string[]} options.bodies
 * @param {number} options.rounds
 * @param {number} options.seconds of a round, at one connection and at several
 * @param {boolean} options.first whether the servers have not been asked this before
 */
async function measure({ servers, client, bodies, rounds, seconds, first }) {
  const sides = /** @type {Side[]} */ (['now', 'before']);
  const urls = sides.map((side) => servers[side].url);
  for (const url of urls)
    await client.load({ url, bodies, from: 0, connections: CONNECTIONS, seconds: first ? WARM_SECONDS : 1 });
  /** @type {Record<Side, Round[]>} */
  const measured = { now: [], before: [] };
  for (let round = 0; round < rounds; round++) {
    const from = round * 67;
    const one = await client.inTurn({ urls, bodies, from, seconds });
    // Each is first as often as the other.
    for (const side of round % 2 === 0 ? sides : sides.toReversed()) {
      const cpu = await cpuOf(servers[side].pid);
      const { url } = servers[side];
      const { rate, requests } = await client.load({
        url,
        bodies,
        from,
        connections: CONNECTIONS,
        seconds: seconds / 2,
      });
      const after = await cpuOf(servers[side].pid);
      const each = cpu === undefined || after === undefined ? undefined : (after - cpu) / requests;
      measured[side].push({ p50: one[sides.indexOf(side)]?.p50 ?? Number.NaN, rate, cpu: each });
    }
  }
  const ratio = (/** @type {(round: Round) => number} */ of) =>
    median(measured.now.map((now, round) => of(now) / of(/** @type {Round} */ (measured.before[round]))));
  const hasCpu = measured.now.every(({ cpu }) => cpu !== undefined);
  return {
    p50: median(measured.now.map(({ p50 }) => p50)),
    ratios: {
      p50: ratio(({ p50 }) => p50),
      inverse: ratio(({ rate }) => 1 / rate),
      cpu: hasCpu ? ratio(({ cpu }) => cpu ?? Number.NaN) : undefined,
    },
  };
}

/** @param {BeforeResult['shapes']} shapes @param {number} run @param {keyof Ratios} what @returns {Figures} */
function figuresOf(shapes, run, what) {
  const each = shapes.map(({ title, runs }) => ({ title, ratio: runs[run]?.[what] ?? Number.NaN }));
  const worst = each.reduce((most, next) => (next.ratio > most.ratio ? next : most));
  return { mean: geometricMean(each.map(({ ratio }) => ratio)), worst: worst.ratio, of: worst.title };
}

/** @param {Ratios} ratios */
function told({ p50, inverse, cpu }) {
  return `p50 ${p50.toFixed(2)}, time at ${CONNECTIONS} connections ${inverse.toFixed(2)}, processor ${cpu?.toFixed(2) ?? '?'} of before`;
}
