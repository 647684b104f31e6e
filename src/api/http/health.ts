import type { Graph } from '../../graph/port.ts';
import { Answer } from './message.ts';
import type { Route } from './route.ts';

const PLAIN = { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' };
const METHODS = ['GET', 'HEAD'];

/** Whether the server takes new requests. It stops before the process ends, so that a balancer can look elsewhere. */
export interface Readiness {
  /** It will stop: `/ready` says so, everything else goes on. */
  stopping: boolean;
  /** It takes no new connection, and lets go of each with its next answer. */
  draining: boolean;
}

/** `/live` while the process runs, `/ready` while it takes requests and its graph answers. */
export function healthRoutes(graph: Graph, readiness: Readiness): Route[] {
  return [
    {
      path: '/live',
      methods: METHODS,
      public: () => true,
      anyHost: true,
      cost: 0,
      unbounded: true,
      answer: () => text(200, 'live\n'),
    },
    {
      path: '/ready',
      methods: METHODS,
      public: () => true,
      anyHost: true,
      cost: 0,
      unbounded: true,
      async answer() {
        if (readiness.stopping) return text(503, 'the server is stopping\n');
        const answers = await graph.ping().then(
          () => true,
          () => false,
        );
        return answers ? text(200, 'ready\n') : text(503, 'the graph store does not answer\n');
      },
    },
  ];
}

function text(status: number, body: string): Answer {
  return new Answer(body, { status, headers: PLAIN });
}
