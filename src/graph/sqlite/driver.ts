/**
 * The one file that knows the package that SQLite comes in, and what of `libsql` would hold up the event loop:
 *
 * - Compiling a statement and its first step happen on a thread of the package's, every later row is read on this one: so
 *   a statement that reads has to give one row.
 * - A compiled statement that is collected as garbage waits, on this thread, for what runs on its connection: so a
 *   connection and all its statements are let go together, and one thing at a time runs on a connection.
 */
import Database from 'libsql/promise';

/** What a parameter may be, and what a row holds. Integers of a row beyond 2^53 are not exact. */
export type Cell = null | number | bigint | string;

/** A statement that was compiled on a connection, to be kept as long as that. */
export interface Compiled {
  /** Runs it: up to its first row off this thread. All parameters that the text names must be given. */
  rows(params: { readonly [name: string]: Cell }): Promise<(readonly Cell[])[]>;
  /** Runs it on this thread: for what takes no time, such as the beginning of a transaction that reads. */
  runHere(): void;
}

/** A connection to a file. */
export interface Connection {
  compile(text: string): Promise<Compiled>;
  /** Runs texts, of which nothing is kept: such a connection closes its file at once. They cannot be stopped. */
  execute(texts: readonly string[]): Promise<void>;
  /** Stops what runs on it, with the error `SQLITE_INTERRUPT`; nothing where nothing runs, or has not begun to. */
  interrupt(): void;
  /** Whether a transaction is open: an error may have ended it. */
  readonly inTransaction: boolean;
  /** Lets go of it. The file is closed once its statements were collected as garbage. */
  close(): void;
}

/** An error of SQLite's, by its extended result code: `SQLITE_BUSY_SNAPSHOT`. */
export interface DriverError extends Error {
  readonly code: string;
}

export function isDriverError(error: unknown): error is DriverError {
  return error instanceof Error && 'code' in error && typeof error.code === 'string';
}

/** How many statements can run at a time, each on a thread. The package would have one for each core. */
const THREADS = 24;

/**
 * Says how many statements can run at a time, unless the process has said it before or has opened a file. One that runs for
 * long holds up others where there are few threads; each thread keeps what it has freed for itself.
 */
export function runAtOnce(threads: number): void {
  // Read when the first file is opened.
  process.env['TOKIO_WORKER_THREADS'] ??= String(threads);
}

/**
 * Opens a file, which is made where there is none. Nothing is read before the first statement.
 *
 * @param waitMs for so long a statement waits for a lock of another connection's
 * @throws DriverError with no code where the file cannot be opened
 */
export function connect(file: string, waitMs: number): Connection {
  runAtOnce(THREADS);
  const database = new Database(file, { timeout: waitMs });
  let open = true;
  /** While it is above 0, to interrupt would wait on this thread. */
  let compiling = 0;
  return {
    async compile(text) {
      compiling++;
      // Untyped in the package.
      const compiled: PackageStatement = await database.prepare(text).finally(() => compiling--);
      const readsRows = compiled.columns().length > 0;
      if (readsRows) compiled.raw(true);
      return {
        rows: (params) => compiled.all(params),
        runHere() {
          compiled.run({});
        },
      };
    },
    async execute(texts) {
      compiling++;
      try {
        for (const text of texts) await database.exec(text);
      } finally {
        compiling--;
      }
    },
    interrupt() {
      // The package ends the process when a closed database is interrupted.
      if (open && compiling === 0) database.interrupt();
    },
    get inTransaction() {
      // The package defines it when it is made, and has it in no type.
      return open && (database as unknown as { readonly inTransaction: boolean }).inTransaction;
    },
    close() {
      open = false;
      database.close();
    },
  };
}

interface PackageStatement {
  columns(): readonly unknown[];
  raw(on: boolean): void;
  all(params: object): Promise<(readonly Cell[])[]>;
  run(params: object): unknown;
}
