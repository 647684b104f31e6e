import { Activity } from '../../core/interfaces.ts';
import { Entity } from '../../declare/entity.ts';
import { type FilterValue, listed, type Scope } from '../../declare/filter.ts';
import { UNDATED } from '../../declare/ids.ts';
import type { Order } from '../../declare/list/paging.ts';
import type { Model } from '../../declare/model.ts';
import type { RelationshipType } from '../../declare/relationship.ts';
import {
  type AccessPath,
  absent,
  allOf,
  type Condition,
  compared,
  type DenseScan,
  entityAs,
  exists,
  factAs,
  isIn,
  type Match,
  not,
  type Pattern,
  pattern,
  property,
} from '../../graph/query.ts';
import { interval } from '../../time/edtf.ts';
import { activityConditions, type ParticipantsCondition } from './activity-filter.ts';

/** The activity of a row. */
export const ACTIVITY = entityAs('e');
/** Every activity. */
export const EVERY: Extract<Match, { by: 'pattern' }> = {
  by: 'pattern',
  pattern: pattern({ as: ACTIVITY, label: Activity.name }),
};

const TAKING = factAs('taking');
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
export function accessPaths(
  model: Model,
  filter: FilterValue | null | undefined,
  order: Order,
  scope: Scope,
): AccessPath[] {
  const { participation } = model.parts;
  const conditions = activityConditions(model, filter, ACTIVITY, scope);
  const entries = (filter?.['participants'] ?? []) as readonly ParticipantsCondition[];
  const entry = entries.find(({ all, any }) => all?.length || any?.length);
  if (filter && entry && participation) return [fromActors(model, participation, filter, entry, conditions, scope)];
  if (filter?.['during']) return byDay(filter, order, conditions, scope);
  return [{ match: EVERY, where: conditions, ordered: ACTIVITY }];
}

function fromActors(
  model: Model,
  { name: type }: RelationshipType,
  filter: FilterValue,
  entry: ParticipantsCondition,
  conditions: readonly Condition[],
  scope: Scope,
): AccessPath {
  const { all, any, roles, throughRepresentatives: through } = entry;
  const named = all?.length ? listed('filter.participants.all', all) : listed('filter.participants.any', any);
  const actor = { value: 'actor' };
  if (through) {
    const who = scope.add(all?.length ? named.slice(0, 1) : named);
    const represented = [compared(property(TAKING, 'onBehalfOf'), '=', actor)];
    return {
      match: {
        by: 'gathering',
        entity: ACTIVITY,
        each: { name: 'actor', in: who },
        branches: [
          { pattern: tookPart(type, { label: Entity.name, id: actor }), where: [] },
          { pattern: tookPart(type, {}), where: represented },
        ],
      },
      where: conditions,
      ordered: ACTIVITY,
    };
  }
  const who = scope.add(named);
  const inRole = roles ? [isIn(property(TAKING, 'role'), scope.add(roles))] : [];
  const rest = activityConditions(model, without(filter, entry, all?.length ? 'all' : 'any'), ACTIVITY, scope);
  return {
    match: {
      by: 'gathering',
      entity: ACTIVITY,
      each: { name: 'actor', in: who },
      branches: [{ pattern: tookPart(type, { label: Entity.name, id: actor }), where: inRole }],
      all: Boolean(all?.length),
    },
    where: rest,
    ordered: ACTIVITY,
    scan: {
      when: { label: Activity.name, times: DENSE, ids: who, of: all?.length ? 'every' : 'any' },
      match: EVERY,
      ...(all?.length ? allTookPart(type, named, inRole, rest, scope) : { where: conditions }),
    },
  };
}

function tookPart(type: string, from: Pattern['from']): Pattern {
  return pattern(from, { fact: TAKING, type, direction: 'out', to: { as: ACTIVITY, label: Activity.name } });
}

/** Each of these took part, and the rest holds. They are found once, and not by their ids among all who took part. */
function allTookPart(
  type: string,
  actors: readonly string[],
  inRole: readonly Condition[],
  rest: readonly Condition[],
  scope: Scope,
): Pick<DenseScan, 'bound' | 'where'> {
  const bound = actors.map((id, at) => ({ as: entityAs(`actor${at}`), id: scope.add(id) }));
  const took = bound.map(({ as }) =>
    exists(pattern({ as: ACTIVITY }, { fact: TAKING, type, direction: 'in', to: { as } }), inRole),
  );
  return { bound, where: [...rest, ...took] };
}

/** The filter without the `all` or `any` of one entry: the access path itself finds those. */
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
function byDay(filter: FilterValue, order: Order, conditions: readonly Condition[], scope: Scope): AccessPath[] {
  const { first, last } = interval(String(filter['during']));
  const [from, to] = [scope.add(first), scope.add(last + DAY_ENDS)];
  const key = property(ACTIVITY, 'order');
  const within = [compared(key, '>=', from), compared(key, '<', to)];
  const indexed = (name: string) => ({ index: { of: ACTIVITY, name: Activity.name, properties: [name] } });
  const byOrder = order.property === 'order' ? indexed('order') : {};
  const every = { match: EVERY, ordered: ACTIVITY };
  return [
    { ...every, ...byOrder, where: [...within, ...conditions] },
    {
      ...every,
      ...indexed('until'),
      where: [compared(property(ACTIVITY, 'until'), '>=', from), not(allOf(...within)), ...conditions],
    },
    ...(filter['certainty'] === 'POSSIBLE_OR_UNDATED'
      ? [
          {
            ...every,
            ...byOrder,
            where: [compared(key, '>=', { literal: UNDATED }), absent(property(ACTIVITY, 'earliest')), ...conditions],
          },
        ]
      : []),
  ];
}
