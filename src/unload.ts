import { runCommand } from './command.ts';
import { DossierNeeded, dependentLines, UnknownDossier, unloadDossier } from './dossier/unload.ts';

await runCommand({
  usage: 'Usage: npm run unload -- <id>. It takes a dossier out of the graph.',
  async work(graph, model, id, options) {
    const { written, removed } = await unloadDossier(graph, model, id, options);
    return `Took out ${id}: ${removed} rows removed, ${written} kept for other dossiers ({seconds} s).`;
  },
  explain(error) {
    if (error instanceof DossierNeeded) return dependentLines(error).join('\n');
    return error instanceof UnknownDossier ? error.message : undefined;
  },
});
