import { neighbours, relationship } from '../../declare/relationship.ts';
import { Activity } from '../entities/interfaces.ts';

export const Preceded = relationship('PRECEDED', {
  description: 'The source began before the target, where a source says so.',
  words: { en: 'began before', ar: 'بدأ قبل', tr: 'şundan önce başladı:' },
  from: { type: Activity, field: neighbours('followedBy', 'What began after it.') },
  to: { type: Activity, field: neighbours('precededBy', 'What began before it.') },
});
