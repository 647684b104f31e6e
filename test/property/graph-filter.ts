/** What may be drawn and crossed. */
import fc from 'fast-check';
import { id, list, maybe, ROLES, timeFields } from './draw.ts';
import { relationshipType } from './relationships.ts';
import { among, ENTITY_TYPES, type Entity, type Fact, fallsIn, isActivity } from './world.ts';

type Maybe<T> = T | null | undefined;

export interface GraphFilter {
  readonly relationshipTypes?: Maybe<readonly string[]>;
  readonly entityTypes?: Maybe<readonly string[]>;
  readonly roles?: Maybe<readonly string[]>;
  readonly during?: Maybe<string>;
  readonly certainty?: string | undefined;
  readonly documents?: Maybe<readonly string[]>;
}

export const graphFilter: fc.Arbitrary<Maybe<GraphFilter>> = maybe(
  fc.record({
    relationshipTypes: maybe(list(relationshipType, 6), 1.5),
    entityTypes: maybe(list(fc.constantFrom(...ENTITY_TYPES), 6), 1.5),
    roles: maybe(list(fc.constantFrom(...ROLES), 4), 1.5),
    ...timeFields,
    documents: maybe(list(id('Document'), 2), 1),
  }),
  8,
);

const BY_DEFAULT = 'POSSIBLE_OR_UNDATED';

export function mayCross(fact: Fact, filter: Maybe<GraphFilter>): boolean {
  const { relationshipTypes, roles, during, certainty = BY_DEFAULT, documents } = filter ?? {};
  return (
    among(relationshipTypes, fact.type) &&
    (fact.type !== 'PARTICIPATED_IN' || among(roles, fact.role)) &&
    fallsIn(fact.date, during, certainty) &&
    (!documents || fact.documents.some((document) => documents.includes(document)))
  );
}

/** The entities that were asked for always may be drawn. */
export function mayShow(entity: Entity, filter: Maybe<GraphFilter>, asked: readonly string[]): boolean {
  const { entityTypes, during, certainty = BY_DEFAULT } = filter ?? {};
  return (
    asked.includes(entity.id) ||
    (among(entityTypes, entity.type) && (!isActivity(entity) || fallsIn(entity.date, during, certainty)))
  );
}
