import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Model } from './declare/model.ts';
import { HEAD, isBeside, OWN_MODEL, type SaidOfModel, saidOfModel } from './dossier/read/model-name.ts';
import { graphState } from './dossier/store/dossiers.ts';
import { type Form, formOf } from './dossier/store/format.ts';
import type { Graph } from './graph/port.ts';
import { chooseModel, modelIn, storedModel } from './model/choice.ts';

export const isDossier = (folder: string) => existsSync(join(folder, HEAD));
export const isModel = (folder: string) => existsSync(join(folder, OWN_MODEL));

/** A model, and what says that it is this one, as the end of a sentence. */
export interface FoundModel {
  readonly model: Model;
  readonly because: string;
}

/**
 * The model in a folder, or that in which a load reads the dossier in it.
 *
 * @param named what the environment says
 * @throws ModelInvalid, ModelContradiction
 */
export async function modelFoundFor(folder: string, named: string | undefined): Promise<FoundModel> {
  if (!isDossier(folder)) return { model: await modelIn(folder), because: 'which is in it' };
  const dossier = await dossierIn(folder);
  const model = await chooseModel({ named, graph: { dossiers: [], model: undefined }, dossier });
  return { model, because: whatSays(named, dossier) };
}

/** The same, whatever the environment says. */
export async function modelOfFolder(folder: string): Promise<Model> {
  return (await modelFoundFor(folder, undefined)).model;
}

function whatSays(named: string | undefined, { isOwn, name }: SaidOfModel): string {
  if (named !== undefined) return 'as DRAGOMAN_MODEL says';
  if (isOwn) return 'which is in it';
  return name === undefined ? 'since nothing says another' : 'as its dossier.yaml says';
}

/** A dossier as far as it says what it is written in. */
async function dossierIn(folder: string) {
  const said = await saidOfModel(folder);
  const beside = said.name !== undefined && isBeside(said.name) ? resolve(folder, said.name) : undefined;
  return { folder, ...said, beside };
}

/**
 * What tells the model that a graph is written in by now, where it is another than that of a text. It reads the whole model
 * only where the graph has changed since it was last asked, and while a load changes it.
 */
export function modelSince(graph: Graph): (written: string) => Promise<Model | undefined> {
  let known: { readonly state: string | undefined; readonly form: Form } | undefined;
  return async (written) => {
    // Before the model: one that is written in between is read the next time.
    const settled = await graphState(graph);
    const state = settled && JSON.stringify(settled);
    if (!known || state === undefined || known.state !== state) known = { state, form: await formOf(graph) };
    const { dossiers, model } = known.form;
    return dossiers.length === 0 || model === undefined || model === written ? undefined : storedModel(model);
  };
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
  const dossier = folder === undefined ? undefined : await dossierIn(folder);
  return await chooseModel({ named, graph: form, dossier });
}
