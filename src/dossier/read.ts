import { isSlug } from '../declare/ids.ts';
import type { Model } from '../declare/model.ts';
import { readFolder, type TextFile } from '../yaml/folder.ts';
import type { Problem } from '../yaml/problem.ts';
import { readYaml, type Written } from '../yaml/read.ts';
import { isDocument, readDocuments } from './documents.ts';
import { readEntities } from './entities.ts';
import { documentId } from './evidence.ts';
import { readFacts } from './facts.ts';
import { DossierInvalid } from './problem.ts';
import type { DocumentSeed, EntitySeed, FactSeed, PassageSeed, Reference } from './seed.ts';
import { NAME, PROSE, Sheet } from './sheet.ts';
import { digestWith } from './table/digest.ts';
import { readTables, type TableDeclaration } from './table/manifest.ts';

/** A dossier as its folder has it. */
export interface Dossier {
  readonly folder: string;
  readonly id: string;
  /** Tagged texts. */
  readonly title: readonly string[];
  readonly description: readonly string[];
  /** Of everything that was read: SHA-256, in hexadecimal. */
  readonly digest: string;
  readonly documents: readonly DocumentSeed[];
  readonly passages: readonly PassageSeed[];
  readonly entities: readonly EntitySeed[];
  readonly facts: readonly FactSeed[];
  readonly references: readonly Reference[];
  /** What else it states, to be read row by row. */
  readonly tables: readonly TableDeclaration[];
  /** What is wrong in a row taken by itself. */
  readonly problems: readonly Problem[];
}

export interface ReadOptions {
  /** Is told how many files have been read. */
  readonly onProgress?: ((progress: Progress) => void) | undefined;
  readonly signal?: AbortSignal | undefined;
}

export interface Progress {
  readonly phase: 'read' | 'check' | 'write' | 'remove';
  /** Files that were read; otherwise rows, unless it is said that these are bytes of tables, which are read repeatedly. */
  readonly done: number;
  readonly total: number;
  readonly of?: 'bytes' | undefined;
}

const HEAD = 'dossier.yaml';
const HEAD_KEYS = ['id', 'title', 'description'];
const FILE_KEYS = ['document', 'documents', 'entities', 'facts', 'tables'];
const MAX_DOSSIER_ID = 100;
const SLUG = 'a slug of small letters, digits and hyphens';

/**
 * Reads a folder.
 *
 * @throws DossierInvalid a file is missing or is no YAML, so that the rest cannot be checked
 */
export async function readDossier(model: Model, folder: string, options: ReadOptions = {}): Promise<Dossier> {
  const { files, problems, digest } = await readFolder(folder, options.signal);
  if (problems.length > 0 && files.length === 0) throw new DossierInvalid(folder, problems);
  const found: Problem[] = [...problems];
  const sheets: { file: string; written: Written }[] = [];
  for (const [index, { file, text }] of files.entries()) {
    const written = readYaml(text, (line, message) => found.push({ file, line, message }));
    if (written) sheets.push({ file, written });
    options.onProgress?.({ phase: 'read', done: index + 1, total: files.length });
    // A large folder takes seconds: others get their turn between files.
    await new Promise((resolve) => setImmediate(resolve));
    options.signal?.throwIfAborted();
  }
  if (found.length > 0) throw new DossierInvalid(folder, found);
  const head = readHead(files, sheets, found);
  if (head === undefined) throw new DossierInvalid(folder, found);
  const rows = readRows(sheets, model, found);
  const whole = await digestWith(digest, folder, rows.tables, options.signal);
  return { folder, digest: whole, ...head, ...rows, problems: found };
}

function readHead(
  files: readonly TextFile[],
  sheets: readonly { file: string; written: Written }[],
  problems: Problem[],
): Pick<Dossier, 'id' | 'title' | 'description'> | undefined {
  const sheet = new Sheet(HEAD, problems);
  const expected = 'the id and the title of the dossier';
  const written = sheets.find(({ file }) => file === HEAD)?.written;
  if (!written) {
    const why = files.some(({ file }) => file === HEAD) ? 'the file is empty' : 'there is no such file';
    return sheet.fail(0, `${why}; expected ${expected}.`);
  }
  const fields = sheet.map(written, 'dossier.yaml', HEAD_KEYS);
  if (!fields) return undefined;
  const named = sheet.needed(fields, 'id', SLUG);
  const id = named && sheet.text(named, 'id', SLUG, { most: MAX_DOSSIER_ID, lines: false });
  if (named && id !== undefined && !isSlug(id)) sheet.fail(named.line, `id is "${id}"; expected ${SLUG}.`);
  const title = sheet.needed(fields, 'title', 'its title by language');
  const description = fields.entries.get('description')?.value;
  const texts = {
    title: title ? sheet.tagged(title, 'title', NAME) : [],
    description: description ? sheet.tagged(description, 'description', PROSE) : [],
  };
  return id === undefined ? undefined : { id, ...texts };
}

function readRows(sheets: readonly { file: string; written: Written }[], model: Model, problems: Problem[]) {
  const documents: (DocumentSeed | PassageSeed)[] = [];
  const entities: EntitySeed[] = [];
  const facts: FactSeed[] = [];
  const references: Reference[] = [];
  const tables: TableDeclaration[] = [];
  for (const { file, written } of sheets) {
    if (file === HEAD) continue;
    const bare = new Sheet(file, problems);
    const fields = bare.map(written, 'a file of a dossier', FILE_KEYS);
    if (!fields) continue;
    const named = fields.entries.get('document')?.value;
    const sheet = new Sheet(file, problems, named && documentNamed(bare, named, references));
    const section = (key: string) => fields.entries.get(key)?.value;
    documents.push(...readDocuments(sheet, section('documents')));
    entities.push(...readEntities(sheet, section('entities'), model, references));
    facts.push(...readFacts(sheet, section('facts'), model, references));
    tables.push(...readTables(sheet, section('tables')));
  }
  return {
    documents: documents.filter(isDocument),
    passages: documents.filter((each): each is PassageSeed => !isDocument(each)),
    entities,
    facts,
    references,
    tables,
  };
}

function documentNamed(sheet: Sheet, written: Written, references: Reference[]): string | undefined {
  const expected = 'the slug of a document, which is its id without SourceDocument:';
  const slug = sheet.text(written, 'document', expected, { most: MAX_DOSSIER_ID, lines: false });
  if (slug === undefined) return undefined;
  if (!isSlug(slug)) return sheet.fail(written.line, `document is "${slug}"; expected ${expected}.`);
  references.push({ to: 'document', id: documentId(slug), what: 'document', spot: sheet.spot(written.line) });
  return documentId(slug);
}
