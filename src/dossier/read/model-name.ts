import { access } from 'node:fs/promises';
import { join } from 'node:path';
import { textOf } from '../../yaml/folder.ts';
import { readYaml } from '../../yaml/read.ts';

/** What a dossier says of itself. */
export const HEAD = 'dossier.yaml';
/** In the folder of a dossier: a model of its own. */
export const OWN_MODEL = 'model.yaml';

/** What a dossier says of the model that it is written in: it has one of its own, or names another. */
export interface SaidOfModel {
  readonly isOwn: boolean;
  /** One that ships, or a folder: see {@link isBeside}. */
  readonly name: string | undefined;
}

/** Whether what a dossier names is the folder of a model beside its own, and not a model that ships. */
export function isBeside(name: string): boolean {
  return /^\.\.\/[^./][^/\\]*$/.test(name);
}

/** Looks for what a dossier says of its model. What is wrong in its files is told when it is read as a whole. */
export async function saidOfModel(folder: string): Promise<SaidOfModel> {
  const isOwn = await access(join(folder, OWN_MODEL)).then(
    () => true,
    () => false,
  );
  const ignored = { add: () => undefined };
  const text = await textOf(folder, HEAD, ignored).catch(() => undefined);
  const written = text === undefined ? undefined : readYaml(text, () => undefined);
  const named = written?.kind === 'map' ? written.entries.get('model')?.value : undefined;
  return { isOwn, name: named?.kind === 'text' ? named.text : undefined };
}
