/** Graphs as files over HTTP, on both engines. */
import { beforeAll, describe, expect, it } from 'vitest';
import { exportRoutes } from '../../src/api/exports/routes.ts';
import { createApi } from '../../src/api/server.ts';
import { buildModelSchema } from '../../src/model/index.ts';
import { loadShipped } from '../support/dossier.ts';
import { forEachEngine } from '../support/engines.ts';
import { model } from '../support/model.ts';

const GROUP = 'of=Organization:gaza-contact-group';
const FORMATS: readonly (readonly [string, string, string])[] = [
  ['cytoscape', 'application/json', 'cyjs'],
  ['graphology', 'application/json', 'json'],
  ['gexf', 'application/gexf+xml', 'gexf'],
  ['graphml', 'application/graphml+xml', 'graphml'],
  ['jgf', 'application/vnd.jgf+json', 'json'],
  ['jsonld', 'application/ld+json', 'jsonld'],
  ['d3', 'application/json', 'json'],
  ['networkx', 'application/json', 'json'],
  ['nodes.csv', 'text/csv; charset=utf-8', 'nodes.csv'],
  ['edges.csv', 'text/csv; charset=utf-8', 'edges.csv'],
];

/** The files of the first engine, so that the second can be held against them. */
const files = new Map<string, string>();

forEachEngine((engine) => {
  let fetch: (request: Request) => Promise<Response>;
  const get = (path: string, init?: RequestInit) => fetch(new Request(`http://dragoman.test${path}`, init));
  const refused = async (path: string) => {
    const response = await get(path);
    const { errors } = (await response.json()) as { errors: [{ message: string; extensions: { code: string } }] };
    return { status: response.status, message: errors[0].message, code: errors[0].extensions.code };
  };
  beforeAll(async () => {
    const graph = await engine.open();
    await loadShipped(graph);
    const schema = buildModelSchema(model);
    const report = () => undefined;
    fetch = createApi({
      graph,
      schema,
      model,
      report,
      routesOf: (served) => exportRoutes({ ...served, graph, url: undefined }),
      limits: { costPerMinute: 1e9 },
    }).fetch;
  });

  it.each(FORMATS)('%s has its media type, a name and a tag', async (format, type, extension) => {
    const response = await get(`/graphs/neighborhood.${format}?${GROUP}&languages=ar`);
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe(type);
    expect(response.headers.get('content-disposition')).toBe(`attachment; filename="neighborhood.${extension}"`);
    expect(response.headers.get('x-omitted-nodes')).toBe('0');
    expect(response.headers.get('etag')).toMatch(/^"[\w-]{22}"$/);
    const text = await response.text();
    if (format !== 'edges.csv') expect(text).toContain('مجموعة الاتصال');
    expect(files.get(format) ?? text).toBe(text);
    files.set(format, text);
  });

  it('a graph that has not changed is not sent again', async () => {
    const path = `/graphs/subgraph.gexf?ids=Country:TR,Country:IL`;
    const tag = (await get(path)).headers.get('etag') ?? '';
    const again = await get(path, { headers: { 'if-none-match': `W/"other", ${tag}` } });
    expect([again.status, await again.text()]).toEqual([304, '']);
    const other = await get(`${path}&languages=tr`, { headers: { 'if-none-match': tag } });
    expect(other.status).toBe(200);
  });

  it('HEAD says what GET would', async () => {
    const response = await get(`/graphs/neighborhood.gexf?${GROUP}`, { method: 'HEAD' });
    expect([response.status, await response.text()]).toEqual([200, '']);
    expect(response.headers.get('content-type')).toBe('application/gexf+xml');
  });

  it('the fields of a filter are parameters, and defaults are those of the schema', async () => {
    const drawn = await (await get(`/graphs/neighborhood.d3?${GROUP}&entityTypes=COUNTRY,TOPIC&depth=1`)).json();
    const { nodes } = drawn as { nodes: { id: string; entityType: string }[] };
    expect(new Set(nodes.map(({ entityType }) => entityType))).toEqual(new Set(['ORGANIZATION', 'COUNTRY', 'TOPIC']));
  });

  it('co-participation is a graph of actors with weights', async () => {
    const participants = JSON.stringify([{ all: ['Country:TR'], roles: ['ACTING'] }]);
    const path = `/graphs/co-participation.d3?minimum=2&participants=${encodeURIComponent(participants)}`;
    const { nodes, links } = (await (await get(path)).json()) as { nodes: { id: string }[]; links: object[] };
    expect(nodes.map(({ id }) => id).sort()).toEqual(['Country:IL', 'Country:TR']);
    expect(links).toEqual([expect.objectContaining({ source: 'Country:IL', target: 'Country:TR', weight: 2 })]);
  });

  it('the whole graph, and one dossier of it', async () => {
    const rows = async (path: string) => (await (await get(path)).text()).trimEnd().split('\r\n').length - 1;
    expect(await rows('/graphs/dossier.nodes.csv')).toBe(83);
    expect(await rows('/graphs/dossier.edges.csv?id=gaza-diplomacy')).toBeGreaterThanOrEqual(109);
    const whole = (await (await get('/graphs/dossier.d3')).json()) as {
      nodes: { id: string }[];
      links: { source: string; target: string }[];
    };
    expect([whole.nodes.length, whole.links.length]).toEqual([83, 109]);
    const ids = new Set(whole.nodes.map(({ id }) => id));
    expect(whole.links.every(({ source, target }) => ids.has(source) && ids.has(target))).toBe(true);
  });

  it('GraphQL gives the address of the same file', async () => {
    const query = `{ neighborhood(of: ["Country:TR"], depth: 1, limit: 5, filter: { entityTypes: [EVENT, CITY], during: "2024" }) { nodes { id } export(format: NODES_CSV, languages: ["tr"]) } }`;
    const answer = await get('/graphql', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query }),
    });
    const { data } = (await answer.json()) as { data: { neighborhood: { nodes: { id: string }[]; export: string } } };
    const { nodes, export: address } = data.neighborhood;
    const csv = await (await get(address)).text();
    const ids = csv
      .trimEnd()
      .split('\r\n')
      .slice(1)
      .map((row) => row.split(',')[0]);
    expect(ids).toEqual(nodes.map(({ id }) => id));
  });

  describe('what is wrong is said', () => {
    it.each([
      ['/graphs/neighborhood.gexf', 400, /of: the parameter is missing/],
      ['/graphs/neighborhood.gexf?of=Country:XX', 400, /of: .*Country:XX/],
      [`/graphs/neighborhood.gexf?${GROUP}&depth=9`, 400, /depth: 9/],
      [`/graphs/neighborhood.gexf?${GROUP}&depth=near`, 400, /depth: "near"/],
      [`/graphs/neighborhood.gexf?${GROUP}&dept=1`, 400, /dept: there is no such parameter/],
      [`/graphs/neighborhood.gexf?${GROUP}&entityTypes=PLANET`, 400, /entityTypes.*PLANET/],
      [`/graphs/neighborhood.gexf?${GROUP}&during=last%20spring`, 400, /during.*last spring/],
      [`/graphs/neighborhood.gexf?${GROUP}&languages=english`, 400, /languages/],
      [`/graphs/neighborhood.gexf?${GROUP}&languages=${'en,'.repeat(20)}en`, 400, /languages: 21 are too many/],
      [`/graphs/neighborhood.gexf?${GROUP}&depth=1&depth=2`, 400, /depth: the parameter stands 2 times/],
      [`/graphs/neighborhood.gexf?${GROUP}&during=2024&during=2025`, 400, /during: the parameter stands 2 times/],
      ['/graphs/dossier.gexf?id=gaza-diplomacy&id=nobody', 400, /id: the parameter stands 2 times/],
      ['/graphs/dossier.nodes.csv?bom=true&bom=false', 400, /bom: the parameter stands 2 times/],
      ['/graphs/co-participation.gexf?participants=%7B', 400, /participants: .* is not JSON/],
      ['/graphs/co-participation.gexf?minimum=0', 400, /minimum: 0/],
      ['/graphs/dossier.gexf?id=nobody', 400, /id: .*nobody.*gaza-diplomacy/],
      ['/graphs/neighborhood.xlsx?of=Country:TR', 404, /No such graph.*gexf/],
      ['/graphs/everything.gexf', 404, /No such graph.*neighborhood/],
      ['/graphs/constructor.gexf', 404, /No such graph/],
    ])('%s', async (path, status, says) => {
      const refusal = await refused(path);
      expect(refusal.status).toBe(status);
      expect(refusal.message).toMatch(says);
      expect(refusal.code).toBe('BAD_USER_INPUT');
    });
  });
});
