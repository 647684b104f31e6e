/** Who took part beside whom: for one actor, and as pairs. */
import fc from 'fast-check';
import {
  type ActivityFilter,
  activitiesPassing,
  activityCounts,
  activityFilter,
  flag,
  orderedActivities,
} from './activities.ts';
import { id, list, maybe, someId } from './draw.ts';
import type { Group } from './group.ts';
import { forwardWalk, pagesOf, readPages, type Walk } from './pages.ts';
import { among, byCodePoint, type Entity, type Fact, sortedBy, typeOfId, type World } from './world.ts';

type Maybe<T> = T | null | undefined;

interface Together {
  readonly filter?: Maybe<ActivityFilter>;
  readonly actorTypes?: Maybe<readonly string[]>;
  readonly sameRole?: boolean | undefined;
  readonly throughRepresentatives?: boolean | undefined;
  readonly walk: Walk;
}

const together = {
  filter: activityFilter,
  actorTypes: maybe(list(fc.constantFrom('COUNTRY', 'ORGANIZATION', 'PERSON', 'OFFICE')), 1.5),
  sameRole: flag,
  throughRepresentatives: flag,
  walk: forwardWalk,
};

/** The ids of those for whom a participation counts. */
function countsFor({ source, onBehalfOf }: Fact, { throughRepresentatives }: Together): readonly string[] {
  return throughRepresentatives && onBehalfOf !== undefined ? [source, onBehalfOf] : [source];
}

/** Both took part, by one fact each: a representative and its principal are no pair through one fact. */
function shares(world: World, activity: Entity, a: string, b: string, asked: Together): boolean {
  const taking = world.facts.filter(({ type, target }) => type === 'PARTICIPATED_IN' && target === activity.id);
  return taking.some(
    (one) =>
      countsFor(one, asked).includes(a) &&
      taking.some(
        (other) => other !== one && countsFor(other, asked).includes(b) && (!asked.sameRole || one.role === other.role),
      ),
  );
}

/** What two actors share, as their `activities` list it. */
function shared(world: World, a: string, b: string, asked: Together): readonly Entity[] {
  return activitiesPassing(world, asked.filter).filter((activity) => shares(world, activity, a, b, asked));
}

function listed(world: World, activities: readonly Entity[], { walk }: Together) {
  return {
    ...(walk.counted ? activityCounts(activities) : {}),
    nodes: orderedActivities(world, activities).map((activity) => ({ id: activity.id })),
  };
}

function actorsOf({ entities }: World, { actorTypes }: Together): readonly string[] {
  return entities.map((entity) => entity.id).filter((actor) => among(actorTypes, typeOfId(actor)));
}

const DECLARED =
  '$filter: ActivityFilter, $actorTypes: [EntityType!], $sameRole: Boolean! = false, $throughRepresentatives: Boolean! = false, $first: Int, $after: String, $counted: Boolean!, $shared: Boolean!';
const GIVEN =
  'filter: $filter, actorTypes: $actorTypes, sameRole: $sameRole, throughRepresentatives: $throughRepresentatives, first: $first, after: $after';
const ACTIVITIES =
  'activities(first: 100) { totalCount @include(if: $shared) types @include(if: $shared) { value count } eventKinds @include(if: $shared) { value count } nodes { id } }';
const INFO = 'pageInfo { hasNextPage hasPreviousPage } totalCount @include(if: $counted)';

interface OfOne extends Together {
  readonly of: string;
}

const OF_ONE = `query($of: ID!, ${DECLARED}) { entity(id: $of) { ... on Actor { coParticipants(${GIVEN}) {
  edges { cursor count node { id } ${ACTIVITIES} } ${INFO}
} } } }`;

export const coParticipants: Group<OfOne> = {
  name: 'coParticipants',
  args: fc.record({ of: someId('Actor'), ...together }),
  answer: (ask, { walk, ...args }) =>
    readPages(
      async (page) => (await ask(OF_ONE, { ...args, shared: walk.counted, ...page })).entity.coParticipants,
      walk,
    ),
  expected(world, asked) {
    const rows = actorsOf(world, asked)
      .filter((other) => other !== asked.of)
      .map((other) => ({ other, activities: shared(world, asked.of, other, asked) }))
      .filter(({ activities }) => activities.length > 0);
    const sorted = sortedBy(
      rows,
      'ASC',
      ({ activities }) => -activities.length,
      ({ other }) => other,
    );
    return pagesOf(
      sorted.map(({ other, activities }) => ({
        count: activities.length,
        node: { id: other },
        activities: listed(world, activities, asked),
      })),
      { totalCount: rows.length },
      asked.walk,
    );
  },
};

interface OfAll extends Together {
  readonly actors?: Maybe<readonly string[]>;
  readonly minimum?: number | undefined;
}

const OF_ALL = `query($actors: [ID!], $minimum: Int! = 1, ${DECLARED}) { coParticipations(actors: $actors, minimum: $minimum, ${GIVEN}) {
  edges { cursor node { a { id } b { id } count ${ACTIVITIES} } } belowMinimum @include(if: $counted) ${INFO}
} }`;

export const coParticipations: Group<OfAll> = {
  name: 'coParticipations',
  args: fc.record({
    actors: maybe(list(id('Actor'), 6)),
    minimum: fc.constantFrom(undefined, 1, 2),
    ...together,
  }),
  answer: (ask, { walk, ...args }) =>
    readPages(async (page) => (await ask(OF_ALL, { ...args, shared: walk.counted, ...page })).coParticipations, walk),
  expected(world, asked) {
    const actors = actorsOf(world, asked).filter((actor) => among(asked.actors, actor));
    const least = asked.minimum ?? 1;
    const sharing = actors
      .flatMap((a) => actors.filter((b) => byCodePoint(a, b) < 0).map((b) => ({ a, b })))
      .map(({ a, b }) => ({ a, b, activities: shared(world, a, b, asked) }))
      .filter(({ activities }) => activities.length > 0);
    const pairs = sharing.filter(({ activities }) => activities.length >= least);
    const sorted = sortedBy(
      pairs,
      'ASC',
      ({ activities }) => -activities.length,
      ({ a }) => a,
      ({ b }) => b,
    );
    return pagesOf(
      sorted.map(({ a, b, activities }) => ({
        node: { a: { id: a }, b: { id: b }, count: activities.length, activities: listed(world, activities, asked) },
      })),
      { totalCount: pairs.length, belowMinimum: sharing.length - pairs.length },
      asked.walk,
    );
  },
};
