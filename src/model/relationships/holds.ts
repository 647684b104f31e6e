import { neighbours, relationship } from '../../declare/relationship.ts';
import { Office } from '../entities/office.ts';
import { Person } from '../entities/person.ts';

export const Holds = relationship('HOLDS', {
  description: 'Who holds an office.',
  words: { en: 'holds the office of', ar: 'يشغل منصب', tr: 'şu makamdadır:' },
  from: { type: Person, field: neighbours('offices', 'The offices that the person holds.', { during: true }) },
  to: { type: Office, field: neighbours('holders', 'Who holds it.', { during: true }) },
});
