/**
 * The embedded graph with both dossiers: how long it takes from a start to the first answer, how long each shape takes, and
 * the memory at the end. Where there is a Neo4j with both dossiers, Dragoman on it is asked the same in turn: the answers
 * are found equal, and the ratio of the two is what counts.
 *
 *   npm run bench -- embedded
 */
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { commonForm } from './shapes.mjs';
import { COMPARED, CONNECTIONS, drawsFrom } from './speed.mjs';
import { startsOf } from './start.mjs';
import { startClient } from './support/client.mjs';
import { graphIn } from './support/embedded-graph.mjs';
import { geometricMean, median } from './support/figures.mjs';
import { poolIn } from './support/pool.mjs';
import { asked, requestsOf, residentOf, startSystem, statementsOf } from './support/servers.mjs';

const WARM_SECONDS = 2;

/** @typedef {import('./shapes.mjs').Shape} Shape */
/** @typedef {'embedded' | 'neo4j'} Store */

/**
 * @typedef {object} ShapeOnBoth
 * @property {string} name
 * @property {string} title
 * @property {number} statements of the first request, on the embedded graph
 * @property {Partial<Record<Store, number>>} p50 milliseconds at one connection, the median of the rounds
 * @property {Partial<Record<Store, number>>} rate answers a second at 8 connections, the median of the rounds
 * @property {number | undefined} overNeo4j p50 over that on Neo4j: the median of the rounds' ratios
 */

/**
 * @typedef {object} EmbeddedResult
 * @property {number} rounds
 * @property {number} seconds
 * @property {ShapeOnBoth[]} shapes
 * @property {{ mean: number, worst: number, of: string } | undefined} overNeo4j
 * @property {import('./start.mjs').StartResult} start
 * @property {{ idle: number, after: number }} resident MiB of the server, after its start and at the end
 */

/**
 * @param {object} options
 * @param {string | undefined} options.uri of a Neo4j with both dossiers
 * @param {string} options.home where the embedded graph is kept, to be used again
 * @param {readonly string[]} options.dossiers their folders' names below `seeds`
 * @param {Shape[]} options.shapes
 * @param {number} options.rounds
 * @param {number} options.seconds
 * @returns {Promise<EmbeddedResult>}
 * @throws when the two answer differently, or one with an error
 */
export async function measureEmbedded({ uri, home, dossiers, shapes, rounds, seconds }) {
  const folder = await graphIn(join(home, 'embedded'), dossiers);
  const start = await startsOf({ DRAGOMAN_DATA: folder, DRAGOMAN_DOSSIER: 'none' }, 2 * rounds + 1);
  console.log(`${start.median.toFixed(0)} ms from the start to the first answer, ${start.resident.toFixed(0)} MiB`);
  const drawsOf = drawsFrom(await poolIn(folder), shapes);
  const client = startClient();
  /** @type {Partial<Record<Store, import('./support/servers.mjs').Server>>} */
  const servers = {};
  try {
    const embedded = await startSystem('dragoman', { DRAGOMAN_DATA: folder });
    servers.embedded = embedded;
    if (uri !== undefined) servers.neo4j = await startSystem('dragoman', { NEO4J_URI: uri });
    const idle = await residentOf(embedded);
    /** @type {ShapeOnBoth[]} */
    const results = [];
    for (const shape of shapes) {
      const draws = drawsOf(shape);
      const { bodies } = requestsOf('dragoman', shape, draws);
      const before = await statementsOf(embedded);
      await asked(embedded.url, bodies[0] ?? '');
      const statements = (await statementsOf(embedded)) - before;
      if (servers.neo4j) await compare(embedded.url, servers.neo4j.url, shape, { bodies, draws });
      const result = { ...(await measure({ servers, client, shape, bodies, rounds, seconds })), statements };
      results.push(result);
      console.log(told(result));
    }
    const after = await residentOf(embedded);
    const ratios = results.flatMap(({ title, overNeo4j }) => (overNeo4j === undefined ? [] : [{ title, overNeo4j }]));
    const worst = ratios.toSorted((a, b) => b.overNeo4j - a.overNeo4j)[0];
    const mean = geometricMean(ratios.map(({ overNeo4j }) => overNeo4j));
    const overNeo4j = worst && { mean, worst: worst.overNeo4j, of: worst.title };
    return { rounds, seconds, shapes: results, overNeo4j, start, resident: { idle, after } };
  } finally {
    client.stop();
    for (const server of Object.values(servers)) await server.stop();
  }
}

/**
 * @param {string} embedded
 * @param {string} neo4j
 * @param {Shape} shape
 * @param {{ bodies: string[], draws: Record<string, any>[] }} requests
 */
async function compare(embedded, neo4j, shape, { bodies, draws }) {
  for (const [at, body] of bodies.slice(0, COMPARED).entries()) {
    const [one, other] = await Promise.all([asked(embedded, body), asked(neo4j, body)]);
    const draw = draws[at] ?? {};
    if (
      !isDeepStrictEqual(commonForm(shape, 'dragoman', one.data, draw), commonForm(shape, 'dragoman', other.data, draw))
    )
      throw new Error(`${shape.name} ${body.slice(0, 500)}: the two graphs answer differently.`);
  }
}

/**
 * @param {object} options
 * @param {Partial<Record<Store, import('./support/servers.mjs').Server>>} options.servers
 * @param {ReturnType<typeof startClient>} options.client
 * @param {Shape} options.shape
 * @param {string[]} options.bodies
 * @param {number} options.rounds
 * @param {number} options.seconds
 */
async function measure({ servers, client, shape: { name, title }, bodies, rounds, seconds }) {
  const stores = /** @type {Store[]} */ (Object.keys(servers));
  const urls = stores.map((store) => servers[store]?.url ?? '');
  const load = { bodies, connections: CONNECTIONS };
  for (const url of urls) await client.load({ ...load, url, from: 0, seconds: WARM_SECONDS });
  /** @type {Record<Store, { p50: number, rate: number }[]>} */
  const measured = { embedded: [], neo4j: [] };
  for (let round = 0; round < rounds; round++) {
    const from = round * 67;
    const one = await client.inTurn({ urls, bodies, from, seconds });
    for (const [at, store] of stores.entries()) {
      const { rate } = await client.load({ ...load, url: urls[at] ?? '', from, seconds: seconds / 2 });
      measured[store].push({ p50: one[at]?.p50 ?? Number.NaN, rate });
    }
  }
  const middle = (/** @type {'p50' | 'rate'} */ what) =>
    Object.fromEntries(stores.map((store) => [store, median(measured[store].map((round) => round[what]))]));
  const ratios = measured.embedded.map(({ p50 }, round) => p50 / (measured.neo4j[round]?.p50 ?? Number.NaN));
  const overNeo4j = servers.neo4j && median(ratios);
  return { name, title, p50: middle('p50'), rate: middle('rate'), overNeo4j };
}

/** @param {ShapeOnBoth} shape */
function told({ title, p50, rate, overNeo4j }) {
  const shown = (/** @type {Partial<Record<Store, number>>} */ figures) =>
    Object.entries(figures).map(([store, figure]) => `${figure.toFixed(2)} ${store}`);
  const over = overNeo4j === undefined ? '' : `; p50 ${overNeo4j.toFixed(2)} of that on Neo4j`;
  return `${title}: ${shown(p50).join(', ')} ms; ${shown(rate).join(', ')} a second${over}`;
}
