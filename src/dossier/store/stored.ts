import { Entity } from '../../declare/entity.ts';
import { typeOfFactId } from '../../declare/ids.ts';
import type { Value } from '../../graph/port.ts';

/** A row of the graph, as its properties. */
export type StoredRow = { readonly [property: string]: Value };

/** What the graph keeps of dossiers: two kinds of nodes for where something is said, and what is said. */
export type Kind = 'document' | 'passage' | 'entity' | 'fact';
export type NodeKind = Exclude<Kind, 'fact'>;

/** The label of the nodes of a kind. */
export const LABEL = { document: 'SourceDocument', passage: 'Passage', entity: Entity.name } as const;

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

/** The type of relationship of the row of a fact. */
export function factTypeOf(fact: StoredRow | undefined): string {
  return typeOfFactId(textOf(fact, 'id') ?? '');
}

/** A row in one text, the same whatever the order of its properties. */
export function canonical(row: StoredRow): string {
  return JSON.stringify(sorted(row));
}

function sorted(row: StoredRow): StoredRow {
  return Object.fromEntries(Object.entries(row).sort(([a], [b]) => (a < b ? -1 : 1)));
}
