import type { ObjectRef } from '@pothos/core';
import type { Connection, Edge, PageInfo } from '../list/connection.ts';
import { DEFAULT_PAGE, MAX_PAGE } from '../list/paging.ts';
import { type ArgumentPrice, COUNTED_ROWS, EACH, listing, READING, type RowCount, VALUE } from '../price.ts';
import type { Arguments, Fields, NodeValue, Parts, SchemaTypes } from './parts.ts';
import type { ValueTypes } from './value-types.ts';

/** How long a page is. */
const page = (most: number): ArgumentPrice => ({ sizes: 'page', most });
const PAGE = page(MAX_PAGE);
const PAGE_ROWS: RowCount = { size: 'page', otherwise: DEFAULT_PAGE };

/** The four arguments of a list. Their meaning is that of the Relay connections specification. */
export function pagingArgs(t: Arguments) {
  return {
    first: t.arg({ type: 'Int', price: PAGE }),
    after: t.arg({ type: 'String', price: EACH }),
    last: t.arg({ type: 'Int', price: PAGE }),
    before: t.arg({ type: 'String', price: EACH }),
  };
}

/** The two arguments of a list that is read forwards only. @param most how many rows a page has at most */
export function forwardArgs(t: Arguments, most = MAX_PAGE) {
  return { first: t.arg({ type: 'Int', price: page(most) }), after: t.arg({ type: 'String', price: EACH }) };
}

export interface ConnectionType<N, C extends Connection<Edge<N>> = Connection<Edge<N>>> {
  /** The name of its types, without `Connection` and `Edge`. */
  readonly name: string;
  /** What it lists. */
  readonly description: string;
  readonly node: NodeRef;
  /** The node of a row of the list; the row itself where nothing is said. */
  readonly nodeOf?: (row: N) => NodeValue | object;
  /** The facets that it counts, each with what its values are. */
  readonly facets?: { readonly [name: string]: string };
  /** The fields of an edge besides its cursor and its node. */
  readonly edge?: (t: PothosSchemaTypes.ObjectFieldBuilder<SchemaTypes, Edge<N>>) => EdgeFields;
  /** The fields of the list besides its rows and their number. */
  readonly fields?: (t: PothosSchemaTypes.ObjectFieldBuilder<SchemaTypes, C>) => EdgeFields;
}

type NodeRef = Parameters<Fields<unknown>['field']>[0]['type'];
type EdgeFields = Record<string, ReturnType<Fields<unknown>['field']>>;
type ConnectionRef<C> = ObjectRef<SchemaTypes, C>;

/** The connection and edge types of a name, made once. */
export function connectionType<N, C extends Connection<Edge<N>> = Connection<Edge<N>>>(
  parts: Parts,
  valueTypes: ValueTypes,
  type: ConnectionType<N, C>,
): ConnectionRef<C> {
  return parts.shared(type.name, () => addConnection(parts, valueTypes, type));
}

function addConnection<N, C extends Connection<Edge<N>>>(
  parts: Parts,
  valueTypes: ValueTypes,
  type: ConnectionType<N, C>,
): ConnectionRef<C> {
  const { builder } = parts;
  const nodeOf = type.nodeOf ?? ((row: N) => row as object);
  const edge = builder.objectRef<Edge<N>>(`${type.name}Edge`).implement({
    description: `A row of a list: ${type.description}.`,
    fields: (t) => ({
      cursor: t.exposeString('cursor', {
        description: 'Where the row stands, for `after` and `before`.',
        price: VALUE,
        reads: { cursors: true },
      }),
      node: t.field({ type: type.node, price: VALUE, resolve: ({ node }) => nodeOf(node) as never }),
      ...type.edge?.(t),
    }),
  });
  return builder.objectRef<C>(`${type.name}Connection`).implement({
    description: `A list, a page at a time: ${type.description}.`,
    fields: (t) => ({
      edges: t.field({
        type: [edge],
        price: listing(VALUE, PAGE_ROWS),
        resolve: async (list) => [...(await list.page()).edges],
      }),
      nodes: t.field({
        type: [type.node] as never,
        description: 'The rows without their cursors.',
        price: listing(VALUE, PAGE_ROWS),
        resolve: async (list) => (await list.page()).edges.map(({ node }) => nodeOf(node)) as never,
      }),
      pageInfo: t.field({
        type: valueTypes.PageInfo,
        price: VALUE,
        resolve: async (list): Promise<PageInfo> => (await list.page()).pageInfo,
      }),
      totalCount: t.int({
        nullable: true,
        description: 'How many rows the whole list has. Counted only when asked for.',
        price: READING,
        resolve: (list) => list.totalCount(),
      }),
      ...Object.fromEntries(
        Object.entries(type.facets ?? {}).map(([facet, description]) => [
          facet,
          t.field({
            type: [valueTypes.Facet],
            nullable: true,
            description,
            price: listing(READING, COUNTED_ROWS),
            resolve: async (list) => [...(await list.facet(facet))],
          }),
        ]),
      ),
      ...type.fields?.(t),
    }),
  });
}
