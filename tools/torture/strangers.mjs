/** Who has no business here: names and pages that are not the server's own, and clients without its token. */
import { connect } from 'node:net';
import { post, startServer } from './process.mjs';
import { randomOf } from './random.mjs';

const TOKEN = 'a-token-of-32-characters-or-more';
/** What a reader asks whose allowance others would like to use up. */
const POLITE = { query: '{ entity(id: "Country:TR") { id } }' };
/** What an answer holds that none of them may see. */
const SECRET = /"Query"|gaza-diplomacy|Country:TR|Access-Control-Allow-Origin/i;

/** @param {{ url: string }} server @param {{ requests: number, seed: number }} options */
export async function strangers({ url }, { requests, seed }) {
  /** @type {string[]} */
  const failures = [];
  /** @type {Record<string, number>} */
  const statuses = {};
  for (let number = 0; number < requests; number++) {
    const random = randomOf(seed + 2_000_000 + number);
    const isHost = random.chance(0.5);
    const host = isHost ? strangeHost(random) : 'localhost';
    const sent = requestOf(random, isHost ? [`Host: ${host}`] : ['Host: localhost', ...strangePage(random)]);
    const answer = await raw(url, sent);
    const status = Number(/^HTTP\/1\.1 (\d{3}) /.exec(answer)?.[1] ?? 0);
    statuses[status] = (statuses[status] ?? 0) + 1;
    if (status < 400 || status >= 500 || SECRET.test(answer))
      failures.push(`stranger ${seed + number}: ${status} for ${JSON.stringify(sent)}`);
  }
  return { statuses, failures };
}

/** @param {import('./random.mjs').Random} random */
function strangeHost(random) {
  const name = random.pick([
    'rebind.evil.example',
    'localhost.evil.example',
    '127.0.0.1.nip.io',
    'evil',
    'x.localhost',
  ]);
  return random.pick([
    name,
    `${name}:4000`,
    `${name}.`,
    name.toUpperCase(),
    `localhost@${name}`,
    `localhost:80:${name}`,
    `${name}/?query={__typename}&z=`,
    'localhost/?query={__typename}&z=',
    'localhost?query={__typename}',
    `localhost#${name}`,
    `[::1].${name}`,
    '[localhost]',
    `localhost, ${name}`,
    'lоcalhost',
    '::1',
    ' ',
  ]);
}

/** @param {import('./random.mjs').Random} random */
function strangePage(random) {
  return random.pick([
    ['Origin: https://evil.example'],
    ['Origin: null'],
    ['Origin: http://localhost.evil.example'],
    ['Origin: http://localhost:1'],
    ['Origin: http://localhost/'],
    ['Origin: http://localhost, https://evil.example'],
    ['Sec-Fetch-Site: cross-site', 'Sec-Fetch-Mode: no-cors'],
    ['Sec-Fetch-Site: same-site', 'Sec-Fetch-Mode: cors', 'Origin: http://localhost:3000'],
    ['Sec-Fetch-Site: cross-site', 'Sec-Fetch-Mode: cors', 'Origin: http://localhost'],
  ]);
}

/** @param {import('./random.mjs').Random} random @param {readonly string[]} headers */
function requestOf(random, headers) {
  const body = JSON.stringify(POLITE);
  const [method, path] = random.pick([
    ['GET', '/graphql?query={__typename}'],
    ['GET', '/graphs/dossier.jgf'],
    ['HEAD', '/graphs/dossier.gexf'],
    ['GET', '/schema.graphql'],
    ['OPTIONS', '/graphql'],
    ['POST', '/graphql'],
  ]);
  const more =
    method === 'POST'
      ? ['Content-Type: application/json', `Content-Length: ${body.length}`]
      : method === 'OPTIONS'
        ? ['Access-Control-Request-Method: POST', 'Origin: https://evil.example']
        : [];
  const head = [`${method} ${path} HTTP/1.1`, ...headers, ...more, 'Connection: close'].join('\r\n');
  return `${head}\r\n\r\n${method === 'POST' ? body : ''}`;
}

/** All that comes back. @param {string} url @param {string} bytes @returns {Promise<string>} */
function raw(url, bytes) {
  return new Promise((resolve) => {
    const socket = connect(Number(new URL(url).port), '127.0.0.1');
    let text = '';
    socket.setEncoding('utf8').on('data', (chunk) => {
      text += chunk;
    });
    socket.on('error', () => undefined).once('close', () => resolve(text));
    socket.write(bytes);
  });
}

/**
 * Asks without the token, until nothing is left of what strangers may use up, and then as its holder.
 *
 * @param {Record<string, string>} environment
 * @param {number} times
 */
export async function withoutToken(environment, times) {
  const server = await startServer({ ...environment, DRAGOMAN_TOKEN: TOKEN, DRAGOMAN_LIMITS: 'costPerMinute=2000' });
  /** @type {Record<string, number>} */
  const statuses = {};
  for (let time = 0; time < times; time++) {
    const { status } = await post(server.url, POLITE);
    statuses[status] = (statuses[status] ?? 0) + 1;
  }
  const reader = await post(server.url, POLITE, { authorization: `Bearer ${TOKEN}` });
  server.child.kill('SIGTERM');
  await server.ended;
  const failures = reader.status === 200 ? [] : [`the holder of the token was answered with ${reader.status}`];
  if (Object.keys(statuses).some((status) => status !== '401' && status !== '429'))
    failures.push(`strangers were answered with ${JSON.stringify(statuses)}`);
  return { statuses, failures };
}
