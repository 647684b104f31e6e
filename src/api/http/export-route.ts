import type { Answer, Incoming } from './message.ts';
import type { Route } from './route.ts';

/** What a file costs its client: about what a graph of middling size does. */
const COST = 10_000;

/** The addresses of graphs as files, by what answers them. */
export function exportRoute(answer: (request: Incoming, signal: AbortSignal) => Promise<Answer>): Route {
  return {
    path: '/graphs/',
    methods: ['GET', 'HEAD'],
    anyOrigin: true,
    cost: COST,
    answer(request, { signal }) {
      return answer(request, signal);
    },
  };
}
