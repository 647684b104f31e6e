import { entity } from '../../declare/entity.ts';
import { Activity } from './interfaces.ts';

export const Instrument = entity('Instrument', {
  description: 'A document with which something is done: a letter, a treaty, a resolution.',
  words: { en: 'instrument', ar: 'وثيقة', tr: 'belge' },
  is: [Activity],
});
