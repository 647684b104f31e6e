import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Model } from '../declare/model.ts';
import { indexesOf } from '../declare/model.ts';
import { openGraph } from '../graph/open.ts';
import { type LoadReport, loadDossier } from './load.ts';
import { DossierInvalid } from './problem.ts';
import type { ReplacementOptions } from './replacement.ts';

/**
 * Checks the dossier in a folder by itself, as loading it into a graph that holds nothing does, and writes nothing of it.
 * What only another dossier states is not known then.
 *
 * @throws DossierInvalid with every problem
 */
export async function checkDossier(
  model: Model,
  folder: string,
  options: ReplacementOptions = {},
): Promise<Omit<LoadReport, 'written' | 'removed'>> {
  const temporary = await mkdtemp(join(tmpdir(), 'dragoman-check-'));
  try {
    const graph = await openGraph({ folder: temporary });
    try {
      await graph.prepare(indexesOf(model));
      return await loadDossier(graph, model, folder, { ...options, checkAlone: true });
    } catch (error) {
      if (error instanceof DossierInvalid) throw new DossierInvalid(folder, error.problems, false);
      throw error;
    } finally {
      await graph.close();
    }
  } finally {
    await rm(temporary, { recursive: true, force: true });
  }
}
