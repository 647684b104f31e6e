/** Models as their authors write them: YAML files in a folder. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Model } from '../../src/declare/model.ts';
import { modelOf } from '../../src/model/declarations.ts';
import type { ModelDefinition } from '../../src/model/definition.ts';
import { ModelInvalid, readModel } from '../../src/model/read.ts';
import { shippedModel } from '../../src/model/shipped.ts';

/** The files of a model by name. */
export type ModelFiles = { readonly [file: string]: string };

/** The head of a model in English, for `model.yaml`. */
export const HEAD = 'model: test\ntitle: { en: A test }\nlanguages: [en]\n';

async function readFiles(files: ModelFiles): Promise<ModelDefinition> {
  const folder = await mkdtemp(join(tmpdir(), 'dragoman-model-'));
  try {
    for (const [file, text] of Object.entries(files)) await writeFile(join(folder, file), text);
    return await readModel(folder, shippedModel);
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** What a person is told of a model that is wrong, `<file>:<line>: <message>`. */
export async function problemsOf(files: ModelFiles): Promise<string[]> {
  try {
    await readFiles(files);
    return [];
  } catch (error) {
    if (!(error instanceof ModelInvalid)) throw error;
    return error.problems.map(({ file, line, message }) => `${file}:${line}: ${message}`);
  }
}

export async function modelFrom(files: ModelFiles): Promise<Model> {
  return modelOf(await readFiles(files));
}

/** A model that is kept among the tests, by the name of its folder in `test/model`. */
export async function fixtureModel(name: string): Promise<Model> {
  const folder = fileURLToPath(new URL(`../model/${name}`, import.meta.url));
  return modelOf(await readModel(folder, shippedModel));
}
