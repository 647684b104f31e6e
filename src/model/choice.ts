import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { Model } from '../declare/model.ts';
import { unreadableIn } from './compatible.ts';
import { modelOf } from './declarations.ts';
import { definitionOf, MODEL_FILE, type ModelDefinition } from './definition.ts';
import { MODELS, shippedModel } from './shipped.ts';

/** What is served where nothing says another; graphs that do not say are written in it. */
const DEFAULT = 'diplomacy';

/** Where nothing says another. */
export async function defaultModel(): Promise<Model> {
  return modelOf(await shipped(DEFAULT));
}

/** All models that ship, by name. */
export async function shippedModels(): Promise<Model[]> {
  const names = (await readdir(MODELS)).sort();
  return await Promise.all(names.map(async (name) => modelOf(await shipped(name))));
}

/** Two models are asked for, or one that cannot be had. The message names both, and who needs the other. */
export class ModelContradiction extends Error {
  override readonly name = 'ModelContradiction';
}

/** What may say which model a graph is read in: the first that says anything does, and the others must not differ. */
export interface ModelSources {
  /** The name of a model that ships, or the folder of one: what the environment says. */
  readonly named: string | undefined;
  /** What the graph has, and is written in where it says so. */
  readonly graph: { readonly dossiers: readonly string[]; readonly model: string | undefined };
  /** A dossier that is to be loaded: its folder, and what it says. */
  readonly dossier:
    | {
        readonly folder: string;
        readonly isOwn: boolean;
        readonly name: string | undefined;
        /** The folder of a model that it names. */
        readonly beside: string | undefined;
      }
    | undefined;
}

/**
 * Chooses the model of a graph: the one that is named, else the graph's, else that of the dossier that is to be loaded,
 * else that of the first version. A model that has grown since the graph was written takes the place of what it was.
 *
 * @throws ModelContradiction
 * @throws ModelInvalid
 */
export async function chooseModel({ named, graph, dossier }: ModelSources): Promise<Model> {
  const ofDossier = dossier && (await dossierModel(dossier));
  const wanted = named === undefined ? ofDossier : await namedModel(named);
  if (wanted && ofDossier && wanted.definition.model !== ofDossier.definition.model)
    throw new ModelContradiction(
      `${capital(wanted.says)}, and ${ofDossier.says}: choose one of both. A dossier is loaded in the model that it is written in.`,
    );
  if (graph.dossiers.length === 0) return wanted ? modelOf(wanted.definition) : await defaultModel();
  const stored = graph.model === undefined ? await shipped(DEFAULT) : definitionOf(graph.model);
  if (!wanted) return modelOf(await grown(stored));
  const why = refusal(stored, wanted.definition);
  if (why !== undefined)
    throw new ModelContradiction(
      `${capital(wanted.says)}, and the graph is written in ${stored.model}, which ${needing(graph.dossiers)}${why}. Take ${graph.dossiers.length === 1 ? 'that' : 'these'} out first (npm run unload), or choose another graph (DRAGOMAN_DATA or NEO4J_URI).${beginning(stored, wanted.definition)}`,
    );
  return modelOf(wanted.definition);
}

/** The model of a graph that was written in one, as a running server follows it. */
export function storedModel(written: string): Model {
  return modelOf(definitionOf(written));
}

/** @throws ModelContradiction where what a graph is written in cannot be read in the model */
export function admit(stored: string | undefined, model: Model): void {
  if (stored === undefined) return;
  const why = refusal(definitionOf(stored), definitionOf(model.written));
  if (why !== undefined)
    throw new ModelContradiction(`The graph cannot be read in the model ${model.name}${why}. Choose another graph.`);
}

interface Said {
  readonly definition: ModelDefinition;
  /** The beginning of a sentence. */
  readonly says: string;
}

async function namedModel(named: string): Promise<Said> {
  const definition = await (existsSync(join(named, MODEL_FILE)) ? definitionIn(resolve(named)) : shippedModel(named));
  if (!definition)
    throw new ModelContradiction(
      `DRAGOMAN_MODEL is ${JSON.stringify(named)}, and must be the name of a model that ships (${await names()}) or a folder with a ${MODEL_FILE}.`,
    );
  return { definition, says: `DRAGOMAN_MODEL is ${named}` };
}

async function dossierModel({
  folder,
  isOwn,
  name,
  beside,
}: NonNullable<ModelSources['dossier']>): Promise<Said | undefined> {
  if (isOwn) {
    const { readModelFile } = await import('./read.ts');
    const definition = await readModelFile(folder, shippedModel);
    return { definition, says: `the dossier in ${folder} is written in a model of its own, ${definition.model}` };
  }
  if (name === undefined) return undefined;
  const says = `the dossier in ${folder} is written in ${name}`;
  if (beside !== undefined && existsSync(join(beside, MODEL_FILE)))
    return { definition: await definitionIn(beside), says };
  const definition = beside === undefined ? await shippedModel(name) : undefined;
  if (definition) return { definition, says };
  throw new ModelContradiction(
    `${capital(says)}, and there is no such model: expected one that ships (${await names()}), a folder with a ${MODEL_FILE} beside the dossier's, such as ../model, or a ${MODEL_FILE} beside its dossier.yaml.`,
  );
}

/** The model in a folder. @throws ModelInvalid */
export async function modelIn(folder: string): Promise<Model> {
  return modelOf(await definitionIn(folder));
}

async function definitionIn(folder: string): Promise<ModelDefinition> {
  // Most starts need nothing of what reads YAML.
  const { readModel } = await import('./read.ts');
  return await readModel(folder, shippedModel);
}

async function shipped(name: string): Promise<ModelDefinition> {
  const definition = await shippedModel(name);
  if (!definition) throw new Error(`The model ${name} is missing.`);
  return definition;
}

async function names(): Promise<string> {
  return (await readdir(MODELS)).join(', ');
}

/** What ships under the name of a graph's model, where that has grown; else the graph's. */
async function grown(stored: ModelDefinition): Promise<ModelDefinition> {
  const ships = await shippedModel(stored.model);
  return ships && unreadableIn(stored, ships) === undefined ? ships : stored;
}

/** Why what is stored in one model cannot be read in another, to follow a sentence. */
function refusal(stored: ModelDefinition, next: ModelDefinition): string | undefined {
  if (stored.model !== next.model) return '';
  const why = unreadableIn(stored, next);
  return why === undefined ? undefined : `; as ${next.model} is now, that cannot be read: ${why}`;
}

/** A sentence on how one graph takes both, where the other model has all that the graph's has. */
function beginning(stored: ModelDefinition, next: ModelDefinition): string {
  if (stored.model === next.model || unreadableIn(stored, next) !== undefined) return '';
  return ` ${capital(next.model)} has all that ${stored.model} has, so a graph that begins with it takes dossiers that name no model too: load it first.`;
}

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

function needing(dossiers: readonly string[]): string {
  if (dossiers.length === 1) return `its dossier ${dossiers[0]} needs`;
  return `its dossiers ${dossiers.slice(0, 5).join(', ')}${dossiers.length > 5 ? ' and others' : ''} need`;
}
