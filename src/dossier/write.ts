import type { Model } from '../declare/model.ts';
import { type Graph, type Runner, statement } from '../graph/port.ts';
import { batchesOf, type Existing, Reading } from './existing.ts';
import type { Change, Changes } from './plan.ts';
import { derivedPart, LABEL } from './rows.ts';
import { type StoredRow, textsOf } from './stored.ts';
import { FactWriting } from './write-facts.ts';

/** Changes of every kind. */
export interface Plan {
  readonly document: Changes;
  readonly passage: Changes;
  readonly entity: Changes;
  readonly fact: Changes;
}

/**
 * Writes a plan in batches, each of which is one transaction: all of it or nothing.
 *
 * After each, no fact lacks an end, and what follows from facts (`degree`, `participantCount`, a passage's `facts`) is
 * right, so that nothing has to be mended after a crash. Writing what is left is enough.
 */
export class Writing {
  readonly #graph: Graph;
  readonly #factWriting: FactWriting;
  readonly #onBatch: (rows: number) => void;
  readonly #unique: ReadonlyMap<string, readonly string[]>;

  /** @param onBatch is told how many rows have been written since it was told before, and may throw to end the writing */
  constructor(graph: Graph, model: Model, onBatch: (rows: number) => void) {
    this.#graph = graph;
    this.#factWriting = new FactWriting(model, graph.engine);
    this.#onBatch = onBatch;
    this.#unique = new Map(
      model.types.map(({ name, properties }) => [
        name,
        Object.entries(properties).flatMap(([key, each]) => (each.kind === 'text' && each.unique ? [key] : [])),
      ]),
    );
  }

  /** @param dossier whose statements change: rows that it has no part in change in their days alone */
  async write(plan: Plan, dossier: string): Promise<void> {
    const entities = divided(plan.entity.write, dossier);
    const facts = divided(plan.fact.write, dossier);
    // These follow from documents, whose change is seen again after a crash only while they are not written.
    await this.#writeNodes('entity', entities.elsewhere);
    await this.#facts([], facts.elsewhere);
    // What goes makes room for what comes: a code that moves to another entity.
    await this.#facts(plan.fact.remove, []);
    await this.#removeNodes('entity', plan.entity.remove);
    await this.release(entities.here);
    await this.#writeNodes('document', plan.document.write);
    await this.#writeNodes('passage', plan.passage.write);
    await this.#writeNodes('entity', entities.here);
    await this.#facts([], facts.here);
    await this.#removeNodes('passage', plan.passage.remove);
    await this.#removeNodes('document', plan.document.remove);
  }

  async #batch(rows: number, work: (transaction: Runner) => Promise<void>): Promise<void> {
    await this.#graph.write(work);
    this.#onBatch(rows);
  }

  async #writeNodes(kind: keyof typeof LABEL, changes: readonly Change[]): Promise<void> {
    for (const [labels, group] of groupedBy(changes, (change) => change.labels.join(':'))) {
      const merge = mergeNodes(LABEL[kind], labels);
      for (const batch of batchesOf(group)) {
        await this.#batch(batch.length, async (transaction) => {
          await transaction.run(merge, { rows: await this.#withDerived(transaction, kind, batch) });
        });
      }
    }
  }

  /** The rows with what is derived as it is by now: facts that went have changed it since it was planned. */
  async #withDerived(transaction: Runner, kind: keyof typeof LABEL, changes: readonly Change[]): Promise<StoredRow[]> {
    const ids = changes.filter(({ before }) => before).map(({ id }) => id);
    const current = await new Reading(transaction).nodes(kind, ids);
    return changes.map(({ id, row }) => ({ ...row, ...derivedPart(current.get(id)?.row ?? {}) }));
  }

  async #removeNodes(kind: keyof typeof LABEL, rows: readonly Existing[]): Promise<void> {
    for (const batch of batchesOf(rows)) {
      await this.#batch(batch.length, async (transaction) => {
        await transaction.run(REMOVE_NODES[kind], { ids: batch.map(({ id }) => id) });
      });
    }
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
          await this.#batch(0, async (transaction) => {
            await transaction.run(releaseUnique(type, property), { ids: batch.map(({ id }) => id) });
          });
        }
      }
    }
  }

  async #facts(removed: readonly Existing[], written: readonly Change[]): Promise<void> {
    const steps = [
      ...removed.map((before) => ({ id: before.id, before, after: undefined })),
      ...written.map(({ id, before, row }) => ({ id, before, after: row })),
    ];
    for (const [type, group] of groupedBy(steps, ({ id }) => id.slice(0, id.indexOf('|')))) {
      for (const batch of batchesOf(group)) {
        await this.#batch(batch.length, (transaction) => this.#factWriting.write(transaction, type, batch));
      }
    }
  }
}

/** How many rows a plan writes and removes. */
export function changesIn({ document, passage, entity, fact }: Plan): { written: number; removed: number } {
  const all = [document, passage, entity, fact];
  return {
    written: all.reduce((sum, { write }) => sum + write.length, 0),
    removed: all.reduce((sum, { remove }) => sum + remove.length, 0),
  };
}

function divided(changes: readonly Change[], dossier: string) {
  const isHere = ({ before, row }: Change) =>
    [before?.row, row].some((each) => textsOf(each, 'dossiers').includes(dossier));
  return { here: changes.filter(isHere), elsewhere: changes.filter((change) => !isHere(change)) };
}

function groupedBy<T>(all: readonly T[], key: (each: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const each of all) {
    const group = groups.get(key(each));
    if (group) group.push(each);
    else groups.set(key(each), [each]);
  }
  return groups;
}

const nothing = () => undefined;

const mergeNodes = (label: string, labels: string) =>
  statement(
    `dossier: write ${labels}`,
    `UNWIND $rows AS row MERGE (n:${label} {id: row.id}) SET n = row SET n:${labels}`,
    nothing,
  );

const removeNodes = (label: string) =>
  statement(`dossier: remove ${label}`, `UNWIND $ids AS id MATCH (n:${label} {id: id}) DELETE n`, nothing);

const REMOVE_NODES = {
  document: removeNodes(LABEL.document),
  passage: removeNodes(LABEL.passage),
  entity: removeNodes(LABEL.entity),
};

const releaseUnique = (type: string, property: string) =>
  statement(
    `dossier: release ${type}.${property}`,
    `UNWIND $ids AS id MATCH (n:Entity {id: id}) REMOVE n.${property}`,
    nothing,
  );
