/** relay-compiler on the queries of a small app, and what it writes run by relay-runtime, whose React hooks do the same. */
import {
  createOperationDescriptor,
  Environment,
  fetchQuery,
  getPaginationMetadata,
  getPaginationVariables,
  getRefetchMetadata,
  getSingularSelector,
  Network,
  type ReaderFragment,
  RecordSource,
  Store,
} from 'relay-runtime';
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { ask, type Connection, endpoint, idsOf, PAGE_SIZE } from '../support/lists.ts';
import { type Ended, run } from '../support/run.ts';
import type { appEntityQuery } from './__generated__/appEntityQuery.graphql.ts';
import type { appName$data } from './__generated__/appName.graphql.ts';

const ENTITY = 'Country:TR';

// The artifacts are not there before the compiler has run.
const name = async () => (await import('./__generated__/appName.graphql.ts')).default;
const participations = async () => (await import('./__generated__/appParticipations.graphql.ts')).default;
const relationships = async () => (await import('./__generated__/appRelationships.graphql.ts')).default;

let compiled: Ended;

beforeAll(async () => {
  compiled = await run('relay-compiler', ['relay.config.json']);
});

afterEach(() => vi.restoreAllMocks());

describe('relay-compiler', () => {
  it('compiles an app of pages and refetches against the schema, without a warning', () => {
    expect(compiled).toEqual({ code: 0, said: expect.not.stringMatching(/\[(WARN|ERROR)\]/) });
  });
});

describe('relay-runtime', () => {
  it('pages through what is said of an entity to the end', async () => {
    const { entity, environment } = await opened();
    const whole = (await ask(
      `{ entity(id: "${ENTITY}") { relationships(first: 100, direction: DESC) { edges { node { id } } } } }`,
    )) as {
      entity: { relationships: Connection };
    };
    const read = await paged(environment, await relationships(), entity);
    expect(idsOf(read['relationships'])).toEqual(idsOf(whole.entity.relationships));
  });

  it('pages through what an actor took part in to the end', async () => {
    const { entity, environment } = await opened();
    const whole = (await ask(`{ entity(id: "${ENTITY}") { ... on Actor {
      participations(first: 100, filter: { roles: [ACTING, ATTENDEE, HOST, INTERVENER, SIGNATORY] }) {
        edges { node { id } }
      }
    } } }`)) as { entity: { participations: Connection } };
    const read = await paged(environment, await participations(), entity.asActor);
    expect(idsOf(read['participations'])).toEqual(idsOf(whole.entity.participations));
  });

  it('fetches a fragment again by the id of its node, with another argument', async () => {
    const { entity, environment } = await opened();
    const fragment = await name();
    const { refetchableRequest, fragmentRefPathInResponse } = getRefetchMetadata(fragment, 'test');
    const variables = { id: ENTITY, languages: ['tr'] };
    const fetched = await fetchQuery(environment, refetchableRequest, variables).toPromise();
    const again = (fetched as Record<string, unknown>)[fragmentRefPathInResponse.join('.')];
    expect([languageOf(environment, fragment, entity), languageOf(environment, fragment, again)]).toEqual(['ar', 'tr']);
  });

  it('has nothing to warn of', async () => {
    const warn = vi.spyOn(console, 'warn');
    const error = vi.spyOn(console, 'error');
    const { entity, environment } = await opened();
    await paged(environment, await relationships(), entity);
    await paged(environment, await participations(), entity.asActor);
    expect([...warn.mock.calls, ...error.mock.calls]).toEqual([]);
  });
});

/** An environment in which the page of the entity is open. */
async function opened() {
  const { default: query } = await import('./__generated__/appEntityQuery.graphql.ts');
  const environment = new Environment({
    network: Network.create(async ({ text }, variables) => {
      const response = await fetch(endpoint, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ query: text, variables }),
      });
      return response.json();
    }),
    store: new Store(new RecordSource()),
  });
  const variables = { id: ENTITY, count: PAGE_SIZE };
  environment.retain(createOperationDescriptor(query, variables));
  const data = await fetchQuery<appEntityQuery>(environment, query, variables).toPromise();
  if (!data?.entity) throw new Error(`no ${ENTITY} in ${JSON.stringify(data)}`);
  return { environment, entity: data.entity };
}

/** What a fragment reads after all its pages have been fetched, each with the variables that `usePaginationFragment` sends. */
async function paged(environment: Environment, fragment: ReaderFragment, reference: unknown) {
  const selector = getSingularSelector(fragment, reference);
  const { connectionPathInFragmentData, paginationMetadata, paginationRequest } = getPaginationMetadata(
    fragment,
    'test',
  );
  const base = { ...selector.owner.variables, ...selector.variables };
  const read = () => environment.lookup(selector).data as unknown as Record<string, Connection>;
  const pageInfo = () => read()[connectionPathInFragmentData.join('.')]?.pageInfo;
  for (let page = pageInfo(); page?.hasNextPage; page = pageInfo()) {
    const variables = getPaginationVariables('forward', PAGE_SIZE, page.endCursor, base, {}, paginationMetadata);
    await fetchQuery(environment, paginationRequest, { ...variables, id: ENTITY }).toPromise();
  }
  return read() as Record<string, Connection>;
}

function languageOf(environment: Environment, fragment: ReaderFragment, reference: unknown): string {
  const { data } = environment.lookup(getSingularSelector(fragment, reference));
  return (data as unknown as appName$data).name.language;
}
