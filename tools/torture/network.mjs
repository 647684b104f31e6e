/** A network between the server and its Neo4j that loses connections, and a Neo4j that is started after the server. */
import { startProxy } from '../proxy.mjs';
import { launch, listening, pause, post, startServer } from './process.mjs';

const QUERIES = [
  '{ entity(id: "Country:TR") { label } }',
  '{ neighborhood(of: ["Organization:gaza-contact-group"]) { nodes { id label } edges { id label } } }',
  '{ activities(first: 20) { totalCount nodes { label participants(first: 5) { nodes { actor { label } } } } } }',
];
const ENVIRONMENT = { DRAGOMAN_LIMITS: 'costPerMinute=0' };
const EVERY_MS = 1_000;
const AT_ONCE = 8;
/** From one question to the next, and from one look at /ready to the next. */
const PAUSE_MS = 120;

/**
 * Cuts every connection once a second, then also every other one while it signs in, and asks all the while.
 *
 * @param {import('../neo4j.mjs').Neo4jServer} neo4j
 * @param {{ seconds: number, folder?: string | undefined }} options folder: of the server's project; default: this one
 */
export async function cuts(neo4j, { seconds, folder }) {
  let isSigningIn = false;
  const proxy = await startProxy(neo4j.uri, {
    // The first thing that a server says is the version of the protocol; what comes after it is the sign-in.
    fromServer(_, link) {
      if (isSigningIn && link.number % 2 === 0 && link.answers === 2) link.cut();
    },
  });
  const server = await startServer({ ...ENVIRONMENT, NEO4J_URI: proxy.uri }, folder);
  /** @type {string[]} */
  const failures = [];
  const seen = [];
  try {
    // Until Neo4j has planned the statements, which takes longer than from one cut to the next.
    for (const query of QUERIES) for (let time = 0; time < 5; time++) await post(server.url, { query });
    for (const name of ['cut once a second', 'cut while signing in']) {
      isSigningIn = name === 'cut while signing in';
      const cutting = setInterval(() => proxy.cut(), EVERY_MS);
      const asked = await askFor(server.url, seconds);
      clearInterval(cutting);
      isSigningIn = false;
      seen.push({ name, ...asked });
      if (asked.lost > 0)
        failures.push(`${name}: ${asked.lost} of ${asked.questions} questions were lost: ${asked.told}`);
      if (asked.notReady > 0) failures.push(`${name}: /ready said ${asked.notReady} times that it was not`);
      await pause(EVERY_MS);
    }
  } finally {
    server.child.kill('SIGTERM');
    await server.ended;
    proxy.close();
  }
  return { seen, failures };
}

/** @param {string} url @param {number} seconds */
async function askFor(url, seconds) {
  const end = performance.now() + seconds * 1_000;
  const found = { questions: 0, lost: 0, looks: 0, notReady: 0, slowest: 0, told: '' };
  const asking = async () => {
    while (performance.now() < end) {
      const began = performance.now();
      const { status, text } = await post(url, { query: QUERIES[found.questions++ % QUERIES.length] });
      found.slowest = Math.max(found.slowest, Math.round(performance.now() - began));
      if (status !== 200 || text.includes('"errors"')) {
        found.lost++;
        found.told = `${status} ${/"code":"(\w+)"/.exec(text)?.[1]}`;
      }
      await pause(PAUSE_MS);
    }
  };
  const looking = async () => {
    while (performance.now() < end) {
      found.looks++;
      if ((await fetch(`${url}/ready`)).status !== 200) found.notReady++;
      await pause(PAUSE_MS);
    }
  };
  await Promise.all([asking(), looking()]);
  return found;
}

/**
 * Stops a Neo4j in an orderly way, and kills it, while clients ask, and starts it again: each is answered, or told that the
 * store is away, or that the answer took too long: one that has just started has all to plan.
 *
 * @param {import('../neo4j.mjs').Neo4jServer} neo4j
 * @param {{ folder?: string | undefined }} options
 */
export async function restarts(neo4j, { folder }) {
  const server = await startServer({ ...ENVIRONMENT, NEO4J_URI: neo4j.uri }, folder);
  /** @type {Map<string, number>} */
  const told = new Map();
  let isAsking = true;
  const clients = Array.from({ length: AT_ONCE }, async (_, client) => {
    for (let number = client; isAsking; number++) {
      const { status, text } = await post(server.url, { query: QUERIES[number % QUERIES.length] });
      const codes = [...text.matchAll(/"code":"(\w+)"/g)].map(([, code]) => code);
      const key = [status, ...new Set(codes)].join(' ');
      told.set(key, (told.get(key) ?? 0) + 1);
    }
  });
  for (const signal of /** @type {const} */ (['SIGTERM', 'SIGKILL'])) {
    await pause(2_000);
    await neo4j.kill(signal);
    await pause(1_000);
    await neo4j.start();
    await pause(2_000);
  }
  isAsking = false;
  await Promise.all(clients);
  server.child.kill('SIGTERM');
  await server.ended;
  const failures = [...told]
    .filter(([key]) => !/^200$|^(?:200|503) SERVICE_UNAVAILABLE$|^504 TIMEOUT$/.test(key))
    .map(([key, times]) => `while Neo4j was restarted, ${times} answers were ${key}`);
  return { clients: AT_ONCE, told: [...told].map(([key, times]) => `${times} × ${key}`).join(', '), failures };
}

/**
 * Starts a server while its Neo4j is down, and then that.
 *
 * @param {import('../neo4j.mjs').Neo4jServer} neo4j
 * @param {{ folder?: string | undefined }} options
 */
export async function storeAfterServer(neo4j, { folder }) {
  await neo4j.kill();
  const server = launch(
    'main.js',
    ['serve'],
    { ...ENVIRONMENT, NEO4J_URI: neo4j.uri, DRAGOMAN_STORE_WAIT: '600' },
    folder,
  );
  const starting = neo4j.start();
  const url = await listening(server).catch(() => undefined);
  await starting;
  /** @type {string[]} */
  const failures = [];
  if (url === undefined) failures.push(`started before its Neo4j, it ended with: ${server.output().trim()}`);
  else if ((await post(url, { query: QUERIES[0] })).status !== 200)
    failures.push('started before its Neo4j, it answers nothing');
  server.child.kill('SIGTERM');
  await server.ended;
  return { serves: url !== undefined, said: server.output().split('\n', 1)[0] ?? '', failures };
}
