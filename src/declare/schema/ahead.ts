import {
  type FieldNode,
  type GraphQLObjectType,
  type GraphQLResolveInfo,
  getArgumentValues,
  isAbstractType,
  isObjectType,
  Kind,
  type SelectionSetNode,
} from 'graphql';
import { kindOfId } from '../ids.ts';
import type { Connection } from '../list/connection.ts';
import type { Operation } from '../operation.ts';
import type { EntityRow } from '../rows.ts';

/** Declares, among the extensions of a field, that it lists something of an entity of which it needs but the id. */
export const BY_ID_ALONE = { ahead: true } as const;

/** For more entities than these, resolving a list twice takes longer than a round trip. */
const FEW = 20;

/**
 * Starts to read what an operation lists of entities while they are read themselves: their ids are all that it takes,
 * and a round trip is saved. What was read is found by the resolvers when their turn comes; so is what went wrong.
 */
export function readAhead(operation: Operation, info: GraphQLResolveInfo, ids: readonly string[]): void {
  if (ids.length > FEW) return;
  const selections = info.fieldNodes.flatMap(({ selectionSet }) => selectionSet ?? []);
  const lists = new Map<string, readonly ListField[]>();
  for (const id of ids) {
    const kind = kindOfId(id);
    const type = kind.of === 'entity' ? info.schema.getType(kind.type) : undefined;
    if (!isObjectType(type)) continue;
    const known = lists.get(type.name) ?? selections.flatMap((each) => [...listsIn(each, type, info)]);
    lists.set(type.name, known);
    // Those fields look at nothing but the id.
    const stub: EntityRow = { id, type: type.name, names: [], degree: 0 };
    for (const list of known) void read(list, stub, operation, info).catch(() => undefined);
  }
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
  readonly resolve: (parent: EntityRow, args: object, operation: Operation, info: GraphQLResolveInfo) => unknown;
  readonly args: object;
  /** The fields that are selected of the list. */
  readonly parts: ReadonlySet<string>;
}

async function read(
  { resolve, args, parts }: ListField,
  stub: EntityRow,
  operation: Operation,
  info: GraphQLResolveInfo,
) {
  const list = (await resolve(stub, args, operation, info)) as Connection<unknown>;
  if (hasRows(parts)) list.ahead?.();
  if (parts.has('totalCount')) await list.totalCount();
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
      const list = listOf(selection, type, info);
      if (list) yield list;
      continue;
    }
    const fragment = selection.kind === Kind.INLINE_FRAGMENT ? selection : info.fragments[selection.name.value];
    const on = fragment?.typeCondition ? info.schema.getType(fragment.typeCondition.name.value) : type;
    if (fragment && (on === type || (isAbstractType(on) && info.schema.isSubType(on, type))))
      yield* listsIn(fragment.selectionSet, type, info);
  }
}

function listOf(node: FieldNode, type: GraphQLObjectType, info: GraphQLResolveInfo): ListField | undefined {
  const field = type.getFields()[node.name.value];
  if (!field?.resolve || field.extensions['ahead'] !== true) return undefined;
  return {
    resolve: field.resolve,
    args: getArgumentValues(field, node, info.variableValues),
    parts: partsOf(node.selectionSet),
  };
}
