import type { Runner } from '../../graph/port.ts';
import { CLEAR, FINISH, LEDGER, OPEN } from './ledger.query.ts';

/**
 * Which batches of facts of a load are finished. A batch enters it in its own transaction, so that after a crash each is
 * either in the graph and in the ledger, or in neither. It is there while a dossier is loaded for the first time.
 */

/** Raise it when batches are cut in another way. */
const CUT = 2;

/** What a ledger is of: the dossier as it was read, and the graph as it was found. */
export function headOf(digest: string, version: number, factsAtOnce: number): string {
  return `${digest} ${version} ${CUT}/${factsAtOnce}`;
}

/** The batches that are finished; undefined where no load with this head was begun. */
export async function finishedBatches(graph: Runner, dossier: string, head: string): Promise<Set<number> | undefined> {
  const rows = await graph.run(LEDGER, { dossier });
  return rows.some((row) => row.head === head) ? new Set(rows.map(({ batch }) => batch)) : undefined;
}

/** Begins an empty one. */
export async function openLedger(transaction: Runner, dossier: string, head: string): Promise<void> {
  await closeLedger(transaction, dossier);
  await transaction.run(OPEN, { dossier, head });
}

export async function finishBatch(transaction: Runner, dossier: string, batch: number): Promise<void> {
  await transaction.run(FINISH, { dossier, batch });
}

export async function closeLedger(transaction: Runner, dossier: string): Promise<void> {
  await transaction.run(CLEAR, { dossier });
}
