/** GraphQL over HTTP, as clients of any make speak it. */
import { serverAudits } from 'graphql-http';
import { beforeAll, describe, expect, it } from 'vitest';
import { post, type ServerProcess, startServer } from '../support/server.ts';

describe('the server', () => {
  let server: ServerProcess;
  beforeAll(async () => {
    server = await startServer();
  });

  const audits = serverAudits({ url: () => `${server.url}/graphql` });
  it('is audited in 61 ways', () => {
    expect(audits).toHaveLength(61);
  });
  it.each(audits.map((audit) => [audit.name, audit] as const))('%s', async (_, audit) => {
    const result = await audit.fn();
    expect(result).toMatchObject({ status: 'ok' });
  });

  it.each([
    'text/plain',
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=x',
    'application/graphql',
    'application/json; charset=latin1',
    'text/plain;application/json',
  ])('takes no POST of %s', async (type) => {
    const answer = await post(server.url, '{"query":"{ __typename }"}', { 'content-type': type });
    expect(answer.status).toBe(415);
    expect(answer.body.errors).toEqual([
      { message: expect.stringContaining('application/json'), extensions: { code: 'BAD_USER_INPUT' } },
    ]);
  });

  it('takes no compressed body', async () => {
    const answer = await post(server.url, '{"query":"{ __typename }"}', { 'content-encoding': 'gzip' });
    expect(answer.status).toBe(415);
  });

  it.each([
    ['several operations at once', [{ query: '{ __typename }' }], 400, 'BAD_USER_INPUT'],
    ['a body that is no JSON', '{"query":', 400, 'BAD_USER_INPUT'],
    ['a body that is no object', '7', 400, 'BAD_USER_INPUT'],
    ['variables that are no object', { query: '{ __typename }', variables: [] }, 400, 'BAD_USER_INPUT'],
    ['a document that cannot be parsed', { query: '{ a { b }' }, 400, 'GRAPHQL_PARSE_FAILED'],
    ['a document that is not valid', { query: '{ nothing }' }, 400, 'GRAPHQL_VALIDATION_FAILED'],
    [
      'a variable of another type',
      { query: 'query ($n: Int) { countries(first: $n) { totalCount } }', variables: { n: 'x' } },
      400,
      'BAD_USER_INPUT',
    ],
    ['an operation that is not there', { query: 'query A { __typename }', operationName: 'B' }, 400, 'BAD_USER_INPUT'],
    ['a mutation', { query: 'mutation { a }' }, 400, 'GRAPHQL_VALIDATION_FAILED'],
    ['a subscription', { query: 'subscription { a }' }, 400, 'GRAPHQL_VALIDATION_FAILED'],
  ])('refuses %s', async (_, body, status, code) => {
    const answer = await post(server.url, body);
    expect(answer.status).toBe(status);
    expect(answer.body.errors?.[0]?.extensions.code).toBe(code);
    expect(answer.body).not.toHaveProperty('data');
  });

  it('refuses variables in a URL that are no JSON', async () => {
    const response = await fetch(`${server.url}/graphql?query={__typename}&variables=x`);
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ errors: [{ extensions: { code: 'BAD_USER_INPUT' } }] });
  });

  it.each(['PUT', 'DELETE', 'PATCH', 'OPTIONS'])('has no use for %s', async (method) => {
    const response = await fetch(`${server.url}/graphql`, { method });
    expect([response.status, response.headers.get('allow')]).toEqual([405, 'GET, HEAD, POST']);
  });

  it('has nothing at other addresses', async () => {
    for (const path of ['/nothing', '/graphql/', '/live/', '/../etc/passwd']) {
      const response = await fetch(`${server.url}${path}`);
      expect([path, response.status]).toEqual([path, 404]);
    }
  });

  it('answers part of what was asked with 200 and the error of the rest', async () => {
    const answer = await post(server.url, {
      query: '{ entity(id: "Country:TR") { id } countries(first: -1) { totalCount } }',
    });
    expect(answer.status).toBe(200);
    expect(answer.body.data).toEqual({ entity: { id: 'Country:TR' }, countries: null });
    expect(answer.body.errors).toHaveLength(1);
  });

  it('serves GraphiQL to a browser, and keeps it as long as it does not change', async () => {
    const headers = { accept: 'text/html,*/*' };
    const page = await fetch(`${server.url}/graphql`, { headers });
    expect(page.status).toBe(200);
    expect(page.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(await page.text()).toContain('What both organisations took part in');
    const again = await fetch(`${server.url}/graphql`, {
      headers: { ...headers, 'if-none-match': page.headers.get('etag') ?? '' },
    });
    expect(again.status).toBe(304);
  });
});

describe('a server without GraphiQL and introspection', () => {
  let server: ServerProcess;
  beforeAll(async () => {
    server = await startServer({ DRAGOMAN_GRAPHIQL: 'off', DRAGOMAN_INTROSPECTION: 'off' });
  });

  it('serves no page', async () => {
    const response = await fetch(`${server.url}/graphql`, { headers: { accept: 'text/html' } });
    expect([response.status, await response.text()]).toEqual([406, '']);
  });

  it('tells nothing of its schema, by introspection or by suggestions', async () => {
    for (const query of [
      '{ __schema { types { name } } }',
      '{ __type(name: "Country") { name } }',
      '{ entit { id } }',
    ]) {
      const { status, body } = await post(server.url, { query });
      expect(status).toBe(400);
      expect(body.errors?.[0]?.message).not.toMatch(/Did you mean|entity|entities/);
    }
    expect((await post(server.url, { query: '{ __typename }' })).body.data).toEqual({ __typename: 'Query' });
  });
});
