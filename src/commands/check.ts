import { resolve } from 'node:path';
import { readConfig } from '../config.ts';
import { checkDossier } from '../dossier/checked.ts';
import { HEAD as DOSSIER, OWN_MODEL as MODEL } from '../dossier/read/model-name.ts';
import { collectSooner } from '../memory.ts';
import { schemaFor } from '../model/index.ts';
import { progressOn } from '../progress.ts';
import { amounts, counted, NothingThere } from '../terminal.ts';
import { isDossier, isModel, modelFoundFor, modelOfFolder } from '../which-model.ts';

/** Checks the dossier or the model in a folder, by itself, and writes nothing. */
export async function check(folder: string): Promise<void> {
  if (isDossier(folder)) return await checkDossierIn(resolve(folder));
  if (isModel(folder)) return await checkModelIn(resolve(folder));
  throw new NothingThere(
    `${folder}: there is no ${DOSSIER} and no ${MODEL} in it; expected the folder of a dossier or of a model.`,
  );
}

async function checkModelIn(folder: string): Promise<void> {
  const { name, types, relationships, vocabularies } = await modelOfFolder(folder);
  console.log(
    `The model ${name} is right: ${counted(types.length, 'type')} of entity, ${relationships.length} of relationship, ${vocabularies.length === 1 ? '1 vocabulary' : `${vocabularies.length} vocabularies`}.`,
  );
}

async function checkDossierIn(folder: string): Promise<void> {
  const { model, because } = await modelFoundFor(folder, readConfig(process.env).model);
  collectSooner();
  const progress = progressOn(process.stderr);
  const checked = await checkDossier(model, folder, {
    onProgress: progress.say,
    schema: schemaFor(model),
  })
    .finally(progress.end)
    .catch((error: unknown) => {
      console.error(`It was read in the model ${model.name}, ${because}.`);
      throw error;
    });
  for (const doubt of checked.doubts) console.log(doubt);
  console.log(`The dossier ${checked.id} is right: ${amounts(checked)}.`);
}
