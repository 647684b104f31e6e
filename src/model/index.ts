import type { GraphQLSchema } from 'graphql';
import { buildSchema } from '../declare/schema/build.ts';
import { modelOf } from './declarations.ts';
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
import { definition, vocabularies } from './vocabularies.ts';

/** The domain: every type of entity and of relationship. */
export const model = modelOf(definition, vocabularies);

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
