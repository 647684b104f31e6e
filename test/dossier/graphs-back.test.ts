/** Files of graphs that the server gives come back, through a draft, as the same entities and facts. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { exportRoutes } from '../../src/api/exports/routes.ts';
import { createApi } from '../../src/api/server.ts';
import { indexesOf } from '../../src/declare/model.ts';
import { Shared } from '../../src/declare/shared.ts';
import { draftDossier } from '../../src/dossier/draft/draft.ts';
import { loadDossier } from '../../src/dossier/load.ts';
import type { Graph } from '../../src/graph/port.ts';
import { buildModelSchema } from '../../src/model/index.ts';
import { openTemporary } from '../support/engines.ts';
import { model } from '../support/model.ts';
import { choosing, dump } from './folders.ts';

let graph: Graph;
let folder: string;
let fetch: (request: Request) => Response | Promise<Response>;
beforeAll(async () => {
  graph = await openTemporary();
  await graph.prepare(indexesOf(model));
  await loadDossier(graph, model, fileURLToPath(new URL('../../seeds/gaza-diplomacy', import.meta.url)));
  folder = await mkdtemp(join(tmpdir(), 'dragoman-graphs-'));
  const schema = buildModelSchema(model);
  const shared = new Shared(graph, 1_000_000);
  const routes = exportRoutes({ graph, shared, schema, model, url: undefined });
  ({ fetch } = createApi({ graph, schema, model, report: () => undefined, routes }));
});
afterAll(async () => {
  await graph.close();
  await rm(folder, { recursive: true, force: true });
});

/** What entities and facts say that every format of a graph carries. */
async function carried(of: Graph): Promise<string[]> {
  return (await dump(of)).flatMap((line) => {
    const { id, type, date, role, code, eventKind, organizationKind, latitude, longitude } = JSON.parse(
      line.slice(line.indexOf('{')),
    );
    const isStated = !/^(SourceDocument|Passage):/.test(id) && (type !== undefined || String(id).includes('|'));
    return isStated ? [JSON.stringify({ id, date, role, code, eventKind, organizationKind, latitude, longitude })] : [];
  });
}

test.each([
  [['graphology'], ['graph.json']],
  [['gexf'], ['graph.gexf']],
  [['graphml'], ['graph.graphml']],
  [['networkx'], ['graph.json']],
  [['d3'], ['graph.json']],
  [['cytoscape'], ['graph.json']],
  [
    ['nodes.csv', 'edges.csv'],
    ['nodes.csv', 'edges.csv'],
  ],
])('%j', async (formats, files) => {
  const paths: string[] = [];
  for (const [at, format] of formats.entries()) {
    const response = await fetch(new Request(`http://127.0.0.1:4000/graphs/dossier.${format}`));
    const path = join(folder, files[at] ?? '');
    await writeFile(path, await response.text());
    paths.push(path);
  }
  const to = join(folder, `to-${formats[0]}`);
  await draftDossier(paths, to, choosing(model));
  const back = await openTemporary();
  await back.prepare(indexesOf(model));
  await loadDossier(back, model, to);
  const expected = await carried(graph);
  expect(expected).toHaveLength(83 + 109);
  expect((await carried(back)).sort()).toEqual(expected.sort());
  await back.close();
});
