import { type Params, type Row, type Statement, statement, type Value } from '../../graph/port.ts';
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
  readonly columns: string;
  readonly params: Params;
  /** Facets by name: the expression that is counted. */
  readonly facets: { readonly [name: string]: string };
  /** Counts the rows without reading them, where no condition has to be tested. Uses `a`. */
  readonly count?: string | undefined;
}

export interface KeyedRow {
  readonly parent: string;
  readonly key: string;
  readonly row: Row;
}

/** The statement for a page of each parent, and its parameters but for the parents. */
export function pageStatement(
  source: Source,
  reading: Reading,
  property: string,
  limit: number,
): { statement: Statement<KeyedRow>; params: Params } {
  const down = reading.descending ? ' DESC' : '';
  const carried = source.variables.join(', ');
  const parts = reading.ranges.flatMap((_range, part) =>
    source.branches.map((branch) => {
      const key = branch.ordered === 'key' ? 'key' : `${branch.ordered}.${property}`;
      const conditions = [`${key} > $after${part}`, `${key} < $before${part}`, ...branch.where];
      const order = branch.lead ? `${branch.lead}${down}, ${key}${down}` : `${key}${down}`;
      return `${branch.match} ${where(conditions)} RETURN ${carried}, ${key === 'key' ? key : `${key} AS key`}, ${part} AS part ORDER BY ${order} LIMIT $limit`;
    }),
  );
  const [only, ...others] = parts;
  const scope = scopeOf(source);
  const rows =
    only !== undefined && others.length === 0
      ? only
      : `CALL (${scope}) { ${parts.join(' UNION ALL ')} } RETURN ${carried}, key, part ORDER BY part, key${down} LIMIT $limit`;
  const end =
    source.parents === 'merged' ? `ORDER BY part, key${down} LIMIT $limit` : `ORDER BY parent, part, key${down}`;
  const text = `${openingOf(source)} CALL (${scope}) { ${rows} } RETURN ${parentOf(source)} AS parent, key, part, ${source.columns} ${end}`;
  const bounds = Object.fromEntries(
    reading.ranges.flatMap(({ after, before }, part) => [
      [`after${part}`, after],
      [`before${part}`, before],
    ]),
  );
  return {
    statement: composed(`${source.name} page`, text, (row) => ({
      parent: String(row['parent']),
      key: String(row['key']),
      row,
    })),
    params: { ...source.params, ...bounds, limit },
  };
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
