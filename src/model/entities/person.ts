import { entity } from '../../declare/entity.ts';
import { Actor } from './interfaces.ts';

export const Person = entity('Person', {
  description: 'A person.',
  words: { en: 'person', ar: 'شخص', tr: 'kişi' },
  is: [Actor],
});
