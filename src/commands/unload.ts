import { unloadDossier } from '../dossier/unload.ts';
import { counted } from '../terminal.ts';
import { onGraph } from './on-graph.ts';

/** Takes the dossier of an id out of the graph. */
export async function unload(id: string): Promise<void> {
  await onGraph({}, async (graph, model, options) => {
    const { written, removed } = await unloadDossier(graph, model, id, options);
    return `Took out ${id}: ${counted(removed, 'row')} removed, ${written} kept for other dossiers ({seconds} s).`;
  });
}
