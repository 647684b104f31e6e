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
  /** Nodes that are found once, before any row, for the tests: Cypher that binds them, and their names. */
  readonly bound?: { readonly match: string; readonly names: readonly string[] };
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
  { ranges, descending }: Reading,
  property: string,
  limit: number,
  keyed: boolean,
): { statement: Statement<RowsOfParent>; params: Params } {
  const params: { [name: string]: Value } = { ...source.params, limit };
  ranges.forEach(({ after, before }, part) => {
    params[`after${part}`] = after;
    params[`before${part}`] = before;
  });
  const shape = { ranges: ranges.length, descending, property, keyed };
  const statement = statementOf(source, `page ${ranges.length} ${descending} ${property} ${keyed}`, () =>
    composedPage(source, shape),
  );
  return { statement, params: paramsOf(statement, params) };
}

/** How a page is read, but for the values. */
interface PageShape {
  readonly ranges: number;
  readonly descending: boolean;
  readonly property: string;
  readonly keyed: boolean;
}

function composedPage(source: Source, shape: PageShape): Statement<RowsOfParent> {
  const names = Object.keys(source.columns);
  const { keyed } = shape;
  const [alone] = names.length === 1 && !keyed ? names : [];
  const read = (sent: Value): KeyedRow =>
    alone === undefined ? keyedRow(names, sent as readonly Value[], keyed) : { key: '', row: { [alone]: sent } };
  return composed(`${source.name} page`, pageText(source, shape), (row) => ({
    parent: String(row['parent']),
    rows: row['rows'] as readonly Value[],
    read,
  }));
}

function pageText(source: Source, shape: PageShape): string {
  const ranges = Array.from({ length: shape.ranges }, (_, range) => range);
  const scope = scopeOf(source);
  if (source.parents === 'merged') {
    const ways = ranges.flatMap((range) => waysOf(source, range, shape));
    const carried = [...source.variables, 'key', 'part'].join(', ');
    const order = `ORDER BY part, key${shape.descending ? ' DESC' : ''} LIMIT $limit`;
    return `${openingOf(source)} CALL (${scope}) { ${unionOf(source, ways)} RETURN ${carried} ${order} } WITH ${carried} ${order} RETURN '' AS parent, ${listOf(source, shape)} AS rows`;
  }
  const lists = ranges.map((range) => {
    const rows = `${rangeRows(source, range, shape)} RETURN ${listOf(source, shape)} AS rows${range}`;
    // The undated, which few lists have, are looked for where the dated do not fill the page.
    return range === 0
      ? `CALL (${scope}) { ${rows} }`
      : `CALL (${list(scope, 'rows0')}) { WITH ${list(scope, 'rows0')} WHERE size(rows0) < $limit CALL (${scope}) { ${rows} } RETURN coalesce(head(collect(rows${range})), []) AS rows${range} }`;
  });
  const all = ranges.length === 1 ? 'rows0' : `(${ranges.map((range) => `rows${range}`).join(' + ')})[0..$limit]`;
  return `${openingOf(source)} ${lists.join(' ')} RETURN ${parentOf(source)} AS parent, ${all} AS rows`;
}

/** Cypher for the rows of one range, in their order, at most as many as a page wants. */
function rangeRows(source: Source, range: number, shape: PageShape): string {
  const ways = waysOf(source, range, shape);
  const [only, ...others] = ways;
  if (!only || others.length > 0)
    return `${unionOf(source, ways)} WITH ${source.variables.join(', ')}, key ORDER BY key${shape.descending ? ' DESC' : ''} LIMIT $limit`;
  const key = shape.keyed || only.key === 'key' ? only.key : '';
  return `${only.from} WITH ${list(source.variables.join(', '), key)} ORDER BY ${only.order} LIMIT $limit`;
}

function unionOf(source: Source, ways: readonly Way[]): string {
  return `CALL (${scopeOf(source)}) { ${ways.map(({ whole }) => whole).join(' UNION ALL ')} }`;
}

/** Cypher that collects what is read of the rows. */
function listOf({ columns }: Source, { keyed }: PageShape): string {
  const values = [...(keyed ? ['key'] : []), ...Object.values(columns)];
  // Each list costs a row as much as several values do.
  return `collect(${values.length === 1 ? values[0] : `[${values.join(', ')}]`})`;
}

const list = (...parts: readonly string[]) => parts.filter((part) => part !== '').join(', ');

/** Rows of one range, read in one way. */
interface Way {
  /** Cypher that binds the variables. */
  readonly from: string;
  /** What `key` is. */
  readonly key: string;
  readonly order: string;
  /** Cypher that returns the variables, `key` and `part`. */
  readonly whole: string;
}

function waysOf({ branches, variables }: Source, range: number, shape: PageShape): Way[] {
  const down = shape.descending ? ' DESC' : '';
  const carried = variables.join(', ');
  return branches.flatMap(({ walk, ...branch }) => {
    const key = branch.ordered === 'key' ? 'key' : `${branch.ordered}.${shape.property}`;
    const keyAs = key === 'key' ? key : `${key} AS key`;
    const order = branch.lead ? `${branch.lead}${down}, ${key}${down}` : `${key}${down}`;
    const wayOf = ({ match, index, where: tests }: Pick<Branch, 'match' | 'index' | 'where'>): Way => {
      const from = `${match} ${index ? hint(`USING INDEX ${index}`) : ''} ${where([`${key} > $after${range}`, `${key} < $before${range}`, ...tests])}`;
      const whole = `${from} RETURN ${carried}, ${keyAs}, ${range} AS part ORDER BY ${order} LIMIT $limit`;
      return { from, key: keyAs, order, whole };
    };
    if (!walk) return [wayOf(branch)];
    const either = (test: string, way: Way, bound: Walk['bound']): Way => {
      const from = `${walk.when} WITH walks WHERE ${test} ${bound?.match ?? ''} CALL (${list(...(bound?.names ?? []))}) { ${way.whole} }`;
      return { from, key: 'key', order: `key${down}`, whole: `${from} RETURN ${carried}, key, part` };
    };
    return [either('walks', wayOf(walk), walk.bound), either('NOT walks', wayOf(branch), undefined)];
  });
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
  return statementOf(source, 'total', () => composedTotal(source));
}

function composedTotal(source: Source): Statement<CountRow> {
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
  return statementOf(source, `facet ${facet}`, () => composedFacet(source, facet));
}

function composedFacet(source: Source, facet: string): Statement<CountRow> {
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

/** Of the parameters of a source those that a statement has: each reads its rows in ways of its own. */
export function paramsOf(of: Statement<unknown>, params: Params): Params {
  const own: { [name: string]: Value } = {};
  for (const name in params) if (of.parameters.has(name)) own[name] = params[name] as Value;
  return own;
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

/** The statements of each source, composed once: lists that many operations ask for have one source. */
const statements = new WeakMap<Source, Map<string, Statement<unknown>>>();

/** @param key stands for one `make`, among those of a source */
function statementOf<R>(source: Source, key: string, make: () => Statement<R>): Statement<R> {
  const known = statements.get(source) ?? new Map<string, Statement<unknown>>();
  statements.set(source, known);
  const made = known.get(key) ?? make();
  known.set(key, made);
  // The key stands for one `make`, so for one type.
  return made as Statement<R>;
}

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
