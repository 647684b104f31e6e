import { randomUUID } from 'node:crypto';
import type { Incoming } from './http/message.ts';

/** One request and what became of it: what a log line, a metric and a trace are made of. */
export class RequestContext {
  /** Also told to the client, so that what it reports can be found in the log. */
  readonly id = randomUUID();
  readonly started = performance.now();
  readonly method: string;
  readonly path: string;
  /** Whose allowance it draws on; empty is this process itself. */
  readonly account: string;
  /** The W3C trace context that came with it. */
  readonly traceparent: string | undefined;
  /** The name of its operation, as the client wrote it. */
  operation: string | undefined;
  cost: number | undefined;
  statements = 0;
  /** Which graph was asked for as a file, and in which format. */
  graph: string | undefined;
  format: string | undefined;
  /** Of its answer, as it was sent. */
  bytes: number | undefined;
  /** Why its answer was not sent to its end. */
  cutOff: string | undefined;
  /** The codes of its errors, each once. */
  readonly codes = new Set<string>();

  constructor(request: Incoming, path: string, account: string) {
    this.method = request.method;
    this.path = path;
    this.account = account;
    this.traceparent = request.headers.get('traceparent') ?? undefined;
  }

  /** Remembers codes of errors, for the log and the metrics. */
  note(codes: readonly (string | undefined)[]): void {
    for (const code of codes) if (code) this.codes.add(code);
  }
}

/** A statement that ran for a request. */
export interface StatementRun {
  readonly name: string;
  readonly started: number;
  readonly milliseconds: number;
  /** The name of the error that it failed with. */
  readonly failure: string | undefined;
}

/** Hears of what the server does: a log, a set of metrics, a tracer. */
export interface Observer {
  /** The answer was sent, or broke off. */
  answered?(requestContext: RequestContext, status: number): void;
  runs?(requestContext: RequestContext): void;
  ran?(requestContext: RequestContext, run: StatementRun): void;
}
