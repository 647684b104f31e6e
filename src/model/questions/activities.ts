import { Activity, Place } from '../../core/interfaces.ts';
import { type FilterValue, Scope } from '../../declare/filter.ts';
import { connection, type Listing, type Terms } from '../../declare/list/connection.ts';
import { byDate, type Direction, type Order, type PagingArgs } from '../../declare/list/paging.ts';
import { entityTypeTerm, type Model } from '../../declare/model.ts';
import type { Operation } from '../../declare/operation.ts';
import { BROAD, READING } from '../../declare/price.ts';
import type { EntityRow } from '../../declare/rows.ts';
import { asksForRows } from '../../declare/schema/ahead.ts';
import { connectionType, pagingArgs } from '../../declare/schema/connection.ts';
import { addOrder } from '../../declare/schema/filter.ts';
import type { Parts } from '../../declare/schema/parts.ts';
import type { Values } from '../../declare/schema/values.ts';
import { wordsFor } from '../../declare/vocabulary.ts';
import {
  type AccessPath,
  type Condition,
  entityAs,
  type Match,
  pattern,
  property,
  type Source,
} from '../../graph/query.ts';
import { PARTS } from '../parts.ts';
import { EventKind } from '../vocabularies.ts';
import { ACTIVITY, accessPaths } from './access-paths.ts';
import { activityConditions } from './activity-filter.ts';

/** The stored property that each value of `ActivityOrderField` orders by, but `DATE`. */
const ORDERED_BY: { readonly [field: string]: string } = {
  NAME: 'sortName',
  PARTICIPANT_COUNT: 'participantOrder',
};

export interface ActivityQuery {
  readonly filter?: FilterValue | null | undefined;
  readonly orderBy?: { readonly field?: unknown; readonly direction?: unknown } | null | undefined;
}

/** Where the activities of a list come from: what every parent of it shares. */
export interface ActivityRows {
  /** What the list is called. */
  readonly name: string;
  readonly parents: Source['parents'];
  /** Finds {@link ACTIVITY} for a parent, where it is not every activity; the conditions of the filter follow. */
  readonly found?: (scope: Scope) => Pick<AccessPath, 'match' | 'where'>;
  /** What else makes the list another than the next: a part of its identity. */
  readonly key?: unknown;
}

/** The activities held in the parent, a place, or in one that lies within. */
const HELD_WITHIN: Match = {
  by: 'gathering',
  entity: ACTIVITY,
  ways: [
    {
      pattern: pattern(
        { as: entityAs('a') },
        {
          type: PARTS.containment,
          direction: 'in',
          repeat: [0, PARTS.containmentSteps],
          to: { label: PARTS.place },
        },
        { type: PARTS.venue, direction: 'in', to: { as: ACTIVITY, label: PARTS.activity } },
      ),
      where: [],
    },
  ],
};

/** A list of activities, filtered and ordered as the arguments say. @throws BadUserInput */
export function activityList(
  parts: Parts,
  operation: Operation,
  list: ActivityRows & { parent: string; args: PagingArgs; of?: object; query: ActivityQuery; ahead?: boolean },
) {
  const { name, parents, parent, args, query, ahead } = list;
  return connection<EntityRow>(operation, {
    name,
    parent,
    filter: [list.key ?? null, query.filter ?? null],
    order: orderOf(query),
    args,
    ...(list.of ? { of: list.of } : {}),
    ahead,
    node: (row) => operation.reads.entity.read(row['node']),
    make: (): Listing => {
      const scope = new Scope();
      const paths = list.found
        ? [foundAnd(list.found(scope), activityConditions(query.filter, ACTIVITY, scope))]
        : accessPaths(query.filter, orderOf(query), scope);
      return {
        source: {
          name,
          parents,
          paths,
          variables: [ACTIVITY],
          columns: { node: operation.reads.entity.of(ACTIVITY) },
          params: scope.params,
          facets: { types: property(ACTIVITY, 'type'), eventKinds: property(ACTIVITY, 'eventKind') },
        },
        named: scope.named,
        terms: activityTerms(parts.model),
      };
    },
  });
}

function foundAnd({ match, where }: Pick<AccessPath, 'match' | 'where'>, conditions: readonly Condition[]): AccessPath {
  return { match, where: [...where, ...conditions], ordered: ACTIVITY };
}

/** What the values of the facets of activities are called. */
export function activityTerms(model: Model): Terms {
  return {
    types: (stored) => entityTypeTerm(model, stored),
    eventKinds: (value) => ({ value, words: wordsFor(EventKind, value) }),
  };
}

function orderOf({ orderBy }: ActivityQuery): Order {
  if (!orderBy) return { property: 'id', direction: 'ASC' };
  const direction = orderBy.direction as Direction;
  if (orderBy.field === 'DATE') return byDate(direction);
  return { property: ORDERED_BY[String(orderBy.field)] ?? 'id', direction };
}

/** The connection of activities that every list of them shares. */
export function activityConnection(parts: Parts, values: Values) {
  return connectionType<EntityRow>(parts, values, {
    name: 'Activity',
    description: 'activities',
    node: parts.interface(Activity),
    facets: {
      types: 'How many activities of each type the list has.',
      eventKinds: 'How many events of each kind the list has.',
    },
  });
}

export function addActivities(parts: Parts, values: Values): void {
  const { builder } = parts;
  const order = addOrder(parts, 'ActivityOrder', 'The order of a list of activities.', {
    DATE: 'By the first day that the date can cover, else the last. The undated come last.',
    NAME: 'By the English name, folded as in search.',
    PARTICIPANT_COUNT: 'By the number of distinct actors that took part, whatever the filter.',
  });
  builder.queryField('activities', (t) =>
    t.field({
      type: activityConnection(parts, values),
      nullable: true,
      price: BROAD,
      description:
        'What happened: events, court cases, instruments, filtered in any combination. Without an order, by id.',
      args: {
        ...pagingArgs(t),
        filter: t.arg({ type: parts.input('ActivityFilter'), price: 'by fields' }),
        orderBy: t.arg({ type: order, price: 'by fields' }),
      },
      resolve: (_query, args, operation, info) =>
        activityList(parts, operation, {
          name: 'activities',
          parents: 'root',
          parent: '',
          args,
          query: args,
          ahead: asksForRows(info),
        }),
    }),
  );
  parts.addFields(Place, (t) => ({
    activitiesHeld: t.field({
      type: activityConnection(parts, values),
      nullable: true,
      description: 'Activities held here, or in a place that lies within. Without an order, by id.',
      price: READING,
      reads: { entity: 'id' },
      args: {
        ...pagingArgs(t),
        filter: t.arg({ type: parts.input('ActivityFilter'), price: 'by fields' }),
        orderBy: t.arg({ type: order, price: 'by fields' }),
      },
      resolve: (place, args, operation) =>
        activityList(parts, operation, {
          name: 'Place.activitiesHeld',
          parents: 'node',
          parent: place.id,
          found: () => ({ match: HELD_WITHIN, where: [] }),
          args,
          query: args,
        }),
    }),
  }));
}
