import { entity } from '../../declare/entity.ts';
import { Actor } from './interfaces.ts';

export const Office = entity('Office', {
  description: 'An office that a person holds: a minister, a secretary-general, an ambassador.',
  words: { en: 'office', ar: 'منصب', tr: 'makam' },
  is: [Actor],
});
