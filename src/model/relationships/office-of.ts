import { neighbours, one, relationship } from '../../declare/relationship.ts';
import { Country } from '../entities/country.ts';
import { Actor } from '../entities/interfaces.ts';
import { Office } from '../entities/office.ts';
import { Organization } from '../entities/organization.ts';

const offices = neighbours('offices', 'The offices that belong to it.', { during: true });

export const OfficeOf = relationship('OFFICE_OF', {
  description: 'The state or organisation that an office belongs to.',
  words: { en: 'is an office of', ar: 'منصب في', tr: 'şunun makamıdır:' },
  from: { type: Office, field: one('of', 'The state or organisation that it belongs to.') },
  to: { type: Actor },
  also: [
    { from: { type: Office }, to: { type: Country, field: offices } },
    { from: { type: Office }, to: { type: Organization, field: offices } },
  ],
});
