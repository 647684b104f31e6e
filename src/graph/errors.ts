/**
 * What can go wrong between a statement and its rows. Messages are for people and say nothing that a store said: its own
 * words are in `cause`, for the log alone.
 */

const WHY_UNAVAILABLE = {
  address: 'has an address that is none of a Neo4j: it starts with neo4j://, neo4j+s://, bolt:// or bolt+s://.',
  unreachable: 'cannot be reached.',
  silent: 'does not answer.',
  busy: 'has no connection or no time left: try again.',
  refused: 'refuses the login, or has no such database.',
  closed: 'was closed.',
  unconfirmed: 'was lost before it said whether a write is kept.',
  full: 'has no room left on its disk: nothing of what was being written is kept.',
  writing: 'is being written by another process: try again when that has ended.',
  damaged: 'has a file that is damaged: restore it from a copy.',
  unreadable: 'has a file that cannot be read or written.',
} as const;

/**
 * The store is down, silent, refuses us or is out of connections: what was asked may work later. After `unconfirmed` a
 * write may be kept or not, so that only who looks at the graph can tell what is left to do.
 */
export class StoreUnavailable extends Error {
  override readonly name = 'StoreUnavailable';
  readonly reason: keyof typeof WHY_UNAVAILABLE;
  /** The address or the folder of the store: for the operator, not for a client. */
  readonly store: string;

  constructor(reason: keyof typeof WHY_UNAVAILABLE, store: string, cause?: unknown) {
    super(`The graph store ${WHY_UNAVAILABLE[reason]}`, { cause });
    this.reason = reason;
    this.store = store;
  }
}

/** The statement took longer than it may, and was stopped. */
export class StatementTimeout extends Error {
  override readonly name = 'StatementTimeout';
  readonly statement: string;
  readonly milliseconds: number;

  constructor(statement: string, milliseconds: number, cause?: unknown) {
    super(`The statement ${statement} took longer than ${milliseconds} ms.`, { cause });
    this.statement = statement;
    this.milliseconds = milliseconds;
  }
}

/** The store refused the statement, or it was wrong before it got there: a mistake in this program, or in its data. */
export class StatementFailed extends Error {
  override readonly name = 'StatementFailed';
  readonly statement: string;
  /** What is wrong, in our words: `parameter $id is missing`. */
  readonly problem: string;
  /** The store's code for it: `Neo.ClientError.Statement.SyntaxError` on Neo4j, a GQLSTATUS on the embedded engine. */
  readonly code: string | undefined;

  constructor(statement: string, problem: string, details: { code?: string | undefined; cause?: unknown } = {}) {
    super(`The statement ${statement} failed: ${problem}.`, { cause: details.cause });
    this.statement = statement;
    this.problem = problem;
    this.code = details.code;
  }
}

/** The folder of an embedded graph cannot be made, written or read, or what is in it is damaged. Nothing was changed. */
export class FolderUnusable extends Error {
  override readonly name = 'FolderUnusable';
  readonly folder: string;
  /** What is wrong with it: `it cannot be written`. */
  readonly problem: string;

  constructor(folder: string, problem: string, cause?: unknown) {
    super(
      `The folder ${folder} (DRAGOMAN_DATA) holds no graph that can be opened: ${problem}. Nothing in it was changed.`,
      { cause },
    );
    this.folder = folder;
    this.problem = problem;
  }
}
