import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, rename, rm } from 'node:fs/promises';
import { basename, dirname, join, relative, resolve, sep } from 'node:path';
import { type DossierRow, dossiersIn, questionsOf } from '../../declare/dossiers.ts';
import type { Model } from '../../declare/model.ts';
import { statedBy } from '../../declare/stated.ts';
import type { Graph, Runner } from '../../graph/port.ts';
import type { Progress } from '../read/dossier.ts';
import { OWN_MODEL } from '../read/model-name.ts';
import type { Counts } from '../store/dossiers.ts';
import type { Existing } from '../store/graph-reader.query.ts';
import { GraphReader } from '../store/graph-reader.ts';
import { type StoredRow, textOf } from '../store/stored.ts';
import { UnknownDossier } from '../unload.ts';
import { DossierFiles, type FilesOptions, writeModel } from './files.ts';
import { NotSaved } from './not-saved.ts';
import { documentOf, entityOf, factOf, headOf, passageOf, questionOf } from './restated.ts';
import { MARK } from './section.ts';

export interface SaveOptions {
  /** Whether the model is one of the dossier's own, which is written beside it, and not one that ships. */
  readonly ownModel?: boolean | undefined;
  readonly signal?: AbortSignal | undefined;
  /** Is told how many rows of the graph were read, and then how many were written. */
  readonly onProgress?: ((progress: Progress) => void) | undefined;
  readonly layout?: FilesOptions['layout'];
}

/**
 * Writes what a dossier states into a folder, as YAML and tables that load to the same again: what it shares with other
 * dossiers as it states it itself. Nodes stand in the order of their ids and facts in that of their days, so that two states
 * of a dossier differ where they differ. Reads one state of the graph on the embedded engine.
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
    const counts = await new Saving(snapshot, model, dossier, options).writeTo(
      draft,
      options.ownModel ? undefined : model.name,
    );
    if (options.ownModel) await writeModel(draft, model);
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

/** The rows of a dossier, in the order of its files. */
class Saving {
  readonly #model: Model;
  readonly #dossier: DossierRow;
  readonly #files: DossierFiles;
  readonly #onProgress: SaveOptions['onProgress'];
  readonly #reader: GraphReader;

  constructor(graph: Runner, model: Model, dossier: DossierRow, options: SaveOptions) {
    const { signal, onProgress } = options;
    this.#model = model;
    this.#dossier = dossier;
    this.#files = new DossierFiles(options);
    this.#onProgress = onProgress;
    this.#reader = new GraphReader(graph, dossier.id, signal);
  }

  /** @param model the name of the model, where the folder has not its own */
  async writeTo(folder: string, model: string | undefined): Promise<Counts> {
    const files = this.#files;
    const reader = this.#reader;
    try {
      for await (const row of this.#rows(reader.statedNodes('passage')))
        files.passage(textOf(row, 'document') ?? '', passageOf(row));
      for await (const row of this.#rows(reader.statedNodes('document'))) files.document(documentOf(row));
      for await (const row of this.#rows(reader.statedNodes('entity'))) files.entity(entityOf(this.#model, row));
      for await (const row of this.#facts()) files.fact(factOf(this.#model, row));
      for (const question of questionsOf(this.#dossier)) files.question(questionOf(question));
      await files.write(folder, { ...headOf(this.#dossier), ...(model === undefined ? {} : { model }) });
      return files.counts;
    } finally {
      files.close();
    }
  }

  /** The facts that the dossier states, by type and place in order. */
  async *#facts(): AsyncGenerator<StoredRow> {
    const types = this.#model.relationships.map(({ name }) => name).sort();
    for (const type of types) yield* this.#rows(this.#reader.statedFactsOf(type));
  }

  /** The rows of some pages, as the dossier states them. */
  async *#rows(pages: AsyncGenerator<Existing[]>): AsyncGenerator<StoredRow> {
    for await (const page of pages) {
      this.#tell();
      for (const { row } of page) yield this.#own(row);
    }
  }

  /** How many rows were read: the dossier says how many there are. */
  #tell(): void {
    const sum = ({ documents, passages, entities, facts }: Counts) => documents + passages + entities + facts;
    const total = sum(this.#dossier);
    this.#onProgress?.({ phase: 'collect', done: Math.min(sum(this.#files.counts), total), total });
  }

  /** What the dossier itself states of a row. */
  #own(row: StoredRow): StoredRow {
    const own = statedBy(row, this.#dossier.id);
    if (!own) throw new TypeError(`${textOf(row, 'id')} has nothing of the dossier ${this.#dossier.id}.`);
    return own;
  }
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
