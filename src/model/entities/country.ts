import { entity } from '../../declare/entity.ts';
import { text } from '../../declare/property.ts';
import { Actor, Place } from './interfaces.ts';

export const Country = entity('Country', {
  description: 'A state.',
  words: { en: 'state', ar: 'دولة', tr: 'devlet' },
  is: [Actor, Place],
  list: 'countries',
  properties: {
    code: text({
      description: 'ISO 3166-1 alpha-2, or for a former state the code that its data set gives.',
      pattern: /^[A-Z]{2}(-[A-Z]{3})?$/,
      unique: true,
    }),
  },
});
