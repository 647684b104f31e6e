/** The graph that is loaded into and looked at, on either engine. */

import { join } from 'node:path';
import { indexesOf } from '../../dist/declare/model.js';
import { openGraph } from '../../dist/graph/open.js';
import { statement, written } from '../../dist/graph/port.js';
import { defaultModel } from '../../dist/model/choice.js';
import * as whole from '../whole.mjs';

const model = await defaultModel();

/** @typedef {import('../../dist/graph/port.js').Graph} Graph */

const shown = (/** @type {unknown} */ value) =>
  JSON.stringify(Object.fromEntries(Object.entries(Object(value)).sort(([a], [b]) => (a < b ? -1 : 1))));

// The head of a ledger tells the version of the graph as well.
const NODES = written(
  'torture: nodes',
  whole.NODES,
  ({ labels, row }) =>
    `${[.../** @type {string[]} */ (labels)].sort().join(':')} ${shown({ ...Object(row), head: '' })}`,
);
const RELATIONSHIPS = written(
  'torture: relationships',
  whole.FACTS,
  ({ source, type, target, row }) => `${source} ${type} ${target} ${shown(row)}`,
);
const UNDER_WAY = statement(
  'torture: under way',
  "SHOW TRANSACTIONS YIELD currentQuery WHERE NOT currentQuery STARTS WITH 'SHOW' RETURN count(*) AS count",
  ({ count }) => Number(count),
);
const EMPTY = written('torture: empty', whole.EMPTY, () => undefined);

/** Everything in a graph but its version: a line for each node and fact, sorted. @param {Graph} graph */
export async function linesOf(graph) {
  const nodes = await graph.run(NODES, {});
  const relationships = await graph.run(RELATIONSHIPS, {});
  return [...nodes, ...relationships].sort();
}

/**
 * @param {string} base a folder for the embedded graph
 * @param {{ uri: string } | undefined} neo4j
 */
export function storeIn(base, neo4j) {
  const folder = join(base, 'graph');
  const environment = neo4j ? { NEO4J_URI: neo4j.uri } : { DRAGOMAN_DATA: folder };

  /**
   * Opens the graph in this process, for this work.
   *
   * @template T
   * @param {(graph: Graph) => Promise<T>} work
   */
  async function using(work) {
    const graph = await openGraph({ folder, neo4j });
    try {
      return await work(graph);
    } finally {
      await graph.close();
    }
  }

  return {
    /** @type {Record<string, string>} */
    environment,
    using,
    /** What is in the graph, once Neo4j has ended what a client that is gone had under way. */
    look: () =>
      using(async (graph) => {
        while (neo4j && (await graph.run(UNDER_WAY, {}))[0] !== 0) await new Promise((done) => setTimeout(done, 10));
        return await linesOf(graph);
      }),
    empty: () =>
      using(async (graph) => {
        await graph.prepare(indexesOf(model));
        await graph.write((transaction) => transaction.run(EMPTY, {}));
      }),
  };
}
