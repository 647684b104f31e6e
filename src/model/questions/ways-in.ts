import { type FilterValue, listed, type Scope } from '../../declare/filter.ts';
import { UNDATED } from '../../declare/ids.ts';
import type { Order } from '../../declare/list/paging.ts';
import type { Branch } from '../../declare/list/source.ts';
import { interval } from '../../time/edtf.ts';
import { activityConditions, type ParticipantsCondition } from './activity-filter.ts';

/** A branch of a list of activities `e`. */
export type Way = Omit<Branch, 'ordered'>;

const EVERY = 'MATCH (e:Activity)';
/** Sorts after every order key of a day, and before those of the next. */
const DAY_ENDS = '}';
/** While all activities are at most so many times those of an actor, a page is found among them, newest or oldest first. */
const DENSE = 4;

/**
 * How the activities that pass a filter are found: from the actors that must have taken part, if it names any, since
 * these have few activities beside all that there are; by their days, if it names an interval; else among all.
 *
 * @throws BadUserInput
 */
export function waysIn(filter: FilterValue | null | undefined, order: Order, scope: Scope): Way[] {
  const conditions = activityConditions(filter, 'e', scope);
  const entries = (filter?.['participants'] ?? []) as readonly ParticipantsCondition[];
  const entry = entries.find(({ all, any }) => all?.length || any?.length);
  if (filter && entry) return [fromActors(filter, entry, conditions, scope)];
  if (filter?.['during']) return byDay(filter, order, conditions, scope);
  return [{ match: EVERY, where: conditions }];
}

function fromActors(
  filter: FilterValue,
  entry: ParticipantsCondition,
  conditions: readonly string[],
  scope: Scope,
): Way {
  const { all, any, roles, throughRepresentatives: through } = entry;
  const named = all?.length ? listed('filter.participants.all', all) : listed('filter.participants.any', any);
  if (through) {
    const who = scope.add(all?.length ? named.slice(0, 1) : named);
    const own = `UNWIND ${who} AS actor MATCH (:Entity {id: actor})-[:PARTICIPATED_IN]->(e:Activity)`;
    return {
      match: `CALL () { ${own} RETURN e UNION UNWIND ${who} AS actor MATCH ()-[taking:PARTICIPATED_IN]->(e:Activity) WHERE taking.onBehalfOf = actor RETURN e } WITH DISTINCT e`,
      where: conditions,
    };
  }
  const who = scope.add(named);
  const inRole = roles ? `WHERE taking.role IN ${scope.add(roles)}` : '';
  const own = `UNWIND ${who} AS actor MATCH (:Entity {id: actor})-[taking:PARTICIPATED_IN]->(e:Activity) ${inRole}`;
  const rest = activityConditions(without(filter, entry, all?.length ? 'all' : 'any'), 'e', scope);
  const together = all?.length ? `WITH e, count(DISTINCT actor) AS met WHERE met = size(${who})` : 'WITH DISTINCT e';
  return {
    match: `${own} ${together} WITH e`,
    where: rest,
    walk: {
      when: `MATCH (activity:Activity) WITH count(activity) AS activities MATCH (actor:Entity) WHERE actor.id IN ${who} WITH activities, ${all?.length ? 'min' : 'max'}(actor.degree) AS degree WITH activities <= ${DENSE} * degree AS walks`,
      match: EVERY,
      ...(all?.length ? tookPart(named, inRole, rest, scope) : { where: conditions }),
    },
  };
}

/** Each of these took part, and the rest holds. They are found once, and not by their ids among all who took part. */
function tookPart(actors: readonly string[], inRole: string, rest: readonly string[], scope: Scope) {
  const found = actors.map((id, at) => ({
    name: `actor${at}`,
    match: `MATCH (actor${at}:Entity {id: ${scope.add(id)}})`,
  }));
  return {
    bound: { match: found.map(({ match }) => match).join(' '), names: found.map(({ name }) => name) },
    where: [...rest, ...found.map(({ name }) => `EXISTS { MATCH (e)<-[taking:PARTICIPATED_IN]-(${name}) ${inRole} }`)],
  };
}

/** The filter without what an entry says of `all` or `any`, which the way in sees to. */
function without(filter: FilterValue, entry: ParticipantsCondition, part: 'all' | 'any'): FilterValue {
  const rest = { ...entry, [part]: undefined };
  const entries = (filter['participants'] as readonly ParticipantsCondition[]).flatMap((each) => {
    if (each !== entry) return [each];
    return rest.all || rest.any || rest.none ? [rest] : [];
  });
  return { ...filter, participants: entries.length > 0 ? entries : undefined };
}

/**
 * By the day that each is ordered by, where that lies within the interval; and, of the few that can have been on more
 * than one day, those that reach into it from outside.
 */
function byDay(filter: FilterValue, order: Order, conditions: readonly string[], scope: Scope): Way[] {
  const { first, last } = interval(String(filter['during']));
  const [from, to] = [scope.add(first), scope.add(last + DAY_ENDS)];
  const within = `e.order >= ${from} AND e.order < ${to}`;
  const byOrder = order.property === 'order' ? { index: 'e:Activity(order)' } : {};
  return [
    { match: EVERY, ...byOrder, where: [within, ...conditions] },
    {
      match: EVERY,
      index: 'e:Activity(until)',
      where: [`e.until >= ${from}`, `NOT (${within})`, ...conditions],
    },
    ...(filter['certainty'] === 'POSSIBLE_OR_UNDATED'
      ? [{ match: EVERY, ...byOrder, where: [`e.order >= '${UNDATED}'`, 'e.earliest IS NULL', ...conditions] }]
      : []),
  ];
}
