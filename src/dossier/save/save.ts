import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join, relative, resolve, sep } from 'node:path';
import { stringify } from 'yaml';
import { type DossierRow, dossiersIn, questionsOf } from '../../declare/dossiers.ts';
import type { Model } from '../../declare/model.ts';
import type { Question } from '../../declare/question.ts';
import type { Graph, Params, Query, Runner, RunOptions } from '../../graph/port.ts';
import { contributionsOf } from '../change/merge.ts';
import { HEAD, OWN_MODEL } from '../read/model-name.ts';
import type { Counts } from '../store/dossiers.ts';
import { DEGREES } from '../store/reading.query.ts';
import { Reading } from '../store/reading.ts';
import { type StoredRow, statedPart, textOf } from '../store/stored.ts';
import { UnknownDossier } from '../unload.ts';
import { FACTS_FROM_SOME, factsFromOne } from './facts.query.ts';
import { byLanguage, documentOf, entityOf, factOf, passageOf, type RestatedMap } from './restated.ts';
import { MARK, Section } from './section.ts';

/** A dossier cannot be saved there, or not now. The message says why. */
export class NotSaved extends Error {
  override readonly name = 'NotSaved';
}

export interface SaveOptions {
  /** Whether the model is one of the dossier's own, which is written beside it, and not one that ships. */
  readonly ownModel?: boolean | undefined;
  readonly signal?: AbortSignal | undefined;
  /** From how many rows of one sort on they are a table. Default: 1,000. */
  readonly tableFrom?: number | undefined;
}

const TABLE_FROM = 1_000;
/** A document with more passages has them in a table of its own. */
const PASSAGES = 500;
const NODES = 500;
const FACTS = 5_000;
const READING_MS = 600_000;

/**
 * Writes what a dossier states into a folder, as YAML and tables that load to the same again: what it shares with other
 * dossiers as it states it itself. Everything stands in the order of its ids, so that two states of a dossier differ
 * where they differ. Reads one state of the graph on the embedded engine.
 *
 * @param folder what an earlier save wrote there is replaced; other files stay
 * @throws UnknownDossier
 * @throws NotSaved
 */
export async function saveDossier(
  graph: Graph,
  model: Model,
  id: string,
  folder: string,
  options: SaveOptions = {},
): Promise<Counts> {
  const target = resolve(folder);
  await mustBeFree(target, folder);
  await mkdir(dirname(target), { recursive: true });
  const snapshot = graph.snapshot();
  let draft: string | undefined;
  try {
    const dossier = await dossierOf(snapshot, id);
    draft = await mkdtemp(join(dirname(target), `.${basename(target)}-`));
    const counts = await new Saving(snapshot, model, dossier, options).writeTo(draft);
    if (options.ownModel) await writeFile(join(draft, OWN_MODEL), MARK + modelText(model));
    await replace(target, draft);
    return counts;
  } finally {
    snapshot.release();
    if (draft !== undefined) await rm(draft, { recursive: true, force: true });
  }
}

async function dossierOf(graph: Runner, id: string): Promise<DossierRow> {
  const dossiers = await dossiersIn(graph);
  const dossier = dossiers.find((each) => each.id === id);
  if (!dossier)
    throw new UnknownDossier(
      id,
      dossiers.map((each) => each.id),
    );
  if (dossier.completeness === 'WHOLE') return dossier;
  throw new NotSaved(`The dossier ${id} is not whole: it is being changed, or that was cut off. Nothing was saved.`);
}

/** What a dossier states, section by section. */
class Saving {
  readonly #graph: Runner;
  readonly #model: Model;
  readonly #dossier: DossierRow;
  readonly #tableFrom: number;
  readonly #ownModel: boolean;
  readonly #options: RunOptions;
  readonly #reading: Reading;
  readonly #sections = new Map<string, Section>();
  readonly #counts = { documents: 0, passages: 0, entities: 0, facts: 0 };

  constructor(graph: Runner, model: Model, dossier: DossierRow, options: SaveOptions) {
    const { signal, tableFrom = TABLE_FROM, ownModel = false } = options;
    this.#graph = graph;
    this.#model = model;
    this.#dossier = dossier;
    this.#tableFrom = tableFrom;
    this.#ownModel = ownModel;
    this.#options = { signal, timeout: READING_MS };
    this.#reading = new Reading(graph, dossier.id, signal);
  }

  async writeTo(folder: string): Promise<Counts> {
    try {
      await this.#documents();
      await this.#entities();
      await this.#facts();
      const head = { ...headOf(this.#dossier), ...(this.#ownModel ? {} : { model: this.#model.name }) };
      await writeFile(join(folder, HEAD), MARK + stringify(head, { lineWidth: 0 }));
      for (const question of questionsOf(this.#dossier))
        this.#section('questions', 'questions').add(questionOf(question));
      for (const section of this.#sections.values()) await section.write(folder, this.#tableFrom);
      return this.#counts;
    } finally {
      for (const section of this.#sections.values()) section.close();
    }
  }

  async #documents(): Promise<void> {
    const passages = await this.#passages();
    for await (const row of this.#nodes('document')) {
      const of = textOf(row, 'id') ?? '';
      this.#counts.documents++;
      // A document that has its passages in a table has none beside it.
      this.#section('documents', 'documents').add({ ...documentOf(row), passages: passages.get(of) ?? [] });
      passages.delete(of);
    }
    // Those of documents that other dossiers state.
    for (const [document, rows] of passages) for (const row of rows) this.#passageTable(document).add(row);
  }

  /** The passages of each document that has few; those of the others go to their table. */
  async #passages(): Promise<Map<string, RestatedMap[]>> {
    const few = new Map<string, RestatedMap[]>();
    const many = new Set<string>();
    for await (const row of this.#nodes('passage')) {
      const document = textOf(row, 'document') ?? '';
      const rows = few.get(document) ?? [];
      this.#counts.passages++;
      if (many.has(document)) this.#passageTable(document).add(passageOf(row));
      else few.set(document, [...rows, passageOf(row)]);
      if (rows.length + 1 <= Math.min(PASSAGES, this.#tableFrom)) continue;
      for (const each of few.get(document) ?? []) this.#passageTable(document).add(each);
      few.delete(document);
      many.add(document);
    }
    return few;
  }

  #passageTable(document: string): Section {
    const slug = document.slice('SourceDocument:'.length);
    return this.#section(`passages/${slug}`, 'passages', slug);
  }

  async #entities(): Promise<void> {
    for await (const row of this.#nodes('entity')) {
      const id = textOf(row, 'id') ?? '';
      this.#counts.entities++;
      this.#section(`entities/${fileName(id.slice(0, id.indexOf(':')))}`, 'entities').add(entityOf(this.#model, row));
    }
  }

  async #facts(): Promise<void> {
    for await (const row of this.#factRows()) {
      const id = textOf(row, 'id') ?? '';
      this.#counts.facts++;
      this.#section(`facts/${fileName(id.slice(0, id.indexOf('|')))}`, 'facts').add(
        factOf(this.#model, this.#own(row)),
      );
    }
  }

  /** The nodes of a kind that the dossier states, as it states them, by id. */
  async *#nodes(kind: 'document' | 'passage' | 'entity'): AsyncGenerator<StoredRow> {
    for await (const page of this.#reading.statedNodes(kind)) for (const { row } of page) yield this.#own(row);
  }

  /** The facts that the dossier states, by source, type and place in order. */
  async *#factRows(): AsyncGenerator<StoredRow> {
    let some: string[] = [];
    let degrees = 0;
    for (let after: string | undefined = ''; after !== undefined; ) {
      const nodes: { id: string; degree: number }[] = await this.#run(DEGREES, { after, limit: NODES });
      for (const { id, degree } of nodes) {
        if (degrees + degree > FACTS) {
          yield* this.#factsOfSome(some);
          some = [];
          degrees = 0;
        }
        if (degree > FACTS) yield* this.#factsOfOne(id);
        else if (degree > 0) {
          some.push(id);
          degrees += degree;
        }
      }
      after = nodes.length < NODES ? undefined : nodes.at(-1)?.id;
    }
    yield* this.#factsOfSome(some);
  }

  async *#factsOfSome(ids: readonly string[]): AsyncGenerator<StoredRow> {
    if (ids.length === 0) return;
    const rows = await this.#run(FACTS_FROM_SOME, { ids, dossier: this.#dossier.id });
    const place = (row: StoredRow) => [textOf(row, 'source'), typeOf(row), textOf(row, 'order')].join('\n');
    const placed = rows.map((row) => ({ row, place: place(row) }));
    for (const { row } of placed.sort((a, b) => (a.place < b.place ? -1 : 1))) yield row;
  }

  async *#factsOfOne(id: string): AsyncGenerator<StoredRow> {
    const types = this.#model.relationships.map(({ name }) => name).sort();
    for (const type of types) {
      for (let after: string | undefined = ''; after !== undefined; ) {
        const params = { id, after, dossier: this.#dossier.id, limit: FACTS };
        const rows: StoredRow[] = await this.#run(factsFromOne(type), params);
        yield* rows;
        const last = rows.at(-1);
        after = rows.length < FACTS ? undefined : textOf(last, 'order');
      }
    }
  }

  #run<R>(query: Query<R>, params: Params): Promise<R[]> {
    return this.#graph.run(query, params, this.#options);
  }

  /** What the dossier itself states of a row. */
  #own(row: StoredRow): StoredRow {
    const own = contributionsOf(row, statedPart).find(({ dossier }) => dossier === this.#dossier.id)?.row;
    if (!own) throw new TypeError(`${textOf(row, 'id')} has nothing of the dossier ${this.#dossier.id}.`);
    return own;
  }

  #section(path: string, key: ConstructorParameters<typeof Section>[1], document?: string): Section {
    const known = this.#sections.get(path);
    if (known) return known;
    const section = new Section(path, key, document);
    this.#sections.set(path, section);
    return section;
  }
}

function headOf({ id, title, description }: DossierRow): RestatedMap {
  return {
    id,
    title: byLanguage(title),
    ...(description.length > 0 ? { description: byLanguage(description) } : {}),
  };
}

function questionOf({ title, document, variables }: Question): RestatedMap {
  return { title: byLanguage(title), document, ...(variables === undefined ? {} : { variables }) };
}

/** A model as a file of its own, as which it is read to the same again. */
function modelText({ written }: Model): string {
  // A unit that is a text stands under a language that nobody writes.
  const isBare = (key: string, value: unknown): value is { und: string } =>
    key === 'unit' && typeof value === 'object' && value !== null && 'und' in value;
  return stringify(JSON.parse(written, (key, value) => (isBare(key, value) ? value.und : value)));
}

function typeOf(row: StoredRow): string {
  const id = textOf(row, 'id') ?? '';
  return id.slice(0, id.indexOf('|'));
}

/** A type as a file is called: `legal-case` of `LegalCase`, `member-of` of `MEMBER_OF`. */
function fileName(type: string): string {
  return type
    .replace(/(?<=[a-z])(?=[A-Z])/g, '-')
    .replaceAll('_', '-')
    .toLowerCase();
}

/** The files of a dossier in a folder, but those of folders that are hidden. */
async function filesIn(folder: string): Promise<string[]> {
  const entries = existsSync(folder) ? await readdir(folder, { recursive: true, withFileTypes: true }) : [];
  return entries
    .filter((entry) => entry.isFile() && /\.(ya?ml|csv)$/.test(entry.name))
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)))
    .filter((path) => !path.split(sep).some((part) => part.startsWith('.')))
    .sort();
}

/** The tables and YAML files of an earlier save. A table is one where the YAML file of its name is. */
async function savedIn(folder: string, files: readonly string[]): Promise<Set<string>> {
  const saved = new Set<string>();
  for (const file of files) {
    if (!file.endsWith('.yaml')) continue;
    if ((await readFile(join(folder, file), 'utf8')).startsWith(MARK)) saved.add(file);
  }
  for (const file of files) if (saved.has(file.replace(/\.csv$/, '.yaml'))) saved.add(file);
  return saved;
}

/** @throws NotSaved the folder has files of a dossier that were not saved */
async function mustBeFree(target: string, folder: string): Promise<void> {
  const files = await filesIn(target);
  const saved = await savedIn(target, files);
  const other = files.find((file) => !saved.has(file) && file !== OWN_MODEL);
  if (other !== undefined)
    throw new NotSaved(
      `${join(folder, other)} was not written by a save; expected a folder without files of a dossier, or one that a save wrote. Nothing was saved.`,
    );
}

/** Puts the files of one folder into another, in place of those that an earlier save left there. */
async function replace(target: string, draft: string): Promise<void> {
  await mkdir(target, { recursive: true });
  const there = await filesIn(target);
  const saved = await savedIn(target, there);
  // A model that a person wrote stays as it is written.
  const kept = there.includes(OWN_MODEL) && !saved.has(OWN_MODEL) ? OWN_MODEL : undefined;
  const files = (await filesIn(draft)).filter((file) => file !== kept);
  const stale = there.filter((file) => !files.includes(file) && file !== kept);
  for (const file of stale) await rm(join(target, file));
  for (const file of files) {
    await mkdir(dirname(join(target, file)), { recursive: true });
    await rename(join(draft, file), join(target, file));
  }
}
