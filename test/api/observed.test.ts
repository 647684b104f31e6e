/** What an operator sees of a server: its log, its metrics, its traces. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { post, type ServerProcess, startServer } from '../support/server.ts';

interface Span {
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId?: string;
  readonly name: string;
  readonly attributes: readonly {
    readonly key: string;
    readonly value: { readonly stringValue?: string; readonly intValue?: number };
  }[];
}

describe('a server', () => {
  const spans: Span[] = [];
  const sent: (string | undefined)[] = [];
  const collector = createServer(async (request, response) => {
    let text = '';
    for await (const chunk of request) text += chunk;
    sent.push(request.url, request.headers['x-key'] as string | undefined);
    for (const resource of JSON.parse(text).resourceSpans)
      for (const scope of resource.scopeSpans) spans.push(...scope.spans);
    response.end('{}');
  });
  let server: ServerProcess;
  beforeAll(async () => {
    await new Promise<void>((resolve) => collector.listen(0, '127.0.0.1', resolve));
    const { port } = collector.address() as AddressInfo;
    server = await startServer({
      OTEL_EXPORTER_OTLP_ENDPOINT: `http://127.0.0.1:${port}`,
      OTEL_EXPORTER_OTLP_HEADERS: 'x-key=of the collector',
    });
  });
  afterAll(() => collector.close());

  const query = 'query Who($id: ID!) { entity(id: $id) { label relationships(first: 2) { totalCount } } }';

  it('logs one line a request, with what it cost, and nothing of what was asked', async () => {
    const answer = await post(
      server.url,
      { query, variables: { id: 'Country:TR' } },
      { authorization: 'Bearer of-nobody' },
    );
    const id = answer.headers.get('x-request-id');
    await expect
      .poll(() => server.log().filter((line) => line['id'] === id))
      .toEqual([
        {
          level: 30,
          time: expect.stringMatching(/^\d{4}-\d\d-\d\dT/),
          id,
          method: 'POST',
          path: '/graphql',
          operation: 'Who',
          cost: Number(answer.headers.get('x-query-cost')),
          statements: 2,
          status: 200,
          ms: expect.any(Number),
          msg: 'request',
        },
      ]);
    expect(server.output()).not.toMatch(/Country:TR|of-nobody|relationships\(/);
  });

  it('says in the log which errors it answered with', async () => {
    const answer = await post(server.url, { query: '{ nothing }' });
    await expect
      .poll(() => server.log().find((line) => line['id'] === answer.headers.get('x-request-id')))
      .toMatchObject({ status: 400, codes: ['GRAPHQL_VALIDATION_FAILED'] });
  });

  it('shows Prometheus requests, costs, statements by name, the event loop, and what is kept', async () => {
    await post(server.url, { query, variables: { id: 'Country:TR' } });
    const text = await (await fetch(`${server.url}/metrics`)).text();
    for (const name of [
      'dragoman_requests_total{route="/graphql",status="200"}',
      'dragoman_request_seconds_bucket{le="0.1",route="/graphql"}',
      'dragoman_operation_cost_count',
      'dragoman_statement_seconds_count{statement="Entity by id"}',
      'dragoman_statements_running 0',
      'dragoman_operations_waiting 0',
      'dragoman_documents_hits',
      'dragoman_errors_total{code="GRAPHQL_VALIDATION_FAILED"}',
      'nodejs_eventloop_lag_p99_seconds',
      'process_resident_memory_bytes',
    ])
      expect(text).toContain(name);
  });

  it('sends a span for an operation and one within for each statement, in the trace of the request', async () => {
    const trace = '0af7651916cd43dd8448eb211c80319c';
    await post(
      server.url,
      { query, variables: { id: 'Country:TR' } },
      { traceparent: `00-${trace}-b7ad6b7169203331-01` },
    );
    const mine = () => spans.filter(({ traceId }) => traceId === trace);
    await expect.poll(() => mine().length).toBe(3);
    const operation = mine().find(({ name }) => name === 'query Who');
    expect(operation).toMatchObject({ parentSpanId: 'b7ad6b7169203331' });
    expect(operation?.attributes).toContainEqual({ key: 'dragoman.statements', value: { intValue: 2 } });
    const inner = mine().filter(({ parentSpanId }) => parentSpanId === operation?.spanId);
    expect(inner.map(({ name }) => name).sort()).toEqual(['Entity by id', expect.stringContaining('total')]);
    expect(sent.slice(0, 2)).toEqual(['/v1/traces', 'of the collector']);
  });
});
