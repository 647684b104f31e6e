import { entity } from '../../declare/entity.ts';
import { oneOf } from '../../declare/property.ts';
import { EventKind } from '../vocabularies.ts';
import { Activity } from './interfaces.ts';

export const Event = entity('Event', {
  description: 'Something that happened or was done: a summit, a meeting, a measure, a vote.',
  words: { en: 'event', ar: 'حدث', tr: 'olay' },
  is: [Activity],
  properties: { eventKind: oneOf(EventKind) },
});
