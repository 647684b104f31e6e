/** urql with its normalised cache, told the server's schema, and its `relayPagination`. */
import { Client, fetchExchange, gql } from '@urql/core';
import { cacheExchange } from '@urql/exchange-graphcache';
import { relayPagination } from '@urql/exchange-graphcache/extras';
import { minifyIntrospectionQuery } from '@urql/introspection';
import { getIntrospectionQuery, type IntrospectionQuery } from 'graphql';
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { ask, endpoint, idsOf, inOnePage, LISTS, type List, PAGE_SIZE } from './support/lists.ts';

let schema: IntrospectionQuery;

beforeAll(async () => {
  schema = minifyIntrospectionQuery((await ask(getIntrospectionQuery())) as IntrospectionQuery);
});

afterEach(() => vi.restoreAllMocks());

describe('urql with graphcache', () => {
  for (const list of LISTS) {
    it(`pages through ${list.name} to the end`, async () => {
      const data = await paged(newClient(), list);
      expect(idsOf(list.connection(data))).toEqual(await inOnePage(list));
    });

    it(`reads ${list.name} again from its cache, interfaces and all`, async () => {
      const client = newClient();
      const data = await paged(client, list);
      const again = client.readQuery(gql(list.query), { ...list.variables, first: PAGE_SIZE });
      expect(again?.data).toEqual(data);
    });
  }

  it('has nothing to warn of', async () => {
    const warn = vi.spyOn(console, 'warn');
    const error = vi.spyOn(console, 'error');
    const client = newClient();
    for (const list of LISTS) await paged(client, list);
    expect([...warn.mock.calls, ...error.mock.calls]).toEqual([]);
  });
});

function newClient(): Client {
  const types = schema.__schema.types;
  const actors = types.flatMap((type) =>
    type.kind === 'INTERFACE' && type.name === 'Actor' ? type.possibleTypes : [],
  );
  const withoutId = types.filter(
    (type) => type.kind === 'OBJECT' && !type.name.startsWith('__') && !type.fields.some(({ name }) => name === 'id'),
  );
  return new Client({
    url: endpoint,
    exchanges: [
      cacheExchange({
        schema,
        // What has no id is a part of what it hangs on.
        keys: Object.fromEntries(withoutId.map(({ name }) => [name, () => null])),
        resolvers: {
          Query: { activities: relayPagination() },
          ...Object.fromEntries(actors.map(({ name }) => [name, { participations: relayPagination() }])),
        },
      }),
      fetchExchange,
    ],
  });
}

/** What a query of the first page answers after the others have been fetched: graphcache joins them. */
async function paged(client: Client, { query, variables, connection }: List): Promise<unknown> {
  let data: unknown;
  let after: string | null | undefined;
  do {
    const result = await client.query(gql(query), { ...variables, first: PAGE_SIZE, after }).toPromise();
    if (result.error) throw result.error;
    data = result.data;
    const { pageInfo } = connection(data);
    after = pageInfo.hasNextPage ? pageInfo.endCursor : undefined;
  } while (after);
  return data;
}
