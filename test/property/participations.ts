/** Who took part in what, as rows: all of them, an actor's, an activity's. */
import fc from 'fast-check';
import { type ActivityFilter, activityFilter, flag, passes } from './activities.ts';
import { id, list, maybe, ROLES, someId, timeFields } from './draw.ts';
import type { Group } from './group.ts';
import { type Page, pagesOf, readPages, type Walk, walk } from './pages.ts';
import {
  among,
  type Direction,
  entityById,
  type Fact,
  facetOf,
  fallsIn,
  sortedByDate,
  typeOfId,
  type World,
} from './world.ts';

type Maybe<T> = T | null | undefined;

interface ParticipationFilter {
  readonly roles?: Maybe<readonly string[]>;
  readonly actors?: Maybe<readonly string[]>;
  readonly actorTypes?: Maybe<readonly string[]>;
  readonly throughRepresentatives?: boolean | undefined;
  readonly onBehalfOf?: Maybe<readonly string[]>;
  readonly activities?: Maybe<readonly string[]>;
  readonly activity?: Maybe<ActivityFilter>;
  readonly during?: Maybe<string>;
  readonly certainty?: string | undefined;
  readonly documents?: Maybe<readonly string[]>;
}

const filters: fc.Arbitrary<ParticipationFilter> = fc.record({
  roles: maybe(list(fc.constantFrom(...ROLES))),
  actors: maybe(list(id('Actor'), 4), 4),
  actorTypes: maybe(list(fc.constantFrom('COUNTRY', 'ORGANIZATION', 'PERSON', 'OFFICE')), 1),
  throughRepresentatives: flag,
  onBehalfOf: maybe(list(id('Actor')), 1),
  activities: maybe(list(id('Activity'))),
  activity: activityFilter,
  ...timeFields,
  documents: maybe(list(id('Document'), 2), 1.5),
});

function admits(world: World, fact: Fact, filter: Maybe<ParticipationFilter>): boolean {
  if (!filter) return true;
  const { actors, throughRepresentatives, during, certainty, documents } = filter;
  return (
    among(filter.roles, fact.role) &&
    (among(actors, fact.source) || (throughRepresentatives === true && among(actors, fact.onBehalfOf))) &&
    among(filter.actorTypes, typeOfId(fact.source)) &&
    among(filter.onBehalfOf, fact.onBehalfOf) &&
    among(filter.activities, fact.target) &&
    passes(world, entityById(world, fact.target), filter.activity) &&
    fallsIn(fact.date, during, certainty) &&
    (!documents || fact.documents.some((document) => documents.includes(document)))
  );
}

const DECLARED =
  '$filter: ParticipationFilter, $orderBy: ParticipationOrder, $first: Int, $after: String, $last: Int, $before: String, $counted: Boolean!';
const GIVEN = 'filter: $filter, orderBy: $orderBy, first: $first, after: $after, last: $last, before: $before';
const CONNECTION = `{
  edges { cursor node { id actor { id } activity { id } role onBehalfOf { id } } } pageInfo { hasNextPage hasPreviousPage }
  totalCount @include(if: $counted) roles @include(if: $counted) { value count }
}`;
const QUERIES = {
  all: `query(${DECLARED}) { participations(${GIVEN}) ${CONNECTION} }`,
  actor: `query($of: ID!, ${DECLARED}) { entity(id: $of) { ... on Actor { participations(${GIVEN}) ${CONNECTION} } } }`,
  activity: `query($of: ID!, ${DECLARED}) { entity(id: $of) { ... on Activity { participations: participants(${GIVEN}) ${CONNECTION} } } }`,
};

interface Participations {
  /** Whose rows: one end's, or all. */
  readonly of: { readonly kind: 'all' } | { readonly kind: 'actor' | 'activity'; readonly id: string };
  readonly filter?: Maybe<ParticipationFilter>;
  readonly orderBy?: Maybe<{ readonly field: string; readonly direction?: Direction | undefined }>;
  readonly walk: Walk;
}

export const participations: Group<Participations> = {
  name: 'participations',
  args: fc.record({
    of: fc.oneof(
      fc.constant({ kind: 'all' as const }),
      someId('Actor').map((actor) => ({ kind: 'actor' as const, id: actor })),
      someId('Activity').map((activity) => ({ kind: 'activity' as const, id: activity })),
    ),
    filter: maybe(filters, 15),
    orderBy: maybe(fc.record({ field: fc.constant('DATE'), direction: fc.constantFrom('ASC', 'DESC', undefined) }), 10),
    walk,
  }),
  answer: (ask, { of, filter, orderBy, walk: asked }) =>
    readPages(async (page): Promise<Page> => {
      const data = await ask(QUERIES[of.kind], { ...('id' in of ? { of: of.id } : {}), filter, orderBy, ...page });
      return (data.entity ?? data).participations;
    }, asked),
  expected(world, { of, filter, orderBy, walk: asked }) {
    const rows = world.facts.filter(
      (fact) =>
        fact.type === 'PARTICIPATED_IN' &&
        (of.kind === 'all' || of.id === (of.kind === 'actor' ? fact.source : fact.target)) &&
        admits(world, fact, filter),
    );
    return pagesOf(
      sortedByDate(rows, orderBy?.direction ?? 'ASC').map((fact) => ({
        node: {
          id: fact.id,
          actor: { id: fact.source },
          activity: { id: fact.target },
          role: fact.role,
          onBehalfOf: fact.onBehalfOf === undefined ? null : { id: fact.onBehalfOf },
        },
      })),
      { totalCount: rows.length, roles: facetOf(rows.map(({ role }) => role)) },
      asked,
    );
  },
};
