import { type GraphQLSchema, getOperationAST, isEnumType, parse } from 'graphql';
import type { Model } from '../declare/model.ts';
import { Operation } from '../declare/operation.ts';
import type { RelationshipType } from '../declare/relationship.ts';
import type { Shared } from '../declare/shared.ts';
import type { Graph } from '../graph/port.ts';
import { Executor } from './execution/execute.ts';
import { planning } from './plan/plan.ts';

export interface WarmOptions {
  readonly graph: Graph;
  readonly schema: GraphQLSchema;
  readonly shared: Shared;
  readonly model: Model;
  /** Ends it. */
  readonly signal: AbortSignal;
}

/** One entity of a type, and one row of each of its larger lists, with what is most asked of each fact. */
const oneOfAType = (facts: string, participation: RelationshipType | undefined) => `query ($type: EntityType!) {
  entities(types: [$type], first: 1) {
    nodes {
      label
      relationships(first: 1) { nodes { ${facts} source { id } target { id } } }
      ${participation ? endsOf(participation).join('\n      ') : ''}
    }
  }
}`;

/** One participation of each that can have one, with what is at its other end. */
function endsOf({ ends, source, target }: RelationshipType): string[] {
  const fragments = ends.flatMap((pair) =>
    [
      { ...pair.from, other: target },
      { ...pair.to, other: source },
    ].flatMap(({ type, field, other }) =>
      field?.kind === 'facts' && other
        ? [`... on ${type.name} { ${field.name}(first: 1) { nodes { ${other.name} { id } } } }`]
        : [],
    ),
  );
  return [...new Set(fragments)];
}

/**
 * Asks a Neo4j for a little of each type, so that it has planned the largest statements before clients ask: for the facts
 * of an entity, with a branch for each type of theirs, that takes up to seconds the first time. One statement runs at a
 * time, and what fails, fails when a client asks for it.
 */
export async function warmUp({ graph, shared, schema, model, signal }: WarmOptions): Promise<void> {
  const types = schema.getType('EntityType');
  if (graph.engine !== 'neo4j' || !isEnumType(types)) return;
  const planOf = planning(schema, model);
  const executor = new Executor(schema);
  const plans = ['label', 'id label evidence { id }'].flatMap((facts) => {
    const operation = getOperationAST(parse(oneOfAType(facts, model.parts.participation)));
    return operation ? [planOf(operation, new Map(), () => {})] : [];
  });
  for (const { name } of types.getValues()) {
    if (signal.aborted) return;
    for (const plan of plans) {
      const { reads } = plan;
      const context = new Operation(graph, { languages: [], model, shared, reads, signal });
      const asking = Promise.resolve(executor.execute(plan, { type: name }, { context, turns: context.turns }));
      // Undefined where this was ended.
      const answer = await asking.catch(() => undefined);
      // The store is away: who asks is told so.
      if (!answer || answer.errors) return;
    }
  }
}
