import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readFolder } from '../yaml/folder.ts';
import type { ModelDefinition } from './definition.ts';

/** The folder of the package, which holds `models/` and `dist/`; the same from `src/` and from `dist/`. */
const PACKAGE = fileURLToPath(new URL('../..', import.meta.url));
/** Where the models that ship are. */
export const MODELS = join(PACKAGE, 'models');
/** A definition that was compiled is read again as YAML once its files say something else. */
interface Compiled {
  /** Of the files that it was compiled from. */
  readonly digest: string;
  readonly definition: ModelDefinition;
}

/** Where what was compiled of a model that ships is. */
export function compiledPath(name: string): string {
  return join(PACKAGE, 'dist', 'models', `${name}.json`);
}

/** A model that ships, as JSON: reading it as YAML takes a hundred times as long. */
export async function compile(name: string): Promise<string> {
  const { digest } = await readFolder(join(MODELS, name));
  return JSON.stringify({ digest, definition: await read(name) } satisfies Compiled);
}

/** The definition of a model that ships; undefined where none has the name. @throws ModelInvalid */
export async function shippedModel(name: string): Promise<ModelDefinition | undefined> {
  if (!(await readdir(MODELS)).includes(name)) return undefined;
  return (await compiled(name)) ?? (await read(name));
}

async function read(name: string): Promise<ModelDefinition> {
  // Most starts need nothing of what reads YAML.
  const { readModel } = await import('./read.ts');
  return await readModel(join(MODELS, name), shippedModel);
}

/** Undefined where its files have changed; and among the sources, which may have changed themselves. */
async function compiled(name: string): Promise<ModelDefinition | undefined> {
  if (import.meta.url.endsWith('.ts')) return undefined;
  const text = await readFile(compiledPath(name), 'utf8').catch(() => undefined);
  if (text === undefined) return undefined;
  // The build wrote it in this form.
  const { digest, definition } = JSON.parse(text) as Compiled;
  return (await readFolder(join(MODELS, name))).digest === digest ? definition : undefined;
}
