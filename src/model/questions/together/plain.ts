import { TooCostly } from '../../../declare/errors.ts';
import { Scope, where } from '../../../declare/filter.ts';
import type { Listing } from '../../../declare/list/connection.ts';
import { composed, mostFirst, type Source } from '../../../declare/list/source.ts';
import type { Operation } from '../../../declare/operation.ts';
import { activityConditions } from '../activity-filter.ts';
import { type Among, LISTS, type Together } from './query.ts';

/** How many pairs of participations one question may look at. */
const BUDGET = 3_000_000;

/** Those who took part beside an actor, as the store counts them. */
export function partnerListing(together: Together, types: readonly string[] | undefined): Listing {
  const scope = new Scope();
  const typed = types ? [`${typeOf('other')} IN ${scope.add(types)}`] : [];
  const conditions = activityConditions(together.filter, 'e', scope);
  return {
    named: scope.named,
    source: {
      name: LISTS.partners,
      parents: 'node',
      branches: [
        {
          match: [
            ownFacts('a', 'parent', together),
            `WITH p, e, parent ${where(conditions)}`,
            otherActors(together, ['other <> parent', ...typed]),
            'WITH other, count(DISTINCT e) AS count MATCH (b:Entity {id: other})',
            `WITH b, count, ${mostFirst('count')} + '|' + other AS key`,
          ].join(' '),
          where: [],
          ordered: 'key',
        },
      ],
      variables: ['b', 'count'],
      columns: { node: 'properties(b)', count: 'count' },
      params: scope.params,
      facets: {},
    },
  };
}

/** The pairs of those who took part together, as the store counts them. */
export function pairListing(
  together: Together,
  { actors, types, minimum }: Among,
): Listing & { readonly source: Source } {
  const scope = new Scope();
  const conditions = activityConditions(together.filter, 'e', scope);
  const among = actors ? scope.ids('actors', actors) : undefined;
  const typed = types ? scope.add(types) : undefined;
  const counted = [...(among ? [`who IN ${among}`] : []), ...(typed ? [`${typeOf('who')} IN ${typed}`] : [])];
  // The facts of an activity are read once, and compared as lists: [who, fact, role].
  const alike = together.sameRole ? ['one[2] = other[2]'] : [];
  return {
    named: scope.named,
    source: {
      name: LISTS.pairs,
      parents: 'root',
      branches: [
        {
          match: [
            `MATCH (e:Activity) ${where(conditions)}`,
            'MATCH (e)<-[p:PARTICIPATED_IN]-(s:Entity)',
            `UNWIND ${sidesOf('p', 's', together)} AS who WITH e, p, who ${where(counted)}`,
            'WITH e, collect([who, p.id, p.role]) AS taking UNWIND taking AS one UNWIND taking AS other',
            `WITH e, one, other ${where(['one[0] < other[0]', 'one[1] <> other[1]', ...alike])}`,
            'WITH one[0] AS one, other[0] AS other, count(DISTINCT e) AS count',
            `WITH one, other, count WHERE count >= ${scope.add(minimum)}`,
            'MATCH (a:Entity {id: one}) MATCH (b:Entity {id: other})',
            `WITH a, b, count, ${mostFirst('count')} + '|' + one + ' ' + other AS key`,
          ].join(' '),
          where: [],
          ordered: 'key',
        },
      ],
      variables: ['a', 'b', 'count'],
      columns: { first: 'properties(a)', second: 'properties(b)', count: 'count' },
      params: scope.params,
      facets: {},
    },
  };
}

/** Binds the facts `p` and activities `e` of the actor that a node variable and an id variable hold. */
function ownFacts(node: string, id: string, { throughRepresentatives }: Together): string {
  if (!throughRepresentatives) return `MATCH (${node})-[p:PARTICIPATED_IN]->(e:Activity)`;
  return `CALL (${node}, ${id}) { MATCH (${node})-[p:PARTICIPATED_IN]->(e:Activity) RETURN p, e UNION MATCH ()-[p:PARTICIPATED_IN]->(e:Activity) WHERE p.onBehalfOf = ${id} RETURN p, e }`;
}

/** Binds the ids `other` of those who took part in the activities `e`, each by another fact than `p`. */
function otherActors(together: Together, conditions: readonly string[]): string {
  const role = together.sameRole ? ' AND q.role = p.role' : '';
  return `MATCH (e)<-[q:PARTICIPATED_IN]-(t:Entity) WHERE q.id <> p.id${role} UNWIND ${sidesOf('q', 't', together)} AS other WITH e, parent, other ${where(conditions)}`;
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

/** Binds the activities `e` that the two actors of a row `<id>|<id>` share. */
export function sharedMatch(together: Together): string {
  const role = together.sameRole ? ' AND q.role = p.role' : '';
  const other = together.throughRepresentatives
    ? '(q.source = pair[1] OR q.onBehalfOf = pair[1])'
    : 'q.source = pair[1]';
  return `WITH split(parent, '|') AS pair MATCH (a:Entity {id: pair[0]}) WITH a, pair, pair[0] AS one ${ownFacts('a', 'one', together)} MATCH (e)<-[q:PARTICIPATED_IN]-(:Entity) WHERE q.id <> p.id AND ${other}${role} WITH DISTINCT e`;
}

/**
 * Estimates the pairs of participations that a question looks at, before it is asked.
 *
 * @param actor the actor whose activities it starts from, or every actor
 * @throws TooCostly naming what narrows it
 */
export async function affordable(operation: Operation, actor: string | undefined, { filter }: Together): Promise<void> {
  const scope = new Scope();
  const conditions = activityConditions(filter, 'e', scope);
  await operation.mustExist(scope.named);
  const key = `affordable ${JSON.stringify([filter ?? null, actor === undefined])}`;
  const pairs = actor === undefined ? 'e.participantCount * e.participantCount' : 'e.participantCount';
  const start =
    actor === undefined
      ? "UNWIND [''] AS parent MATCH (e:Activity)"
      : 'UNWIND $parents AS parent MATCH (a:Entity {id: parent}) MATCH (a)-[:PARTICIPATED_IN]->(e:Activity)';
  const estimate = composed(
    `co-participation estimate${actor === undefined ? '' : ' of an actor'}`,
    `${start} ${where(conditions)} RETURN parent, sum(${pairs}) AS pairs ORDER BY parent`,
    (row): readonly [string, number] => [String(row['parent']), Number(row['pairs'] ?? 0)],
  );
  const estimated = await operation.batch(key, actor ?? '', async (parents) => {
    const params = actor === undefined ? scope.params : { ...scope.params, parents };
    const rows = await operation.run(estimate, params);
    const total = rows.reduce((sum, [, count]) => sum + count, 0);
    // What the actors of one operation ask for together is one statement's work.
    return new Map(parents.map((parent) => [parent, total]));
  });
  if ((estimated ?? 0) > BUDGET)
    throw new TooCostly(
      `filter: this would compare about ${estimated} pairs of participations, and ${BUDGET} is the most. Narrow filter.during, filter.eventKinds or filter.participants.`,
    );
}
