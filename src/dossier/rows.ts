import { Entity, type EntityType, isDated, propertiesOf } from '../declare/entity.ts';
import { orderKey } from '../declare/ids.ts';
import { type Model, typeNamed } from '../declare/model.ts';
import type { RelationshipType } from '../declare/relationship.ts';
import { searchText, sortName } from '../text/fold.ts';
import { choose, untag } from '../text/language.ts';
import { daysOf } from './dates.ts';
import { passageOf } from './evidence.ts';
import type { DocumentSeed, EntitySeed, FactSeed, PassageSeed, PropertyValue } from './seed.ts';
import { type StoredRow, textOf, textsOf } from './stored.ts';

/** What the graph keeps of dossiers: two kinds of nodes for where something is said, and what is said. */
export type Kind = 'document' | 'passage' | 'entity' | 'fact';

/** The label of the nodes of a kind. */
export const LABEL = { document: 'SourceDocument', passage: 'Passage', entity: Entity.name } as const;

/** The first day of the latest document among those of some passages. */
export type Witness = (evidence: readonly string[]) => string | undefined;

/** What follows from a date, and is made anew whenever a row is written. */
const DAYS = ['earliest', 'latest', 'surelyFrom', 'surelyTo', 'until', 'order'];
/** What follows from the facts around a node. Only writing facts changes it. */
export const DERIVED = ['degree', 'participantCount', 'participantOrder', 'facts'];
const COMPUTED = new Set([...DAYS, ...DERIVED, 'searchText', 'sortName', 'dossiers', 'files', 'contributions']);

/** What a dossier states of a row: what is stored, without what follows from it. */
export function statedPart(row: StoredRow): StoredRow {
  return Object.fromEntries(Object.entries(row).filter(([property]) => !COMPUTED.has(property)));
}

/** What of a stored row follows from the facts around it. */
export function derivedPart(row: StoredRow): StoredRow {
  return Object.fromEntries(Object.entries(row).filter(([property]) => DERIVED.includes(property)));
}

export function documentPart({ id, title, language, date, url, license }: DocumentSeed): StoredRow {
  return present({ id, title, language, date, url, license });
}

export function passagePart({ id, document, locator, summary }: PassageSeed): StoredRow {
  return { id, document, locator, summary };
}

export function entityPart(seed: EntitySeed): StoredRow {
  const { id, type, names, description, identifiers, evidence } = seed;
  return present({ id, type: type.name, names, description, identifiers, evidence, ...propertiesPart(seed) });
}

export function factPart(seed: FactSeed): StoredRow {
  const { id, source, target, date, evidence, note } = seed;
  return present({ id, source, target, date, evidence, note, ...propertiesPart(seed) });
}

function propertiesPart(seed: {
  id: string;
  document: string | undefined;
  values: readonly PropertyValue[];
}): StoredRow {
  const seeding = {
    id: seed.id,
    witness: undefined,
    passage: (reference: string) => passageOf(reference, seed.document) ?? reference,
  };
  const stored = seed.values.map(({ name, property, value }) =>
    // The value is what this property's own seed made of it.
    property.store(name, value as never, seeding),
  );
  return statedPart(Object.assign({}, ...stored));
}

/** A row with what follows from what is stated: texts to search and sort by, days, and its place in order. */
export function completed(kind: Kind, row: StoredRow, model: Model, witness: Witness): StoredRow {
  switch (kind) {
    case 'document': {
      const { order: _, ...days } = datedPart(row, 'date', witness);
      return { ...row, ...days };
    }
    case 'passage':
      return { ...row, order: naturalOrder(row) };
    case 'fact':
      return { ...row, order: orderKey(undefined, idOf(row)), ...datedPart(row, 'date', witness) };
    case 'entity':
      return { ...row, ...namePart(row), ...spansPart(row, typeNamed(model, textOf(row, 'type') ?? ''), witness) };
  }
}

/** What a node has before any fact is at it, and a passage before any cites it. */
export function initiallyDerived(kind: Kind, row: StoredRow, model: Model): StoredRow {
  if (kind === 'passage') return { facts: [] };
  if (kind !== 'entity') return {};
  const type = typeNamed(model, textOf(row, 'type') ?? '');
  return { degree: 0, ...(type && isDated(type) ? participantPart(idOf(row), 0) : {}) };
}

/** How many took part, and the key that a list by that number is read in. */
export function participantPart(id: string, count: number): StoredRow {
  return { participantCount: count, participantOrder: `${String(count).padStart(9, '0')}|${id}` };
}

/** The type of relationship that says who took part, if there is one. */
export function participations(model: Model): RelationshipType[] {
  return model.relationships.filter(({ plays }) => plays === 'participation');
}

/** The names of the properties that hold quantities. */
export function quantityNames(model: Model): ReadonlySet<string> {
  return new Set(
    [...model.interfaces, ...model.types].flatMap(({ properties }) =>
      Object.entries(properties).flatMap(([name, { kind }]) => (kind === 'quantities' ? [name] : [])),
    ),
  );
}

function namePart(row: StoredRow): StoredRow {
  const names = textsOf(row, 'names').map(untag);
  const name = choose(names, ['en'])?.value ?? '';
  // A tab sorts before every letter, so that a name comes before the names that it begins.
  return { searchText: searchText(names.map(({ value }) => value)), sortName: `${sortName(name)}\t${idOf(row)}` };
}

function spansPart(row: StoredRow, type: EntityType | undefined, witness: Witness): StoredRow {
  const spans = type ? Object.entries(propertiesOf(type)).filter(([, each]) => each.kind === 'date' && !each.own) : [];
  if (spans.length === 0) return {};
  const parts = spans.map(([name]) => datedPart(row, name, witness));
  const whole: StoredRow = Object.assign({ order: orderKey(undefined, idOf(row)) }, ...parts);
  const { earliest, latest } = whole;
  // For what can have been on more than one day: so the others are found by the one that they are ordered by.
  return latest === undefined || latest === earliest ? whole : { ...whole, until: latest };
}

/** A date with its days and its place in order; nothing where the row has no date. */
function datedPart(row: StoredRow, name: string, witness: Witness): StoredRow {
  const date = textOf(row, name);
  if (date === undefined) return {};
  return { ...daysOf(date, witness(textsOf(row, 'evidence')), idOf(row)), [name]: date };
}

/** P2 comes before P10, and P1 before P1.S1. */
function naturalOrder(row: StoredRow): string {
  const locator = textOf(row, 'locator') ?? '';
  return `${locator.replace(/\d+/g, (digits) => digits.padStart(8, '0'))}\t${idOf(row)}`;
}

function idOf(row: StoredRow): string {
  return textOf(row, 'id') ?? '';
}

/** Without what is undefined, and without empty lists. */
function present(row: { readonly [property: string]: StoredRow[string] | undefined }): StoredRow {
  return Object.fromEntries(
    Object.entries(row).flatMap(([property, value]) =>
      value === undefined || (Array.isArray(value) && value.length === 0) ? [] : [[property, value]],
    ),
  );
}
