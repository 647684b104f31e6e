import type { Value } from '../graph/port.ts';

/** A node of an entity, as it is stored. What its type adds is under the names of its properties. */
export interface EntityRow {
  readonly id: string;
  /** The name of the entity type, which is also its label: `Country`. */
  readonly type: string;
  /** Names by language, each `<language> <name>`; the first of a language is the name, the others are also known as. */
  readonly names: readonly string[];
  readonly description?: readonly string[];
  /** Each `<scheme> <value>`. */
  readonly identifiers?: readonly string[];
  /** Ids of passages. */
  readonly evidence?: readonly string[];
  readonly degree: number;
  readonly [property: string]: Value | undefined;
}

/** A relationship, as it is stored. */
export interface FactRow {
  readonly id: string;
  readonly source: string;
  readonly target: string;
  /** See `orderKey`. */
  readonly order: string;
  /** EDTF. */
  readonly date?: string;
  readonly evidence: readonly string[];
  readonly note?: readonly string[];
  readonly [property: string]: Value | undefined;
}

/** A fact with both its ends. */
export interface Fact {
  readonly type: string;
  readonly row: FactRow;
  readonly source: EntityRow;
  readonly target: EntityRow;
}

export interface DocumentRow {
  readonly id: string;
  readonly title: readonly string[];
  readonly language?: string;
  readonly date?: string;
  readonly url?: string;
  readonly license?: string;
  readonly [property: string]: Value | undefined;
}

export interface PassageRow {
  readonly id: string;
  /** The id of its document. */
  readonly document: string;
  readonly locator: string;
  readonly summary: readonly string[];
  /** The order keys of the facts that it reports, in order. */
  readonly facts?: readonly string[];
  readonly [property: string]: Value | undefined;
}

export interface Passage {
  readonly row: PassageRow;
  readonly document: DocumentRow;
}

// The four readers below are the one place where what is stored is taken for the row that the loader wrote.
export const readEntity = (value: unknown) => value as EntityRow;
export const readFactRow = (value: unknown) => value as FactRow;
export const readDocument = (value: unknown) => value as DocumentRow;
export const readPassage = (value: unknown) => value as PassageRow;
