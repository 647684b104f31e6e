/**
 * Once a test run: decides which Neo4j its suites use, and starts one for a worker when its first suite asks for it.
 * A run without such a suite starts nothing.
 */
import { createServer } from 'node:http';
import neo4j from 'neo4j-driver';
import type { TestProject } from 'vitest/node';
import { missing, type Neo4jServer, startNeo4j } from '../../tools/neo4j.mjs';

declare module 'vitest' {
  interface ProvidedContext {
    /** Answers a request for `/WORKER` with the address of that worker's Neo4j, started by then. Null: there is none. */
    neo4jDesk: string | null;
  }
}

/**
 * @throws when NEO4J_URI names a database that holds anything, and under CI when there is no Neo4j
 */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const given = process.env['NEO4J_URI'];
  const unwanted = process.env['NEO4J_TESTS'] === 'off' ? 'NEO4J_TESTS is off' : undefined;
  if (given) await refuseUnlessEmpty(given);
  const reason = unwanted ?? (given ? undefined : await missing());
  if (reason !== undefined) {
    if (process.env['CI']) throw new Error(`The suites that need a Neo4j cannot run: ${reason}.`);
    process.stderr.write(
      `Skipped: the suites that need a Neo4j, since ${reason}.${unwanted === undefined ? ' NEO4J_URI can name one.' : ''}\n`,
    );
    project.provide('neo4jDesk', null);
    return async () => {};
  }

  const servers = new Map<string, Promise<Neo4jServer>>();
  const address = async (worker: string) => {
    if (given) return given;
    const server = servers.get(worker) ?? startNeo4j({ say: (line) => process.stderr.write(`${line}\n`) });
    servers.set(worker, server);
    return (await server).uri;
  };
  const desk = createServer(({ url = '/' }, response) => {
    address(url).then(
      (uri) => response.end(uri),
      (error: Error) => response.writeHead(500).end(error.message),
    );
  });
  await new Promise<void>((resolve) => desk.listen(0, '127.0.0.1', resolve));
  const at = desk.address();
  if (at === null || typeof at === 'string') throw new Error('the desk has no port');
  project.provide('neo4jDesk', `http://127.0.0.1:${at.port}`);

  return async () => {
    desk.closeAllConnections();
    desk.close();
    for (const server of servers.values()) await (await server.catch(() => undefined))?.stop();
  };
}

/** The tests wipe the database that they use, so it must be nobody's. */
async function refuseUnlessEmpty(uri: string): Promise<void> {
  const { NEO4J_USERNAME: username, NEO4J_PASSWORD: password = '', NEO4J_DATABASE: database = 'neo4j' } = process.env;
  const driver = neo4j.driver(uri, username === undefined ? undefined : neo4j.auth.basic(username, password), {
    disableLosslessIntegers: true,
    connectionAcquisitionTimeout: 10_000,
  });
  try {
    const { records } = await driver.executeQuery('MATCH (n) RETURN count(n) AS nodes', {}, { database });
    const nodes = records[0]?.get('nodes');
    if (nodes !== 0) {
      throw new Error(
        `NEO4J_URI names ${uri}, whose database ${database} holds ${nodes} nodes. Tests wipe what they use: give them an empty database.`,
      );
    }
  } finally {
    await driver.close();
  }
}
