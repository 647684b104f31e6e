import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { constants } from 'node:os';
import { resolve } from 'node:path';
import { exportRoutes } from '../api/exports/routes.ts';
import { createLog } from '../api/observe/log.ts';
import { createMetrics } from '../api/observe/metrics.ts';
import { createTraces } from '../api/observe/traces.ts';
import { createApi } from '../api/server.ts';
import { warmUp } from '../api/warm.ts';
import { type Config, InvalidConfig, readConfig } from '../config.ts';
import { dossiersIn, type LoadedDossier } from '../declare/dossiers.ts';
import { indexesOf, type Model } from '../declare/model.ts';
import { loadDossier, seedGraph } from '../dossier/load.ts';
import { DossierInvalid } from '../dossier/problem.ts';
import { renewGraph } from '../dossier/renewal.ts';
import { countsOf } from '../dossier/store/dossiers.ts';
import { earlierGraphOf, openGraph } from '../graph/open.ts';
import type { Graph } from '../graph/port.ts';
import type { EarlierGraph } from '../graph/sqlite/earlier.ts';
import { collectSooner } from '../memory.ts';
import { admit } from '../model/choice.ts';
import { buildModelSchema, schemaFor } from '../model/index.ts';
import { commandLine, whenNpmIsGone } from '../npm.ts';
import { progressOn } from '../progress.ts';
import { untilStoreAnswers } from '../store.ts';
import { dossierLine, sayingWho, withWhatIsLeft } from '../terminal.ts';
import { isDossier, modelFor, modelSince } from '../which-model.ts';

/** How often it is looked whether a load has made the model of the graph another. */
const FOLLOWING_MS = 2_000;

/**
 * Opens the graph of the environment and serves it until a signal ends the process. One that holds nothing starts with the
 * dossier of the environment.
 *
 * @param folder a dossier that is loaded before, whatever the graph holds
 */
export async function serve(folder: string | undefined): Promise<void> {
  // Without a listener, the process ends as a signal would end it.
  void whenNpmIsGone(() => process.emit('SIGTERM', 'SIGTERM') || process.exit(128 + constants.signals.SIGTERM));
  const config = readConfig(process.env);
  const graph = await openGraph(config.graph);
  try {
    await serveGraph(
      graph,
      folder === undefined ? config : { ...config, dossier: resolve(folder) },
      folder !== undefined,
    );
  } catch (error) {
    const wrong = folder === undefined ? noDossier(config, error) : undefined;
    const explained = wrong ?? (await withWhatIsLeft(graph, error));
    // What went wrong first is what is told.
    await graph.close().catch(() => undefined);
    throw explained;
  }
}

async function serveGraph(graph: Graph, config: Config, isLoaded: boolean): Promise<void> {
  const { model, ...held } = await untilStoreAnswers(() => ready(graph, config, isLoaded), {
    seconds: config.storeWait,
    say: console.error,
  });
  // The embedded graph is that of small machines.
  if (graph.engine === 'embedded') collectSooner();
  const { log, observer, report } = createLog(config.log);
  const metrics = createMetrics();
  const traces = config.traces && (await createTraces(config.traces));
  const since = modelSince(graph);
  const api = createApi({
    ...config,
    graph,
    model,
    schema: buildModelSchema(model),
    report,
    routes: [metrics.route],
    routesOf: (served) => exportRoutes({ ...served, graph, url: config.url }),
    look: async ({ written }) => await since(written),
    observers: [observer, metrics.observer, ...(traces ? [traces.observer] : [])],
  });
  metrics.watch(api.use);
  const earlier = await earlierGraphOf(config.graph);
  const left = earlier && (await leftBehind(earlier, graph));
  await listen(api.server, config);
  const warming = new AbortController();
  // What fails here is looked at again two seconds later.
  const following = setInterval(() => void api.follow().catch(() => undefined), FOLLOWING_MS).unref();
  const stop = async (signal: NodeJS.Signals) => {
    log.info({ signal }, 'stopping');
    warming.abort();
    clearInterval(following);
    await api.stop();
    await traces?.stop();
    await graph.close();
  };
  // Before it says that it listens, since whoever waits for that may stop it at once. A second signal ends the process as
  // it does by default.
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void stop(signal));
  console.log(greeting(api.server, graph.engine, held, config));
  if (left !== undefined) console.log(left);
  void warmUp({ ...api.served(), graph, signal: warming.signal });
}

/** Makes the graph what it must be to be served, and says what it holds. */
async function ready(graph: Graph, { dossier, model: named }: Config, isLoaded: boolean): Promise<Held> {
  const onWait = sayingWho(console.error);
  const progress = progressOn(process.stderr);
  await graph.ping();
  const model = await modelFor(graph, { named, [isLoaded ? 'loads' : 'seeds']: dossier });
  await graph.prepare(indexesOf(model));
  const admitting = { onWait, admit: (stored: string | undefined) => admit(stored, model) };
  await renewGraph(graph, model, { ...admitting, onProgress: progress.say }).finally(progress.end);
  const bring = isLoaded ? loadDossier : seedGraph;
  const bringing = { ...admitting, schema: schemaFor(model) };
  const report = dossier === undefined ? undefined : await bring(graph, model, dossier, bringing);
  for (const doubt of report?.doubts ?? []) console.error(doubt);
  return { ...(await countsOf(graph)), model, dossiers: await dossiersIn(graph) };
}

/** What is told of the variable, where a start failed for the dossier of the environment that is none. */
function noDossier({ dossier }: Config, error: unknown): InvalidConfig | undefined {
  if (dossier === undefined || isDossier(dossier) || !(error instanceof DossierInvalid)) return undefined;
  return new InvalidConfig(
    `DRAGOMAN_DOSSIER is ${JSON.stringify(dossier)}, and must be the folder of a dossier, which has a dossier.yaml, or none.`,
  );
}

/** @throws InvalidConfig the server cannot listen there */
function listen(server: Server, { port, host }: Config): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(new InvalidConfig(whyNot(error, host, port))));
    server.listen(port, host, () => {
      server.removeAllListeners('error');
      resolve();
    });
  });
}

/** Why a server cannot listen at an address: the variable that is wrong, and its value. */
function whyNot({ code }: NodeJS.ErrnoException, host: string, port: number): string {
  switch (code) {
    case 'EADDRINUSE':
      return `PORT is ${port}, which something else listens at on ${host}: choose another, or 0 for any free one.`;
    case 'EACCES':
      return `PORT is ${port}, which this user may not listen at: choose one from 1024 on, or 0 for any free one.`;
    case 'EADDRNOTAVAIL':
      return `HOST is "${host}", which is no address of this machine.`;
    default:
      return code === 'ENOTFOUND' || code === 'EAI_AGAIN'
        ? `HOST is "${host}", a name for which no address is found.`
        : `HOST is "${host}", which cannot be listened at (${code}).`;
  }
}

interface Held extends Awaited<ReturnType<typeof countsOf>> {
  readonly model: Model;
  readonly dossiers: readonly LoadedDossier[];
}

/** Where the server is, and what it serves: a line, and one for each dossier. */
function greeting(
  server: Server,
  of: Graph['engine'],
  { entities, facts, dossiers }: Omit<Held, 'model'>,
  config: Config,
): string {
  // A server that listens on a port has an address with one.
  const { port } = server.address() as AddressInfo;
  const engine = of === 'neo4j' ? `Neo4j at ${config.graph.neo4j?.uri}` : `embedded graph in ${config.graph.folder}`;
  const host = config.host.includes(':') ? `[${config.host}]` : config.host;
  const what = `${engine}; ${entities} entities, ${facts} facts`;
  const lines = dossiers.map((each) => `  ${dossierLine(each)}`);
  return [`Dragoman listens at http://${host}:${port}/graphql (${what})`, ...lines].join('\n');
}

/** What is to be done about a graph of an earlier version. */
async function leftBehind({ file, dossiers }: EarlierGraph, graph: Graph): Promise<string> {
  const loaded = new Set((await dossiersIn(graph)).map(({ id }) => id));
  const missing = dossiers.filter((id) => !loaded.has(id));
  if (dossiers.length > 0 && missing.length === 0)
    return `${file} is of an earlier version and is not read any more. All its dossiers are loaded, so it can be removed.`;
  const which = missing.length > 0 ? `: ${missing.join(', ')}` : '';
  return `${file} is of an earlier version and is not read any more. Load its dossiers again with ${commandLine('load', '<folder>')}${which}. Then remove it.`;
}
