import { neighbours, relationship } from '../../declare/relationship.ts';
import { Actor } from '../entities/interfaces.ts';
import { Topic } from '../entities/topic.ts';

export const Advocates = relationship('ADVOCATES', {
  description: 'What an actor calls for or works for, as reported: a position, not an event.',
  words: { en: 'calls for', ar: 'يدعو إلى', tr: 'şunu savunur:' },
  from: { type: Actor, field: neighbours('advocates', 'What it calls for or works for.') },
  to: { type: Topic, field: neighbours('advocatedBy', 'Who calls for it or works for it.') },
});
