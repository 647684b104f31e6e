/** GraphQL over HTTP as Yoga does it: what the schema does not have yet finds the ways open. */
import { setTimeout } from 'node:timers/promises';
import { GraphQLInt, GraphQLNonNull, GraphQLObjectType, GraphQLSchema, GraphQLString } from 'graphql';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Operation } from '../../src/declare/operation.ts';
import { statement } from '../../src/graph/port.ts';
import { serve, stubGraph } from '../support/stub.ts';

const one = statement('one', 'RETURN 1 AS n', ({ n }) => Number(n));
const ended: string[] = [];

async function* counting(to: number, name: string) {
  try {
    for (let count = 1; count <= to; count++) {
      yield { count };
      await setTimeout(5);
    }
  } finally {
    ended.push(name);
  }
}

const count = { type: new GraphQLNonNull(GraphQLInt) };
const schema = new GraphQLSchema({
  query: new GraphQLObjectType({
    name: 'Query',
    fields: {
      count: { ...count, resolve: () => 1 },
      fails: { type: GraphQLInt, resolve: () => Promise.reject(Error()) },
    },
  }),
  mutation: new GraphQLObjectType<unknown, Operation>({
    name: 'Mutation',
    // The context of every resolver is the operation, which reads the graph.
    fields: { raise: { ...count, resolve: async (_root, _args, operation) => (await operation.run(one, {})).length } },
  }),
  subscription: new GraphQLObjectType<unknown, Operation>({
    name: 'Subscription',
    fields: {
      count: {
        ...count,
        args: { to: { type: new GraphQLNonNull(GraphQLInt) }, name: { type: GraphQLString, defaultValue: '' } },
        subscribe: (_root, { to, name }, operation) => {
          if (operation.statements !== 0) throw new Error('It is the operation of another.');
          return counting(to, name);
        },
      },
    },
  }),
});

const EVENTS = 'text/event-stream';
let url: string;
beforeAll(async () => {
  ({ url } = await serve({ graph: stubGraph(async () => [1]), schema, limits: { silence: 120_000 } }));
});

const post = (query: string, accept: string, init: RequestInit = {}) =>
  fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept },
    body: JSON.stringify({ query }),
    ...init,
  });
const get = (query: string, accept: string) =>
  fetch(`${url}/graphql?query=${encodeURIComponent(query)}`, { headers: { accept } });

/** The events of an answer, in the protocol of distinct connections of GraphQL over SSE. */
function eventsOf(text: string): { event: string; data: unknown }[] {
  return [...text.matchAll(/event: (\w+)\ndata:(.*)\n\n/g)].map(([, event = '', data = '']) => ({
    event,
    data: data === '' ? undefined : JSON.parse(data),
  }));
}

describe('a mutation', () => {
  it('runs with a POST, with the context of every operation', async () => {
    const answer = await post('mutation { raise }', 'application/json');
    expect([answer.status, await answer.json()]).toEqual([200, { data: { raise: 1 } }]);
  });

  it('is refused with a GET', async () => {
    const answer = await get('mutation { raise }', 'application/graphql-response+json');
    expect([answer.status, answer.headers.get('allow')]).toEqual([405, 'POST']);
    expect(await answer.json()).toMatchObject({ errors: [{ extensions: { code: 'BAD_USER_INPUT' } }] });
  });
});

describe('a subscription', () => {
  it.each([
    ['POST', post],
    ['GET', get],
  ])('sends its events as they come, by %s', async (_, send) => {
    const answer = await send('subscription { count(to: 3) }', EVENTS);
    expect([answer.status, answer.headers.get('content-type')]).toEqual([200, EVENTS]);
    expect(eventsOf(await answer.text())).toEqual([
      ...[1, 2, 3].map((each) => ({ event: 'next', data: { data: { count: each } } })),
      { event: 'complete', data: undefined },
    ]);
  });

  it('ends with its reader', async () => {
    const controller = new AbortController();
    const answer = await post('subscription { count(to: 1000000, name: "endless") }', EVENTS, {
      signal: controller.signal,
    });
    const reader = answer.body?.getReader();
    await reader?.read();
    controller.abort();
    await expect.poll(() => ended).toContain('endless');
  });

  it('is for who takes events alone', async () => {
    const answer = await post('subscription { count(to: 3) }', 'application/json');
    expect(answer.status).toBe(406);
  });

  it('that is wrong says so in an event', async () => {
    const [first] = eventsOf(await (await post('subscription { nothing }', EVENTS)).text());
    expect(first).toMatchObject({
      event: 'next',
      data: { errors: [{ extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } }] },
    });
  });
});

describe('a query', () => {
  it.each([
    ['application/json', 'application/json; charset=utf-8'],
    ['application/json; charset=utf-8', 'application/json; charset=utf-8'],
    ['application/json;charset="UTF-8"', 'application/json; charset=utf-8'],
    ['application/graphql-response+json', 'application/graphql-response+json; charset=utf-8'],
    ['application/graphql-response+json, application/json', 'application/graphql-response+json; charset=utf-8'],
    ['application/json, application/graphql-response+json', 'application/json; charset=utf-8'],
    ['application/json;q=0.9, application/graphql-response+json', 'application/graphql-response+json; charset=utf-8'],
    ['application/graphql-response+json;q=0.1, application/json;q=0.2', 'application/json; charset=utf-8'],
    ['application/json;q=0, */*', 'application/graphql-response+json; charset=utf-8'],
    ['*/*', 'application/json; charset=utf-8'],
    ['application/*', 'application/json; charset=utf-8'],
    ['text/*', EVENTS],
    ['text/event-stream;q=0.1, application/json', 'application/json; charset=utf-8'],
    ['text/event-stream, application/json;q=0.1', EVENTS],
    ['text/html;q=0.1, application/json', 'application/json; charset=utf-8'],
    ['image/png, application/json;q=0.001', 'application/json; charset=utf-8'],
    ['', 'application/json; charset=utf-8'],
  ])('accepted as %s is answered as %s', async (accept, type) => {
    const answer = await get('{ count }', accept);
    expect([answer.status, answer.headers.get('content-type')]).toEqual([200, type]);
    const text = await answer.text();
    expect(type === EVENTS ? eventsOf(text)[0]?.data : JSON.parse(text)).toEqual({ data: { count: 1 } });
  });

  it.each(['image/png', 'text/html;q=0', 'application/json;q=0', 'application/json;charset=utf-16'])(
    'accepted as %s is not',
    async (accept) => {
      const answer = await post('{ count }', accept);
      expect([answer.status, answer.headers.get('accept')]).toEqual([
        406,
        'application/json, application/graphql-response+json, text/event-stream',
      ]);
    },
  );

  it('is a page where that is what its reader prefers', async () => {
    for (const accept of ['text/html', 'text/html,application/xhtml+xml,*/*;q=0.8', 'application/json;q=0.5,text/html'])
      expect((await get('{ count }', accept)).headers.get('content-type')).toContain('text/html');
  });
});
