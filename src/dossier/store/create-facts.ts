import { storedNames } from '../../declare/property.ts';
import type { RelationshipType } from '../../declare/relationship.ts';
import { type Graph, type Row, type Runner, type Statement, statement, type Value } from '../../graph/port.ts';
import { type StoredRow, textOf } from './stored.ts';

type End = 'source' | 'target';

/** Creates facts of one type between entities that are there. */
export class FactCreation {
  readonly #type: string;
  readonly #statements: Readonly<Record<End, Statement<number>>>;
  /** What each fact has of its own, but its ends and its place in order. */
  readonly #own: readonly string[];

  constructor(type: RelationshipType, engine: Graph['engine']) {
    this.#type = type.name;
    this.#own = [
      'id',
      'note',
      'contributions',
      ...Object.entries(type.properties).flatMap(([name, property]) => storedNames(name, property)),
    ];
    this.#statements = {
      source: createFacts(type.name, 'source', this.#own, engine),
      target: createFacts(type.name, 'target', this.#own, engine),
    };
  }

  /** @throws when an end is not there */
  async create(transaction: Runner, rows: readonly StoredRow[]): Promise<void> {
    const sources = new Set<Value | undefined>();
    const targets = new Set<Value | undefined>();
    for (const row of rows) {
      sources.add(row['source']);
      targets.add(row['target']);
    }
    // The end with fewer of its kind has the larger groups.
    const end = sources.size < targets.size ? 'source' : 'target';
    const [created] = await transaction.run(this.#statements[end], grouped(end, this.#own, rows));
    if (created !== rows.length)
      throw new Error(`Of ${rows.length} facts of the type ${this.#type} ${created} have both ends in the graph.`);
  }
}

/** What facts of an end, a date and a passage share, so that it is sent once. */
const SHARED = ['date', 'earliest', 'latest', 'surelyFrom', 'surelyTo', 'evidence', 'dossiers', 'files'];

interface Group {
  readonly first: StoredRow;
  readonly shared: { [property: string]: Value };
  readonly rows: Value[][];
}

/** Lists and places in lists, where every fact would repeat names and texts: to send and to read these takes longer. */
function grouped(end: End, own: readonly string[], rows: readonly StoredRow[]) {
  const other = end === 'source' ? 'target' : 'source';
  const places = new Map<string, number>();
  const placeOf = (id: string) => {
    const place = places.get(id) ?? places.size;
    places.set(id, place);
    return place;
  };
  const groups = new Map<string, Group>();
  let group: Group | undefined;
  for (const row of rows) {
    if (!group || !isOfGroup(group.first, row, end)) {
      const day = dayOf(row);
      const key = `${row[end]}\n${day}\n${row['date']}\n${row['evidence']}\n${row['dossiers']}\n${row['files']}`;
      group = groups.get(key) ?? { first: row, shared: sharedBy(row, placeOf(textOf(row, end) ?? ''), day), rows: [] };
      groups.set(key, group);
    }
    const values: Value[] = [placeOf(textOf(row, other) ?? '')];
    for (const property of own) values.push(row[property] ?? null);
    group.rows.push(values);
  }
  return {
    ends: [...places.keys()],
    groups: [...groups.values()].map(({ shared, rows: some }) => ({ ...shared, rows: some })),
  };
}

/** Whether a row surely is of a group: without writing out what the two share, which most rows do with the one before. */
function isOfGroup(first: StoredRow, row: StoredRow, end: End): boolean {
  return (
    first[end] === row[end] &&
    first['date'] === row['date'] &&
    first['evidence'] === row['evidence'] &&
    first['dossiers'] === row['dossiers'] &&
    first['files'] === row['files'] &&
    dayOf(first) === dayOf(row)
  );
}

function sharedBy(row: StoredRow, end: number, day: string): { [property: string]: Value } {
  const shared: { [property: string]: Value } = { end, day };
  for (const property of SHARED) {
    const value = row[property];
    if (value !== undefined) shared[property] = value;
  }
  return shared;
}

/** What stands before the id in a fact's place in order. */
function dayOf(row: StoredRow): string {
  const order = textOf(row, 'order') ?? '';
  return order.slice(0, order.length - (textOf(row, 'id') ?? '').length);
}

/**
 * Each end is looked for once, not for each of its facts. Every property by its name: half as long as `SET r = row`, on
 * both engines. What is absent is null, and not stored.
 */
function createFacts(type: string, end: End, own: readonly string[], engine: Graph['engine']): Statement<number> {
  const other = end === 'source' ? 'target' : 'source';
  const stored: [property: string, value: string][] = [
    [end, '$ends[g.end]'],
    [other, '$ends[row[0]]'],
    ['order', 'g.day + row[1]'],
    ...SHARED.map((property): [string, string] => [property, `g.${property}`]),
    ...own.map((property, at): [string, string] => [property, `row[${at + 1}]`]),
  ];
  const [from, to] = end === 'source' ? (['a', 'b'] as const) : (['b', 'a'] as const);
  return statement(
    `dossier: write ${type} by ${end}`,
    `UNWIND range(0, size($ends) - 1) AS place MATCH (n:Entity {id: $ends[place]}) WITH place, n ORDER BY place
     WITH collect(n) AS ends WHERE size(ends) = size($ends)
     UNWIND $groups AS g UNWIND g.rows AS row WITH g, row, ends[g.end] AS a, ends[row[0]] AS b
     ${CREATIONS[engine](type, from, to, stored)} RETURN count(r) AS count`,
    (row: Row) => Number(row['count']),
  );
}

/**
 * Neo4j puts the properties in `CREATE` one by one, and those in `SET` all at once, with one look at each constraint; the
 * embedded engine takes twice as long for `SET`.
 */
const CREATIONS = {
  neo4j: (type, from, to, stored) =>
    `CREATE (${from})-[r:${type}]->(${to}) SET ${stored.map(([property, value]) => `r.${property} = ${value}`).join(', ')}`,
  embedded: (type, from, to, stored) =>
    `CREATE (${from})-[r:${type} {${stored.map((each) => each.join(': ')).join(', ')}}]->(${to})`,
} satisfies Record<
  Graph['engine'],
  (type: string, from: string, to: string, stored: readonly (readonly [property: string, value: string])[]) => string
>;
