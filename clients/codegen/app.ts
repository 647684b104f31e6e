/** What an app does with the types: it compiles where they say what the schema says. */
import type { ResultOf, VariablesOf } from '@graphql-typed-document-node/core';
import { type FragmentType, graphql, useFragment } from './__generated__/index.ts';

const Row = graphql(`
  fragment Row on Activity {
    id
    label
    date {
      edtf
      earliest
    }
    ... on Event {
      eventKind
    }
  }
`);

export const Activities = graphql(`
  query Activities($filter: ActivityFilter, $orderBy: ActivityOrder, $first: Int, $after: String) {
    activities(filter: $filter, orderBy: $orderBy, first: $first, after: $after) {
      totalCount
      nodes {
        ...Row
      }
    }
  }
`);

export const Facts = graphql(`
  query Facts($id: ID!) {
    entity(id: $id) {
      relationships {
        nodes {
          __typename
          id
          ... on Participation {
            role
            activity {
              label
            }
          }
          ... on Membership {
            membershipRole
          }
        }
      }
    }
  }
`);

export const asked: VariablesOf<typeof Activities> = {
  // What has a default in the schema may be left out.
  filter: { during: '2023-10/2024-05', eventKinds: ['SUMMIT'], participants: [{ all: ['Country:TR'] }] },
  orderBy: { field: 'DATE' },
  first: 3,
};

export const misspelt: VariablesOf<typeof Activities> = {
  // @ts-expect-error: a value of an enum is checked
  orderBy: { field: 'WHEN' },
};

export function titleOf(row: FragmentType<typeof Row>): string {
  const activity = useFragment(Row, row);
  return `${activity.label} (${activity.date?.earliest ?? activity.date?.edtf ?? 'no date'})`;
}

export function titles({ activities }: ResultOf<typeof Activities>): string[] {
  // A field that runs its own statement can fail alone, and its type says so.
  return activities?.nodes.map(titleOf) ?? [];
}

type Fact = NonNullable<NonNullable<ResultOf<typeof Facts>['entity']>['relationships']>['nodes'][number];

/** Knows every type of fact, since nothing is left to fall through. */
export function roleIn(fact: Fact): string {
  switch (fact.__typename) {
    case 'Participation':
      return `${fact.role} in ${fact.activity.label}`;
    case 'Membership':
      return fact.membershipRole;
    case 'Link':
      return 'no role';
  }
}
