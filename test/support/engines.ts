/** The engines that a suite of the graph runs on, and an empty graph in each. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import neo4j from 'neo4j-driver';
import { afterAll, describe, inject } from 'vitest';
import { openNeo4j } from '../../src/graph/neo4j.ts';
import type { Graph } from '../../src/graph/port.ts';
import { openSqlite, type SqliteOptions } from '../../src/graph/sqlite/graph.ts';

export interface Engine {
  readonly name: Graph['engine'];
  /**
   * An empty graph, without indexes; closed after the suite. In Neo4j there is one database: what an earlier `open` of a
   * suite gave is emptied by the next.
   */
  open(): Promise<Graph>;
}

const desk = inject('neo4jDesk');

/** Declares a suite once for each engine. The one on Neo4j is skipped when the run has none. */
export function forEachEngine(suite: (engine: Engine) => void): void {
  describe('embedded', () => suite(closingAfterwards('embedded', openEmpty)));
  describe.skipIf(desk === null)('neo4j', () => suite(closingAfterwards('neo4j', openWiped)));
}

/** Declares a suite for Neo4j alone, skipped when the run has none. */
export function onNeo4j(name: string, suite: (engine: Engine) => void): void {
  describe.skipIf(desk === null)(name, () => suite(closingAfterwards('neo4j', openWiped)));
}

/** The address and login of the Neo4j of this worker, which is started if no suite has asked yet. */
export async function neo4jOfThisWorker() {
  if (desk === null) throw new Error('this run has no Neo4j');
  const answer = await fetch(`${desk}/${process.env['VITEST_POOL_ID']}`);
  const text = await answer.text();
  if (!answer.ok) throw new Error(text);
  const { NEO4J_USERNAME: username, NEO4J_PASSWORD: password, NEO4J_DATABASE: database = 'neo4j' } = process.env;
  return { uri: text, username, password, database };
}

/** A new folder, removed after the suite. */
export function temporaryFolder(): Promise<string> {
  const folder = mkdtemp(join(tmpdir(), 'dragoman-test-'));
  afterAll(async () => rm(await folder, { recursive: true, force: true }));
  return folder;
}

function closingAfterwards(name: Graph['engine'], openOne: () => Promise<Graph>): Engine {
  const opened: Graph[] = [];
  afterAll(async () => {
    for (const graph of opened) await graph.close();
  });
  return {
    name,
    async open() {
      const graph = await openOne();
      opened.push(graph);
      return graph;
    },
  };
}

/** An empty embedded graph, in a folder that goes when it is closed. */
export async function openTemporary(options: SqliteOptions = {}): Promise<Graph> {
  const folder = await mkdtemp(join(tmpdir(), 'dragoman-graph-'));
  const graph = await openSqlite(folder, { unsafe: true, ...options });
  return {
    ...graph,
    async close() {
      await graph.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

const openEmpty = () => openTemporary({ reverseUnordered: true });

async function openWiped(): Promise<Graph> {
  const server = await neo4jOfThisWorker();
  await wipe(server);
  return openNeo4j(server);
}

/** Nodes in batches, so that a large suite does not need a large heap; constraints before indexes, which they own. */
async function wipe({ uri, username, password = '', database }: Awaited<ReturnType<typeof neo4jOfThisWorker>>) {
  const driver = neo4j.driver(uri, username === undefined ? undefined : neo4j.auth.basic(username, password));
  const session = driver.session({ database });
  const names = async (text: string) => (await session.run(text)).records.map((record) => String(record.get('name')));
  try {
    await session.run('MATCH (n) CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 5000 ROWS');
    for (const name of await names('SHOW CONSTRAINTS YIELD name')) await session.run(`DROP CONSTRAINT \`${name}\``);
    const indexes = await names("SHOW INDEXES YIELD name, type WHERE type <> 'LOOKUP' RETURN name");
    for (const name of indexes) await session.run(`DROP INDEX \`${name}\``);
  } finally {
    await session.close();
    await driver.close();
  }
}
