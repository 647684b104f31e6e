/** Kills in the middle of loads: what was acknowledged is there afterwards, whole and once. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { launch, PROJECT, pause, post, startServer } from './process.mjs';
import { randomOf } from './random.mjs';

const DOSSIER = join(PROJECT, 'seeds', 'gaza-diplomacy');
/** Every so many rounds it is the store that is killed, where the store is another process. */
const STORE_ROUND = 5;

/**
 * Loads into an empty graph, kills the load somewhere, lets a server finish it, and compares every entity and fact with
 * those of a load that nobody disturbed; then kills the server too, and compares again.
 *
 * @param {{ engine: 'embedded' | 'neo4j', rounds: number, seed: number, neo4j?: import('../neo4j.mjs').Neo4jServer }} options
 */
export async function killRounds({ engine, rounds, seed, neo4j }) {
  const random = randomOf(seed);
  const base = await mkdtemp(join(tmpdir(), 'dragoman-kill-'));
  /** @type {string[]} */
  const failures = [];
  let inTheMiddle = 0;
  try {
    const { environment, wipe } = storeOf(engine, base, neo4j);
    await wipe('reference');
    const started = performance.now();
    const whole = launch('load.js', [DOSSIER], environment('reference'));
    if ((await whole.ended) !== 0) throw new Error(`The reference load failed: ${whole.output()}`);
    const duration = performance.now() - started;
    const reference = await contents(environment('reference'));
    for (let round = 0; round < rounds; round++) {
      const name = `round-${round}`;
      await wipe(name);
      const load = launch('load.js', [DOSSIER], environment(name));
      await Promise.race([pause(random.next() * duration), load.ended]);
      const storeToo = neo4j !== undefined && round % STORE_ROUND === STORE_ROUND - 1;
      if (storeToo) await neo4j.kill('SIGKILL');
      load.child.kill('SIGKILL');
      if ((await load.ended) === null) inTheMiddle++;
      if (storeToo) await neo4j.start();
      for (const after of ['the load', 'the server']) {
        const found = await contents(environment(name)).catch((error) => String(error));
        if (found !== reference)
          failures.push(
            `${engine} round ${round} (seed ${seed}), after a kill of ${after}: ${difference(reference, found)}`,
          );
      }
      await rm(join(base, name), { recursive: true, force: true });
    }
  } finally {
    await rm(base, { recursive: true, force: true });
  }
  return { engine, rounds, inTheMiddle, failures };
}

/** @param {'embedded' | 'neo4j'} engine @param {string} base @param {import('../neo4j.mjs').Neo4jServer | undefined} neo4j */
function storeOf(engine, base, neo4j) {
  if (engine === 'embedded' || !neo4j)
    return {
      environment: (/** @type {string} */ name) => ({ DRAGOMAN_DATA: join(base, name) }),
      wipe: async (/** @type {string} */ _name) => {},
    };
  return {
    environment: (/** @type {string} */ _name) => ({ NEO4J_URI: neo4j.uri }),
    wipe: async (/** @type {string} */ _name) => {
      const { default: driver } = await import('neo4j-driver');
      const connection = driver.driver(neo4j.uri);
      await connection.executeQuery('MATCH (n) DETACH DELETE n', {}, { database: 'neo4j' });
      await connection.close();
    },
  };
}

/** Everything that a server tells of its graph, as text: the same for the same graph. The server is killed afterwards. */
async function contents(/** @type {Record<string, string>} */ environment) {
  const server = await startServer({ ...environment, DRAGOMAN_LIMITS: 'costPerMinute=0,cost=1000000,deadline=60000' });
  try {
    const { text: list } = await post(server.url, {
      query:
        '{ entities(first: 100) { totalCount nodes { id } } documents(first: 100) { totalCount nodes { id passages(first: 100) { totalCount nodes { id } } } } }',
    });
    const ids = JSON.parse(list).data.entities.nodes.map((/** @type {{ id: string }} */ { id }) => id);
    const { text: graph } = await post(server.url, {
      query: `query ($ids: [ID!]!) { subgraph(ids: $ids, edgeLimit: 10000) { omittedNodes omittedEdges
        nodes { id degree names { language value } evidence { id } } edges { id label source { id } target { id } date { edtf } evidence { id } } } }`,
      variables: { ids },
    });
    return `${list}\n${graph}`;
  } finally {
    server.child.kill('SIGKILL');
    await server.ended;
  }
}

/** @param {string} expected @param {string} found */
function difference(expected, found) {
  let at = 0;
  while (at < expected.length && expected[at] === found[at]) at++;
  return `expected …${expected.slice(Math.max(0, at - 60), at + 120)}… and found …${found.slice(Math.max(0, at - 60), at + 200)}…`;
}
