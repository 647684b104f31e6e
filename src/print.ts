import { mkdirSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { printed } from './declare/schema/printed.ts';
import { defaultModel } from './model/choice.ts';
import { buildModelSchema } from './model/index.ts';
import { printPublic } from './public.ts';
import { explain } from './terminal.ts';
import { modelOfFolder } from './which-model.ts';

/** Writes `schema/`; of a folder that is named, prints the schema of its model instead. */
const [named, ...others] = process.argv.slice(2);
if (others.length > 0) fail('Usage: npm run schema -- <folder>. It prints the schema of the model in a folder.');
else if (named === undefined) await write();
else await print(resolve(named)).catch((error: unknown) => fail(explain(error)));

async function write(): Promise<void> {
  const folder = fileURLToPath(new URL('../schema/', import.meta.url));
  mkdirSync(folder, { recursive: true });
  const { files, facts } = printPublic(await defaultModel());
  for (const [name, text] of Object.entries(files)) writeFileSync(`${folder}${name}`, text);
  console.log(facts);
}

async function print(folder: string): Promise<void> {
  process.stdout.write(printed(buildModelSchema(await modelOfFolder(folder))));
}

function fail(message: string): void {
  console.error(message);
  process.exitCode = 1;
}
