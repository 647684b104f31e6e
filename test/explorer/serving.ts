/** The page of any model and any dossiers, served within the process of the tests. */
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { afterAll } from 'vitest';
import { exportRoutes } from '../../src/api/exports/routes.ts';
import { type Api, createApi } from '../../src/api/server.ts';
import { indexesOf, type Model } from '../../src/declare/model.ts';
import { loadDossier } from '../../src/dossier/load.ts';
import type { Graph } from '../../src/graph/port.ts';
import { buildModelSchema } from '../../src/model/index.ts';
import { openTemporary } from '../support/engines.ts';

const PAGE = fileURLToPath(new URL('../../dist/explorer', import.meta.url));

const running: { readonly api: Api; readonly graph: Graph }[] = [];
afterAll(async () => {
  for (const each of running.splice(0)) await stopped(each);
});

/**
 * A server of a model, on the embedded graph, which ends with the file.
 *
 * @param dossiers folders, loaded in this order
 * @param port any, where none is said
 */
export async function servingPage(model: Model, dossiers: readonly string[], port = 0) {
  const graph = await openTemporary();
  await graph.prepare(indexesOf(model));
  for (const folder of dossiers) await loadDossier(graph, model, folder);
  const api = createApi({
    graph,
    schema: buildModelSchema(model),
    model,
    explorer: PAGE,
    routesOf: (served) => exportRoutes({ ...served, graph, url: undefined }),
    report: () => {},
  });
  api.server.listen(port, '127.0.0.1');
  await once(api.server, 'listening');
  const server = { api, graph };
  running.push(server);
  // An address of IP, since it listens at a port.
  const { port: taken } = api.server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${taken}`, port: taken, stop: () => stopped(server) };
}

async function stopped({ api, graph }: (typeof running)[number]): Promise<void> {
  await api.stop();
  await graph.close();
}
