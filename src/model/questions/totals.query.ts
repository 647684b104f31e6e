import { Activity } from '../../core/interfaces.ts';
import { currencyName, type Property } from '../../declare/property.ts';
import { type Query, written } from '../../graph/port.ts';
import { type Condition, entityAs, type Match, type Parameter, type Print, property } from '../../graph/query.ts';
import { LOWER_BOUND } from './timeline.query.ts';

const E = entityAs('e');

/** The property that is totalled, and its division into groups. */
export interface Grouping {
  /** The property that is added up, and its name. */
  readonly name: string;
  readonly property: Property;
  /** The type that plays participation, and the roles in which participants make groups: none, one, or two. */
  readonly participation: string;
  readonly roles: readonly Parameter[];
  readonly byType: boolean;
  /** How many characters of a day name a unit, where groups are by time. */
  readonly width: Parameter | undefined;
}

/** Numbers are added up in millionths: of those that can be, none has more decimals. */
const MILLIONTHS = 1_000_000;
/** Each amount is divided by this, and quotients and remainders are summed apart, so that neither sum leaves the range. */
export const HALF = 1_000_000_000;
/** Larger than the first half of any sum. */
const MOST = 50_000_000_000_000;

/**
 * Groups, each with its `one` and `two` participants, its `kind` and its `date`, empty where it is not divided by them;
 * `count`, how many activities it has; `sums`, a list for each currency, of the currency, how many amounts, the halves of
 * their sum, the least and the most. The `key` has the largest sum in `currency` first.
 *
 * @param where what the activities `e` pass
 * @param currency that by whose sums groups are in order; an empty text for numbers
 */
export function groupsMatch(grouping: Grouping, where: readonly Condition[], currency: Parameter): Match {
  return {
    by: 'text',
    cypher: (print) => groupsCypher(grouping, where, currency, print),
    sql: (print) => groupsSql(grouping, where, currency, print),
  };
}

const PARTICIPANTS = ['one', 'two'] as const;

function groupsCypher(of: Grouping, where: readonly Condition[], currency: Parameter, print: Print): string {
  const value = print.value(property(E, of.name));
  const units = of.property.kind === 'money' ? value : `toInteger(round(${value} * ${MILLIONTHS}))`;
  const taking = of.roles.map(
    (role, at) => `MATCH (e)<-[p${at}:${of.participation}]-(a${at}:Entity) WHERE p${at}.role = $${role.parameter}`,
  );
  const who = PARTICIPANTS.map((name, at) => `${at < of.roles.length ? `a${at}.id` : "''"} AS ${name}`).join(', ');
  return [
    `MATCH (e:${Activity.name}) ${print.where(where)} ${taking.join(' ')} WITH DISTINCT e, ${who}`,
    `WITH one, two, ${of.byType ? 'e.type' : "''"} AS kind, ${dateCypher(of)} AS date, ${currencyOf(of, print)} AS currency, ${units} AS units`,
    `WITH one, two, kind, date, currency, count(*) AS number, count(units) AS valued, sum(units / ${HALF}) AS high, sum(units % ${HALF}) AS low, min(units) AS least, max(units) AS most`,
    `WITH one, two, kind, date, currency, number, valued, high, low, least, most, ${restOf()} AS rest`,
    `WITH one, two, kind, date, sum(number) AS count, collect(CASE WHEN valued > 0 THEN [currency, valued, high, low, least, most] END) AS sums,`,
    `max(CASE WHEN valued > 0 AND currency = $${currency.parameter} THEN '0' + right('00000000000000' + toString(${MOST} - (high + (low - rest) / ${HALF})), 15) + right('000000000' + toString(${HALF - 1} - rest), 9) END) AS rank`,
    `WITH one, two, kind, date, count, sums, coalesce(rank, '1') + '|' + one + ' ' + two + ' ' + kind + ' ' + date AS key`,
  ].join(' ');
}

function groupsSql(of: Grouping, where: readonly Condition[], currency: Parameter, print: Print): string {
  const value = print.value(property(E, of.name));
  const units = of.property.kind === 'money' ? value : `CAST(round(${value} * ${MILLIONTHS}) AS INTEGER)`;
  const taking = of.roles.map(
    (role, at) =>
      ` CROSS JOIN fact AS p${at} ON p${at}.target = e.k AND p${at}.type = '${of.participation}' AND p${at}.role = $${role.parameter} CROSS JOIN entity AS a${at} ON a${at}.k = p${at}.source`,
  );
  const who = PARTICIPANTS.map((name, at) => `${at < of.roles.length ? `a${at}.id` : "''"} AS ${name}`).join(', ');
  const by = 'one, two, kind, date';
  return `SELECT ${by}, sum(number) AS count,
      json_group_array(json_array(currency, valued, high, low, least, most)) FILTER (WHERE valued > 0) AS sums,
      coalesce(max(CASE WHEN valued > 0 AND currency = $${currency.parameter} THEN '0' || printf('%015d', ${MOST} - (high + (low - rest) / ${HALF})) || printf('%09d', ${HALF - 1} - rest) END), '1')
        || '|' || one || ' ' || two || ' ' || kind || ' ' || date AS key
    FROM (SELECT *, ${restOf()} AS rest FROM (
      SELECT ${by}, currency, count(*) AS number, count(units) AS valued, sum(units / ${HALF}) AS high, sum(units % ${HALF}) AS low, min(units) AS least, max(units) AS most
      FROM (SELECT DISTINCT e.k AS activity, ${who}, ${of.byType ? 'e.type' : "''"} AS kind, ${dateSql(of)} AS date, ${currencyOf(of, print)} AS currency, ${units} AS units
        FROM entity AS e${taking.join('')} WHERE ${print.labelled('e', Activity.name)} ${print.and(where)})
      GROUP BY ${by}, currency)) GROUP BY ${by}`;
}

/** What is left of the sum of the second halves, never below zero. */
const restOf = () => `((low % ${HALF}) + ${HALF}) % ${HALF}`;

function currencyOf({ name, property: { kind } }: Grouping, print: Print): string {
  return kind === 'money' ? print.value(property(E, currencyName(name))) : "''";
}

function dateCypher({ width }: Grouping): string {
  return width ? `coalesce(left(${LOWER_BOUND.cypher}, $${width.parameter}), '')` : "''";
}

function dateSql({ width }: Grouping): string {
  return width ? `coalesce(substr(${LOWER_BOUND.sql}, 1, $${width.parameter}), '')` : "''";
}

/** The activities `e` of the group that is the parent of the list, `<one>|<two>|<kind>|<date>`. */
export function groupMatch(of: Grouping): Match {
  const parts = `('["' || replace(parent.value, '|', '","') || '"]')`;
  const took = (at: number, role: Parameter) => ({
    cypher: `EXISTS { MATCH (e)<-[p${at}:${of.participation}]-(:Entity {id: part[${at}]}) WHERE p${at}.role = $${role.parameter} }`,
    sql: `EXISTS (SELECT 1 FROM fact AS p${at} WHERE p${at}.target = e.k AND p${at}.type = '${of.participation}' AND p${at}.source = (SELECT k FROM entity WHERE id = ${parts} ->> '$[${at}]') AND p${at}.role = $${role.parameter})`,
  });
  const tests = [
    ...of.roles.map((role, at) => took(at, role)),
    ...(of.byType ? [{ cypher: 'e.type = part[2]', sql: `e.type = ${parts} ->> '$[2]'` }] : []),
    ...(of.width ? [{ cypher: `${dateCypher(of)} = part[3]`, sql: `${dateSql(of)} = ${parts} ->> '$[3]'` }] : []),
  ];
  const [first] = of.roles;
  // Those of a participant are found from there.
  const cypherFrom = first
    ? `MATCH (:Entity {id: part[0]})-[:${of.participation}]->(e:${Activity.name}) WITH DISTINCT e, part`
    : `MATCH (e:${Activity.name}) WITH e, part`;
  const sqlFrom = first
    ? `(SELECT DISTINCT target FROM fact WHERE type = '${of.participation}' AND source = (SELECT k FROM entity WHERE id = ${parts} ->> '$[0]')) AS own CROSS JOIN entity AS e ON e.k = own.target`
    : 'entity AS e';
  return {
    by: 'text',
    cypher: () =>
      `WITH split(parent, '|') AS part ${cypherFrom} ${tests.length > 0 ? `WHERE ${tests.map(({ cypher }) => cypher).join(' AND ')}` : ''} WITH e`,
    sql: (print) =>
      `SELECT e.k AS e FROM ${sqlFrom} WHERE ${[print.labelled('e', Activity.name), ...tests.map(({ sql }) => sql)].join(' AND ')}`,
  };
}

/** How many participations, or pairs of them, a total looks at about: of so many roles. */
export function estimateQuery(roles: number, where: readonly Condition[]): Query<number> {
  const each = ['1', 'e.participantCount', 'e.participantCount * e.participantCount'][roles] ?? '1';
  return written(
    'totals estimate',
    {
      cypher: (print) => `MATCH (e:${Activity.name}) ${print.where(where)} RETURN sum(${each}) AS steps`,
      sql: (print) =>
        `SELECT sum(${each}) AS steps FROM entity AS e WHERE ${print.labelled('e', Activity.name)} ${print.and(where)}`,
      columns: { steps: 'value' },
    },
    (row) => Number(row['steps'] ?? 0),
  );
}
