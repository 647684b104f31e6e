import {
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLSchema,
  getNamedType,
  isInterfaceType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
  SchemaMetaFieldDef,
  TypeMetaFieldDef,
  type ValueNode,
} from 'graphql';
import { type Argument, type Inside, introspectionLengths, lengthOf, lengthsWithin, NOTHING } from './lengths.ts';

export type Variables = { readonly [name: string]: unknown };

/** What a field adds that reads a list of its own, or counts one, whatever it finds. */
const READING = 10;
/** What a value of an introspection costs: nothing is read for it. */
const INTROSPECTING = 0.1;

/**
 * Says what operations cost: each field as many as it can have values. A page has as many rows as are asked for, in
 * a variable or not; a list within a list multiplies.
 */
export function pricing(schema: GraphQLSchema) {
  const introspection = introspectionLengths(schema);

  /**
   * What a valid operation can cost at most. Each selection is looked at once for each length that its list can have,
   * however many ways lead to it.
   */
  return function costOf(
    operation: OperationDefinitionNode,
    fragments: ReadonlyMap<string, FragmentDefinitionNode>,
    given: Variables,
  ): number {
    const variables = withDefaults(operation, given);
    const ofSelections = new Map<SelectionSetNode, Map<Inside, number>>();
    const insides = new Map<FieldNode, Inside>();
    const root = schema.getRootType(operation.operation);
    return root ? Math.ceil(selectionsCost(operation.selectionSet, root, NOTHING)) : 0;

    function selectionsCost(selections: SelectionSetNode, type: GraphQLNamedType, within: Inside): number {
      let known = ofSelections.get(selections);
      if (!known) ofSelections.set(selections, (known = new Map()));
      const before = known.get(within);
      if (before !== undefined) return before;
      let total = 0;
      for (const each of selections.selections) if (isWanted(each, variables)) total += selectionCost(each, type, within);
      known.set(within, total);
      return total;
    }

    function selectionCost(selection: SelectionNode, type: GraphQLNamedType, within: Inside): number {
      if (selection.kind === Kind.FIELD) return fieldCost(selection, type, within);
      const fragment = selection.kind === Kind.INLINE_FRAGMENT ? selection : fragments.get(selection.name.value);
      if (!fragment) return 0;
      const on = fragment.typeCondition ? schema.getType(fragment.typeCondition.name.value) : type;
      return on ? selectionsCost(fragment.selectionSet, on, within) : 0;
    }

    function fieldCost(node: FieldNode, type: GraphQLNamedType, within: Inside): number {
      const field = fieldOf(type, node.name.value, schema);
      if (!field) return 1;
      const own = field.name.startsWith('__') ? INTROSPECTING : ownCost(field);
      if (!node.selectionSet) return own;
      const inner = getNamedType(field.type);
      if (inner.name.startsWith('__')) {
        const length = lengthOf(field, noArgument, introspection);
        return INTROSPECTING + length * (INTROSPECTING + selectionsCost(node.selectionSet, inner, introspection));
      }
      const argument: Argument = (name) => argumentOf(field, node, name, variables);
      const length = lengthOf(field, argument, within);
      return own + length * selectionsCost(node.selectionSet, inner, insideOf(field, node, argument));
    }

    function insideOf(field: GraphQLField<unknown, unknown>, node: FieldNode, argument: Argument): Inside {
      let found = insides.get(node);
      if (!found) insides.set(node, (found = lengthsWithin(field, argument)));
      return found;
    }
  };
}

const noArgument: Argument = () => undefined;

function ownCost({ args, name, extensions }: GraphQLField<unknown, unknown>): number {
  const declared = extensions['cost'];
  if (typeof declared === 'number') return declared;
  return name === 'totalCount' || args.some((each) => each.name !== 'languages') ? READING : 1;
}

function fieldOf(type: GraphQLNamedType, name: string, schema: GraphQLSchema): GraphQLField<unknown, unknown> | undefined {
  if (name === SchemaMetaFieldDef.name && type === schema.getQueryType()) return SchemaMetaFieldDef;
  if (name === TypeMetaFieldDef.name && type === schema.getQueryType()) return TypeMetaFieldDef;
  return isObjectType(type) || isInterfaceType(type) ? type.getFields()[name] : undefined;
}

/** How many an argument asks for: the number that it is, or the length of the list. */
function argumentOf(
  field: GraphQLField<unknown, unknown>,
  node: FieldNode,
  name: string,
  variables: Variables,
): number | undefined {
  const declared = field.args.find((each) => each.name === name);
  if (!declared) return undefined;
  const given = node.arguments?.find((each) => each.name.value === name)?.value;
  const value = given && valueOf(given, variables);
  return amount(value === undefined ? declared.defaultValue : value);
}

function amount(value: unknown): number | undefined {
  if (Array.isArray(value)) return value.length;
  // A number that no page can have is refused by the field itself, before it reads.
  if (typeof value === 'number') return Math.max(0, value);
  return typeof value === 'string' ? 1 : undefined;
}

function valueOf(node: ValueNode, variables: Variables): unknown {
  switch (node.kind) {
    case Kind.VARIABLE:
      return variables[node.name.value];
    case Kind.INT:
      return Number(node.value);
    case Kind.LIST:
      return node.values;
    case Kind.STRING:
    case Kind.BOOLEAN:
      return node.value;
    default:
      return null;
  }
}

function withDefaults({ variableDefinitions = [] }: OperationDefinitionNode, given: Variables): Variables {
  const variables: { [name: string]: unknown } = {};
  for (const { variable, defaultValue } of variableDefinitions) {
    const name = variable.name.value;
    if (Object.hasOwn(given, name)) variables[name] = given[name];
    else if (defaultValue) variables[name] = valueOf(defaultValue, {});
  }
  return variables;
}

/** Whether `@skip` and `@include` leave a selection in. */
function isWanted({ directives = [] }: SelectionNode, variables: Variables): boolean {
  for (const { name, arguments: args = [] } of directives) {
    const [condition] = args;
    const value = condition && valueOf(condition.value, variables);
    if (name.value === 'skip' && value === true) return false;
    if (name.value === 'include' && value === false) return false;
  }
  return true;
}
