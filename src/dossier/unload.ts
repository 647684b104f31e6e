import type { Model } from '../declare/model.ts';
import type { Graph } from '../graph/port.ts';
import type { Dependent } from './check/dependents.ts';
import { confirmed } from './confirmed.ts';
import { Replacement, type ReplacementOptions } from './replacement.ts';
import { beginChange, dossiersIn, finishUnload } from './store/dossiers.ts';
import { closeLedger } from './store/ledger.ts';

/** No dossier of the graph has this id. */
export class UnknownDossier extends Error {
  override readonly name = 'UnknownDossier';

  constructor(id: string, loaded: readonly string[]) {
    const those = loaded.length === 0 ? 'The graph has no dossier' : `The graph has ${loaded.join(', ')}`;
    super(`No dossier ${JSON.stringify(id)} is loaded. ${those}.`);
  }
}

/** Other dossiers name what only this one states. Nothing was taken out. */
export class DossierNeeded extends Error {
  override readonly name = 'DossierNeeded';
  readonly dependents: readonly Dependent[];

  constructor(id: string, dependents: readonly Dependent[]) {
    const dossiers = [...new Set(dependents.map(({ dossier }) => dossier))].sort().join(', ');
    super(`The dossier ${id} cannot be taken out: ${dossiers} names what only it states. Nothing was changed.`);
    this.dependents = dependents;
  }
}

const MOST_SHOWN = 50;

/** What stands in the way, for a terminal: the first 50, one a line. */
export function dependentLines({ message, dependents }: DossierNeeded): string[] {
  const lines = dependents
    .slice(0, MOST_SHOWN)
    .map(({ on, id, dossier, file }) => `${file} of the dossier ${dossier}: ${id} names ${on}`);
  const more = dependents.length - lines.length;
  return [...lines, ...(more > 0 ? [`… and ${more} more.`] : []), message];
}

export interface UnloadReport {
  readonly id: string;
  /** Rows that others state as well, and that are now as those state them. */
  readonly written: number;
  readonly removed: number;
}

/**
 * Takes a dossier out of a graph. What it alone stated goes; what others state as well is as if it had never been
 * loaded. An unload that was cut off is completed by another one.
 *
 * @throws UnknownDossier
 * @throws DossierNeeded
 */
export async function unloadDossier(
  graph: Graph,
  model: Model,
  id: string,
  options: ReplacementOptions = {},
): Promise<UnloadReport> {
  return await confirmed((again) => unload(graph, model, id, options, again));
}

async function unload(
  graph: Graph,
  model: Model,
  id: string,
  options: ReplacementOptions,
  again: boolean,
): Promise<UnloadReport> {
  const dossiers = await dossiersIn(graph);
  const dossier = dossiers.find((each) => each.id === id);
  if (!dossier) {
    if (again) return { id, written: 0, removed: 0 };
    throw new UnknownDossier(
      id,
      dossiers.map((each) => each.id),
    );
  }
  const removal = Replacement.removal(graph, model, id, dossier.entities + dossier.facts, options);
  const dependents = await removal.dependents();
  if (dependents.length > 0) throw new DossierNeeded(id, dependents);
  await graph.write((transaction) => closeLedger(transaction, id));
  await beginChange(graph, { ...dossier, state: 'unloading' });
  await removal.write();
  await finishUnload(graph, id);
  return { id, ...removal.changed };
}
