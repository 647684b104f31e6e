import { resolve } from 'node:path';
import { loadDossier } from '../dossier/load.ts';
import { onGraph } from './on-graph.ts';

/** Loads the dossier in a folder into the graph. */
export async function load(folder: string): Promise<void> {
  const loads = resolve(folder);
  await onGraph({ loads }, async (graph, model, options) => {
    const report = await loadDossier(graph, model, folder, options);
    const { id, entities, facts, documents, passages, written, removed, doubts } = report;
    const change = written + removed === 0 ? 'nothing had changed' : `${written} rows written, ${removed} removed`;
    const loaded = `Loaded ${id}: ${counted(entities, 'entity', 'entities')}, ${counted(facts, 'fact', 'facts')}, ${counted(documents, 'document', 'documents')}, ${counted(passages, 'passage', 'passages')} (${change}; {seconds} s).`;
    return [...doubts, loaded].join('\n');
  });
}

function counted(count: number, one: string, more: string): string {
  return `${count} ${count === 1 ? one : more}`;
}
