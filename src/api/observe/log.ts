import { type Logger, pino, stdTimeFunctions } from 'pino';
import type { Report } from '../errors.ts';
import type { Observer, RequestContext } from '../request-context.ts';
import type { LogLevel } from './levels.ts';

/** Characters of what a client wrote that a line shows. */
const SHOWN = 100;
/** What is asked every few seconds by machines is told at `debug`. */
const ROUTINE = new Set(['/live', '/ready', '/metrics']);

/**
 * A log of JSON lines on the standard output: one a request, one a failure. Neither a query nor its variables, a header
 * or an address is in it.
 */
export function createLog(level: LogLevel): {
  readonly log: Logger;
  readonly observer: Observer;
  readonly report: Report;
} {
  const log = pino({ level, base: null, timestamp: stdTimeFunctions.isoTime });
  return {
    log,
    observer: { answered: (requestContext, status) => tell(log, requestContext, status) },
    report: (message, { id, error }) => log.error({ id, err: error }, message),
  };
}

function tell(log: Logger, requestContext: RequestContext, status: number): void {
  const { id, method, path, operation, graph, format, cost, statements, codes, bytes, cutOff, started } =
    requestContext;
  const line = {
    id,
    method,
    path,
    operation: operation?.slice(0, SHOWN),
    graph,
    format,
    cost,
    statements,
    codes: codes.size > 0 ? [...codes] : undefined,
    status,
    // Of what was asked of GraphQL, its cost tells as much.
    bytes: graph === undefined ? undefined : bytes,
    cutOff,
    ms: Math.round(10 * (performance.now() - started)) / 10,
  };
  const isFailed = status >= 500 || (cutOff !== undefined && codes.size > 0);
  if (isFailed) log.warn(line, 'request');
  else if (ROUTINE.has(path)) log.debug(line, 'request');
  else log.info(line, 'request');
}
