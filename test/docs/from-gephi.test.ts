/** The page is followed word for word: its tables, its commands, what they print, and the files that the server gives. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { exportRoutes } from '../../src/api/exports/routes.ts';
import { createApi } from '../../src/api/server.ts';
import { indexesOf } from '../../src/declare/model.ts';
import { Shared } from '../../src/declare/shared.ts';
import { loadDossier } from '../../src/dossier/load.ts';
import type { Graph } from '../../src/graph/port.ts';
import { buildModelSchema } from '../../src/model/index.ts';
import { openTemporary } from '../support/engines.ts';
import { model } from '../support/model.ts';
import { guidePage, printed } from './walk.ts';

const SHIPPED = fileURLToPath(new URL('../../seeds/gaza-diplomacy', import.meta.url));
const { blocks } = await guidePage('from-gephi.md');
const [gexf = '', tables = '', back = ''] = blocks('sh');

let folder: string;
let graph: Graph;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'dragoman-gephi-'));
  graph = await openTemporary();
  await graph.prepare(indexesOf(model));
  await loadDossier(graph, model, SHIPPED);
}, 300_000);
afterAll(async () => {
  await graph.close();
  await rm(folder, { recursive: true, force: true });
});

/** The file that the server gives at an address of the page. */
async function given(address: string): Promise<string> {
  const schema = buildModelSchema(model);
  const routes = exportRoutes({ graph, shared: new Shared(graph, 1_000_000), schema, model, url: undefined });
  const { fetch } = createApi({ graph, schema, model, report: () => undefined, routes });
  const response = await fetch(new Request(address));
  expect(response.status).toBe(200);
  return await response.text();
}

test('two tables of Gephi become a dossier', async () => {
  const [nodes = '', edges = ''] = blocks('csv');
  await writeFile(join(folder, 'nodes.csv'), nodes);
  await writeFile(join(folder, 'edges.csv'), edges);
  expect(await printed(tables, folder)).toBe(blocks('text')[0]);
  expect(await printed('dragoman load my-graph', folder)).toContain('2 entities');
});

test('so does a file of GEXF', async () => {
  await writeFile(join(folder, 'graph.gexf'), await given('http://127.0.0.1:4000/graphs/dossier.gexf'));
  expect(await printed(gexf, folder)).toMatch(/As it stands it can be loaded: 83 entities, 109 facts/);
});

test('and a file of graphology comes back', async () => {
  const [curl = '', draft = ''] = back.trim().split('\n');
  await writeFile(join(folder, 'graph.json'), await given(/'(http:[^']+)'/.exec(curl)?.[1] ?? ''));
  expect(await printed(draft, folder)).toMatch(/As it stands it can be loaded: 83 entities, 109 facts/);
});
