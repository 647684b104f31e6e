#!/usr/bin/env node
/**
 * Who took part together, at scale: who votes like Türkiye during a decade, and the 100 pairs of states that agree most
 * over all years. Asked over HTTP of the real server's parts, and answered beside it by Cypher as one would write it.
 *
 *   npm run build && NEO4J_URI=bolt://… node bench/together.mjs [--engines neo4j,embedded] [--folder .dragoman] [--cypher]
 *
 * Reads only. The graph holds the votes: `npm run load -- seeds/unga`. The first answer of a server waits until the
 * participations are read. `--cypher` asks the second question by hand as well, which takes a minute.
 */
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { parseArgs } from 'node:util';
import { createApi } from '../dist/api/server.js';
import { openGraph } from '../dist/graph/open.js';
import { statement } from '../dist/graph/port.js';
import { defaultModel } from '../dist/model/choice.js';
import { buildModelSchema } from '../dist/model/index.js';

const model = await defaultModel();

const { values } = parseArgs({
  options: {
    engines: { type: 'string', default: process.env.NEO4J_URI ? 'neo4j' : 'embedded' },
    folder: { type: 'string', default: '.dragoman' },
    rounds: { type: 'string', default: '9' },
    cypher: { type: 'boolean', default: false },
  },
});
const DURING = '2010/2019';
const QUESTIONS = {
  'who votes like Türkiye, 2010 to 2019': `{ entity(id: "Country:TR") { ... on Actor { coParticipants(first: 100, sameRole: true, filter: { eventKinds: [VOTE], during: "${DURING}" }) { edges { count node { id } } } } } }`,
  'the 100 pairs that agree most':
    '{ coParticipations(first: 100, sameRole: true, actorTypes: [COUNTRY], filter: { eventKinds: [VOTE] }) { nodes { count a { id } b { id } } } }',
  'how many votes each of these pairs shares, and the first ten':
    '{ coParticipations(first: 100, sameRole: true, actorTypes: [COUNTRY], filter: { eventKinds: [VOTE] }) { nodes { count activities(first: 10) { totalCount nodes { id } } } } }',
};
const BY_HAND = {
  'who votes like Türkiye, 2010 to 2019': statement(
    'by hand: partners',
    "MATCH (:Country {id: 'Country:TR'})-[p:PARTICIPATED_IN]->(e:Event) WHERE e.eventKind = 'VOTE' AND e.earliest <= '2019-12-31' AND e.latest >= '2010-01-01' MATCH (e)<-[q:PARTICIPATED_IN]-(b:Country) WHERE q.role = p.role AND b.id <> 'Country:TR' RETURN b.id AS id, count(DISTINCT e) AS count ORDER BY count DESC, id LIMIT 100",
    ({ id, count }) => `${id} ${count}`,
  ),
  'the 100 pairs that agree most': statement(
    'by hand: pairs',
    "MATCH (a:Country)-[p:PARTICIPATED_IN]->(e:Event)<-[q:PARTICIPATED_IN]-(b:Country) WHERE e.eventKind = 'VOTE' AND a.id < b.id AND p.role = q.role RETURN a.id AS a, b.id AS b, count(*) AS count ORDER BY count DESC, a, b LIMIT 100",
    ({ a, b, count }) => `${a} ${b} ${count}`,
  ),
};

const schema = buildModelSchema(model);
console.log(
  '| engine | question | first, ms | p50, ms | max, ms | longest block, ms | by hand, ms |\n|---|---|---|---|---|---|---|',
);
for (const engine of values.engines.split(',')) await measure(engine);

async function measure(engine) {
  const neo4j = {
    uri: process.env.NEO4J_URI,
    username: process.env.NEO4J_USERNAME,
    password: process.env.NEO4J_PASSWORD,
  };
  const graph = await openGraph({ folder: values.folder, neo4j: engine === 'neo4j' ? neo4j : undefined });
  const { server, stop } = createApi({
    graph,
    schema,
    model,
    report: (message, detail) => console.error(message, detail),
    limits: { costPerMinute: 0 },
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const ask = asking(server.address().port);
  await ask('{ __typename }');
  const before = memory();
  for (const [question, query] of Object.entries(QUESTIONS)) {
    const blocked = monitorEventLoopDelay({ resolution: 1 });
    blocked.enable();
    const { answer, ms: first } = await timed(() => ask(query));
    const times = [];
    for (let round = 0; round < Number(values.rounds); round++) times.push((await timed(() => ask(query))).ms);
    times.sort((a, b) => a - b);
    blocked.disable();
    const byHand = await handWritten(graph, question, answer);
    const block = blocked.max / 1e6;
    const figures = [first, times[times.length >> 1], times.at(-1), block, byHand];
    console.log(`| ${engine} | ${question} | ${figures.map(shown).join(' | ')} |`);
  }
  const after = memory();
  console.log(
    `\n${engine}: array buffers ${before.arrayBuffers} → ${after.arrayBuffers} MB, heap ${before.heap} → ${after.heap} MB, RSS ${before.rss} → ${after.rss} MB.\n`,
  );
  await stop();
  await graph.close();
}

function asking(port) {
  return async (query) => {
    const response = await fetch(`http://127.0.0.1:${port}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query }),
    });
    const { data, errors } = await response.json();
    if (errors) throw new Error(JSON.stringify(errors));
    return data;
  };
}

/** Milliseconds of the statement written by hand. @throws when it answers otherwise */
async function handWritten(graph, question, { entity, coParticipations }) {
  const by = BY_HAND[question];
  if (!by || (coParticipations && !values.cypher)) return undefined;
  const { answer, ms } = await timed(() => graph.run(by, {}, { timeout: 1_800_000 }));
  const same = entity
    ? entity.coParticipants.edges.map(({ node, count }) => `${node.id} ${count}`)
    : coParticipations.nodes.map(({ a, b, count }) => `${a.id} ${b.id} ${count}`);
  if (JSON.stringify(answer) !== JSON.stringify(same)) throw new Error(`${question}: the answers differ.`);
  return ms;
}

async function timed(work) {
  const started = performance.now();
  const answer = await work();
  return { answer, ms: performance.now() - started };
}

/** In megabytes. */
function memory() {
  globalThis.gc?.();
  const { arrayBuffers, heapUsed, rss } = process.memoryUsage();
  const megabytes = (bytes) => Math.round(bytes / 1e5) / 10;
  return { arrayBuffers: megabytes(arrayBuffers), heap: megabytes(heapUsed), rss: megabytes(rss) };
}

function shown(ms) {
  return ms === undefined ? '' : ms.toFixed(ms < 10 ? 1 : 0);
}
