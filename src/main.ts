import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportRoutes } from './api/exports/routes.ts';
import { DEFAULT_LIMITS } from './api/limits.ts';
import { createLog } from './api/observe/log.ts';
import { createMetrics } from './api/observe/metrics.ts';
import { createTraces } from './api/observe/traces.ts';
import { createApi } from './api/server.ts';
import { warmUp } from './api/warm.ts';
import { type Config, readConfig } from './config.ts';
import { dossiersIn } from './declare/dossiers.ts';
import { indexesOf } from './declare/model.ts';
import { Shared } from './declare/shared.ts';
import { seedGraph } from './dossier/load.ts';
import { renewGraph } from './dossier/renewal.ts';
import { countsOf } from './dossier/store/dossiers.ts';
import { openGraph } from './graph/open.ts';
import type { Graph } from './graph/port.ts';
import { buildModelSchema, model } from './model/index.ts';
import { progressOn } from './progress.ts';
import { dossierLine, explain, sayingWho, withWhatIsLeft } from './terminal.ts';

try {
  await serve(readConfig(process.env));
} catch (error) {
  console.error(explain(error));
  process.exitCode = 1;
}

/** Opens the graph, seeds it where it is empty, and serves it until a signal ends the process. */
async function serve(config: Config): Promise<void> {
  const graph = await openGraph(config.graph);
  try {
    await graph.ping();
    await graph.prepare(indexesOf(model));
    const onWait = sayingWho(console.error);
    const progress = progressOn(process.stderr);
    await renewGraph(graph, model, { onWait, onProgress: progress.say });
    progress.end();
    if (config.dossier !== undefined) await seedGraph(graph, model, config.dossier, { onWait });
  } catch (error) {
    const explained = await withWhatIsLeft(graph, error);
    // What went wrong first is what is told.
    await graph.close().catch(() => undefined);
    throw explained;
  }
  const { log, observer, report } = createLog(config.log);
  const metrics = createMetrics();
  const traces = config.traces && (await createTraces(config.traces));
  const schema = buildModelSchema();
  const shared = new Shared(graph, config.limits.sharedBytes ?? DEFAULT_LIMITS.sharedBytes);
  const api = createApi({
    ...config,
    graph,
    shared,
    schema,
    model,
    report,
    routes: [...exportRoutes({ graph, shared, schema, model, url: config.url }), metrics.route],
    observers: [observer, metrics.observer, ...(traces ? [traces.observer] : [])],
  });
  metrics.watch(api.use);
  await listen(api.server, config).catch(async (error: unknown) => {
    await graph.close();
    throw error;
  });
  console.log(await greeting(api.server, graph, config));
  const warming = new AbortController();
  void warmUp({ graph, shared, schema, model, signal: warming.signal });
  const stop = async (signal: NodeJS.Signals) => {
    log.info({ signal }, 'stopping');
    warming.abort();
    await api.stop();
    await traces?.stop();
    await graph.close();
  };
  // A second signal ends the process at once, as it does by default.
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void stop(signal));
}

function listen(server: Server, { port, host }: Config): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve();
    });
  });
}

/** Where the server is, and what it serves. */
async function greeting(server: Server, graph: Graph, config: Config): Promise<string> {
  // A server that listens on a port has an address with one.
  const { port } = server.address() as AddressInfo;
  const { entities, facts } = await countsOf(graph);
  const engine =
    graph.engine === 'neo4j' ? `Neo4j at ${config.graph.neo4j?.uri}` : `embedded graph in ${config.graph.folder}`;
  const host = config.host.includes(':') ? `[${config.host}]` : config.host;
  const what = `${entities} entities, ${facts} facts`;
  const dossiers = (await dossiersIn(graph)).map((each) => `  ${dossierLine(each)}`);
  return [`Dragoman listens at http://${host}:${port}/graphql (${engine}; ${what})`, ...dossiers].join('\n');
}
