import { entity } from '../../declare/entity.ts';

export const Topic = entity('Topic', {
  description: 'What activities are about and what actors call for: a goal, a subject, a people.',
  words: { en: 'topic', ar: 'موضوع', tr: 'konu' },
});
