/** The lists that each client pages through, and what the server says they hold when asked for one page, without any client. */
import { inject } from 'vitest';

export const endpoint = inject('endpoint');

/** Small enough that each list here takes several pages. */
export const PAGE_SIZE = 3;

/** A list in a query with the variables `$first` and `$after`, and `$id` where it is of an entity. */
export interface List {
  readonly name: string;
  readonly query: string;
  readonly variables: { readonly id?: string };
  /** The connection in an answer. */
  connection(data: unknown): Connection;
}

export interface Connection {
  readonly totalCount: number;
  readonly edges: readonly { readonly cursor: string; readonly node: { readonly id: string } }[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
}

// Text, TimeSpan and Facet have no id, and an activity is an interface: what a normalised cache must be told about.
const ACTIVITY = `
  fragment ActivityRow on Activity {
    id
    entityType
    name { value language direction }
    date { edtf }
    ... on Event { eventKind }
    ... on LegalCase { title: label }
  }
`;

export const LISTS: readonly List[] = [
  {
    name: 'all activities',
    query: `
      query Activities($first: Int, $after: String) {
        activities(first: $first, after: $after, orderBy: { field: DATE, direction: DESC }) {
          totalCount
          types { value count }
          edges { cursor node { ...ActivityRow } }
          pageInfo { hasNextPage endCursor }
        }
      }
      ${ACTIVITY}
    `,
    variables: {},
    connection: (data) => (data as { activities: Connection }).activities,
  },
  {
    name: 'what an entity took part in',
    query: `
      query Participations($id: ID!, $first: Int, $after: String) {
        entity(id: $id) {
          id
          ... on Actor {
            participations(first: $first, after: $after, filter: { during: "2023/2025" }) {
              totalCount
              edges { cursor node { id role onBehalfOf { id label } activity { ...ActivityRow } } }
              pageInfo { hasNextPage endCursor }
            }
          }
        }
      }
      ${ACTIVITY}
    `,
    variables: { id: 'Country:TR' },
    connection: (data) => (data as { entity: { participations: Connection } }).entity.participations,
  },
];

export const idsOf = ({ edges }: Pick<Connection, 'edges'>) => edges.map(({ node }) => node.id);

/** The ids of a list, read in one page. */
export async function inOnePage({ query, variables, connection }: List): Promise<string[]> {
  return idsOf(connection(await ask(query, { ...variables, first: 100 })));
}

/** The data of an answer. @throws when it has errors */
export async function ask(query: string, variables: object = {}): Promise<unknown> {
  const response = await fetch(endpoint, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query, variables }),
  });
  const { data, errors } = (await response.json()) as { data: unknown; errors?: unknown };
  if (errors) throw new Error(`${JSON.stringify(errors)} for ${query}`);
  return data;
}
