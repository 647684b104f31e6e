import type { Value } from '../graph/port.ts';

/** A row of the graph, as its properties. */
export type StoredRow = { readonly [property: string]: Value };

/** The list of texts that a property holds; none where it is absent. */
export function textsOf(row: StoredRow | undefined, property: string): readonly string[] {
  const value = row?.[property];
  // Lists of a stored row hold texts alone.
  return Array.isArray(value) ? (value as readonly string[]) : [];
}

export function textOf(row: StoredRow | undefined, property: string): string | undefined {
  const value = row?.[property];
  return typeof value === 'string' ? value : undefined;
}

/** A row in one text, the same whatever the order of its properties. */
export function canonical(row: StoredRow): string {
  return JSON.stringify(sorted(row));
}

function sorted(row: StoredRow): StoredRow {
  return Object.fromEntries(Object.entries(row).sort(([a], [b]) => (a < b ? -1 : 1)));
}
