/** Empties a Neo4j that was loaded, and leaves it running. */
import neo4j from 'neo4j-driver';

/** How many facts or nodes one transaction removes. */
const ROWS = 10_000;

/**
 * Removes all that is in the graph, its constraints and indexes too.
 *
 * @param {string} uri of a Neo4j that nobody else uses
 */
export async function emptyGraph(uri) {
  const driver = neo4j.driver(uri);
  const session = driver.session({ database: 'neo4j' });
  try {
    for (const [kind, all] of [
      ['CONSTRAINT', 'CONSTRAINTS'],
      ['INDEX', 'INDEXES'],
    ]) {
      const { records } = await session.run(`SHOW ${all} YIELD name, type WHERE type <> 'LOOKUP' RETURN name`);
      for (const record of records) await session.run(`DROP ${kind} \`${record.get('name')}\``);
    }
    for (const pattern of ['()-[x]->()', '(x)'])
      await session.run(`MATCH ${pattern} CALL (x) { DELETE x } IN TRANSACTIONS OF ${ROWS} ROWS`);
  } finally {
    await driver.close();
  }
}
