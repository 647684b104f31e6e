import type { GraphQLSchema } from 'graphql';
import type { Model } from '../declare/model.ts';
import { once } from '../declare/once.ts';
import { buildSchema } from '../declare/schema/build.ts';
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
import { addTotals } from './questions/totals.ts';

/** The schema of a model, built once it is asked for. */
export function schemaFor(model: Model): () => GraphQLSchema {
  return once(() => buildModelSchema(model));
}

/** The schema of a model, with every question that can be asked of it. Each call builds a new one. */
export function buildModelSchema(model: Model): GraphQLSchema {
  return buildSchema(model, [
    addActivityFilter,
    addActivities,
    addRelationshipLists,
    addRelationshipCounts,
    addSearch,
    addCoParticipation,
    addTimeline,
    addTotals,
    addGraphFilter,
    addPaths,
    addNeighborhood,
  ]);
}
