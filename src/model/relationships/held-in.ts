import { neighbours, relationship } from '../../declare/relationship.ts';
import { Activity, Place } from '../entities/interfaces.ts';

export const HeldIn = relationship('HELD_IN', {
  description: 'Where an activity was held.',
  words: { en: 'was held in', ar: 'عُقد في', tr: 'şurada yapıldı:' },
  from: { type: Activity, field: neighbours('places', 'Where it was held.', { connection: 'Place' }) },
  to: { type: Place },
});
