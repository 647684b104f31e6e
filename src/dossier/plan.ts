import { labelsOf } from '../declare/entity.ts';
import { type Model, typeNamed } from '../declare/model.ts';
import { UNBOUNDED_START } from '../time/edtf.ts';
import { documentOf } from './evidence.ts';
import type { Existing, Rows } from './existing.ts';
import { type Conflict, type Contribution, contributionsOf, merged } from './merge.ts';
import {
  completed,
  DERIVED,
  initiallyDerived,
  type Kind,
  LABEL,
  quantityNames,
  statedPart,
  type Witness,
} from './rows.ts';
import { canonical, type StoredRow, textOf, textsOf } from './stored.ts';

/** A row that has to be written, and what was there when it was planned. What is derived in it is that of a new row. */
export interface Change {
  readonly id: string;
  readonly row: StoredRow;
  readonly labels: readonly string[];
  readonly before: Existing | undefined;
}

export interface Changes {
  readonly write: readonly Change[];
  readonly remove: readonly Existing[];
  readonly unchanged: number;
  readonly conflicts: readonly { readonly id: string; readonly conflict: Conflict }[];
}

/** What a dossier states of the rows of one kind, by id. */
export type Stated = ReadonlyMap<string, { readonly file: string; readonly row: StoredRow }>;

/** Works out, row by row, what the graph has to become when a dossier states this and no longer anything else. */
export class Planner {
  readonly #model: Model;
  readonly #dossier: string;
  readonly #quantities: ReadonlySet<string>;

  constructor(model: Model, dossier: string) {
    this.#model = model;
    this.#dossier = dossier;
    this.#quantities = quantityNames(model);
  }

  /** @param existing every row with an id that is stated, and every one that the dossier stated so far */
  changes(kind: Kind, stated: Stated, existing: Rows, witness: Witness): Changes {
    const write: Change[] = [];
    const remove: Existing[] = [];
    const conflicts: { id: string; conflict: Conflict }[] = [];
    let unchanged = 0;
    for (const id of [...new Set([...stated.keys(), ...existing.keys()])].sort()) {
      const before = existing.get(id);
      const contributions = this.contributions(stated.get(id), before);
      if (contributions.length === 0) {
        if (before) remove.push(before);
        continue;
      }
      const target = this.#target(kind, contributions, witness);
      for (const conflict of target.conflicts) conflicts.push({ id, conflict });
      if (before && sameRow(before, target)) unchanged++;
      else
        write.push({
          id,
          before,
          labels: target.labels,
          row: { ...target.row, ...initiallyDerived(kind, target.row, this.#model) },
        });
    }
    return { write, remove, unchanged, conflicts };
  }

  /** What every dossier states of a row: this one now, the others as before. By dossier. */
  contributions(stated: { file: string; row: StoredRow } | undefined, before: Existing | undefined): Contribution[] {
    const others = before
      ? contributionsOf(before.row, statedPart).filter((each) => each.dossier !== this.#dossier)
      : [];
    const own = stated ? [{ dossier: this.#dossier, ...stated }] : [];
    return [...others, ...own].sort((a, b) => (a.dossier < b.dossier ? -1 : 1));
  }

  #target(kind: Kind, contributions: readonly Contribution[], witness: Witness) {
    const { row, conflicts } = merged(contributions, this.#quantities);
    const kept = {
      dossiers: contributions.map(({ dossier }) => dossier),
      files: contributions.map(({ file }) => file),
      ...(contributions.length > 1 ? { contributions: contributions.map((each) => canonical(each.row)) } : {}),
    };
    const labels = this.#labels(kind, row);
    return { row: { ...completed(kind, row, this.#model, witness), ...kept }, labels, conflicts };
  }

  #labels(kind: Kind, row: StoredRow): string[] {
    if (kind === 'fact') return [];
    const type = kind === 'entity' ? typeNamed(this.#model, textOf(row, 'type') ?? '') : undefined;
    return (type ? labelsOf(type) : [LABEL[kind]]).sort();
  }
}

function sameRow(before: Existing, target: { row: StoredRow; labels: readonly string[] }): boolean {
  const kept = Object.fromEntries(Object.entries(before.row).filter(([property]) => !DERIVED.includes(property)));
  return canonical(kept) === canonical(target.row) && before.labels.join() === target.labels.join();
}

/** The day that a document of this row proves something of, if it has a date. */
export function dayOf(document: StoredRow | undefined): string | undefined {
  const day = textOf(document, 'earliest');
  return day === UNBOUNDED_START ? undefined : day;
}

/** The witness that documents are, by their rows as they will be. */
export function witnessOf(documents: ReadonlyMap<string, StoredRow>): Witness {
  return (evidence) => {
    const days = evidence.flatMap((passage) => dayOf(documents.get(documentOf(passage))) ?? []);
    return days.sort().at(-1);
  };
}

/** The ids of the documents that rows take their evidence from. */
export function documentsBehind(rows: Iterable<StoredRow>): Set<string> {
  const documents = new Set<string>();
  for (const row of rows) for (const passage of textsOf(row, 'evidence')) documents.add(documentOf(passage));
  return documents;
}
