import { mkdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { defaultModel } from './model/choice.ts';
import { printPublic } from './public.ts';

const folder = fileURLToPath(new URL('../schema/', import.meta.url));
mkdirSync(folder, { recursive: true });
const { files, facts } = printPublic(await defaultModel());
for (const [name, text] of Object.entries(files)) writeFileSync(`${folder}${name}`, text);
console.log(facts);
