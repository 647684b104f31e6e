import { type GraphQLSchema, lexicographicSortSchema, printSchema } from 'graphql';

/** A schema as its definition language has it, sorted by name. */
export function printed(schema: GraphQLSchema): string {
  return `${printSchema(lexicographicSortSchema(schema))}\n`;
}
