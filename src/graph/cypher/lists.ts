import type { AccessPath, DenseScan, IndexOf, Match, PageShape, Print, RowSet } from '../query.ts';
import { conditionText, idsTexts, operandText, patternText, whereTexts } from './conditions.ts';

/**
 * Tells Neo4j which index to use. Its planner goes by averages: it expands a node of a thousand facts where eleven are
 * wanted.
 */
const indexHint = ({ of, name, properties }: IndexOf) => `USING INDEX ${of.name}:${name}(${properties.join(', ')})`;

/**
 * A page of each parent. Its rows come as one list, which is sent and decoded in half the time that a record for each
 * row takes.
 */
export function pageText(rowSet: RowSet, shape: PageShape, print: Print): string {
  const ranges = Array.from({ length: shape.ranges }, (_, range) => range);
  const scope = scopeOf(rowSet);
  if (rowSet.parents === 'merged') {
    const ways = ranges.flatMap((range) => rangeScansOf(rowSet, range, shape, print));
    const carried = [...names(rowSet), 'key', 'part'].join(', ');
    const order = `ORDER BY part, key${shape.descending ? ' DESC' : ''} LIMIT $limit`;
    return `${openingOf(rowSet)} CALL (${scope}) { ${unionOf(rowSet, ways)} RETURN ${carried} ${order} } WITH ${carried} ${order} RETURN '' AS parent, ${listOf(rowSet, shape, print)} AS rows`;
  }
  const lists = ranges.map((range) => {
    const rows = `${rangeRows(rowSet, range, shape, print)} RETURN ${listOf(rowSet, shape, print)} AS rows${range}`;
    // The undated, which few lists have, are looked for where the dated do not fill the page.
    return range === 0
      ? `CALL (${scope}) { ${rows} }`
      : `CALL (${list(scope, 'rows0')}) { WITH ${list(scope, 'rows0')} WHERE size(rows0) < $limit CALL (${scope}) { ${rows} } RETURN coalesce(head(collect(rows${range})), []) AS rows${range} }`;
  });
  const all = ranges.length === 1 ? 'rows0' : `(${ranges.map((range) => `rows${range}`).join(' + ')})[0..$limit]`;
  return `${openingOf(rowSet)} ${lists.join(' ')} RETURN ${parentOf(rowSet)} AS parent, ${all} AS rows`;
}

/** How many rows each parent has. */
export function totalText(rowSet: RowSet, print: Print): string {
  if (rowSet.count !== undefined && rowSet.parents !== 'root')
    return `${openingOf(rowSet)} RETURN parent, ${countText(rowSet.count)} AS count ORDER BY parent`;
  const parts = rowSet.paths.map((path) => `${foundBy(path, print)} RETURN count(*) AS n`);
  return `${openingOf(rowSet)} CALL (${scopeOf(rowSet)}) { ${parts.join(' UNION ALL ')} } RETURN ${parentOf(rowSet)} AS parent, sum(n) AS count ORDER BY parent`;
}

/** How often each value of a facet occurs in the whole list of each parent. */
export function facetText(rowSet: RowSet, facet: string, print: Print): string {
  const counted = rowSet.facets[facet];
  const value = counted ? operandText(counted) : 'null';
  const parts = rowSet.paths.map((path) => `${foundBy(path, print)} RETURN ${value} AS value, count(*) AS n`);
  return `${openingOf(rowSet)} CALL (${scopeOf(rowSet)}) { ${parts.join(' UNION ALL ')} } RETURN ${parentOf(rowSet)} AS parent, value, sum(n) AS count ORDER BY parent, value`;
}

/** The ids of all that a row set without a parent has. */
export function idsText(rowSet: RowSet, print: Print): string {
  const [name = ''] = names(rowSet);
  const found = rowSet.paths.map((path) => `${foundBy(path, print)} RETURN ${name}`);
  return `CALL () { ${found.join(' UNION ALL ')} } RETURN collect(${name}.id) AS ids`;
}

function countText(count: Exclude<RowSet['count'], undefined>): string {
  if (count === 'degree') return 'a.degree';
  return count.side === 'source' ? `COUNT { (a)-[:${count.type}]->() }` : `COUNT { (a)<-[:${count.type}]-() }`;
}

/** What binds the rows of an access path, tested. */
function foundBy({ match, where }: AccessPath, print: Print): string {
  return `${matchText(match, print)} ${whereTexts(testsOf(match, where))}`;
}

function testsOf(match: Match, where: AccessPath['where']): string[] {
  return [...(match.by === 'pattern' ? idsTexts(match.pattern) : []), ...where.map(conditionText)];
}

/** Cypher that binds the variables of a row set; `WHERE` may follow it. */
function matchText(match: Match, print: Print): string {
  switch (match.by) {
    case 'pattern':
      return `MATCH ${patternText(match.pattern)}`;
    case 'text':
      return match.cypher(print);
    case 'gathering':
      return gatheringText(match);
  }
}

function gatheringText({ entity: { name }, each, branches, all }: Extract<Match, { by: 'gathering' }>): string {
  const unwound = each ? `UNWIND ${operandText(each.in)} AS ${each.name} ` : '';
  const [only, ...others] = branches.map(
    ({ pattern, where }) =>
      `${unwound}MATCH ${patternText(pattern)} ${whereTexts([...idsTexts(pattern), ...where.map(conditionText)])}`,
  );
  if (others.length > 0)
    return `CALL () { ${[only, ...others].map((way) => `${way} RETURN ${name}`).join(' UNION ')} } WITH DISTINCT ${name}`;
  return each && all
    ? `${only} WITH ${name}, count(DISTINCT ${each.name}) AS met WHERE met = size(${operandText(each.in)}) WITH ${name}`
    : `${only} WITH DISTINCT ${name} WITH ${name}`;
}

/** Cypher for the rows of one range, in their order, at most as many as a page wants. */
function rangeRows(rowSet: RowSet, range: number, shape: PageShape, print: Print): string {
  const ways = rangeScansOf(rowSet, range, shape, print);
  const variables = names(rowSet).join(', ');
  const [only, ...others] = ways;
  if (!only || others.length > 0)
    return `${unionOf(rowSet, ways)} WITH ${variables}, key ORDER BY key${shape.descending ? ' DESC' : ''} LIMIT $limit`;
  const key = shape.keyed || only.key === 'key' ? only.key : '';
  return `${only.from} WITH ${list(variables, key)} ORDER BY ${only.order} LIMIT $limit`;
}

function unionOf(rowSet: RowSet, ways: readonly RangeScan[]): string {
  return `CALL (${scopeOf(rowSet)}) { ${ways.map(({ whole }) => whole).join(' UNION ALL ')} }`;
}

/** Cypher that collects what is read of the rows. */
function listOf({ columns }: RowSet, { keyed }: PageShape, print: Print): string {
  const values = [...(keyed ? ['key'] : []), ...Object.values(columns).map((column) => print.value(column))];
  // Each list costs a row as much as several values do.
  return `collect(${values.length === 1 ? values[0] : `[${values.join(', ')}]`})`;
}

const list = (...parts: readonly string[]) => parts.filter((part) => part !== '').join(', ');

/** Rows of one range, read in one way. */
interface RangeScan {
  /** Cypher that binds the variables. */
  readonly from: string;
  /** What `key` is. */
  readonly key: string;
  readonly order: string;
  /** Cypher that returns the variables, `key` and `part`. */
  readonly whole: string;
}

function rangeScansOf(rowSet: RowSet, range: number, shape: PageShape, print: Print): RangeScan[] {
  const down = shape.descending ? ' DESC' : '';
  const carried = names(rowSet).join(', ');
  return rowSet.paths.flatMap(({ scan, ...path }) => {
    const key = path.ordered === 'key' ? 'key' : `${path.ordered.name}.${shape.property}`;
    const keyAs = key === 'key' ? key : `${key} AS key`;
    const order = path.lead ? `${operandText(path.lead)}${down}, ${key}${down}` : `${key}${down}`;
    const rangeScanOf = ({ match, index, where }: Pick<AccessPath, 'match' | 'index' | 'where'>): RangeScan => {
      const tests = [`${key} > $after${range}`, `${key} < $before${range}`, ...testsOf(match, where)];
      const from = `${matchText(match, print)} ${index ? indexHint(index) : ''} ${whereTexts(tests)}`;
      const whole = `${from} RETURN ${carried}, ${keyAs}, ${range} AS part ORDER BY ${order} LIMIT $limit`;
      return { from, key: keyAs, order, whole };
    };
    if (!scan) return [rangeScanOf(path)];
    const either = (test: string, way: RangeScan, bound: NonNullable<DenseScan['bound']>): RangeScan => {
      const nodes = bound.map(({ as, id }) => `MATCH (${as.name}:Entity {id: ${operandText(id)}})`).join(' ');
      const from = `${denseText(scan.when)} WITH dense WHERE ${test} ${nodes} CALL (${bound.map(({ as }) => as.name).join(', ')}) { ${way.whole} }`;
      return { from, key: 'key', order: `key${down}`, whole: `${from} RETURN ${carried}, key, part` };
    };
    return [either('dense', rangeScanOf(scan), scan.bound ?? []), either('NOT dense', rangeScanOf(path), [])];
  });
}

/** Cypher that gives one row, with `dense`. */
function denseText({ label, times, ids, of }: DenseScan['when']): string {
  return `MATCH (node:${label}) WITH count(node) AS nodes MATCH (n:Entity) WHERE n.id IN ${operandText(ids)} WITH nodes, ${of === 'every' ? 'min' : 'max'}(n.degree) AS degree WITH nodes <= ${times} * degree AS dense`;
}

function names({ variables }: RowSet): string[] {
  return variables.map((variable) => (typeof variable === 'string' ? variable : variable.name));
}

function openingOf(rowSet: RowSet): string {
  if (rowSet.parents === 'root') return '';
  return rowSet.parents === 'row'
    ? 'UNWIND $parents AS parent'
    : 'UNWIND $parents AS parent MATCH (a:Entity {id: parent})';
}

const scopeOf = (rowSet: RowSet) =>
  rowSet.parents === 'root' ? '' : rowSet.parents === 'row' ? 'parent' : 'a, parent';

const parentOf = (rowSet: RowSet) => (rowSet.parents === 'root' ? "''" : 'parent');
