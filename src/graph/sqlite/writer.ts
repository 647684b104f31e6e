import { StatementFailed, StoreUnavailable } from '../errors.ts';
import type { Params, Row } from '../port.ts';
import { type Limits, SqliteConnection } from './connection.ts';
import { isDriverError } from './driver.ts';
import type { SqlStatement } from './statement.ts';

/** Milliseconds between two attempts: the first few soon, since another one's batch takes some. */
const PAUSES_MS = [2, 5, 10, 20, 50] as const;

/** What runs in one transaction, all or nothing. */
export interface Transaction {
  run(statement: SqlStatement, params: Params, limits: Limits): Promise<Row[]>;
}

/** The one connection of this process that writes. Its transactions take turns, with those of other processes too. */
export class Writer {
  readonly #file: string;
  readonly #settings: readonly string[];
  #opened: Promise<SqliteConnection> | undefined;
  #last: Promise<unknown> = Promise.resolve();
  #closed = false;

  readonly #patience: number;

  /**
   * @param settings what is set on the connection, such as `PRAGMA synchronous = FULL`
   * @param patience milliseconds for which a write waits for that of another process
   */
  constructor(file: string, settings: readonly string[], patience: number) {
    this.#file = file;
    this.#settings = settings;
    this.#patience = patience;
  }

  /**
   * Runs work in a transaction. When any of its statements fails, nothing is kept.
   *
   * @throws StoreUnavailable with the reason `writing` where another process writes for too long
   */
  write<T>(work: (transaction: Transaction) => Promise<T>): Promise<T> {
    const written = this.#last.then(async () => {
      if (this.#closed) throw new StoreUnavailable('closed', this.#file);
      this.#opened ??= this.#open();
      const connection = await this.#opened;
      try {
        return await transact(connection, this.#patience, work);
      } finally {
        if (connection.worn) await this.#renew(connection);
      }
    });
    this.#last = written.catch(() => undefined);
    return written;
  }

  /** Stops what is being written, moves what was written to the file itself, and closes. */
  async close(): Promise<void> {
    this.#closed = true;
    const opened = await this.#opened?.catch(() => undefined);
    opened?.stop();
    await this.#last;
    if (!opened) return;
    await opened.close();
    // What cannot be moved, since others read it or the disk is full, stays in the log: whoever writes next moves it.
    await moveLog(this.#file).catch(() => undefined);
  }

  async #open(): Promise<SqliteConnection> {
    const connection = new SqliteConnection(this.#file, 0);
    for (const each of this.#settings) await connection.ask(each);
    return connection;
  }

  async #renew(connection: SqliteConnection): Promise<void> {
    this.#opened = undefined;
    await connection.close();
  }
}

async function moveLog(file: string): Promise<void> {
  const connection = new SqliteConnection(file);
  await connection.ask('PRAGMA wal_checkpoint(TRUNCATE)').finally(() => connection.close());
}

async function transact<T>(
  connection: SqliteConnection,
  patience: number,
  work: (transaction: Transaction) => Promise<T>,
): Promise<T> {
  await begin(connection, patience);
  // Compiled while it can be.
  await connection.ask(WRITES_NOTHING);
  let failure: { readonly reason: unknown } | undefined;
  let last: Promise<unknown> = Promise.resolve();

  function run(statement: SqlStatement, params: Params, limits: Limits): Promise<Row[]> {
    const rows = last.then(async () => {
      const before = 'an earlier one in its transaction failed';
      if (failure) throw new StatementFailed(statement.name, before, { cause: failure.reason });
      try {
        limits.signal?.throwIfAborted();
        return await connection.run(statement, params, limits);
      } catch (reason) {
        failure = { reason };
        throw reason;
      }
    });
    last = rows.catch(() => undefined);
    return rows;
  }

  try {
    const result = await work({ run });
    await last;
    if (failure) throw failure.reason;
    await connection.ask('COMMIT');
    return result;
  } catch (error) {
    await last;
    await rollBack(connection);
    throw error;
  }
}

/** A statement that would write, were there a row for it. */
const WRITES_NOTHING = 'UPDATE graph_version SET version = version WHERE k = 0';

/**
 * Ends a transaction that an error may have ended already. After an interruption a connection refuses everything until
 * nothing runs on it any more, and the search index counts as running until the transaction ends: it refuses ROLLBACK too.
 * A statement that writes ends the transaction when it is refused.
 */
async function rollBack(connection: SqliteConnection): Promise<void> {
  for (const text of ['ROLLBACK', WRITES_NOTHING])
    if (connection.inTransaction) await connection.ask(text).catch(() => undefined);
}

/** Begins a transaction, when no other process is in one. */
async function begin(connection: SqliteConnection, patience: number): Promise<void> {
  const start = performance.now();
  for (let attempt = 0; ; attempt++) {
    try {
      await connection.ask('BEGIN IMMEDIATE');
      return;
    } catch (error) {
      if (!isBusy(error)) throw error;
      if (performance.now() - start > patience) throw new StoreUnavailable('writing', connection.file, error);
    }
    const pause = PAUSES_MS[Math.min(attempt, PAUSES_MS.length - 1)];
    await new Promise((resolve) => setTimeout(resolve, pause));
    if (connection.closing) throw new StoreUnavailable('closed', connection.file);
  }
}

function isBusy(error: unknown): boolean {
  return error instanceof StoreUnavailable && isDriverError(error.cause) && error.cause.code.startsWith('SQLITE_BUSY');
}
