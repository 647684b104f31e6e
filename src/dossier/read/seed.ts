import type { EntityType } from '../../declare/entity.ts';
import type { Property } from '../../declare/property.ts';
import type { RelationshipType } from '../../declare/relationship.ts';
import type { Location } from '../../yaml/problem.ts';
import type { RowLocation } from '../problem.ts';
import type { Kind, StoredRow } from '../store/stored.ts';

/** What a file of a dossier writes of one thing, each part checked on its own. */
interface SeedOf {
  readonly id: string;
  readonly location: Location;
}

export interface DocumentSeed extends SeedOf {
  readonly title: readonly string[];
  readonly language: string | undefined;
  readonly date: string | undefined;
  readonly url: string | undefined;
  readonly license: string | undefined;
}

export interface PassageSeed extends SeedOf {
  readonly document: string;
  readonly locator: string;
  readonly summary: readonly string[];
}

/** The value of a property as its `seed` gives it, for its `store`. */
export interface PropertyValue {
  readonly name: string;
  readonly property: Property;
  readonly value: unknown;
  readonly line: number;
}

export interface EntitySeed extends SeedOf {
  readonly type: EntityType;
  readonly names: readonly string[];
  /** Of each language the name that goes before those of other dossiers. */
  readonly preferred: readonly string[];
  readonly description: readonly string[];
  readonly identifiers: readonly string[];
  /** Ids of passages. */
  readonly evidence: readonly string[];
  readonly values: readonly PropertyValue[];
  /** The id of the document that a bare locator of its file belongs to. */
  readonly document: string | undefined;
}

export interface FactSeed extends SeedOf {
  readonly type: RelationshipType;
  readonly source: string;
  readonly target: string;
  readonly date: string | undefined;
  readonly note: readonly string[];
  readonly evidence: readonly string[];
  readonly values: readonly PropertyValue[];
  readonly document: string | undefined;
}

/** An id that something of the dossier names, and that must be of something. */
export interface Reference {
  readonly to: 'entity' | 'document' | 'passage';
  readonly id: string;
  /** The key that names it: `onBehalfOf`. */
  readonly what: string;
  readonly location: RowLocation;
}

/** What a dossier states of a document, a passage, an entity or a fact, and where. */
export interface StatedRow extends RowLocation {
  readonly kind: Kind;
  readonly id: string;
  /** The stored row, without derived properties. */
  readonly row: StoredRow;
  /** The values that no other entity of its type may have. */
  readonly unique?: readonly { readonly property: string; readonly line: number }[];
}

/** So many rows, with what they name. */
export interface Batch {
  readonly rows: StatedRow[];
  readonly references: Reference[];
}
