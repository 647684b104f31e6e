/** An operation ends at its deadline, and when nobody waits for it. */
import { beforeAll, describe, expect, it } from 'vitest';
import { type Graph, type Runner, statement, written } from '../../src/graph/port.ts';
import { onNeo4j, openTemporary } from '../support/engines.ts';
import { post } from '../support/server.ts';
import { serve, stubGraph, untilAborted } from '../support/stub.ts';

const SLOW = { query: '{ __typename a: entity(id: "Country:TR") { id relationships { nodes { id } } } }' };

describe('an operation', () => {
  it('is answered with 504 as a whole at its deadline, and its statements are told to stop', async () => {
    const stopped: unknown[] = [];
    let statements = 0;
    const graph = stubGraph((_, { signal, timeout }) => {
      statements++;
      expect(timeout).toBeLessThanOrEqual(200);
      return untilAborted(signal).catch((reason: unknown) => {
        stopped.push(reason);
        throw reason;
      });
    });
    const { url, use } = await serve({ graph, limits: { deadline: 200 } });
    const { status, body } = await post(url, SLOW);
    expect(status).toBe(504);
    expect(body).toEqual({
      errors: [
        {
          message: 'This took longer than 0.2 s, and was stopped. Ask for less at once.',
          extensions: { code: 'TIMEOUT' },
        },
      ],
    });
    // The entity, and what is listed of it.
    await expect.poll(() => stopped).toHaveLength(2);
    expect(statements).toBe(2);
    await expect.poll(use).toMatchObject({ running: 0, waiting: 0 });
  });

  it('is answered with 504 when it never got a place', async () => {
    const graph = stubGraph(() => new Promise(() => undefined));
    const { url } = await serve({ graph, limits: { deadline: 300, concurrency: 1 } });
    const answers = await Promise.all([post(url, SLOW), post(url, SLOW)]);
    expect(answers.map(({ status }) => status)).toEqual([504, 504]);
  });

  it('runs no further statement when its client is gone', async () => {
    let arrived = 0;
    const reasons: unknown[] = [];
    const graph = stubGraph((_, { signal }) => {
      arrived++;
      return untilAborted(signal).catch((reason: unknown) => {
        reasons.push(reason);
        throw reason;
      });
    });
    const { url, use } = await serve({ graph });
    const controller = new AbortController();
    const asked = fetch(`${url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(SLOW),
      signal: controller.signal,
    }).catch(() => 'gone');
    await expect.poll(() => arrived).toBe(2);
    controller.abort();
    expect(await asked).toBe('gone');
    await expect.poll(() => reasons.map(String)).toEqual(Array(2).fill('HungUp: The client is gone.'));
    await expect.poll(() => use().running).toBe(0);
    expect(arrived).toBe(2);
  });
});

describe('on the embedded engine, a statement', () => {
  const endless = written(
    'endless',
    {
      cypher: () => '',
      sql: () =>
        'WITH RECURSIVE each (x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM each) SELECT count(*) AS n FROM each',
      columns: { n: 'value' },
    },
    (row) => row,
  );

  it('is stopped when nobody waits for it any more, however many there are, and the server answers', async () => {
    const graph = await openTemporary();
    let flooded = true;
    const of =
      (runner: Runner): Runner['run'] =>
      (statement, params, options) =>
        flooded ? (runner.run(endless, {}, options) as Promise<never[]>) : runner.run(statement, params, options);
    const { url, use } = await serve({
      graph: {
        ...graph,
        run: of(graph),
        snapshot() {
          const snapshot = graph.snapshot();
          return { run: of(snapshot), release: () => snapshot.release() };
        },
      },
      limits: { deadline: 200 },
    });
    const controller = new AbortController();
    const gone = fetch(`${url}/graphql?query={entity(id:"City:a"){id}}`, { signal: controller.signal }).catch(
      () => 'gone',
    );
    const answers = Promise.all(Array.from({ length: 60 }, () => post(url, SLOW)));
    controller.abort();
    expect(new Set((await answers).map(({ status }) => status))).toEqual(new Set([504]));
    expect(await gone).toBe('gone');
    expect((await fetch(`${url}/live`)).status).toBe(200);
    await expect.poll(use).toMatchObject({ running: 0, waiting: 0 });
    flooded = false;
    const ASKED = { query: '{ entity(id: "Country:TR") { id } }' };
    await expect.poll(async () => (await post(url, ASKED)).status, { timeout: 20_000 }).toBe(200);
  });

  it('is stopped when the graph is closed', async () => {
    const graph = await openTemporary();
    const running = graph.run(endless, {});
    const writing = graph.write((transaction) => transaction.run(endless, {}));
    const closed = graph.close();
    await expect(running).rejects.toMatchObject({ reason: 'closed' });
    await expect(writing).rejects.toMatchObject({ reason: 'closed' });
    await closed;
  });
});

onNeo4j('on Neo4j, a transaction', (engine) => {
  const endless = statement(
    'endless',
    'UNWIND range(1, 100000000) AS x UNWIND range(1, 1000) AS y RETURN count(*) AS n',
    (row) => row,
  );
  const underWay = statement(
    'underWay',
    `SHOW TRANSACTIONS YIELD currentQuery, status WHERE currentQuery CONTAINS 'range(1, 100000000)'
     AND status = 'Running' AND NOT currentQuery CONTAINS 'SHOW' RETURN 1 AS one`,
    ({ one }) => one,
  );
  let graph: Graph;
  beforeAll(async () => {
    graph = await engine.open();
  });
  function slow(): Graph {
    const run: Runner['run'] = (_statement, _params, options) => graph.run(endless, {}, options) as Promise<never[]>;
    return { ...graph, run, snapshot: () => ({ run, release: () => undefined }) };
  }

  it('is terminated at the deadline', async () => {
    const { url } = await serve({ graph: slow(), limits: { deadline: 1_000 } });
    expect((await post(url, SLOW)).status).toBe(504);
    await expect.poll(() => graph.run(underWay, {})).toEqual([]);
  });

  it('is terminated when the client is gone', async () => {
    const { url } = await serve({ graph: slow(), limits: { deadline: 60_000 } });
    const controller = new AbortController();
    const asked = fetch(`${url}/graphql?query={entity(id:"City:a"){id}}`, { signal: controller.signal }).catch(
      () => 'gone',
    );
    await expect.poll(() => graph.run(underWay, {})).toEqual([1]);
    controller.abort();
    expect(await asked).toBe('gone');
    await expect.poll(() => graph.run(underWay, {})).toEqual([]);
  });
});
