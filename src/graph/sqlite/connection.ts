import { StatementTimeout, StoreUnavailable } from '../errors.ts';
import { polling } from '../polling.ts';
import type { AbortState, Params, Row } from '../port.ts';
import { type Cell, type Compiled, type Connection, connect } from './driver.ts';
import { translated } from './errors.ts';
import { bound, rowsOf, type SqlStatement } from './statement.ts';

/** What ends a statement before it has an answer. */
export interface Limits {
  readonly signal?: AbortState | undefined;
  /** When its time is over, as `performance.now()` has it, and how many milliseconds it had. */
  readonly until?: { readonly at: number; readonly milliseconds: number };
}

/** How often it is looked which statements nobody waits for any more: most are answered before the first look. */
export const LOOKING_MS = 20;
/** For so long a statement waits for a lock that is held for a moment, such as by who opens the file after a crash. */
const LOCK_MS = 2_000;
/** How many compiled statements a connection may keep, each of some ten KB, until another takes its place. */
const MOST_COMPILED = 200;

interface Running {
  readonly statement: string;
  readonly limits: Limits;
  readonly connection: SqliteConnection;
  /** Why it was stopped. */
  stopped?: unknown;
}

const watch = polling<Running>(LOOKING_MS, (running) => {
  running.stopped ??= reasonToStop(running);
  // Again and again: what has not begun yet does not notice.
  if (running.stopped !== undefined) running.connection.interrupt();
});

function reasonToStop({ statement, limits: { signal, until }, connection }: Running): unknown {
  if (connection.closing) return new StoreUnavailable('closed', connection.file);
  if (signal?.aborted) return signal.reason;
  return until && performance.now() > until.at ? new StatementTimeout(statement, until.milliseconds) : undefined;
}

/** A connection to a file, with the statements that were compiled on it. It runs one at a time. */
export class SqliteConnection {
  readonly file: string;
  readonly #connection: Connection;
  /** By text. See the driver for why none may be let go. */
  readonly #compiled = new Map<string, Compiled>();
  #running: Promise<unknown> = Promise.resolve();
  #closing = false;

  /** @throws DriverError with no code where the file cannot be opened */
  constructor(file: string, waitMs = LOCK_MS) {
    this.file = file;
    this.#connection = connect(file, waitMs);
  }

  /** Whether it stops what runs, since it is about to close. */
  get closing(): boolean {
    return this.#closing;
  }

  /** Whether it has compiled so much that another should take its place. */
  get worn(): boolean {
    return this.#compiled.size >= MOST_COMPILED;
  }

  get inTransaction(): boolean {
    return this.#connection.inTransaction;
  }

  /** Runs a statement until it has an answer or its limits are reached. */
  async run(statement: SqlStatement, params: Params, limits: Limits): Promise<Row[]> {
    const { name, texts, parameters, columns } = statement;
    const rows = await this.#whileWaitedFor(name, limits, async () => {
      const cells: { [name: string]: Cell } = {};
      for (const each of parameters) cells[each] = bound(params[each] ?? null);
      let last: readonly (readonly Cell[])[] = [];
      for (const text of texts) {
        const compiled = await this.#compile(text);
        last = await compiled.rows(cells);
      }
      return last;
    });
    return rowsOf(rows[0]?.[0], columns);
  }

  /** Runs a text of a few, and gives its rows as the driver has them: for few ones. */
  ask(text: string): Promise<(readonly Cell[])[]> {
    return this.#whileWaitedFor(text, {}, async () => (await this.#compile(text)).rows({}));
  }

  /** Runs a text of a few on this thread: one that takes no time. */
  async askHere(text: string): Promise<void> {
    (await this.#compile(text)).runHere();
  }

  interrupt(): void {
    this.#connection.interrupt();
  }

  /** Stops what runs, and whatever comes after it. */
  stop(): void {
    this.#closing = true;
  }

  /** Stops what runs, and closes. */
  async close(): Promise<void> {
    this.stop();
    await this.#running;
    this.#connection.close();
  }

  async #compile(text: string): Promise<Compiled> {
    const compiled = this.#compiled.get(text) ?? (await this.#connection.compile(text));
    this.#compiled.set(text, compiled);
    return compiled;
  }

  async #whileWaitedFor<T>(statement: string, limits: Limits, work: () => Promise<T>): Promise<T> {
    const running: Running = { statement, limits, connection: this };
    const end = watch(running);
    const working = work();
    this.#running = working.catch(() => undefined);
    try {
      const answer = await working;
      limits.signal?.throwIfAborted();
      return answer;
    } catch (error) {
      throw running.stopped ?? translated(error, statement, this.file);
    } finally {
      end();
    }
  }
}
