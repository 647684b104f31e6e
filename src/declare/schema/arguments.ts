import {
  type FieldNode,
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLInputField,
  type GraphQLInputType,
  getArgumentValues,
  getNamedType,
  getNullableType,
  isInputObjectType,
  isLeafType,
  isListType,
} from 'graphql';

type ArgumentValues = { readonly [name: string]: unknown };
type Input = Pick<GraphQLArgument | GraphQLInputField, 'name' | 'type' | 'defaultValue'>;

/**
 * The arguments of a field as its resolver gets them: see {@link canonical}.
 *
 * @param variables coerced
 * @throws GraphQLError an argument has no value of its type
 */
export function argumentsOf(
  field: GraphQLField<unknown, unknown>,
  node: FieldNode,
  variables?: ArgumentValues,
): ArgumentValues {
  const given = getArgumentValues(field, node, variables);
  return field.args.length === 0 ? given : canonical(field.args, given);
}

/**
 * The one form of all values that ask for the same, so that cursors and loaders tell apart only what differs: a default
 * stands for null and for what is absent; null without a default is left out, and so is an object of nothing but defaults.
 *
 * @param given coerced, by the types of the inputs
 */
export function canonical(inputs: readonly Input[], given: ArgumentValues): ArgumentValues {
  const values: { [name: string]: unknown } = {};
  for (const { name, type, defaultValue } of inputs) {
    const value = given[name] ?? defaultValue ?? undefined;
    if (value === undefined) continue;
    const said = canonicalValue(type, value);
    // An object of nothing but defaults is absent, unless its own default says something else, or it must be there.
    if (defaultValue !== undefined || !saysNothing(type, said)) values[name] = said;
  }
  return values;
}

function canonicalValue(type: GraphQLInputType, value: unknown): unknown {
  const present = getNullableType(type);
  if (value === null) return null;
  // Most inputs are leaves or lists of leaves, which stay as they are: a list that many fields are given stays one.
  if (isLeafType(getNamedType(present))) return value;
  if (isListType(present))
    return Array.isArray(value) ? value.map((each) => canonicalValue(present.ofType, each)) : value;
  // What was coerced by an input object type is an object.
  return isInputObjectType(present) ? canonical(Object.values(present.getFields()), value as ArgumentValues) : value;
}

function saysNothing(type: GraphQLInputType, value: unknown): boolean {
  if (!isInputObjectType(type)) return false;
  const fields = type.getFields();
  // It was made by `canonical` above.
  return Object.entries(value as ArgumentValues).every(([name, each]) => each === fields[name]?.defaultValue);
}
