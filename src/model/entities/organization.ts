import { entity } from '../../declare/entity.ts';
import { oneOf } from '../../declare/property.ts';
import { OrganizationKind } from '../vocabularies.ts';
import { Actor } from './interfaces.ts';

export const Organization = entity('Organization', {
  description: 'An organisation: of states, of people, an organ of another, a court.',
  words: { en: 'organisation', ar: 'منظمة', tr: 'kuruluş' },
  is: [Actor],
  list: 'organizations',
  properties: { organizationKind: oneOf(OrganizationKind) },
});
