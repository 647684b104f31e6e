/**
 * The graph of both dossiers with fewer or more roll calls. Fewer: every n-th of them by date, with its votes. More: all
 * of them, and a continuation with the same distributions: each further roll call has a later day, and the title,
 * topics and votes of one that is drawn at random. What follows from facts (degrees, the order of lists, the facts of a
 * passage) is as a load would have it. All sizes are written in the same way, as files for Neo4j's own importer.
 */
import { createWriteStream } from 'node:fs';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { finished } from 'node:stream/promises';
import { isDeepStrictEqual } from 'node:util';
import neo4j from 'neo4j-driver';
import { admin, startNeo4j } from '../../tools/neo4j.mjs';
import { randomOf } from '../../tools/torture/random.mjs';

const SEED = 20_231_107;
/** A whole number of leap years, longer than the roll calls span. */
const YEARS = 76;
const ROLL_CALL = /^Event:unga-vote-(\d+)$/;
const PAGE_CACHE = '2g';
const HEAP = '1g';
const INDEX_SECONDS = 7_200;

/** @typedef {Record<string, any>} Properties */
/** @typedef {{ labels: string[], properties: Properties }} Node */
/** @typedef {{ type: string, properties: Properties }} Fact */

/**
 * @typedef {object} RollCall
 * @property {Properties} event
 * @property {Properties} passage
 * @property {Properties[]} topics its facts CONCERNS
 * @property {[state: string, role: string][]} votes
 */

/**
 * @typedef {object} Source
 * @property {Node[]} nodes but roll calls and their passages
 * @property {Fact[]} facts but those of roll calls
 * @property {RollCall[]} rollCalls by date
 * @property {string[]} eventLabels
 */

/**
 * A Neo4j with the graph of a size, made where the folder does not hold it yet.
 *
 * @param {{ source: () => Promise<Source>, size: number, home: string }} options source: called where the graph is made.
 *   size: 1 is all votes
 * @returns {Promise<{ uri: string, votes: number, stop: () => Promise<void> }>}
 */
export async function grown({ source, size, home }) {
  const folder = resolve(home, `size-${size}`);
  const done = join(folder, 'votes');
  const held = await readFile(done, 'utf8').catch(() => undefined);
  if (held === undefined) await make(source, size, folder, done);
  const server = await startNeo4j({ home: folder, pageCache: PAGE_CACHE, memory: HEAP });
  return { uri: server.uri, votes: Number(await readFile(done, 'utf8')), stop: server.stop };
}

/**
 * @param {() => Promise<Source>} read
 * @param {number} size
 * @param {string} folder
 * @param {string} done the file that says that the folder is whole, with the number of votes
 */
async function make(read, size, folder, done) {
  const started = performance.now();
  await rm(folder, { recursive: true, force: true });
  const files = join(folder, 'csv');
  await mkdir(files, { recursive: true });
  const source = await read();
  const { nodes, facts, votes } = await writeFiles(source, size, files);
  // The first start makes the configuration that the importer reads.
  await (await startNeo4j({ home: folder })).stop();
  await admin(folder, [
    'database',
    'import',
    'full',
    'neo4j',
    '--overwrite-destination',
    '--array-delimiter=U+001F',
    '--max-off-heap-memory=2g',
    // Else it is left where the benchmark was started.
    `--report-file=${join(files, 'import.report')}`,
    ...nodes.map((file) => `--nodes=${file}`),
    ...facts.map((file) => `--relationships=${file}`),
  ]);
  await rm(files, { recursive: true });
  const server = await startNeo4j({ home: folder, pageCache: PAGE_CACHE, memory: HEAP });
  try {
    await makeIndexes(server.uri);
  } finally {
    await server.stop();
  }
  await writeFile(done, String(votes));
  console.log(`size ${size}: ${votes} votes, made in ${((performance.now() - started) / 1_000).toFixed(0)} s`);
}

/**
 * Reads the whole graph of both dossiers, votes as pairs.
 *
 * @param {string} uri
 * @returns {Promise<Source>}
 */
export async function readSource(uri) {
  const driver = neo4j.driver(uri, undefined, { disableLosslessIntegers: true });
  const session = driver.session({ database: 'neo4j', defaultAccessMode: neo4j.session.READ, fetchSize: 5_000 });
  try {
    /** @type {Map<string, RollCall>} */
    const rollCalls = new Map();
    /** @type {Node[]} */
    const nodes = [];
    /** @type {string[]} */
    let eventLabels = [];
    for await (const row of session.run('MATCH (n) RETURN labels(n) AS labels, properties(n) AS properties')) {
      const { labels, properties } = row.toObject();
      if (ROLL_CALL.test(properties.id)) {
        rollCalls.set(properties.id, { event: properties, passage: {}, topics: [], votes: [] });
        eventLabels = labels;
      } else nodes.push({ labels, properties });
    }
    const passages = new Map([...rollCalls.values()].map((each) => [each.event['evidence'][0], each]));
    const others = nodes.filter(({ properties }) => {
      const rollCall = passages.get(properties['id']);
      if (rollCall) rollCall.passage = properties;
      return !rollCall;
    });
    /** @type {Fact[]} */
    const facts = [];
    for await (const row of session.run('MATCH ()-[r]->() RETURN type(r) AS type, properties(r) AS properties')) {
      const { type, properties } = row.toObject();
      const rollCall = rollCalls.get(type === 'CONCERNS' ? properties.source : properties.target);
      if (!rollCall) facts.push({ type, properties });
      else if (type === 'CONCERNS') rollCall.topics.push(properties);
      else rollCall.votes.push([properties.source, properties.role]);
      // What is written is made from the pair alone, so it had better be what was read.
      if (
        rollCall &&
        type !== 'CONCERNS' &&
        !isDeepStrictEqual(vote(rollCall, properties.source, properties.role), properties)
      )
        throw new Error(`A vote has more than its roll call says: ${JSON.stringify(properties)}`);
    }
    const byDate = [...rollCalls.values()].sort((a, b) => (a.event['order'] < b.event['order'] ? -1 : 1));
    for (const each of byDate) {
      each.votes.sort(([a], [b]) => (a < b ? -1 : 1));
      each.topics.sort((a, b) => (a['order'] < b['order'] ? -1 : 1));
    }
    return { nodes: others, facts, rollCalls: byDate, eventLabels };
  } finally {
    await session.close();
    await driver.close();
  }
}

/**
 * A vote as the dossier has it.
 *
 * @param {RollCall} rollCall
 * @param {string} state
 * @param {string} role
 * @returns {Properties}
 */
function vote({ event: { id, date, evidence }, passage }, state, role) {
  const fact = `PARTICIPATED_IN|${state}|${id}|${role}||${date}`;
  return {
    id: fact,
    source: state,
    target: id,
    role,
    date,
    earliest: date,
    latest: date,
    surelyFrom: date,
    surelyTo: date,
    order: `${date}|${fact}`,
    evidence,
    dossiers: passage['dossiers'],
    files: ['votes.csv.gz'],
  };
}

/**
 * The roll calls of a size, one after the other, those that are in the graph first.
 *
 * @param {RollCall[]} rollCalls
 * @param {number} size
 * @returns {Generator<RollCall>}
 */
function* sized(rollCalls, size) {
  if (size < 1) {
    const step = Math.round(1 / size);
    yield* rollCalls.filter((_, index) => index % step === 0);
    return;
  }
  yield* rollCalls;
  const random = randomOf(SEED);
  for (let copy = 1; copy < size; copy++)
    for (const { event } of rollCalls) {
      const number = Number(ROLL_CALL.exec(event['id'])?.[1]) + copy * 10_000;
      yield renamed(random.pick(rollCalls), String(number), later(event['date'], copy));
    }
}

/** @param {string} date @param {number} copy */
function later(date, copy) {
  const year = Number(date.slice(0, 4)) + copy * YEARS;
  // Not every fourth year is a leap year.
  return `${year}${date.slice(4)}`.replace('-02-29', '-02-28');
}

/**
 * A roll call under another number and on another day.
 *
 * @param {RollCall} rollCall
 * @param {string} number
 * @param {string} date
 * @returns {RollCall}
 */
function renamed({ event, passage, topics, votes }, number, date) {
  const id = `Event:unga-vote-${number}`;
  const locator = `roll-call-${number}`;
  const passageId = `Passage:unga-votes/${locator}`;
  const evidence = [passageId];
  const rename = (/** @type {string} */ text) => text.replace(event['id'], id);
  /** @type {RollCall} */
  const made = {
    event: {
      ...event,
      id,
      evidence,
      date,
      earliest: date,
      latest: date,
      surelyFrom: date,
      surelyTo: date,
      order: `${date}|${id}`,
      sortName: rename(event['sortName']),
      participantOrder: rename(event['participantOrder']),
      identifiers: event['identifiers'].map((/** @type {string} */ each) =>
        each.startsWith('unvotes-roll-call ') ? `unvotes-roll-call ${number}` : each,
      ),
    },
    passage: { ...passage, id: passageId, locator, order: `roll-call-${number.padStart(8, '0')}\t${passageId}` },
    topics: topics.map((fact) => ({
      ...fact,
      id: rename(fact['id']),
      source: id,
      order: rename(fact['order']),
      evidence,
    })),
    votes,
  };
  made.passage['facts'] = [
    ...votes.map(([state, role]) => vote(made, state, role)['order']),
    ...made.topics.map((fact) => fact['order']),
  ].sort();
  return made;
}

/**
 * @param {Source} source
 * @param {number} size
 * @param {string} folder
 */
async function writeFiles(source, size, folder) {
  /** @type {Map<string, Table>} */
  const tables = new Map();
  const tableOf = (/** @type {string} */ name, /** @type {Properties[]} */ samples) => {
    const table = tables.get(name) ?? new Table(join(folder, `${name}.csv`), samples);
    tables.set(name, table);
    return table;
  };
  const event = source.rollCalls[0]?.event ?? {};
  const passage = source.rollCalls[0]?.passage ?? {};
  const nodesOf = (/** @type {string} */ label) =>
    source.nodes.filter(({ labels }) => labels.includes(label)).map(({ properties }) => properties);
  const entities = tableOf('node-Entity', [event, ...nodesOf('Entity')]);
  const passages = tableOf('node-Passage', [passage, ...nodesOf('Passage')]);
  const factsOf = (/** @type {string} */ type) =>
    source.facts.filter((fact) => fact.type === type).map(({ properties }) => properties);
  const [first] = source.rollCalls;
  const voted = first?.votes[0] ? [vote(first, ...first.votes[0])] : [];
  const participations = tableOf('PARTICIPATED_IN', [...voted, ...factsOf('PARTICIPATED_IN')]);
  const topics = source.rollCalls.flatMap((rollCall) => rollCall.topics);
  const concerns = tableOf('CONCERNS', [...topics, ...factsOf('CONCERNS')]);
  /** @type {Map<string, number>} by how many facts the degree of an entity differs */
  const degrees = new Map();
  const count = (/** @type {string} */ id, /** @type {number} */ by) => degrees.set(id, (degrees.get(id) ?? 0) + by);
  for (const { votes, topics } of source.rollCalls) {
    for (const [state] of votes) count(state, -1);
    for (const fact of topics) count(fact['target'], -1);
  }
  let written = 0;
  for (const rollCall of sized(source.rollCalls, size)) {
    await entities.node(source.eventLabels, rollCall.event);
    await passages.node(['Passage'], rollCall.passage);
    for (const [state, role] of rollCall.votes) {
      await participations.fact('PARTICIPATED_IN', vote(rollCall, state, role));
      count(state, 1);
      written++;
    }
    for (const fact of rollCall.topics) {
      await concerns.fact('CONCERNS', fact);
      count(fact['target'], 1);
    }
  }
  for (const { labels, properties } of source.nodes) {
    const [label = ''] = labels;
    const by = degrees.get(properties['id']);
    const node = by === undefined ? properties : { ...properties, degree: properties['degree'] + by };
    await tableOf(`node-${label}`, nodesOf(label)).node(labels, node);
  }
  for (const { type, properties } of source.facts) {
    await tableOf(type, factsOf(type)).fact(type, properties);
  }
  const files = [];
  for (const [name, table] of tables) files.push({ name, file: await table.end() });
  return {
    nodes: files.filter(({ name }) => name.startsWith('node-')).map(({ file }) => file),
    facts: files.filter(({ name }) => !name.startsWith('node-')).map(({ file }) => file),
    votes: written,
  };
}

/** A file for the importer. Its columns are those of the samples; an empty list is left out, as if there were none. */
class Table {
  #file;
  #stream;
  /** @type {[string, string][]} name and type */
  #columns;
  #pending = '';
  #begun = false;

  /**
   * @param {string} file
   * @param {Properties[]} samples
   */
  constructor(file, samples) {
    this.#file = file;
    this.#stream = createWriteStream(file);
    const names = new Set(samples.flatMap((sample) => Object.keys(sample)));
    this.#columns = [...names].map((name) => [name, typeOf(samples.map((sample) => sample[name]))]);
  }

  /** @param {string[]} labels @param {Properties} properties */
  node(labels, properties) {
    return this.#row([':ID', ':LABEL'], [`${labels[0]} ${properties['id']}`, labels], properties);
  }

  /** @param {string} type @param {Properties} properties a fact: its ends are entities */
  fact(type, properties) {
    const ends = [`Entity ${properties['source']}`, `Entity ${properties['target']}`, type];
    return this.#row([':START_ID', ':END_ID', ':TYPE'], ends, properties);
  }

  /**
   * @param {string[]} names
   * @param {unknown[]} values
   * @param {Properties} properties
   */
  async #row(names, values, properties) {
    if (!this.#begun) {
      this.#begun = true;
      this.#pending = `${[...names, ...this.#columns.map(([name, type]) => `${name}:${type}`)].join(',')}\n`;
    }
    const given = this.#columns.map(([name]) => properties[name]);
    if (given.filter((value) => value !== undefined).length < Object.keys(properties).length)
      throw new Error(`${this.#file} has no column for a property of ${JSON.stringify(properties)}`);
    const cells = [...values, ...given].map(cell);
    this.#pending += `${cells.join(',')}\n`;
    if (this.#pending.length < 1 << 20) return;
    const text = this.#pending;
    this.#pending = '';
    if (!this.#stream.write(text)) await new Promise((resolve) => this.#stream.once('drain', () => resolve(undefined)));
  }

  async end() {
    this.#stream.end(this.#pending);
    await finished(this.#stream);
    return this.#file;
  }
}

/** @param {unknown[]} values */
function typeOf(values) {
  const known = values.filter((value) => value !== undefined);
  if (known.some(Array.isArray)) return 'string[]';
  if (known.every((value) => typeof value === 'number')) return known.every(Number.isInteger) ? 'long' : 'double';
  return 'string';
}

/** @param {unknown} value */
function cell(value) {
  if (value === undefined || (Array.isArray(value) && value.length === 0)) return '';
  const text = Array.isArray(value) ? value.join('\u001f') : String(value);
  if (text.includes('\n')) throw new Error(`The importer takes no line breaks: ${text}`);
  return `"${text.replaceAll('"', '""')}"`;
}

/**
 * The indexes of the graph, and what the files cannot hold: an empty list.
 *
 * @param {string} uri
 */
async function makeIndexes(uri) {
  const driver = neo4j.driver(uri);
  try {
    const cypher = await readFile(new URL('../../schema/graph.cypher', import.meta.url), 'utf8');
    const statements = cypher
      .replace(/^\/\/.*$/gm, '')
      .split(';')
      .filter((text) => text.trim() !== '');
    for (const text of statements) await driver.executeQuery(text, {}, { database: 'neo4j' });
    await driver.executeQuery(`CALL db.awaitIndexes(${INDEX_SECONDS})`, {}, { database: 'neo4j' });
    await driver.executeQuery('MATCH (n:Passage) WHERE n.facts IS NULL SET n.facts = []', {}, { database: 'neo4j' });
  } finally {
    await driver.close();
  }
}
