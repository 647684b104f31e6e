import { entity } from '../../declare/entity.ts';
import { Place } from './interfaces.ts';

export const City = entity('City', {
  description: 'A city.',
  words: { en: 'city', ar: 'مدينة', tr: 'şehir' },
  is: [Place],
  list: 'cities',
});
