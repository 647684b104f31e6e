import type { Model } from '../declare/model.ts';
import { type Graph, type Runner, type Statement, statement } from '../graph/port.ts';
import { batchesOf, type Existing, Reading } from './existing.ts';
import type { Change, Changes } from './plan.ts';
import { derivedPart, LABEL, participantPart, participations } from './rows.ts';
import { type StoredRow, textOf, textsOf } from './stored.ts';

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
  readonly #participations: readonly string[];
  readonly #onBatch: (rows: number) => void;
  readonly #unique: ReadonlyMap<string, readonly string[]>;

  /** @param onBatch is told how many rows have been written since it was told before, and may throw to end the writing */
  constructor(graph: Graph, model: Model, onBatch: (rows: number) => void) {
    this.#graph = graph;
    this.#participations = participations(model).map(({ name }) => name);
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
    await this.#release(entities.here);
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
  async #release(changes: readonly Change[]): Promise<void> {
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
        await this.#batch(batch.length, (transaction) => this.#factBatch(transaction, type, batch));
      }
    }
  }

  async #factBatch(transaction: Runner, type: string, steps: readonly FactStep[]): Promise<void> {
    const gone = steps.flatMap(({ before }) => (before ? [before] : []));
    const rows = steps.flatMap(({ after }) => (after ? [after] : []));
    // A changed fact is a new relationship: to find it again among thousands of its source takes longer than to make it.
    if (gone.length > 0) {
      const sources = [...new Set(gone.map(({ row }) => textOf(row, 'source') ?? ''))];
      await transaction.run(removeFacts(type), { sources, ids: gone.map(({ id }) => id) });
    }
    if (rows.length > 0) {
      const [created] = await transaction.run(createFacts(type), { rows });
      if (created !== rows.length) throw new Error(`Of ${rows.length} facts ${created} have both ends in the graph.`);
    }
    const moved = steps
      .filter(({ before, after }) => !before || !after)
      .map(({ before, after }) => after ?? before?.row);
    await this.#deriveEnds(transaction, type, moved);
    await derivePassages(transaction, steps);
  }

  async #deriveEnds(transaction: Runner, type: string, facts: readonly (StoredRow | undefined)[]): Promise<void> {
    const targets = idsOf(facts, 'target');
    for (const batch of batchesOf([...new Set([...idsOf(facts, 'source'), ...targets])])) {
      await transaction.run(COUNT_DEGREES, { ids: batch });
    }
    if (!this.#participations.includes(type) || targets.length === 0) return;
    const counted = await transaction.run(countParticipants(this.#participations), { ids: targets });
    const rows = counted.map(({ id, count }) => ({ id, ...participantPart(id, count) }));
    await transaction.run(SET_PARTICIPANTS, { rows });
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

interface FactStep {
  readonly id: string;
  readonly before: Existing | undefined;
  readonly after: StoredRow | undefined;
}

/** Keeps the list of the facts that each passage reports: sorted keys, which are ASCII, so any order of texts does. */
async function derivePassages(transaction: Runner, steps: readonly FactStep[]): Promise<void> {
  const changes = new Map<string, { gone: Set<string>; come: Set<string> }>();
  const changeOf = (passage: string) => {
    const change = changes.get(passage) ?? { gone: new Set(), come: new Set() };
    changes.set(passage, change);
    return change;
  };
  for (const { before, after } of steps) {
    for (const passage of textsOf(before?.row, 'evidence')) changeOf(passage).gone.add(orderOf(before?.row));
    for (const passage of textsOf(after, 'evidence')) changeOf(passage).come.add(orderOf(after));
  }
  for (const ids of batchesOf([...changes.keys()])) {
    const lists = await transaction.run(FACTS_OF_PASSAGES, { ids });
    const rows = lists.map(({ id, facts }) => {
      const { gone, come } = changeOf(id);
      return { id, facts: [...new Set([...facts.filter((key) => !gone.has(key)), ...come])].sort() };
    });
    await transaction.run(SET_FACTS_OF_PASSAGES, { rows });
  }
}

function orderOf(row: StoredRow | undefined): string {
  return textOf(row, 'order') ?? '';
}

function idsOf(rows: readonly (StoredRow | undefined)[], property: string): string[] {
  return [...new Set(rows.flatMap((row) => textOf(row, property) ?? []))];
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
const readCount = (row: { readonly [column: string]: unknown }) => Number(row['count']);

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

const createFacts = (type: string) =>
  statement(
    `dossier: write ${type}`,
    `UNWIND $rows AS row MATCH (a:Entity {id: row.source}) MATCH (b:Entity {id: row.target}) CREATE (a)-[r:${type}]->(b) SET r = row RETURN count(r) AS count`,
    readCount,
  );

const removeFacts = (type: string) =>
  statement(
    `dossier: remove ${type}`,
    `UNWIND $sources AS source MATCH (:Entity {id: source})-[r:${type}]->(:Entity) WHERE r.source = source AND r.id IN $ids DELETE r`,
    nothing,
  );

const COUNT_DEGREES = statement(
  'dossier: count degrees',
  'UNWIND $ids AS id MATCH (n:Entity {id: id}) WITH n, COUNT { (n)--() } AS degree SET n.degree = degree',
  nothing,
);

const countParticipants = (types: readonly string[]): Statement<{ id: string; count: number }> =>
  statement(
    'dossier: count participants',
    `UNWIND $ids AS id MATCH (n:Entity {id: id}) OPTIONAL MATCH (n)<-[:${types.join('|')}]-(a:Entity) RETURN id, count(DISTINCT a.id) AS count ORDER BY id`,
    (row) => ({ id: String(row['id']), count: readCount(row) }),
  );

const SET_PARTICIPANTS = statement(
  'dossier: set participants',
  'UNWIND $rows AS row MATCH (n:Entity {id: row.id}) SET n.participantCount = row.participantCount, n.participantOrder = row.participantOrder',
  nothing,
);

const FACTS_OF_PASSAGES = statement(
  'dossier: facts of passages',
  'UNWIND $ids AS id MATCH (p:Passage {id: id}) RETURN id, p.facts AS facts ORDER BY id',
  (row) => ({ id: String(row['id']), facts: textsOf(row, 'facts') }),
);

const SET_FACTS_OF_PASSAGES = statement(
  'dossier: set facts of passages',
  'UNWIND $rows AS row MATCH (p:Passage {id: row.id}) SET p.facts = row.facts',
  nothing,
);
