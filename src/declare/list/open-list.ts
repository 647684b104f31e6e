import type { Query } from '../../graph/port.ts';
import type { RowSet } from '../../graph/query.ts';
import type { Words } from '../../text/language.ts';
import { batching } from '../batching.ts';
import { Scope } from '../filter.ts';
import { keyed, once } from '../once.ts';
import type { Operation } from '../operation.ts';
import { type Order, type Paging, type PagingArgs, pageScanOf, pagingOf } from './paging.ts';
import { type CountRow, facetQuery, pageQuery, type RowsOfParent, totalQuery } from './queries.ts';

/** By facet: the value of the schema that a stored value is, and its words. */
export interface Terms {
  readonly [facet: string]: (stored: string) => { readonly value: string; readonly words: Words };
}

/** What a list is made of, whatever its parent. */
export interface Listing {
  /** Its rows; by the parents where their types matter. */
  readonly rowSet: RowSet | ((parents: readonly string[]) => RowSet);
  /** What each facet's stored values are called. */
  readonly terms?: Terms;
}

/** Which list it is: its field, and the arguments that a client gives. */
export interface ListArguments {
  readonly name: string;
  /** The id of the parent, or of several whose lists are merged, or nothing for a root list. */
  readonly parent: string | readonly string[];
  /** The arguments that choose the rows. */
  readonly filter: unknown;
  readonly order: Order;
  readonly args: PagingArgs;
  /** How many rows a page has at most, where that is not what pages have. */
  readonly most?: number | undefined;
  /** A second object that decides the filter or the order, where `args` alone do not: one for all such lists. */
  readonly of?: object | undefined;
  /**
   * Composes the list. It is called once for all operations that read as much, so of nothing but what the filter, the
   * order and what the operation reads tell.
   *
   * @param scope takes the values and the ids that the filter has
   */
  readonly make: (scope: Scope) => Listing;
}

/** A list with what its arguments became. */
interface OpenList {
  readonly shared: SharedList;
  readonly prefix: () => string;
  readonly paging: Paging;
  readonly read: Read<RowsOfParent>;
}

/** What lists share of an operation that differ in nothing but their parent and their page. */
interface SharedList {
  readonly terms: Terms;
  /** Looks up the ids that the client named, if it named any. */
  readonly existing: (() => Promise<void>) | undefined;
  /** What reads the page that paging arguments ask for. */
  readonly page: (paging: Paging, key: string) => Read<RowsOfParent>;
  readonly total: Read<readonly CountRow[]>;
  readonly facet: (name: string) => Read<readonly CountRow[]>;
}

/** Reads something of a parent, with all parents that are asked for in the same turn. */
export type Read<V> = (parent: string) => Promise<V | undefined>;

/**
 * Opens a list: all that becomes of its arguments becomes of them here. Which page they ask for is found out once for
 * all objects that have the field, what reads the rows is made once for all fields that ask for them, and how the store
 * finds them once for all operations that read as much.
 *
 * @throws BadUserInput naming the argument and the value
 */
export function openList(operation: Operation, list: ListArguments): OpenList {
  const open = () => {
    const { name, order, args, filter, parent, make } = list;
    const { prefix, paging } = pagingOf(list);
    const merged = typeof parent === 'string' ? null : parent;
    const identity = JSON.stringify([name, order, filter, merged]);
    const shared = operation.once(`list ${identity}`, () => {
      const composed = operation.remembered(identity, () => {
        const scope = new Scope();
        return { ...make(scope), scope };
      });
      return sharedList(operation, composed, order, merged);
    });
    const read = shared.page(paging, JSON.stringify([args.first, args.after, args.last, args.before]));
    return { shared, prefix, paging, read };
  };
  return operation.onceFor(list.args, list.name, open, list.of);
}

/** @param merged the parents whose lists are merged */
function sharedList(
  operation: Operation,
  { rowSet, terms = {}, scope }: Listing & { readonly scope: Scope },
  order: Order,
  merged: readonly string[] | null,
): SharedList {
  const reading = <R extends { parent: string }, V>(
    queryOf: (rows: RowSet) => { query: Query<R>; params?: object },
    byParent: (rows: RowSet, found: readonly R[]) => Map<string, V>,
  ): Read<V> =>
    batching(operation.turns, async (keys) => {
      const parents = merged ?? keys;
      const rows = typeof rowSet === 'function' ? rowSet(parents) : rowSet;
      if (rows.paths.length === 0) return new Map();
      const { query, params } = queryOf(rows);
      const given = { ...scope.params, ...params, ...(rows.parents === 'root' ? {} : { parents }) };
      return byParent(rows, await operation.run(query, given));
    });
  const counting = (queryOf: (rows: RowSet) => Query<CountRow>) =>
    reading((rows) => ({ query: queryOf(rows) }), grouped);
  const { cursors, further } = operation.reads;
  const paged = (paging: Paging) =>
    reading(
      (rows) => pageQuery(rows, pageScanOf(order, paging), order.property, paging.size + (further ? 1 : 0), cursors),
      (_rows, found) => new Map(found.map((each) => [each.parent, each])),
    );
  const pages = keyed<Read<RowsOfParent>>();
  const facets = keyed<Read<readonly CountRow[]>>();
  return {
    terms,
    existing: scope.named.length === 0 ? undefined : once(() => operation.mustExist(scope.named)),
    page: (paging, key) => pages(key, () => paged(paging)),
    total: counting(totalQuery),
    facet: (name) => facets(name, () => counting((rows) => facetQuery(rows, name))),
  };
}

/** The counts by parent; all under one key where they make one list. */
function grouped({ parents }: RowSet, found: readonly CountRow[]): Map<string, CountRow[]> {
  const together = parents === 'merged' || parents === 'root';
  const groups = new Map<string, CountRow[]>();
  for (const row of found) {
    const key = together ? '' : row.parent;
    const ofParent = groups.get(key);
    if (ofParent) ofParent.push(row);
    else groups.set(key, [row]);
  }
  return groups;
}
