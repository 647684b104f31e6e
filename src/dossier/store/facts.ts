import type { Model } from '../../declare/model.ts';
import { type Graph, type Row, type Runner, type Statement, statement } from '../../graph/port.ts';
import { FactCreation } from './create-facts.ts';
import { participantPart, participations } from './derived.ts';
import { lighterEnd } from './lighter-end.ts';
import { batchesOf, type Existing } from './reading.ts';
import { type StoredRow, textOf, textsOf } from './stored.ts';

/** A fact before and after a load. It goes where there is no `after`, and comes where there is no `before`. */
export interface FactStep {
  readonly before: Existing | undefined;
  readonly after: StoredRow | undefined;
}

/** Writes facts of one type, and what follows from them: degrees, counts of participants, the facts of passages. */
export class FactWriting {
  readonly #participations: readonly string[];
  readonly #creations: ReadonlyMap<string, FactCreation>;

  constructor(model: Model, engine: Graph['engine']) {
    this.#participations = participations(model).map(({ name }) => name);
    this.#creations = new Map(model.relationships.map((type) => [type.name, new FactCreation(type, engine)]));
  }

  async write(transaction: Runner, type: string, steps: readonly FactStep[]): Promise<void> {
    const gone = steps.flatMap(({ before }) => (before ? [before.row] : []));
    const rows = steps.flatMap(({ after }) => (after ? [after] : []));
    // A changed fact is a new relationship: to find it again among thousands of its source takes longer than to make it.
    if (gone.length > 0) await remove(transaction, type, gone);
    // Not one after the other: the store need not wait between two statements until this process is at the next.
    await Promise.all([
      rows.length > 0 ? this.#creationOf(type).create(transaction, rows) : undefined,
      ...this.#deriveEnds(transaction, type, steps),
      ...derivePassages(transaction, steps),
    ]);
  }

  #creationOf(type: string): FactCreation {
    const creation = this.#creations.get(type);
    if (!creation) throw new Error(`There is no relationship type ${type}.`);
    return creation;
  }

  #deriveEnds(transaction: Runner, type: string, steps: readonly FactStep[]): Promise<unknown>[] {
    const more = new Map<string, number>();
    const targets = new Set<string>();
    for (const { before, after } of steps) {
      if (before && after) continue;
      const { source, target } = endsOf(after ?? before?.row);
      const change = after ? 1 : -1;
      for (const id of [source, target]) more.set(id, (more.get(id) ?? 0) + change);
      targets.add(target);
    }
    const degrees = [...batchesOf([...more])].map((batch) =>
      transaction.run(ADD_DEGREES, { rows: batch.map(([id, change]) => ({ id, more: change })) }),
    );
    if (!this.#participations.includes(type)) return degrees;
    const counts = [...batchesOf([...targets])].map(async (ids) => {
      const counted = await transaction.run(countParticipants(this.#participations), { ids });
      const rows = counted.map(({ id, count }) => ({ id, ...participantPart(id, count) }));
      await transaction.run(SET_PARTICIPANTS, { rows });
    });
    return [...degrees, ...counts];
  }
}

async function remove(transaction: Runner, type: string, gone: readonly StoredRow[]): Promise<void> {
  const { end, ids } = await lighterEnd(transaction, gone.map(endsOf));
  const facts = gone.map((row) => textOf(row, 'id') ?? '');
  await transaction.run(removeFacts(type, end), { ends: ids, ids: facts });
}

function endsOf(row: StoredRow | undefined) {
  return { source: textOf(row, 'source') ?? '', target: textOf(row, 'target') ?? '' };
}

const removeFacts = (type: string, end: 'source' | 'target') => {
  const pattern = end === 'source' ? `-[r:${type}]->` : `<-[r:${type}]-`;
  return statement(
    `dossier: remove ${type} by ${end}`,
    `UNWIND $ends AS end MATCH (:Entity {id: end})${pattern}(:Entity) WHERE r.${end} = end AND r.id IN $ids DELETE r`,
    nothing,
  );
};

/** Keeps the list of the facts that each passage reports: sorted keys, which are ASCII, so any order of texts does. */
function derivePassages(transaction: Runner, steps: readonly FactStep[]): Promise<unknown>[] {
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
  return [...batchesOf([...changes.keys()])].map(async (ids) => {
    const lists = await transaction.run(FACTS_OF_PASSAGES, { ids });
    const rows = lists.map(({ id, facts }) => {
      const { gone, come } = changeOf(id);
      return { id, facts: [...new Set([...facts.filter((key) => !gone.has(key)), ...come])].sort() };
    });
    await transaction.run(SET_FACTS_OF_PASSAGES, { rows });
  });
}

function orderOf(row: StoredRow | undefined): string {
  return textOf(row, 'order') ?? '';
}

const nothing = () => undefined;
const readCount = (row: Row) => Number(row['count']);

/** Added, not counted: a count reads all that a node has, for each batch again. */
const ADD_DEGREES = statement(
  'dossier: add degrees',
  'UNWIND $rows AS row MATCH (n:Entity {id: row.id}) SET n.degree = n.degree + row.more',
  nothing,
);

const countParticipants = (types: readonly string[]): Statement<{ id: string; count: number }> =>
  statement(
    'dossier: count participants',
    // One by one: grouping the facts of all again by their ends takes the embedded engine twelve times as long.
    `UNWIND $ids AS id MATCH (n:Entity {id: id}) CALL (n) { MATCH (n)<-[:${types.join('|')}]-(a:Entity) RETURN count(DISTINCT a.id) AS count } RETURN id, count ORDER BY id`,
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
