import { StatementFailed, StoreUnavailable } from '../errors.ts';
import { isDriverError } from './driver.ts';

const UNAVAILABLE: readonly (readonly [code: RegExp, reason: StoreUnavailable['reason']])[] = [
  [/^SQLITE_(?:BUSY|LOCKED|PROTOCOL)/, 'busy'],
  [/^SQLITE_FULL/, 'full'],
  [/^SQLITE_(?:CORRUPT|NOTADB)/, 'damaged'],
  [/^SQLITE_(?:IOERR|CANTOPEN|READONLY_)/, 'unreadable'],
];

/** The port's error for one of SQLite's, which becomes its cause; any other error is the caller's own and stays. */
export function translated(error: unknown, statement: string, file: string): unknown {
  if (!isDriverError(error)) return error;
  const { code } = error;
  const unavailable = UNAVAILABLE.find(([pattern]) => pattern.test(code));
  if (unavailable) return new StoreUnavailable(unavailable[1], file, error);
  return new StatementFailed(statement, 'SQLite refused it', { code, cause: error });
}
