import { oneOf } from '../../declare/property.ts';
import { facts, relationship } from '../../declare/relationship.ts';
import { Actor } from '../entities/interfaces.ts';
import { Organization } from '../entities/organization.ts';
import { MembershipRole } from '../vocabularies.ts';

export const MemberOf = relationship('MEMBER_OF', {
  description: 'Who is a member of which organisation.',
  words: {
    en: 'is a member of[ ({membershipRole})]',
    ar: 'عضو في[ ({membershipRole})]',
    tr: 'üyesidir[ ({membershipRole})]:',
  },
  node: 'Membership',
  from: {
    type: Actor,
    as: 'member',
    field: facts('memberships', 'The organisations that it is a member of.', { during: true }),
  },
  to: {
    type: Organization,
    as: 'organization',
    field: facts('members', 'Who is a member of it.', { during: true }),
  },
  properties: { membershipRole: oneOf(MembershipRole) },
  defaults: { membershipRole: 'MEMBER' },
});
