import { type Graph, type Runner, statement } from '../../graph/port.ts';

/**
 * Which batches of facts of a load are finished. A batch enters it in its own transaction, so that after a crash each is
 * either in the graph and in the ledger, or in neither. It is there while a dossier is loaded for the first time.
 */

/** Raise it when batches are cut in another way. */
const CUT = 1;

/** What a ledger is of: the dossier as it was read, and the graph as it was found. */
export function headOf(digest: string, version: number, factsAtOnce: number): string {
  return `${digest} ${version} ${CUT}/${factsAtOnce}`;
}

/** The batches that are finished; undefined where no load with this head was begun. */
export async function finishedBatches(graph: Runner, dossier: string, head: string): Promise<Set<number> | undefined> {
  const rows = await graph.run(LEDGER, { dossier });
  return rows.some((row) => row.head === head) ? new Set(rows.map(({ batch }) => batch)) : undefined;
}

export async function openLedger(graph: Graph, dossier: string, head: string): Promise<void> {
  await graph.write(async (transaction) => {
    await closeLedger(transaction, dossier);
    await transaction.run(OPEN, { dossier, head });
  });
}

/**
 * Waits until no other batch of the dossier is being written: what follows from the facts of both is then right. Facts may
 * be sent right behind it.
 *
 * @throws when the batch is finished already, or the dossier gone: another process is at it
 */
export async function beginBatch(transaction: Runner, dossier: string, batch: number): Promise<void> {
  const [isOurs] = await transaction.run(BEGIN, { dossier, batch });
  if (!isOurs) throw new Error(`The dossier ${dossier} is being changed by another process. Load it again.`);
}

export async function finishBatch(transaction: Runner, dossier: string, batch: number): Promise<void> {
  await transaction.run(FINISH, { dossier, batch });
}

export async function closeLedger(transaction: Runner, dossier: string): Promise<void> {
  await transaction.run(CLEAR, { dossier });
}

const nothing = () => undefined;

const LEDGER = statement(
  'dossier: ledger',
  'MATCH (b:LoadedBatch) WHERE b.dossier = $dossier RETURN b.head AS head, b.batch AS batch ORDER BY batch',
  (row) => ({ head: row['head'], batch: Number(row['batch']) }),
);
const OPEN = statement(
  'dossier: open ledger',
  'CREATE (:LoadedBatch {dossier: $dossier, head: $head, batch: -1})',
  nothing,
);
/** To set a property takes the node's lock, until the transaction ends. */
const BEGIN = statement(
  'dossier: begin batch',
  `MATCH (d:Dossier {id: $dossier}) SET d.state = d.state WITH d
   OPTIONAL MATCH (b:LoadedBatch) WHERE b.dossier = $dossier AND b.batch = $batch RETURN count(d) AS dossiers, count(b) AS finished`,
  (row) => row['dossiers'] === 1 && row['finished'] === 0,
);
const FINISH = statement('dossier: finish batch', 'CREATE (:LoadedBatch {dossier: $dossier, batch: $batch})', nothing);
const CLEAR = statement('dossier: clear ledger', 'MATCH (b:LoadedBatch) WHERE b.dossier = $dossier DELETE b', nothing);
