import { resolve } from 'node:path';
import { runCommand } from './command.ts';
import { loadDossier } from './dossier/load.ts';

await runCommand({
  usage: 'Usage: npm run load -- <folder>. It loads the dossier in a folder into the graph.',
  loads: (folder) => resolve(folder),
  async work(graph, model, folder, options) {
    const report = await loadDossier(graph, model, folder, options);
    const { id, entities, facts, documents, passages, written, removed, doubts } = report;
    const change = written + removed === 0 ? 'nothing had changed' : `${written} rows written, ${removed} removed`;
    const loaded = `Loaded ${id}: ${entities} entities, ${facts} facts, ${documents} documents, ${passages} passages (${change}; {seconds} s).`;
    return [...doubts, loaded].join('\n');
  },
  explain: () => undefined,
});
