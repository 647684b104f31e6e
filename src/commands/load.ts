import { resolve } from 'node:path';
import { loadDossier } from '../dossier/load.ts';
import { schemaFor } from '../model/index.ts';
import { amounts, counted } from '../terminal.ts';
import { onGraph } from './on-graph.ts';

/** Loads the dossier in a folder into the graph. */
export async function load(folder: string): Promise<void> {
  const loads = resolve(folder);
  await onGraph({ loads }, async (graph, model, options) => {
    const report = await loadDossier(graph, model, folder, { ...options, schema: schemaFor(model) });
    const { id, written, removed, doubts } = report;
    const change =
      written + removed === 0 ? 'nothing had changed' : `${counted(written, 'row')} written, ${removed} removed`;
    const loaded = `Loaded ${id}: ${amounts(report)} (${change}; {seconds} s).`;
    return [...doubts, loaded].join('\n');
  });
}
