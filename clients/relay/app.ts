/** The queries of a small app, as its components would hold them. Only relay-compiler reads this file. */
import { graphql } from 'relay-runtime';

export const page = graphql`
  query appEntityQuery($id: ID!, $count: Int!) {
    entity(id: $id) {
      ...appName @arguments(languages: ["ar", "en"])
      ...appRelationships @arguments(count: $count)
      ...appParticipations
        @alias(as: "asActor")
        @arguments(count: $count, roles: [ACTING, ATTENDEE, HOST, INTERVENER, SIGNATORY])
    }
  }
`;

/** Fetched again by its id when the reader picks another language. */
export const name = graphql`
  fragment appName on Entity
  @argumentDefinitions(languages: { type: "[LanguageTag!]" })
  @refetchable(queryName: "appNameRefetchQuery") {
    name(languages: $languages) {
      value
      language
      direction
    }
  }
`;

/** Pages in both directions. */
export const relationships = graphql`
  fragment appRelationships on Entity
  @argumentDefinitions(
    count: { type: "Int" }
    after: { type: "String" }
    last: { type: "Int" }
    before: { type: "String" }
    direction: { type: "OrderDirection", defaultValue: DESC }
  )
  @refetchable(queryName: "appRelationshipsPageQuery") {
    relationships(first: $count, after: $after, last: $last, before: $before, direction: $direction)
      @connection(key: "app_relationships") {
      totalCount
      edges {
        node {
          id
          type
          label
          source {
            ...appName
          }
          ... on Participation {
            role
          }
        }
      }
    }
  }
`;

/** On an interface that not every entity has. */
export const participations = graphql`
  fragment appParticipations on Actor
  @argumentDefinitions(
    count: { type: "Int", defaultValue: 10 }
    after: { type: "String" }
    roles: { type: "[ParticipationRole!]" }
  )
  @refetchable(queryName: "appParticipationsPageQuery") {
    participations(first: $count, after: $after, filter: { roles: $roles })
      @connection(key: "app_participations", filters: ["filter"]) {
      edges {
        node {
          id
          role
          activity {
            label
            date {
              edtf
            }
          }
        }
      }
    }
  }
`;
