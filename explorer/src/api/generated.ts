/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { DocumentTypeDecoration } from '@graphql-typed-document-node/core';
/** How sure it must be that a date falls within an interval, where the date is not known to the day. */
export type Certainty =
  /** It surely falls in the interval: every reading of its date does. */
  | 'CERTAIN'
  /** Its date allows it: at least one reading of it does. */
  | 'POSSIBLE'
  /** That, or no date is known. */
  | 'POSSIBLE_OR_UNDATED';

/** Whether all of a dossier is there. */
export type DossierState =
  /** Loading it or taking it out was cut off: what is there is a part of it. Doing it again completes it. */
  | 'CUT_OFF'
  /** It is being loaded or taken out: what is there changes. */
  | 'LOADING'
  /** All of it is there. */
  | 'WHOLE';

/** Which end of a list comes first. */
export type OrderDirection =
  /** The first, the oldest or the smallest first. */
  | 'ASC'
  /** The last, the newest or the largest first. The undated still come last. */
  | 'DESC';

/** What the values of a property are. */
export type PropertyKind =
  /** True or false. */
  | 'BOOLEAN'
  /** A value of a vocabulary. */
  | 'CHOICE'
  /** Some values of a vocabulary. */
  | 'CHOICES'
  /** A point on the Earth. */
  | 'COORDINATES'
  /** A date, as certain as it is known. */
  | 'DATE'
  /** A text of a fixed form. */
  | 'IDENTIFIER'
  /** An amount of money. */
  | 'MONEY'
  /** A number. */
  | 'NUMBER'
  /** Figures that a source gives. */
  | 'QUANTITIES'
  /** An entity. */
  | 'REFERENCE'
  /** Some entities. */
  | 'REFERENCES'
  /** A line of text. */
  | 'TEXT'
  /** An address of the web. */
  | 'URL';

/** Which facts of an entity. The fields are ANDed, the values of one list ORed; an absent field is no constraint. */
export type RelationshipFilter = {
  certainty?: Certainty | null | undefined;
  /** Only what a passage of one of these documents reports. */
  documents?: Array<string | number> | null | undefined;
  /** Only what one of these dossiers states. */
  dossiers?: Array<string | number> | null | undefined;
  /** The fact’s own date. */
  during?: string | null | undefined;
  /** With an entity of one of these types at the other end. */
  otherTypes?: Array<string> | null | undefined;
  /** With one of these at the other end. */
  others?: Array<string | number> | null | undefined;
  /** Only those of which it is the source, or only those of which it is the target. */
  outgoing?: boolean | null | undefined;
  /** Only participations in these roles; other types are left out. */
  roles?: Array<string> | null | undefined;
  types?: Array<string> | null | undefined;
};

/** What a type of relationship is to the questions that every graph can be asked. */
export type RelationshipPart =
  /** An activity is part of another. */
  | 'COMPOSITION'
  /** A place lies within a place: never within itself, and at most 5 steps deep. */
  | 'CONTAINMENT'
  /** An actor takes part in an activity, in a role, perhaps on behalf of another actor. */
  | 'PARTICIPATION'
  /** An activity began before another. */
  | 'PRECEDENCE'
  /** What an activity is about. */
  | 'SUBJECT'
  /** Where an activity took place. */
  | 'VENUE';

/** Which way a text is written. */
export type TextDirection =
  /** From left to right. */
  | 'LTR'
  /** From right to left. */
  | 'RTL';

export type ModelQueryVariables = Exact<{ [key: string]: never; }>;


export type ModelQuery = { model: { name: string, title: { value: string }, interfaces: Array<{ name: string, types: Array<string>, properties: Array<{ name: string, label: string, kind: PropertyKind, description: string, vocabulary: string | null, to: Array<string> | null, unit: string | null, filter: string | null }> }>, types: Array<{ name: string, value: string, label: string, description: string, interfaces: Array<string>, properties: Array<{ name: string, label: string, kind: PropertyKind, description: string, vocabulary: string | null, to: Array<string> | null, unit: string | null, filter: string | null }> }>, relationships: Array<{ name: string, label: string, description: string, part: RelationshipPart | null, node: string, ends: Array<{ from: { as: string | null, type: string, types: Array<string>, field: { name: string } | null }, to: { as: string | null, type: string, types: Array<string>, field: { name: string } | null } }>, properties: Array<{ name: string, label: string, kind: PropertyKind, description: string, vocabulary: string | null, to: Array<string> | null, unit: string | null, filter: string | null }> }>, vocabularies: Array<{ name: string, values: Array<{ value: string, label: string }> }>, questions: Array<{ document: string, variables: string | null, title: { value: string, language: string, direction: TextDirection } }> } };

export type PropertyFragment = { name: string, label: string, kind: PropertyKind, description: string, vocabulary: string | null, to: Array<string> | null, unit: string | null, filter: string | null };

export type DossiersQueryVariables = Exact<{ [key: string]: never; }>;


export type DossiersQuery = { dossiers: Array<{ id: string, state: DossierState, entities: number, facts: number, documents: number, title: { value: string, language: string, direction: TextDirection }, description: { value: string, language: string, direction: TextDirection } | null, span: { label: string, earliest: string | null, latest: string | null } | null, questions: Array<{ document: string, variables: string | null, title: { value: string, language: string, direction: TextDirection } }> }> | null };

export type QuestionFragment = { document: string, variables: string | null, title: { value: string, language: string, direction: TextDirection } };

export type WordsFragment = { value: string, language: string, direction: TextDirection };

export type SearchQueryVariables = Exact<{
  query: string;
  types?: Array<string> | string | null | undefined;
  dossiers?: Array<string | number> | string | number | null | undefined;
  first?: number | null | undefined;
}>;


export type SearchQuery = { search: { totalCount: number | null, types: Array<{ value: string, label: string, count: number }> | null, edges: Array<{ matched: { value: string, language: string, direction: TextDirection }, node:
        | { id: string, label: string, entityType: string, degree: number }
        | { id: string, label: string, entityType: string, degree: number }
        | { id: string, label: string, entityType: string, degree: number }
        | { id: string, label: string, entityType: string, degree: number }
        | { id: string, label: string, entityType: string, degree: number }
        | { id: string, label: string, entityType: string, degree: number }
        | { id: string, label: string, entityType: string, degree: number }
        | { id: string, label: string, entityType: string, degree: number }
        | { id: string, label: string, entityType: string, degree: number }
        | { id: string, label: string, entityType: string, degree: number }
       }> } | null };

export type DocumentsQueryVariables = Exact<{
  first: number;
}>;


export type DocumentsQuery = { documents: { nodes: Array<{ id: string, title: { value: string, language: string, direction: TextDirection } }> } | null };

export type CountsQueryVariables = Exact<{
  id: string | number;
  filter?: RelationshipFilter | null | undefined;
}>;


export type CountsQuery = { entity:
    | { id: string, label: string, degree: number, relationshipCounts: Array<{ type: string, outgoing: boolean, otherType: string, count: number }> | null }
    | { id: string, label: string, degree: number, relationshipCounts: Array<{ type: string, outgoing: boolean, otherType: string, count: number }> | null }
    | { id: string, label: string, degree: number, relationshipCounts: Array<{ type: string, outgoing: boolean, otherType: string, count: number }> | null }
    | { id: string, label: string, degree: number, relationshipCounts: Array<{ type: string, outgoing: boolean, otherType: string, count: number }> | null }
    | { id: string, label: string, degree: number, relationshipCounts: Array<{ type: string, outgoing: boolean, otherType: string, count: number }> | null }
    | { id: string, label: string, degree: number, relationshipCounts: Array<{ type: string, outgoing: boolean, otherType: string, count: number }> | null }
    | { id: string, label: string, degree: number, relationshipCounts: Array<{ type: string, outgoing: boolean, otherType: string, count: number }> | null }
    | { id: string, label: string, degree: number, relationshipCounts: Array<{ type: string, outgoing: boolean, otherType: string, count: number }> | null }
    | { id: string, label: string, degree: number, relationshipCounts: Array<{ type: string, outgoing: boolean, otherType: string, count: number }> | null }
    | { id: string, label: string, degree: number, relationshipCounts: Array<{ type: string, outgoing: boolean, otherType: string, count: number }> | null }
   | null };

export type FactsQueryVariables = Exact<{
  id: string | number;
  filter?: RelationshipFilter | null | undefined;
  first: number;
  after?: string | null | undefined;
  direction: OrderDirection;
}>;


export type FactsQuery = { entity:
    | { id: string, relationships: { totalCount: number | null, pageInfo: { hasNextPage: boolean, endCursor: string | null }, nodes: Array<
          | { id: string, type: string, label: string, date: { edtf: string, label: string, earliest: string | null, latest: string | null, ongoing: boolean } | null, source:
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
            , target:
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
             }
          | { id: string, type: string, label: string, date: { edtf: string, label: string, earliest: string | null, latest: string | null, ongoing: boolean } | null, source:
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
            , target:
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
             }
          | { id: string, type: string, label: string, date: { edtf: string, label: string, earliest: string | null, latest: string | null, ongoing: boolean } | null, source:
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
            , target:
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
             }
        > } | null }
    | { id: string, relationships: { totalCount: number | null, pageInfo: { hasNextPage: boolean, endCursor: string | null }, nodes: Array<
          | { id: string, type: string, label: string, date: { edtf: string, label: string, earliest: string | null, latest: string | null, ongoing: boolean } | null, source:
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
            , target:
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
             }
          | { id: string, type: string, label: string, date: { edtf: string, label: string, earliest: string | null, latest: string | null, ongoing: boolean } | null, source:
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
            , target:
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
             }
          | { id: string, type: string, label: string, date: { edtf: string, label: string, earliest: string | null, latest: string | null, ongoing: boolean } | null, source:
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
            , target:
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
             }
        > } | null }
    | { id: string, relationships: { totalCount: number | null, pageInfo: { hasNextPage: boolean, endCursor: string | null }, nodes: Array<
          | { id: string, type: string, label: string, date: { edtf: string, label: string, earliest: string | null, latest: string | null, ongoing: boolean } | null, source:
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
            , target:
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
             }
          | { id: string, type: string, label: string, date: { edtf: string, label: string, earliest: string | null, latest: string | null, ongoing: boolean } | null, source:
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
            , target:
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
             }
          | { id: string, type: string, label: string, date: { edtf: string, label: string, earliest: string | null, latest: string | null, ongoing: boolean } | null, source:
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
            , target:
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
             }
        > } | null }
    | { id: string, relationships: { totalCount: number | null, pageInfo: { hasNextPage: boolean, endCursor: string | null }, nodes: Array<
          | { id: string, type: string, label: string, date: { edtf: string, label: string, earliest: string | null, latest: string | null, ongoing: boolean } | null, source:
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
            , target:
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
             }
          | { id: string, type: string, label: string, date: { edtf: string, label: string, earliest: string | null, latest: string | null, ongoing: boolean } | null, source:
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
            , target:
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
             }
          | { id: string, type: string, label: string, date: { edtf: string, label: string, earliest: string | null, latest: string | null, ongoing: boolean } | null, source:
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
            , target:
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
             }
        > } | null }
    | { id: string, relationships: { totalCount: number | null, pageInfo: { hasNextPage: boolean, endCursor: string | null }, nodes: Array<
          | { id: string, type: string, label: string, date: { edtf: string, label: string, earliest: string | null, latest: string | null, ongoing: boolean } | null, source:
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
            , target:
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
             }
          | { id: string, type: string, label: string, date: { edtf: string, label: string, earliest: string | null, latest: string | null, ongoing: boolean } | null, source:
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
            , target:
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
             }
          | { id: string, type: string, label: string, date: { edtf: string, label: string, earliest: string | null, latest: string | null, ongoing: boolean } | null, source:
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
            , target:
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
             }
        > } | null }
    | { id: string, relationships: { totalCount: number | null, pageInfo: { hasNextPage: boolean, endCursor: string | null }, nodes: Array<
          | { id: string, type: string, label: string, date: { edtf: string, label: string, earliest: string | null, latest: string | null, ongoing: boolean } | null, source:
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
            , target:
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
             }
          | { id: string, type: string, label: string, date: { edtf: string, label: string, earliest: string | null, latest: string | null, ongoing: boolean } | null, source:
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
            , target:
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
             }
          | { id: string, type: string, label: string, date: { edtf: string, label: string, earliest: string | null, latest: string | null, ongoing: boolean } | null, source:
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
            , target:
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
             }
        > } | null }
    | { id: string, relationships: { totalCount: number | null, pageInfo: { hasNextPage: boolean, endCursor: string | null }, nodes: Array<
          | { id: string, type: string, label: string, date: { edtf: string, label: string, earliest: string | null, latest: string | null, ongoing: boolean } | null, source:
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
            , target:
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
             }
          | { id: string, type: string, label: string, date: { edtf: string, label: string, earliest: string | null, latest: string | null, ongoing: boolean } | null, source:
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
            , target:
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
             }
          | { id: string, type: string, label: string, date: { edtf: string, label: string, earliest: string | null, latest: string | null, ongoing: boolean } | null, source:
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
            , target:
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
             }
        > } | null }
    | { id: string, relationships: { totalCount: number | null, pageInfo: { hasNextPage: boolean, endCursor: string | null }, nodes: Array<
          | { id: string, type: string, label: string, date: { edtf: string, label: string, earliest: string | null, latest: string | null, ongoing: boolean } | null, source:
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
            , target:
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
             }
          | { id: string, type: string, label: string, date: { edtf: string, label: string, earliest: string | null, latest: string | null, ongoing: boolean } | null, source:
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
            , target:
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
             }
          | { id: string, type: string, label: string, date: { edtf: string, label: string, earliest: string | null, latest: string | null, ongoing: boolean } | null, source:
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
            , target:
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
             }
        > } | null }
    | { id: string, relationships: { totalCount: number | null, pageInfo: { hasNextPage: boolean, endCursor: string | null }, nodes: Array<
          | { id: string, type: string, label: string, date: { edtf: string, label: string, earliest: string | null, latest: string | null, ongoing: boolean } | null, source:
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
            , target:
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
             }
          | { id: string, type: string, label: string, date: { edtf: string, label: string, earliest: string | null, latest: string | null, ongoing: boolean } | null, source:
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
            , target:
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
             }
          | { id: string, type: string, label: string, date: { edtf: string, label: string, earliest: string | null, latest: string | null, ongoing: boolean } | null, source:
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
            , target:
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
             }
        > } | null }
    | { id: string, relationships: { totalCount: number | null, pageInfo: { hasNextPage: boolean, endCursor: string | null }, nodes: Array<
          | { id: string, type: string, label: string, date: { edtf: string, label: string, earliest: string | null, latest: string | null, ongoing: boolean } | null, source:
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
            , target:
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
             }
          | { id: string, type: string, label: string, date: { edtf: string, label: string, earliest: string | null, latest: string | null, ongoing: boolean } | null, source:
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
            , target:
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
             }
          | { id: string, type: string, label: string, date: { edtf: string, label: string, earliest: string | null, latest: string | null, ongoing: boolean } | null, source:
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
            , target:
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
             }
        > } | null }
   | null };

type Fact_Link_Fragment = { id: string, type: string, label: string, date: { edtf: string, label: string, earliest: string | null, latest: string | null, ongoing: boolean } | null, source:
    | { id: string, label: string, entityType: string, degree: number }
    | { id: string, label: string, entityType: string, degree: number }
    | { id: string, label: string, entityType: string, degree: number }
    | { id: string, label: string, entityType: string, degree: number }
    | { id: string, label: string, entityType: string, degree: number }
    | { id: string, label: string, entityType: string, degree: number }
    | { id: string, label: string, entityType: string, degree: number }
    | { id: string, label: string, entityType: string, degree: number }
    | { id: string, label: string, entityType: string, degree: number }
    | { id: string, label: string, entityType: string, degree: number }
  , target:
    | { id: string, label: string, entityType: string, degree: number }
    | { id: string, label: string, entityType: string, degree: number }
    | { id: string, label: string, entityType: string, degree: number }
    | { id: string, label: string, entityType: string, degree: number }
    | { id: string, label: string, entityType: string, degree: number }
    | { id: string, label: string, entityType: string, degree: number }
    | { id: string, label: string, entityType: string, degree: number }
    | { id: string, label: string, entityType: string, degree: number }
    | { id: string, label: string, entityType: string, degree: number }
    | { id: string, label: string, entityType: string, degree: number }
   };

type Fact_Membership_Fragment = { id: string, type: string, label: string, date: { edtf: string, label: string, earliest: string | null, latest: string | null, ongoing: boolean } | null, source:
    | { id: string, label: string, entityType: string, degree: number }
    | { id: string, label: string, entityType: string, degree: number }
    | { id: string, label: string, entityType: string, degree: number }
    | { id: string, label: string, entityType: string, degree: number }
    | { id: string, label: string, entityType: string, degree: number }
    | { id: string, label: string, entityType: string, degree: number }
    | { id: string, label: string, entityType: string, degree: number }
    | { id: string, label: string, entityType: string, degree: number }
    | { id: string, label: string, entityType: string, degree: number }
    | { id: string, label: string, entityType: string, degree: number }
  , target:
    | { id: string, label: string, entityType: string, degree: number }
    | { id: string, label: string, entityType: string, degree: number }
    | { id: string, label: string, entityType: string, degree: number }
    | { id: string, label: string, entityType: string, degree: number }
    | { id: string, label: string, entityType: string, degree: number }
    | { id: string, label: string, entityType: string, degree: number }
    | { id: string, label: string, entityType: string, degree: number }
    | { id: string, label: string, entityType: string, degree: number }
    | { id: string, label: string, entityType: string, degree: number }
    | { id: string, label: string, entityType: string, degree: number }
   };

type Fact_Participation_Fragment = { id: string, type: string, label: string, date: { edtf: string, label: string, earliest: string | null, latest: string | null, ongoing: boolean } | null, source:
    | { id: string, label: string, entityType: string, degree: number }
    | { id: string, label: string, entityType: string, degree: number }
    | { id: string, label: string, entityType: string, degree: number }
    | { id: string, label: string, entityType: string, degree: number }
    | { id: string, label: string, entityType: string, degree: number }
    | { id: string, label: string, entityType: string, degree: number }
    | { id: string, label: string, entityType: string, degree: number }
    | { id: string, label: string, entityType: string, degree: number }
    | { id: string, label: string, entityType: string, degree: number }
    | { id: string, label: string, entityType: string, degree: number }
  , target:
    | { id: string, label: string, entityType: string, degree: number }
    | { id: string, label: string, entityType: string, degree: number }
    | { id: string, label: string, entityType: string, degree: number }
    | { id: string, label: string, entityType: string, degree: number }
    | { id: string, label: string, entityType: string, degree: number }
    | { id: string, label: string, entityType: string, degree: number }
    | { id: string, label: string, entityType: string, degree: number }
    | { id: string, label: string, entityType: string, degree: number }
    | { id: string, label: string, entityType: string, degree: number }
    | { id: string, label: string, entityType: string, degree: number }
   };

export type FactFragment =
  | Fact_Link_Fragment
  | Fact_Membership_Fragment
  | Fact_Participation_Fragment
;

type End_City_Fragment = { id: string, label: string, entityType: string, degree: number };

type End_Country_Fragment = { id: string, label: string, entityType: string, degree: number };

type End_Event_Fragment = { id: string, label: string, entityType: string, degree: number };

type End_Instrument_Fragment = { id: string, label: string, entityType: string, degree: number };

type End_LegalCase_Fragment = { id: string, label: string, entityType: string, degree: number };

type End_Office_Fragment = { id: string, label: string, entityType: string, degree: number };

type End_Organization_Fragment = { id: string, label: string, entityType: string, degree: number };

type End_Person_Fragment = { id: string, label: string, entityType: string, degree: number };

type End_Territory_Fragment = { id: string, label: string, entityType: string, degree: number };

type End_Topic_Fragment = { id: string, label: string, entityType: string, degree: number };

export type EndFragment =
  | End_City_Fragment
  | End_Country_Fragment
  | End_Event_Fragment
  | End_Instrument_Fragment
  | End_LegalCase_Fragment
  | End_Office_Fragment
  | End_Organization_Fragment
  | End_Person_Fragment
  | End_Territory_Fragment
  | End_Topic_Fragment
;

export type FactByIdQueryVariables = Exact<{
  id: string | number;
}>;


export type FactByIdQuery = { node:
    | { id: string, type: string, label: string, note: { value: string, language: string, direction: TextDirection } | null, evidence: Array<{ id: string, locator: string, summary: { value: string, language: string, direction: TextDirection }, document: { id: string, title: { value: string, language: string, direction: TextDirection } } }> | null, date: { edtf: string, label: string, earliest: string | null, latest: string | null, ongoing: boolean } | null, source:
        | { id: string, label: string, entityType: string, degree: number }
        | { id: string, label: string, entityType: string, degree: number }
        | { id: string, label: string, entityType: string, degree: number }
        | { id: string, label: string, entityType: string, degree: number }
        | { id: string, label: string, entityType: string, degree: number }
        | { id: string, label: string, entityType: string, degree: number }
        | { id: string, label: string, entityType: string, degree: number }
        | { id: string, label: string, entityType: string, degree: number }
        | { id: string, label: string, entityType: string, degree: number }
        | { id: string, label: string, entityType: string, degree: number }
      , target:
        | { id: string, label: string, entityType: string, degree: number }
        | { id: string, label: string, entityType: string, degree: number }
        | { id: string, label: string, entityType: string, degree: number }
        | { id: string, label: string, entityType: string, degree: number }
        | { id: string, label: string, entityType: string, degree: number }
        | { id: string, label: string, entityType: string, degree: number }
        | { id: string, label: string, entityType: string, degree: number }
        | { id: string, label: string, entityType: string, degree: number }
        | { id: string, label: string, entityType: string, degree: number }
        | { id: string, label: string, entityType: string, degree: number }
       }
    | { id: string, type: string, label: string, note: { value: string, language: string, direction: TextDirection } | null, evidence: Array<{ id: string, locator: string, summary: { value: string, language: string, direction: TextDirection }, document: { id: string, title: { value: string, language: string, direction: TextDirection } } }> | null, date: { edtf: string, label: string, earliest: string | null, latest: string | null, ongoing: boolean } | null, source:
        | { id: string, label: string, entityType: string, degree: number }
        | { id: string, label: string, entityType: string, degree: number }
        | { id: string, label: string, entityType: string, degree: number }
        | { id: string, label: string, entityType: string, degree: number }
        | { id: string, label: string, entityType: string, degree: number }
        | { id: string, label: string, entityType: string, degree: number }
        | { id: string, label: string, entityType: string, degree: number }
        | { id: string, label: string, entityType: string, degree: number }
        | { id: string, label: string, entityType: string, degree: number }
        | { id: string, label: string, entityType: string, degree: number }
      , target:
        | { id: string, label: string, entityType: string, degree: number }
        | { id: string, label: string, entityType: string, degree: number }
        | { id: string, label: string, entityType: string, degree: number }
        | { id: string, label: string, entityType: string, degree: number }
        | { id: string, label: string, entityType: string, degree: number }
        | { id: string, label: string, entityType: string, degree: number }
        | { id: string, label: string, entityType: string, degree: number }
        | { id: string, label: string, entityType: string, degree: number }
        | { id: string, label: string, entityType: string, degree: number }
        | { id: string, label: string, entityType: string, degree: number }
       }
    | { id: string, type: string, label: string, note: { value: string, language: string, direction: TextDirection } | null, evidence: Array<{ id: string, locator: string, summary: { value: string, language: string, direction: TextDirection }, document: { id: string, title: { value: string, language: string, direction: TextDirection } } }> | null, date: { edtf: string, label: string, earliest: string | null, latest: string | null, ongoing: boolean } | null, source:
        | { id: string, label: string, entityType: string, degree: number }
        | { id: string, label: string, entityType: string, degree: number }
        | { id: string, label: string, entityType: string, degree: number }
        | { id: string, label: string, entityType: string, degree: number }
        | { id: string, label: string, entityType: string, degree: number }
        | { id: string, label: string, entityType: string, degree: number }
        | { id: string, label: string, entityType: string, degree: number }
        | { id: string, label: string, entityType: string, degree: number }
        | { id: string, label: string, entityType: string, degree: number }
        | { id: string, label: string, entityType: string, degree: number }
      , target:
        | { id: string, label: string, entityType: string, degree: number }
        | { id: string, label: string, entityType: string, degree: number }
        | { id: string, label: string, entityType: string, degree: number }
        | { id: string, label: string, entityType: string, degree: number }
        | { id: string, label: string, entityType: string, degree: number }
        | { id: string, label: string, entityType: string, degree: number }
        | { id: string, label: string, entityType: string, degree: number }
        | { id: string, label: string, entityType: string, degree: number }
        | { id: string, label: string, entityType: string, degree: number }
        | { id: string, label: string, entityType: string, degree: number }
       }
    | Record<PropertyKey, never>
   | null };

export type PassageRowFragment = { id: string, locator: string, summary: { value: string, language: string, direction: TextDirection }, document: { id: string, title: { value: string, language: string, direction: TextDirection } } };

export type PassageByIdQueryVariables = Exact<{
  id: string | number;
  after?: string | null | undefined;
}>;


export type PassageByIdQuery = { node:
    | { id: string, locator: string, supports: { totalCount: number | null, pageInfo: { hasNextPage: boolean, endCursor: string | null }, nodes: Array<
          | { id: string, type: string, label: string, date: { edtf: string, label: string, earliest: string | null, latest: string | null, ongoing: boolean } | null, source:
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
            , target:
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
             }
          | { id: string, type: string, label: string, date: { edtf: string, label: string, earliest: string | null, latest: string | null, ongoing: boolean } | null, source:
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
            , target:
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
             }
          | { id: string, type: string, label: string, date: { edtf: string, label: string, earliest: string | null, latest: string | null, ongoing: boolean } | null, source:
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
            , target:
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
              | { id: string, label: string, entityType: string, degree: number }
             }
        > } | null, summary: { value: string, language: string, direction: TextDirection }, document: { id: string, title: { value: string, language: string, direction: TextDirection } } }
    | Record<PropertyKey, never>
   | null };

export type SourceByIdQueryVariables = Exact<{
  id: string | number;
  after?: string | null | undefined;
}>;


export type SourceByIdQuery = { node:
    | { id: string, language: string | null, url: string | null, license: string | null, title: { value: string, language: string, direction: TextDirection }, date: { edtf: string, label: string } | null, passages: { totalCount: number | null, pageInfo: { hasNextPage: boolean, endCursor: string | null }, nodes: Array<{ id: string, locator: string, summary: { value: string, language: string, direction: TextDirection }, supports: { totalCount: number | null, nodes: Array<
              | { id: string, type: string, label: string, date: { edtf: string, label: string, earliest: string | null, latest: string | null, ongoing: boolean } | null, source:
                  | { id: string, label: string, entityType: string, degree: number }
                  | { id: string, label: string, entityType: string, degree: number }
                  | { id: string, label: string, entityType: string, degree: number }
                  | { id: string, label: string, entityType: string, degree: number }
                  | { id: string, label: string, entityType: string, degree: number }
                  | { id: string, label: string, entityType: string, degree: number }
                  | { id: string, label: string, entityType: string, degree: number }
                  | { id: string, label: string, entityType: string, degree: number }
                  | { id: string, label: string, entityType: string, degree: number }
                  | { id: string, label: string, entityType: string, degree: number }
                , target:
                  | { id: string, label: string, entityType: string, degree: number }
                  | { id: string, label: string, entityType: string, degree: number }
                  | { id: string, label: string, entityType: string, degree: number }
                  | { id: string, label: string, entityType: string, degree: number }
                  | { id: string, label: string, entityType: string, degree: number }
                  | { id: string, label: string, entityType: string, degree: number }
                  | { id: string, label: string, entityType: string, degree: number }
                  | { id: string, label: string, entityType: string, degree: number }
                  | { id: string, label: string, entityType: string, degree: number }
                  | { id: string, label: string, entityType: string, degree: number }
                 }
              | { id: string, type: string, label: string, date: { edtf: string, label: string, earliest: string | null, latest: string | null, ongoing: boolean } | null, source:
                  | { id: string, label: string, entityType: string, degree: number }
                  | { id: string, label: string, entityType: string, degree: number }
                  | { id: string, label: string, entityType: string, degree: number }
                  | { id: string, label: string, entityType: string, degree: number }
                  | { id: string, label: string, entityType: string, degree: number }
                  | { id: string, label: string, entityType: string, degree: number }
                  | { id: string, label: string, entityType: string, degree: number }
                  | { id: string, label: string, entityType: string, degree: number }
                  | { id: string, label: string, entityType: string, degree: number }
                  | { id: string, label: string, entityType: string, degree: number }
                , target:
                  | { id: string, label: string, entityType: string, degree: number }
                  | { id: string, label: string, entityType: string, degree: number }
                  | { id: string, label: string, entityType: string, degree: number }
                  | { id: string, label: string, entityType: string, degree: number }
                  | { id: string, label: string, entityType: string, degree: number }
                  | { id: string, label: string, entityType: string, degree: number }
                  | { id: string, label: string, entityType: string, degree: number }
                  | { id: string, label: string, entityType: string, degree: number }
                  | { id: string, label: string, entityType: string, degree: number }
                  | { id: string, label: string, entityType: string, degree: number }
                 }
              | { id: string, type: string, label: string, date: { edtf: string, label: string, earliest: string | null, latest: string | null, ongoing: boolean } | null, source:
                  | { id: string, label: string, entityType: string, degree: number }
                  | { id: string, label: string, entityType: string, degree: number }
                  | { id: string, label: string, entityType: string, degree: number }
                  | { id: string, label: string, entityType: string, degree: number }
                  | { id: string, label: string, entityType: string, degree: number }
                  | { id: string, label: string, entityType: string, degree: number }
                  | { id: string, label: string, entityType: string, degree: number }
                  | { id: string, label: string, entityType: string, degree: number }
                  | { id: string, label: string, entityType: string, degree: number }
                  | { id: string, label: string, entityType: string, degree: number }
                , target:
                  | { id: string, label: string, entityType: string, degree: number }
                  | { id: string, label: string, entityType: string, degree: number }
                  | { id: string, label: string, entityType: string, degree: number }
                  | { id: string, label: string, entityType: string, degree: number }
                  | { id: string, label: string, entityType: string, degree: number }
                  | { id: string, label: string, entityType: string, degree: number }
                  | { id: string, label: string, entityType: string, degree: number }
                  | { id: string, label: string, entityType: string, degree: number }
                  | { id: string, label: string, entityType: string, degree: number }
                  | { id: string, label: string, entityType: string, degree: number }
                 }
            > } | null }> } | null }
    | Record<PropertyKey, never>
   | null };

export class TypedDocumentString<TResult, TVariables>
  extends String
  implements DocumentTypeDecoration<TResult, TVariables>
{
  __apiType?: NonNullable<DocumentTypeDecoration<TResult, TVariables>['__apiType']>;
  private value: string;
  public __meta__?: Record<string, any> | undefined;

  constructor(value: string, __meta__?: Record<string, any> | undefined) {
    super(value);
    this.value = value;
    this.__meta__ = __meta__;
  }

  override toString(): string & DocumentTypeDecoration<TResult, TVariables> {
    return this.value;
  }
}
export const PropertyFragmentDoc = new TypedDocumentString(`
    fragment Property on ModelProperty {
  name
  label
  kind
  description
  vocabulary
  to
  unit
  filter
}
    `, {"fragmentName":"Property"}) as unknown as TypedDocumentString<PropertyFragment, unknown>;
export const WordsFragmentDoc = new TypedDocumentString(`
    fragment Words on Text {
  value
  language
  direction
}
    `, {"fragmentName":"Words"}) as unknown as TypedDocumentString<WordsFragment, unknown>;
export const QuestionFragmentDoc = new TypedDocumentString(`
    fragment Question on DossierQuestion {
  title {
    ...Words
  }
  document
  variables
}
    fragment Words on Text {
  value
  language
  direction
}`, {"fragmentName":"Question"}) as unknown as TypedDocumentString<QuestionFragment, unknown>;
export const EndFragmentDoc = new TypedDocumentString(`
    fragment End on Entity {
  id
  label
  entityType
  degree
}
    `, {"fragmentName":"End"}) as unknown as TypedDocumentString<EndFragment, unknown>;
export const FactFragmentDoc = new TypedDocumentString(`
    fragment Fact on Relationship {
  id
  type
  label
  date {
    edtf
    label
    earliest
    latest
    ongoing
  }
  source {
    ...End
  }
  target {
    ...End
  }
}
    fragment End on Entity {
  id
  label
  entityType
  degree
}`, {"fragmentName":"Fact"}) as unknown as TypedDocumentString<FactFragment, unknown>;
export const PassageRowFragmentDoc = new TypedDocumentString(`
    fragment PassageRow on Passage {
  id
  locator
  summary {
    ...Words
  }
  document {
    id
    title {
      ...Words
    }
  }
}
    fragment Words on Text {
  value
  language
  direction
}`, {"fragmentName":"PassageRow"}) as unknown as TypedDocumentString<PassageRowFragment, unknown>;
export const ModelDocument = new TypedDocumentString(`
    query Model {
  model {
    name
    title {
      value
    }
    interfaces {
      name
      types
      properties {
        ...Property
      }
    }
    types {
      name
      value
      label
      description
      interfaces
      properties {
        ...Property
      }
    }
    relationships {
      name
      label
      description
      part
      node
      ends {
        from {
          as
          type
          types
          field {
            name
          }
        }
        to {
          as
          type
          types
          field {
            name
          }
        }
      }
      properties {
        ...Property
      }
    }
    vocabularies {
      name
      values {
        value
        label
      }
    }
    questions {
      ...Question
    }
  }
}
    fragment Property on ModelProperty {
  name
  label
  kind
  description
  vocabulary
  to
  unit
  filter
}
fragment Question on DossierQuestion {
  title {
    ...Words
  }
  document
  variables
}
fragment Words on Text {
  value
  language
  direction
}`) as unknown as TypedDocumentString<ModelQuery, ModelQueryVariables>;
export const DossiersDocument = new TypedDocumentString(`
    query Dossiers {
  dossiers {
    id
    title {
      ...Words
    }
    description {
      ...Words
    }
    state
    entities
    facts
    documents
    span {
      label
      earliest
      latest
    }
    questions {
      ...Question
    }
  }
}
    fragment Question on DossierQuestion {
  title {
    ...Words
  }
  document
  variables
}
fragment Words on Text {
  value
  language
  direction
}`) as unknown as TypedDocumentString<DossiersQuery, DossiersQueryVariables>;
export const SearchDocument = new TypedDocumentString(`
    query Search($query: String!, $types: [EntityType!], $dossiers: [ID!], $first: Int) {
  search(query: $query, types: $types, dossiers: $dossiers, first: $first) {
    totalCount
    types {
      value
      label
      count
    }
    edges {
      matched {
        ...Words
      }
      node {
        id
        label
        entityType
        degree
      }
    }
  }
}
    fragment Words on Text {
  value
  language
  direction
}`) as unknown as TypedDocumentString<SearchQuery, SearchQueryVariables>;
export const DocumentsDocument = new TypedDocumentString(`
    query Documents($first: Int!) {
  documents(first: $first) {
    nodes {
      id
      title {
        ...Words
      }
    }
  }
}
    fragment Words on Text {
  value
  language
  direction
}`) as unknown as TypedDocumentString<DocumentsQuery, DocumentsQueryVariables>;
export const CountsDocument = new TypedDocumentString(`
    query Counts($id: ID!, $filter: RelationshipFilter) {
  entity(id: $id) {
    id
    label
    degree
    relationshipCounts(filter: $filter) {
      type
      outgoing
      otherType
      count
    }
  }
}
    `) as unknown as TypedDocumentString<CountsQuery, CountsQueryVariables>;
export const FactsDocument = new TypedDocumentString(`
    query Facts($id: ID!, $filter: RelationshipFilter, $first: Int!, $after: String, $direction: OrderDirection!) {
  entity(id: $id) {
    id
    relationships(
      filter: $filter
      first: $first
      after: $after
      direction: $direction
    ) {
      totalCount
      pageInfo {
        hasNextPage
        endCursor
      }
      nodes {
        ...Fact
      }
    }
  }
}
    fragment Fact on Relationship {
  id
  type
  label
  date {
    edtf
    label
    earliest
    latest
    ongoing
  }
  source {
    ...End
  }
  target {
    ...End
  }
}
fragment End on Entity {
  id
  label
  entityType
  degree
}`) as unknown as TypedDocumentString<FactsQuery, FactsQueryVariables>;
export const FactByIdDocument = new TypedDocumentString(`
    query FactById($id: ID!) {
  node(id: $id) {
    ... on Relationship {
      ...Fact
      note {
        ...Words
      }
      evidence {
        ...PassageRow
      }
    }
  }
}
    fragment Words on Text {
  value
  language
  direction
}
fragment Fact on Relationship {
  id
  type
  label
  date {
    edtf
    label
    earliest
    latest
    ongoing
  }
  source {
    ...End
  }
  target {
    ...End
  }
}
fragment End on Entity {
  id
  label
  entityType
  degree
}
fragment PassageRow on Passage {
  id
  locator
  summary {
    ...Words
  }
  document {
    id
    title {
      ...Words
    }
  }
}`) as unknown as TypedDocumentString<FactByIdQuery, FactByIdQueryVariables>;
export const PassageByIdDocument = new TypedDocumentString(`
    query PassageById($id: ID!, $after: String) {
  node(id: $id) {
    ... on Passage {
      ...PassageRow
      supports(first: 50, after: $after) {
        totalCount
        pageInfo {
          hasNextPage
          endCursor
        }
        nodes {
          ...Fact
        }
      }
    }
  }
}
    fragment Words on Text {
  value
  language
  direction
}
fragment Fact on Relationship {
  id
  type
  label
  date {
    edtf
    label
    earliest
    latest
    ongoing
  }
  source {
    ...End
  }
  target {
    ...End
  }
}
fragment End on Entity {
  id
  label
  entityType
  degree
}
fragment PassageRow on Passage {
  id
  locator
  summary {
    ...Words
  }
  document {
    id
    title {
      ...Words
    }
  }
}`) as unknown as TypedDocumentString<PassageByIdQuery, PassageByIdQueryVariables>;
export const SourceByIdDocument = new TypedDocumentString(`
    query SourceById($id: ID!, $after: String) {
  node(id: $id) {
    ... on SourceDocument {
      id
      title {
        ...Words
      }
      language
      date {
        edtf
        label
      }
      url
      license
      passages(first: 50, after: $after) {
        totalCount
        pageInfo {
          hasNextPage
          endCursor
        }
        nodes {
          id
          locator
          summary {
            ...Words
          }
          supports(first: 10) {
            totalCount
            nodes {
              ...Fact
            }
          }
        }
      }
    }
  }
}
    fragment Words on Text {
  value
  language
  direction
}
fragment Fact on Relationship {
  id
  type
  label
  date {
    edtf
    label
    earliest
    latest
    ongoing
  }
  source {
    ...End
  }
  target {
    ...End
  }
}
fragment End on Entity {
  id
  label
  entityType
  degree
}`) as unknown as TypedDocumentString<SourceByIdQuery, SourceByIdQueryVariables>;