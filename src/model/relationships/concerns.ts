import { Entity } from '../../declare/entity.ts';
import { neighbours, relationship } from '../../declare/relationship.ts';
import { Activity } from '../entities/interfaces.ts';
import { Topic } from '../entities/topic.ts';

const concerns = neighbours('concerns', 'What it is about.');

export const Concerns = relationship('CONCERNS', {
  description: 'What an activity or a topic is about.',
  words: { en: 'concerns', ar: 'يتعلق بـ', tr: 'şununla ilgilidir:' },
  from: { type: Activity, field: concerns },
  to: { type: Entity, field: neighbours('concernedBy', 'What concerns it: activities and topics.') },
  also: [{ from: { type: Topic, field: concerns }, to: { type: Entity } }],
});
