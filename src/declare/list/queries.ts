import type { Params, Query, Row, Value } from '../../graph/port.ts';
import type { QueryForm, RowSet } from '../../graph/query.ts';
import type { PageScan } from './paging.ts';

export interface KeyedRow {
  /** Its place in the list; empty where it was not asked for. */
  readonly key: string;
  readonly row: Row;
}

/** The rows of a parent, in the order of the list. */
export interface RowsOfParent {
  readonly parent: string;
  /** As they were sent: of thousands, each is read when it is wanted. */
  readonly rows: readonly Value[];
  readonly read: (sent: Value) => KeyedRow;
}

/**
 * The query for a page of each parent, and the values of its limit and its bounds.
 *
 * @param keyed whether each row is read with its place in the list
 */
export function pageQuery(
  rowSet: RowSet,
  { ranges, descending }: PageScan,
  property: string,
  limit: number,
  keyed: boolean,
): { query: Query<RowsOfParent>; params: Params } {
  const params: { [name: string]: Value } = { limit };
  ranges.forEach(({ after, before }, part) => {
    params[`after${part}`] = after;
    params[`before${part}`] = before;
  });
  const shape = { ranges: ranges.length, descending, property, keyed };
  const query = queryOf(rowSet, `page ${ranges.length} ${descending} ${property} ${keyed}`, () => ({
    name: `${rowSet.name} page`,
    of: { form: 'page', rowSet, shape },
    read: pageReader(rowSet, keyed),
  }));
  return { query, params };
}

function pageReader(rowSet: RowSet, keyed: boolean): (row: Row) => RowsOfParent {
  const names = Object.keys(rowSet.columns);
  const [alone] = names.length === 1 && !keyed ? names : [];
  const read = (sent: Value): KeyedRow =>
    alone === undefined ? keyedRow(names, sent as readonly Value[], keyed) : { key: '', row: { [alone]: sent } };
  return (row) => ({ parent: String(row['parent']), rows: row['rows'] as readonly Value[], read });
}

function keyedRow(names: readonly string[], values: readonly Value[], keyed: boolean): KeyedRow {
  const row: { [name: string]: Value } = {};
  const from = keyed ? 1 : 0;
  for (let at = 0; at < names.length; at++) row[names[at] as string] = values[from + at] ?? null;
  return { key: keyed ? String(values[0]) : '', row };
}

export interface CountRow {
  readonly parent: string;
  readonly value: Value | undefined;
  readonly count: number;
}

const readCount = (row: Row): CountRow => ({
  parent: String(row['parent']),
  value: row['value'],
  count: Number(row['count']),
});

/** The query for the number of rows of each parent. */
export function totalQuery(rowSet: RowSet): Query<CountRow> {
  return counting(rowSet, 'total', { form: 'total', rowSet });
}

/** The query for how often each value of a facet occurs in the whole list of each parent. */
export function facetQuery(rowSet: RowSet, facet: string): Query<CountRow> {
  return counting(rowSet, facet, { form: 'facet', rowSet, facet });
}

function counting(rowSet: RowSet, what: string, of: QueryForm): Query<CountRow> {
  return queryOf(rowSet, `count ${what}`, () => ({ name: `${rowSet.name} ${what}`, of, read: readCount }));
}

/** The queries of each row set, made once: lists that many operations ask for have one row set. */
const queries = new WeakMap<RowSet, Map<string, Query<unknown>>>();

/** @param key stands for one `make`, among those of a row set */
function queryOf<R>(rowSet: RowSet, key: string, make: () => Query<R>): Query<R> {
  const known = queries.get(rowSet) ?? new Map<string, Query<unknown>>();
  queries.set(rowSet, known);
  const made = known.get(key) ?? make();
  known.set(key, made);
  // The key stands for one `make`, so for one type.
  return made as Query<R>;
}
