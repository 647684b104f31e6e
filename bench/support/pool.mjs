import { join } from 'node:path';
import neo4j from 'neo4j-driver';
import { connect } from '../../dist/graph/sqlite/driver.js';
import { POOL_TEXTS, readPool } from '../shapes.mjs';

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

/**
 * What requests can ask of the embedded graph in a folder.
 *
 * @param {string} folder
 */
export async function poolIn(folder) {
  const connection = connect(join(folder, 'graph.sqlite'), 1_000);
  try {
    return await readPool(async (text) => {
      // One row: the others would be read one by one.
      const compiled = await connection.compile(`SELECT json_group_array(value) FROM (${text})`);
      const [[values] = ['[]']] = await compiled.rows({});
      return JSON.parse(String(values));
    }, POOL_TEXTS.sql);
  } finally {
    connection.close();
  }
}
