import { randomBytes } from 'node:crypto';
import type { Exchange, Observer } from '../exchange.ts';

export interface TraceOptions {
  /** Where spans are posted: the traces address of an OpenTelemetry collector. */
  readonly endpoint: string;
  readonly headers: Readonly<Record<string, string>>;
  /** What this server is called there. */
  readonly service: string;
}

/** Spans wait so long for others to be sent with, in milliseconds; so many are kept at most, and what is more is lost. */
const WAIT = 1_000;
const KEPT = 5_000;
const SENDING = 5_000;

const SERVER = 2;
const CLIENT = 3;
const FAILED = { code: 2 };

/**
 * Sends a span for each operation, and one within it for each statement, in OpenTelemetry's protocol (OTLP over HTTP, in
 * JSON). A trace that a request brings along is continued. A collector that does not answer costs spans, never a request.
 */
export function createTraces({ endpoint, headers, service }: TraceOptions): {
  readonly observer: Observer;
  flush(): Promise<void>;
} {
  const traces = new WeakMap<Exchange, Trace>();
  let spans: object[] = [];
  let timer: NodeJS.Timeout | undefined;

  function keep(span: object): void {
    if (spans.length < KEPT) spans.push(span);
    timer ??= setTimeout(() => void flush(), WAIT).unref();
  }

  async function flush(): Promise<void> {
    clearTimeout(timer);
    timer = undefined;
    const sent = spans;
    spans = [];
    if (sent.length === 0) return;
    const resource = { attributes: attributes({ 'service.name': service }) };
    const body = JSON.stringify({
      resourceSpans: [{ resource, scopeSpans: [{ scope: { name: 'dragoman' }, spans: sent }] }],
    });
    const signal = AbortSignal.timeout(SENDING);
    await fetch(endpoint, {
      method: 'POST',
      headers: { ...headers, 'content-type': 'application/json' },
      body,
      signal,
    }).then(
      (response) => response.body?.cancel(),
      () => undefined,
    );
  }

  function traceOf(exchange: Exchange): Trace {
    const known = traces.get(exchange);
    if (known) return known;
    const trace = newTrace(exchange.traceparent);
    traces.set(exchange, trace);
    return trace;
  }

  return {
    flush,
    observer: {
      answered(exchange, status) {
        if (exchange.cost === undefined) return;
        const { trace, span, parent } = traceOf(exchange);
        keep({
          traceId: trace,
          spanId: span,
          ...(parent ? { parentSpanId: parent } : {}),
          name: `query ${exchange.operation ?? ''}`.trim(),
          kind: SERVER,
          ...times(exchange.started, performance.now()),
          attributes: attributes({
            'graphql.operation.type': 'query',
            'graphql.operation.name': exchange.operation,
            'http.request.method': exchange.method,
            'http.response.status_code': status,
            'dragoman.cost': exchange.cost,
            'dragoman.statements': exchange.statements,
            'dragoman.request_id': exchange.id,
          }),
          ...(status >= 500 ? { status: FAILED } : {}),
        });
      },
      ran(exchange, { name, started, milliseconds, failure }) {
        const { trace, span } = traceOf(exchange);
        keep({
          traceId: trace,
          spanId: randomBytes(8).toString('hex'),
          parentSpanId: span,
          name,
          kind: CLIENT,
          ...times(started, started + milliseconds),
          attributes: attributes({ 'db.operation.name': name, 'error.type': failure }),
          ...(failure ? { status: FAILED } : {}),
        });
      },
    },
  };
}

interface Trace {
  readonly trace: string;
  readonly span: string;
  readonly parent: string | undefined;
}

function newTrace(traceparent: string | undefined): Trace {
  const [, trace, parent] =
    /^00-(?!0{32})([0-9a-f]{32})-(?!0{16})([0-9a-f]{16})-[0-9a-f]{2}$/.exec(traceparent ?? '') ?? [];
  return { trace: trace ?? randomBytes(16).toString('hex'), span: randomBytes(8).toString('hex'), parent };
}

/** In nanoseconds since 1970, as text: they are too large for a number. */
function times(started: number, ended: number) {
  const nanoseconds = (at: number) => `${Math.round((performance.timeOrigin + at) * 1000)}000`;
  return { startTimeUnixNano: nanoseconds(started), endTimeUnixNano: nanoseconds(ended) };
}

function attributes(values: { readonly [key: string]: string | number | undefined }) {
  return Object.entries(values).flatMap(([key, value]) =>
    value === undefined
      ? []
      : [{ key, value: typeof value === 'number' ? { intValue: String(value) } : { stringValue: value } }],
  );
}
