import type { Query, Row } from '../../graph/port.ts';
import type { Words } from '../../text/language.ts';
import { batching } from '../batching.ts';
import type { Named } from '../filter.ts';
import { keyed, once, settled } from '../once.ts';
import type { Operation } from '../operation.ts';
import {
  cursorOf,
  cursorScope,
  endingAt,
  type Order,
  type Paging,
  type PagingArgs,
  pageScanOf,
  pagingOf,
  startingAt,
} from './paging.ts';
import { type BoundRowSet, type CountRow, facetQuery, pageQuery, type RowsOfParent, totalQuery } from './queries.ts';

export interface PageInfo {
  /** Whether rows of the list stand after those of the page. */
  hasNextPage(): MaybePromise<boolean>;
  /** Whether rows of the list stand before those of the page. */
  hasPreviousPage(): MaybePromise<boolean>;
  readonly first: Edge<unknown> | undefined;
  readonly last: Edge<unknown> | undefined;
}

/** A row of a list. */
export class Edge<N> {
  readonly node: N;
  readonly #scope: () => string;
  readonly #key: string;

  /** @param scope names the list; see {@link cursorScope} */
  constructor(node: N, scope: () => string, key: string) {
    this.node = node;
    this.#scope = scope;
    this.#key = key;
  }

  /** Where it stands. Made when it is asked for: most lists are read without. */
  get cursor(): string {
    return cursorOf(this.#scope(), this.#key);
  }

  /** The same place in the list, with what the row is to others. */
  with<M>(node: M): Edge<M> {
    return new Edge(node, this.#scope, this.#key);
  }
}

export interface Page<E> {
  readonly edges: readonly E[];
  readonly pageInfo: PageInfo;
}

export interface FacetCount {
  readonly value: string;
  readonly words: Words;
  readonly count: number;
}

/** A list of which only what is asked for is read: a page, its total, a facet. */
export interface Connection<E> {
  /** Starts to read what will be asked for of the lists that differ from this one in nothing but their parent. */
  ahead?(part: 'page' | 'total', parents: readonly string[]): void;
  page(): Promise<Page<E>>;
  totalCount(): Promise<number>;
  /** By name of the facet; the most frequent value first, then by value. */
  facet(name: string): Promise<readonly FacetCount[]>;
}

/** By facet: the value of the schema that a stored value is, and its words. */
export interface Terms {
  readonly [facet: string]: (stored: string) => { readonly value: string; readonly words: Words };
}

/** What a list is made of, whatever its parent. */
export interface Listing {
  /** Where its rows come from; by the parents where their types matter. */
  readonly rowSet: BoundRowSet | ((parents: readonly string[]) => BoundRowSet);
  /** Ids that the client named, by argument: each must be that of something. */
  readonly named: readonly Named[];
  /** What each facet's stored values are called. */
  readonly terms?: Terms;
}

export type MaybePromise<T> = T | Promise<T>;

/** Which list it is, and how its rows are served. */
interface ListOf<N> {
  readonly name: string;
  readonly parent: string | readonly string[];
  readonly filter: unknown;
  readonly order: Order;
  readonly args: PagingArgs;
  /** How many rows a page has at most, where that is not what pages have. */
  readonly most?: number | undefined;
  /** What tells the filter and the order with `args`, where those do not alone: the same object for all such lists. */
  readonly of?: object;
  /** Whether its page is asked for; then it is read while the ids that the client named are looked up. */
  readonly ahead?: boolean | undefined;
  /** A row as the schema serves it. */
  readonly node: (row: Row) => N;
  readonly make: () => Listing;
}

/**
 * A list of a parent.
 *
 * Lists of one operation that differ in nothing but their parent share each statement.
 *
 * @param name what the list is called, `Actor.participations`
 * @param parent the id of the parent, or of several whose lists are merged, or nothing for a root list
 * @param filter the arguments that choose the rows
 * @param make composes the list; called once for all operations that read as much, so of nothing but what the filter,
 *   the order and what the operation reads tell
 * @returns a promise, where ids that the client named have to be looked up
 * @throws BadUserInput naming the argument and the value
 */
export function connection<N>(operation: Operation, list: ListOf<N>): MaybePromise<Connection<Edge<N>>> {
  const { shared, paging, read } = ofAlike(operation, list, list.name, () => openList(operation, list));
  // A merged list has one reader.
  const parent = typeof list.parent === 'string' ? list.parent : '';
  const made: Connection<Edge<N>> = {
    ahead(part, parents) {
      const reading: Read<unknown> = part === 'page' ? read : shared.total;
      // Whoever asks for it is told what went wrong.
      for (const each of parents) void reading(each).catch(() => undefined);
    },
    // Whoever asks for its rows, for their edges and for where it stands is told of one page.
    page: once(async () => {
      const found = await read(parent);
      const isThere: Beyond = async (rows) =>
        ((await shared.page(rows, JSON.stringify(rows))(parent))?.rows.length ?? 0) > 0;
      if (!found) return { edges: [], pageInfo: pageInfoOf(paging, [], false, isThere) };
      const pause = operation.turns.pause();
      if (pause) await pause;
      const kept = found.rows.slice(0, paging.size);
      if (paging.backward) kept.reverse();
      const edges = kept.map((each) => {
        const { key, row } = found.read(each);
        return new Edge(list.node(row), shared.scope, key);
      });
      return { edges, pageInfo: pageInfoOf(paging, edges, found.rows.length > paging.size, isThere) };
    }),
    async totalCount() {
      const counts = await shared.total(parent);
      return (counts ?? []).reduce((sum, row) => sum + row.count, 0);
    },
    async facet(facet) {
      const counts = new Map<string, number>();
      for (const { value, count } of (await shared.facet(facet)(parent)) ?? [])
        if (value !== null && value !== undefined) counts.set(String(value), (counts.get(String(value)) ?? 0) + count);
      return facetCounts(counts, shared.terms[facet]);
    },
  };

  if (!shared.existing) return made;
  const existing = shared.existing();
  if (list.ahead) made.ahead?.('page', [parent]);
  return existing.then(() => made);
}

/** Makes something once for all lists of a field that differ in their parent alone: by their arguments. */
export function ofAlike<T>(operation: Operation, list: { args: object; of?: object }, name: string, make: () => T): T {
  if (!list.of) return operation.onceFor(list.args, name, make);
  const byArgs = operation.onceFor(list.of, name, () => new Map<object, () => T>());
  const known = byArgs.get(list.args) ?? settled(make);
  byArgs.set(list.args, known);
  return known();
}

/** What lists that differ in their parent alone share of an operation. */
interface SharedList {
  readonly scope: () => string;
  readonly terms: Terms;
  /** Looks up the ids that the client named, if it named any. */
  readonly existing: (() => Promise<void>) | undefined;
  /** What reads the page that paging arguments ask for. */
  readonly page: (paging: Paging, key: string) => Read<RowsOfParent>;
  readonly total: Read<readonly CountRow[]>;
  readonly facet: (name: string) => Read<readonly CountRow[]>;
}

/** Reads something of a parent, with all parents that are asked for in the same turn. */
type Read<V> = (parent: string) => Promise<V | undefined>;

interface OpenedList {
  readonly shared: SharedList;
  readonly paging: Paging;
  readonly read: Read<RowsOfParent>;
}

/** @throws BadUserInput */
function openList(operation: Operation, list: Omit<ListOf<unknown>, 'node'>): OpenedList {
  const { name, order, args, filter } = list;
  const scope = once(() => cursorScope(name, order, filter));
  const paging = pagingOf(args, scope, list.most);
  const merged = typeof list.parent === 'string' ? null : list.parent;
  const identity = JSON.stringify([name, order, filter, merged]);
  const shared = operation.once(`list ${identity}`, () =>
    sharedListOf(operation, { listing: operation.remembered(identity, list.make), order, scope, merged }),
  );
  return {
    shared,
    paging,
    read: shared.page(paging, JSON.stringify([args.first, args.after, args.last, args.before])),
  };
}

function sharedListOf(
  operation: Operation,
  of: {
    readonly listing: Listing;
    readonly order: Order;
    readonly scope: () => string;
    /** Parents whose lists are merged. */
    readonly merged: readonly string[] | null;
  },
): SharedList {
  const { listing, order, scope, merged } = of;
  const { rowSet, named, terms = {} } = listing;
  const reading = <V>(load: (from: BoundRowSet, parents: readonly string[]) => Promise<Map<string, V>>): Read<V> =>
    batching(operation.turns, async (keys) => {
      const parents = merged ?? keys;
      const from = typeof rowSet === 'function' ? rowSet(parents) : rowSet;
      return from.paths.length === 0 ? new Map() : await load(from, parents);
    });
  const counting = (queryOf: (rowSet: BoundRowSet) => Query<CountRow>) =>
    reading(async (from, parents) =>
      grouped(from, await operation.run(queryOf(from), withParents(from, from.params, parents))),
    );
  const paged = (paging: Paging) =>
    reading(async (from, parents) => {
      const { cursors, further } = operation.reads;
      const { query, params } = pageQuery(
        from,
        pageScanOf(order, paging),
        order.property,
        paging.size + (further ? 1 : 0),
        cursors,
      );
      const found = await operation.run(query, withParents(from, params, parents));
      return new Map(found.map((each) => [each.parent, each]));
    });
  const pages = keyed<Read<RowsOfParent>>();
  const facets = keyed<Read<readonly CountRow[]>>();
  return {
    scope,
    terms,
    existing: named.length === 0 ? undefined : once(() => operation.mustExist(named)),
    page: (paging, key) => pages(key, () => paged(paging)),
    total: counting(totalQuery),
    facet: (name) => facets(name, () => counting((from) => facetQuery(from, name))),
  };
}

/** The values of a facet, the most frequent first, then by value. */
export function facetCounts(counts: ReadonlyMap<string, number>, term: Terms[string] | undefined): FacetCount[] {
  return [...counts]
    .map(([stored, count]) => {
      const { value, words } = term?.(stored) ?? { value: stored, words: { en: stored, ar: stored, tr: stored } };
      return { value, words, count };
    })
    .sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1));
}

/** Tells whether a list has a row that paging arguments ask for. */
type Beyond = (rows: Paging) => MaybePromise<boolean>;

/**
 * Where a page stands. What lies beyond a cursor that bounds it is looked for when it is asked for: the row of the cursor
 * itself, or others where that is gone.
 *
 * @param more the list goes on, up to the cursor if there is one, in the direction that it was read in
 */
export function pageInfoOf(paging: Paging, edges: readonly Edge<unknown>[], more: boolean, isThere: Beyond): PageInfo {
  const { after, before, backward } = paging;
  return {
    hasNextPage: () => (more && !backward) || (before !== undefined && isThere(startingAt(before))),
    hasPreviousPage: () => (more && backward) || (after !== undefined && isThere(endingAt(after))),
    first: edges[0],
    last: edges.at(-1),
  };
}

function withParents(rowSet: BoundRowSet, params: BoundRowSet['params'], parents: readonly string[]) {
  return rowSet.parents === 'root' ? params : { ...params, parents };
}

/** The rows by parent; all under one key where they make one list. */
function grouped<R extends { parent: string }>(rowSet: BoundRowSet, rows: readonly R[]): Map<string, R[]> {
  const together = rowSet.parents === 'merged' || rowSet.parents === 'root';
  const groups = new Map<string, R[]>();
  for (const row of rows) {
    const key = together ? '' : row.parent;
    const rowsOfParent = groups.get(key);
    if (rowsOfParent) rowsOfParent.push(row);
    else groups.set(key, [row]);
  }
  return groups;
}
