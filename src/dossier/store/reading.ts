import { passagePrefix } from '../../declare/ids.ts';
import { type Row, type Runner, type RunOptions, type Statement, statement } from '../../graph/port.ts';
import { UNBOUNDED_END } from '../../time/edtf.ts';
import { lighterEnd } from './lighter-end.ts';
import { LABEL, type NodeKind, type StoredRow, textOf, textsOf } from './stored.ts';

/** A row as it is in the graph. */
export interface Existing {
  readonly id: string;
  readonly row: StoredRow;
  /** Of a node, sorted. */
  readonly labels: readonly string[];
}

export type Rows = Map<string, Existing>;

/** A property by which rows of a type name entities. */
export interface NamingProperty {
  readonly on: 'node' | 'relationship';
  readonly type: string;
  readonly property: string;
}

/** How many rows one statement reads or writes. */
const BATCH = 1_000;
/** How many ends of facts one statement looks at. */
const ENDS = 100;
/** How many nodes, and about how many facts, a page has. */
const NODES = 500;
const FACTS = 5_000;
/** A load reads all that its dossier states; nobody waits for it at a page. */
const READING_MS = 600_000;

/** Reads what the change of a dossier has to do with: all that this room reads of rows is read here. */
export class Reading {
  readonly #graph: Runner;
  readonly #dossier: string;
  readonly #options: RunOptions;

  constructor(graph: Runner, dossier: string, signal?: AbortSignal | undefined) {
    this.#graph = graph;
    this.#dossier = dossier;
    this.#options = { signal, timeout: READING_MS };
  }

  /** The dossiers, other than this one, that state a row. */
  othersOf({ row }: Existing): string[] {
    return textsOf(row, 'dossiers').filter((each) => each !== this.#dossier);
  }

  /** The nodes of a kind with these ids, as far as there are any. */
  async nodes(kind: NodeKind, ids: Iterable<string>): Promise<Rows> {
    const found = await this.#inBatches([...new Set(ids)], (batch) => this.#run(NODES_BY_ID[kind], { ids: batch }));
    return new Map(found.map((row) => [row.id, row]));
  }

  /** The facts with these ids, as far as there are any. An id tells both ends, and what else is at the lighter is read past. */
  async facts(ids: Iterable<string>): Promise<Rows> {
    const wanted = new Set(ids);
    const found: Rows = new Map();
    for (const batch of batchesOf([...wanted].flatMap(endsOf), BATCH * 5)) {
      const { end, ids: ends } = await lighterEnd(this.#graph, batch, this.#options);
      for (const some of batchesOf(ends, ENDS)) {
        for (const row of await this.#run(FACTS_BY[end], { ends: some }))
          if (wanted.has(row.id)) found.set(row.id, row);
      }
    }
    return found;
  }

  /** The nodes of a kind that the dossier states, in pages by id. A page may be removed before the next is asked for. */
  async *statedNodes(kind: NodeKind): AsyncGenerator<Existing[]> {
    for (let after = ''; ; ) {
      const page = await this.#run(NODES_OF[kind], { dossier: this.#dossier, after, limit: NODES });
      if (page.length > 0) yield page;
      if (page.length < NODES) return;
      after = page.at(-1)?.id ?? '';
    }
  }

  /**
   * The facts that the dossier states, in pages. They are read from the nodes that have few, each time with all that
   * these have, and only what joins two that have many is read from those: so a fact with two light ends may come twice,
   * unless its page was removed before the next is asked for.
   *
   * @param types the names of all types of facts
   */
  async *statedFacts(types: readonly string[]): AsyncGenerator<Existing[]> {
    const heavy: string[] = [];
    let light: string[] = [];
    let degrees = 0;
    for (let after: string | undefined = ''; after !== undefined; ) {
      const nodes: { id: string; degree: number }[] = await this.#run(DEGREES, { after, limit: NODES });
      for (const { id, degree } of nodes) {
        if (degree > FACTS) heavy.push(id);
        else if (degree > 0) light.push(id);
        if (degree > FACTS) continue;
        degrees += degree;
        if (degrees < FACTS) continue;
        yield* this.#factsAt(light);
        light = [];
        degrees = 0;
      }
      after = nodes.length < NODES ? undefined : nodes.at(-1)?.id;
    }
    if (light.length > 0) yield* this.#factsAt(light);
    for (const id of heavy) for (const type of types) yield* this.#factsBetween(id, type, heavy);
  }

  async *#factsAt(ids: readonly string[]): AsyncGenerator<Existing[]> {
    const rows = await this.#run(FACTS_AT, { ids, dossier: this.#dossier });
    const byId = new Map(rows.map((row) => [row.id, row]));
    if (byId.size > 0) yield [...byId.values()];
  }

  async *#factsBetween(id: string, type: string, heavy: readonly string[]): AsyncGenerator<Existing[]> {
    for (let after = ''; ; ) {
      const page = await this.#run(factsFrom(type), { id, heavy, after, dossier: this.#dossier, limit: FACTS });
      if (page.length > 0) yield page;
      if (page.length < FACTS) return;
      after = textOf(page.at(-1)?.row, 'order') ?? '';
    }
  }

  /** Which of these entities other dossiers state. */
  entitiesOfOthers(ids: readonly string[]): Promise<string[]> {
    return this.#run(OF_OTHERS, { ids, dossier: this.#dossier });
  }

  /** The entities of other dossiers that have one of these values for a property, and in which files they are. */
  holdersOf(type: string, property: string, values: readonly string[]) {
    const of = holdersOf(type, property);
    return this.#inBatches(values, (batch) => this.#run(of, { values: batch, dossier: this.#dossier }));
  }

  /** The ends of facts of a type that other dossiers state. */
  stepsOfOthers(type: string) {
    return this.#run(stepsOf(type), { dossier: this.#dossier });
  }

  /** The facts of other dossiers at entities, each with the entity that it is at. */
  factsOfOthersAt(ids: readonly string[]) {
    return this.#inBatches(ids, (batch) => this.#run(ENDS_OF, { ids: batch, dossier: this.#dossier }));
  }

  /** The rows of other dossiers that name entities by a property. */
  naming(property: NamingProperty, ids: readonly string[]): Promise<Existing[]> {
    return this.#inBatches(ids, (batch) => this.#run(naming(property), { ids: batch, dossier: this.#dossier }));
  }

  /**
   * The rows of other dossiers that may cite passages of these documents.
   *
   * @param quantities the names of properties that may cite one in what they hold
   */
  async citing(documents: readonly string[], quantities: Iterable<string>): Promise<Existing[]> {
    const params = { prefixes: documents.map(passagePrefix), dossier: this.#dossier };
    if (documents.length === 0) return [];
    return [...(await this.#run(FACTS_CITING, params)), ...(await this.#run(entitiesCiting(quantities), params))];
  }

  /** The rows of any dossier that cite one of these documents and have a date without an end. */
  async openEnded(documents: readonly string[]): Promise<{ readonly entity: Existing[]; readonly fact: Existing[] }> {
    if (documents.length === 0) return { entity: [], fact: [] };
    const keys = await this.#run(OPEN_FACTS_CITING, { documents });
    const facts = await this.facts(keys.map((key) => key.slice(key.indexOf('|') + 1)));
    const entities = await this.#run(OPEN_ENTITIES_CITING, { prefixes: documents.map(passagePrefix) });
    return { entity: entities, fact: [...facts.values()] };
  }

  #run<R>(of: Statement<R>, params: Parameters<Runner['run']>[1]): Promise<R[]> {
    return this.#graph.run(of, params, this.#options);
  }

  async #inBatches<T, R>(all: readonly T[], run: (batch: readonly T[]) => Promise<R[]>): Promise<R[]> {
    const found: R[] = [];
    for (const batch of batchesOf(all)) for (const row of await run(batch)) found.push(row);
    return found;
  }
}

export function* batchesOf<T>(all: readonly T[], size = BATCH): Generator<T[]> {
  for (let start = 0; start < all.length; start += size) yield all.slice(start, start + size);
}

/** Of a fact, from its id. */
function endsOf(id: string): { source: string; target: string }[] {
  const [, source, target] = id.split('|');
  return source === undefined || target === undefined ? [] : [{ source, target }];
}

/** Reads a row of the columns `row` and, of a node, `labels`. */
function readExisting({ row, labels }: Row): Existing {
  // Both columns are what the statement returns: the properties of a row of the loader's, and labels.
  const stored = row as StoredRow;
  return { id: textOf(stored, 'id') ?? '', row: stored, labels: [...((labels ?? []) as string[])].sort() };
}

const forEachLabel = <S>(make: (label: string) => S) => ({
  document: make(LABEL.document),
  passage: make(LABEL.passage),
  entity: make(LABEL.entity),
});

const NODES_BY_ID = forEachLabel((label) =>
  statement(
    `dossier: ${label} by id`,
    `UNWIND $ids AS id MATCH (n:${label} {id: id}) RETURN properties(n) AS row, labels(n) AS labels ORDER BY id`,
    readExisting,
  ),
);

const FACTS_BY = {
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

const NODES_OF = forEachLabel((label) =>
  statement(
    `dossier: page of ${label} of a dossier`,
    `MATCH (n:${label}) WHERE n.id > $after AND $dossier IN n.dossiers RETURN properties(n) AS row, labels(n) AS labels ORDER BY n.id LIMIT $limit`,
    readExisting,
  ),
);

const DEGREES = statement(
  'dossier: page of degrees',
  'MATCH (n:Entity) WHERE n.id > $after RETURN n.id AS id, n.degree AS degree ORDER BY id LIMIT $limit',
  (row) => ({ id: String(row['id']), degree: Number(row['degree']) }),
);

const FACTS_AT = statement(
  'dossier: facts of a dossier at entities',
  'UNWIND $ids AS id MATCH (:Entity {id: id})-[r]-(:Entity) WHERE $dossier IN r.dossiers RETURN properties(r) AS row ORDER BY r.id',
  readExisting,
);

const factsFrom = (type: string) =>
  statement(
    `dossier: page of ${type} of a dossier`,
    `MATCH (:Entity {id: $id})-[r:${type}]->(b:Entity) WHERE r.source = $id AND r.order > $after AND b.id IN $heavy AND $dossier IN r.dossiers RETURN properties(r) AS row ORDER BY r.order LIMIT $limit`,
    readExisting,
  );

const ofOthers = (row: string) => `any(other IN ${row}.dossiers WHERE other <> $dossier)`;

const OF_OTHERS = statement(
  'dossier: entities of others',
  `UNWIND $ids AS id MATCH (n:Entity {id: id}) WHERE ${ofOthers('n')} RETURN id ORDER BY id`,
  (row) => String(row['id']),
);

const holdersOf = (type: string, property: string) =>
  statement(
    `dossier: holders of ${type}.${property}`,
    `MATCH (n:${type}) WHERE n.${property} IN $values AND ${ofOthers('n')} RETURN n.id AS id, n.${property} AS value, n.dossiers AS dossiers, n.files AS files ORDER BY id`,
    (row) => ({
      id: String(row['id']),
      value: String(row['value']),
      files: textsOf(row, 'dossiers').map((dossier, at) => `${textsOf(row, 'files')[at]} of the dossier ${dossier}`),
    }),
  );

const stepsOf = (type: string) =>
  statement(
    `dossier: ${type} of others`,
    `MATCH (:Entity)-[r:${type}]->(:Entity) WHERE ${ofOthers('r')} RETURN r.source AS source, r.target AS target ORDER BY source, target`,
    (row) => ({ source: String(row['source']), target: String(row['target']) }),
  );

const ENDS_OF = statement(
  'dossier: facts of others at entities',
  `UNWIND $ids AS id MATCH (:Entity {id: id})-[row]-(:Entity) WHERE ${ofOthers('row')} RETURN id AS on, properties(row) AS row ORDER BY on, row.id`,
  (row) => ({ on: String(row['on']), naming: readExisting(row) }),
);

const naming = ({ on, type, property }: NamingProperty) =>
  statement(
    `dossier: ${type}.${property} of others`,
    `MATCH ${on === 'node' ? `(row:${type})` : `(:Entity)-[row:${type}]->(:Entity)`} WHERE row.${property} IN $ids AND ${ofOthers('row')} RETURN properties(row) AS row ORDER BY row.id`,
    readExisting,
  );

const cites = (row: string) =>
  `any(prefix IN $prefixes WHERE any(passage IN ${row}.evidence WHERE passage STARTS WITH prefix))`;

const FACTS_CITING = statement(
  'dossier: facts of others that cite',
  `MATCH (:Entity)-[row]->(:Entity) WHERE ${ofOthers('row')} AND ${cites('row')} RETURN properties(row) AS row ORDER BY row.id`,
  readExisting,
);

const entitiesCiting = (quantities: Iterable<string>) => {
  const perhaps = [cites('row'), ...[...quantities].map((property) => `row.${property} IS NOT NULL`)].join(' OR ');
  return statement(
    'dossier: entities of others that cite',
    `MATCH (row:Entity) WHERE ${ofOthers('row')} AND (${perhaps}) RETURN properties(row) AS row ORDER BY row.id`,
    readExisting,
  );
};

/** An EDTF interval without an end ends in `/..`, and so does the id of such a fact. */
const OPEN_FACTS_CITING = statement(
  'dossier: open-ended facts that cite documents',
  "MATCH (p:Passage) WHERE p.document IN $documents UNWIND p.facts AS key WITH key WHERE key ENDS WITH '/..' RETURN DISTINCT key ORDER BY key",
  (row) => String(row['key']),
);

const OPEN_ENTITIES_CITING = statement(
  'dossier: open-ended entities that cite documents',
  `MATCH (n:Entity) WHERE n.latest = '${UNBOUNDED_END}' AND ${cites('n')} RETURN properties(n) AS row, labels(n) AS labels ORDER BY n.id`,
  readExisting,
);
