import { propertiesOf } from '../../declare/entity.ts';
import type { Model } from '../../declare/model.ts';
import type { Query, Runner } from '../../graph/port.ts';
import { derivedPart } from './derived.ts';
import { addToCount } from './dossiers.ts';
import { REMOVE_NODES } from './facts.query.ts';
import { type FactStep, FactWriting } from './facts.ts';
import type { Existing } from './graph-reader.query.ts';
import { GraphReader } from './graph-reader.ts';
import { batchesOf, groupedBy } from './groups.ts';
import type { Lease } from './lease.ts';
import { finishBatch } from './ledger.ts';
import { factTypeOf, LABEL, type NodeKind, type StoredRow, textsOf } from './stored.ts';

/** A row that has to be written, and what was there when it was planned. Its derived properties are those of a new row. */
export interface Change {
  readonly id: string;
  readonly row: StoredRow;
  readonly labels: readonly string[];
  readonly before: Existing | undefined;
}

/** What becomes of rows of one kind. What is as it was is in none of them. */
export interface Changes {
  readonly write: readonly Change[];
  readonly remove: readonly Existing[];
}

/**
 * Writes the rows of a dossier in batches, each of which is one transaction: all of it or nothing.
 *
 * After each, no fact lacks an end, and what follows from facts (`degree`, `participantCount`, a passage's `facts`) is
 * right, so that nothing has to be mended after a crash. Writing what is left is enough.
 */
export class Writing {
  readonly #lease: Lease;
  readonly #dossier: string;
  readonly #signal: AbortSignal | undefined;
  readonly #factWriting: FactWriting;
  readonly #unique: ReadonlyMap<string, readonly string[]>;
  /** How many rows have been. */
  written = 0;
  removed = 0;

  constructor(lease: Lease, model: Model, dossier: string, signal?: AbortSignal | undefined) {
    this.#lease = lease;
    this.#dossier = dossier;
    this.#signal = signal;
    this.#factWriting = new FactWriting(model);
    this.#unique = new Map(
      model.types.map((type) => [
        type.name,
        Object.entries(propertiesOf(type)).flatMap(([key, each]) => (each.unique ? [key] : [])),
      ]),
    );
  }

  /** Writes and removes nodes of a kind. */
  async nodes(kind: NodeKind, { write, remove }: Changes): Promise<void> {
    await this.release(write);
    for (const group of groupedBy(write, (change) => change.labels.join(':')).values()) {
      const merge = mergeNodes(kind, group[0]?.labels ?? []);
      for (const batch of batchesOf(group)) {
        await this.#transaction(async (transaction) => {
          await transaction.run(merge, { rows: await this.#withDerived(transaction, kind, batch) });
          const after = batch.map(({ before, row }) => ({ before, after: row }));
          await addToCount(transaction, this.#dossier, kind, this.#more(after));
        });
        this.written += batch.length;
      }
    }
    for (const batch of batchesOf(remove)) {
      const ids = batch.map(({ id }) => id);
      await this.#transaction(async (transaction) => {
        await transaction.run(REMOVE_NODES[kind], { ids });
        const gone = batch.map((before) => ({ before, after: undefined }));
        await addToCount(transaction, this.#dossier, kind, this.#more(gone));
      });
      this.removed += batch.length;
    }
  }

  /** The rows with what is derived as it is by now: facts that went have changed it since it was planned. */
  async #withDerived(transaction: Runner, kind: NodeKind, changes: readonly Change[]): Promise<StoredRow[]> {
    const ids = changes.filter(({ before }) => before).map(({ id }) => id);
    const current = await new GraphReader(transaction, this.#dossier).nodes(kind, ids);
    return changes.map(({ id, row }) => ({ ...row, ...derivedPart(current.get(id)?.row ?? {}) }));
  }

  /** Takes away the unique values that change, so that two entities may change theirs for each other's. */
  async release(changes: readonly Change[]): Promise<void> {
    for (const [type, properties] of this.#unique) {
      for (const property of properties) {
        const changing = changes.filter(
          ({ row, before }) =>
            row['type'] === type && before?.row[property] !== undefined && before.row[property] !== row[property],
        );
        for (const batch of batchesOf(changing)) {
          const ids = batch.map(({ id }) => id);
          await this.#transaction((transaction) => transaction.run(releaseUnique(type, property), { ids }));
        }
      }
    }
  }

  /**
   * Writes and removes facts, with what follows from them.
   *
   * @param batch the number of the batch in the ledger of a first load, in one transaction; without one, in several
   */
  async facts(steps: readonly FactStep[], batch?: number | undefined): Promise<void> {
    for (const some of batch === undefined ? batchesOf(steps) : [steps]) {
      if (some.length === 0) continue;
      const byType = groupedBy(some, ({ before, after }) => factTypeOf(after ?? before?.row));
      const write = async (transaction: Runner) => {
        for (const [type, ofType] of byType) await this.#factWriting.write(transaction, type, ofType);
      };
      await this.#transaction(async (transaction) => {
        await Promise.all([
          write(transaction),
          batch === undefined ? undefined : finishBatch(transaction, this.#dossier, batch),
          addToCount(transaction, this.#dossier, 'fact', this.#more(some)),
        ]);
      });
      const come = some.filter(({ after }) => after).length;
      this.written += come;
      this.removed += some.length - come;
    }
  }

  async #transaction(work: (transaction: Runner) => Promise<unknown>): Promise<void> {
    this.#signal?.throwIfAborted();
    await this.#lease.write(work);
  }

  /** How many rows more the dossier states after some steps. */
  #more(steps: readonly FactStep[]): number {
    const states = (row: StoredRow | undefined) => (textsOf(row, 'dossiers').includes(this.#dossier) ? 1 : 0);
    return steps.reduce((sum, { before, after }) => sum + states(after) - states(before?.row), 0);
  }
}

const nothing = () => undefined;

const mergeNodes = (kind: NodeKind, labels: readonly string[]): Query<void> => ({
  name: `dossier: write ${labels.join(':')}`,
  of: { form: 'write nodes', kind, label: LABEL[kind], labels },
  read: nothing,
});

const releaseUnique = (type: string, property: string): Query<void> => ({
  name: `dossier: release ${type}.${property}`,
  of: { form: 'unset', property },
  read: nothing,
});
