import {
  type GraphQLField,
  type GraphQLSchema,
  getNamedType,
  getNullableType,
  isListType,
  isObjectType,
} from 'graphql';
import { DEFAULT_PAGE } from '../../declare/list/paging.ts';

/** How many values an argument holds, or the number that it is; nothing where it is left out. */
export type Argument = (name: string) => number | undefined;

/** By field: how long the lists are that an object holds, where the field that gave the object decides it. */
export interface Inside {
  readonly [field: string]: number;
}

export const NOTHING: Inside = {};

/** What a list is taken for that no argument bounds: the names of an entity, the passages of a fact. */
const UNPAGED = 4;
/** Rows of a count by value. */
const FACET = 20;
/** Such lists that are known to be longer: a timeline has at most so many buckets. */
const LONGER: Inside = { buckets: 1000, relationshipCounts: FACET };

/** How long a list is that this field gives. */
export function lengthOf(field: GraphQLField<unknown, unknown>, argument: Argument, within: Inside): number {
  if (!isListType(getNullableType(field.type))) return 1;
  return argument('ids') ?? argument('first') ?? within[field.name] ?? LONGER[field.name] ?? UNPAGED;
}

/** How long the lists are inside of an object that this field gives. */
export function lengthsWithin(field: GraphQLField<unknown, unknown>, argument: Argument): Inside {
  const type = getNamedType(field.type);
  if (isObjectType(type) && type.name.endsWith('Connection')) return pageLengths(type.getFields(), argument);
  const hops = argument('maxLength');
  if (hops !== undefined) return { nodes: hops + 1, edges: hops };
  const edges = argument('edgeLimit');
  if (edges !== undefined) return { nodes: argument('limit') ?? argument('ids') ?? UNPAGED, edges };
  return NOTHING;
}

function pageLengths(fields: { readonly [name: string]: unknown }, argument: Argument): Inside {
  const page = argument('first') ?? argument('last') ?? DEFAULT_PAGE;
  const lengths: { [field: string]: number } = {};
  for (const name of Object.keys(fields)) lengths[name] = name === 'edges' || name === 'nodes' ? page : FACET;
  return lengths;
}

/** How long the lists of an introspection are in this schema, on average. */
export function introspectionLengths(schema: GraphQLSchema): Inside {
  const types = Object.values(schema.getTypeMap());
  let fields = 0;
  let args = 0;
  let withFields = 0;
  for (const type of types) {
    if (!isObjectType(type)) continue;
    withFields++;
    for (const field of Object.values(type.getFields())) {
      fields++;
      args += field.args.length;
    }
  }
  return {
    types: types.length,
    fields: Math.ceil(fields / Math.max(1, withFields)),
    args: Math.ceil(args / Math.max(1, fields)),
    inputFields: 1,
    interfaces: 2,
    possibleTypes: 2,
    enumValues: 2,
    directives: schema.getDirectives().length,
  };
}
