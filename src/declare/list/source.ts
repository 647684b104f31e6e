import { hint, type Params, type Row, type Statement, statement, type Value } from '../../graph/port.ts';
import { where } from '../filter.ts';
import type { Reading } from './paging.ts';

/** One way in which rows of a list are found. */
export interface Branch {
  /** Cypher that binds the source's variables from `parent` and its node `a`; `WHERE` follows it. */
  readonly match: string;
  readonly where: readonly string[];
  /** The variable whose property the list is ordered by; or `key`, where the branch makes its own. */
  readonly ordered: string;
  /** What stands before the key in the index, so that the index gives the order: `r.source`. */
  readonly lead?: string;
  /** The index that gives a page in its order, such as `r:CONCERNS(target, order)`; where it is not for the store to choose. */
  readonly index?: string;
  /** Another way to read a page of the same rows. */
  readonly walk?: Walk;
}

/**
 * Reads a page along an index, testing row after row, where rows that pass are known to be many. Totals and facets are
 * read by the branch itself.
 */
export interface Walk {
  /** Cypher that gives one row, with `walks`: whether this way is taken, and not the branch's own. */
  readonly when: string;
  readonly match: string;
  readonly where: readonly string[];
}

/**
 * Where the rows of a list come from, as fragments of Cypher: of them the statements for a page, for the total and for
 * a facet are composed.
 */
export interface Source {
  /** What the list is called, and its statements with it. */
  readonly name: string;
  /**
   * `node`: for each parent, an entity, bound as `a`. `row`: for each parent, which is only a value. `root`: there is
   * no parent. `merged`: the rows of all parents, each an entity, make one list.
   */
  readonly parents: 'node' | 'row' | 'root' | 'merged';
  readonly branches: readonly Branch[];
  /** The variables that the branches bind and the columns are made of. */
  readonly variables: readonly string[];
  /** What is read of each row, by name: never null where there is but one. */
  readonly columns: { readonly [name: string]: string };
  readonly params: Params;
  /** Facets by name: the expression that is counted. */
  readonly facets: { readonly [name: string]: string };
  /** Counts the rows without reading them, where no condition has to be tested. Uses `a`. */
  readonly count?: string | undefined;
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
 * The statement for a page of each parent, and its parameters but for the parents. Each parent's rows come as one list,
 * which is sent and decoded in half the time that a record for each row takes.
 *
 * @param keyed whether each row is read with its place in the list
 */
export function pageStatement(
  source: Source,
  reading: Reading,
  property: string,
  limit: number,
  keyed: boolean,
): { statement: Statement<RowsOfParent>; params: Params } {
  const down = reading.descending ? ' DESC' : '';
  const carried = source.variables.join(', ');
  const parts = reading.ranges.flatMap((_range, part) =>
    source.branches.flatMap(({ walk, ...branch }) => {
      const key = branch.ordered === 'key' ? 'key' : `${branch.ordered}.${property}`;
      const order = branch.lead ? `${branch.lead}${down}, ${key}${down}` : `${key}${down}`;
      const rowsOf = ({ match, index, where: tests }: Pick<Branch, 'match' | 'index' | 'where'>) =>
        `${match} ${index ? hint(`USING INDEX ${index}`) : ''} ${where([`${key} > $after${part}`, `${key} < $before${part}`, ...tests])} RETURN ${carried}, ${key === 'key' ? key : `${key} AS key`}, ${part} AS part ORDER BY ${order} LIMIT $limit`;
      if (!walk) return [rowsOf(branch)];
      const either = (test: string, way: string) =>
        `${walk.when} WITH walks WHERE ${test} CALL () { ${way} } RETURN ${carried}, key, part`;
      return [either('walks', rowsOf(walk)), either('NOT walks', rowsOf(branch))];
    }),
  );
  const [only, ...others] = parts;
  const scope = scopeOf(source);
  const rows =
    only !== undefined && others.length === 0
      ? only
      : `CALL (${scope}) { ${parts.join(' UNION ALL ')} } RETURN ${carried}, key, part ORDER BY part, key${down} LIMIT $limit`;
  const end = source.parents === 'merged' ? `LIMIT $limit WITH '' AS parent, part, key, ${carried}` : '';
  const names = Object.keys(source.columns);
  const columns = [...(keyed ? ['key'] : []), ...Object.values(source.columns)];
  // Each list costs a row as much as several values do.
  const [alone] = columns.length === 1 ? names : [];
  const list = alone === undefined ? `[${columns.join(', ')}]` : columns[0];
  const text = `${openingOf(source)} CALL (${scope}) { ${rows} } WITH ${parentOf(source)} AS parent, part, key, ${carried} ORDER BY ${source.parents === 'merged' ? '' : 'parent, '}part, key${down} ${end} RETURN parent, collect(${list}) AS rows ORDER BY parent`;
  const bounds = Object.fromEntries(
    reading.ranges.flatMap(({ after, before }, part) => [
      [`after${part}`, after],
      [`before${part}`, before],
    ]),
  );
  const read = (sent: Value): KeyedRow =>
    alone === undefined ? keyedRow(names, sent as readonly Value[], keyed) : { key: '', row: { [alone]: sent } };
  return {
    statement: composed(`${source.name} page`, text, (row) => ({
      parent: String(row['parent']),
      rows: row['rows'] as readonly Value[],
      read,
    })),
    params: { ...source.params, ...bounds, limit },
  };
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

/** The statement for the number of rows of each parent. */
export function totalStatement(source: Source): Statement<CountRow> {
  if (source.count !== undefined && source.parents !== 'root')
    return composed(
      `${source.name} total`,
      `${openingOf(source)} RETURN parent, ${source.count} AS count ORDER BY parent`,
      readCount,
    );
  const scope = scopeOf(source);
  const parts = source.branches.map((branch) => `${branch.match} ${where(branch.where)} RETURN count(*) AS n`);
  return composed(
    `${source.name} total`,
    `${openingOf(source)} CALL (${scope}) { ${parts.join(' UNION ALL ')} } RETURN ${parentOf(source)} AS parent, sum(n) AS count ORDER BY parent`,
    readCount,
  );
}

/** The statement for how often each value of a facet occurs in the whole list of each parent. */
export function facetStatement(source: Source, facet: string): Statement<CountRow> {
  const scope = scopeOf(source);
  const parts = source.branches.map(
    (branch) => `${branch.match} ${where(branch.where)} RETURN ${source.facets[facet]} AS value, count(*) AS n`,
  );
  return composed(
    `${source.name} ${facet}`,
    `${openingOf(source)} CALL (${scope}) { ${parts.join(' UNION ALL ')} } RETURN ${parentOf(source)} AS parent, value, sum(n) AS count ORDER BY parent, value`,
    readCount,
  );
}

/** Of the parameters of a source those that a statement has: a total does without the ways in which pages are read. */
export function paramsOf(of: Statement<unknown>, params: Params): Params {
  return Object.fromEntries(Object.entries(params).filter(([name]) => of.parameters.has(name)));
}

function openingOf(source: Source): string {
  if (source.parents === 'root') return '';
  return source.parents === 'row'
    ? 'UNWIND $parents AS parent'
    : 'UNWIND $parents AS parent MATCH (a:Entity {id: parent})';
}

const scopeOf = (source: Source) =>
  source.parents === 'root' ? '' : source.parents === 'row' ? 'parent' : 'a, parent';

const parentOf = (source: Source) => (source.parents === 'root' ? "''" : 'parent');

/** The texts that were composed, so that each is made, and planned by the store, once. Bounded by forgetting all. */
const texts = new Map<string, Statement<unknown>>();
const MAX_TEXTS = 2000;

/** A statement of a composed text: the same object for the same text. */
export function composed<R>(name: string, text: string, read: (row: Row) => R): Statement<R> {
  const key = `${name}\n${text}`;
  const known = texts.get(key);
  // The key holds the name, and a name stands for one reader.
  if (known) return known as Statement<R>;
  if (texts.size >= MAX_TEXTS) texts.clear();
  const made = statement(name, text.replace(/\s+/g, ' ').trim(), read);
  texts.set(key, made);
  return made;
}

const DIGITS = 9;
const MOST = 10 ** DIGITS - 1;

/** Cypher for a key that sorts the largest number first: a count or a degree, below a thousand million. */
export function mostFirst(number: string): string {
  return `right('${'0'.repeat(DIGITS)}' + toString(${MOST} - ${number}), ${DIGITS})`;
}

/** What {@link mostFirst} makes of a number. */
export function mostFirstOf(number: number): string {
  return String(MOST - number).padStart(DIGITS, '0');
}

/** The number that a key begins with. */
export function numberOfMostFirst(key: string): number {
  return MOST - Number(key.slice(0, DIGITS));
}
