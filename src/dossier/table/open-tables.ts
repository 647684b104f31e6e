import { realpath, stat } from 'node:fs/promises';
import { join, sep } from 'node:path';
import type { DossierFindings } from '../problem.ts';
import { oneOf } from '../read/value-reader.ts';
import { Lookup } from './lookup.ts';
import { isMade, type TableDeclaration } from './manifest.ts';
import { openRawTable, TIMES_OPENED } from './open-raw-table.ts';
import type { RawTable } from './raw-table.ts';
import { type Streaming, TableUnreadable } from './streaming.ts';
import { LINE, lookedUp, Table } from './table.ts';
import { placeholdersIn } from './template.ts';
import { untakenFrom } from './untaken.ts';

/** The tables of a dossier, until they are closed. */
export interface OpenTables {
  /** Those that can be read on. */
  readonly tables: readonly Table[];
  /** Removes what was kept on the disk. */
  close(): void;
}

/** A file with a table in it. */
interface Opened {
  readonly rawTable: RawTable;
  readonly bytes: number;
}

export interface OpeningOptions extends Omit<Streaming, 'onBytes'> {
  /** Is told how many bytes were read of those that are read here, files that are read twice counted twice. */
  readonly onBytes?: ((done: number, total: number) => void) | undefined;
}

/**
 * Opens the tables that a dossier declares. What another table looks up, and what takes long to read, is read here, into
 * temporary files.
 */
export async function openTables(
  folder: string,
  declarations: readonly TableDeclaration[],
  streaming: OpeningOptions,
): Promise<OpenTables> {
  const opening = new Opening(folder, declarations, streaming);
  try {
    return { tables: await opening.all(), close: opening.close };
  } catch (error) {
    opening.close();
    throw error;
  }
}

class Opening {
  readonly #folder: string;
  readonly #declarations: readonly TableDeclaration[];
  readonly #streaming: OpeningOptions;
  /** By file and form: several tables may be read from one. */
  readonly #rawTables = new Map<string, Opened | undefined>();
  readonly #lookups = new Map<string, Lookup>();
  /** Is told how many bytes of files were read. */
  #tell: (bytes: number) => void = () => undefined;

  constructor(folder: string, declarations: readonly TableDeclaration[], streaming: OpeningOptions) {
    this.#folder = folder;
    this.#declarations = declarations;
    this.#streaming = streaming;
  }

  async all(): Promise<Table[]> {
    this.#tell = await this.#telling();
    const opened = new Map<TableDeclaration, Opened>();
    for (const declaration of this.#declarations) {
      const found = await this.#rawTableOf(declaration);
      if (found && namesAreKnown(declaration, this.#declarations, found.rawTable, this.#streaming.findings))
        opened.set(declaration, found);
    }
    for (const declaration of opened.keys()) {
      for (const name of lookedUpBy(declaration)) await this.#fillLookup(name, opened);
    }
    await this.#tellUntaken(opened);
    return [...opened].map(
      ([declaration, { rawTable, bytes }]) => new Table(rawTable, bytes, declaration, this.#lookups),
    );
  }

  readonly close = (): void => {
    for (const opened of this.#rawTables.values()) opened?.rawTable.close();
    for (const lookup of this.#lookups.values()) lookup.close();
  };

  async #rawTableOf(declaration: TableDeclaration): Promise<Opened | undefined> {
    const key = keyOf(declaration);
    const streaming = { ...this.#streaming, onBytes: this.#tell };
    if (!this.#rawTables.has(key)) this.#rawTables.set(key, await open(this.#folder, declaration, streaming));
    return this.#rawTables.get(key);
  }

  async #tellUntaken(opened: ReadonlyMap<TableDeclaration, Opened>): Promise<void> {
    const { signal, findings } = this.#streaming;
    const declarations = [...opened.keys()];
    for (const rawTable of new Set([...opened.values()].map((each) => each.rawTable))) {
      if (!rawTable.isNested) continue;
      const tables = declarations.filter((each) => opened.get(each)?.rawTable === rawTable);
      const wanted = tables.flatMap(({ name }) => declarations.flatMap((each) => columnsWanted(each, name)));
      const untaken = await untakenFrom(rawTable, tables, new Set(wanted.map(({ column }) => column)), {
        signal,
        onBytes: this.#tell,
      });
      if (untaken !== undefined) findings.leave(untaken);
    }
  }

  async #fillLookup(name: string, opened: ReadonlyMap<TableDeclaration, Opened>): Promise<void> {
    const other = [...opened].find(([declaration]) => declaration.name === name && declaration.key);
    if (!other || this.#lookups.has(name)) return;
    const [declaration, { rawTable }] = other;
    const wanted = [...opened.keys()].flatMap((each) => columnsWanted(each, name));
    const lookup = new Lookup(rawTable, declaration, declaration.key?.column ?? '', wanted);
    this.#lookups.set(name, lookup);
    const { signal, findings } = this.#streaming;
    await lookup.fill({ signal, findings, onBytes: this.#tell });
  }

  /** Adds up the bytes that are read. */
  async #telling(): Promise<(bytes: number) => void> {
    const { onBytes } = this.#streaming;
    if (!onBytes) return () => undefined;
    const sizeOf = (file: string) =>
      stat(join(this.#folder, file)).then(
        ({ size }) => size,
        () => 0,
      );
    const distinct = new Map(this.#declarations.map((each) => [keyOf(each), each]));
    const named = new Set(this.#declarations.flatMap(lookedUpBy));
    const lookups = this.#declarations.filter(({ name, key }) => key && named.has(name));
    let total = 0;
    for (const { file, format } of distinct.values()) {
      // What is nested is also gone through for what no table takes.
      const times = TIMES_OPENED[format.kind] + (format.kind === 'json' ? 1 : 0);
      total += times * (await sizeOf(file));
    }
    for (const { file } of lookups) total += await sizeOf(file);
    let done = 0;
    return (bytes) => {
      done += bytes;
      onBytes(Math.min(done, total), total);
    };
  }
}

function keyOf({ file, format }: TableDeclaration): string {
  return JSON.stringify([file, format]);
}

/** The table in a file; undefined where that is wrong. */
async function open(
  folder: string,
  { file, location, format }: TableDeclaration,
  { findings, ...options }: Streaming,
): Promise<Opened | undefined> {
  const path = join(folder, file);
  const fail = (message: string, line = 0) => void findings.add({ file, line, message });
  const root = await realpath(folder);
  const real = await realpath(path).catch(() => undefined);
  if (real === undefined || !(await stat(real)).isFile()) {
    return void findings.add({ ...location, message: `file is "${file}", and there is no such file.` });
  }
  if (!real.startsWith(root + sep))
    return void findings.add({
      ...location,
      message: `file is "${file}", which is outside of the folder of the dossier.`,
    });
  try {
    const rawTable = await openRawTable(path, format, options);
    const { head, headLine } = rawTable;
    const twice = head.find((name, index) => name !== '' && head.indexOf(name) !== index);
    if (head.length > 0 && twice === undefined) return { rawTable, bytes: (await stat(path)).size };
    rawTable.close();
    return twice === undefined
      ? fail(
          rawTable.isNested
            ? 'the table is empty; expected objects.'
            : 'the table is empty; expected the names of its columns in the first line.',
        )
      : fail(`two columns are named "${twice}".`, headLine);
  } catch (error) {
    if (error instanceof TableUnreadable) return fail(error.message, error.line);
    throw error;
  }
}

/** Whether each column that the manifest names is there. */
function namesAreKnown(
  declaration: TableDeclaration,
  all: readonly TableDeclaration[],
  rawTable: RawTable,
  findings: DossierFindings,
): boolean {
  let isKnown = true;
  const { location, file, key, columns, forms } = declaration;
  const { head } = rawTable;
  let doubt: string | undefined;
  const fail = (line: number, message: string) => {
    isKnown = false;
    findings.add({ file: location.file, line, message });
  };
  const check = (name: string, line: number) => {
    if (head.includes(name)) return;
    if (rawTable.isNested) return findings.doubt('a path to nothing', { file: location.file, line });
    isKnown = false;
    // One message for a table whose first line was read in a wrong way.
    const wrong = rawTable.doubtOf(name);
    if (wrong === undefined) fail(line, `${file} has no column "${name}"; expected ${oneOf(head)}.`);
    else doubt ??= wrong;
  };
  const checkNamed = (name: string, line: number) => {
    const [column, looked] = lookedUp(name, columns);
    if (looked === undefined && name !== LINE && !isMade(columns.get(column))) check(column, line);
  };
  if (key) check(key.column, key.line);
  for (const [column, rule] of columns) {
    if (isMade(rule) && head.includes(column)) {
      const how = rule.slug ? 'slug' : 'of';
      fail(rule.location.line, `${how} makes the column "${column}", which ${file} has; expected another name.`);
    }
    if (rule.slug) {
      for (const { name, line } of placeholdersIn(rule.slug)) {
        const [made] = lookedUp(name, columns);
        if (name !== LINE && !columns.get(made)?.of) check(made, line);
      }
      continue;
    }
    check(rule.of?.column ?? column, rule.of?.line ?? rule.location.line);
    if (rule.rowOf === undefined) continue;
    const other = all.find((each) => each.name === rule.rowOf && each.key);
    if (!other) fail(rule.location.line, `row-of is "${rule.rowOf}"; expected a table of this dossier that has a key.`);
  }
  for (const { written, each, when } of forms) {
    for (const { column, line } of when) check(column, line);
    if (each) {
      const rule = columns.get(each.column);
      if (!isMade(rule)) check(each.column, each.line);
      const isList = rawTable.isNested || rule?.split !== undefined;
      if ((head.includes(each.column) || rule?.of) && !isList) {
        fail(each.line, `each is "${each.column}", and that column is no list; expected one with split.`);
      }
    }
    for (const { name, line } of placeholdersIn(written)) checkNamed(name, line);
  }
  if (doubt !== undefined) findings.add({ file, line: rawTable.headLine, message: doubt });
  return isKnown;
}

function lookedUpBy({ columns }: TableDeclaration): string[] {
  return [...columns.values()].flatMap(({ rowOf }) => rowOf ?? []);
}

function columnsWanted(declaration: TableDeclaration, table: string) {
  const { columns, forms, location } = declaration;
  const written = [...forms.map((form) => form.written), ...[...columns.values()].flatMap(({ slug }) => slug ?? [])];
  return written.flatMap(placeholdersIn).flatMap(({ name, line }) => {
    const [column, looked] = lookedUp(name, columns);
    const isHere = looked !== undefined && columns.get(column)?.rowOf === table;
    return isHere ? [{ column: looked, location: { file: location.file, line } }] : [];
  });
}
