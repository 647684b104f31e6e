import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { checkDossier } from '../dossier/checked.ts';
import { HEAD as DOSSIER } from '../dossier/read/dossier.ts';
import { defaultModel } from '../model/default.ts';
import { HEAD as MODEL, readModel } from '../model/read.ts';
import { shippedModel } from '../model/shipped.ts';
import { progressOn } from '../progress.ts';
import { NothingThere } from '../terminal.ts';

/** Checks the dossier or the model in a folder, by itself, and writes nothing. */
export async function check(folder: string): Promise<void> {
  if (existsSync(join(folder, MODEL))) return await checkModelIn(resolve(folder));
  if (existsSync(join(folder, DOSSIER))) return await checkDossierIn(folder);
  throw new NothingThere(
    `${folder}: there is no ${DOSSIER} and no ${MODEL} in it; expected the folder of a dossier or of a model.`,
  );
}

async function checkModelIn(folder: string): Promise<void> {
  const { model: name, entities, relationships, vocabularies } = await readModel(folder, shippedModel);
  const count = (declared: object) => Object.keys(declared).length;
  console.log(
    `The model ${name} is right: ${count(entities)} types of entity, ${count(relationships)} of relationship, ${count(vocabularies)} vocabularies.`,
  );
}

async function checkDossierIn(folder: string): Promise<void> {
  const progress = progressOn(process.stderr);
  const { id, entities, facts, documents, passages, doubts } = await checkDossier(await defaultModel(), folder, {
    onProgress: progress.say,
  }).finally(progress.end);
  for (const doubt of doubts) console.log(doubt);
  console.log(
    `The dossier ${id} is right: ${entities} entities, ${facts} facts, ${documents} documents, ${passages} passages.`,
  );
}
