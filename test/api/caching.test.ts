/** What caches are told, and that a question is not answered again to who has its answer while the graph is the same. */
import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { exportRoutes } from '../../src/api/exports/routes.ts';
import { type ApiOptions, createApi, type Served } from '../../src/api/server.ts';
import { Shared } from '../../src/declare/shared.ts';
import { unloadDossier } from '../../src/dossier/unload.ts';
import type { Graph } from '../../src/graph/port.ts';
import { buildModelSchema } from '../../src/model/index.ts';
import { BASE, load } from '../dossier/folders.ts';
import { loadShipped } from '../support/dossier.ts';
import { forEachEngine } from '../support/engines.ts';
import { model } from '../support/model.ts';
import { stubGraph } from '../support/stub.ts';
import { watched } from '../support/watched.ts';

const TOKEN = 'a-token-of-32-characters-or-more';
const QUERY = '{ countries(first: 3) { totalCount nodes { id label } } }';
const FILE = '/graphs/subgraph.gexf?ids=Country:TR,Country:IL';
const schema = buildModelSchema(model);

type Headers = Readonly<Record<string, string>>;

/** The address of a query with a GET. */
function addressOf(query: string, more: Readonly<Record<string, string>> = {}): string {
  return `/graphql?${new URLSearchParams({ query, ...more })}`;
}

forEachEngine((engine) => {
  let graph: Graph;
  const statements: string[] = [];
  const clientOf = (options: Partial<ApiOptions> = {}) => {
    const noted = watched(graph, ({ name }) => statements.push(name));
    const routesOf = (served: Served) => exportRoutes({ ...served, graph: noted, url: options.url });
    const report = () => undefined;
    const { fetch } = createApi({ graph: noted, schema, model, report, routesOf, ...options });
    return async (path: string, headers: Headers = {}, method = 'GET') => {
      statements.length = 0;
      const response = await fetch(new Request(`http://x${path}`, { method, headers }));
      return { status: response.status, headers: response.headers, body: await response.text(), ran: [...statements] };
    };
  };
  let get: ReturnType<typeof clientOf>;
  beforeAll(async () => {
    graph = await engine.open();
    await loadShipped(graph);
    get = clientOf();
  });
  const tagOf = async (path: string, headers: Headers = {}) => (await get(path, headers)).headers.get('etag');

  it.each([
    ['an answer', addressOf(QUERY), 'Accept, Accept-Language, Accept-Encoding'],
    ['a file', FILE, 'Accept-Language'],
    ['the schema', '/schema.graphql', null],
    ['the list of files', '/graphs', null],
  ])('%s says by what it differs, and is not sent again to who has it', async (_, path, vary) => {
    const first = await get(path);
    expect(first.status).toBe(200);
    expect([first.headers.get('vary'), first.headers.get('cache-control')]).toEqual([vary, 'no-cache']);
    const tag = first.headers.get('etag') ?? '';
    expect(tag).toMatch(/^"[\w-]{22}"$/);
    for (const known of [tag, `W/${tag}`, `"other", W/${tag}`, '*']) {
      const again = await get(path, { 'if-none-match': known });
      expect([known, again.status, again.body]).toEqual([known, 304, '']);
      expect([again.headers.get('etag'), again.headers.get('vary')]).toEqual([tag, vary]);
      expect(again.headers.get('cache-control')).toBe('no-cache');
      // What it takes to know that the graph is the same; and that there is an answer at all, where nothing else is known.
      if (known !== '*') expect(again.ran).toEqual(vary === null ? [] : ['graph state']);
    }
    const other = await get(path, { 'if-none-match': '"other"' });
    expect([other.status, other.body]).toEqual([200, first.body]);
    expect(await tagOf(path)).toBe(tag);
  });

  it.each([
    ['a question', addressOf('{ nothing }'), 200],
    ['a file', '/graphs/neighborhood.gexf?of=Country:TR&depth=deep', 400],
    ['a file of a dossier', '/graphs/dossier.gexf?id=nothing', 400],
  ])('%s that is wrong is told so also to who wants no answer that there is', async (_, path, status) => {
    const told = await get(path, { 'if-none-match': '*' });
    expect(told.status).toBe(status);
    expect(told.body).toContain('"errors"');
  });

  it('an answer that may be another has another tag', async () => {
    const named = 'query A { countries(first: 1) { nodes { id } } } query B { cities(first: 1) { nodes { id } } }';
    const given = 'query ($n: Int) { countries(first: $n) { nodes { id } } }';
    const asked: readonly (readonly [string, Headers])[] = [
      [addressOf(QUERY), {}],
      [addressOf(QUERY.replace('label', 'degree')), {}],
      [addressOf(QUERY), { 'accept-language': 'ar' }],
      [addressOf(QUERY), { 'accept-language': 'tr, ar' }],
      [addressOf(QUERY), { accept: 'application/graphql-response+json' }],
      [addressOf(named, { operationName: 'A' }), {}],
      [addressOf(named, { operationName: 'B' }), {}],
      [addressOf(given, { variables: '{"n":1}' }), {}],
      [addressOf(given, { variables: '{"n":2}' }), {}],
    ];
    const tags = await Promise.all(asked.map(([path, headers]) => tagOf(path, headers)));
    expect(tags).not.toContain(null);
    expect(new Set(tags).size).toBe(asked.length);
    const elsewhere = await clientOf({ url: 'https://dragoman.example' })(addressOf(QUERY));
    expect(tags).not.toContain(elsewhere.headers.get('etag'));
  });

  it('what has errors, events, and what is sent with a POST have no tag', async () => {
    const wrong = [
      '{ nothing }',
      '{',
      '{ entities(types: []) { totalCount } countries { totalCount } }',
      'query ($n: Int!) { __typename }',
    ];
    for (const query of wrong) {
      const { headers, body } = await get(addressOf(query));
      expect(body).toContain('"errors"');
      expect([query, headers.get('etag'), headers.get('cache-control')]).toEqual([query, null, 'no-store']);
      expect(headers.get('vary')).toContain('Accept-Language');
    }
    const events = await get(addressOf(QUERY), { accept: 'text/event-stream' });
    expect([events.status, events.headers.get('etag')]).toEqual([200, null]);
    for (const path of ['/nothing', '/graphs/nothing.gexf'])
      expect((await get(path)).headers.get('cache-control')).toBe('no-store');
  });

  it('what takes a token is kept by nobody but who has it', async () => {
    const closed = clientOf({ token: TOKEN });
    const authorization = `Bearer ${TOKEN}`;
    for (const path of [addressOf(QUERY), FILE, '/schema.graphql', '/graphs'])
      expect((await closed(path, { authorization })).headers.get('cache-control')).toBe('private, no-cache');
    expect((await closed(addressOf('{ nothing }'), { authorization })).headers.get('cache-control')).toBe(
      'private, no-store',
    );
  });

  it('a load and an unload change the tag of everything, and while they run there is none', async () => {
    const before = await Promise.all([addressOf(QUERY), FILE].map((path) => tagOf(path)));
    const meanwhile: (string | null)[] = [];
    const seen: Graph = {
      ...graph,
      async write(work) {
        const result = await graph.write(work);
        for (const path of [addressOf(QUERY), FILE]) meanwhile.push(await tagOf(path, { 'if-none-match': '"other"' }));
        return result;
      },
    };
    await load(seen, {
      ...BASE,
      'country.yaml':
        'document: doc\nentities:\n  - { id: Country:aa, names: { en: Aa }, code: AA, evidence: P1 }\nfacts: []\n',
    });
    expect(meanwhile).toContain(null);
    const loaded = await Promise.all([addressOf(QUERY), FILE].map((path) => tagOf(path)));
    await unloadDossier(seen, model, 'test');
    const after = await Promise.all([addressOf(QUERY), FILE].map((path) => tagOf(path)));
    const all = [...before, ...loaded, ...after];
    expect(all).not.toContain(null);
    expect(new Set(all).size).toBe(6);
  });
});

describe('what is there', () => {
  const graph = stubGraph();
  const clientOf = (options: Partial<ApiOptions> = {}) => {
    const shared = new Shared(graph, 1_000_000);
    const routes = exportRoutes({ graph, shared, schema, model, url: options.url });
    const { fetch } = createApi({ graph, schema, model, report: () => undefined, routes, ...options });
    return (path: string, init: RequestInit = {}) => fetch(new Request(`http://x${path}`, init));
  };

  it('is the schema, as it is printed, unless it is not told', async () => {
    const answer = await clientOf()('/schema.graphql');
    expect(answer.headers.get('content-type')).toBe('text/plain; charset=utf-8');
    expect(await answer.text()).toBe(readFileSync(new URL('../../schema/schema.graphql', import.meta.url), 'utf8'));
    expect((await clientOf({ introspection: false })('/schema.graphql')).status).toBe(404);
    expect((await clientOf({ token: TOKEN })('/schema.graphql')).status).toBe(401);
  });

  it('are the kinds of graph and the formats, each as it can be asked for', async () => {
    const get = clientOf({ limits: { costPerMinute: 0 } });
    const answer = await get('/graphs');
    expect(answer.headers.get('content-type')).toBe('application/json; charset=utf-8');
    const { graphs, formats } = (await answer.json()) as {
      graphs: {
        name: string;
        address: string;
        description: string;
        parameters: { name: string; required: boolean }[];
      }[];
      formats: { name: string; mediaType: string; description: string }[];
    };
    expect(graphs.map(({ name }) => name)).toEqual(['neighborhood', 'subgraph', 'co-participation', 'dossier']);
    expect(graphs.every(({ description }) => description !== '')).toBe(true);
    for (const { address, parameters } of graphs) {
      const path = address.replace('{format}', 'd3');
      expect((await get(`${path}?nothing=1`)).status).toBe(400);
      const message = await (await get(`${path}?nothing=1`)).text();
      for (const { name } of parameters) expect(message).toContain(name);
      const missing = parameters.filter(({ required }) => required);
      expect((await get(path)).status).toBe(missing.length > 0 ? 400 : 200);
    }
    for (const { name, mediaType } of formats)
      expect((await get(`/graphs/dossier.${name}`)).headers.get('content-type')).toBe(mediaType);
    expect(formats).toHaveLength(10);
    const elsewhere = await (await clientOf({ url: 'https://dragoman.example' })('/graphs')).text();
    expect(elsewhere).toContain('"https://dragoman.example/graphs/dossier.{format}"');
  });

  it('is no query by its hash alone, and clients learn so by the code and the message that they know', async () => {
    const extensions = { persistedQuery: { version: 1, sha256Hash: 'a'.repeat(64) } };
    const headers = { 'content-type': 'application/json', accept: 'application/graphql-response+json' };
    const asked = [
      await clientOf()(`/graphql?extensions=${encodeURIComponent(JSON.stringify(extensions))}`, { headers }),
      await clientOf()('/graphql', { method: 'POST', headers, body: JSON.stringify({ extensions }) }),
    ];
    for (const answer of asked) {
      expect(answer.status).toBe(400);
      expect(await answer.json()).toEqual({
        errors: [{ message: 'PersistedQueryNotSupported', extensions: { code: 'PERSISTED_QUERY_NOT_SUPPORTED' } }],
      });
    }
    const body = JSON.stringify({ query: '{ __typename }', extensions });
    expect((await clientOf()('/graphql', { method: 'POST', headers, body })).status).toBe(200);
  });
});
