import { storedNames } from '../../declare/property.ts';
import type { RelationshipType } from '../../declare/relationship.ts';
import type { Query, Runner, Value } from '../../graph/port.ts';
import { type StoredRow, textOf } from './stored.ts';

type End = 'source' | 'target';

/** Creates facts of one type between entities that are there. */
export class FactCreation {
  readonly #type: string;
  readonly #queries: Readonly<Record<End, Query<number>>>;
  /** What each fact has of its own, but its ends and its place in order. */
  readonly #own: readonly string[];

  constructor(type: RelationshipType) {
    this.#type = type.name;
    this.#own = [
      'id',
      'note',
      'contributions',
      ...Object.entries(type.properties).flatMap(([name, property]) => storedNames(name, property)),
    ];
    this.#queries = {
      source: createFacts(type.name, 'source', this.#own),
      target: createFacts(type.name, 'target', this.#own),
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
    const [created] = await transaction.run(this.#queries[end], grouped(end, this.#own, rows));
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
  const provenance = new Map<string, { [property: string]: Value }>();
  for (const { shared } of groups.values()) {
    const { dossiers, files } = shared;
    if (dossiers && files) provenance.set(`${dossiers}\n${files}`, { dossiers, files });
  }
  return {
    ends: [...places.keys()],
    provenance: [...provenance.values()],
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

function createFacts(type: string, end: End, own: readonly string[]): Query<number> {
  return {
    name: `dossier: write ${type} by ${end}`,
    of: { form: 'create facts', type, end, shared: SHARED, own },
    read: (row) => Number(row['count']),
  };
}
