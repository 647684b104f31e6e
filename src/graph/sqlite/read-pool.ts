import { StoreUnavailable } from '../errors.ts';
import { polling } from '../polling.ts';
import type { Params, Row } from '../port.ts';
import { Semaphore } from '../semaphore.ts';
import { type Limits, LOOKING_MS, SqliteConnection } from './connection.ts';
import type { SqlStatement } from './statement.ts';

/**
 * Connections that read, opened when they are first needed, and kept. Snapshots and single statements have places apart,
 * so that one who holds a snapshot does not wait for a statement that waits for snapshots to end.
 */
const SNAPSHOTS = 16;
const SINGLE = 6;

/** Runs statements that read, each alone or several in one state of the graph. */
export class ReadPool {
  readonly #file: string;
  readonly #settings: readonly string[];
  readonly #snapshots = new Semaphore(SNAPSHOTS);
  readonly #single = new Semaphore(SINGLE);
  readonly #idle: SqliteConnection[] = [];
  readonly #all = new Set<SqliteConnection>();
  #closed = false;

  /** @param settings what is set on each connection, such as `PRAGMA cache_size = -4000` */
  constructor(file: string, settings: readonly string[]) {
    this.#file = file;
    this.#settings = ['PRAGMA query_only = ON', ...settings];
  }

  async run(statement: SqlStatement, params: Params, limits: Limits): Promise<Row[]> {
    const taken = await this.#take(this.#single, limits);
    try {
      return await taken.connection.run(statement, params, limits);
    } finally {
      taken.giveBack();
    }
  }

  snapshot(): SqliteSnapshot {
    return new SqliteSnapshot((limits) => this.#take(this.#snapshots, limits));
  }

  async close(): Promise<void> {
    this.#closed = true;
    await Promise.all(Array.from(this.#all, (each) => each.close()));
  }

  async #take(semaphore: Semaphore, limits: Limits): Promise<Taken> {
    const turn = semaphore.enter();
    try {
      await within(turn.admitted, limits, this.#file);
      if (this.#closed) throw new StoreUnavailable('closed', this.#file);
      const connection = this.#idle.pop() ?? (await this.#open());
      return {
        connection,
        giveBack: () => {
          if (connection.worn || connection.inTransaction) this.#close(connection);
          else this.#idle.push(connection);
          turn.leave();
        },
      };
    } catch (error) {
      turn.leave();
      throw error;
    }
  }

  #close(connection: SqliteConnection): void {
    this.#all.delete(connection);
    void connection.close();
  }

  async #open(): Promise<SqliteConnection> {
    const connection = new SqliteConnection(this.#file);
    this.#all.add(connection);
    for (const each of this.#settings) await connection.ask(each);
    return connection;
  }
}

interface Taken {
  readonly connection: SqliteConnection;
  giveBack(): void;
}

/** One state of the graph: that at its first statement. It keeps a connection until it is released. */
export class SqliteSnapshot {
  readonly #take: (limits: Limits) => Promise<Taken>;
  #taken: Taken | undefined;
  #last: Promise<unknown> = Promise.resolve();
  #released = false;

  constructor(take: (limits: Limits) => Promise<Taken>) {
    this.#take = take;
  }

  /** Runs a statement after those before it. */
  run(statement: SqlStatement, params: Params, limits: Limits): Promise<Row[]> {
    const rows = this.#last.then(async () => {
      limits.signal?.throwIfAborted();
      if (this.#released) throw new Error(`The statement ${statement.name} ran after its snapshot was released.`);
      this.#taken ??= await this.#begin(limits);
      return await this.#taken.connection.run(statement, params, limits);
    });
    this.#last = rows.catch(() => undefined);
    return rows;
  }

  /** Ends it, after the statement that runs. */
  release(): void {
    if (this.#released) return;
    this.#released = true;
    void this.#last.then(async () => {
      const { connection } = this.#taken ?? {};
      // An error may have ended it.
      if (connection?.inTransaction) await connection.askHere('COMMIT').catch(() => undefined);
      this.#taken?.giveBack();
    });
  }

  async #begin(limits: Limits): Promise<Taken> {
    const taken = await this.#take(limits);
    try {
      await taken.connection.askHere('BEGIN');
      return taken;
    } catch (error) {
      taken.giveBack();
      throw error;
    }
  }
}

interface Queued {
  readonly limits: Limits;
  readonly file: string;
  readonly refuse: (reason: unknown) => void;
}

const watch = polling<Queued>(LOOKING_MS, ({ limits: { signal, until }, file, refuse }) => {
  if (signal?.aborted) refuse(signal.reason);
  else if (until && performance.now() > until.at) refuse(new StoreUnavailable('busy', file));
});

/** Waits for a place until nobody waits for the statement any more. */
function within(admitted: Promise<void>, limits: Limits, file: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const refuse = (reason: unknown) => {
      end();
      reject(reason);
    };
    const end = watch({ limits, file, refuse });
    void admitted.then(() => {
      end();
      resolve();
    });
  });
}
