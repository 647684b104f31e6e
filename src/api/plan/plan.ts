import {
  type FragmentDefinitionNode,
  type GraphQLSchema,
  getVariableValues,
  type OperationDefinitionNode,
} from 'graphql';
import type { Model } from '../../declare/model.ts';
import type { Reads } from '../../declare/projection.ts';
import { readsBy } from '../../declare/schema/reads.ts';
import type { Variables } from './arguments.ts';
import { type PlannedOperation, planned } from './planned.ts';
import { pricing } from './price.ts';
import type { Fragments } from './shape.ts';

/** So many mistakes in the variables of a request are told, as graphql does. */
const MISTAKES = 50;

/** All that is known of a valid operation before it runs: what it selects, what it reads, what it costs. */
export interface OperationPlan extends PlannedOperation {
  readonly operation: OperationDefinitionNode;
  readonly fragments: { readonly [name: string]: FragmentDefinitionNode };
  /** What its fields read of the rows that it meets. */
  readonly reads: Reads;
  /** Coerces variables as a client sent them, by the types that it declares. */
  readonly variables: (given: Variables) => ReturnType<typeof getVariableValues>;
  /** What it costs at most. @param variables coerced */
  readonly cost: (variables: Variables) => number;
  /** Hears of how many fields have been found to be selected, beside those that stand in it. */
  readonly grew: (fields: number) => void;
}

/** Makes the plans of the operations of a schema. */
export function planning(
  schema: GraphQLSchema,
  model: Model,
): (operation: OperationDefinitionNode, fragments: Fragments, grew: OperationPlan['grew']) => OperationPlan {
  const costOf = pricing(schema);
  const readsOf = readsBy(model);
  return (operation, fragments, grew) => {
    const selected = planned(schema, operation, fragments);
    return {
      ...selected,
      operation,
      fragments: Object.fromEntries(fragments),
      reads: readsOf(selected.fields),
      variables: (given) =>
        getVariableValues(schema, operation.variableDefinitions ?? [], given, { maxErrors: MISTAKES }),
      cost: costOf(selected),
      grew,
    };
  };
}
