import { entityInterface } from '../declare/entity.ts';
import { coordinates, date, quantities } from '../declare/kinds.ts';

export const Actor = entityInterface('Actor', {
  description: 'Who can take part in what happens.',
  term: 'foaf:Agent',
});

export const Activity = entityInterface('Activity', {
  description: 'What happens, and what one can take part in.',
  properties: {
    date: date({
      description: 'When it held or happened, as precisely as it is reported; null where no date is.',
      optional: true,
      own: false,
    }),
    quantities: quantities({ description: 'The figures that a source gives of it.' }),
  },
});

export const Place = entityInterface('Place', {
  description: 'Where things happen.',
  term: 'schema:Place',
  properties: { coordinates: coordinates({ description: 'A point within it.', own: false }) },
});

/** The interfaces that every model has, beneath Entity. */
export const INTERFACES = [Actor, Activity, Place];
