import { randomUUID } from 'node:crypto';
import {
  accessSync,
  closeSync,
  constants,
  existsSync,
  fsyncSync,
  linkSync,
  mkdirSync,
  openSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { FolderUnusable, StoreUnavailable } from '../errors.ts';
import { SqliteConnection } from './connection.ts';
import { connect } from './driver.ts';
import { INDEXES, MODEL_TABLE, SCHEMA_VERSION, TABLES } from './schema.ts';

/** The file of a graph in its folder. SQLite has two more beside it while it is open, and after a crash. */
const NAME = 'graph.sqlite';
/** Tells a file of this program from one of any other: `DRAG`. */
const APPLICATION_ID = 0x44_52_41_47;
/** Files of up to so many bytes are looked through when they are opened, so that damage is told at the start. */
const LOOKED_THROUGH = 32_000_000;

/**
 * The file of the graph in a folder, ready to be opened. Folder and file are made where they are not there; a file that is
 * there is looked at, and never changed unless it is a graph.
 *
 * @throws FolderUnusable
 */
export async function graphFile(folder: string): Promise<string> {
  try {
    makeFolder(folder);
    accessSync(folder, constants.R_OK | constants.W_OK);
  } catch (error) {
    throw new FolderUnusable(folder, 'the folder cannot be made, or not be written', error);
  }
  const file = join(folder, NAME);
  try {
    if (!existsSync(file)) await makeFile(file);
    // SQLite opens a file that it may only read, and refuses the first write, which every start has.
    accessSync(file, constants.R_OK | constants.W_OK);
    await checkFile(file);
    return file;
  } catch (error) {
    if (error instanceof Unusable) throw new FolderUnusable(folder, error.message, error.cause);
    throw new FolderUnusable(folder, problemOf(error), error);
  }
}

/** Why a file cannot be used, in our words. */
class Unusable extends Error {}

const DAMAGED = `its file ${NAME} is damaged, cut off, or not of a graph; restore it from a copy, or choose another folder`;

function problemOf(error: unknown): string {
  if (error instanceof StoreUnavailable) {
    if (error.reason === 'busy') return `its file ${NAME} is locked by another program`;
    if (error.reason === 'full') return 'the disk has no room left';
    if (error.reason === 'damaged') return DAMAGED;
  }
  return `its file ${NAME} cannot be read or written`;
}

/** Not by the recursive `mkdirSync`: where a folder cannot be made though its parent is there, it tries for ever. */
function makeFolder(folder: string): void {
  if (existsSync(folder)) return;
  makeFolder(dirname(folder));
  mkdirSync(folder);
}

/** Makes the file under another name first: whoever is killed meanwhile, or does the same, leaves no half of one. */
async function makeFile(file: string): Promise<void> {
  const draft = `${file}.${randomUUID()}.new`;
  const connection = connect(draft, 0);
  try {
    await connection.execute([
      'PRAGMA synchronous = OFF',
      'BEGIN',
      ...TABLES,
      ...INDEXES,
      `PRAGMA application_id = ${APPLICATION_ID}`,
      `PRAGMA user_version = ${SCHEMA_VERSION}`,
      'COMMIT',
    ]);
  } finally {
    connection.close();
  }
  flush(draft);
  try {
    linkSync(draft, file);
  } catch {
    // There are file systems without links. Where the file is there by now, another process has made it.
    if (!existsSync(file)) renameSync(draft, file);
  }
  rmSync(draft, { force: true });
}

/** Waits until a file is on the disk. */
function flush(file: string): void {
  const descriptor = openSync(file, 'r+');
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

/**
 * Looks at a file through SQLite alone: to open and close it otherwise would take away the locks that this process has on
 * it (https://www.sqlite.org/howtocorrupt.html). SQLite finds a file that is cut off by itself.
 */
async function checkFile(file: string): Promise<void> {
  if (statSync(file).size === 0) throw new Unusable(DAMAGED);
  const connection = new SqliteConnection(file);
  try {
    const [id] = await connection.ask('PRAGMA application_id');
    if (id?.[0] !== APPLICATION_ID)
      throw new Unusable(`its file ${NAME} is a database of another program; choose another folder`);
    const [version] = await connection.ask('PRAGMA user_version');
    if (Number(version?.[0]) > SCHEMA_VERSION)
      throw new Unusable(`its file ${NAME} was written by a later version of this program; update it`);
    const [mode] = await connection.ask('PRAGMA journal_mode = WAL');
    if (mode?.[0] !== 'wal')
      throw new Unusable('its file system cannot share memory between processes, as that of a network often cannot');
    await connection.ask('SELECT count(*) FROM entity WHERE k = 0');
    await connection.ask(MODEL_TABLE);
    if (statSync(file).size > LOOKED_THROUGH) return;
    const [found] = await connection.ask('PRAGMA quick_check(1)');
    if (found?.[0] !== 'ok') throw new Unusable(DAMAGED, { cause: new Error(String(found?.[0])) });
  } finally {
    await connection.close();
  }
}
