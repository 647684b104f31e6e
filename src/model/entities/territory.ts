import { entity } from '../../declare/entity.ts';
import { Place } from './interfaces.ts';

export const Territory = entity('Territory', {
  description: 'A territory that is a place of its own, whoever it belongs to.',
  words: { en: 'territory', ar: 'إقليم', tr: 'bölge' },
  is: [Place],
});
