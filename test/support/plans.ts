/** What a statement costs: its plan on SQLite, and what Neo4j looked at. */
import { join } from 'node:path';
import Database from 'libsql';
import neo4j, { type ProfiledPlan } from 'neo4j-driver';
import { cypherOf } from '../../src/graph/cypher/print.ts';
import type { Value } from '../../src/graph/port.ts';
import { sqlOf } from '../../src/graph/sqlite/print.ts';
import { bound } from '../../src/graph/sqlite/statement.ts';
import type { Run } from './ask.ts';
import { neo4jOfThisWorker } from './engines.ts';

/** The steps of the plan of a statement on the graph in a folder. */
export function sqlitePlan(folder: string, { query, params }: Run): string[] {
  const file = new Database(join(folder, 'graph.sqlite'), { readonly: true });
  try {
    const { texts, parameters } = sqlOf(query);
    const values = Object.fromEntries([...parameters].map((name) => [name, bound(params[name] ?? null)]));
    const rows = file.prepare(`EXPLAIN QUERY PLAN ${texts[0]}`).all(values) as { readonly detail: string }[];
    return rows.map(({ detail }) => detail);
  } finally {
    file.close();
  }
}

/** How often Neo4j looked at something for a statement. */
export async function neo4jHits({ query, params }: Run): Promise<number> {
  const { uri, username, password = '', database } = await neo4jOfThisWorker();
  const driver = neo4j.driver(uri, username === undefined ? undefined : neo4j.auth.basic(username, password), {
    disableLosslessIntegers: true,
  });
  try {
    await driver.executeQuery('CALL db.awaitIndexes(300)', {}, { database });
    // Of what was just loaded Neo4j has no samples yet, and plans as if it were nearly nothing.
    await driver.executeQuery('CALL db.prepareForReplanning(300)', {}, { database });
    const { summary } = await driver.executeQuery(`PROFILE ${cypherOf(query).text}`, integers(params), { database });
    if (!summary.profile) throw new Error('Neo4j gave no profile');
    return hitsIn(summary.profile);
  } finally {
    await driver.close();
  }
}

function hitsIn({ dbHits, children }: ProfiledPlan): number {
  return children.reduce((sum, child) => sum + hitsIn(child), dbHits);
}

/** Whole numbers as the driver sends integers. */
function integers(params: { readonly [name: string]: Value }): { readonly [name: string]: unknown } {
  return Object.fromEntries(
    Object.entries(params).map(([name, value]) => [name, Number.isInteger(value) ? neo4j.int(Number(value)) : value]),
  );
}
