import type { RowStream } from './exported-graph.ts';

export type Json = string | number | boolean | readonly Json[] | { readonly [key: string]: Json };

/** The rows as the elements of a JSON array or the members of an object, without what encloses them. */
export async function* listed<R>(
  rows: RowStream<R>,
  write: (row: R) => string,
): AsyncGenerator<string, void, undefined> {
  let separator = '\n';
  for await (const row of rows) {
    yield separator + write(row);
    separator = ',\n';
  }
}
