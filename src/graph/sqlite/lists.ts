import type { AccessPath, Condition, DenseScan, Match, PageShape, Print, RowSet, Variable } from '../query.ts';
import { Bindings, column } from './bindings.ts';
import { conditionSql } from './conditions.ts';
import { entityKeySql, keysSql } from './operands.ts';
import { patternSql, type Rows, selectSql } from './pattern.ts';
import { hasLabel } from './schema.ts';
import { readSql, rowsRead } from './values.ts';

/**
 * A page of each parent: the keys of its rows are found first, in order, and what is read of them is read of these
 * alone.
 */
export function pageSql(rowSet: RowSet, shape: PageShape, print: Print): string {
  const down = shape.descending ? ' DESC' : '';
  const order = `ORDER BY part, key${down} LIMIT $limit`;
  const ways = rowSet.paths.flatMap((path) => waysOf(rowSet, path, shape, print));
  const [only, ...others] = ways;
  const found = only && others.length === 0 ? only : `SELECT * FROM (${ways.join(' UNION ALL ')}) ${order}`;
  if (rowSet.parents !== 'merged') {
    const rows = `(${collected(rowSet, shape, found)})`;
    return `SELECT ${parentOf(rowSet)} AS parent, ${rows} AS rows ${openingOf(rowSet)}`;
  }
  const carried = [...names(rowSet), 'key', 'part'];
  const each = `json_each((SELECT json_group_array(json_array(${carried.join(', ')})) FROM (${found})))`;
  const unpacked = carried.map((name, at) => `each.value ->> ${at} AS ${name}`).join(', ');
  const merged = `SELECT ${unpacked} ${openingOf(rowSet)} CROSS JOIN ${each} AS each ${order}`;
  return `SELECT '' AS parent, (${collected(rowSet, shape, merged)}) AS rows`;
}

/** How many rows each parent has. */
export function totalSql(rowSet: RowSet, print: Print): string {
  const { count, paths } = rowSet;
  const parts =
    count !== undefined && rowSet.parents !== 'root'
      ? [countSql(count)]
      : paths.map((path) => {
          const { rows, bindings } = foundBy(rowSet, withoutPages(path), print);
          return `(${selectSql('count(*)', rows, bindings)})`;
        });
  return `SELECT ${parentOf(rowSet)} AS parent, ${parts.join(' + ')} AS count ${openingOf(rowSet)}`;
}

/** How often each value of a facet occurs in the whole list of each parent. */
export function facetSql(rowSet: RowSet, facet: string, print: Print): string {
  const counted = rowSet.facets[facet];
  if (!counted) throw new Error(`${rowSet.name} has no facet ${facet}.`);
  const parts = rowSet.paths.map((path) => {
    const { rows, bindings } = foundBy(rowSet, withoutPages(path), print);
    const value = column(counted.of.of, bindings.row(counted.of), counted.property);
    return selectSql(`${value} AS value, count(*) AS n`, rows, bindings, 'GROUP BY 1');
  });
  const values = `SELECT json_group_array(json_array(value, n)) FROM (SELECT value, sum(n) AS n FROM (${parts.join(' UNION ALL ')}) GROUP BY value)`;
  const opening = openingOf(rowSet);
  return `SELECT ${parentOf(rowSet)} AS parent, each.value ->> 0 AS value, each.value ->> 1 AS count ${opening === '' ? 'FROM' : `${opening} CROSS JOIN`} json_each((${values})) AS each`;
}

/** The ids of all that a row set without a parent has. */
export function idsSql(rowSet: RowSet, print: Print): string {
  const parts = rowSet.paths.map((path) => {
    const { rows, bindings } = foundBy(rowSet, withoutPages(path), print);
    const ids = rowSet.variables.flatMap((each) => (typeof each === 'string' ? [] : [`${bindings.row(each)}.id`]));
    return selectSql(`${ids[0]} AS id`, rows, bindings);
  });
  return `SELECT json_group_array(id) AS ids FROM (${parts.join(' UNION ALL ')})`;
}

/** What is read of the rows whose keys were found, in their order, as one list. */
function collected(rowSet: RowSet, { keyed }: PageShape, found: string): string {
  const columns = Object.values(rowSet.columns);
  const values = [...(keyed ? ['found.key'] : []), ...columns.map((each) => readSql(each, (name) => `found.${name}`))];
  const rows = [
    ...rowSet.variables.flatMap((each) =>
      typeof each === 'string' ? [] : [`${each.of} AS ${each.name} ON ${each.name}.k = found.${each.name}`],
    ),
    ...rowsRead(columns),
  ];
  const value = values.length === 1 ? values[0] : `json_array(${values.join(', ')})`;
  return `SELECT json_group_array(${value}) FROM (${found}) AS found${rows.map((row) => ` CROSS JOIN ${row}`).join('')}`;
}

/** Queries for the keys of rows of an access path, `key` and `part`: each in order, and at most as many as a page wants. */
function waysOf(rowSet: RowSet, { scan, ...path }: AccessPath, shape: PageShape, print: Print): string[] {
  if (!scan) return rangesOf(rowSet, path, shape, print, undefined, []);
  const dense = denseSql(scan.when);
  return [
    ...rangesOf(rowSet, { ...path, match: scan.match, where: scan.where }, shape, print, dense, scan.bound ?? []),
    ...rangesOf(rowSet, path, shape, print, `NOT ${dense}`, []),
  ];
}

function rangesOf(
  rowSet: RowSet,
  path: AccessPath,
  shape: PageShape,
  print: Print,
  gate: string | undefined,
  bound: NonNullable<DenseScan['bound']>,
): string[] {
  const down = shape.descending ? ' DESC' : '';
  const ranges = Array.from({ length: shape.ranges }, (_, range) => range);
  const within = (range: number, key: string) => `${key} > $after${range} AND ${key} < $before${range}`;
  const way = (tests: (key: string) => string, part: (key: string) => string, order: string) => {
    const { rows, bindings } = foundBy(rowSet, path, print, bound);
    const key =
      path.ordered === 'key' ? 'matched.key' : column(path.ordered.of, bindings.row(path.ordered), shape.property);
    const carried = rowSet.variables.map((each) =>
      typeof each === 'string' ? `matched.${each} AS ${each}` : `${bindings.key(each)} AS ${each.name}`,
    );
    const gated = gate === undefined ? [] : [`(SELECT 1 WHERE ${gate}) AS gate`];
    const whole = { from: [...gated, ...rows.from], where: [...rows.where, tests(key)] };
    const columns = [...carried, `${key} AS key`, `${part(key)} AS part`].join(', ');
    return `SELECT * FROM (${selectSql(columns, whole, bindings, `ORDER BY ${order} LIMIT $limit`)})`;
  };
  // An index gives each stretch in order; what is gathered is gathered once.
  if (path.match.by === 'pattern')
    return ranges.map((range) =>
      way(
        (key) => within(range, key),
        () => String(range),
        `key${down}`,
      ),
    );
  const any = (key: string) => `(${ranges.map((range) => within(range, key)).join(' OR ')})`;
  const part = (key: string) => (ranges.length === 1 ? '0' : `CASE WHEN ${within(0, key)} THEN 0 ELSE 1 END`);
  return [way(any, part, `part, key${down}`)];
}

/** An access path as it is read where nothing is in the order of a page. */
function withoutPages({ index, ...path }: AccessPath): AccessPath {
  return index === undefined || index.ofPages ? path : { ...path, index };
}

/** The rows of an access path, tested. */
function foundBy(
  rowSet: RowSet,
  path: AccessPath,
  print: Print,
  bound: NonNullable<DenseScan['bound']> = [],
): { rows: Rows; bindings: Bindings } {
  const hasNode = rowSet.parents === 'node' || rowSet.parents === 'merged';
  const bindings = new Bindings({ parentKey: hasNode ? 'a.k' : undefined });
  if (hasNode) bindings.bind({ of: 'entity', name: 'a' }, 'a.k', true);
  for (const { as, id } of bound) bindings.bind(as, entityKeySql(id, bindings), false);
  const { from, where } = matchSql(rowSet, path, print, bindings);
  const tests = path.where.map((condition: Condition) => conditionSql(condition, bindings));
  return { rows: { from, where: [...where, ...tests] }, bindings };
}

function matchSql(rowSet: RowSet, { match, index }: AccessPath, print: Print, bindings: Bindings): Rows {
  switch (match.by) {
    case 'pattern':
      return patternSql(match.pattern, bindings, index);
    case 'text': {
      for (const each of rowSet.variables)
        if (typeof each !== 'string') bindings.bind(each, `matched.${each.name}`, false);
      return { from: [`(${match.sql(print)}) AS matched`], where: [] };
    }
    case 'gathering':
      return gatheringSql(match, bindings);
  }
}

function gatheringSql(match: Extract<Match, { by: 'gathering' }>, bindings: Bindings): Rows {
  const { entity, each, branches, all } = match;
  let label: string | undefined;
  const found = branches.map(({ pattern, where }) => {
    const within = bindings.inner();
    // The label is tested of what was gathered, once.
    const steps = pattern.steps.map((step) => {
      if (step.to.as?.name !== entity.name) return step;
      label = step.to.label ?? label;
      return { ...step, to: { as: entity } };
    });
    const rows = patternSql({ from: pattern.from, steps }, within);
    const from = [...(each ? [`json_each($${each.in.parameter}) AS ${each.name}`] : []), ...rows.from];
    const tests = where.map((condition) => conditionSql(condition, within));
    const key = `${within.key(entity)} AS k`;
    const rest =
      each && all
        ? `GROUP BY 1 HAVING count(DISTINCT ${each.name}.value) = json_array_length($${each.in.parameter})`
        : '';
    return selectSql(
      `${each && all ? '' : 'DISTINCT '}${key}`,
      { from, where: [...rows.where, ...tests] },
      within,
      rest,
    );
  });
  bindings.bind(entity, 'gathered.k', false);
  return {
    from: [`(${found.join(' UNION ')}) AS gathered`],
    where: label === undefined ? [] : [hasLabel(bindings.row(entity), label)],
  };
}

/** SQL that is true where a scan is the better way. */
function denseSql({ label, times, ids, of }: DenseScan['when']): string {
  return `(SELECT count(*) FROM entity AS n WHERE ${hasLabel('n', label)}) <= ${times} * (SELECT ${of === 'every' ? 'min' : 'max'}(degree) FROM entity WHERE k IN ${keysSql(ids)})`;
}

function countSql(count: Exclude<RowSet['count'], undefined>): string {
  return count === 'degree'
    ? 'a.degree'
    : `(SELECT count(*) FROM fact WHERE ${count.side} = a.k AND type = '${count.type}')`;
}

function names({ variables }: RowSet): string[] {
  return variables.map((variable: Variable | string) => (typeof variable === 'string' ? variable : variable.name));
}

function openingOf({ parents }: RowSet): string {
  if (parents === 'root') return '';
  const each = `FROM json_each($parents) AS parent`;
  return parents === 'row' ? each : `${each} CROSS JOIN entity AS a ON a.id = parent.value`;
}

const parentOf = ({ parents }: RowSet) => (parents === 'root' ? "''" : 'parent.value');
