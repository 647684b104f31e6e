import { TooCostly } from '../../../declare/errors.ts';
import { Scope } from '../../../declare/filter.ts';
import type { Model } from '../../../declare/model.ts';
import type { Operation } from '../../../declare/operation.ts';
import { entityAs, type Read, type RowSet, type Variable } from '../../../graph/query.ts';
import { activityConditions } from '../activity-filter.ts';
import { participationOf } from '../participation.ts';
import { estimateQuery, pairsMatch, partnersMatch, SHARED } from './plain.query.ts';
import { type Among, LISTS, type Together } from './query.ts';

/** How many pairs of participations one question may look at. */
const BUDGET = 3_000_000;

/** Those who took part beside an actor, as the store counts them. */
export function partnerRows(
  model: Model,
  together: Together,
  types: readonly string[] | undefined,
  scope: Scope,
): RowSet {
  const typed = types && scope.add(types);
  const conditions = activityConditions(model, together.filter, SHARED, scope);
  return {
    name: LISTS.partners,
    parents: 'node',
    paths: [
      { match: partnersMatch(participationOf(model).name, together, conditions, typed), where: [], ordered: 'key' },
    ],
    variables: [B, 'count'],
    columns: { node: whole(B), count: COUNT },
    facets: {},
  };
}

/** The pairs of those who took part together, as the store counts them. */
export function pairRows(model: Model, together: Together, { actors, types, minimum }: Among, scope: Scope): RowSet {
  const conditions = activityConditions(model, together.filter, SHARED, scope);
  const admitted = {
    ids: actors && scope.ids('actors', actors),
    types: types && scope.add(types),
    minimum: scope.add(minimum),
  };
  return {
    name: LISTS.pairs,
    parents: 'root',
    paths: [
      { match: pairsMatch(participationOf(model).name, together, conditions, admitted), where: [], ordered: 'key' },
    ],
    variables: [A, B, 'count'],
    columns: { first: whole(A), second: whole(B), count: COUNT },
    facets: {},
  };
}

const [A, B] = [entityAs('a'), entityAs('b')];
const COUNT = { value: 'count' };
const whole = (of: Variable): Read => ({ of, names: 'all' });

/**
 * Estimates the pairs of participations that a question looks at, before it is asked.
 *
 * @param actor the actor whose activities it starts from, or every actor
 * @throws TooCostly naming what narrows it
 */
export async function affordable(operation: Operation, actor: string | undefined, { filter }: Together): Promise<void> {
  const { model } = operation;
  const scope = new Scope();
  const conditions = activityConditions(model, filter, SHARED, scope);
  await operation.mustExist(scope.named);
  const key = `affordable ${JSON.stringify([filter ?? null, actor === undefined])}`;
  const estimate = estimateQuery(participationOf(model).name, actor !== undefined, conditions);
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
