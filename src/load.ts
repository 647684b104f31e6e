import { parseArgs } from 'node:util';
import { InvalidConfig, readConfig } from './config.ts';
import { indexesOf } from './declare/model.ts';
import { loadDossier } from './dossier/load.ts';
import { DossierInvalid, problemLines } from './dossier/problem.ts';
import { FolderInUse, FolderUnusable, StoreUnavailable } from './graph/errors.ts';
import { openGraph } from './graph/open.ts';
import { model } from './model/index.ts';
import { progressOn } from './progress.ts';

const USAGE = 'Usage: npm run load -- <folder>. It loads the dossier in a folder into the graph.';

try {
  const { positionals } = parseArgs({ allowPositionals: true });
  const [folder] = positionals;
  if (folder === undefined || positionals.length > 1) throw new InvalidConfig(USAGE);
  await load(folder);
} catch (error) {
  console.error(explain(error));
  process.exitCode = 1;
}

/** Loads a folder into the graph of the environment, and says what came of it. */
async function load(folder: string): Promise<void> {
  const start = performance.now();
  const graph = await openGraph(readConfig(process.env).graph);
  const progress = progressOn(process.stderr);
  try {
    await graph.ping();
    await graph.prepare(indexesOf(model));
    const report = await loadDossier(graph, model, folder, { onProgress: progress.say });
    progress.end();
    const seconds = ((performance.now() - start) / 1_000).toFixed(1);
    const { id, entities, facts, documents, passages, written, removed } = report;
    const change = written + removed === 0 ? 'nothing had changed' : `${written} rows written, ${removed} removed`;
    console.log(
      `Loaded ${id}: ${entities} entities, ${facts} facts, ${documents} documents, ${passages} passages (${change}; ${seconds} s).`,
    );
  } finally {
    progress.end();
    await graph.close();
  }
}

/** An error as the person at the terminal should read it. */
function explain(error: unknown): string {
  if (error instanceof DossierInvalid) return problemLines(error).join('\n');
  const known = [InvalidConfig, FolderInUse, FolderUnusable, StoreUnavailable];
  if (error instanceof Error && known.some((kind) => error instanceof kind)) return error.message;
  if (error instanceof Error && 'code' in error && error.code === 'ERR_PARSE_ARGS_UNKNOWN_OPTION') return USAGE;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
