/** What the Neo4j adapter alone promises: how it fares with a server that is slow, silent, gone or wrong. */
import { createServer, type Server, type Socket } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { openNeo4j } from '../../src/graph/neo4j.ts';
import { type Graph, type Row, statement } from '../../src/graph/port.ts';
import { missing, type Neo4jServer, startNeo4j } from '../../tools/neo4j.mjs';
import { neo4jOfThisWorker, onNeo4j } from '../support/engines.ts';

const row = (found: Row): Row => found;
const one = statement('one', 'RETURN 1 AS x', ({ x }) => x);
const endless = statement(
  'endless',
  'UNWIND range(1, 100000000) AS x UNWIND range(1, 1000) AS y RETURN count(*) AS n',
  row,
);
const add = statement('add', 'CREATE (n:Entity {id: $id})', row);
const underWay = statement(
  'underWay',
  `SHOW TRANSACTIONS YIELD currentQuery, status, metaData WHERE currentQuery CONTAINS 'range(1, 100000000)'
   AND status = 'Running' AND NOT currentQuery CONTAINS 'SHOW' RETURN metaData.statement AS name`,
  ({ name }) => name,
);

const graphs: Graph[] = [];
const open = (options: Parameters<typeof openNeo4j>[0]) => {
  const graph = openNeo4j(options);
  graphs.push(graph);
  return graph;
};
afterEach(async () => {
  for (const graph of graphs.splice(0)) await graph.close();
});

/** What it fails with: of a statement that is not stopped, nothing ever. */
async function failureOf(failing: Promise<unknown>): Promise<unknown> {
  return await failing.then(
    () => new Error('it succeeded'),
    (thrown: unknown) => thrown,
  );
}

describe('a store that is not there', () => {
  const sockets = new Set<Socket>();
  let silent: Server;
  beforeAll(async () => {
    silent = createServer((socket) => sockets.add(socket.on('error', () => undefined)));
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
  });
  afterAll(() => {
    for (const socket of sockets) socket.destroy();
    silent.close();
  });
  const silentPort = () => {
    const address = silent.address();
    return typeof address === 'object' && address !== null ? address.port : 0;
  };

  it.each(['bolt', 'neo4j'])('is said to be out of reach: %s', async (scheme) => {
    const graph = open({ uri: `${scheme}://127.0.0.1:1`, username: 'neo4j', password: 'secret' });
    const expected = { name: 'StoreUnavailable', reason: 'unreachable', cause: expect.any(Error) };
    expect(await failureOf(graph.run(one, {}))).toMatchObject(expected);
    expect(await failureOf(graph.ping())).toMatchObject(expected);
    expect(await failureOf(graph.write((transaction) => transaction.run(one, {})))).toMatchObject(expected);
    expect(await failureOf(graph.prepare([]))).toMatchObject(expected);
  });

  it.each(['bolt', 'neo4j'])('is said to be silent: %s', async (scheme) => {
    const graph = open({ uri: `${scheme}://127.0.0.1:${silentPort()}` });
    const expected = { name: 'StoreUnavailable', reason: 'silent' };
    const all = [graph.run(one, {}), graph.ping(), graph.write((transaction) => transaction.run(one, {}))];
    for (const error of await Promise.all(all.map((failing) => failureOf(failing))))
      expect(error).toMatchObject(expected);
  });

  it('tells nothing of itself in the message', async () => {
    const graph = open({ uri: 'bolt://127.0.0.1:1', username: 'neo4j', password: 'secret' });
    expect(String(await failureOf(graph.ping()))).toBe('StoreUnavailable: The graph store cannot be reached.');
  });

  it('is refused at once when its address is none', () => {
    expect(() => openNeo4j({ uri: 'http://127.0.0.1:7474' })).toThrow(
      expect.objectContaining({ name: 'StoreUnavailable', reason: 'address', store: 'http://127.0.0.1:7474' }),
    );
  });
});

onNeo4j('a Neo4j', (engine) => {
  let graph: Graph;
  beforeAll(async () => {
    graph = await engine.open();
  });

  it('stops a statement that takes too long, and says so', async () => {
    expect(await failureOf(graph.run(endless, {}, { timeout: 300 }))).toMatchObject({
      name: 'StatementTimeout',
      statement: 'endless',
      milliseconds: 300,
    });
    expect(await graph.run(underWay, {})).toEqual([]);
  });

  it('stops a statement whose signal aborts', async () => {
    const controller = new AbortController();
    const running = graph.run(endless, {}, { signal: controller.signal });
    const stopped = failureOf(running);
    await expect.poll(() => graph.run(underWay, {})).toEqual(['endless']);
    controller.abort(new Error('gone'));
    expect(await stopped).toBe(controller.signal.reason);
    await expect.poll(() => graph.run(underWay, {})).toEqual([]);
  });

  it('stops a write whose statement is aborted', async () => {
    const controller = new AbortController();
    const writing = graph.write(async (transaction) => {
      await transaction.run(add, { id: 'a' });
      await transaction.run(endless, {}, { signal: controller.signal });
    });
    const stopped = failureOf(writing);
    await expect.poll(() => graph.run(underWay, {})).toEqual(['write']);
    controller.abort(new Error('gone'));
    expect(await stopped).toBe(controller.signal.reason);
    await expect.poll(() => graph.run(underWay, {})).toEqual([]);
  });

  it('runs a write again that met another one', async () => {
    const touch = statement('touch', 'MERGE (n:Lock {id: $id}) SET n.seen = coalesce(n.seen, 0) + 1', row);
    await graph.write(async (transaction) => {
      for (const id of ['x', 'y']) await transaction.run(touch, { id });
    });
    let met = 0;
    const both = new Promise<void>((resolve) => {
      const check = setInterval(() => {
        if (met < 2) return;
        clearInterval(check);
        resolve();
      }, 5);
    });
    let attempts = 0;
    const locking = (first: string, second: string) =>
      graph.write(async (transaction) => {
        attempts += 1;
        await transaction.run(touch, { id: first });
        met += 1;
        await both;
        await transaction.run(touch, { id: second });
      });
    await Promise.all([locking('x', 'y'), locking('y', 'x')]);
    expect(attempts).toBeGreaterThan(2);
    const seen = statement('seen', 'MATCH (n:Lock) RETURN n.seen AS seen', (found) => found['seen']);
    expect(await graph.run(seen, {})).toEqual([3, 3]);
  });

  it('runs more statements at once than it has connections', async () => {
    const answers = await Promise.all(Array.from({ length: 300 }, () => graph.run(one, {})));
    expect(answers.flat()).toHaveLength(300);
  });

  it('is said to refuse a database that it does not have', async () => {
    const server = await neo4jOfThisWorker();
    for (const uri of [server.uri, server.uri.replace(/^bolt/, 'neo4j')]) {
      const elsewhere = open({ ...server, uri, database: 'nowhere' });
      expect(await failureOf(elsewhere.ping())).toMatchObject({ name: 'StoreUnavailable', reason: 'refused' });
      expect(await failureOf(elsewhere.run(one, {}))).toMatchObject({ name: 'StoreUnavailable', reason: 'refused' });
    }
  });

  it('is reached by routing too', async () => {
    const server = await neo4jOfThisWorker();
    const routed = open({ ...server, uri: server.uri.replace(/^bolt/, 'neo4j') });
    await routed.write((transaction) => transaction.run(add, { id: 'routed' }));
    const there = statement('there', "MATCH (n:Entity {id: 'routed'}) RETURN n.id AS id", ({ id }) => id);
    expect(await routed.run(there, {})).toEqual(['routed']);
  });

  it('fails to prepare when another schema has the name of an index, naming what is missing', async () => {
    const squat = statement('squat', 'CREATE INDEX range_Squat_a IF NOT EXISTS FOR (n:Squat) ON (n.b)', row);
    await graph.write((transaction) => transaction.run(squat, {}));
    await expect(graph.prepare([{ kind: 'range', on: 'node', name: 'Squat', properties: ['a'] }])).rejects.toThrow(
      'still missing: range node Squat(a)',
    );
  });
});

const reason = await missing();

describe.skipIf(reason !== undefined)('a Neo4j that fails while it is used', () => {
  let server: Neo4jServer;
  beforeAll(async () => {
    server = await startNeo4j();
  });
  afterAll(async () => {
    await server?.stop();
  });

  it('is said to be silent when it freezes, for statements under way and new ones, and serves when it wakes', async () => {
    const graph = open({ uri: server.uri });
    await graph.ping();
    const running = graph.run(endless, {});
    const caught = running.catch(() => undefined);
    await expect.poll(() => graph.run(underWay, {})).toEqual(['endless']);
    await server.kill('SIGSTOP');
    expect(await failureOf(running)).toMatchObject({ name: 'StoreUnavailable', reason: 'silent' });
    expect(await failureOf(graph.run(one, {}))).toMatchObject({ name: 'StoreUnavailable', reason: 'silent' });
    expect(await failureOf(graph.ping())).toMatchObject({ name: 'StoreUnavailable', reason: 'silent' });
    await server.kill('SIGCONT');
    await caught;
    await expect.poll(() => graph.run(one, {}).catch(() => [])).toEqual([1]);
    await graph.ping();
    await expect.poll(() => graph.run(underWay, {})).toEqual([]);
  });

  it('is said to be out of reach when it is killed, and serves what was written when it is back', async () => {
    const graph = open({ uri: server.uri });
    await graph.write((transaction) => transaction.run(add, { id: 'kept' }));
    const running = failureOf(graph.run(endless, {}));
    await expect.poll(() => graph.run(underWay, {})).toEqual(['endless']);
    await server.kill();
    expect(await running).toMatchObject({ name: 'StoreUnavailable', reason: 'unreachable' });
    expect(await failureOf(graph.run(one, {}))).toMatchObject({ name: 'StoreUnavailable', reason: 'unreachable' });
    await server.start();
    const kept = statement('kept', 'MATCH (n:Entity) RETURN n.id AS id', ({ id }) => id);
    expect(await graph.run(kept, {})).toEqual(['kept']);
    await graph.ping();
  });
});
