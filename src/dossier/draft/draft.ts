import { copyFile, mkdir, readdir, stat, writeFile } from 'node:fs/promises';
import { basename, extname, join } from 'node:path';
import type { Model } from '../../declare/model.ts';
import type { Progress } from '../read/dossier.ts';
import { firstBytes } from '../table/bytes.ts';
import { graphSheets } from '../table/graph-xml.ts';
import { openRawTable } from '../table/open-raw-table.ts';
import { type FileFormat, kindOfFile } from '../table/raw-table.ts';
import { slugOf } from '../table/slug.ts';
import { type ReadOptions, TableUnreadable } from '../table/streaming.ts';
import { worksheetNames } from '../table/workbook.ts';
import { ColumnProfiles } from './column.ts';
import { guessColumns } from './column-guess.ts';
import { guessedEncoding } from './encoding.ts';
import { isOurGraphology, modelOfGraphology, writeDossierOf } from './graphology.ts';
import { type DraftedTable, manifestDraft } from './manifest-draft.ts';

/** A dossier that cannot be drafted: what is wrong with a file, or with the folder for it. */
export class DraftImpossible extends Error {
  override readonly name = 'DraftImpossible';
}

export interface DraftOptions {
  readonly onProgress?: ((progress: Progress) => void) | undefined;
  readonly signal?: AbortSignal | undefined;
  /** Whether the model is none that ships, and is written beside a graph of ours. */
  readonly isOwnModel?: boolean | undefined;
}

/** What was drafted. */
export interface Draft {
  readonly folder: string;
  /** The files that were written, those that were copied left out. */
  readonly written: readonly string[];
  /** How many lines are marked as guesses. */
  readonly guesses: number;
  /** What a person should know of it: what was not recognised, and which columns are not taken, with the reasons. */
  readonly notes: readonly string[];
  /** How many entities and facts of a graph of ours were left out, since their evidence is not in the file. */
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
 * @throws DraftImpossible
 */
export async function draftDossier(
  files: readonly string[],
  folder: string,
  model: Model,
  { onProgress, signal, isOwnModel = false }: DraftOptions = {},
): Promise<Draft> {
  const there = await readdir(folder).catch(() => []);
  if (there.length > 0) {
    throw new DraftImpossible(
      `${folder} is not empty; expected a folder that is, or none, such as --to ${await freeFolder(folder)}.`,
    );
  }
  const slug = slugOf(basename(folder)) || 'dossier';
  const texts = new Map([['dossier.yaml', `id: ${slug}\ntitle: { en: ${JSON.stringify(basename(folder))} } # ?\n`]]);
  const names = new Set<string>();
  const notes: string[] = [];
  const ours = await ourGraphIn(files);
  const formats = ours === undefined ? await formatsByFile(files) : new Map<string, FileFormat[]>();
  const onBytes = telling(await bytesIn(files, formats), onProgress);
  if (ours !== undefined) {
    const { leftOut } = await told(ours, () =>
      writeDossierOf(ours, { folder, slug, model, isOwnModel }, { signal, onBytes }),
    );
    const written = (await readdir(folder, { recursive: true })).filter((name) => extname(name) !== '').sort();
    return { folder, written, guesses: 0, leftOut, notes: [] };
  }
  for (const [index, path] of files.entries()) {
    const file = basename(path);
    if (names.has(file)) throw new DraftImpossible(`Two files are named ${file}; expected different names.`);
    names.add(file);
    const tables = await tablesOf(path, file, formats.get(path) ?? [], model, { signal, onBytes });
    const document = slugOf(file.slice(0, file.length - extname(file).length)) || `table-${index + 1}`;
    const drafted = manifestDraft(document, tables, model);
    texts.set(`${document}.yaml`, drafted.text);
    notes.push(...drafted.notes);
  }
  await mkdir(folder, { recursive: true });
  for (const path of files) await copyFile(path, join(folder, basename(path)));
  for (const [name, content] of texts) await writeFile(join(folder, name), content);
  const guesses = [...texts.values()].join('').match(/ # \?$/gm)?.length ?? 0;
  return { folder, written: [...texts.keys()], guesses, leftOut: 0, notes };
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

/** The tables that each file has. @throws DraftImpossible */
async function formatsByFile(files: readonly string[]): Promise<Map<string, FileFormat[]>> {
  const formats = new Map<string, FileFormat[]>();
  for (const path of files) {
    await mustBeFile(path);
    formats.set(path, await told(path, () => formatsOf(path)));
  }
  return formats;
}

/**
 * How many bytes are read: a graph of ours, whose tables are not looked for, twice, and what is no text of separated values
 * into a table that is then read.
 */
async function bytesIn(files: readonly string[], formats: ReadonlyMap<string, readonly FileFormat[]>): Promise<number> {
  let bytes = 0;
  for (const path of files) {
    const { size } = await stat(path);
    const times = formats.get(path)?.reduce((sum, { kind }) => sum + (kind === 'separated' ? 1 : 2), 0) ?? 2;
    bytes += times * size;
  }
  return bytes;
}

/** Tells how many bytes of the files were read. */
function telling(total: number, onProgress: DraftOptions['onProgress']): (bytes: number) => void {
  let done = 0;
  return (bytes) => {
    done += bytes;
    onProgress?.({ phase: 'read', done: Math.min(done, total), total, of: 'bytes' });
  };
}

/** The name of the model that files say they are written in: that of a graph of ours. @throws DraftImpossible */
export async function modelOfFiles(files: readonly string[]): Promise<string | undefined> {
  const ours = await ourGraphIn(files);
  return ours === undefined ? undefined : await told(ours, () => modelOfGraphology(ours));
}

/** The file, where it is the only one and a graph of ours. */
async function ourGraphIn(files: readonly string[]): Promise<string | undefined> {
  const [only] = files;
  if (only === undefined || files.length > 1) return undefined;
  await mustBeFile(only);
  const isOurs = kindOfFile(only) === 'json' && (await told(only, () => isOurGraphology(only)));
  return isOurs ? only : undefined;
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
async function formatsOf(path: string): Promise<FileFormat[]> {
  const kind = kindOfFile(path);
  switch (kind) {
    case 'separated':
      return [{ kind, separator: undefined, encoding: await guessedEncoding(path) }];
    case 'workbook': {
      const sheets = await worksheetNames(path);
      return sheets.map((sheet) => ({ kind, sheet: sheets.length === 1 ? undefined : sheet }));
    }
    case 'graph':
      return graphSheets.map((sheet) => ({ kind, sheet }));
    case 'json': {
      const begin = (await firstBytes(path, 1 << 16)).toString();
      const isGraph = /^\s*\{/.test(begin) && /"nodes"\s*:\s*\[/.test(begin);
      return isGraph ? ['nodes', 'edges'].map((rows) => ({ kind, rows })) : [{ kind, rows: undefined }];
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
    const sample: (readonly string[])[] = [];
    const profiles = new ColumnProfiles(rawTable.head);
    let rows = 0;
    for await (const records of rawTable.rows(options)) {
      rows += records.length;
      for (const { cells } of records) {
        profiles.add(cells);
        if (sample.length < SAMPLE) sample.push(cells);
      }
    }
    if (rows === 0) return undefined;
    const isEncodingGuessed = format.kind === 'separated' && format.encoding !== undefined;
    const { columns, none } = profiles;
    const guesses = guessColumns(columns, sample, model);
    return { file, format, isEncodingGuessed, columns, guesses, none: [...none], sample, rows };
  } finally {
    rawTable.close();
  }
}
