import { BREAK, type FieldNode, type GraphQLField, visit } from 'graphql';
import { once } from '../../declare/once.ts';
import { argumentsOf } from '../../declare/schema/arguments.ts';

export type AnyField = GraphQLField<unknown, unknown>;
/** As they are after their coercion. */
export type Variables = { readonly [name: string]: unknown };
export type Arguments = { readonly [name: string]: unknown };

/**
 * What gives the arguments of a field where it is selected. Where no variable stands in them they are the same in every
 * request: made once, and for nobody to change.
 *
 * @returns it throws a GraphQLError where an argument has no value of its type
 */
export function givenBy(definition: AnyField, node: FieldNode): (variables: Variables) => Arguments {
  if (hasVariables(node)) return (variables) => argumentsOf(definition, node, variables);
  return once(() => Object.freeze(argumentsOf(definition, node)));
}

export function hasVariables({ arguments: given = [] }: FieldNode): boolean {
  let found = false;
  for (const argument of given)
    visit(argument, {
      Variable() {
        found = true;
        return BREAK;
      },
    });
  return found;
}
