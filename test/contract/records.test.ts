/** What may be long comes from Neo4j in records that fit into a chunk: the driver decodes others many times as slowly. */
import { expect, it } from 'vitest';
import { entitiesById } from '../../src/declare/by-id.query.ts';
import { WHOLE } from '../../src/declare/projection.ts';
import { clientOf } from '../support/ask.ts';
import { onNeo4j } from '../support/engines.ts';
import { writeGraph } from '../support/rows.ts';

const PERSONS = 250;
const ids = Array.from({ length: PERSONS }, (_, index) => `Person:p${index}`);

onNeo4j('the records', (engine) => {
  it('of entities and of edges are some in each', async () => {
    const graph = await engine.open();
    await writeGraph(graph, {
      entities: [...ids.map((id) => ({ id })), { id: 'Event:all', eventKind: 'MEETING' }],
      facts: ids.map((source) => ({ type: 'PARTICIPATED_IN', source, target: 'Event:all', role: 'ATTENDEE' })),
    });
    const entities = await graph.run(entitiesById(WHOLE, ids.length), { ids });
    expect(entities.map(({ length }) => length)).toEqual([200, 50]);

    const { runs } = await clientOf(graph).post(
      `{ neighborhood(of: ["Event:all"], limit: 500) { edges { id } omittedEdges } }`,
    );
    const [edges] = runs.filter(({ name }) => name === 'Graph edges');
    const rows = edges ? await graph.run(edges.query, edges.params) : [];
    expect(rows.map((row) => (row as { edges: readonly unknown[] }).edges.length)).toEqual([100, 100, 50]);
  });
});
