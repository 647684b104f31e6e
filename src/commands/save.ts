import { saveDossier } from '../dossier/save/save.ts';
import { shippedModel } from '../model/shipped.ts';
import { onGraph } from './on-graph.ts';

/** Writes what a dossier states into a folder. */
export async function save(id: string, folder: string): Promise<void> {
  await onGraph({}, async (graph, model, { signal }) => {
    const ownModel = (await shippedModel(model.name)) === undefined;
    const { entities, facts, documents, passages } = await saveDossier(graph, model, id, folder, { ownModel, signal });
    return `Saved ${id} in ${folder}: ${entities} entities, ${facts} facts, ${documents} documents, ${passages} passages ({seconds} s).`;
  });
}
