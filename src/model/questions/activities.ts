import { Activity, Place } from '../../core/interfaces.ts';
import { MAX_CONTAINMENT } from '../../core/parts.ts';
import type { FilterValue, Scope } from '../../declare/filter.ts';
import { connection } from '../../declare/list/connection.ts';
import type { Terms } from '../../declare/list/open-list.ts';
import type { Order, PagingArgs } from '../../declare/list/paging.ts';
import { entityTypeTerm, type Model } from '../../declare/model.ts';
import { rememberedBy } from '../../declare/once.ts';
import type { Operation } from '../../declare/operation.ts';
import { BROAD, READING } from '../../declare/price.ts';
import type { RelationshipType } from '../../declare/relationship.ts';
import type { EntityRow } from '../../declare/rows.ts';
import { asksForRows } from '../../declare/schema/ahead.ts';
import { connectionType, pagingArgs } from '../../declare/schema/connection.ts';
import { addOrder, type OrderBy, orderValues, requestedOrder } from '../../declare/schema/filter.ts';
import type { Parts } from '../../declare/schema/parts.ts';
import type { ValueTypes } from '../../declare/schema/value-types.ts';
import { wordsFor } from '../../declare/vocabulary.ts';
import {
  type AccessPath,
  type Condition,
  entityAs,
  type Match,
  pattern,
  property,
  type RowSet,
  type StepPattern,
} from '../../graph/query.ts';
import { ACTIVITY, accessPaths } from './access-paths.ts';
import { choicesOfActivities } from './activity-choices.ts';
import { activityConditions } from './activity-filter.ts';
import { propertiesOfActivities } from './activity-properties.ts';

/** What values of `ActivityOrderField` order by that are no properties of the model. */
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
  readonly parents: RowSet['parents'];
  /** Finds {@link ACTIVITY} for a parent, where it is not every activity; the conditions of the filter follow. */
  readonly found?: (scope: Scope) => Pick<AccessPath, 'match' | 'where'>;
  /** What else makes the list another than the next: a part of its identity. */
  readonly key?: unknown;
}

/** The activities held in the parent, a place, or in one that lies within. */
function heldWithin(venue: RelationshipType, containment: RelationshipType | undefined): Match {
  const within: StepPattern[] = containment
    ? [{ type: containment.name, direction: 'in', repeat: [0, MAX_CONTAINMENT], to: { label: Place.name } }]
    : [];
  const held: StepPattern = { type: venue.name, direction: 'in', to: { as: ACTIVITY, label: Activity.name } };
  return {
    by: 'gathering',
    entity: ACTIVITY,
    branches: [{ pattern: pattern({ as: entityAs('a') }, ...within, held), where: [] }],
  };
}

/** A list of activities, filtered and ordered as the arguments say. @throws BadUserInput */
export function activityList(
  parts: Parts,
  operation: Operation,
  list: ActivityRows & { parent: string; args: PagingArgs; of?: object; query: ActivityQuery; ahead?: boolean },
) {
  const { model } = parts;
  const { name, parents, parent, args, query, ahead } = list;
  return connection<EntityRow>(operation, {
    name,
    parent,
    filter: [list.key ?? null, query.filter ?? null],
    order: orderOf(model, query),
    args,
    of: list.of,
    ahead,
    node: (row) => operation.reads.entity.read(row['node']),
    make: (scope) => {
      const paths = list.found
        ? [foundAnd(list.found(scope), activityConditions(model, query.filter, ACTIVITY, scope))]
        : accessPaths(model, query.filter, orderOf(model, query), scope);
      return {
        rowSet: {
          name,
          parents,
          paths,
          variables: [ACTIVITY],
          columns: { node: operation.reads.entity.of(ACTIVITY) },
          facets: { types: property(ACTIVITY, 'type'), ...countedChoices(model) },
        },
        terms: activityTerms(model),
      };
    },
  });
}

function foundAnd({ match, where }: Pick<AccessPath, 'match' | 'where'>, conditions: readonly Condition[]): AccessPath {
  return { match, where: [...where, ...conditions], ordered: ACTIVITY };
}

/** The stored properties that facets of activities count, by facet. */
const countedChoices = rememberedBy((model: Model) =>
  Object.fromEntries(
    choicesOfActivities(model).flatMap(({ name, property: { facet } }) =>
      facet === undefined ? [] : [[facet, property(ACTIVITY, name)]],
    ),
  ),
);

/** What the values of the facets of activities are called. */
export const activityTerms = rememberedBy(
  (model: Model): Terms => ({
    types: (stored) => entityTypeTerm(model, stored),
    ...Object.fromEntries(
      choicesOfActivities(model).flatMap(({ property: { facet, vocabulary } }) =>
        facet === undefined ? [] : [[facet, (value: string) => ({ value, words: wordsFor(vocabulary, value) })]],
      ),
    ),
  }),
);

function orderOf(model: Model, { orderBy }: ActivityQuery): Order {
  if (!orderBy) return { property: 'id', direction: 'ASC' };
  const { field, direction } = orderBy as OrderBy;
  const own = ORDERED_BY[field];
  if (own !== undefined) return { property: own, direction: direction ?? 'ASC' };
  return requestedOrder(propertiesOfActivities(model), orderBy as OrderBy);
}

/** The connection of activities that every list of them shares. */
export function activityConnection(parts: Parts, valueTypes: ValueTypes) {
  return connectionType<EntityRow>(parts, valueTypes, {
    name: 'Activity',
    description: 'activities',
    node: parts.interface(Activity),
    facets: {
      types: 'How many activities of each type the list has.',
      ...countedBy(parts.model),
    },
  });
}

/** What each facet of activities counts. */
function countedBy(model: Model): { readonly [facet: string]: string } {
  return Object.fromEntries(
    choicesOfActivities(model).flatMap(({ property: { facet }, value, of }) =>
      facet === undefined ? [] : [[facet, `How many ${of} of each ${value} the list has.`]],
    ),
  );
}

export function addActivities(parts: Parts, valueTypes: ValueTypes): void {
  const { builder, model } = parts;
  if (!model.interfaces.includes(Activity)) return;
  const { participation, venue, containment } = model.parts;
  const order = addOrder(parts, 'ActivityOrder', 'The order of a list of activities.', {
    DATE: 'By the first day that the date can cover, else the last. The undated come last.',
    NAME: 'By the English name, folded as in search.',
    ...(participation
      ? { PARTICIPANT_COUNT: 'By the number of distinct actors that took part, whatever the filter.' }
      : {}),
    ...orderValues(propertiesOfActivities(model)),
  });
  builder.queryField('activities', (t) =>
    t.field({
      type: activityConnection(parts, valueTypes),
      nullable: true,
      price: BROAD,
      description: 'What happened, filtered in any combination. Without an order, by id.',
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
  if (!venue) return;
  const held = heldWithin(venue, containment);
  parts.addFields(Place, (t) => ({
    activitiesHeld: t.field({
      type: activityConnection(parts, valueTypes),
      nullable: true,
      description: `Activities held here${containment ? ', or in a place that lies within' : ''}. Without an order, by id.`,
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
          found: () => ({ match: held, where: [] }),
          args,
          query: args,
        }),
    }),
  }));
}
