import { neighbours, one, relationship } from '../../declare/relationship.ts';
import { Activity } from '../entities/interfaces.ts';
import { Organization } from '../entities/organization.ts';

export const Established = relationship('ESTABLISHED', {
  description: 'The organisation that an activity brought into being.',
  words: { en: 'established', ar: 'أنشأ', tr: 'şunu kurdu:' },
  from: { type: Activity, field: neighbours('established', 'What it brought into being.') },
  to: { type: Organization, field: one('establishedAt', 'The activity that brought it into being.') },
});
