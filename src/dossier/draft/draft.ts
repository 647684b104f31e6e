import { copyFile, mkdir, readdir, stat, writeFile } from 'node:fs/promises';
import { basename, extname, join } from 'node:path';
import type { Model } from '../../declare/model.ts';
import type { Progress } from '../read/dossier.ts';
import { HEAD, OWN_MODEL } from '../read/model-name.ts';
import { graphLists } from '../table/graph-json.ts';
import { graphSheets } from '../table/graph-xml.ts';
import { openRawTable, TIMES_OPENED } from '../table/open-raw-table.ts';
import { type FileFormat, kindOfFile } from '../table/raw-table.ts';
import { slugOf } from '../table/slug.ts';
import { type ReadOptions, TableUnreadable } from '../table/streaming.ts';
import { worksheetNames } from '../table/workbook.ts';
import { ColumnProfiles } from './column.ts';
import { guessColumns } from './column-guess.ts';
import { guessedEncoding } from './encoding.ts';
import { graphTables } from './graph-tables.ts';
import { modelOfGraphology, writeDossierOf } from './graphology.ts';
import { headLineOfSheet, headLineOfText } from './head-line.ts';
import { type DraftedTable, manifestDraft } from './manifest-draft.ts';

/** A dossier that cannot be drafted: what is wrong with a file, or with the folder for it. */
export class DraftImpossible extends Error {
  override readonly name = 'DraftImpossible';
}

export interface DraftOptions {
  readonly onProgress?: ((progress: Progress) => void) | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** The model that a dossier is drafted in. */
export interface DraftModel {
  readonly model: Model;
  /** Whether it is none that ships, and is written beside a graph of ours. */
  readonly isOwn: boolean;
}

/** A graph that the server wrote for graphology. */
interface OurGraph {
  readonly path: string;
  /** The name of the model that it is written in. */
  readonly model: string;
}

/** What was drafted. */
export interface Draft {
  readonly folder: string;
  readonly model: Model;
  /** The files that were written, those that were copied left out. */
  readonly written: readonly string[];
  /** How many lines are marked as guesses. */
  readonly guesses: number;
  /** What a person should know of it: what was not recognised, and which columns are not taken, with the reasons. */
  readonly notes: readonly string[];
  /** How many entities and facts of a graph of ours were left out, since they have no evidence. */
  readonly leftOut: number;
}

/** How many rows are looked at for guesses. */
const SAMPLE = 1_000;

/**
 * Drafts a dossier of files: copies them into a new folder, with a `dossier.yaml` and for each a manifest that says what
 * its rows become, as far as that can be guessed. A person looks at it before it is loaded. A graph that the server wrote
 * for graphology becomes the dossier that it is of, without guesses.
 *
 * @param folder is made; it may be there where it is empty
 * @param choose is given the name of the model that the files say they are written in, as a graph of ours does
 * @throws DraftImpossible
 */
export async function draftDossier(
  files: readonly string[],
  folder: string,
  choose: (named: string | undefined) => Promise<DraftModel>,
  { onProgress, signal }: DraftOptions = {},
): Promise<Draft> {
  const there = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw error;
  });
  if (there.length > 0) {
    throw new DraftImpossible(
      `${folder} is not empty; expected a folder that is, or none, such as --to ${await freeFolder(folder)}.`,
    );
  }
  const formats = await formatsByFile(files, signal);
  const reading = { signal, onBytes: telling(await bytesIn(formats), onProgress) };
  const ours = await ourGraphIn(files, reading);
  const { model, isOwn } = await choose(ours?.model);
  return ours === undefined
    ? await draftOfTables(formats, folder, model, reading)
    : await draftOfGraph(ours.path, folder, { model, isOwn }, reading);
}

async function draftOfGraph(
  path: string,
  folder: string,
  { model, isOwn }: DraftModel,
  reading: ReadOptions,
): Promise<Draft> {
  const to = { folder, slug: slugIn(folder), model, isOwnModel: isOwn };
  const { leftOut } = await told(path, () => writeDossierOf(path, to, reading));
  const written = (await readdir(folder, { recursive: true })).filter((name) => extname(name) !== '').sort();
  return { folder, model, written, guesses: 0, leftOut, notes: [] };
}

async function draftOfTables(
  files: ReadonlyMap<string, readonly FileFormat[]>,
  folder: string,
  model: Model,
  reading: ReadOptions,
): Promise<Draft> {
  const head = `id: ${slugIn(folder)}\ntitle: { en: ${JSON.stringify(basename(folder))} } # ?\n`;
  const texts = new Map([[HEAD, head]]);
  const notes: string[] = [];
  const tablesByFile = new Map<string, readonly DraftedTable[]>();
  for (const [path, formats] of files) {
    const file = basename(path);
    tablesByFile.set(file, await tablesOf(path, file, formats, model, reading));
  }
  // The nodes of a graph may be in another file than its edges.
  const graphs = graphTables([...tablesByFile.values()].flat(), model);
  const documents = documentsOf([...tablesByFile.keys()]);
  for (const [file, tables] of tablesByFile) {
    const document = documents.get(file) ?? '';
    const drafted = manifestDraft(document, tables, graphs, model, new Set(documents.values()));
    texts.set(manifestOf(document), drafted.text);
    notes.push(...drafted.notes);
  }
  await mkdir(folder, { recursive: true });
  for (const path of files.keys()) await copyFile(path, join(folder, basename(path)));
  for (const [name, content] of texts) await writeFile(join(folder, name), content);
  const guesses = [...texts.values()].join('').match(/ # \?$/gm)?.length ?? 0;
  return { folder, model, written: [...texts.keys()], guesses, leftOut: 0, notes };
}

/** The slugs of the documents that files are, by the names of the files: each another one. */
function documentsOf(files: readonly string[]): ReadonlyMap<string, string> {
  const documents = new Map<string, string>();
  const isFree = (slug: string) =>
    slug !== '' && ![HEAD, OWN_MODEL].includes(manifestOf(slug)) && ![...documents.values()].includes(slug);
  for (const file of files) {
    const short = slugOf(file.slice(0, file.length - extname(file).length));
    const slugs = [short, slugOf(file)];
    for (let number = 1; !slugs.some(isFree); number++) slugs.push(`${short || 'table'}-${number}`);
    documents.set(file, slugs.find(isFree) ?? '');
  }
  return documents;
}

function manifestOf(document: string): string {
  return `${document}.yaml`;
}

/** The name of a folder with a number behind it that is not there. */
async function freeFolder(folder: string): Promise<string> {
  const base = folder.replace(/[/\\]+$/, '');
  for (let number = 2; ; number++) {
    const free = `${base}-${number}`;
    const isThere = await stat(free).then(
      () => true,
      () => false,
    );
    if (!isThere) return free;
  }
}

/** The id of a dossier that is drafted into a folder. */
function slugIn(folder: string): string {
  return slugOf(basename(folder)) || 'dossier';
}

/** The tables that each file has, as far as its beginning tells. @throws DraftImpossible */
async function formatsByFile(
  files: readonly string[],
  signal: AbortSignal | undefined,
): Promise<Map<string, FileFormat[]>> {
  const formats = new Map<string, FileFormat[]>();
  const names = new Set<string>();
  for (const path of files) {
    const name = basename(path);
    if (names.has(name)) throw new DraftImpossible(`Two files are named ${name}; expected different names.`);
    names.add(name);
    await mustBeFile(path);
    if (/\.ya?ml$/i.test(name))
      throw new DraftImpossible(`${path}: the file is YAML; expected a table, a workbook, JSON or a graph.`);
    formats.set(path, await told(path, () => formatsOf(path, signal)));
  }
  return formats;
}

/**
 * How many bytes are read. Each table is read once, after what is no text of separated values was read into a temporary
 * file. Of a single file of JSON it is looked before whether it is a graph of ours, which is then read twice as well.
 */
async function bytesIn(formats: ReadonlyMap<string, readonly FileFormat[]>): Promise<number> {
  const again = mayBeOurs([...formats.keys()]) ? 1 : 0;
  let bytes = 0;
  for (const [path, ofFile] of formats) {
    const { size } = await stat(path);
    const times = ofFile.reduce((sum, { kind }) => sum + 1 + TIMES_OPENED[kind], 0);
    bytes += (times + again) * size;
  }
  return bytes;
}

function mayBeOurs(files: readonly string[]): boolean {
  return files.length === 1 && files.every((path) => kindOfFile(path) === 'json');
}

/** Tells how many bytes of the files were read. */
function telling(total: number, onProgress: DraftOptions['onProgress']): (bytes: number) => void {
  let done = 0;
  return (bytes) => {
    done += bytes;
    onProgress?.({ phase: 'read', done: Math.min(done, total), total, of: 'bytes' });
  };
}

/** The file, where it is the only one and a graph of ours. */
async function ourGraphIn(files: readonly string[], reading: ReadOptions): Promise<OurGraph | undefined> {
  const [path] = files;
  if (path === undefined || !mayBeOurs(files)) return undefined;
  const model = await told(path, () => modelOfGraphology(path, reading));
  return model === undefined ? undefined : { path, model };
}

async function tablesOf(
  path: string,
  file: string,
  formats: readonly FileFormat[],
  model: Model,
  options: ReadOptions,
): Promise<DraftedTable[]> {
  return await told(path, async () => {
    const tables: DraftedTable[] = [];
    for (const format of formats) {
      const table = await looked(path, file, format, model, options);
      if (table) tables.push(table);
    }
    if (tables.length === 0) throw new DraftImpossible(`${path}: the file has no rows; expected a table.`);
    return tables;
  });
}

/** @throws DraftImpossible */
async function mustBeFile(path: string): Promise<void> {
  const isFile = await stat(path).then(
    (what) => what.isFile(),
    () => false,
  );
  if (!isFile) throw new DraftImpossible(`${path}: there is no such file.`);
}

/** Has what is wrong with a file told with its path. */
async function told<T>(path: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof TableUnreadable)) throw error;
    throw new DraftImpossible(`${path}${error.line === 0 ? '' : `:${error.line}`}: ${error.message}`);
  }
}

/** The tables that a file has. */
async function formatsOf(path: string, signal: AbortSignal | undefined): Promise<FileFormat[]> {
  const kind = kindOfFile(path);
  switch (kind) {
    case 'separated': {
      const encoding = await guessedEncoding(path);
      return [{ kind, separator: undefined, encoding, head: await headLineOfText(path, encoding) }];
    }
    case 'workbook': {
      const sheets = await worksheetNames(path);
      return sheets.map((sheet) => ({ kind, sheet: sheets.length === 1 ? undefined : sheet, head: undefined }));
    }
    case 'graph':
      return graphSheets.map((sheet) => ({ kind, sheet }));
    case 'json': {
      const lists = await graphLists(path, signal);
      return lists.length > 0 ? lists.map((rows) => ({ kind, rows })) : [{ kind, rows: undefined }];
    }
  }
}

/** A table with what its columns are guessed to be; undefined where it has no rows. */
async function looked(
  path: string,
  file: string,
  format: FileFormat,
  model: Model,
  options: ReadOptions,
): Promise<DraftedTable | undefined> {
  const rawTable = await openRawTable(path, format, options);
  try {
    if (format.kind === 'workbook' && format.head === undefined) {
      const head = await headLineOfSheet(rawTable);
      if (head !== undefined) return await looked(path, file, { ...format, head }, model, options);
    }
    const sample: (readonly string[])[] = [];
    const profiles = new ColumnProfiles(rawTable.head);
    let rows = 0;
    const hasFeed = (cell: string) => cell.includes('\n');
    let isOfLines = format.kind === 'separated' && rawTable.head.some(hasFeed);
    for await (const records of rawTable.rows(options)) {
      rows += records.length;
      for (const { cells } of records) {
        profiles.add(cells);
        isOfLines ||= format.kind === 'separated' && cells.some(hasFeed);
        if (sample.length < SAMPLE) sample.push(cells);
      }
    }
    if (rows === 0) return undefined;
    const isEncodingGuessed = format.kind === 'separated' && format.encoding !== undefined;
    const { columns, none } = profiles;
    const guesses = guessColumns(columns, sample, model);
    return { file, format, isEncodingGuessed, columns, guesses, none: [...none], sample, rows, isOfLines };
  } finally {
    rawTable.close();
  }
}
