#!/usr/bin/env node
/**
 * How long loading the votes of the General Assembly takes, against a bare loop that writes the same rows, prepared in
 * memory, with the same statements' best form and no checks. One run, one after the other, each on a new graph in a
 * process of its own.
 *
 *   npm run build && node bench/load.mjs [--votes 50000] [--engines neo4j,embedded] [--rounds 1]
 */
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
import { statement } from '../dist/graph/port.js';
import { model } from '../dist/model/index.js';
import { startNeo4j } from '../tools/neo4j.mjs';

const seed = fileURLToPath(new URL('../seeds/unga', import.meta.url));
const { values } = parseArgs({
  options: {
    votes: { type: 'string' },
    engines: { type: 'string', default: 'neo4j,embedded' },
    rounds: { type: 'string', default: '1' },
    child: { type: 'string' },
    folder: { type: 'string', default: seed },
    graph: { type: 'string' },
  },
});

await (values.child ? child(values.child) : main());

async function main() {
  const folder = values.votes ? await slice(Number(values.votes)) : seed;
  console.log(`| engine | what | s | facts/s | CPU s | peak RSS over idle, MB |\n|---|---|---|---|---|---|`);
  for (const engine of values.engines.split(',')) {
    const ratios = [];
    for (let round = 0; round < Number(values.rounds); round++) {
      const bare = await onNewGraph(engine, ['bare'], folder);
      const [load, again] = await onNewGraph(engine, ['load', 'load'], folder);
      for (const [what, each] of Object.entries({ 'bare loop': bare[0], load, 'load again': again })) {
        const { seconds, facts, cpu, idle, peak } = each;
        const rate = what === 'load again' ? '' : Math.round(facts / seconds);
        const memory = `${peak - idle} (idle ${idle})`;
        console.log(`| ${engine} | ${what} | ${seconds.toFixed(1)} | ${rate} | ${cpu.toFixed(1)} | ${memory} |`);
      }
      ratios.push(load.seconds / bare[0].seconds);
    }
    console.log(
      `${engine}: the load took ${ratios.map((ratio) => ratio.toFixed(2)).join(', ')} times as long as the bare loop.`,
    );
  }
  if (folder !== seed) await rm(folder, { recursive: true, force: true });
}

/** The dossier with its first votes alone. */
async function slice(votes) {
  const folder = await mkdtemp(join(tmpdir(), 'dragoman-bench-'));
  await cp(seed, folder, { recursive: true });
  const lines = (await text(join(seed, 'votes.csv.gz'))).split('\n').slice(0, votes + 1);
  await writeFile(join(folder, 'votes.csv.gz'), gzipSync(`${lines.join('\n')}\n`));
  return folder;
}

async function onNewGraph(engine, steps, folder) {
  const home = await mkdtemp(join(tmpdir(), 'dragoman-bench-graph-'));
  const server = engine === 'neo4j' ? await startNeo4j() : undefined;
  const results = [];
  try {
    for (const step of steps) results.push(await inChild(step, folder, server?.uri ?? home));
  } finally {
    await server?.stop();
    await rm(home, { recursive: true, force: true });
  }
  return results;
}

function inChild(step, folder, graph) {
  const args = [fileURLToPath(import.meta.url), '--child', step, '--folder', folder, '--graph', graph];
  const process_ = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  let output = '';
  process_.stdout.on('data', (part) => {
    output += part;
  });
  return new Promise((resolve, reject) => {
    process_.on('exit', (code) => (code === 0 ? resolve(JSON.parse(output)) : reject(new Error(`${step} failed`))));
  });
}

async function child(step) {
  const prepared = step === 'bare' ? await bareRows() : undefined;
  const where = values.graph.startsWith('bolt:')
    ? { neo4j: { uri: values.graph }, folder: '' }
    : { folder: values.graph };
  const graph = await openGraph(where);
  await graph.prepare(indexesOf(model));
  const megabytes = (bytes) => Math.round(bytes / 1e6);
  const idle = megabytes(process.memoryUsage().rss);
  const cpu = process.cpuUsage();
  const start = performance.now();
  const facts = prepared ? await bareLoop(graph, prepared) : (await loadDossier(graph, model, values.folder)).facts;
  const seconds = (performance.now() - start) / 1_000;
  const { user, system } = process.cpuUsage(cpu);
  const peak = megabytes(process.resourceUsage().maxRSS * 1_000);
  await graph.close();
  console.log(JSON.stringify({ seconds, facts, cpu: (user + system) / 1e6, idle, peak }));
}

/** What the loader writes of the dossier, without its checks: read from a graph in memory that it was loaded into. */
async function bareRows() {
  const { openEmbedded } = await import('../dist/graph/embedded.js');
  const graph = openEmbedded({ memory: true });
  await graph.prepare(indexesOf(model));
  await loadDossier(graph, model, values.folder);
  const nodes = await graph.run(
    statement(
      'nodes',
      'MATCH (n) WHERE n.id IS NOT NULL RETURN labels(n) AS labels, properties(n) AS row',
      (row) => row,
    ),
    {},
  );
  const facts = await graph.run(
    statement(
      'facts',
      'MATCH (a)-[r]->(b) RETURN type(r) AS type, properties(r) AS row ORDER BY r.target',
      (row) => row,
    ),
    {},
  );
  await graph.close();
  const derived = nodes.map(({ row }) => {
    const { degree, facts: keys, participantCount, participantOrder, ...rest } = row;
    return { rest, later: { degree, facts: keys, participantCount, participantOrder } };
  });
  return { nodes: nodes.map(({ labels }, at) => ({ labels, ...derived[at] })), facts };
}

async function bareLoop(graph, { nodes, facts }) {
  const write = (text, rows) =>
    graph.write((transaction) =>
      transaction.run(
        statement('bare', text, () => null),
        { rows },
      ),
    );
  for (const [labels, group] of grouped(nodes, (node) => node.labels.join(':'))) {
    for (const rows of batches(group, 1_000)) {
      await write(
        `UNWIND $rows AS row CREATE (n:${labels}) SET n = row`,
        rows.map(({ rest }) => rest),
      );
    }
  }
  // As the loader does: each end is looked for once, what a roll call's votes share is sent once, and a batch is sent while
  // the one before it is written, which the lock of a node keeps apart.
  await write('UNWIND $rows AS row MERGE (:GraphVersion {id: row})', ['bare']);
  const lock = statement('lock', "MATCH (v:GraphVersion {id: 'bare'}) SET v.id = v.id", () => null);
  for (const [type, group] of grouped(facts, (fact) => fact.type)) {
    const shared = ['date', 'earliest', 'latest', 'surelyFrom', 'surelyTo', 'evidence', 'dossiers', 'files'];
    const all = new Set(group.flatMap(({ row }) => Object.keys(row)));
    const own = ['id', ...[...all].filter((key) => !['id', 'source', 'target', 'order', ...shared].includes(key))];
    const stored = [
      ...['target: $ends[g.end]', 'source: $ends[row[0]]', 'order: g.day + row[1]'],
      ...shared.map((key) => `${key}: g.${key}`),
      ...own.map((key, at) => `${key}: row[${at + 1}]`),
    ];
    const create = statement(
      'bare',
      `UNWIND range(0, size($ends) - 1) AS place MATCH (n:Entity {id: $ends[place]}) WITH place, n ORDER BY place
       WITH collect(n) AS ends UNWIND $groups AS g UNWIND g.rows AS row WITH g, row, ends[g.end] AS b, ends[row[0]] AS a
       CREATE (a)-[:${type} {${stored.join(', ')}}]->(b)`,
      () => null,
    );
    let last = Promise.resolve();
    for (const rows of batches(group, 5_000)) {
      const params = listed(rows, shared, own);
      const before = last;
      last = graph.write((transaction) => Promise.all([transaction.run(lock, {}), transaction.run(create, params)]));
      last.catch(() => undefined);
      await before;
    }
    await last;
  }
  const set = (label, name) => `UNWIND $rows AS row MATCH (n:${label} {id: row.id}) SET n.${name} = row.${name}`;
  for (const [label, name] of [
    ['Entity', 'degree'],
    ['Entity', 'participantCount'],
    ['Entity', 'participantOrder'],
    ['Passage', 'facts'],
  ]) {
    const rows = nodes
      .filter(({ later }) => later[name] !== undefined)
      .map(({ rest, later }) => ({ id: rest.id, [name]: later[name] }));
    for (const some of batches(rows, 1_000)) await write(set(label, name), some);
  }
  return facts.length;
}

/** Facts as lists: the ids of their ends, and by target what they share and what each has of its own. */
function listed(rows, shared, own) {
  const places = new Map();
  const placeOf = (id) => {
    if (!places.has(id)) places.set(id, places.size);
    return places.get(id);
  };
  const groups = new Map();
  for (const { row } of rows) {
    const day = row.order.slice(0, -row.id.length);
    const key = `${row.target} ${day} ${row.evidence}`;
    if (!groups.has(key)) {
      const some = Object.fromEntries(
        shared.filter((each) => row[each] !== undefined).map((each) => [each, row[each]]),
      );
      groups.set(key, { ...some, end: placeOf(row.target), day, rows: [] });
    }
    groups.get(key).rows.push([placeOf(row.source), ...own.map((each) => row[each] ?? null)]);
  }
  return { ends: [...places.keys()], groups: [...groups.values()] };
}

function grouped(rows, key) {
  const groups = new Map();
  for (const row of rows) {
    const group = groups.get(key(row));
    if (group) group.push(row);
    else groups.set(key(row), [row]);
  }
  return groups;
}

function* batches(all, size) {
  for (let start = 0; start < all.length; start += size) yield all.slice(start, start + size);
}

async function text(path) {
  const parts = [];
  for await (const part of createReadStream(path).pipe(createGunzip())) parts.push(part);
  return Buffer.concat(parts).toString();
}
