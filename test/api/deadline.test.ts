/** An operation ends at its deadline, and when nobody waits for it. */
import { beforeAll, describe, expect, it } from 'vitest';
import { openEmbedded } from '../../src/graph/embedded.ts';
import { type Graph, statement } from '../../src/graph/port.ts';
import { onNeo4j } from '../support/engines.ts';
import { post } from '../support/server.ts';
import { serve, stubGraph } from '../support/stub.ts';

const SLOW = { query: '{ __typename a: entity(id: "Country:TR") { id relationships { nodes { id } } } }' };

describe('an operation', () => {
  it('is answered with 504 as a whole at its deadline, and its statements are told to stop', async () => {
    const stopped: unknown[] = [];
    let statements = 0;
    const graph = stubGraph(
      (_, { signal, timeout }) =>
        new Promise((_resolve, reject) => {
          statements++;
          expect(timeout).toBeLessThanOrEqual(200);
          signal?.addEventListener('abort', () => {
            stopped.push(signal.reason);
            reject(signal.reason);
          });
        }),
    );
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
    expect(stopped).toHaveLength(2);
    expect(statements).toBe(2);
    expect(use()).toMatchObject({ running: 0, waiting: 0 });
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
      return new Promise((_resolve, reject) => {
        signal?.addEventListener('abort', () => {
          reasons.push(signal.reason);
          reject(signal.reason);
        });
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

describe('on the embedded engine, which cannot stop a statement', () => {
  it('those that nobody waits for any more are few, and the server answers again once they have ended', async () => {
    const graph = openEmbedded({ memory: true });
    let ended = 0;
    const slow = statement('slow', 'UNWIND range(1, 1000) AS x UNWIND range(1, 1000) AS y RETURN count(*) AS n', () => {
      ended++;
    });
    let flooded = true;
    const { url, use } = await serve({
      graph: {
        ...graph,
        run: (statement, params, options) =>
          flooded ? (graph.run(slow, {}, options) as Promise<never[]>) : graph.run(statement, params, options),
      },
      limits: { deadline: 100 },
    });
    const answers = await Promise.all(Array.from({ length: 60 }, () => post(url, SLOW)));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([504]));
    expect((await fetch(`${url}/live`)).status).toBe(200);
    expect(use()).toMatchObject({ running: 0, waiting: 0 });
    flooded = false;
    const ASKED = { query: '{ entity(id: "Country:TR") { id } }' };
    await expect.poll(async () => (await post(url, ASKED)).status).toBe(200);
    // It waits for the statements that run.
    await graph.close();
    expect(ended).toBeGreaterThan(0);
    expect(ended).toBeLessThan(30);
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
  const slow = (): Graph => ({
    ...graph,
    run: (_statement, _params, options) => graph.run(endless, {}, options) as Promise<never[]>,
  });

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
