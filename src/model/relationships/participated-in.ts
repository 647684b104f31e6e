import { among, amongTypes, during, flag, reportedIn } from '../../declare/filter.ts';
import { oneOf, optional, reference } from '../../declare/property.ts';
import { facts, relationship } from '../../declare/relationship.ts';
import { Activity, Actor } from '../entities/interfaces.ts';
import { activityMatching } from '../questions/activity-filter.ts';
import { ParticipationRole } from '../vocabularies.ts';

export const ParticipatedIn = relationship('PARTICIPATED_IN', {
  description: 'Who was there, sued, signed, voted, hosted or was the target.',
  words: {
    en: 'took part[ as {role}] in',
    ar: 'شارك[ بصفة {role}] في',
    tr: '[{role} olarak ]katıldı:',
  },
  node: 'Participation',
  list: { name: 'participations', description: 'Who took part in what: one row a participation, by date.' },
  from: {
    type: Actor,
    as: 'actor',
    field: facts('participations', 'What it took part in: one row a participation, by date.'),
  },
  to: {
    type: Activity,
    as: 'activity',
    field: facts('participants', 'Who took part in it: one row a participation, by date.'),
  },
  properties: {
    role: oneOf(ParticipationRole),
    onBehalfOf: optional(reference(Actor, 'Whom it represented there.')),
  },
  filter: {
    roles: among('role', ParticipationRole, { description: 'In one of these roles.' }),
    actors: among('source', 'ID', {
      description: 'By one of these.',
      or: 'onBehalfOf',
      where: 'throughRepresentatives',
    }),
    actorTypes: amongTypes('source', 'By an actor of one of these types.'),
    throughRepresentatives: flag('An actor also counts where an office or a person took part on its behalf.'),
    onBehalfOf: among('onBehalfOf', 'ID', { description: 'On behalf of one of these.' }),
    activities: among('target', 'ID', { description: 'In one of these.' }),
    activity: activityMatching('target', 'The activity itself must pass this.'),
    ...during('fact', 'The participation’s own date.'),
    documents: reportedIn(),
  },
  facets: { roles: 'role' },
});
