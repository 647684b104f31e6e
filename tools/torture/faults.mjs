/** A store that is gone or silent, and a server that is told to stop: what its clients see, and how soon. */
import { Agent, get } from 'node:http';
import { pause, post } from './process.mjs';

const AT_ONCE = 20;
const CLIENTS = 50;
/** So many answers later a server that was cold is so no longer. */
const ANSWERED = 1_000;
const ASKED = { query: '{ entity(id: "Country:TR") { label } }' };
/** A store that fails is told of within three seconds; the machine may be busy. */
const SOON_MS = 3_000 + 1_000;
/** A server that is told to stop is gone within two seconds; the machine may be busy. */
const STOPPED_MS = 2_000 + 2_000;

/**
 * Asks a server whose Neo4j is killed, and one whose Neo4j takes what is sent and says nothing, and waits until it serves
 * again.
 *
 * @param {{ url: string }} server
 * @param {import('../neo4j.mjs').Neo4jServer} neo4j
 */
export async function faults(server, neo4j) {
  /** @type {string[]} */
  const failures = [];
  const seen = [];
  for (const [name, begin, end] of /** @type {const} */ ([
    ['killed', () => neo4j.kill('SIGKILL'), () => neo4j.start()],
    ['silent', () => neo4j.kill('SIGSTOP'), () => neo4j.kill('SIGCONT')],
  ])) {
    await begin();
    const started = performance.now();
    const answers = await Promise.all(Array.from({ length: AT_ONCE }, () => post(server.url, ASKED)));
    const slowest = Math.round(performance.now() - started);
    const ready = await fetch(`${server.url}/ready`).then(({ status }) => status);
    const live = await fetch(`${server.url}/live`).then(({ status }) => status);
    await end();
    const back = performance.now();
    while ((await post(server.url, ASKED)).status !== 200 && performance.now() - back < 60_000) await pause(50);
    const recovered = Math.round(performance.now() - back);
    seen.push({ name, slowest, recovered });
    const wrong = answers.filter(({ status, text }) => status !== 503 || !text.includes('SERVICE_UNAVAILABLE'));
    if (wrong.length > 0)
      failures.push(`Neo4j ${name}: ${wrong.length} of ${AT_ONCE} were told otherwise: ${wrong[0]?.text}`);
    if (slowest > SOON_MS) failures.push(`Neo4j ${name}: told of after ${slowest} ms`);
    if (ready !== 503 || live !== 200) failures.push(`Neo4j ${name}: /ready ${ready}, /live ${live}`);
  }
  return { seen, failures };
}

/**
 * Tells a server to stop while 50 clients ask it on connections that they keep.
 *
 * @param {{ url: string, child: import('node:child_process').ChildProcess, ended: Promise<number | null> }} server
 */
export async function stopUnderLoad(server) {
  const agent = new Agent({ keepAlive: true, maxSockets: CLIENTS });
  const path = `${server.url}/graphql?query=${encodeURIComponent(ASKED.query)}`;
  /** @type {string[]} */
  const failures = [];
  let answered = 0;
  const clients = Array.from({ length: CLIENTS }, async () => {
    for (;;) {
      const outcome = await request(path, agent);
      // A door that is closed is no request that failed: a balancer has looked at /ready by then.
      if (outcome === 'ECONNREFUSED') return;
      if (outcome === 200) answered++;
      else failures.push(`while it stopped, a request got ${outcome}`);
    }
  });
  for (const end = performance.now() + 20_000; answered < ANSWERED && performance.now() < end; ) await pause(50);
  const told = performance.now();
  server.child.kill('SIGTERM');
  let ready = 0;
  while (ready !== 503 && performance.now() - told < STOPPED_MS) {
    ready = Number(await request(`${server.url}/ready`, new Agent()));
    await pause(10);
  }
  const notReady = Math.round(performance.now() - told);
  const code = await server.ended;
  const gone = Math.round(performance.now() - told);
  await Promise.all(clients);
  agent.destroy();
  if (ready !== 503) failures.push(`/ready said ${ready} while the server stopped`);
  if (gone > STOPPED_MS) failures.push(`the server was gone after ${gone} ms`);
  if (code !== 0) failures.push(`the server ended with ${code}`);
  return { clients: CLIENTS, answered, notReady, gone, failures };
}

/** @param {string} url @param {Agent} agent @returns {Promise<number | string>} */
function request(url, agent) {
  return new Promise((resolve) => {
    get(url, { agent }, (response) => {
      response.resume();
      response.once('end', () => resolve(response.statusCode ?? 0)).once('error', (error) => resolve(error.message));
    }).once('error', (/** @type {NodeJS.ErrnoException} */ error) => resolve(error.code ?? error.message));
  });
}
