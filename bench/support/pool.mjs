import neo4j from 'neo4j-driver';
import { readPool } from '../shapes.mjs';

/**
 * What requests can ask of the graph at an address.
 *
 * @param {string} uri
 */
export async function poolOf(uri) {
  const driver = neo4j.driver(uri);
  try {
    return await readPool(async (text) => {
      const { records } = await driver.executeQuery(text, {}, { database: 'neo4j', routing: neo4j.routing.READ });
      return records.map((record) => record.get('value'));
    });
  } finally {
    await driver.close();
  }
}
