import type { GraphQLSchema } from 'graphql';
import { defineModel } from '../declare/model.ts';
import { buildSchema } from '../declare/schema/build.ts';
import { City } from './entities/city.ts';
import { Country } from './entities/country.ts';
import { Event } from './entities/event.ts';
import { Instrument } from './entities/instrument.ts';
import { LegalCase } from './entities/legal-case.ts';
import { Office } from './entities/office.ts';
import { Organization } from './entities/organization.ts';
import { Person } from './entities/person.ts';
import { Territory } from './entities/territory.ts';
import { Topic } from './entities/topic.ts';
import { addActivities } from './questions/activities.ts';
import { addActivityFilter } from './questions/activity-filter.ts';
import { addCoParticipation } from './questions/co-participation.ts';
import { addGraphFilter } from './questions/graph-filter.ts';
import { addNeighborhood } from './questions/neighborhood.ts';
import { addPaths } from './questions/paths.ts';
import { addRelationshipCounts } from './questions/relationship-counts.ts';
import { addRelationshipLists } from './questions/relationships.ts';
import { addSearch } from './questions/search.ts';
import { addTimeline } from './questions/timeline.ts';
import { Advocates } from './relationships/advocates.ts';
import { Concerns } from './relationships/concerns.ts';
import { Established } from './relationships/established.ts';
import { HeldIn } from './relationships/held-in.ts';
import { Holds } from './relationships/holds.ts';
import { LocatedIn } from './relationships/located-in.ts';
import { MemberOf } from './relationships/member-of.ts';
import { OfficeOf } from './relationships/office-of.ts';
import { PartOf } from './relationships/part-of.ts';
import { ParticipatedIn } from './relationships/participated-in.ts';
import { Preceded } from './relationships/preceded.ts';

/** The domain: every type of entity and of relationship. */
export const model = defineModel({
  types: [Country, Territory, City, Organization, Office, Person, Event, LegalCase, Instrument, Topic],
  relationships: [
    ParticipatedIn,
    MemberOf,
    HeldIn,
    LocatedIn,
    PartOf,
    Holds,
    OfficeOf,
    Established,
    Preceded,
    Concerns,
    Advocates,
  ],
});

/** The schema of the domain. Each call builds a new one. */
export function buildModelSchema(): GraphQLSchema {
  return buildSchema(model, [
    addActivityFilter,
    addActivities,
    addRelationshipLists,
    addRelationshipCounts,
    addSearch,
    addCoParticipation,
    addTimeline,
    addGraphFilter,
    addPaths,
    addNeighborhood,
  ]);
}
