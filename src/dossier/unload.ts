import { dossiersIn } from '../declare/dossiers.ts';
import type { Model } from '../declare/model.ts';
import type { Graph } from '../graph/port.ts';
import type { Dependent } from './check/dependents.ts';
import { confirmed } from './confirmed.ts';
import { renew } from './renewal.ts';
import { Replacement, type ReplacementOptions } from './replacement.ts';
import { forgetDossier, raiseVersion, setDossier } from './store/dossiers.ts';
import { Lease } from './store/lease.ts';
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
  const lease = await Lease.take(graph, id, options);
  try {
    await renew(graph, lease, model, options);
    const dossiers = await dossiersIn(graph);
    const found = dossiers.find((each) => each.id === id);
    if (!found && again) return { id, written: 0, removed: 0 };
    const loaded = dossiers.map((each) => each.id);
    if (!found) throw new UnknownDossier(id, loaded);
    const { completeness: _, ...dossier } = found;
    const removal = Replacement.removal(graph, lease, model, id, dossier.entities + dossier.facts, options);
    const dependents = await removal.dependents();
    if (dependents.length > 0) throw new DossierNeeded(id, dependents);
    await lease.write(async (transaction) => {
      await closeLedger(transaction, id);
      await setDossier(transaction, { ...dossier, state: 'unloading' });
    });
    await removal.write();
    await lease.write(async (transaction) => {
      await forgetDossier(transaction, id);
      await raiseVersion(transaction);
    });
    return { id, ...removal.changed };
  } finally {
    await lease.release();
  }
}
