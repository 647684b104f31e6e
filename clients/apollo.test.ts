/** @apollo/client with its normalised cache, its `relayStylePagination`, and the possible types that the server tells. */
import { createHash } from 'node:crypto';
import { ApolloClient, gql, HttpLink, InMemoryCache, type PossibleTypesMap } from '@apollo/client';
import { PersistedQueryLink } from '@apollo/client/link/persisted-queries';
import { relayStylePagination } from '@apollo/client/utilities';
import { filter, firstValueFrom } from 'rxjs';
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { ask, endpoint, idsOf, inOnePage, LISTS, type List, PAGE_SIZE } from './support/lists.ts';

const POSSIBLE_TYPES = '{ __schema { types { name possibleTypes { name } } } }';

let possibleTypes: PossibleTypesMap;

beforeAll(async () => {
  const { __schema } = (await ask(POSSIBLE_TYPES)) as {
    __schema: { types: { name: string; possibleTypes: { name: string }[] | null }[] };
  };
  possibleTypes = Object.fromEntries(
    __schema.types.flatMap((type) =>
      type.possibleTypes ? [[type.name, type.possibleTypes.map(({ name }) => name)]] : [],
    ),
  );
});

afterEach(() => vi.restoreAllMocks());

describe('@apollo/client', () => {
  for (const list of LISTS) {
    it(`pages through ${list.name} to the end`, async () => {
      const data = await paged(newClient(), list);
      expect(idsOf(list.connection(data))).toEqual(await inOnePage(list));
    });

    it(`reads ${list.name} again from its cache, interfaces and all`, async () => {
      const client = newClient();
      const data = await paged(client, list);
      const again = client.readQuery({ query: gql(list.query), variables: { ...list.variables, first: PAGE_SIZE } });
      expect(again).toEqual(data);
    });
  }

  it('that sends the hash of a query alone sends the query when it is told to, and hashes no more', async () => {
    const sent: string[] = [];
    const client = new ApolloClient({
      link: new PersistedQueryLink({ sha256 }).concat(
        new HttpLink({
          uri: endpoint,
          fetch: (address, init) => {
            sent.push(String(init?.body));
            return fetch(address, init);
          },
        }),
      ),
      cache: new InMemoryCache({ possibleTypes }),
    });
    for (const id of ['Country:TR', 'Country:IL']) {
      const { data } = await client.query({
        query: gql`query ($id: ID!) { entity(id: $id) { id } }`,
        variables: { id },
      });
      expect(data).toMatchObject({ entity: { id } });
    }
    expect(sent.map((body) => [body.includes('"query"'), body.includes('sha256Hash')])).toEqual([
      [false, true],
      [true, expect.any(Boolean)],
      [true, false],
    ]);
  });

  it('has nothing to warn of', async () => {
    const warn = vi.spyOn(console, 'warn');
    const error = vi.spyOn(console, 'error');
    const client = newClient();
    for (const list of LISTS) await paged(client, list);
    expect([...warn.mock.calls, ...error.mock.calls]).toEqual([]);
  });
});

async function sha256(query: string): Promise<string> {
  return createHash('sha256').update(query).digest('hex');
}

function newClient(): ApolloClient {
  return new ApolloClient({
    link: new HttpLink({ uri: endpoint }),
    cache: new InMemoryCache({
      possibleTypes,
      typePolicies: {
        Query: { fields: { activities: relayStylePagination(['filter', 'orderBy']) } },
        Actor: { fields: { participations: relayStylePagination(['filter', 'orderBy']) } },
      },
    }),
  });
}

/** What a watched query holds when its list has been fetched page by page. */
async function paged(client: ApolloClient, { query, variables, connection }: List): Promise<unknown> {
  const watched = client.watchQuery({ query: gql(query), variables: { ...variables, first: PAGE_SIZE } });
  // A component that stays on the screen.
  const subscription = watched.subscribe(() => {});
  const loaded = watched.pipe(filter(({ loading }) => !loading));
  let { data } = await firstValueFrom(loaded);
  while (connection(data).pageInfo.hasNextPage) {
    const after = connection(data).pageInfo.endCursor;
    ({ data } = await watched.fetchMore({ variables: { after } }));
  }
  const whole = await firstValueFrom(loaded.pipe(filter((now) => !connection(now.data).pageInfo.hasNextPage)));
  subscription.unsubscribe();
  return whole.data;
}
