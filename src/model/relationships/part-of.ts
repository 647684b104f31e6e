import { neighbours, one, relationship } from '../../declare/relationship.ts';
import { Activity } from '../entities/interfaces.ts';
import { Organization } from '../entities/organization.ts';

export const PartOf = relationship('PART_OF', {
  description: 'What an activity or an organisation is a part of.',
  words: { en: 'is part of', ar: 'جزء من', tr: 'şunun parçasıdır:' },
  from: { type: Activity, field: one('partOf', 'The activity that it is a part of.') },
  to: { type: Activity, field: neighbours('parts', 'The activities that are parts of it.') },
  also: [
    {
      from: { type: Organization, field: one('parentOrganization', 'The organisation that it is a part of.') },
      to: { type: Organization, field: neighbours('subOrganizations', 'The organisations that are parts of it.') },
    },
  ],
});
