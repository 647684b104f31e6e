import type { StoredRow } from '../store/stored.ts';
import { passageOf } from './evidence.ts';
import type { DocumentSeed, EntitySeed, FactSeed, PassageSeed, PropertyValue } from './seed.ts';

/** What is stored of a document, without what follows from it; so of the others below. */
export function documentPart({ id, title, language, date, url, license }: DocumentSeed): StoredRow {
  return present({ id, title, language, date, url, license });
}

export function passagePart({ id, document, locator, summary }: PassageSeed): StoredRow {
  return { id, document, locator, summary };
}

export function entityPart(seed: EntitySeed): StoredRow {
  const { id, type, preferred, description, identifiers, evidence } = seed;
  const names = preferredFirst(preferred, seed.names);
  return present({
    id,
    type: type.name,
    names,
    preferred,
    description,
    identifiers,
    evidence,
    ...propertiesPart(seed),
  });
}

export function factPart(seed: FactSeed): StoredRow {
  const { id, source, target, date, evidence, note } = seed;
  return present({ id, source, target, date, note, evidence, ...propertiesPart(seed) });
}

/** Names, those that are preferred before the others. */
export function preferredFirst(preferred: readonly string[], names: readonly string[]): string[] {
  return [...new Set([...preferred, ...names])];
}

/** What is stored of the properties that only this type has. */
export function propertiesPart(seed: { document: string | undefined; values: readonly PropertyValue[] }): StoredRow {
  const seeding = {
    passage: (reference: string) => passageOf(reference, seed.document) ?? reference,
  };
  const stored = seed.values.map(({ name, property, value }) =>
    // The value is what this property's own seed made of it.
    property.store(name, value as never, seeding),
  );
  return Object.assign({}, ...stored);
}

/** Without what is undefined, and without empty lists. */
export function present(row: { readonly [property: string]: StoredRow[string] | undefined }): StoredRow {
  return Object.fromEntries(
    Object.entries(row).flatMap(([property, value]) =>
      value === undefined || (Array.isArray(value) && value.length === 0) ? [] : [[property, value]],
    ),
  );
}
