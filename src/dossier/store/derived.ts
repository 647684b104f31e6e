import { isDated } from '../../declare/entity.ts';
import { type Model, typeNamed } from '../../declare/model.ts';
import type { RelationshipType } from '../../declare/relationship.ts';
import { DERIVED } from '../../declare/stated.ts';
import { type Kind, type StoredRow, textOf } from './stored.ts';

/** What of a stored row follows from the facts around it. */
export function derivedPart(row: StoredRow): StoredRow {
  return Object.fromEntries(Object.entries(row).filter(([property]) => DERIVED.includes(property)));
}

/** What a node has before any fact is at it, and a passage before any cites it. */
export function initiallyDerived(kind: Kind, row: StoredRow, model: Model): StoredRow {
  if (kind === 'passage') return { facts: [] };
  if (kind !== 'entity') return {};
  const type = typeNamed(model, textOf(row, 'type') ?? '');
  return { degree: 0, ...(type && isDated(type) ? participantPart(textOf(row, 'id') ?? '', 0) : {}) };
}

/** How many took part, and the key that a list by that number is read in. */
export function participantPart(id: string, count: number): StoredRow {
  return { participantCount: count, participantOrder: `${String(count).padStart(9, '0')}|${id}` };
}

/** The type of relationship that says who took part, if there is one. */
export function participations(model: Model): RelationshipType[] {
  return model.relationships.filter(({ plays }) => plays === 'participation');
}
