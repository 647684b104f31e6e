import type { Params, Query, Row, Value } from '../../graph/port.ts';
import type { Form, Source } from '../../graph/query.ts';
import type { PageScan } from './paging.ts';

/** Where the rows of a list come from, with the values of its parameters. */
export interface ListSource extends Source {
  readonly params: Params;
}

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
 * The query for a page of each parent, and its parameters but for the parents.
 *
 * @param keyed whether each row is read with its place in the list
 */
export function pageQuery(
  source: ListSource,
  { ranges, descending }: PageScan,
  property: string,
  limit: number,
  keyed: boolean,
): { query: Query<RowsOfParent>; params: Params } {
  const params: { [name: string]: Value } = { ...source.params, limit };
  ranges.forEach(({ after, before }, part) => {
    params[`after${part}`] = after;
    params[`before${part}`] = before;
  });
  const shape = { ranges: ranges.length, descending, property, keyed };
  const query = queryOf(source, `page ${ranges.length} ${descending} ${property} ${keyed}`, () => ({
    name: `${source.name} page`,
    of: { form: 'page', source, shape },
    read: pageReader(source, keyed),
  }));
  return { query, params };
}

function pageReader(source: Source, keyed: boolean): (row: Row) => RowsOfParent {
  const names = Object.keys(source.columns);
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
export function totalQuery(source: ListSource): Query<CountRow> {
  return counting(source, 'total', { form: 'total', source });
}

/** The query for how often each value of a facet occurs in the whole list of each parent. */
export function facetQuery(source: ListSource, facet: string): Query<CountRow> {
  return counting(source, facet, { form: 'facet', source, facet });
}

function counting(source: Source, what: string, of: Form): Query<CountRow> {
  return queryOf(source, `count ${what}`, () => ({ name: `${source.name} ${what}`, of, read: readCount }));
}

/** The queries of each source, made once: lists that many operations ask for have one source. */
const queries = new WeakMap<Source, Map<string, Query<unknown>>>();

/** @param key stands for one `make`, among those of a source */
function queryOf<R>(source: Source, key: string, make: () => Query<R>): Query<R> {
  const known = queries.get(source) ?? new Map<string, Query<unknown>>();
  queries.set(source, known);
  const made = known.get(key) ?? make();
  known.set(key, made);
  // The key stands for one `make`, so for one type.
  return made as Query<R>;
}
