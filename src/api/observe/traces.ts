import type { Span } from '@opentelemetry/api';
import type { Observer, RequestContext } from '../request-context.ts';

export interface TraceOptions {
  /** Where spans are posted: the traces address of an OpenTelemetry collector. */
  readonly endpoint: string;
  readonly headers: Readonly<Record<string, string>>;
  /** What this server is called there. */
  readonly service: string;
}

export interface Traces {
  readonly observer: Observer;
  /** Sends what is left, and ends. */
  stop(): Promise<void>;
}

/** Spans wait so long for others to be sent with, in milliseconds; so many are kept at most, and what is more is lost. */
const WAIT = 1_000;
const KEPT = 5_000;
/** No longer than a server may take to stop. */
const SENDING = 1_000;

/**
 * Sends a span for each operation, and one within it for each statement, in OpenTelemetry's protocol (OTLP over HTTP, in
 * JSON). A trace that a request brings along is continued. A collector that does not answer costs spans, never a request.
 */
export async function createTraces({ endpoint, headers, service }: TraceOptions): Promise<Traces> {
  // Only here: most servers have no collector, and these take a while to load.
  const [{ defaultTextMapGetter, ROOT_CONTEXT, SpanKind, SpanStatusCode, trace }, core, resources, sdk, otlp] =
    await Promise.all([
      import('@opentelemetry/api'),
      import('@opentelemetry/core'),
      import('@opentelemetry/resources'),
      import('@opentelemetry/sdk-trace'),
      import('@opentelemetry/exporter-trace-otlp-http'),
    ]);
  const exporter = new otlp.OTLPTraceExporter({ url: endpoint, headers: { ...headers }, timeoutMillis: SENDING });
  const batches = new sdk.BatchSpanProcessor({ exporter, scheduledDelayMillis: WAIT, maxQueueSize: KEPT });
  const provider = new sdk.TracerProvider({
    resource: resources.resourceFromAttributes({ 'service.name': service }),
    spanProcessors: [batches],
  });
  const tracer = provider.getTracer('dragoman');
  const incoming = new core.W3CTraceContextPropagator();
  const operations = new WeakMap<RequestContext, Span>();

  function operationOf(requestContext: RequestContext): Span {
    const known = operations.get(requestContext);
    if (known) return known;
    const { operation, started, traceparent } = requestContext;
    const parent = incoming.extract(ROOT_CONTEXT, { traceparent }, defaultTextMapGetter);
    const name = `query ${operation ?? ''}`.trim();
    const span = tracer.startSpan(name, { kind: SpanKind.SERVER, startTime: timeOf(started) }, parent);
    operations.set(requestContext, span);
    return span;
  }

  return {
    stop: () => provider.shutdown(),
    observer: {
      answered(requestContext, status) {
        const { operation, method, cost, statements, id } = requestContext;
        if (cost === undefined && !operations.has(requestContext)) return;
        const span = operationOf(requestContext);
        span.setAttributes({
          'graphql.operation.type': 'query',
          'graphql.operation.name': operation,
          'http.request.method': method,
          'http.response.status_code': status,
          'dragoman.cost': cost,
          'dragoman.statements': statements,
          'dragoman.request_id': id,
        });
        if (status >= 500) span.setStatus({ code: SpanStatusCode.ERROR });
        span.end(timeOf(performance.now()));
      },
      ran(requestContext, { name, started, milliseconds, failure }) {
        const within = trace.setSpan(ROOT_CONTEXT, operationOf(requestContext));
        const attributes = { 'db.operation.name': name, 'error.type': failure };
        const options = { kind: SpanKind.CLIENT, startTime: timeOf(started), attributes };
        const span = tracer.startSpan(name, options, within);
        if (failure) span.setStatus({ code: SpanStatusCode.ERROR });
        span.end(timeOf(started + milliseconds));
      },
    },
  };
}

/** A moment of this process in milliseconds since 1970. */
function timeOf(moment: number): number {
  return performance.timeOrigin + moment;
}
