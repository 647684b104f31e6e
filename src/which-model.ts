import type { Model } from './declare/model.ts';
import { saidOfModel } from './dossier/read/model-name.ts';
import { formOf } from './dossier/store/format.ts';
import type { Graph } from './graph/port.ts';
import { chooseModel } from './model/choice.ts';

/**
 * The model that a graph is served, or changed, in.
 *
 * @param asked.named what the environment says
 * @param asked.loads the folder of a dossier that is loaded whatever there is
 * @param asked.seeds the folder of one that is loaded where there is nothing
 * @throws ModelContradiction
 */
export async function modelFor(
  graph: Graph,
  {
    named,
    loads,
    seeds,
  }: { readonly named: string | undefined; readonly loads?: string | undefined; readonly seeds?: string | undefined },
): Promise<Model> {
  const form = await formOf(graph);
  const folder = loads ?? (form.dossiers.length === 0 ? seeds : undefined);
  const dossier = folder === undefined ? undefined : { folder, ...(await saidOfModel(folder)) };
  return await chooseModel({ named, graph: form, dossier });
}
