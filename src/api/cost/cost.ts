import {
  type FieldNode,
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLSchema,
  getNamedType,
  getNullableType,
  isInterfaceType,
  isListType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  SchemaMetaFieldDef,
  type SelectionNode,
  type SelectionSetNode,
  TypeMetaFieldDef,
  type ValueNode,
} from 'graphql';
import { MAX_PAGE } from '../../declare/list/paging.ts';
import { type Argument, type Inside, introspectionLengths, lengthOf, lengthsWithin, NOTHING } from './lengths.ts';
import type { Fragments } from './shape.ts';

export type Variables = { readonly [name: string]: unknown };

/** What a field adds that reads a list of its own, or counts one, whatever it finds. */
const READING = 10;
/** No argument takes a larger number. */
const LARGEST = 10_000;
/** Costs of one operation that are kept, by the sizes of its variables. */
const REMEMBERED = 20;
/** What a value of an introspection costs: nothing is read for it. */
const INTROSPECTING = 0.1;

/**
 * Says what operations cost: each field as many as it can have values. A page has as many rows as are asked for, in
 * a variable or not; a list within a list multiplies.
 */
export function pricing(schema: GraphQLSchema) {
  const introspection = introspectionLengths(schema);
  const known = new WeakMap<OperationDefinitionNode, Map<string, number>>();

  /** What a valid operation can cost at most. */
  return function costOf(operation: OperationDefinitionNode, fragments: Fragments, given: Variables): number {
    const variables = withDefaults(operation, given);
    const costs = known.get(operation) ?? new Map<string, number>();
    const sizes = Object.entries(variables)
      .map(([name, value]) => name + sizeOf(value))
      .join();
    const cost = costs.get(sizes) ?? computed(operation, fragments, variables);
    if (costs.size < REMEMBERED) known.set(operation, costs.set(sizes, cost));
    return cost;
  };

  /** Each selection is looked at once for each length that its list can have, however many ways lead to it. */
  function computed(operation: OperationDefinitionNode, fragments: Fragments, variables: Variables): number {
    const ofSelections = new Map<SelectionSetNode, Map<Inside, number>>();
    const insides = new Map<FieldNode, Inside>();
    const root = schema.getRootType(operation.operation);
    return root ? Math.ceil(selectionsCost(operation.selectionSet, root, NOTHING)) : 0;

    function selectionsCost(selections: SelectionSetNode, type: GraphQLNamedType, within: Inside): number {
      const known = ofSelections.get(selections) ?? new Map<Inside, number>();
      ofSelections.set(selections, known);
      const before = known.get(within);
      if (before !== undefined) return before;
      let total = 0;
      for (const each of selections.selections)
        if (isWanted(each, variables)) total += selectionCost(each, type, within);
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
      const own = field.name.startsWith('__') ? INTROSPECTING : ownCost(field, type);
      if (!node.selectionSet) return own;
      const inner = getNamedType(field.type);
      if (inner.name.startsWith('__')) {
        const length = lengthOf(field, noArgument, introspection);
        return INTROSPECTING + length * (INTROSPECTING + selectionsCost(node.selectionSet, inner, introspection));
      }
      const argument: Argument = (name) => argumentOf(field, node, name, variables);
      const length = lengthOf(field, argument, within);
      const rows = isListType(getNullableType(field.type)) ? length : 0;
      return own + rows + length * selectionsCost(node.selectionSet, inner, insideOf(field, node, argument));
    }

    function insideOf(field: GraphQLField<unknown, unknown>, node: FieldNode, argument: Argument): Inside {
      const known = insides.get(node);
      if (known) return known;
      const found = lengthsWithin(field, argument);
      insides.set(node, found);
      return found;
    }
  }
}

/** All of a variable that a cost can depend on. */
function sizeOf(value: unknown): string {
  if (Array.isArray(value)) return `[${value.length}`;
  return typeof value === 'number' || typeof value === 'boolean' ? `=${value}` : ` ${typeof value}`;
}

const noArgument: Argument = () => undefined;

function ownCost({ args, name, extensions }: GraphQLField<unknown, unknown>, type: GraphQLNamedType): number {
  const declared = extensions['cost'];
  if (typeof declared === 'number') return declared;
  const counts = type.name.endsWith('Connection') && name !== 'edges' && name !== 'nodes' && name !== 'pageInfo';
  return counts || args.some((each) => each.name !== 'languages') ? READING : 1;
}

function fieldOf(
  type: GraphQLNamedType,
  name: string,
  schema: GraphQLSchema,
): GraphQLField<unknown, unknown> | undefined {
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
  const value = given && literal(given, variables);
  return amount(
    value === undefined ? declared.defaultValue : value,
    name === 'first' || name === 'last' ? MAX_PAGE : LARGEST,
  );
}

/** A number outside of what a field takes is refused by the field itself, in its own words and before it reads. */
function amount(value: unknown, largest: number): number | undefined {
  if (Array.isArray(value)) return value.length;
  if (typeof value === 'number') return Math.min(largest, Math.max(0, value));
  return typeof value === 'string' ? 1 : undefined;
}

function literal(node: ValueNode, variables: Variables): unknown {
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
    else if (defaultValue) variables[name] = literal(defaultValue, {});
  }
  return variables;
}

/** Whether `@skip` and `@include` leave a selection in. */
function isWanted({ directives = [] }: SelectionNode, variables: Variables): boolean {
  for (const { name, arguments: args = [] } of directives) {
    const [condition] = args;
    const value = condition && literal(condition.value, variables);
    if (name.value === 'skip' && value === true) return false;
    if (name.value === 'include' && value === false) return false;
  }
  return true;
}
