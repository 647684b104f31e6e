import { Activity } from '../../../core/interfaces.ts';
import { mostFirst } from '../../../declare/list/rank.query.ts';
import { type Query, written } from '../../../graph/port.ts';
import { type Condition, entityAs, type Match, type Parameter, type Print } from '../../../graph/query.ts';
import type { Together } from './query.ts';

/** The activity in which both took part. */
export const SHARED = entityAs('e');

const SQL_ACTIVITY = (print: Print) => print.labelled('e', Activity.name);

/** The name of the type that plays participation. */
type Participation = string;

/**
 * Those who took part beside the parent `a`: `b`, `count` and a `key` by it.
 *
 * @param where what the activities pass
 * @param types of the others
 */
export function partnersMatch(
  participation: Participation,
  together: Together,
  where: readonly Condition[],
  types: Parameter | undefined,
): Match {
  return {
    by: 'text',
    cypher: (print) =>
      [
        ownFacts(participation, 'a', 'parent', together),
        `WITH p, e, parent ${print.where(where)}`,
        otherActors(participation, together, [
          'other <> parent',
          ...(types ? [`${typeOf('other')} IN $${types.parameter}`] : []),
        ]),
        'WITH other, count(DISTINCT e) AS count MATCH (b:Entity {id: other})',
        `WITH b, count, ${mostFirst.cypher('count')} + '|' + other AS key`,
      ].join(' '),
    sql: (print) =>
      `SELECT b.k AS b, count, ${mostFirst.sql('count')} || '|' || b.id AS key FROM
         (SELECT side.value AS other, count(DISTINCT own.activity) AS count
          FROM (${ownSql(participation, 'a.k', 'a.id', together)}) AS own CROSS JOIN entity AS e ON e.k = own.activity
          CROSS JOIN fact AS q ON q.target = e.k AND q.type = '${participation}' AND q.k <> own.fact${sameRole(together, 'own.role')}
          ${sidesSql('q', together)}
          WHERE ${SQL_ACTIVITY(print)} ${print.and(where)} AND side.value <> a.k GROUP BY side.value) AS found
       CROSS JOIN entity AS b ON b.k = found.other${types ? ` WHERE b.type IN (SELECT value FROM json_each($${types.parameter}))` : ''}`,
  };
}

/** Which actors are counted: of these ids, of these types. */
export interface Admitted {
  readonly ids: Parameter | undefined;
  readonly types: Parameter | undefined;
  /** How many activities a pair shares at least. */
  readonly minimum: Parameter;
}

/** The pairs of those who took part together: `a`, `b`, `count` and a `key` by it. */
export function pairsMatch(
  participation: Participation,
  together: Together,
  where: readonly Condition[],
  { ids, types, minimum }: Admitted,
): Match {
  // The facts of an activity are read once, and compared as lists: [who, fact, role].
  const alike = together.sameRole ? ' AND one[2] = other[2]' : '';
  const cypherCounted = [
    ...(ids ? [`who IN $${ids.parameter}`] : []),
    ...(types ? [`${typeOf('who')} IN $${types.parameter}`] : []),
  ];
  const admitted = [
    ...(ids ? [`actor.id IN (SELECT value FROM json_each($${ids.parameter}))`] : []),
    ...(types ? [`actor.type IN (SELECT value FROM json_each($${types.parameter}))`] : []),
  ];
  return {
    by: 'text',
    cypher: (print) =>
      [
        `MATCH (e:${Activity.name}) ${print.where(where)}`,
        `MATCH (e)<-[p:${participation}]-(s:Entity)`,
        `UNWIND ${sidesOf('p', 's', together)} AS who WITH e, p, who ${whereText(cypherCounted)}`,
        'WITH e, collect([who, p.id, p.role]) AS taking UNWIND taking AS one UNWIND taking AS other',
        `WITH e, one, other WHERE one[0] < other[0] AND one[1] <> other[1]${alike}`,
        'WITH one[0] AS one, other[0] AS other, count(DISTINCT e) AS count',
        `WITH one, other, count WHERE count >= $${minimum.parameter}`,
        'MATCH (a:Entity {id: one}) MATCH (b:Entity {id: other})',
        `WITH a, b, count, ${mostFirst.cypher('count')} + '|' + one + ' ' + other AS key`,
      ].join(' '),
    sql: (print) =>
      `SELECT a, b, count, ${mostFirst.sql('count')} || '|' || one || ' ' || other AS key FROM (
         WITH taking AS MATERIALIZED (SELECT e.k AS activity, p.k AS fact, p.role, actor.k AS who, actor.id
           FROM entity AS e CROSS JOIN fact AS p ON p.target = e.k AND p.type = '${participation}'
           ${sidesSql('p', together)} CROSS JOIN entity AS actor ON actor.k = side.value
           WHERE ${SQL_ACTIVITY(print)} ${print.and(where)}${admitted.map((each) => ` AND ${each}`).join('')})
         SELECT one.who AS a, other.who AS b, one.id AS one, other.id AS other, count(DISTINCT one.activity) AS count
         FROM taking AS one JOIN taking AS other ON other.activity = one.activity AND other.id > one.id AND other.fact <> one.fact${together.sameRole ? ' AND other.role = one.role' : ''}
         GROUP BY one.who, other.who HAVING count(DISTINCT one.activity) >= $${minimum.parameter})`,
  };
}

/** The activities `e` that the two actors of a parent `<id>|<id>` share. */
export function sharedMatch(participation: Participation, together: Together): Match {
  const other = together.throughRepresentatives
    ? '(q.source = pair[1] OR q.onBehalfOf = pair[1])'
    : 'q.source = pair[1]';
  const role = together.sameRole ? ' AND q.role = p.role' : '';
  const [one, two] = [
    "substr(parent.value, 1, instr(parent.value, '|') - 1)",
    "substr(parent.value, instr(parent.value, '|') + 1)",
  ];
  const key = (id: string) => `(SELECT k FROM entity WHERE id = ${id})`;
  const took = together.throughRepresentatives
    ? `(q.source = ${key(two)} OR q.onBehalfOf = ${two})`
    : `q.source = ${key(two)}`;
  return {
    by: 'text',
    cypher: () =>
      `WITH split(parent, '|') AS pair MATCH (a:Entity {id: pair[0]}) WITH a, pair, pair[0] AS one ${ownFacts(participation, 'a', 'one', together)} MATCH (e)<-[q:${participation}]-(:Entity) WHERE q.id <> p.id AND ${other}${role} WITH DISTINCT e`,
    sql: (print) =>
      `SELECT DISTINCT e.k AS e FROM (${ownSql(participation, key(one), one, together)}) AS own CROSS JOIN entity AS e ON e.k = own.activity
       WHERE ${SQL_ACTIVITY(print)} AND EXISTS (SELECT 1 FROM fact AS q WHERE q.target = e.k AND q.type = '${participation}' AND q.k <> own.fact AND ${took}${sameRole(together, 'own.role')})`,
  };
}

/**
 * How many pairs of participations a question looks at about, of each of `$parents`, or of all.
 *
 * @param where what the activities pass
 */
export function estimateQuery(
  participation: Participation,
  ofActor: boolean,
  where: readonly Condition[],
): Query<readonly [string, number]> {
  const pairs = ofActor ? 'e.participantCount' : 'e.participantCount * e.participantCount';
  const start = ofActor
    ? `UNWIND $parents AS parent MATCH (a:Entity {id: parent}) MATCH (a)-[:${participation}]->(e:${Activity.name})`
    : `UNWIND [''] AS parent MATCH (e:${Activity.name})`;
  const [parent, from] = ofActor
    ? [
        'a.id',
        `json_each($parents) AS parent CROSS JOIN entity AS a ON a.id = parent.value CROSS JOIN fact AS p ON p.source = a.k AND p.type = '${participation}' CROSS JOIN entity AS e ON e.k = p.target`,
      ]
    : ["''", 'entity AS e'];
  return written(
    `co-participation estimate${ofActor ? ' of an actor' : ''}`,
    {
      cypher: (print) => `${start} ${print.where(where)} RETURN parent, sum(${pairs}) AS pairs ORDER BY parent`,
      sql: (print) =>
        `SELECT ${parent} AS parent, sum(${pairs}) AS pairs FROM ${from} WHERE ${SQL_ACTIVITY(print)} ${print.and(where)} GROUP BY 1`,
      columns: { parent: 'value', pairs: 'value' },
    },
    (row) => [String(row['parent']), Number(row['pairs'] ?? 0)],
  );
}

/** Binds the facts `p` and activities `e` of the actor that a node variable and an id variable hold. */
function ownFacts(
  participation: Participation,
  node: string,
  id: string,
  { throughRepresentatives }: Together,
): string {
  const own = `MATCH (${node})-[p:${participation}]->(e:${Activity.name})`;
  if (!throughRepresentatives) return own;
  return `CALL (${node}, ${id}) { ${own} RETURN p, e UNION MATCH ()-[p:${participation}]->(e:${Activity.name}) WHERE p.onBehalfOf = ${id} RETURN p, e }`;
}

/** Rows of the facts of an actor: `fact`, `activity` and `role`. */
function ownSql(participation: Participation, key: string, id: string, { throughRepresentatives }: Together): string {
  const rows = (test: string) =>
    `SELECT p.k AS fact, p.target AS activity, p.role AS role FROM fact AS p WHERE p.type = '${participation}' AND ${test}`;
  const own = rows(`p.source = ${key}`);
  return throughRepresentatives ? `${own} UNION ${rows(`p.onBehalfOf = ${id}`)}` : own;
}

/** Binds the ids `other` of those who took part in the activities `e`, each by another fact than `p`. */
function otherActors(participation: Participation, together: Together, conditions: readonly string[]): string {
  const role = together.sameRole ? ' AND q.role = p.role' : '';
  return `MATCH (e)<-[q:${participation}]-(t:Entity) WHERE q.id <> p.id${role} UNWIND ${sidesOf('q', 't', together)} AS other WITH e, parent, other ${whereText(conditions)}`;
}

function whereText(conditions: readonly string[]): string {
  return conditions.length === 0 ? '' : `WHERE ${conditions.join(' AND ')}`;
}

/** The name of the type of an entity, by its id. */
function typeOf(id: string): string {
  return `split(${id}, ':')[0]`;
}

/** The ids of those that a fact counts for. */
function sidesOf(fact: string, source: string, { throughRepresentatives }: Together): string {
  return throughRepresentatives
    ? `CASE WHEN ${fact}.onBehalfOf IS NULL THEN [${source}.id] ELSE [${source}.id, ${fact}.onBehalfOf] END`
    : `[${source}.id]`;
}

/** Joins the keys of those that a fact counts for, as `side.value`; null where it is taken on nobody's behalf. */
function sidesSql(fact: string, { throughRepresentatives }: Together): string {
  const who = throughRepresentatives
    ? `json_array(${fact}.source, (SELECT k FROM entity WHERE id = ${fact}.onBehalfOf))`
    : `json_array(${fact}.source)`;
  return `CROSS JOIN json_each(${who}) AS side`;
}

const sameRole = (together: Together, role: string) => (together.sameRole ? ` AND q.role = ${role}` : '');
