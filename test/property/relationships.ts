/** The facts of an entity, as rows and as counts. */
import fc from 'fast-check';
import { id, list, maybe, ROLES, someId, timeFields } from './draw.ts';
import type { Group } from './group.ts';
import { pagesOf, readPages, type Walk, walk } from './pages.ts';
import {
  among,
  byCodePoint,
  type Direction,
  ENTITY_TYPES,
  type Fact,
  fallsIn,
  sortedByDate,
  typeOfId,
  type World,
} from './world.ts';

type Maybe<T> = T | null | undefined;

interface RelationshipFilter {
  readonly types?: Maybe<readonly string[]>;
  readonly roles?: Maybe<readonly string[]>;
  readonly others?: Maybe<readonly string[]>;
  readonly otherTypes?: Maybe<readonly string[]>;
  readonly outgoing?: Maybe<boolean>;
  readonly during?: Maybe<string>;
  readonly certainty?: string | undefined;
  readonly documents?: Maybe<readonly string[]>;
}

export const relationshipType = fc.constantFrom(
  'PARTICIPATED_IN',
  'PARTICIPATED_IN',
  'MEMBER_OF',
  'HELD_IN',
  'LOCATED_IN',
  'PART_OF',
  'HOLDS',
  'OFFICE_OF',
  'ESTABLISHED',
  'PRECEDED',
  'CONCERNS',
  'ADVOCATES',
);

const filters: fc.Arbitrary<Maybe<RelationshipFilter>> = maybe(
  fc.record({
    types: maybe(list(relationshipType, 4)),
    roles: maybe(list(fc.constantFrom(...ROLES)), 1),
    others: maybe(list(id('Entity'), 5)),
    otherTypes: maybe(list(fc.constantFrom(...ENTITY_TYPES), 4)),
    outgoing: maybe(fc.boolean(), 3),
    ...timeFields,
    documents: maybe(list(id('Document'), 2), 1),
  }),
  15,
);

function factsPassing({ facts }: World, of: string, filter: Maybe<RelationshipFilter>): readonly Fact[] {
  const { types, roles, others, otherTypes, outgoing, during, certainty, documents } = filter ?? {};
  return facts.filter((fact) => {
    const other = fact.source === of ? fact.target : fact.source;
    return (
      (fact.source === of || fact.target === of) &&
      among(types, fact.type) &&
      (!roles || (fact.type === 'PARTICIPATED_IN' && among(roles, fact.role))) &&
      among(others, other) &&
      among(otherTypes, typeOfId(other)) &&
      (typeof outgoing !== 'boolean' || outgoing === (fact.source === of)) &&
      fallsIn(fact.date, during, certainty) &&
      (!documents || fact.documents.some((document) => documents.includes(document)))
    );
  });
}

interface Relationships {
  readonly of: string;
  readonly filter?: Maybe<RelationshipFilter>;
  readonly direction?: Direction | undefined;
  readonly walk: Walk;
}

const LIST = `query($of: ID!, $filter: RelationshipFilter, $direction: OrderDirection! = ASC, $first: Int, $after: String, $last: Int, $before: String, $counted: Boolean!) {
  entity(id: $of) { relationships(filter: $filter, direction: $direction, first: $first, after: $after, last: $last, before: $before) {
    edges { cursor node { id type source { id } target { id } } } pageInfo { hasNextPage hasPreviousPage } totalCount @include(if: $counted)
  } }
}`;

export const relationships: Group<Relationships> = {
  name: 'relationships',
  args: fc.record({
    of: someId('Entity'),
    filter: filters,
    direction: fc.constantFrom('ASC', 'DESC', undefined),
    walk,
  }),
  answer: (ask, { walk: asked, ...args }) =>
    readPages(async (page) => (await ask(LIST, { ...args, ...page })).entity.relationships, asked),
  expected(world, { of, filter, direction, walk: asked }) {
    const rows = factsPassing(world, of, filter);
    return pagesOf(
      sortedByDate(rows, direction ?? 'ASC').map(({ id: fact, type, source, target }) => ({
        node: { id: fact, type, source: { id: source }, target: { id: target } },
      })),
      { totalCount: rows.length },
      asked,
    );
  },
};

const COUNTS = `query($of: [ID!]!, $filter: RelationshipFilter) {
  nodes(ids: $of) { ... on Entity { relationshipCounts(filter: $filter) { type outgoing otherType count } } }
}`;

interface Counts {
  /** Several at once, since they share a statement. */
  readonly of: readonly string[];
  readonly filter?: Maybe<RelationshipFilter>;
}

export const relationshipCounts: Group<Counts> = {
  name: 'relationshipCounts',
  args: fc.record({ of: fc.array(someId('Entity'), { minLength: 1, maxLength: 4 }), filter: filters }),
  answer: async (ask, args) => (await ask(COUNTS, { ...args })).nodes,
  expected: (world, { of, filter }) =>
    of.map((entity) => ({ relationshipCounts: countsOf(entity, factsPassing(world, entity, filter)) })),
};

/** Most first, then by names; what comes in before what goes out. */
function countsOf(entity: string, facts: readonly Fact[]) {
  const rows = new Map<string, { type: string; outgoing: boolean; otherType: string; count: number }>();
  for (const { type, source, target } of facts) {
    const outgoing = source === entity;
    const otherType = typeOfId(outgoing ? target : source);
    const key = [type, outgoing ? 'outgoing' : 'incoming', otherType].join(' ');
    rows.set(key, { type, outgoing, otherType, count: (rows.get(key)?.count ?? 0) + 1 });
  }
  return [...rows].sort(([a, x], [b, y]) => y.count - x.count || byCodePoint(a, b)).map(([, row]) => row);
}
