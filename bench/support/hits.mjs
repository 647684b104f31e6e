/** What a question costs Neo4j, by its own count. */
import neo4j from 'neo4j-driver';
import { createApi } from '../../dist/api/server.js';
import { cypherOf } from '../../dist/graph/cypher/print.js';
import { openNeo4j } from '../../dist/graph/neo4j.js';
import { defaultModel } from '../../dist/model/choice.js';
import { buildModelSchema } from '../../dist/model/index.js';

/** @typedef {{ dbHits: number, children: Plan[] }} Plan */

const model = await defaultModel();
const schema = buildModelSchema(model);

/**
 * The db hits of all statements that a question runs, each profiled with its parameters.
 *
 * @param {string} uri
 * @param {string} query
 * @param {Record<string, any>} variables
 */
export async function hitsOf(uri, query, variables) {
  const graph = openNeo4j({ uri });
  const driver = neo4j.driver(uri, undefined, { disableLosslessIntegers: true });
  /** @type {{ text: string, params: any }[]} */
  const run = [];
  try {
    const api = createApi({
      graph: {
        ...graph,
        run(of, params, options) {
          run.push({ text: cypherOf(of).text, params });
          return graph.run(of, params, options);
        },
      },
      schema,
      model,
      report: (message, detail) => console.error(message, detail),
      limits: { costPerMinute: 0 },
    });
    const response = await api.fetch(
      new Request('http://localhost/graphql', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ query, variables }),
      }),
    );
    const { errors } = await response.json();
    if (errors) throw new Error(JSON.stringify(errors));
    let hits = 0;
    for (const { text, params } of run) {
      const { summary } = await driver.executeQuery(`PROFILE ${text}`, integers(params), {
        database: 'neo4j',
        routing: neo4j.routing.READ,
      });
      if (summary.profile) hits += total(/** @type {any} */ (summary.profile));
    }
    return hits;
  } finally {
    await graph.close();
    await driver.close();
  }
}

/** @param {Plan} plan @returns {number} */
function total({ dbHits, children }) {
  return children.reduce((sum, child) => sum + total(child), dbHits);
}

/** Whole numbers as Neo4j wants them in a LIMIT. @param {Record<string, any>} params */
function integers(params) {
  return Object.fromEntries(
    Object.entries(params).map(([name, value]) => [name, Number.isInteger(value) ? neo4j.int(value) : value]),
  );
}
