/** Nodes that join everything: a year's agenda, a state with thousands of votes. */
import { beforeAll, expect, it } from 'vitest';
import type { Graph } from '../../src/graph/port.ts';
import { type Client, clientOf } from '../support/ask.ts';
import { forEachEngine } from '../support/engines.ts';
import { type FactSpec, type GraphSpec, writeGraph } from '../support/rows.ts';

const VOTES = 1_500;
const STATES = 20;
/** So many at one assembly that the pairs of them are too many for the store to compare. */
const CROWD = 1_800;

const code = (index: number) => `A${String.fromCharCode(65 + index)}`;

/** Twenty states that all voted in each of many votes, all of which are parts of one agenda. */
const spec: GraphSpec = {
  entities: [
    ...Array.from({ length: STATES }, (_, index) => ({ id: `Country:${code(index)}`, code: code(index) })),
    ...Array.from({ length: VOTES }, (_, index) => ({ id: `Event:v${index}`, eventKind: 'VOTE' })),
    { id: 'Event:agenda', eventKind: 'FORUM' },
    { id: 'Person:far' },
    { id: 'Event:assembly', eventKind: 'MEETING' },
    ...Array.from({ length: CROWD }, (_, index) => ({ id: `Person:p${index}` })),
    { id: 'Office:near' },
  ],
  facts: [
    ...Array.from({ length: VOTES }, (_, vote) => [
      { type: 'PART_OF', source: `Event:v${vote}`, target: 'Event:agenda' },
      ...Array.from(
        { length: STATES },
        (_state, index): FactSpec => ({
          type: 'PARTICIPATED_IN',
          source: `Country:${code(index)}`,
          target: `Event:v${vote}`,
          role: (vote + index) % 3 ? 'VOTED_YES' : 'VOTED_NO',
        }),
      ),
    ]).flat(),
    ...Array.from({ length: CROWD }, (_, index) => ({
      type: 'PARTICIPATED_IN',
      source: `Person:p${index}`,
      target: 'Event:assembly',
      role: 'ATTENDEE',
    })),
    { type: 'HOLDS', source: 'Person:far', target: 'Office:near' },
    { type: 'OFFICE_OF', source: 'Office:near', target: 'Country:AA' },
  ],
};

forEachEngine((engine) => {
  let client: Client;
  let graph: Graph;
  beforeAll(async () => {
    graph = await engine.open();
    await writeGraph(graph, spec);
    client = clientOf(graph);
  }, 300_000);

  it('two states with thousands of votes in common are two steps apart, through the votes', async () => {
    const { paths } = await client.ask(
      '{ paths(from: "Country:AA", to: "Country:AB", first: 50) { length nodes { id } edges { id } } }',
    );
    expect(paths).toHaveLength(50);
    expect(paths.every(({ length }: { length: number }) => length === 2)).toBe(true);
    expect(new Set(paths.map(({ nodes }: { nodes: { id: string }[] }) => nodes[1]?.id)).size).toBe(50);
  });

  it('a way past a hub is found from its light end', async () => {
    const { data, errors, statements } = await client.post(
      '{ paths(from: "Person:far", to: "Country:AB", maxLength: 6, first: 1) { length nodes { id } } }',
    );
    expect(errors).toBeUndefined();
    expect(data.paths[0].nodes.map(({ id }: { id: string }) => id)).toEqual([
      'Person:far',
      'Office:near',
      'Country:AA',
      expect.stringMatching(/^Event:v/),
      'Country:AB',
    ]);
    expect(statements.filter((name) => name === 'Path step').length).toBeLessThanOrEqual(4);
  });

  it('a filter keeps the search out of the hub', async () => {
    const { paths } = await client.ask(
      '{ paths(from: "Person:far", to: "Country:AB", maxLength: 6, filter: { relationshipTypes: [HOLDS, OFFICE_OF] }) { length } }',
    );
    expect(paths).toEqual([]);
  });

  it('a neighbourhood of the hub keeps its limit and says what it left out', async () => {
    const { neighborhood } = await client.ask(
      '{ neighborhood(of: ["Event:agenda"], depth: 3, limit: 100, edgeLimit: 50) { truncated omittedNodes omittedEdges nodes { id } edges { id } } }',
    );
    expect(neighborhood.nodes).toHaveLength(100);
    expect(neighborhood.edges).toHaveLength(50);
    expect(neighborhood).toMatchObject({
      truncated: true,
      // Everything is within three steps but the person: the office is the third.
      omittedNodes: VOTES + STATES + 2 - 100,
      omittedEdges: 99 - 50,
    });
  });

  it('who voted alike is counted where it compares what can be borne', async () => {
    const { data, errors } = await client.post(
      '{ coParticipations(sameRole: true, first: 3, filter: { eventKinds: [VOTE] }) { totalCount nodes { count } } }',
    );
    expect(errors).toBeUndefined();
    expect(data.coParticipations.nodes).toEqual([{ count: VOTES }, { count: VOTES }, { count: VOTES }]);
  });

  it('a crowd is counted in memory', async () => {
    const { coParticipations } = await client.ask('{ coParticipations(first: 1) { totalCount nodes { count } } }');
    expect(coParticipations.totalCount).toBe((CROWD * (CROWD - 1)) / 2 + (STATES * (STATES - 1)) / 2);
    expect(coParticipations.nodes).toEqual([{ count: VOTES }]);
  });

  it('a page of pairs has up to a thousand, and says how many pairs share less', async () => {
    const { coParticipations } = await client.ask(
      `{ coParticipations(first: 1000, minimum: ${VOTES}) { totalCount belowMinimum nodes { count } } }`,
    );
    const { totalCount, belowMinimum, nodes } = coParticipations;
    expect(totalCount + belowMinimum).toBe((CROWD * (CROWD - 1)) / 2 + (STATES * (STATES - 1)) / 2);
    expect(nodes).toHaveLength(Math.min(1000, totalCount));
    const { errors } = await client.post('{ coParticipations(first: 1001) { totalCount } }');
    expect(errors?.[0]?.message).toBe('first: 1001 is out of range. A page has 0 to 1000 rows; read on with a cursor.');
  });

  it('without memory for it, what would compare too much is refused, and told what narrows it', async () => {
    const { data, errors, statements } = await clientOf(graph, 0).post('{ coParticipations { totalCount } }');
    expect(data).toEqual({ coParticipations: null });
    expect(errors?.[0]?.extensions?.code).toBe('TOO_COSTLY');
    expect(errors?.[0]?.message).toMatch(
      /^filter: .* Narrow filter\.during, filter\.eventKinds or filter\.participants\.$/,
    );
    expect(statements).toEqual(['graph version', 'participations: counts', 'co-participation estimate']);
  });
});
