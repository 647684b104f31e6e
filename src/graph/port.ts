/**
 * The port to a graph store. What runs against it is a {@link Statement}: a named Cypher text with the names of its
 * parameters and a reader for its rows. Nothing here knows a country from a court.
 */

/** What both engines store, take as a parameter and return. Integers are JavaScript numbers. */
export type Value = null | boolean | number | string | readonly Value[] | { readonly [key: string]: Value };
export type Params = { readonly [name: string]: Value };
export type Row = { readonly [column: string]: Value };

/** A Cypher text that has a name, so that it can be listed, counted, tested and profiled by it. */
export interface Statement<R> {
  readonly name: string;
  readonly text: string;
  /** The names of the parameters in the text, without `$`. All must be given, and no other. */
  readonly parameters: ReadonlySet<string>;
  readonly read: (row: Row) => R;
}

/** The parameters in a text, with their names. */
export const PARAMETER = /\$([A-Za-z_]\w*)/g;

/**
 * A statement. The parameters are read from the text.
 *
 * @param name what the statement is called in logs, metrics and plans: `Participation.page`
 * @param text Cypher of fixed fragments only: nothing that a client sends may become part of it
 * @param read turns a row, keyed by column, into what the caller wants
 */
export function statement<R>(name: string, text: string, read: (row: Row) => R): Statement<R> {
  const parameters = new Set([...text.matchAll(PARAMETER)].map(([, parameter]) => parameter as string));
  return { name, text, parameters, read };
}

/**
 * Tells Neo4j which index to use, in a comment that other stores read over. Its planner goes by averages: it expands a
 * node of a thousand facts where eleven are wanted.
 */
export function hint(text: string): string {
  return `/*+ ${text} */`;
}

/** An index or a constraint, by its schema: what it is on, not what it is called. */
export interface IndexDefinition {
  readonly kind: 'unique' | 'range' | 'text';
  /** `node`: `name` is a label. `relationship`: `name` is a relationship type. */
  readonly on: 'node' | 'relationship';
  readonly name: string;
  readonly properties: readonly string[];
}

export interface RunOptions {
  /** When it aborts, the statement stops if the engine can, and its result is dropped in any case. */
  readonly signal?: AbortSignal | undefined;
  /** Milliseconds that the statement may take on an engine that can stop it. Default: the adapter's. */
  readonly timeout?: number | undefined;
}

/** What runs statements: a graph, or one transaction of it. */
export interface Runner {
  /**
   * Runs one statement and reads its rows.
   *
   * @throws StoreUnavailable the store is down, silent or out of connections
   * @throws StatementTimeout the statement took longer than it may
   * @throws StatementFailed the store refused it, or a parameter is missing or unknown
   */
  run<R>(statement: Statement<R>, params: Params, options?: RunOptions): Promise<R[]>;
}

export interface Graph extends Runner {
  readonly engine: 'embedded' | 'neo4j';
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
