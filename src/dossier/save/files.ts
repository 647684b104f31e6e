import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { typeOfId } from '../../declare/ids.ts';
import type { Model } from '../../declare/model.ts';
import type { Progress } from '../read/dossier.ts';
import { slugOfDocument } from '../read/evidence.ts';
import { HEAD, OWN_MODEL } from '../read/model-name.ts';
import type { Counts } from '../store/dossiers.ts';
import { LAYOUT, type Layout } from './layout.ts';
import type { RestatedMap } from './restated.ts';
import { MARK, Section } from './section.ts';

/** Passages that take a larger part of a file do not stand within their document. */
const PART = 4;

export interface FilesOptions {
  /** Where it is not the usual one: for tests. */
  readonly layout?: Layout | undefined;
  /** Is told how many rows were written. */
  readonly onProgress?: ((progress: Progress) => void) | undefined;
}

/** The files of a dossier. A file keeps the order in which entries were added. */
export class DossierFiles {
  readonly #layout: Layout;
  readonly #sections = new Map<string, Section>();
  /** The passages of each document that has few, until the document is there. */
  readonly #few = new Map<string, { readonly rows: RestatedMap[]; bytes: number }>();
  /** The documents that have many, whose passages are in files of their own. */
  readonly #many = new Set<string>();
  readonly #onProgress: ((progress: Progress) => void) | undefined;
  readonly #counts = { documents: 0, passages: 0, entities: 0, facts: 0 };

  constructor({ layout = LAYOUT, onProgress }: FilesOptions = {}) {
    this.#layout = layout;
    this.#onProgress = onProgress;
  }

  get counts(): Counts {
    return this.#counts;
  }

  /** All passages come before the documents. @param document its id */
  passage(document: string, row: RestatedMap): void {
    this.#counts.passages++;
    if (this.#many.has(document)) {
      this.#passages(document).add(row);
      return;
    }
    const few = this.#few.get(document) ?? { rows: [], bytes: 0 };
    few.rows.push(row);
    few.bytes += Buffer.byteLength(JSON.stringify(row));
    this.#few.set(document, few);
    if (few.rows.length <= this.#layout.passages && few.bytes <= this.#layout.bytes / PART) return;
    for (const each of few.rows) this.#passages(document).add(each);
    this.#few.delete(document);
    this.#many.add(document);
  }

  document(row: RestatedMap): void {
    const id = String(row['id']);
    this.#counts.documents++;
    // A document that has its passages in files of their own has none within it.
    this.#section('documents', 'documents').add({ ...row, passages: this.#few.get(id)?.rows ?? [] });
    this.#few.delete(id);
  }

  entity(row: RestatedMap): void {
    const id = String(row['id']);
    this.#counts.entities++;
    this.#section(`entities/${fileName(typeOfId(id))}`, 'entities').add(row);
  }

  fact(row: RestatedMap): void {
    this.#counts.facts++;
    this.#section(`facts/${fileName(String(row['type']))}`, 'facts').add(row);
  }

  question(row: RestatedMap): void {
    this.#section('questions', 'questions').add(row);
  }

  /** @param head what `dossier.yaml` says */
  async write(folder: string, head: RestatedMap): Promise<void> {
    // Those of documents that other dossiers state.
    for (const [document, { rows }] of this.#few) for (const row of rows) this.#passages(document).add(row);
    await writeFile(join(folder, HEAD), MARK + stringify(head, { lineWidth: 0 }));
    const total = [...this.#sections.values()].reduce((sum, { count }) => sum + count, 0);
    let done = 0;
    const onRow = () => this.#onProgress?.({ phase: 'save', done: ++done, total });
    for (const section of this.#sections.values()) await section.write(folder, this.#layout, onRow);
  }

  /** Removes what is kept on the disk. */
  close(): void {
    for (const section of this.#sections.values()) section.close();
  }

  #passages(document: string): Section {
    const slug = slugOfDocument(document);
    return this.#section(`passages/${slug}`, 'passages', slug);
  }

  #section(path: string, key: ConstructorParameters<typeof Section>[1], document?: string): Section {
    const known = this.#sections.get(path);
    if (known) return known;
    const section = new Section(path, key, document);
    this.#sections.set(path, section);
    return section;
  }
}

/** Writes a model beside a dossier, as which it is read to the same again. */
export async function writeModel(folder: string, { written }: Model): Promise<void> {
  // A unit that is a text stands under a language that nobody writes.
  const isBare = (key: string, value: unknown): value is { und: string } =>
    key === 'unit' && typeof value === 'object' && value !== null && 'und' in value;
  const model = JSON.parse(written, (key, value) => (isBare(key, value) ? value.und : value));
  await writeFile(join(folder, OWN_MODEL), MARK + stringify(model));
}

/** A type as a file is called: `legal-case` of `LegalCase`, `member-of` of `MEMBER_OF`. */
function fileName(type: string): string {
  return type
    .replace(/(?<=[a-z])(?=[A-Z])/g, '-')
    .replaceAll('_', '-')
    .toLowerCase();
}
