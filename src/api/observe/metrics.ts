import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import { Answer } from '../http/message.ts';
import type { Route } from '../http/route.ts';
import type { Observer } from '../request-context.ts';
import type { Use } from '../server.ts';

const SECONDS = [0.001, 0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];
const COSTS = [10, 100, 1_000, 10_000, 50_000, 100_000];

export interface Metrics {
  readonly observer: Observer;
  readonly route: Route;
  /** Shows what the server has in use, when it is there. */
  watch(use: () => Use): void;
}

/** What Prometheus reads at `/metrics`. */
export function createMetrics(): Metrics {
  const register = new Registry();
  const registers = [register];
  collectDefaultMetrics({ register });
  const requests = new Counter({
    name: 'dragoman_requests_total',
    help: 'Requests answered.',
    labelNames: ['route', 'status'],
    registers,
  });
  const seconds = new Histogram({
    name: 'dragoman_request_seconds',
    help: 'From the headers of a request to its answer, and to the end of that where it is a file.',
    labelNames: ['route'],
    buckets: SECONDS,
    registers,
  });
  const errors = new Counter({
    name: 'dragoman_errors_total',
    help: 'Answers that have an error of a code.',
    labelNames: ['code'],
    registers,
  });
  const costs = new Histogram({
    name: 'dragoman_operation_cost',
    help: 'What operations cost.',
    buckets: COSTS,
    registers,
  });
  const statements = new Histogram({
    name: 'dragoman_statement_seconds',
    help: 'How long statements took, by name.',
    labelNames: ['statement'],
    buckets: SECONDS,
    registers,
  });
  const failures = new Counter({
    name: 'dragoman_statement_failures_total',
    help: 'Statements that failed, by name and error.',
    labelNames: ['statement', 'error'],
    registers,
  });
  let running = 0;
  new Gauge({
    name: 'dragoman_statements_running',
    help: 'Statements under way; each takes a connection of the pool, of which there are 100.',
    registers,
    collect() {
      this.set(running);
    },
  });
  return {
    observer: {
      answered({ path, started, cost, codes }, status) {
        requests.inc({ route: path, status });
        seconds.observe({ route: path }, (performance.now() - started) / 1000);
        if (cost !== undefined) costs.observe(cost);
        for (const code of codes) errors.inc({ code });
      },
      runs() {
        running++;
      },
      ran(_requestContext, { name, milliseconds, failure }) {
        running--;
        statements.observe({ statement: name }, milliseconds / 1000);
        if (failure !== undefined) failures.inc({ statement: name, error: failure });
      },
    },
    route: {
      path: '/metrics',
      anyHost: true,
      methods: ['GET'],
      cost: 0,
      unbounded: true,
      answer: async () =>
        new Answer(await register.metrics(), {
          headers: { 'content-type': register.contentType, 'cache-control': 'no-store' },
        }),
    },
    watch(use) {
      const gauge = (name: string, help: string, read: (now: Use) => number) =>
        new Gauge({
          name,
          help,
          registers,
          collect() {
            this.set(read(use()));
          },
        });
      gauge('dragoman_operations_running', 'Operations that have a place.', (now) => now.running);
      gauge('dragoman_operations_waiting', 'Operations that wait for one.', (now) => now.waiting);
      gauge('dragoman_files_running', 'Graphs that are made and sent as files.', (now) => now.files);
      gauge('dragoman_files_waiting', 'Graphs that wait for that.', (now) => now.filesWaiting);
      gauge('dragoman_documents_kept', 'Parsed documents that are kept.', (now) => now.documents.documents);
      gauge('dragoman_documents_bytes', 'What they take, as estimated.', (now) => now.documents.bytes);
      gauge('dragoman_documents_hits', 'Documents that were kept when asked for.', (now) => now.documents.hits);
      gauge('dragoman_documents_misses', 'Documents that were parsed.', (now) => now.documents.misses);
    },
  };
}
