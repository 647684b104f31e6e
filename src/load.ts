import { runCommand } from './command.ts';
import { loadDossier } from './dossier/load.ts';
import { DossierInvalid } from './dossier/problem.ts';
import { model } from './model/index.ts';
import { problemLines } from './yaml/problem.ts';

await runCommand({
  usage: 'Usage: npm run load -- <folder>. It loads the dossier in a folder into the graph.',
  async work(graph, folder, onProgress) {
    const report = await loadDossier(graph, model, folder, { onProgress });
    const { id, entities, facts, documents, passages, written, removed, doubts } = report;
    const change = written + removed === 0 ? 'nothing had changed' : `${written} rows written, ${removed} removed`;
    const loaded = `Loaded ${id}: ${entities} entities, ${facts} facts, ${documents} documents, ${passages} passages (${change}; {seconds} s).`;
    return [...doubts, loaded].join('\n');
  },
  explain: (error) => (error instanceof DossierInvalid ? problemLines(error).join('\n') : undefined),
});
