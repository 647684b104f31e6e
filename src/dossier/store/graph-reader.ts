import { orderOfFact } from '../../declare/derived.ts';
import { kindOfId, passagePrefix } from '../../declare/ids.ts';
import type { Params, Query, Runner, RunOptions } from '../../graph/port.ts';
import {
  DEGREES,
  ENDS_OF,
  type Existing,
  entitiesCiting,
  FACTS_AT,
  FACTS_BY,
  FACTS_CITING,
  factsFrom,
  factsOf,
  holdersOf,
  type NamingProperty,
  NODES_BY_ID,
  NODES_OF,
  naming,
  OF_OTHERS,
  OPEN_ENTITIES_CITING,
  OPEN_FACTS_CITING,
  stepsOf,
} from './graph-reader.query.ts';
import { BATCH, batchesOf, groupedBy } from './groups.ts';
import { lighterEnd } from './lighter-end.query.ts';
import { type NodeKind, textOf, textsOf } from './stored.ts';

export type RowsById = Map<string, Existing>;

/** How many ends of facts one statement looks at. */
const ENDS = 100;
/** How many nodes, and about how many facts, a page has. */
const NODES = 500;
const FACTS = 5_000;
/** A load reads all that its dossier states; nobody waits for it at a page. */
const READING_MS = 600_000;

/** Reads what the change of a dossier has to do with: all that this room reads of rows is read here. */
export class GraphReader {
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
  async nodes(kind: NodeKind, ids: Iterable<string>): Promise<RowsById> {
    const found = await this.#inBatches([...new Set(ids)], (batch) => this.#run(NODES_BY_ID[kind], { ids: batch }));
    return new Map(found.map((row) => [row.id, row]));
  }

  /** The facts with these ids, as far as there are any. An id tells type, both ends and place in order. */
  async facts(ids: Iterable<string>): Promise<RowsById> {
    const wanted = new Map([...new Set(ids)].flatMap(placed).map((fact) => [fact.id, fact]));
    const found: RowsById = new Map();
    for (const batch of batchesOf([...wanted.values()], BATCH * 5)) {
      const { end, ids: ends } = await lighterEnd(this.#graph, batch, this.#options);
      const byEnd = groupedBy(batch, (fact) => fact[end]);
      for (const some of batchesOf(ends, ENDS)) {
        const facts = some.flatMap((each) => byEnd.get(each) ?? []).map(({ type, order }) => ({ type, order }));
        for (const row of await this.#run(FACTS_BY[end], { ends: some, facts }))
          if (wanted.has(row.id)) found.set(row.id, row);
      }
    }
    return found;
  }

  /** The nodes of a kind that the dossier states, in pages by id. A page may be removed before the next is asked for. */
  statedNodes(kind: NodeKind): AsyncGenerator<Existing[]> {
    return this.#pages(NODES_OF[kind], { limit: NODES }, 'id');
  }

  /** The facts of a type that the dossier states, in pages by their place in order. */
  statedFactsOf(type: string): AsyncGenerator<Existing[]> {
    return this.#pages(factsOf(type), { limit: FACTS }, 'order');
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
    for (const id of heavy)
      for (const type of types) yield* this.#pages(factsFrom(type), { id, heavy, limit: FACTS }, 'order');
  }

  async *#factsAt(ids: readonly string[]): AsyncGenerator<Existing[]> {
    const rows = await this.#run(FACTS_AT, { ids, dossier: this.#dossier });
    const byId = new Map(rows.map((row) => [row.id, row]));
    if (byId.size > 0) yield [...byId.values()];
  }

  /** The pages of a query for rows after `$after`. @param key the property that the rows are ordered by */
  async *#pages(
    of: Query<Existing>,
    params: Params & { readonly limit: number },
    key: 'id' | 'order',
  ): AsyncGenerator<Existing[]> {
    for (let after = ''; ; ) {
      const page = await this.#run(of, { ...params, dossier: this.#dossier, after });
      if (page.length > 0) yield page;
      if (page.length < params.limit) return;
      after = textOf(page.at(-1)?.row, key) ?? '';
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

  #run<R>(of: Query<R>, params: Params): Promise<R[]> {
    return this.#graph.run(of, params, this.#options);
  }

  async #inBatches<T, R>(all: readonly T[], run: (batch: readonly T[]) => Promise<R[]>): Promise<R[]> {
    const found: R[] = [];
    for (const batch of batchesOf(all)) for (const row of await run(batch)) found.push(row);
    return found;
  }
}

/** What a fact's id tells of it; nothing where it is none. */
function placed(id: string) {
  const kind = kindOfId(id);
  const order = kind.of === 'fact' ? orderOfFact(id, kind.date) : undefined;
  if (kind.of !== 'fact' || order === undefined) return [];
  return [{ id, type: kind.type, source: kind.source, target: id.split('|')[2] ?? '', order }];
}
