/** What an operation reads on the embedded engine while another process loads: one state of the graph. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { indexesOf } from '../../src/declare/model.ts';
import { openSqlite } from '../../src/graph/sqlite/graph.ts';
import { clientOf } from '../support/ask.ts';
import { temporaryFolder } from '../support/engines.ts';
import { model } from '../support/model.ts';
import { type Files, folderOf } from './folders.ts';
import { VOTES } from './table-files.ts';

const CALLS = 6_000;
const numbers = Array.from({ length: CALLS }, (_, at) => at + 1);

/** Each of three states votes in every call. */
const MANY: Files = {
  ...VOTES,
  'calls.csv': `call,day,symbol,title,about\n${numbers.map((call) => `${call},${1900 + (call % 100)},R/${call},,p`).join('\n')}\n`,
  'votes.csv': `call,state,vote\n${numbers.flatMap((call) => ['NA', 'DE-FRG', 'TR'].map((state) => `${call},${state},yes`)).join('\n')}\n`,
};

const QUESTION = `{
  entity(id: "Country:TR") { degree relationships(first: 1) { totalCount } relationshipCounts { count } ... on Country { participations(first: 1) { totalCount } } }
  evidence: node(id: "Passage:doc/call-7") { ... on Passage { supports(first: 1) { totalCount } } }
  entities(first: 100, types: [COUNTRY]) { nodes { degree relationships(first: 1) { totalCount } } }
}`;

it('degrees, totals and counts of one answer agree during a load', { timeout: 120_000 }, async () => {
  const folder = await mkdtemp(join(await temporaryFolder(), 'graph-'));
  const served = await openSqlite(folder);
  await served.prepare(indexesOf(model));
  const client = clientOf(served);
  const seen = new Set<number>();
  const load = spawn(process.execPath, ['dist/main.js', 'load', await folderOf(MANY)], {
    env: { ...process.env, NEO4J_URI: '', DRAGOMAN_DATA: folder },
    stdio: 'ignore',
  });
  let loading = true;
  const ended = once(load, 'exit').finally(() => {
    loading = false;
  });
  while (loading) {
    const { entity, entities } = await client.ask(QUESTION);
    for (const { degree, relationships } of entities.nodes) expect(degree).toBe(relationships.totalCount);
    if (!entity) continue;
    const counted = entity.relationshipCounts.reduce((sum: number, { count }: { count: number }) => sum + count, 0);
    expect([entity.relationships.totalCount, counted, entity.participations.totalCount]).toEqual(
      Array(3).fill(entity.degree),
    );
    seen.add(entity.degree);
  }
  expect(await ended).toEqual([0, null]);
  // It was asked while the load was under way.
  expect(seen.size).toBeGreaterThan(2);
  await served.close();
});
