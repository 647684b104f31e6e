import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { defaultModel } from '../model/default.ts';
import { printPublic } from '../public.ts';

/** Prints the schema that is served, or writes it and the other files that others build on into a folder. */
export async function schema(folder: string | undefined): Promise<void> {
  const { files, facts } = printPublic(await defaultModel());
  if (folder === undefined) return void process.stdout.write(files['schema.graphql'] ?? '');
  mkdirSync(folder, { recursive: true });
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  console.log(facts);
}
