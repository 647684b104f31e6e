/**
 * Loads or unloads a dossier as the commands do, and writes a line to the standard output when a write was acknowledged.
 *
 *   node tools/torture/change.mjs load FOLDER | unload ID
 */

import { writeSync } from 'node:fs';
import { readConfig } from '../../dist/config.js';
import { indexesOf } from '../../dist/declare/model.js';
import { loadDossier } from '../../dist/dossier/load.js';
import { unloadDossier } from '../../dist/dossier/unload.js';
import { openGraph } from '../../dist/graph/open.js';
import { defaultModel } from '../../dist/model/choice.js';
import { FACTS_AT_ONCE } from './jobs.mjs';
import { tellingWrites } from './writes.mjs';

const model = await defaultModel();

const [kind, what = ''] = process.argv.slice(2);
const graph = await openGraph(readConfig(process.env).graph);
try {
  await graph.prepare(indexesOf(model));
  // Not through the stream: what was told must be out when the process is killed.
  const telling = tellingWrites(graph, () => writeSync(1, 'acknowledged\n'));
  if (kind === 'load') await loadDossier(telling, model, what, { factsAtOnce: FACTS_AT_ONCE });
  else await unloadDossier(telling, model, what);
} finally {
  await graph.close();
}
