/** The shipped dossier, in an empty graph. */
import { fileURLToPath } from 'node:url';
import { indexesOf } from '../../src/declare/model.ts';
import { loadDossier } from '../../src/dossier/load.ts';
import type { Graph } from '../../src/graph/port.ts';
import { model } from './model.ts';

const SHIPPED = fileURLToPath(new URL('../../seeds/gaza-diplomacy', import.meta.url));

export async function loadShipped(graph: Graph): Promise<void> {
  await graph.prepare(indexesOf(model));
  await loadDossier(graph, model, SHIPPED);
}
