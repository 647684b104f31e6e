import type { Row } from '../../graph/port.ts';
import type { Words } from '../../text/language.ts';
import { once } from '../once.ts';
import type { Operation } from '../operation.ts';
import { type ListArguments, openList, type Read, type Terms } from './open-list.ts';
import { cursorOf, endingAt, type Paging, startingAt } from './paging.ts';

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
  readonly #prefix: () => string;
  readonly #key: string;

  /** @param prefix what the cursors of the list begin with */
  constructor(node: N, prefix: () => string, key: string) {
    this.node = node;
    this.#prefix = prefix;
    this.#key = key;
  }

  /** Where it stands. Made when it is asked for: most lists are read without. */
  get cursor(): string {
    return cursorOf(this.#prefix(), this.#key);
  }

  /** The same place in the list, with what the row is to others. */
  with<M>(node: M): Edge<M> {
    return new Edge(node, this.#prefix, this.#key);
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

export type MaybePromise<T> = T | Promise<T>;

/** Which list it is, and how its rows are served. */
interface ListOf<N> extends ListArguments {
  /** Whether its page is asked for; then it is read while the ids that the client named are looked up. */
  readonly ahead?: boolean | undefined;
  /** A row as the schema serves it. */
  readonly node: (row: Row) => N;
}

/**
 * A list of a parent.
 *
 * Lists of one operation that differ in nothing but their parent share each statement.
 *
 * @returns a promise, where ids that the client named have to be looked up
 * @throws BadUserInput naming the argument and the value
 */
export function connection<N>(operation: Operation, list: ListOf<N>): MaybePromise<Connection<Edge<N>>> {
  const { shared, prefix, paging, read } = openList(operation, list);
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
        return new Edge(list.node(row), prefix, key);
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
