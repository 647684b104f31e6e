import type { Model } from '../../declare/model.ts';
import { contributionsOf } from '../../declare/stated.ts';
import { quantityNames } from '../change/completed.ts';
import { quantitiesIn } from '../change/merge.ts';
import type { Existing, NamingProperty } from '../store/graph-reader.query.ts';
import type { GraphReader } from '../store/graph-reader.ts';
import { type StoredRow, textOf, textsOf } from '../store/stored.ts';

/** Something of another dossier that names a row which only this dossier states. */
export interface Dependent {
  /** The id that would be of nothing. */
  readonly on: string;
  /** The id of the row that names it. */
  readonly id: string;
  readonly dossier: string;
  readonly file: string;
}

/** Finds what of other dossiers still names what a dossier alone states, and is about to go. */
export class Dependents {
  readonly #reader: GraphReader;
  readonly #naming: readonly NamingProperty[];
  readonly #quantities: ReadonlySet<string>;

  constructor(reader: GraphReader, model: Model) {
    this.#reader = reader;
    this.#naming = namingProperties(model);
    this.#quantities = quantityNames(model);
  }

  async onEntities(ids: readonly string[]): Promise<Dependent[]> {
    const found = (await this.#reader.factsOfOthersAt(ids)).flatMap(({ on, naming }) =>
      this.#of(on, naming, () => true),
    );
    for (const each of this.#naming) {
      for (const naming of await this.#reader.naming(each, ids)) {
        const on = textOf(naming.row, each.property) ?? '';
        found.push(...this.#of(on, naming, (row) => row[each.property] === on));
      }
    }
    return found;
  }

  /** @param documents the ids of the documents that the passages are of */
  async onPassages(documents: readonly string[], isGoing: (passage: string) => boolean): Promise<Dependent[]> {
    const citing = await this.#reader.citing(documents, this.#quantities);
    return citing.flatMap((naming) =>
      [...this.#citedIn(naming.row)]
        .filter(isGoing)
        .flatMap((passage) => this.#of(passage, naming, (row) => this.#citedIn(row).has(passage))),
    );
  }

  /** The dossiers, other than this one, whose own statement of a row names the id. */
  #of(on: string, naming: Existing, names: (row: StoredRow) => boolean): Dependent[] {
    const others = this.#reader.othersOf(naming);
    if (others.length === 0) return [];
    return contributionsOf(naming.row)
      .filter(({ dossier, row }) => others.includes(dossier) && names(row))
      .map(({ dossier, file }) => ({ on, id: naming.id, dossier, file }));
  }

  /** The passages that a row names, those of its quantities included. */
  #citedIn(row: StoredRow): Set<string> {
    const figures = [...this.#quantities].flatMap((property) => quantitiesIn(row, property));
    return new Set([...textsOf(row, 'evidence'), ...figures.flatMap(({ evidence }) => evidence)]);
  }
}

export function inOrder(dependents: readonly Dependent[]): Dependent[] {
  return [...dependents].sort((a, b) => (a.on + a.id < b.on + b.id ? -1 : 1));
}

/** The properties by which something names an entity: on whose behalf a fact is. */
function namingProperties(model: Model): NamingProperty[] {
  const all = [
    ...model.relationships.map((type) => ({ type, on: 'relationship' as const })),
    ...model.types.map((type) => ({ type, on: 'node' as const })),
  ];
  return all.flatMap(({ type, on }) =>
    Object.entries(type.properties).flatMap(([property, { kind }]) =>
      kind === 'reference' ? [{ on, type: type.name, property }] : [],
    ),
  );
}
