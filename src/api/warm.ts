import { type GraphQLSchema, graphql, isEnumType } from 'graphql';
import { Operation } from '../declare/operation.ts';
import type { Graph } from '../graph/port.ts';

export interface WarmOptions {
  readonly graph: Graph;
  readonly schema: GraphQLSchema;
  readonly factTypes: ReadonlySet<string>;
  /** Ends it. */
  readonly signal: AbortSignal;
}

/** One entity of a type, and one row of each of its larger lists. */
const ONE_OF_A_TYPE = `query ($type: EntityType!) {
  entities(types: [$type], first: 1) {
    nodes {
      label
      relationships(first: 1) { nodes { source { id } target { id } evidence { id } } }
      ... on Actor { participations(first: 1) { nodes { activity { id } } } }
      ... on Activity { participants(first: 1) { nodes { actor { id } } } }
    }
  }
}`;

/**
 * Asks a Neo4j for a little of each type, so that it has planned the largest statements before clients ask: for the facts
 * of an entity, with a branch for each type of theirs, that takes up to seconds the first time. One statement runs at a
 * time, and what fails, fails when a client asks for it.
 */
export async function warmUp({ graph, schema, factTypes, signal }: WarmOptions): Promise<void> {
  const types = schema.getType('EntityType');
  if (graph.engine !== 'neo4j' || !isEnumType(types)) return;
  for (const { name } of types.getValues()) {
    if (signal.aborted) return;
    const contextValue = new Operation(graph, { languages: [], factTypes, origin: '', signal });
    const { errors } = await graphql({ schema, source: ONE_OF_A_TYPE, variableValues: { type: name }, contextValue });
    // The store is away: who asks is told so.
    if (errors) return;
  }
}
