import { BREAK, type FieldNode, visit } from 'graphql';

/** Whether variables stand in the arguments of a field; if none do, they are the same in every request. */
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
