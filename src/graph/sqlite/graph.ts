import { resolve } from 'node:path';
import { StoreUnavailable } from '../errors.ts';
import { describeIndex } from '../indexes.ts';
import { ownParameters } from '../parameters.ts';
import type { Graph, IndexDefinition, Params, Query, Row, RunOptions } from '../port.ts';
import type { Limits } from './connection.ts';
import { runAtOnce } from './driver.ts';
import { graphFile } from './file.ts';
import { sqlOf } from './print.ts';
import { ReadPool } from './read-pool.ts';
import { indexSql } from './schema.ts';
import { asOneRow, type SqlStatement } from './statement.ts';
import { Writer } from './writer.ts';

export interface SqliteOptions {
  /** Statements run one after the other, for a process that does one thing: it takes less memory. */
  readonly isForOne?: boolean | undefined;
  /** Milliseconds that a statement may take outside of a write. Default: 30,000. */
  readonly statementTimeout?: number | undefined;
  /** Milliseconds that a statement of a write may take. Default: 300,000. */
  readonly writeTimeout?: number | undefined;
  /** Milliseconds that a write waits for that of another process. Default: 30,000. */
  readonly writePatience?: number | undefined;
  /** Rows of a statement without ORDER BY come in another order than usual: for tests. */
  readonly reverseUnordered?: boolean | undefined;
  /** A write does not wait for the disk, and a power cut may damage the file: for tests. */
  readonly unsafe?: boolean | undefined;
}

const PING_MS = 1_600;
/** How much longer than its timeout a statement may take that a signal stops. */
const GRACE_MS = 500;
/** An index of a large graph takes so long. */
const INDEXES_MS = 600_000;

/** The log is moved into the file when it has so many pages. */
const WRITING = ['PRAGMA wal_autocheckpoint = 16000', 'PRAGMA cache_size = -64000'];
/** In KiB, when negative. The operating system keeps what is read often as well. */
const READING = ['PRAGMA cache_size = -4000'];

const PING: SqlStatement = {
  name: 'ping',
  texts: [asOneRow('SELECT count(*) AS versions FROM graph_version', { versions: 'value' })],
  parameters: new Set(),
  columns: { versions: 'value' },
};

/**
 * Opens a graph in `<folder>/graph.sqlite`. The folder and the file are made where they are not there. Several processes
 * may have it open: each reads while one writes, and sees what is committed when it begins to read.
 *
 * A statement that reads gives all its rows in one, which is made off this thread: see {@link asOneRow}.
 *
 * @throws FolderUnusable it cannot be made or written, or its file is locked, damaged or of another kind; nothing was changed
 */
export async function openSqlite(folder: string, options: SqliteOptions = {}): Promise<Graph> {
  const { statementTimeout = 30_000, writeTimeout = 300_000, writePatience = 30_000 } = options;
  const { reverseUnordered = false, unsafe = false } = options;
  if (options.isForOne) runAtOnce(1);
  const file = await graphFile(resolve(folder));
  const pool = new ReadPool(file, [...READING, ...(reverseUnordered ? ['PRAGMA reverse_unordered_selects = ON'] : [])]);
  const settings = [...WRITING, `PRAGMA synchronous = ${unsafe ? 'OFF' : 'FULL'}`];
  const writer = new Writer(file, settings, writePatience);
  let open = true;

  function checkOpen(): void {
    if (!open) throw new StoreUnavailable('closed', file);
  }

  type RunRows = (statement: SqlStatement, params: Params, limits: Limits) => Promise<Row[]>;

  /** Has a query run by what runs statements, for so long where nothing else is said. */
  function running(timeout: number, rowsOf: RunRows) {
    return async <R>(query: Query<R>, params: Params, asked: RunOptions = {}): Promise<R[]> => {
      checkOpen();
      asked.signal?.throwIfAborted();
      const statement = sqlOf(query);
      const milliseconds = asked.timeout ?? timeout;
      // Where a signal aborts at the same time, that is the reason that is told.
      const at = performance.now() + milliseconds + (asked.signal ? GRACE_MS : 0);
      const until = { at, milliseconds };
      const rows = await rowsOf(statement, ownParameters(statement, params), { signal: asked.signal, until });
      return rows.map((row) => query.read(row));
    };
  }

  async function define(index: IndexDefinition): Promise<void> {
    const text = indexSql(index);
    if (text === undefined) return;
    const statement: SqlStatement = {
      name: `prepare ${describeIndex(index)}`,
      texts: [text],
      parameters: new Set(),
      columns: {},
    };
    const until = { at: performance.now() + INDEXES_MS, milliseconds: INDEXES_MS };
    await writer.write((transaction) => transaction.run(statement, {}, { until }));
  }

  return {
    engine: 'embedded',
    run: running(statementTimeout, (...each) => pool.run(...each)),
    snapshot() {
      checkOpen();
      const snapshot = pool.snapshot();
      return {
        run: running(statementTimeout, (...each) => snapshot.run(...each)),
        release: () => snapshot.release(),
      };
    },
    async write(work) {
      checkOpen();
      return await writer.write((transaction) =>
        work({ run: running(writeTimeout, (...each) => transaction.run(...each)) }),
      );
    },
    async prepare(indexes) {
      checkOpen();
      for (const index of indexes) await define(index);
    },
    async ping() {
      checkOpen();
      const until = { at: performance.now() + PING_MS, milliseconds: PING_MS };
      await pool.run(PING, {}, { until });
    },
    async close() {
      if (!open) return;
      open = false;
      await Promise.all([pool.close(), writer.close()]);
    },
  };
}
