import {
  defaultFieldResolver,
  type FieldNode,
  type FragmentDefinitionNode,
  GraphQLIncludeDirective,
  type GraphQLObjectType,
  type GraphQLSchema,
  GraphQLSkipDirective,
  getDirectiveValues,
  isAbstractType,
  Kind,
  type OperationDefinitionNode,
  SchemaMetaFieldDef,
  type SelectionNode,
  type SelectionSetNode,
  TypeMetaFieldDef,
  TypeNameMetaFieldDef,
} from 'graphql';
import { argumentsOf } from '../../declare/schema/arguments.ts';
import { hasVariables } from '../../declare/schema/variables.ts';
import { completionOf } from './fields.ts';
import type { AnyField, Arguments, SelectedField, SelectedFields, Selection, Variables } from './selected.ts';

/** What is selected of an object, found out once for each type that it can have. */
class SelectionOfSets implements Selection {
  readonly #selections: Selections;
  readonly #sets: readonly SelectionSetNode[];
  readonly #ofType = new Map<GraphQLObjectType, SelectedFields>();

  constructor(selections: Selections, sets: readonly SelectionSetNode[]) {
    this.#selections = selections;
    this.#sets = sets;
  }

  of(type: GraphQLObjectType): SelectedFields {
    const known = this.#ofType.get(type);
    if (known) return known;
    const made = this.#selections.collect(type, this.#sets);
    this.#ofType.set(type, made);
    return made;
  }
}

/**
 * All that an operation selects, found out as far as its answers go. Where no directive depends on a variable, that is
 * the same for each of its requests.
 */
export class Selections {
  readonly root: Selection;
  readonly fragments: { readonly [name: string]: FragmentDefinitionNode };
  readonly operation: OperationDefinitionNode;
  readonly #schema: GraphQLSchema;
  readonly #variables: Variables;
  /** By what was merged for a key: types that have the same share it. */
  readonly #inner = new Map<string, Selection>();
  readonly #numbers = new Map<FieldNode, number>();
  readonly #found: (fields: number) => void;

  /**
   * @param variables those that its directives depend on
   * @param found hears of how many fields were found, each time that some are
   */
  constructor(
    schema: GraphQLSchema,
    operation: OperationDefinitionNode,
    fragments: ReadonlyMap<string, FragmentDefinitionNode>,
    variables: Variables,
    found: (fields: number) => void,
  ) {
    this.#schema = schema;
    this.operation = operation;
    this.fragments = Object.fromEntries(fragments);
    this.#variables = variables;
    this.#found = found;
    this.root = new SelectionOfSets(this, [operation.selectionSet]);
  }

  /** The fields of a type, those with one key merged, in the order of the first of each. */
  collect(type: GraphQLObjectType, sets: readonly SelectionSetNode[]): SelectedFields {
    const byKey = new Map<string, [FieldNode, ...FieldNode[]]>();
    const visited = new Set<string>();
    for (const set of sets) this.#collectInto(byKey, visited, type, set);
    const fields = [...byKey].flatMap(([key, nodes]) => this.#field(type, key, nodes) ?? []);
    this.#found(fields.length);
    return { fields, template: Object.fromEntries(fields.map(({ key }) => [key, null])) };
  }

  #collectInto(
    byKey: Map<string, [FieldNode, ...FieldNode[]]>,
    visited: Set<string>,
    type: GraphQLObjectType,
    { selections }: SelectionSetNode,
  ): void {
    for (const selection of selections) {
      if (!this.#isWanted(selection)) continue;
      if (selection.kind === Kind.FIELD) {
        const key = selection.alias?.value ?? selection.name.value;
        const nodes = byKey.get(key);
        if (nodes) nodes.push(selection);
        else byKey.set(key, [selection]);
        continue;
      }
      if (selection.kind === Kind.FRAGMENT_SPREAD) {
        if (visited.has(selection.name.value)) continue;
        visited.add(selection.name.value);
      }
      const fragment = selection.kind === Kind.INLINE_FRAGMENT ? selection : this.fragments[selection.name.value];
      if (fragment && this.#applies(fragment.typeCondition?.name.value, type))
        this.#collectInto(byKey, visited, type, fragment.selectionSet);
    }
  }

  #applies(condition: string | undefined, type: GraphQLObjectType): boolean {
    if (condition === undefined || condition === type.name) return true;
    const on = this.#schema.getType(condition);
    return isAbstractType(on) && this.#schema.isSubType(on, type);
  }

  #isWanted(node: SelectionNode): boolean {
    if (!node.directives?.length) return true;
    if (getDirectiveValues(GraphQLSkipDirective, node, this.#variables)?.['if'] === true) return false;
    return getDirectiveValues(GraphQLIncludeDirective, node, this.#variables)?.['if'] !== false;
  }

  #field(parent: GraphQLObjectType, key: string, nodes: [FieldNode, ...FieldNode[]]): SelectedField | undefined {
    const [{ name }] = nodes;
    const definition = META_FIELDS[name.value] ?? parent.getFields()[name.value];
    if (!definition) return undefined;
    return {
      key,
      nodes,
      parent,
      definition,
      resolve: definition.resolve ?? defaultFieldResolver,
      constant: constantArguments(definition, nodes[0]),
      completion: completionOf(this.#schema, definition.type, this.#innerOf(nodes)),
    };
  }

  #innerOf(nodes: readonly FieldNode[]): Selection {
    const key = nodes.map((node) => this.#numberOf(node)).join(' ');
    const known = this.#inner.get(key);
    if (known) return known;
    const made = new SelectionOfSets(
      this,
      nodes.flatMap(({ selectionSet }) => selectionSet ?? []),
    );
    this.#inner.set(key, made);
    return made;
  }

  #numberOf(node: FieldNode): number {
    const number = this.#numbers.get(node) ?? this.#numbers.size;
    this.#numbers.set(node, number);
    return number;
  }
}

/** Fields that graphql itself adds: one to every type, the others to the root, as validation has it. */
const META_FIELDS: { readonly [name: string]: AnyField } = Object.fromEntries(
  [TypeNameMetaFieldDef, SchemaMetaFieldDef, TypeMetaFieldDef].map((field) => [field.name, field]),
);

/** What every request of an operation gives a field. Nobody may change it. */
function constantArguments(definition: AnyField, node: FieldNode): Arguments | undefined {
  if (hasVariables(node)) return undefined;
  try {
    return Object.freeze(argumentsOf(definition, node));
  } catch {
    // It fails again, and is told, where the field is executed.
    return undefined;
  }
}
