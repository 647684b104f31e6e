import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createExports } from './api/exports.ts';
import { exportRoute } from './api/http/export-route.ts';
import { DEFAULT_LIMITS } from './api/limits.ts';
import { createLog } from './api/observe/log.ts';
import { createMetrics } from './api/observe/metrics.ts';
import { createTraces } from './api/observe/traces.ts';
import { createApi } from './api/server.ts';
import { warmUp } from './api/warm.ts';
import { type Config, InvalidConfig, readConfig } from './config.ts';
import { indexesOf } from './declare/model.ts';
import { Shared } from './declare/shared.ts';
import { seedGraph } from './dossier/load.ts';
import { DossierInvalid } from './dossier/problem.ts';
import { countsOf } from './dossier/store/dossiers.ts';
import { FolderInUse, FolderUnusable, StoreUnavailable } from './graph/errors.ts';
import { openGraph } from './graph/open.ts';
import type { Graph } from './graph/port.ts';
import { buildModelSchema, model } from './model/index.ts';
import { problemLines } from './yaml/problem.ts';

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
    if (config.dossier !== undefined) await seedGraph(graph, model, config.dossier);
  } catch (error) {
    // What went wrong first is what is told.
    await graph.close().catch(() => undefined);
    throw error;
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
    routes: [exportRoute(createExports({ graph, shared, schema, model, report })), metrics.route],
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
  return `Dragoman listens at http://${host}:${port}/graphql (${engine}; ${entities} entities, ${facts} facts)`;
}

/** An error as the person at the terminal should read it: a sentence where we know what went wrong. */
function explain(error: unknown): string {
  if (error instanceof DossierInvalid) return problemLines(error).join('\n');
  const known = [InvalidConfig, FolderInUse, FolderUnusable, StoreUnavailable];
  if (error instanceof Error && known.some((kind) => error instanceof kind)) return error.message;
  if (error instanceof Error && 'code' in error && error.code === 'EADDRINUSE')
    return `${error.message}. Set PORT to another port, or to 0 for any.`;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
