import {
  type FieldNode,
  type GraphQLObjectType,
  type GraphQLResolveInfo,
  isAbstractType,
  isObjectType,
  Kind,
  type SelectionSetNode,
} from 'graphql';
import { kindOfId } from '../ids.ts';
import type { Connection } from '../list/connection.ts';
import { once } from '../once.ts';
import type { Operation } from '../operation.ts';
import type { EntityRow } from '../rows.ts';
import { argumentsOf } from './arguments.ts';
import { hasVariables } from './variables.ts';

/** Declares, among the extensions of a field, that it lists something of an entity of which it needs but the id. */
export const BY_ID_ALONE = { ahead: true } as const;

/**
 * Starts to read what an operation lists of entities while they are read themselves: their ids are all that it takes,
 * and a round trip is saved. What was read is found by the resolvers when their turn comes; so is what went wrong.
 */
export function readAhead(operation: Operation, info: GraphQLResolveInfo, ids: readonly string[]): void {
  const idsOf = new Map<string, string[]>();
  for (const id of ids) {
    const kind = kindOfId(id);
    if (kind.of !== 'entity') continue;
    const known = idsOf.get(kind.type);
    if (known) known.push(id);
    else idsOf.set(kind.type, [id]);
  }
  for (const [name, own] of idsOf) {
    const type = info.schema.getType(name);
    if (!isObjectType(type)) continue;
    for (const { selectionSet } of info.fieldNodes)
      for (const list of selectionSet ? listFieldsIn(selectionSet, type, info) : [])
        void read(list, own, operation, info).catch(() => undefined);
  }
}

/** Asks one entity for its list, and that for those of the others, which differ in nothing but their parent. */
async function read(
  { type, resolve, args, parts }: ListField,
  ids: readonly string[],
  operation: Operation,
  info: GraphQLResolveInfo,
): Promise<void> {
  // Those fields look at nothing but the id.
  const stub: EntityRow = { id: ids[0] ?? '', type, names: [], degree: 0 };
  const list = (await resolve(stub, args(info.variableValues), operation, info)) as Connection<unknown>;
  if (hasRows(parts)) list.ahead?.('page', ids);
  if (parts.has('totalCount')) list.ahead?.('total', ids);
}

/** Whether an operation asks for rows of a list, and not for its total and facets alone. */
export function asksForRows({ fieldNodes }: GraphQLResolveInfo): boolean {
  return fieldNodes.some(({ selectionSet }) => hasRows(partsOf(selectionSet)));
}

function hasRows(parts: ReadonlySet<string>): boolean {
  return parts.has('nodes') || parts.has('edges') || parts.has('pageInfo');
}

function partsOf(selectionSet: SelectionSetNode | undefined): ReadonlySet<string> {
  const parts = selectionSet?.selections.flatMap((each) =>
    each.kind === Kind.FIELD && !each.directives?.length ? [each.name.value] : [],
  );
  return new Set(parts);
}

interface ListField {
  /** The type of the entities that have it. */
  readonly type: string;
  readonly resolve: (parent: EntityRow, args: object, operation: Operation, info: GraphQLResolveInfo) => unknown;
  readonly args: (variables: GraphQLResolveInfo['variableValues']) => object;
  /** The fields that are selected of the list. */
  readonly parts: ReadonlySet<string>;
}

/** By what is selected, and of which type: a document is asked again and again. */
const listFields = new WeakMap<SelectionSetNode, Map<GraphQLObjectType, readonly ListField[]>>();

function listFieldsIn(
  selected: SelectionSetNode,
  type: GraphQLObjectType,
  info: GraphQLResolveInfo,
): readonly ListField[] {
  const byType = listFields.get(selected) ?? new Map<GraphQLObjectType, readonly ListField[]>();
  listFields.set(selected, byType);
  const found = byType.get(type) ?? [...listsIn(selected, type, info)];
  byType.set(type, found);
  return found;
}

/** The lists that are selected of an object, whatever the fragments around them. */
function* listsIn(
  { selections }: SelectionSetNode,
  type: GraphQLObjectType,
  info: GraphQLResolveInfo,
): Generator<ListField> {
  for (const selection of selections) {
    // What may be left out waits for its turn.
    if (selection.directives?.length) continue;
    if (selection.kind === Kind.FIELD) {
      const list = listOf(selection, type);
      if (list) yield list;
      continue;
    }
    const fragment = selection.kind === Kind.INLINE_FRAGMENT ? selection : info.fragments[selection.name.value];
    const on = fragment?.typeCondition ? info.schema.getType(fragment.typeCondition.name.value) : type;
    if (fragment && (on === type || (isAbstractType(on) && info.schema.isSubType(on, type))))
      yield* listsIn(fragment.selectionSet, type, info);
  }
}

function listOf(node: FieldNode, type: GraphQLObjectType): ListField | undefined {
  const field = type.getFields()[node.name.value];
  if (!field?.resolve || field.extensions['ahead'] !== true) return undefined;
  const constant = once(() => argumentsOf(field, node));
  return {
    type: type.name,
    resolve: field.resolve,
    args: hasVariables(node) ? (variables) => argumentsOf(field, node, variables) : constant,
    parts: partsOf(node.selectionSet),
  };
}
