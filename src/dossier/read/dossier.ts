import { createHash } from 'node:crypto';
import type { GraphQLSchema } from 'graphql';
import { isSlug } from '../../declare/ids.ts';
import type { Model } from '../../declare/model.ts';
import { filesOf, textOf } from '../../yaml/folder.ts';
import { readYaml, type Written } from '../../yaml/read.ts';
import { type DossierInvalid, Problems } from '../problem.ts';
import { Spool } from '../spill/spool.ts';
import { addDigests } from '../table/digest.ts';
import { readTables, type TableDeclaration } from '../table/manifest.ts';
import { entityRow, factRow, NODES, sourceRow } from './contents.ts';
import { readDocuments, readPassages } from './documents.ts';
import { readEntities } from './entities.ts';
import { DOCUMENT_SLUG, documentId } from './evidence.ts';
import { readFacts } from './facts.ts';
import { HEAD, isBeside, OWN_MODEL } from './model-name.ts';
import { readQuestions } from './questions.ts';
import type { Batch, Reference, StatedRow } from './seed.ts';
import { NAME, PROSE, ValueReader } from './value-reader.ts';

/** A dossier as its folder has it. What its files say is held so that it takes little memory, until it is closed. */
export interface Dossier extends Head {
  readonly folder: string;
  /** What it brings to ask, each as JSON. */
  readonly questions: readonly string[];
  /** Of everything that was read: SHA-256, in hexadecimal. */
  readonly digest: string;
  /** What its YAML files state: documents, passages and entities, and facts. */
  readonly nodes: Spool<Batch>;
  readonly facts: Spool<Batch>;
  /** What else it states, to be read row by row. */
  readonly tables: readonly TableDeclaration[];
  /** What is wrong in a row taken by itself. */
  readonly problems: Problems;
  close(): void;
}

export interface Head {
  readonly id: string;
  /** Tagged texts. */
  readonly title: readonly string[];
  readonly description: readonly string[];
}

export interface ReadOptions {
  /** Is told how many files have been read. */
  readonly onProgress?: ((progress: Progress) => void) | undefined;
  /** The schema of the model, which must answer its questions. Without it, only their form is looked at. */
  readonly schema?: (() => GraphQLSchema) | undefined;
  readonly signal?: AbortSignal | undefined;
}

export interface Progress {
  /** `open`: tables are read that take long to read; `collect` and `save`: rows of the graph go to the files of a dossier. */
  readonly phase: 'renew' | 'read' | 'open' | 'check' | 'write' | 'remove' | 'collect' | 'save';
  /** Files that were read; otherwise rows, unless it is said that these are bytes of tables, which are read repeatedly. */
  readonly done: number;
  readonly total: number;
  readonly of?: 'bytes' | undefined;
}

export const HEAD_KEYS = ['id', 'title', 'description', 'model', 'questions'] as const;
export const FILE_KEYS = ['document', 'documents', 'passages', 'entities', 'facts', 'tables', 'questions'] as const;
const MAX_DOSSIER_ID = 100;
const SLUG = 'a slug of small letters, digits and hyphens';

/**
 * Reads the YAML files of a folder, one after the other.
 *
 * @throws DossierInvalid a file is missing or is no YAML, or a table is not described well, so that the rest cannot be
 *   checked
 */
export async function readDossier(model: Model, folder: string, options: ReadOptions = {}): Promise<Dossier> {
  const problems = new Problems(folder);
  const files = await filesOf(folder, problems);
  if (files.length === 0) problems.throwIfAny();
  const reader = new DossierReader(model, problems, options.schema);
  try {
    const digest = createHash('sha256');
    let isReadable = problems.count === 0;
    for (const [index, file] of files.entries()) {
      const before = problems.count;
      const text = await textOf(folder, file, problems);
      digest.update(`${file}\0${text}\0`);
      const written = text && readYaml(text, (line, message) => problems.add({ file, line, message }));
      if (problems.count > before) isReadable = false;
      else if (written) reader.read(file, written);
      options.onProgress?.({ phase: 'read', done: index + 1, total: files.length });
      // A large folder takes seconds: others get their turn between files.
      await new Promise((resolve) => setImmediate(resolve));
      options.signal?.throwIfAborted();
    }
    if (!isReadable || !reader.areTablesKnown) throw problems.invalid();
    const { head, nodes, facts, tables, questions } = reader;
    if (head === undefined) throw reader.headless(files.includes(HEAD));
    await addDigests(digest, folder, tables, options.signal);
    return {
      ...head,
      folder,
      questions,
      digest: digest.digest('hex'),
      nodes,
      facts,
      tables,
      problems,
      close: reader.close,
    };
  } catch (error) {
    reader.close();
    throw error;
  }
}

/** Collects what files say. */
class DossierReader {
  readonly nodes = new Spool<Batch>();
  readonly facts = new Spool<Batch>();
  readonly tables: TableDeclaration[] = [];
  readonly questions: string[] = [];
  head: Head | undefined;
  /** Whether it is known how each table is read. */
  areTablesKnown = true;
  readonly #model: Model;
  readonly #problems: Problems;
  readonly #schema: (() => GraphQLSchema) | undefined;
  #hasHead = false;

  constructor(model: Model, problems: Problems, schema: (() => GraphQLSchema) | undefined) {
    this.#model = model;
    this.#problems = problems;
    this.#schema = schema;
  }

  read(file: string, written: Written): void {
    if (file === HEAD) this.head = this.#readHead(written);
    // Read already: it says what the other files may say.
    else if (file !== OWN_MODEL) this.#readRows(file, written);
  }

  /** Why there is no head. */
  headless(isThere: boolean): DossierInvalid {
    const why = isThere ? 'the file is empty' : 'there is no such file';
    if (!this.#hasHead) {
      this.#problems.add({ file: HEAD, line: 0, message: `${why}; expected the id and the title of the dossier.` });
    }
    return this.#problems.invalid();
  }

  readonly close = (): void => {
    this.nodes.close();
    this.facts.close();
  };

  #readHead(written: Written): Head | undefined {
    this.#hasHead = true;
    const reader = new ValueReader(HEAD, this.#problems);
    const fields = reader.map(written, 'dossier.yaml', HEAD_KEYS);
    if (!fields) return undefined;
    const named = reader.needed(fields, 'id', SLUG);
    const id = named && reader.text(named, 'id', SLUG, { most: MAX_DOSSIER_ID, lines: false });
    if (named && id !== undefined && !isSlug(id)) reader.fail(named.line, `id is "${id}"; expected ${SLUG}.`);
    const model = fields.entries.get('model')?.value;
    const inModel = model && reader.text(model, 'model', 'the name of a model', { most: MAX_DOSSIER_ID, lines: false });
    if (model && inModel !== undefined && !isBeside(inModel) && inModel !== this.#model.name)
      reader.fail(model.line, `model is "${inModel}"; expected ${this.#model.name}, in which it is read.`);
    this.questions.push(...readQuestions(reader, fields.entries.get('questions')?.value, this.#schema));
    const title = reader.needed(fields, 'title', 'its title by language');
    const description = fields.entries.get('description')?.value;
    const texts = {
      title: title ? reader.tagged(title, 'title', NAME) : [],
      description: description ? reader.tagged(description, 'description', PROSE) : [],
    };
    return id === undefined ? undefined : { id, ...texts };
  }

  #readRows(file: string, written: Written): void {
    const bare = new ValueReader(file, this.#problems);
    const fields = bare.map(written, 'a file of a dossier', FILE_KEYS);
    if (!fields) return;
    const [ofNodes, ofFacts]: [Reference[], Reference[]] = [[], []];
    const named = fields.entries.get('document')?.value;
    const reader = new ValueReader(file, this.#problems, named && documentNamed(bare, named, ofNodes));
    const section = (key: string) => fields.entries.get(key)?.value;
    const sources = [...readDocuments(reader, section('documents')), ...readPassages(reader, section('passages'))];
    const entities = readEntities(reader, section('entities'), this.#model, ofNodes);
    const facts = readFacts(reader, section('facts'), this.#model, ofFacts);
    addTo(this.nodes, [...sources.map(sourceRow), ...entities.map(entityRow)], ofNodes);
    addTo(this.facts, facts.map(factRow), ofFacts);
    this.questions.push(...readQuestions(reader, section('questions'), this.#schema));
    const before = reader.failures;
    this.tables.push(...readTables(reader, section('tables')));
    if (reader.failures > before) this.areTablesKnown = false;
  }
}

function addTo(spool: Spool<Batch>, rows: StatedRow[], references: Reference[]): void {
  if (rows.length + references.length === 0) return;
  spool.add({ rows: rows.slice(0, NODES), references: references.slice(0, NODES) });
  addTo(spool, rows.slice(NODES), references.slice(NODES));
}

function documentNamed(reader: ValueReader, written: Written, references: Reference[]): string | undefined {
  const expected = 'the slug of a document, which is its id without SourceDocument:';
  const slug = reader.text(written, 'document', expected, DOCUMENT_SLUG);
  if (slug === undefined) return undefined;
  if (!isSlug(slug)) return reader.fail(written.line, `document is "${slug}"; expected ${expected}.`);
  references.push({ to: 'document', id: documentId(slug), what: 'document', location: reader.location(written.line) });
  return documentId(slug);
}
