import type { Model } from '../declare/model.ts';
import type { RelationshipType } from '../declare/relationship.ts';
import { type Row, type Runner, type Statement, statement, type Value } from '../graph/port.ts';
import { batchesOf, type Existing } from './existing.ts';
import { lighterEnd } from './lighter-end.ts';
import { participantPart, participations } from './rows.ts';
import { type StoredRow, textOf, textsOf } from './stored.ts';

/** A fact before and after a load. It goes where there is no `after`, and comes where there is no `before`. */
export interface FactStep {
  readonly before: Existing | undefined;
  readonly after: StoredRow | undefined;
}

/** Writes facts of one type, and what follows from them: degrees, counts of participants, the facts of passages. */
export class FactWriting {
  readonly #participations: readonly string[];
  readonly #creates: ReadonlyMap<string, Create>;

  constructor(model: Model) {
    this.#participations = participations(model).map(({ name }) => name);
    this.#creates = new Map(
      model.relationships.map((type) => [
        type.name,
        {
          source: createFacts(type, 'source'),
          target: createFacts(type, 'target'),
          own: [...OWN, ...Object.keys(type.properties)],
        },
      ]),
    );
  }

  async write(transaction: Runner, type: string, steps: readonly FactStep[]): Promise<void> {
    const gone = steps.flatMap(({ before }) => (before ? [before.row] : []));
    const rows = steps.flatMap(({ after }) => (after ? [after] : []));
    // A changed fact is a new relationship: to find it again among thousands of its source takes longer than to make it.
    if (gone.length > 0) await remove(transaction, type, gone);
    if (rows.length > 0) await this.#create(transaction, type, rows);
    await this.#deriveEnds(transaction, type, steps);
    await derivePassages(transaction, steps);
  }

  async #create(transaction: Runner, type: string, rows: readonly StoredRow[]): Promise<void> {
    // The end with fewer of its kind has the larger groups.
    const ids = (end: End) => new Set(rows.map((row) => row[end])).size;
    const end = ids('source') < ids('target') ? 'source' : 'target';
    const create = this.#creates.get(type);
    if (!create) throw new Error(`There is no relationship type ${type}.`);
    const [created] = await transaction.run(create[end], { groups: groupsBy(end, create.own, rows) });
    if (created !== rows.length) throw new Error(`Of ${rows.length} facts ${created} have both ends in the graph.`);
  }

  async #deriveEnds(transaction: Runner, type: string, steps: readonly FactStep[]): Promise<void> {
    const more = new Map<string, number>();
    const targets = new Set<string>();
    for (const { before, after } of steps) {
      if (before && after) continue;
      const { source, target } = endsOf(after ?? before?.row);
      const change = after ? 1 : -1;
      for (const id of [source, target]) more.set(id, (more.get(id) ?? 0) + change);
      targets.add(target);
    }
    for (const batch of batchesOf([...more])) {
      await transaction.run(ADD_DEGREES, { rows: batch.map(([id, change]) => ({ id, more: change })) });
    }
    if (!this.#participations.includes(type)) return;
    for (const ids of batchesOf([...targets])) {
      const counted = await transaction.run(countParticipants(this.#participations), { ids });
      const rows = counted.map(({ id, count }) => ({ id, ...participantPart(id, count) }));
      await transaction.run(SET_PARTICIPANTS, { rows });
    }
  }
}

type End = 'source' | 'target';

async function remove(transaction: Runner, type: string, gone: readonly StoredRow[]): Promise<void> {
  const { end, ids } = await lighterEnd(transaction, gone.map(endsOf));
  const facts = gone.map((row) => textOf(row, 'id') ?? '');
  await transaction.run(removeFacts(type, end), { ends: ids, ids: facts });
}

function endsOf(row: StoredRow | undefined) {
  return { source: textOf(row, 'source') ?? '', target: textOf(row, 'target') ?? '' };
}

/** What facts of an end, a date and a passage share, so that it is sent once. */
const SHARED = ['date', 'earliest', 'latest', 'surelyFrom', 'surelyTo', 'evidence', 'dossiers', 'files'];
const OWN = ['id', 'order', 'note', 'contributions'];

/** The statements that create facts of a type, and the names of what each fact has of its own, but its other end. */
interface Create extends Record<End, Statement<number>> {
  readonly own: readonly string[];
}

interface Group {
  readonly [property: string]: Value;
}

function groupsBy(end: End, own: readonly string[], rows: readonly StoredRow[]): Group[] {
  const groups = new Map<string, { readonly shared: StoredRow; readonly rows: StoredRow[] }>();
  const ownHere = [end === 'source' ? 'target' : 'source', ...own];
  for (const row of rows) {
    const key = `${row[end]}\n${row['date']}\n${row['evidence']}\n${row['dossiers']}\n${row['files']}`;
    const group = groups.get(key);
    if (group) group.rows.push(part(row, ownHere));
    else groups.set(key, { shared: part(row, [end, ...SHARED]), rows: [part(row, ownHere)] });
  }
  return [...groups.values()].map((group) => ({ ...group.shared, rows: group.rows }));
}

function part(row: StoredRow, properties: readonly string[]): StoredRow {
  const some: { [property: string]: Value } = {};
  for (const property of properties) {
    const value = row[property];
    if (value !== undefined) some[property] = value;
  }
  return some;
}

/** Every property by its name: half as long as `SET r = row`, on both engines. What is absent is null, and not stored. */
function createFacts(type: RelationshipType, end: End): Statement<number> {
  const other = end === 'source' ? 'target' : 'source';
  const stored = [
    ...[end, ...SHARED].map((property) => `${property}: g.${property}`),
    ...[other, ...OWN, ...Object.keys(type.properties)].map((property) => `${property}: row.${property}`),
  ];
  const [from, to] = end === 'source' ? ['a', 'b'] : ['b', 'a'];
  return statement(
    `dossier: write ${type.name} by ${end}`,
    `UNWIND $groups AS g MATCH (a:Entity {id: g.${end}}) UNWIND g.rows AS row MATCH (b:Entity {id: row.${other}}) CREATE (${from})-[r:${type.name} {${stored.join(', ')}}]->(${to}) RETURN count(r) AS count`,
    readCount,
  );
}

const removeFacts = (type: string, end: End) => {
  const pattern = end === 'source' ? `-[r:${type}]->` : `<-[r:${type}]-`;
  return statement(
    `dossier: remove ${type} by ${end}`,
    `UNWIND $ends AS end MATCH (:Entity {id: end})${pattern}(:Entity) WHERE r.${end} = end AND r.id IN $ids DELETE r`,
    nothing,
  );
};

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
