/**
 * The port to a graph store. What runs against it is a {@link Query}: what is read, as data, with a name and a reader
 * for its rows. Nothing here knows a country from a court.
 */
import type { Columns, QueryForm, Texts } from './query.ts';

/** What both engines store, take as a parameter and return. Integers are JavaScript numbers. */
export type Value = null | boolean | number | string | readonly Value[] | { readonly [key: string]: Value };
export type Params = { readonly [name: string]: Value };
export type Row = { readonly [column: string]: Value };

/** What can be asked of a graph. It has a name, so that it can be counted, tested and profiled by it. */
export interface Query<R> {
  readonly name: string;
  readonly of: QueryForm;
  readonly read: (row: Row) => R;
}

/**
 * A query of two texts, where data cannot say well what is read.
 *
 * @param name what it is called in logs, metrics and plans
 * @param texts fixed fragments only: nothing that a client sends may become part of them. Parameters are `$name` in both
 * @param read turns a row, keyed by column, into what the caller wants
 */
export function written<R>(
  name: string,
  texts: Texts & { readonly columns: Columns },
  read: (row: Row) => R,
): Query<R> {
  return { name, of: { form: 'text', ...texts }, read };
}

/** A query of Cypher alone. */
export function statement<R>(name: string, text: string, read: (row: Row) => R): Query<R> {
  const sql = () => {
    throw new Error(`${name} has no SQL.`);
  };
  return written(name, { cypher: () => text, sql, columns: {} }, read);
}

/** An index or a constraint, by its schema: what it is on, not what it is called. */
export interface IndexDefinition {
  readonly kind: 'unique' | 'range' | 'text';
  /** `node`: `name` is a label. `relationship`: `name` is a relationship type. */
  readonly on: 'node' | 'relationship';
  readonly name: string;
  readonly properties: readonly string[];
}

/** Whether something is wanted still, as an AbortSignal tells who asks it; nobody has to be called back. */
export type AbortState = Pick<AbortSignal, 'aborted' | 'reason' | 'throwIfAborted'>;

export interface RunOptions {
  /** When it is aborted, the statement stops if the engine can, and its result is dropped in any case. */
  readonly signal?: AbortState | undefined;
  /** Milliseconds that the statement may take on an engine that can stop it. Default: the adapter's. */
  readonly timeout?: number | undefined;
}

/** What runs statements: a graph, or one transaction of it. */
export interface Runner {
  /**
   * Runs one query and reads its rows. Parameters that its text on this engine does not have are left out.
   *
   * @throws StoreUnavailable the store is down, silent or out of connections
   * @throws StatementTimeout the statement took longer than it may
   * @throws StatementFailed the store refused it, or a parameter is missing
   */
  run<R>(query: Query<R>, params: Params, options?: RunOptions): Promise<R[]>;
}

/** A graph as it was when its first query ran. On Neo4j, where there is no such thing, as each query finds it. */
export interface Snapshot extends Runner {
  /** Ends it. What runs is not stopped by it, and nothing can be run after it. */
  release(): void;
}

export interface Graph extends Runner {
  readonly engine: 'embedded' | 'neo4j';
  /** Several queries in one state of the graph, one after the other. It is to be released. */
  snapshot(): Snapshot;
  /**
   * Runs statements that write, all or none of them. The work may run again when the store asks for it, and never after
   * a commit that may have been made.
   *
   * @throws StoreUnavailable with the reason `unconfirmed` where that is not known
   */
  write<T>(work: (transaction: Runner) => Promise<T>): Promise<T>;
  /**
   * Makes the indexes that are missing and waits until they serve; the embedded engine makes those that it can have.
   *
   * @throws StatementFailed when, by its schema, one is still missing afterwards
   */
  prepare(indexes: readonly IndexDefinition[]): Promise<void>;
  /** Resolves when the store answers, within seconds. @throws StoreUnavailable */
  ping(): Promise<void>;
  close(): Promise<void>;
}
