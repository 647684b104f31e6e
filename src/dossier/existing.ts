import { type Row, type Runner, type RunOptions, type Statement, statement } from '../graph/port.ts';
import { lighterEnd } from './lighter-end.ts';
import { LABEL } from './rows.ts';
import { type StoredRow, textOf, textsOf } from './stored.ts';

/** A row as it is in the graph. */
export interface Existing {
  readonly id: string;
  readonly row: StoredRow;
  /** Of a node, sorted. */
  readonly labels: readonly string[];
}

export type Rows = Map<string, Existing>;

/** Reads the rows that a load or an unload has to do with. */
export class Reading {
  readonly #graph: Runner;
  readonly #options: RunOptions;

  constructor(graph: Runner, signal?: AbortSignal | undefined) {
    this.#graph = graph;
    this.#options = { signal, timeout: READING_MS };
  }

  /** The nodes of a kind that a dossier states. */
  async nodesOf(kind: keyof typeof LABEL, dossier: string): Promise<Rows> {
    return byId(await this.#graph.run(NODES_OF[kind], { dossier }, this.#options));
  }

  /** The nodes of a kind with these ids, as far as there are any. */
  async nodes(kind: keyof typeof LABEL, ids: Iterable<string>): Promise<Rows> {
    const found: Rows = new Map();
    for (const batch of batchesOf([...new Set(ids)])) {
      const rows = await this.#graph.run(NODES_BY_ID[kind], { ids: batch }, this.#options);
      for (const row of rows) found.set(row.id, row);
    }
    return found;
  }

  /** The facts that a dossier states. */
  async factsOf(dossier: string): Promise<Rows> {
    return byId(await this.#graph.run(FACTS_OF, { dossier }, this.#options));
  }

  /** The facts with these ids, as far as there are any. An id tells both ends, and what else is at the lighter is read past. */
  async facts(ids: Iterable<string>): Promise<Rows> {
    const wanted = new Set(ids);
    const found: Rows = new Map();
    for (const batch of batchesOf([...wanted].flatMap(endsOf), BATCH * 5)) {
      const { end, ids: ends } = await lighterEnd(this.#graph, batch, this.#options);
      for (const some of batchesOf(ends, ENDS)) {
        const rows = await this.#graph.run(FACTS_AT[end], { ends: some }, this.#options);
        for (const row of rows) if (wanted.has(row.id)) found.set(row.id, row);
      }
    }
    return found;
  }

  run<R>(of: Statement<R>, params: Parameters<Runner['run']>[1]): Promise<R[]> {
    return this.#graph.run(of, params, this.#options);
  }
}

/** How many rows one statement reads or writes. */
const BATCH = 1_000;
const ENDS = 100;
/** A load reads all that its dossier states; nobody waits for it at a page. */
const READING_MS = 600_000;

/** The dossiers, other than this one, that state a row. */
export function othersOf({ row }: Existing, dossier: string): string[] {
  return textsOf(row, 'dossiers').filter((each) => each !== dossier);
}

export function* batchesOf<T>(all: readonly T[], size = BATCH): Generator<T[]> {
  for (let start = 0; start < all.length; start += size) yield all.slice(start, start + size);
}

function byId(rows: readonly Existing[]): Rows {
  return new Map(rows.map((row) => [row.id, row]));
}

/** Of a fact, from its id. */
function endsOf(id: string): { source: string; target: string }[] {
  const [, source, target] = id.split('|');
  return source === undefined || target === undefined ? [] : [{ source, target }];
}

/** Reads a row of the columns `row` and, of a node, `labels`. */
export function readExisting({ row, labels }: Row): Existing {
  // Both columns are what the statement returns: the properties of a row of the loader's, and labels.
  const stored = row as StoredRow;
  return { id: textOf(stored, 'id') ?? '', row: stored, labels: [...((labels ?? []) as string[])].sort() };
}

const forEachLabel = <S>(make: (label: string) => S) => ({
  document: make(LABEL.document),
  passage: make(LABEL.passage),
  entity: make(LABEL.entity),
});

const NODES_OF = forEachLabel((label) =>
  statement(
    `dossier: ${label} of a dossier`,
    `MATCH (n:${label}) WHERE $dossier IN n.dossiers RETURN properties(n) AS row, labels(n) AS labels ORDER BY n.id`,
    readExisting,
  ),
);

const NODES_BY_ID = forEachLabel((label) =>
  statement(
    `dossier: ${label} by id`,
    `UNWIND $ids AS id MATCH (n:${label} {id: id}) RETURN properties(n) AS row, labels(n) AS labels ORDER BY id`,
    readExisting,
  ),
);

// Of all types at once: a statement for each would read no less, and each is planned first.
const FACTS_OF = statement(
  'dossier: facts of a dossier',
  'MATCH (:Entity)-[r]->(:Entity) WHERE $dossier IN r.dossiers RETURN properties(r) AS row ORDER BY r.id',
  readExisting,
);

const FACTS_AT = {
  source: statement(
    'dossier: facts by source',
    'UNWIND $ends AS end MATCH (:Entity {id: end})-[r]->(:Entity) RETURN properties(r) AS row ORDER BY r.id',
    readExisting,
  ),
  target: statement(
    'dossier: facts by target',
    'UNWIND $ends AS end MATCH (:Entity {id: end})<-[r]-(:Entity) RETURN properties(r) AS row ORDER BY r.id',
    readExisting,
  ),
};
