import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Model } from './declare/model.ts';
import { HEAD, OWN_MODEL, saidOfModel } from './dossier/read/model-name.ts';
import { formOf } from './dossier/store/format.ts';
import type { Graph } from './graph/port.ts';
import { chooseModel, modelIn, storedModel } from './model/choice.ts';

export const isDossier = (folder: string) => existsSync(join(folder, HEAD));
export const isModel = (folder: string) => existsSync(join(folder, OWN_MODEL));

/** The model in a folder, or that of the dossier in it. @throws ModelInvalid, ModelContradiction */
export async function modelOfFolder(folder: string): Promise<Model> {
  if (!isDossier(folder)) return await modelIn(folder);
  const dossier = { folder, ...(await saidOfModel(folder)) };
  return await chooseModel({ named: undefined, graph: { dossiers: [], model: undefined }, dossier });
}

/** The model that a graph is written in by now, where it is another than that of a text. */
export async function modelSince(graph: Graph, written: string): Promise<Model | undefined> {
  const { dossiers, model } = await formOf(graph);
  return dossiers.length === 0 || model === undefined || model === written ? undefined : storedModel(model);
}

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
