import type { ObjectRef } from '@pothos/core';
import type { Connection, Edge, PageInfo } from '../list/connection.ts';
import type { Arguments, Fields, NodeValue, Parts, SchemaTypes } from './parts.ts';
import { reading } from './reads.ts';
import type { Values } from './values.ts';

/** The four arguments of a list. Their meaning is that of the Relay connections specification. */
export function pagingArgs(t: Arguments) {
  return {
    first: t.arg({ type: 'Int' }),
    after: t.arg({ type: 'String' }),
    last: t.arg({ type: 'Int' }),
    before: t.arg({ type: 'String' }),
  };
}

/** The two arguments of a list that is read forwards only. */
export function forwardArgs(t: Arguments) {
  return { first: t.arg({ type: 'Int' }), after: t.arg({ type: 'String' }) };
}

export interface ConnectionType<N> {
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
}

type NodeRef = Parameters<Fields<unknown>['field']>[0]['type'];
type EdgeFields = Record<string, ReturnType<Fields<unknown>['field']>>;
type ConnectionRef<N> = ObjectRef<SchemaTypes, Connection<Edge<N>>>;

/** The connection and edge types of a name, made once. */
export function connectionType<N>(parts: Parts, values: Values, type: ConnectionType<N>): ConnectionRef<N> {
  return parts.connection(type.name, () => addConnection(parts, values, type));
}

function addConnection<N>(parts: Parts, values: Values, type: ConnectionType<N>): ConnectionRef<N> {
  const { builder } = parts;
  const nodeOf = type.nodeOf ?? ((row: N) => row as object);
  const edge = builder.objectRef<Edge<N>>(`${type.name}Edge`).implement({
    description: `A row of a list: ${type.description}.`,
    fields: (t) => ({
      cursor: t.exposeString('cursor', {
        description: 'Where the row stands, for `after` and `before`.',
        extensions: reading({ cursors: true }),
      }),
      node: t.field({ type: type.node, resolve: ({ node }) => nodeOf(node) as never }),
      ...type.edge?.(t),
    }),
  });
  return builder.objectRef<Connection<Edge<N>>>(`${type.name}Connection`).implement({
    description: `A list, a page at a time: ${type.description}.`,
    fields: (t) => ({
      edges: t.field({ type: [edge], resolve: async (list) => [...(await list.page()).edges] }),
      nodes: t.field({
        type: [type.node] as never,
        description: 'The rows without their cursors.',
        resolve: async (list) => (await list.page()).edges.map(({ node }) => nodeOf(node)) as never,
      }),
      pageInfo: t.field({
        type: values.PageInfo,
        resolve: async (list): Promise<PageInfo> => (await list.page()).pageInfo,
      }),
      totalCount: t.int({
        nullable: true,
        description: 'How many rows the whole list has. Counted only when asked for.',
        resolve: (list) => list.totalCount(),
      }),
      ...Object.fromEntries(
        Object.entries(type.facets ?? {}).map(([facet, description]) => [
          facet,
          t.field({
            type: [values.Facet],
            nullable: true,
            description,
            resolve: async (list) => [...(await list.facet(facet))],
          }),
        ]),
      ),
    }),
  });
}
