/** On Neo4j, a search finds its names by the text index, however many names there are. */
import neo4j, { type ProfiledPlan } from 'neo4j-driver';
import { beforeAll, expect, it } from 'vitest';
import { cypherOf } from '../../src/graph/cypher/print.ts';
import { type Client, clientOf, type Run } from '../support/ask.ts';
import { neo4jOfThisWorker, onNeo4j } from '../support/engines.ts';
import { type EntitySpec, writeGraph } from '../support/rows.ts';

const NAMES = 20_000;

function named(count: number): EntitySpec[] {
  return Array.from({ length: count }, (_, index) => ({
    id: `Person:p${index}`,
    names: [`en Person number ${index.toString(36)} of many`, `ar شخص ${index}`],
  }));
}

const entities: EntitySpec[] = [
  ...named(NAMES),
  {
    id: 'Organization:icj',
    organizationKind: 'COURT',
    names: ['en International Court of Justice', 'ar محكمة العدل الدولية'],
  },
  { id: 'Person:judge', names: ['en A judge of the Court of Justice'] },
  { id: 'Organization:mofa', organizationKind: 'MINISTRY', names: ['ar وزارة الشؤون الخارجية'] },
  { id: 'Organization:qaida', organizationKind: 'OTHER', names: ['en Al-Qaʿida', 'tr El-Kaide'] },
  { id: 'City:many', names: Array.from({ length: 400 }, (_, index) => `ar مدينة عبد الله رقم ${index} في الشؤون`) },
];

onNeo4j('the plan of a search', (engine) => {
  let client: Client;
  beforeAll(async () => {
    const graph = await engine.open();
    await writeGraph(graph, { entities, facts: [] });
    client = clientOf(graph);
  }, 300_000);

  it.each([
    ['court of justice', 'Organization:icj'],
    ['محكمة العدل', 'Organization:icj'],
    ['وزارة الشئون', 'Organization:mofa'],
    ["al-Qa'ida", 'Organization:qaida'],
    ['مدينة عبدالله', 'City:many'],
  ])('%s reads the names that match, not all there are', async (query, found) => {
    const { data, errors, runs } = await client.post('query($q: String!) { search(query: $q) { nodes { id } } }', {
      q: query,
    });
    expect(errors).toBeUndefined();
    expect(data.search.nodes[0].id).toBe(found);
    const run = runs.find(({ name }) => name === 'search page') as Run;
    const { uri, username, password = '', database } = await neo4jOfThisWorker();
    const driver = neo4j.driver(uri, username === undefined ? undefined : neo4j.auth.basic(username, password), {
      disableLosslessIntegers: true,
    });
    try {
      await driver.executeQuery('CALL db.awaitIndexes(300)', {}, { database });
      const { summary } = await driver.executeQuery(
        `PROFILE ${cypherOf(run.query).text}`,
        { ...run.params, limit: neo4j.int(Number(run.params['limit'])) },
        { database },
      );
      const operators = summary.profile ? flattened(summary.profile) : [];
      expect(operators.map(({ operatorType }) => operatorType).join(' ')).toMatch(/NodeIndexContainsScan/);
      expect(operators.reduce((sum, { dbHits }) => sum + dbHits, 0)).toBeLessThan(200);
    } finally {
      await driver.close();
    }
  });
});

function flattened(plan: ProfiledPlan): ProfiledPlan[] {
  return [plan, ...plan.children.flatMap(flattened)];
}
