import { neighbours, one, relationship } from '../../declare/relationship.ts';
import { City } from '../entities/city.ts';
import { Country } from '../entities/country.ts';
import { Place } from '../entities/interfaces.ts';

export const LocatedIn = relationship('LOCATED_IN', {
  description: 'The place that a place lies directly within.',
  words: { en: 'lies in', ar: 'تقع في', tr: 'şurada bulunur:' },
  from: { type: Place },
  to: { type: Place, field: neighbours('contains', 'Places that lie directly within.') },
  also: [{ from: { type: City, field: one('country', 'The state that it lies in.') }, to: { type: Country } }],
  acyclic: { steps: 5 },
});
