import {
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLResolveInfo,
  getNamedType,
  isObjectType,
} from 'graphql';
import { kindOfId } from '../ids.ts';
import type { Connection } from '../list/connection.ts';
import type { Operation } from '../operation.ts';
import type { EntityRow } from '../rows.ts';

/** What the executor tells the resolvers of a field in addition to what graphql's own tells them. */
export interface Info extends GraphQLResolveInfo {
  /** What is selected of the value, or of the values in its list, where it is of this type. */
  readonly selectedOf: (type: GraphQLObjectType) => readonly Selected[];
  /** What of that can be read before the value itself is. */
  readonly aheadOf: (type: GraphQLObjectType) => readonly ReadAhead[];
}

interface Selected {
  readonly definition: GraphQLField<unknown, unknown>;
}

interface ReadAhead extends Selected {
  readonly resolve: NonNullable<GraphQLField<unknown, unknown>['resolve']>;
  /** What its resolver is given besides the object. @throws GraphQLError an argument has no value of its type */
  readonly given: () => { readonly args: { readonly [name: string]: unknown }; readonly info: GraphQLResolveInfo };
}

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
  for (const [name, own] of idsOf)
    for (const list of aheadOf(info, info.schema.getType(name)))
      void read(list, name, own, operation).catch(() => undefined);
}

/** Asks one entity for its list, and that for those of the others, which differ in nothing but their parent. */
async function read(list: ReadAhead, type: string, ids: readonly string[], operation: Operation): Promise<void> {
  // Those fields look at nothing but the id.
  const stub: EntityRow = { id: ids[0] ?? '', type, names: [], degree: 0 };
  const { args, info } = list.given();
  const { ahead } = (await list.resolve(stub, args, operation, info)) as Connection<unknown>;
  if (asksForRows(info)) ahead?.('page', ids);
  if (partsOf(info).includes('totalCount')) ahead?.('total', ids);
}

/** Whether an operation asks for rows of a list, and not for its total and facets alone. */
export function asksForRows(info: GraphQLResolveInfo): boolean {
  return partsOf(info).some((part) => part === 'nodes' || part === 'edges' || part === 'pageInfo');
}

function partsOf(info: GraphQLResolveInfo): readonly string[] {
  const type = getNamedType(info.returnType);
  // Another executor does not tell it: then each list is read in its turn.
  const { selectedOf } = info as Partial<Info>;
  return ((isObjectType(type) && selectedOf?.(type)) || []).map(({ definition }) => definition.name);
}

function aheadOf(info: GraphQLResolveInfo, type: unknown): readonly ReadAhead[] {
  const { aheadOf } = info as Partial<Info>;
  return (isObjectType(type) && aheadOf?.(type)) || [];
}
