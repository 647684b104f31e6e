import type { Row, Statement } from '../../graph/port.ts';
import { once } from '../once.ts';
import type { Operation } from '../operation.ts';
import type { Words } from '../vocabulary.ts';
import { cursorOf, cursorScope, type Order, type Paging, type PagingArgs, pagingOf, readingOf } from './paging.ts';
import {
  type CountRow,
  facetStatement,
  pageStatement,
  paramsOf,
  type RowsOfParent,
  type Source,
  totalStatement,
} from './source.ts';

export interface PageInfo {
  readonly hasNextPage: boolean;
  readonly hasPreviousPage: boolean;
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
  /** Starts to read the page, for when it is asked for. */
  ahead?(): void;
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
  readonly source: Source | ((parents: readonly string[]) => Source);
  /** Ids that the client named, by argument: each must be that of something. */
  readonly named: readonly { readonly argument: string; readonly id: string }[];
  /** What each facet's stored values are called. */
  readonly terms?: Terms;
}

/**
 * A list of a parent.
 *
 * Lists of one operation that differ in nothing but their parent share each statement.
 *
 * @param name what the list is called, `Actor.participations`
 * @param parent the id of the parent, or of several whose lists are merged, or nothing for a root list
 * @param filter the arguments that choose the rows
 * @param make composes the list; called once for all parents of an operation
 * @throws BadUserInput naming the argument and the value
 */
export async function connection<N>(
  operation: Operation,
  list: {
    readonly name: string;
    readonly parent: string | readonly string[];
    readonly filter: unknown;
    readonly order: Order;
    readonly args: PagingArgs;
    /** Whether its page is asked for; then it is read while the ids that the client named are looked up. */
    readonly ahead?: boolean | undefined;
    /** A row as the schema serves it. */
    readonly node: (row: Row) => N;
    readonly make: () => Listing;
  },
): Promise<Connection<Edge<N>>> {
  const { name, order, args } = list;
  const scope = once(() => cursorScope(name, order, list.filter));
  const paging = pagingOf(args, scope);
  const identity = JSON.stringify([name, order, list.filter, Array.isArray(list.parent) ? list.parent : null]);
  const { source, named, terms = {} } = operation.once(`list ${identity}`, list.make);
  const sourceOf = (keys: readonly string[]) => (typeof source === 'function' ? source(keys) : source);
  const { parents, parent } = parentsOf(list.parent);
  const read = <V>(
    part: string,
    load: (parents: readonly string[]) => Promise<Map<string, V>>,
  ): Promise<V | undefined> => operation.batch(`${part} ${identity}`, parent, (keys) => load(parents ?? keys));
  const counted = async (
    from: Source,
    statementOf: (source: Source) => Statement<CountRow>,
    keys: readonly string[],
  ) => {
    if (from.branches.length === 0) return new Map<string, CountRow[]>();
    const counting = statementOf(from);
    const params = paramsOf(counting, withParents(from, from.params, keys));
    return grouped(from, await operation.run(counting, params));
  };
  const rowsOfPage = () => {
    const reading = readingOf(order, paging);
    const pageArgs = JSON.stringify([args.first, args.after, args.last, args.before]);
    return read(`page ${pageArgs}`, async (keys) => {
      const from = sourceOf(keys);
      if (from.branches.length === 0) return new Map<string, RowsOfParent>();
      const { cursors } = operation.reads;
      const { statement, params } = pageStatement(from, reading, order.property, paging.size + 1, cursors);
      const found = await operation.run(statement, withParents(from, params, keys));
      return new Map(found.map((each) => [each.parent, each]));
    });
  };

  // Whoever asks for the page is told what went wrong.
  const ahead = () => void rowsOfPage().catch(() => undefined);
  const existing = operation.mustExist(named);
  if (list.ahead && named.length > 0) ahead();
  await existing;

  return {
    ahead,
    async page() {
      const found = await rowsOfPage();
      if (!found) return { edges: [], pageInfo: pageInfoOf(paging, false, []) };
      const kept = found.rows.slice(0, paging.size);
      if (paging.backward) kept.reverse();
      const edges = kept.map((each) => {
        const { key, row } = found.read(each);
        return new Edge(list.node(row), scope, key);
      });
      return { edges, pageInfo: pageInfoOf(paging, found.rows.length > paging.size, edges) };
    },
    async totalCount() {
      const counts = await read('total', (keys) => counted(sourceOf(keys), totalStatement, keys));
      return (counts ?? []).reduce((sum, row) => sum + row.count, 0);
    },
    async facet(facet) {
      const rows = await read(`facet ${facet}`, (keys) =>
        counted(sourceOf(keys), (source) => facetStatement(source, facet), keys),
      );
      const counts = new Map<string, number>();
      for (const { value, count } of rows ?? [])
        if (value !== null && value !== undefined) counts.set(String(value), (counts.get(String(value)) ?? 0) + count);
      return facetCounts(counts, terms[facet]);
    },
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

/** Where a page stands. `more`: the list goes on in the direction that it was read in. */
export function pageInfoOf(paging: Paging, more: boolean, edges: readonly Edge<unknown>[]): PageInfo {
  return {
    hasNextPage: paging.backward ? paging.before !== undefined : more,
    hasPreviousPage: paging.backward ? more : paging.after !== undefined,
    first: edges[0],
    last: edges.at(-1),
  };
}

/** A root list and a merged one have one reader; the others are read for many parents at once. */
function parentsOf(parent: string | readonly string[]): { parents: readonly string[] | undefined; parent: string } {
  return typeof parent === 'string' ? { parents: undefined, parent } : { parents: parent, parent: '' };
}

function withParents(source: Source, params: Source['params'], parents: readonly string[]) {
  return source.parents === 'root' ? params : { ...params, parents };
}

/** The rows by parent; all under one key where they make one list. */
function grouped<R extends { parent: string }>(source: Source, rows: readonly R[]): Map<string, R[]> {
  const together = source.parents === 'merged' || source.parents === 'root';
  const groups = new Map<string, R[]>();
  for (const row of rows) {
    const key = together ? '' : row.parent;
    const rowsOfParent = groups.get(key);
    if (rowsOfParent) rowsOfParent.push(row);
    else groups.set(key, [row]);
  }
  return groups;
}
