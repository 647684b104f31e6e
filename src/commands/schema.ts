import { mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { readConfig } from '../config.ts';
import { printed } from '../declare/schema/printed.ts';
import { defaultModel, shippedModels } from '../model/choice.ts';
import { buildModelSchema } from '../model/index.ts';
import { printPublic } from '../public.ts';
import { modelFoundFor } from '../which-model.ts';

/** Prints the schema of the model, or of the dossier, in a folder; where none is named, of what is served by default. */
export async function schema(folder: string | undefined): Promise<void> {
  const model =
    folder === undefined
      ? await defaultModel()
      : (await modelFoundFor(resolve(folder), readConfig(process.env).model)).model;
  process.stdout.write(printed(buildModelSchema(model)));
}

/** Writes the schema of what is served by default, and the other files that others build on, into a folder. */
export async function writeSchema(folder: string): Promise<void> {
  const { files, facts } = printPublic(await defaultModel(), await shippedModels());
  mkdirSync(folder, { recursive: true });
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  console.log(facts);
}
