import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { HEAD, ModelInvalid, readModel } from './model/read.ts';
import { shippedModel } from './model/shipped.ts';
import { problemLines } from './yaml/problem.ts';

/** Checks the model in a folder, without a graph. */
const [folder, ...others] = process.argv.slice(2);
if (folder === undefined || others.length > 0)
  fail('Usage: npm run check -- <folder>. It checks the model in a folder.');
else if (!existsSync(join(folder, HEAD))) fail(`${join(folder, HEAD)}: there is no such file; expected a model.`);
else await check(resolve(folder));

async function check(path: string): Promise<void> {
  try {
    const { model, entities, relationships, vocabularies } = await readModel(path, shippedModel);
    const count = (declared: object) => Object.keys(declared).length;
    console.log(
      `The model ${model} is right: ${count(entities)} types of entity, ${count(relationships)} of relationship, ${count(vocabularies)} vocabularies.`,
    );
  } catch (error) {
    if (!(error instanceof ModelInvalid)) throw error;
    fail(problemLines(error).join('\n'));
  }
}

function fail(message: string): void {
  console.error(message);
  process.exitCode = 1;
}
