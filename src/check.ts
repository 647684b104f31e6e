import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { indexesOf, type Model } from './declare/model.ts';
import { loadDossier } from './dossier/load.ts';
import { openGraph } from './graph/open.ts';
import { explain } from './terminal.ts';
import { isDossier, isModel, modelOfFolder } from './which-model.ts';

/** Checks the model, or the dossier, in a folder, and changes no graph. */
const [folder, ...others] = process.argv.slice(2);
if (folder === undefined || others.length > 0)
  fail('Usage: npm run check -- <folder>. It checks the model or the dossier in a folder.');
else if (!isDossier(folder) && !isModel(folder))
  fail(
    existsSync(folder)
      ? `${folder}: there is no model.yaml and no dossier.yaml in it; expected a model or a dossier.`
      : `${folder}: there is no such folder; expected a model or a dossier.`,
  );
else await check(resolve(folder)).catch((error: unknown) => fail(explain(error)));

async function check(path: string): Promise<void> {
  const model = await modelOfFolder(path);
  console.log(isDossier(path) ? await checkedDossier(model, path) : countsOf(model));
}

function countsOf({ name, types, relationships, vocabularies }: Model): string {
  return `The model ${name} is right: ${types.length} types of entity, ${relationships.length} of relationship, ${vocabularies.length} vocabularies.`;
}

/** Loads it into a graph of its own, which goes afterwards: so everything is looked at that a load looks at. */
async function checkedDossier(model: Model, path: string): Promise<string> {
  const data = await mkdtemp(join(tmpdir(), 'dragoman-check-'));
  const graph = await openGraph({ folder: data, neo4j: undefined });
  try {
    await graph.prepare(indexesOf(model));
    const { id, entities, facts, documents, passages, doubts } = await loadDossier(graph, model, path);
    const counts = `${entities} entities, ${facts} facts, ${documents} documents, ${passages} passages`;
    return [...doubts, `The dossier ${id} is right, in the model ${model.name}: ${counts}.`].join('\n');
  } finally {
    await graph.close();
    await rm(data, { recursive: true, force: true });
  }
}

function fail(message: string): void {
  console.error(message);
  process.exitCode = 1;
}
