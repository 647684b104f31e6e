import { entity } from '../../declare/entity.ts';
import { Activity } from './interfaces.ts';

export const LegalCase = entity('LegalCase', {
  description: 'A case before a court.',
  words: { en: 'court case', ar: 'قضية', tr: 'dava' },
  is: [Activity],
});
