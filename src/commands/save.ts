import { saveDossier } from '../dossier/save/save.ts';
import { shippedModel } from '../model/shipped.ts';
import { amounts } from '../terminal.ts';
import { onGraph } from './on-graph.ts';

/** Writes what a dossier states into a folder. */
export async function save(id: string, folder: string): Promise<void> {
  await onGraph({}, async (graph, model, { signal, onProgress }) => {
    const ownModel = (await shippedModel(model.name)) === undefined;
    const saved = await saveDossier(graph, model, id, folder, { ownModel, signal, onProgress });
    return `Saved ${id} in ${folder}: ${amounts(saved)} ({seconds} s).`;
  });
}
