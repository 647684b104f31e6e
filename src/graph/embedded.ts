import { accessSync, constants, existsSync, mkdirSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import grafeo, { type GrafeoDB, type GrafeoError, type QueryResult } from '@grafeo-db/js';
import { unlessAborted } from './aborting.ts';
import { FolderInUse, FolderUnusable, StatementFailed, StoreUnavailable } from './errors.ts';
import { describeIndex } from './indexes.ts';
import { checkParameters } from './parameters.ts';
import type { Graph, IndexDefinition, Params, Row, Runner, RunOptions, Statement } from './port.ts';
import { Semaphore } from './semaphore.ts';

export interface EmbeddedOptions {
  /** Rows of a statement without ORDER BY come in random order: for tests. */
  readonly shuffleUnordered?: boolean;
}

/**
 * How many statements run at a time outside of writes, those included that nobody waits for any more. More would not end
 * sooner; what one takes from the others is what it takes from their processor.
 */
const READERS = Math.max(4, availableParallelism());

/** A commit reaches the file's log, but the disk only at a checkpoint: a power cut loses at most this much. */
const CHECKPOINT = { intervalMs: 30_000, walBytes: 64 * 1024 * 1024 };

/**
 * Opens a graph inside this process, in `<folder>/graph` or in memory. The folder is made if it is not there, and belongs
 * to this process until `close`. Statements cannot be stopped: one that is aborted runs on, and its rows are dropped. It
 * keeps its place among those that run at a time until it has ended; one that waits for a place leaves at once.
 * Writes take turns; a `write` inside the work of another one would wait for ever.
 *
 * @throws FolderInUse another process, or another graph of this one, has it open
 * @throws FolderUnusable it cannot be made or written, or its file is damaged; nothing was changed
 */
export function openEmbedded(place: { folder: string } | { memory: true }, options: EmbeddedOptions = {}): Graph {
  const store = 'folder' in place ? resolve(place.folder) : 'memory';
  const db = 'folder' in place ? openFolder(store, options) : grafeo.GrafeoDB.create(undefined, { ...options });
  const readers = new Semaphore(READERS);
  let open = true;
  let lastWrite: Promise<unknown> = Promise.resolve();

  function checkOpen(): void {
    if (!open) throw new StoreUnavailable('closed', store);
  }

  async function run<R>(statement: Statement<R>, params: Params, { signal }: RunOptions = {}): Promise<R[]> {
    checkOpen();
    signal?.throwIfAborted();
    checkParameters(statement, params);
    if (writes(statement.text)) throw new StatementFailed(statement.name, 'it writes, outside of a write');
    const turn = readers.enter();
    try {
      await unlessAborted(turn.admitted, signal);
      signal?.throwIfAborted();
      checkOpen();
    } catch (error) {
      turn.leave();
      throw error;
    }
    const rows = ask(db, statement, params).finally(() => turn.leave());
    return await unlessAborted(rows, signal);
  }

  async function write<T>(work: (transaction: Runner) => Promise<T>): Promise<T> {
    checkOpen();
    const turn = lastWrite.then(() => transact(db, work));
    lastWrite = turn.catch(() => undefined);
    return await turn;
  }

  return {
    engine: 'embedded',
    run,
    write,
    async prepare(indexes) {
      checkOpen();
      for (const index of indexes.filter(isPossible)) await makeIndex(db, index);
    },
    async ping() {
      checkOpen();
    },
    async close() {
      if (!open) return;
      open = false;
      await lastWrite;
      // Closing waits for what still reads, and makes the last checkpoint.
      try {
        db.close();
      } catch (error) {
        throw isFull(error) ? new StoreUnavailable('full', store, error) : error;
      }
    },
  };
}

function openFolder(folder: string, options: EmbeddedOptions): GrafeoDB {
  try {
    makeFolder(folder);
    accessSync(folder, constants.R_OK | constants.W_OK);
  } catch (error) {
    throw new FolderUnusable(folder, 'the folder cannot be made, or not be written', error);
  }
  try {
    const db = grafeo.GrafeoDB.create(join(folder, 'graph'), { ...options });
    db.setCheckpointTriggers(CHECKPOINT);
    return db;
  } catch (error) {
    const said = String(error);
    if (/cannot be locked/.test(said)) throw new FolderInUse(folder, error);
    const problem = /denied|read-only/i.test(said)
      ? 'its files cannot be written'
      : 'its files are damaged, cut off, or not of a graph; restore them, or choose another folder';
    throw new FolderUnusable(folder, problem, error);
  }
}

/** Not by the recursive `mkdirSync`: where a folder cannot be made though its parent is there, it tries for ever. */
function makeFolder(folder: string): void {
  if (existsSync(folder)) return;
  makeFolder(dirname(folder));
  mkdirSync(folder);
}

/** What a commit that failed has ended already cannot be rolled back, and need not be. */
function rollBack(transaction: { rollback(): void }): void {
  try {
    transaction.rollback();
  } catch {
    // The reason that is told is why it came to this.
  }
}

function isFull(error: unknown): boolean {
  return /No space left|os error 28/.test(String(error));
}

/** Runs the work in one transaction. When any of its statements fails, nothing is kept, as on Neo4j. */
async function transact<T>(db: GrafeoDB, work: (transaction: Runner) => Promise<T>): Promise<T> {
  const transaction = db.beginTransaction();
  let failure: { readonly reason: unknown } | undefined;
  // One after the other, and all settled before the end: Grafeo breaks those that still run.
  let last: Promise<unknown> = Promise.resolve();

  function run<R>(statement: Statement<R>, params: Params, { signal }: RunOptions = {}): Promise<R[]> {
    const rows = last.then(async () => {
      if (failure)
        throw new StatementFailed(statement.name, 'an earlier one in its transaction failed', {
          cause: failure.reason,
        });
      try {
        signal?.throwIfAborted();
        checkParameters(statement, params);
        const answer = await ask(transaction, statement, params);
        signal?.throwIfAborted();
        return answer;
      } catch (reason) {
        failure = { reason };
        throw reason;
      }
    });
    last = rows.catch(() => undefined);
    return unlessAborted(rows, signal);
  }

  try {
    const result = await work({ run });
    await last;
    if (failure) throw failure.reason;
    transaction.commit();
    return result;
  } catch (error) {
    await last;
    if (transaction.isActive) rollBack(transaction);
    throw isFull(error) ? new StoreUnavailable('full', 'embedded', error) : error;
  }
}

async function ask<R>(
  on: { executeCypher(text: string, params: unknown): Promise<QueryResult> },
  statement: Statement<R>,
  params: Params,
): Promise<R[]> {
  // Not `execute`: that is GQL, which has other numbers and other definitions of indexes.
  const result = await on.executeCypher(statement.text, params).catch((error: unknown) => {
    throw failed(statement.name, error);
  });
  return result.toArray().map((row) => {
    // The values are those of the port, since statements return no nodes and no dates; integers beyond 2^53 are mended.
    withNumbers(row);
    return statement.read(row as Row);
  });
}

function failed(statement: string, error: unknown): StatementFailed | StoreUnavailable {
  if (isFull(error)) return new StoreUnavailable('full', 'embedded', error);
  // A GrafeoError is what its package says it throws; any other error has no status.
  const { gqlStatus } = error as GrafeoError;
  return new StatementFailed(statement, 'the embedded graph refused it', { code: gqlStatus, cause: error });
}

/** Turns bigints into numbers, in place. What a number cannot hold is infinite, as it is with the Neo4j driver. */
function withNumbers(value: Record<string, unknown> | unknown[]): void {
  const slots = value as Record<string, unknown>; // A list is written by index just so.
  for (const key in slots) {
    const inner = slots[key];
    if (typeof inner === 'bigint') slots[key] = inner > 0n ? Number.POSITIVE_INFINITY : Number.NEGATIVE_INFINITY;
    else if (typeof inner === 'object' && inner !== null) withNumbers(slots[key] as Record<string, unknown>);
  }
}

const WRITING = /(?<![.:$`\w])(?:CREATE|MERGE|SET|DELETE|DETACH|REMOVE|DROP|FOREACH)\b/i;
const writing = new Map<string, boolean>();

/** Whether a statement writes, by its keywords outside of quotes: Grafeo has no reading mode. */
function writes(text: string): boolean {
  const known = writing.get(text);
  if (known !== undefined) return known;
  const answer = WRITING.test(text.replace(/'(?:\\.|[^'\\])*'|"(?:\\.|[^"\\])*"|\/\/.*$/gm, ''));
  writing.set(text, answer);
  return answer;
}

/** Its indexes are hashes of one property of nodes: good for what is unique, no good for a range, an order or a text. */
function isPossible({ kind, on, properties }: IndexDefinition): boolean {
  return kind === 'unique' && on === 'node' && properties.length === 1;
}

/** A constraint makes no index there, and one that is made over rows that break it says nothing: so both, and a look. */
async function makeIndex(db: GrafeoDB, index: IndexDefinition): Promise<void> {
  const { name: label } = index;
  const [property] = index.properties;
  const name = `prepare ${describeIndex(index)}`;
  const rows = async (text: string) => {
    const result = await db.executeCypher(text).catch((error: unknown) => {
      throw failed(name, error);
    });
    return result.toArray();
  };
  const has = async (what: string, column: string) =>
    (await rows(`SHOW ${what}`)).some((row) => row['label'] === label && row[column] === property);

  if (!(await has('INDEXES', 'property'))) await rows(`CREATE INDEX FOR (n:${label}) ON (n.${property})`);
  if (!(await has('CONSTRAINTS', 'properties'))) {
    const twice = `MATCH (n:${label}) WITH n.${property} AS v, count(*) AS c WHERE c > 1 AND v IS NOT NULL RETURN v LIMIT 1`;
    if ((await rows(twice)).length > 0) throw new StatementFailed(name, 'two nodes have the same value');
    await rows(`CREATE CONSTRAINT unique_${label}_${property} FOR (n:${label}) REQUIRE n.${property} IS UNIQUE`);
  }
  if (!(await has('INDEXES', 'property')) || !(await has('CONSTRAINTS', 'properties'))) {
    throw new StatementFailed(name, 'it is still missing');
  }
}
