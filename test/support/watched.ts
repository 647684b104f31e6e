import type { Graph, Params, Query, Runner } from '../../src/graph/port.ts';

/** A graph that tells of each query that it runs, also in its snapshots. */
export function watched(graph: Graph, note: (query: Query<unknown>, params: Params) => void): Graph {
  const run =
    (runner: Runner): Runner['run'] =>
    (query, params, options) => {
      note(query, params);
      return runner.run(query, params, options);
    };
  return {
    ...graph,
    run: run(graph),
    snapshot() {
      const snapshot = graph.snapshot();
      return { run: run(snapshot), release: () => snapshot.release() };
    },
  };
}
