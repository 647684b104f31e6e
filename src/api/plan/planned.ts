import {
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLCompositeType,
  GraphQLIncludeDirective,
  type GraphQLSchema,
  GraphQLSkipDirective,
  getDirectiveValues,
  getNamedType,
  type InlineFragmentNode,
  isCompositeType,
  isInterfaceType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  SchemaMetaFieldDef,
  type SelectionNode,
  type SelectionSetNode,
  TypeMetaFieldDef,
  TypeNameMetaFieldDef,
} from 'graphql';
import type { AnyField, Variables } from './arguments.ts';
import type { Fragments } from './shape.ts';

/** A selection set where it stands in a document. */
export interface PlannedSet {
  readonly parts: readonly (PlannedField | PlannedFragment)[];
}

interface Part {
  /** Whether `@skip` and `@include` leave it in. */
  readonly isWanted: (variables: Variables) => boolean;
}

/** A field where it is selected. */
export interface PlannedField extends Part {
  readonly kind: 'field';
  /** Its place among the fields of the plan. */
  readonly number: number;
  /** Its name in the answer. */
  readonly key: string;
  readonly node: FieldNode;
  /** The type that it is selected of, and the field as that has it. */
  readonly parent: GraphQLCompositeType;
  readonly definition: AnyField;
  readonly inner: PlannedSet | undefined;
}

/** A fragment where it is spread. */
export interface PlannedFragment extends Part {
  readonly kind: 'fragment';
  /** Undefined for one that is written where it is spread. */
  readonly name: string | undefined;
  /** What the objects are that it is for. */
  readonly on: GraphQLCompositeType;
  readonly set: PlannedSet;
}

/** What a valid operation selects: each field of the document once, however many ways lead to it. */
export interface PlannedOperation {
  readonly root: PlannedSet;
  readonly fields: readonly PlannedField[];
  /** The variables that its directives depend on. */
  readonly conditions: ReadonlySet<string>;
}

export function planned(
  schema: GraphQLSchema,
  operation: OperationDefinitionNode,
  fragments: Fragments,
): PlannedOperation {
  const fields: PlannedField[] = [];
  const conditions = new Set<string>();
  const sets = new Map<string, PlannedSet | undefined>();
  const root = schema.getRootType(operation.operation);
  return { root: root ? setOf(operation.selectionSet, root) : { parts: [] }, fields, conditions };

  function setOf({ selections }: SelectionSetNode, type: GraphQLCompositeType): PlannedSet {
    return { parts: selections.flatMap((each) => partOf(each, type) ?? []) };
  }

  function partOf(node: SelectionNode, type: GraphQLCompositeType): PlannedField | PlannedFragment | undefined {
    const isWanted = conditionOf(node);
    if (node.kind === Kind.FIELD) return fieldOf(node, type, isWanted);
    const fragment = node.kind === Kind.INLINE_FRAGMENT ? node : fragments.get(node.name.value);
    const on = fragment?.typeCondition ? schema.getType(fragment.typeCondition.name.value) : type;
    if (!fragment || !isCompositeType(on)) return undefined;
    const name = node.kind === Kind.FRAGMENT_SPREAD ? node.name.value : undefined;
    const set = name === undefined ? setOf(fragment.selectionSet, on) : setOfFragment(name, fragment, on);
    return set && { kind: 'fragment', name, on, set, isWanted };
  }

  /** Nothing where it is within itself, which validation refuses. */
  function setOfFragment(
    name: string,
    { selectionSet }: FragmentDefinitionNode | InlineFragmentNode,
    on: GraphQLCompositeType,
  ): PlannedSet | undefined {
    if (sets.has(name)) return sets.get(name);
    sets.set(name, undefined);
    const made = setOf(selectionSet, on);
    sets.set(name, made);
    return made;
  }

  function fieldOf(node: FieldNode, parent: GraphQLCompositeType, isWanted: Part['isWanted']) {
    const definition = definitionOf(parent, node.name.value);
    if (!definition) return undefined;
    const type = getNamedType(definition.type);
    const inner = node.selectionSet && isCompositeType(type) ? setOf(node.selectionSet, type) : undefined;
    const key = node.alias?.value ?? node.name.value;
    const made: PlannedField = { kind: 'field', number: fields.length, key, node, parent, definition, inner, isWanted };
    fields.push(made);
    return made;
  }

  function conditionOf(node: SelectionNode): Part['isWanted'] {
    if (!node.directives?.length) return always;
    for (const { value } of node.directives.flatMap((each) => each.arguments ?? []))
      if (value.kind === Kind.VARIABLE) conditions.add(value.name.value);
    return (variables) =>
      getDirectiveValues(GraphQLSkipDirective, node, variables)?.['if'] !== true &&
      getDirectiveValues(GraphQLIncludeDirective, node, variables)?.['if'] !== false;
  }
}

const always = () => true;

/** Fields that graphql itself adds: one to every type, the others to the root, as validation has it. */
const META_FIELDS: { readonly [name: string]: AnyField } = Object.fromEntries(
  [TypeNameMetaFieldDef, SchemaMetaFieldDef, TypeMetaFieldDef].map((field) => [field.name, field]),
);

/** A field of a type by its name. */
export function definitionOf(type: GraphQLCompositeType, name: string): AnyField | undefined {
  return META_FIELDS[name] ?? (isObjectType(type) || isInterfaceType(type) ? type.getFields()[name] : undefined);
}
