import neo4j, { type Driver, type Neo4jError, type Record, type Result, type Session } from 'neo4j-driver';
import { cypherOf, type Statement } from './cypher/print.ts';
import { StatementFailed, StatementTimeout, StoreUnavailable } from './errors.ts';
import { describeIndex, dropIndexStatement, indexStatement } from './indexes.ts';
import { joining } from './joining.ts';
import { Liveness, type Probe } from './liveness.ts';
import { ownParameters } from './parameters.ts';
import { polling } from './polling.ts';
import type { AbortState, Graph, IndexDefinition, Params, Query, Row, Runner, RunOptions, Value } from './port.ts';
import { statement } from './port.ts';
import { Semaphore } from './semaphore.ts';

export interface Neo4jOptions {
  /** `neo4j://` or `neo4j+s://` follow a cluster or Aura to its members, `bolt://` talks to one server. */
  readonly uri: string;
  /** Without it, no login is sent. */
  readonly username?: string | undefined;
  readonly password?: string | undefined;
  /** Default: `neo4j`. */
  readonly database?: string | undefined;
  /** Milliseconds that a statement may take outside of a write. Default: 30,000. */
  readonly statementTimeout?: number | undefined;
  /** Milliseconds that a write may take as a whole. Default: 300,000. */
  readonly writeTimeout?: number | undefined;
}

// A dead store is known within three seconds, also where connections of before it failed are tried first. One that refuses
// connections says so at once; one that takes them and says nothing is asked after 0.6 s of silence whether it lives.
const CONNECT_MS = 2_000;
const SILENCE_MS = 600;
/** What waits for a connection waits no longer than it may run, and for none where the store is gone. */
const ACQUIRE_MS = 300_000;
/**
 * How often it is looked which statements have waited for so long, or are waited for no more: most are answered before,
 * and a listener for each would cost more than its share of that.
 */
const LOOKING_MS = 100;
/** A load keeps a store so busy that it misses a ping, and costs more to repeat than a read. */
const WRITE_PATIENCE_MS = 10_000;
/** How much longer than its timeout a statement is waited for, should the server not stop it. */
const GRACE_MS = 1_000;
const INDEXES_MS = 300_000;
/** For so long after a connection was first lost, what was asked on it is tried again, after the pauses below. */
const RECONNECT_MS = 1_000;
/** For so long after a write first met another one (a deadlock, a new leader), it is tried again. */
const CONFLICT_MS = 15_000;
const PAUSES_MS = [50, 100, 150, 250, 350, 1_000, 2_000] as const;

const CONNECTIONS = 100;
/** How many statements may run at a time outside of writes, which always find a connection beside them. */
const READERS = 50;

/** More rows come, and are read, in parts of so many, so that others have their turn between them. */
const ROWS_AT_ONCE = 1_000;
/** Of rows that have all that is stored of something, as long as a thousand of a few values. */
const WIDE_ROWS_AT_ONCE = 200;
/** Of rows that are in a record with others, which costs less than a record each. */
const COLLECTED_ROWS_AT_ONCE = 2_000;
/** So many rows a record may have, where no parameter tells. */
const MOST_COLLECTED = 100;

const { READ, WRITE } = neo4j.session;

/**
 * Opens a graph in a Neo4j, 5.26 or later. Nothing is sent before the first statement: `ping` tells whether it is there.
 * A read sees every write that this graph made before it, on any member of a cluster.
 *
 * @throws StoreUnavailable the address is none
 */
export function openNeo4j(options: Neo4jOptions): Graph {
  const { uri, database = 'neo4j', statementTimeout = 30_000, writeTimeout = 300_000 } = options;
  const driver = connect(options, CONNECTIONS);
  // Reads wait here, not for a connection: that wait is short, so that a dead store is known.
  const readers = new Semaphore(READERS);
  /** What the writes left that no later one has seen: every session waits for it. */
  let bookmarks: readonly string[] = [];
  const liveness = new Liveness(uri, () => probeOf(connect(options, 1), uri, database));
  let open = true;

  function checkOpen(): void {
    if (!open) throw new StoreUnavailable('closed', uri);
  }

  /** Finds out whether the store lives, for those who ask later. */
  function askWhetherAlive(): void {
    void liveness.ask().catch(() => undefined);
  }

  /** @throws what the store was found gone with, if that was a moment ago; it is being asked again then */
  function checkNotLost(): void {
    const gone = liveness.lost;
    if (gone === undefined) return;
    askWhetherAlive();
    throw gone.error;
  }

  /** Gives up on a statement that nobody waits for, whose time is over, or whose store is silent. */
  function look(at: Waiting): void {
    const { limits, stop } = at;
    const now = performance.now();
    const gone = liveness.lost;
    if (limits.signal?.aborted) stop(limits.signal.reason);
    else if (now > limits.until + GRACE_MS) stop(new StatementTimeout(limits.name, limits.timeout));
    else if (now < at.listen) return;
    else if (gone && limits.patience === 0) stop(gone.error);
    else {
      at.listen = now + SILENCE_MS;
      void liveness.ask().then(
        () => {
          at.silentSince = undefined;
        },
        (error: unknown) => {
          at.silentSince ??= performance.now();
          if (performance.now() - at.silentSince >= limits.patience) stop(error);
        },
      );
    }
  }
  const watch = polling(LOOKING_MS, look);

  /** Waits for an answer as long as the store lives, the signal does not abort and there is time; else gives up on it. */
  function whileAlive<T>(answer: Promise<T>, limits: Limits, giveUp: () => Promise<void>): Promise<T> {
    return new Promise((resolve, reject) => {
      const stop = (reason: unknown) => {
        end();
        // The server stops what a closed session has under way. A silent one never confirms it.
        void giveUp().catch(() => undefined);
        reject(reason);
      };
      const end = watch({ limits, listen: performance.now() + SILENCE_MS, silentSince: undefined, stop });
      answer.then(
        (value) => {
          end();
          liveness.answered();
          resolve(value);
        },
        (error: unknown) => {
          end();
          reject(error);
        },
      );
    });
  }

  function wrote(session: Session, seen: readonly string[]): void {
    bookmarks = [...bookmarks.filter((each) => !seen.includes(each)), ...session.lastBookmarks()];
  }

  /** Runs one statement in a transaction of its own: one round trip, where a managed transaction takes two. */
  async function runAlone(
    text: string,
    params: unknown,
    mode: typeof READ | typeof WRITE,
    limits: Limits,
    fetchSize = ROWS_AT_ONCE,
  ) {
    const seen = bookmarks;
    const session = driver.session({ database, defaultAccessMode: mode, bookmarks: [...seen], fetchSize });
    const turn = readers.enter();
    const answer = answeredOrClosed(session, async () => {
      await turn.admitted;
      // At least 1: to Neo4j 0 is no limit.
      const timeout = Math.max(1, Math.ceil(limits.until - performance.now()));
      const config = { timeout, metadata: { statement: limits.name } };
      return await untraced(() => rowsAsTheyCome(session.run<Row>(text, params, config)));
    });
    try {
      const rows = await whileAlive(answer, limits, () => session.close());
      if (mode === WRITE) wrote(session, seen);
      return rows;
    } finally {
      // Also when the answer never comes.
      turn.leave();
      // The whole answer is there, and with it the connection is back: nobody has to wait.
      void session.close().catch(() => undefined);
    }
  }

  async function rowsOf(statement: Statement, params: Params, options: RunOptions): Promise<Row[]> {
    checkOpen();
    checkNotLost();
    options.signal?.throwIfAborted();
    const own = ownParameters(statement, params);
    const { signal, timeout = statementTimeout } = options;
    const limits = limitsOf(statement.name, timeout, { signal });
    const attempt = async () => {
      try {
        return await runAlone(statement.text, encoded(own), READ, limits, recordsAtOnce(statement, own));
      } catch (error) {
        if (signal?.aborted) throw signal.reason;
        const told = translated(error, uri, statement.name, timeout);
        // So that a store that is gone is known while this is tried again.
        if (told instanceof StoreUnavailable && told.reason !== 'busy') askWhetherAlive();
        throw told;
      }
    };
    const isOver = () => signal?.aborted === true || liveness.lost !== undefined || performance.now() >= limits.until;
    return await retrying(RECONNECT_MS, attempt, isOver);
  }

  const rowsTogether = joining(rowsOf);

  async function run<R>(query: Query<R>, params: Params, options: RunOptions = {}): Promise<R[]> {
    const rows = await rowsTogether(cypherOf(query), params, options);
    return rows.length <= ROWS_AT_ONCE ? rows.map((row) => query.read(row)) : await readInParts(rows, query, options);
  }

  async function write<T>(work: (transaction: Runner) => Promise<T>): Promise<T> {
    checkOpen();
    return await retrying(CONFLICT_MS, () => transact(work));
  }

  /** Not `executeWrite`: it knows its own errors alone, and the work gets them translated. */
  async function transact<T>(work: (transaction: Runner) => Promise<T>): Promise<T> {
    const limits = limitsOf('write', writeTimeout, { patience: WRITE_PATIENCE_MS });
    const seen = bookmarks;
    const session = driver.session({ database, defaultAccessMode: WRITE, bookmarks: [...seen] });
    let committing = false;
    const answer = finallyClosing(session, async () => {
      const transaction = session.beginTransaction({ timeout: writeTimeout, metadata: { statement: 'write' } });
      const { runner, failure } = runnerOf(transaction);
      // On a failure, closing the session rolls back.
      const result = await work(runner);
      if (failure.reason !== undefined) throw failure.reason;
      committing = true;
      await transaction.commit();
      wrote(session, seen);
      return result;
    });
    return await whileAlive(answer, limits, () => session.close()).catch((error: unknown) => {
      // What Neo4j itself says of a commit is that it was not made.
      if (committing && !isFromServer(error)) throw new StoreUnavailable('unconfirmed', uri, error);
      throw translated(error, uri, 'write', writeTimeout);
    });

    function runnerOf(transaction: ReturnType<Session['beginTransaction']>) {
      const failure: { reason?: unknown } = {};
      async function run<R>(query: Query<R>, params: Params, options: RunOptions = {}): Promise<R[]> {
        const statement = cypherOf(query);
        if (failure.reason !== undefined) {
          throw new StatementFailed(statement.name, 'an earlier one in its transaction failed', {
            cause: failure.reason,
          });
        }
        const timeout = options.timeout ?? writeTimeout;
        try {
          options.signal?.throwIfAborted();
          const own = ownParameters(statement, params);
          const answer = (async () => await transaction.run<Row>(statement.text, encoded(own)))();
          const limits = limitsOf(statement.name, timeout, { patience: WRITE_PATIENCE_MS, signal: options.signal });
          const { records } = await whileAlive(answer, limits, () => session.close());
          return records.map((record) => query.read(rowOf(record)));
        } catch (error) {
          failure.reason = options.signal?.aborted
            ? options.signal.reason
            : translated(error, uri, statement.name, timeout);
          throw failure.reason;
        }
      }
      return { runner: { run }, failure };
    }
  }

  async function present(): Promise<Set<string>> {
    return new Set((await Promise.all([run(CONSTRAINTS, {}), run(INDEXES, {})])).flat());
  }

  async function prepare(indexes: readonly IndexDefinition[]): Promise<void> {
    checkOpen();
    const define = (name: string, text: string, params: Params = {}) =>
      retrying(CONFLICT_MS, () =>
        runAlone(text, encoded(params), WRITE, limitsOf(name, INDEXES_MS, { patience: WRITE_PATIENCE_MS })).catch(
          (error: unknown) => {
            throw translated(error, uri, name, INDEXES_MS);
          },
        ),
      );
    const before = await present();
    for (const index of indexes) {
      // A constraint has an index of its own, and is refused where there is one already.
      const twin: IndexDefinition = { ...index, kind: 'range' };
      if (index.kind === 'unique' && before.has(describeIndex(twin)) && !before.has(describeIndex(index)))
        await define(`replace ${describeIndex(twin)}`, dropIndexStatement(twin));
      await define(`prepare ${describeIndex(index)}`, indexStatement(index));
    }
    await define('awaitIndexes', 'CALL db.awaitIndexes($seconds)', { seconds: INDEXES_MS / 1_000 });
    // By schema: IF NOT EXISTS also does nothing where another schema has the name.
    const after = await present();
    const missing = indexes.map(describeIndex).filter((index) => !after.has(index));
    if (missing.length > 0) throw new StatementFailed('prepare', `still missing: ${missing.join('; ')}`);
  }

  return {
    engine: 'neo4j',
    run,
    snapshot: () => ({ run, release: () => undefined }),
    write,
    prepare,
    async ping() {
      checkOpen();
      await liveness.ask();
    },
    async close() {
      if (!open) return;
      open = false;
      await Promise.all([driver.close(), liveness.close()]);
    },
  };
}

interface Limits {
  readonly name: string;
  /** Milliseconds that it may take, and when they are over, as `performance.now()` has it. */
  readonly timeout: number;
  readonly until: number;
  /** For how many milliseconds the store may miss pings. */
  readonly patience: number;
  readonly signal: AbortState | undefined;
}

function limitsOf(
  name: string,
  timeout: number,
  { patience = 0, signal }: { readonly patience?: number; readonly signal?: AbortState | undefined },
): Limits {
  return { name, timeout, until: performance.now() + timeout, patience, signal };
}

/** A statement that is waited for. */
interface Waiting {
  readonly limits: Limits;
  /** When the store is to be asked next whether it is there. */
  listen: number;
  /** Since when pings have not been answered. */
  silentSince: number | undefined;
  readonly stop: (reason: unknown) => void;
}

const CONSTRAINTS = statement(
  'prepare constraints',
  `SHOW CONSTRAINTS YIELD type, entityType, labelsOrTypes, properties
   WHERE type IN ['UNIQUENESS', 'RELATIONSHIP_UNIQUENESS', 'NODE_KEY', 'RELATIONSHIP_KEY',
                  'NODE_PROPERTY_UNIQUENESS', 'RELATIONSHIP_PROPERTY_UNIQUENESS']
   RETURN 'unique' AS kind, toLower(entityType) AS on, labelsOrTypes[0] AS name, properties`,
  describedRow,
);

const INDEXES = statement(
  'prepare indexes',
  `SHOW INDEXES YIELD type, state, entityType, labelsOrTypes, properties WHERE state = 'ONLINE' AND type <> 'LOOKUP'
   RETURN toLower(type) AS kind, toLower(entityType) AS on, labelsOrTypes[0] AS name, properties`,
  describedRow,
);

function describedRow(row: Row): string {
  // The rows have the shape of a definition, save that Neo4j knows more kinds.
  return describeIndex(row as unknown as IndexDefinition);
}

function connect({ uri, username, password = '' }: Neo4jOptions, connections: number): Driver {
  try {
    return neo4j.driver(uri, username === undefined ? undefined : neo4j.auth.basic(username, password), {
      userAgent: 'dragoman',
      disableLosslessIntegers: true,
      maxConnectionPoolSize: connections,
      connectionTimeout: CONNECT_MS,
      connectionAcquisitionTimeout: ACQUIRE_MS,
      fetchSize: ROWS_AT_ONCE,
      notificationFilter: { minimumSeverityLevel: 'OFF' },
      telemetryDisabled: true,
    });
  } catch (error) {
    throw new StoreUnavailable('address', uri, error);
  }
}

function probeOf(driver: Driver, uri: string, database: string): Probe {
  return {
    async ask() {
      const session = driver.session({ database, defaultAccessMode: READ });
      try {
        await session.run('RETURN 1');
      } catch (error) {
        throw translated(error, uri, 'ping', 0);
      } finally {
        await session.close();
      }
    },
    close: () => driver.close(),
  };
}

/**
 * Starts a statement. The driver notes the stack of whoever starts one, for its errors, which costs more than the start
 * itself; ours name the statement.
 */
function untraced<T>(start: () => T): T {
  const { stackTraceLimit } = Error;
  Error.stackTraceLimit = 0;
  try {
    return start();
  } finally {
    Error.stackTraceLimit = stackTraceLimit;
  }
}

/** How many records are asked for at a time: all of them are decoded before others have their turn. */
function recordsAtOnce({ isWide, limits }: Statement, params: Params): number {
  if (!limits) return isWide ? WIDE_ROWS_AT_ONCE : ROWS_AT_ONCE;
  const rows = limits.length === 0 ? MOST_COLLECTED : Math.max(...limits.map((name) => Number(params[name])), 1);
  return Math.ceil((isWide ? WIDE_ROWS_AT_ONCE : COLLECTED_ROWS_AT_ONCE) / rows);
}

function rowsAsTheyCome(result: Result<Row>): Promise<Row[]> {
  return new Promise((resolve, reject) => {
    const rows: Row[] = [];
    result.subscribe({
      onNext: (record) => void rows.push(rowOf(record)),
      onCompleted: () => resolve(rows),
      onError: reject,
    });
  });
}

/** As `toObject` has it, without its iterators. */
function rowOf(record: Record<Row>): Row {
  const row: { [column: string]: Row[string] } = {};
  let at = 0;
  for (const key of record.keys) row[key] = record.get(at++);
  return row;
}

/** @throws the reason of the signal, once it is aborted */
async function readInParts<R>(rows: readonly Row[], query: Query<R>, { signal }: RunOptions): Promise<R[]> {
  const read: R[] = [];
  for (let from = 0; from < rows.length; from += ROWS_AT_ONCE) {
    if (from > 0) await new Promise((resolve) => setImmediate(resolve));
    signal?.throwIfAborted();
    for (const row of rows.slice(from, from + ROWS_AT_ONCE)) read.push(query.read(row));
  }
  return read;
}

/** What fails is over when its session is closed. */
async function answeredOrClosed<T>(session: Session, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    await session.close();
    throw error;
  }
}

async function finallyClosing<T>(session: Session, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } finally {
    await session.close();
  }
}

/** Whole numbers as integers, since LIMIT takes no float and the driver sends every number as one; the rest as it is. */
function encoded(value: Value): unknown {
  if (typeof value === 'number') return Number.isSafeInteger(value) ? neo4j.int(value) : value;
  if (typeof value !== 'object' || value === null) return value;
  // Array.isArray does not know a readonly array.
  if (Array.isArray(value)) return (value as readonly Value[]).map(encoded);
  const map: { [key: string]: unknown } = {};
  for (const [key, inner] of Object.entries(value)) map[key] = encoded(inner);
  return map;
}

/**
 * Does it again, after a pause, while the store says that this may help: for so long after it failed first, which it may
 * do at any time.
 *
 * @param isOver whether it is of no use any more
 */
async function retrying<T>(
  forMilliseconds: number,
  attempt: () => Promise<T>,
  isOver: () => boolean = () => false,
): Promise<T> {
  let failed: number | undefined;
  for (const pause of PAUSES_MS) {
    try {
      return await attempt();
    } catch (error) {
      failed ??= performance.now();
      const limit = error instanceof StoreUnavailable ? Math.min(forMilliseconds, RECONNECT_MS) : forMilliseconds;
      if (isOver() || !mayRetry(error) || performance.now() - failed + pause > limit) throw error;
      await new Promise((resolve) => setTimeout(resolve, pause));
    }
  }
  return await attempt();
}

/** Whether the connection was lost, or Neo4j said, of an error or of what caused it, that the same may succeed later. */
function mayRetry(error: unknown): boolean {
  if (error instanceof StoreUnavailable && error.reason === 'unconfirmed') return false;
  if (error instanceof StoreUnavailable && error.reason === 'unreachable') return true;
  for (let at = error; at instanceof Error; at = at.cause) if (neo4j.isRetryableError(at)) return true;
  return false;
}

/** The port's error for a driver's, which becomes its cause; any other error is the caller's own and stays. */
function translated(error: unknown, uri: string, name: string, timeout: number): unknown {
  if (!isDriverError(error)) return error;
  const { code } = error;
  if (!isFromServer(error) && !MISUSED.test(error.message)) return new StoreUnavailable(lossOf(error), uri, error);
  const unavailable = UNAVAILABLE.find(([pattern]) => pattern.test(code));
  if (unavailable) return new StoreUnavailable(unavailable[1], uri, error);
  if (/\.TransactionTimedOut|\.LockAcquisitionTimeout$/.test(code)) return new StatementTimeout(name, timeout, error);
  return new StatementFailed(name, 'Neo4j refused it', { code, cause: error });
}

/** What the driver says of a value that it cannot send. */
const MISUSED = /^(?:Cannot pack|It is not allowed to pass)|not supported$/;

/** All else that the driver says by itself is of the connection, whatever it calls it: a lost one is a ProtocolError. */
function lossOf({ message }: Neo4jError): StoreUnavailable['reason'] {
  if (message.includes('Active conn count = 0')) return 'silent';
  return message.includes('acquisition timed out') ? 'busy' : 'unreachable';
}

const UNAVAILABLE: readonly (readonly [code: RegExp, reason: StoreUnavailable['reason']])[] = [
  [/^Neo\.ClientError\.(?:Security\.(?!Forbidden)|Database\.DatabaseNotFound)/, 'refused'],
  [/\.DatabaseUnavailable$|\.NotALeader$|Transaction\.Terminated$/, 'unreachable'],
  [/^Neo\.TransientError\.(?!.*(?:OutOfMemory|DeadlockDetected))/, 'busy'],
];

function isDriverError(error: unknown): error is Neo4jError {
  return error instanceof neo4j.Neo4jError;
}

/** Whether it is what the server answered, and not what became of the connection. */
function isFromServer(error: unknown): boolean {
  return isDriverError(error) && error.code.startsWith('Neo.');
}
