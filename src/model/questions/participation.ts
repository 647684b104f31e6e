import type { Model } from '../../declare/model.ts';
import type { RelationshipType } from '../../declare/relationship.ts';
import type { Vocabulary } from '../../declare/vocabulary.ts';

/** The type that plays participation. @throws where none does: no question that needs it is in the schema then */
export function participationOf({ name, parts }: Model): RelationshipType {
  if (!parts.participation) throw new Error(`Nothing plays participation in ${name}.`);
  return parts.participation;
}

/** In what role something takes part. */
export function rolesOf({ properties }: RelationshipType): Vocabulary {
  const { role } = properties;
  if (role?.kind !== 'choice') throw new Error('A participation has a role, which is a choice.');
  return role.vocabulary;
}

/** Whether an actor can take part on behalf of another. */
export function hasRepresentatives({ properties }: RelationshipType): boolean {
  return 'onBehalfOf' in properties;
}
