/** Dossiers in graphs: the shipped one, and those that a test writes. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { indexesOf, type Model } from '../../src/declare/model.ts';
import { type LoadReport, loadDossier } from '../../src/dossier/load.ts';
import type { Graph } from '../../src/graph/port.ts';
import { model } from './model.ts';

const SHIPPED = fileURLToPath(new URL('../../seeds/gaza-diplomacy', import.meta.url));

export async function loadShipped(graph: Graph): Promise<void> {
  await graph.prepare(indexesOf(model));
  await loadDossier(graph, model, SHIPPED);
}

/** Loads a dossier of a model, given as its files by name. */
export async function loadFiles(
  graph: Graph,
  of: Model,
  files: { readonly [file: string]: string },
): Promise<LoadReport> {
  const folder = await mkdtemp(join(tmpdir(), 'dragoman-dossier-'));
  try {
    for (const [file, text] of Object.entries(files)) await writeFile(join(folder, file), text);
    await graph.prepare(indexesOf(of));
    return await loadDossier(graph, of, folder);
  } finally {
    await rm(folder, { recursive: true });
  }
}
