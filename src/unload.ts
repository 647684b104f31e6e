import { parseArgs } from 'node:util';
import { InvalidConfig, readConfig } from './config.ts';
import { indexesOf } from './declare/model.ts';
import { DossierNeeded, dependentLines, UnknownDossier, unloadDossier } from './dossier/unload.ts';
import { FolderInUse, FolderUnusable, StoreUnavailable } from './graph/errors.ts';
import { openGraph } from './graph/open.ts';
import { model } from './model/index.ts';
import { progressOn } from './progress.ts';

const USAGE = 'Usage: npm run unload -- <id>. It takes a dossier out of the graph.';

try {
  const { positionals } = parseArgs({ allowPositionals: true });
  const [id] = positionals;
  if (id === undefined || positionals.length > 1) throw new InvalidConfig(USAGE);
  await unload(id);
} catch (error) {
  console.error(explain(error));
  process.exitCode = 1;
}

/** Takes a dossier out of the graph of the environment, and says what came of it. */
async function unload(id: string): Promise<void> {
  const start = performance.now();
  const graph = await openGraph(readConfig(process.env).graph);
  const progress = progressOn(process.stderr);
  try {
    await graph.ping();
    await graph.prepare(indexesOf(model));
    const { written, removed } = await unloadDossier(graph, model, id, { onProgress: progress.say });
    progress.end();
    const seconds = ((performance.now() - start) / 1_000).toFixed(1);
    console.log(`Took out ${id}: ${removed} rows removed, ${written} kept for other dossiers (${seconds} s).`);
  } finally {
    progress.end();
    await graph.close();
  }
}

/** An error as the person at the terminal should read it. */
function explain(error: unknown): string {
  if (error instanceof DossierNeeded) return dependentLines(error).join('\n');
  const known = [InvalidConfig, UnknownDossier, FolderInUse, FolderUnusable, StoreUnavailable];
  if (error instanceof Error && known.some((kind) => error instanceof kind)) return error.message;
  if (error instanceof Error && 'code' in error && error.code === 'ERR_PARSE_ARGS_UNKNOWN_OPTION') return USAGE;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
