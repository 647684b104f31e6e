/** Which activities pass a filter, and lists of them. */
import fc from 'fast-check';
import { sortName } from '../../src/text/search.ts';
import { EVENT_KINDS, id, list, maybe, ROLES, someId, timeFields, typed } from './draw.ts';
import type { Ask, Group } from './group.ts';
import { type Page, pagesOf, readPages, type Walk, walk } from './pages.ts';
import { matchesText } from './search.ts';
import {
  among,
  type Direction,
  type Entity,
  facetOf,
  fallsIn,
  isActivity,
  sortedBy,
  sortedByDate,
  type World,
} from './world.ts';

type Maybe<T> = T | null | undefined;

interface ParticipantsFilter {
  readonly all?: Maybe<readonly string[]>;
  readonly any?: Maybe<readonly string[]>;
  readonly none?: Maybe<readonly string[]>;
  readonly roles?: Maybe<readonly string[]>;
  readonly throughRepresentatives?: boolean | undefined;
}

export interface ActivityFilter {
  readonly types?: Maybe<readonly string[]>;
  readonly eventKinds?: Maybe<readonly string[]>;
  readonly during?: Maybe<string>;
  readonly certainty?: string | undefined;
  readonly participants?: Maybe<readonly ParticipantsFilter[]>;
  readonly places?: Maybe<readonly string[]>;
  readonly concerns?: Maybe<readonly string[]>;
  readonly text?: Maybe<string>;
}

export const flag = fc.constantFrom(undefined, false, true, true);

const participants: fc.Arbitrary<ParticipantsFilter> = fc.record({
  all: maybe(list(id('Actor'), 2), 2),
  any: maybe(list(id('Actor')), 3),
  none: maybe(list(id('Actor'), 2), 1),
  roles: maybe(list(fc.constantFrom(...ROLES)), 2),
  throughRepresentatives: flag,
});

export const activityFilter: fc.Arbitrary<Maybe<ActivityFilter>> = maybe(
  fc.record({
    types: maybe(list(fc.constantFrom('EVENT', 'LEGAL_CASE', 'INSTRUMENT', 'COUNTRY')), 1),
    eventKinds: maybe(list(fc.constantFrom(...EVENT_KINDS)), 1),
    ...timeFields,
    participants: maybe(list(participants, 2), 3),
    places: maybe(list(id('Place'), 2), 2),
    concerns: maybe(list(id('Entity'), 6), 1),
    text: maybe(typed, 0.5),
  }),
  15,
);

/** DESIGN, "What the filters and lists mean". */
export function passes(world: World, activity: Entity, filter: Maybe<ActivityFilter>): boolean {
  if (!filter) return true;
  const { types, eventKinds, during, certainty, participants: conditions, places, concerns, text } = filter;
  return (
    among(types, activity.type) &&
    among(eventKinds, activity.eventKind) &&
    fallsIn(activity.date, during, certainty) &&
    (conditions ?? []).every((condition) => participantsHold(world, activity, condition)) &&
    (!places || placesOf(world, activity).some((place) => places.includes(place))) &&
    (!concerns || targetsOf(world, activity.id, 'CONCERNS').some((subject) => concerns.includes(subject))) &&
    (typeof text !== 'string' || matchesText(activity, text))
  );
}

function participantsHold(world: World, activity: Entity, condition: ParticipantsFilter): boolean {
  const { all, any, none, roles, throughRepresentatives: through } = condition;
  const taking = world.facts.filter(
    (fact) => fact.type === 'PARTICIPATED_IN' && fact.target === activity.id && among(roles, fact.role),
  );
  const took = (actor: string) =>
    taking.some(({ source, onBehalfOf }) => source === actor || (through === true && onBehalfOf === actor));
  if (!all && !any && !none) return !roles || taking.length > 0;
  return (!all || all.every(took)) && (!any || any.some(took)) && !none?.some(took);
}

/** HELD_IN, then LOCATED_IN up to five times. */
function placesOf(world: World, activity: Entity): readonly string[] {
  let ring = targetsOf(world, activity.id, 'HELD_IN');
  const found = [...ring];
  for (let step = 1; step <= 5; step++) {
    ring = ring.flatMap((place) => targetsOf(world, place, 'LOCATED_IN'));
    found.push(...ring);
  }
  return found;
}

function targetsOf({ facts }: World, source: string, type: string): readonly string[] {
  return facts.filter((fact) => fact.type === type && fact.source === source).map(({ target }) => target);
}

export function activitiesPassing(world: World, filter: Maybe<ActivityFilter>): readonly Entity[] {
  return world.entities.filter((entity) => isActivity(entity) && passes(world, entity, filter));
}

interface ActivityOrder {
  readonly field: string;
  readonly direction?: Direction | undefined;
}

export function orderedActivities(
  world: World,
  activities: readonly Entity[],
  orderBy?: Maybe<ActivityOrder>,
): readonly Entity[] {
  const direction = orderBy?.direction ?? 'ASC';
  const byId = (activity: Entity) => activity.id;
  switch (orderBy?.field) {
    case 'DATE':
      return sortedByDate(activities, direction);
    case 'NAME':
      return sortedBy(activities, direction, englishName, byId);
    case 'PARTICIPANT_COUNT':
      return sortedBy(activities, direction, (activity) => participantCount(world, activity), byId);
    default:
      return sortedBy(activities, 'ASC', byId);
  }
}

function englishName({ names }: Entity): string {
  return sortName((names.find(({ language }) => language === 'en') ?? names[0])?.value ?? '');
}

function participantCount({ facts }: World, { id: activity }: Entity): number {
  const taking = facts.filter(({ type, target }) => type === 'PARTICIPATED_IN' && target === activity);
  return new Set(taking.map(({ source }) => source)).size;
}

/** The rows, total and facets of a list of activities. */
export function activityCounts(activities: readonly Entity[]) {
  return {
    totalCount: activities.length,
    types: facetOf(activities.map(({ type }) => type)),
    eventKinds: facetOf(activities.map(({ eventKind }) => eventKind)),
  };
}

const orderBy: fc.Arbitrary<Maybe<ActivityOrder>> = maybe(
  fc.record({
    field: fc.constantFrom('DATE', 'NAME', 'PARTICIPANT_COUNT'),
    direction: fc.constantFrom('ASC', 'DESC', undefined),
  }),
  20,
);

const DECLARED =
  '$filter: ActivityFilter, $orderBy: ActivityOrder, $first: Int, $after: String, $last: Int, $before: String, $counted: Boolean!';
const GIVEN = 'filter: $filter, orderBy: $orderBy, first: $first, after: $after, last: $last, before: $before';
const CONNECTION = `{
  edges { cursor node { id } } pageInfo { hasNextPage hasPreviousPage }
  totalCount @include(if: $counted) types @include(if: $counted) { value count } eventKinds @include(if: $counted) { value count }
}`;
const ALL = `query(${DECLARED}) { activities(${GIVEN}) ${CONNECTION} }`;
const HELD = `query($place: ID!, ${DECLARED}) { entity(id: $place) { ... on Place { activitiesHeld(${GIVEN}) ${CONNECTION} } } }`;

interface Activities {
  /** Only those that are held there. */
  readonly place?: Maybe<string>;
  readonly filter?: Maybe<ActivityFilter>;
  readonly orderBy?: Maybe<ActivityOrder>;
  readonly walk: Walk;
}

export const activities: Group<Activities> = {
  name: 'activities',
  args: fc.record({ place: maybe(someId('Place')), filter: activityFilter, orderBy, walk }),
  answer: (ask: Ask, { place, filter, orderBy: order, walk: asked }) =>
    readPages(async (page): Promise<Page> => {
      if (!place) return (await ask(ALL, { filter, orderBy: order, ...page })).activities;
      return (await ask(HELD, { place, filter, orderBy: order, ...page })).entity.activitiesHeld;
    }, asked),
  expected(world, { place, filter, orderBy: order, walk: asked }) {
    const held = activitiesPassing(world, filter).filter(
      (activity) => !place || placesOf(world, activity).includes(place),
    );
    const rows = orderedActivities(world, held, order).map((activity) => ({ node: { id: activity.id } }));
    return pagesOf(rows, activityCounts(held), asked);
  },
};
