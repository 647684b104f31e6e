/** On Neo4j, a page costs the page: an index gives its rows in its order, however many facts a node has. */
import neo4j, { type Driver, type ProfiledPlan } from 'neo4j-driver';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cypherOf } from '../../src/graph/cypher/print.ts';
import type { Value } from '../../src/graph/port.ts';
import { type Client, clientOf, type Run } from '../support/ask.ts';
import { neo4jOfThisWorker, onNeo4j } from '../support/engines.ts';
import { type FactSpec, type GraphSpec, writeGraph } from '../support/rows.ts';

const DEGREES = { light: 2_000, heavy: 20_000 } as const;
type Weight = keyof typeof DEGREES;
const NODES = 500;
const PASSAGE = 'Passage:papers/P1';

/** A state and an event with so many facts each, the two beside 500 others. One fact in ten has no date. */
function weighing(weight: Weight): FactSpec[] {
  return Array.from({ length: DEGREES[weight] }, (_, index) => {
    // A day of its own for each round of the other ends, so that no two facts are the same.
    const day = new Date(Date.UTC(1950, 0, 1 + Math.floor(index / NODES) * 40 + (index % 40)))
      .toISOString()
      .slice(0, 10);
    const other = index % NODES;
    const base = {
      type: 'PARTICIPATED_IN',
      date: index < NODES && other % 10 === 0 ? undefined : day,
      role: index % 2 ? 'ATTENDEE' : 'SPEAKER',
    };
    return [
      {
        ...base,
        source: `Country:${weight}`,
        target: `Event:e${other}`,
        evidence: weight === 'heavy' ? [PASSAGE] : [],
      },
      { ...base, source: `Person:p${other}`, target: `Event:${weight}`, onBehalfOf: `Organization:${weight}` },
    ];
  }).flat();
}

const spec: GraphSpec = {
  documents: ['SourceDocument:papers'],
  passages: [{ document: 'SourceDocument:papers', locator: 'P1' }],
  entities: [
    ...(['light', 'heavy'] as const).flatMap((weight, index) => [
      { id: `Country:${weight}`, code: `A${'AB'[index]}` },
      { id: `Event:${weight}`, eventKind: 'VOTE', date: '2024' },
      { id: `Organization:${weight}`, organizationKind: 'GROUP' },
    ]),
    ...Array.from({ length: NODES }, (_, index) => [
      { id: `Event:e${index}`, eventKind: 'MEETING', ...(index % 10 ? { date: `2024-0${(index % 9) + 1}` } : {}) },
      { id: `Person:p${index}` },
    ]).flat(),
  ],
  facts: [...weighing('light'), ...weighing('heavy')],
};

interface Cost {
  readonly hits: number;
  /** Every operator of the plan, with the rows that it let through. */
  readonly operators: readonly { readonly name: string; readonly rows: number }[];
}

onNeo4j('the plan of a page', (engine) => {
  let client: Client;
  let driver: Driver;
  let database: string;
  beforeAll(async () => {
    const graph = await engine.open();
    await writeGraph(graph, spec);
    client = clientOf(graph);
    const { uri, username, password = '', ...server } = await neo4jOfThisWorker();
    database = server.database;
    driver = neo4j.driver(uri, username === undefined ? undefined : neo4j.auth.basic(username, password), {
      disableLosslessIntegers: true,
    });
    // So that plans are made for what is there.
    await driver.executeQuery('CALL db.resampleOutdatedIndexes()', {}, { database });
    await driver.executeQuery('CALL db.awaitIndexes(300)', {}, { database });
  }, 300_000);
  afterAll(() => driver.close());

  async function costOf({ query, params }: Run): Promise<Cost> {
    const { text } = cypherOf(query);
    const { summary } = await driver.executeQuery(`PROFILE ${text}`, integers(params), { database });
    if (!summary.profile) throw new Error('Neo4j gave no profile');
    const operators = flattened(summary.profile);
    return {
      hits: operators.reduce((sum, { dbHits }) => sum + dbHits, 0),
      operators: operators.map(({ operatorType, rows }) => ({ name: operatorType.replace(/@.*/, ''), rows })),
    };
  }

  /** What the statement for a page of a query costs. */
  async function pageCost(query: string, variables: { readonly [name: string]: unknown }): Promise<Cost> {
    const { errors, runs } = await client.post(query, variables);
    expect(errors).toBeUndefined();
    const pages = runs.filter(({ name }) => name.endsWith(' page'));
    expect(pages).toHaveLength(1);
    return await costOf(pages[0] as Run);
  }

  const LISTS = [
    ['participations', 'Country', 'participations', 'orderBy: { field: DATE, direction: $direction }', 1],
    ['participants', 'Event', 'participants', 'orderBy: { field: DATE, direction: $direction }', 1],
    ['relationships of a state', 'Country', 'relationships', 'direction: $direction', 13],
    ['relationships of an event', 'Event', 'relationships', 'direction: $direction', 13],
  ] as const;

  describe.each(LISTS)('%s', (_, type, field, args, branches) => {
    const query = `query($id: ID!, $first: Int, $last: Int, $after: String, $before: String, $direction: OrderDirection!) {
      node(id: $id) { ... on ${type} { ${field}(first: $first, last: $last, after: $after, before: $before, ${args}) { edges { cursor node { id } } } } } }`;

    it.each([
      ['ASC', 'first', 20],
      ['ASC', 'last', 20],
      ['DESC', 'first', 20],
      ['DESC', 'last', 20],
      ['ASC', 'first', 100],
      ['DESC', 'first', 100],
    ] as const)('%s, the %s %i', async (direction, end, size) => {
      const [light, heavy] = [
        await pageCost(query, { id: `${type}:light`, direction, [end]: size }),
        await pageCost(query, { id: `${type}:heavy`, direction, [end]: size }),
      ];
      expectPage(heavy, size, branches * (direction === 'DESC' ? 2 : 1));
      expect(Math.abs(heavy.hits - light.hits)).toBeLessThanOrEqual(light.hits * 0.1);
    });

    it.each(['ASC', 'DESC'] as const)('%s, from the middle of it', async (direction) => {
      const middle = async (id: string) => {
        const data = await client.ask(query, { id, direction, first: 100 });
        return data.node[field].edges[50].cursor;
      };
      const id = `${type}:heavy`;
      expectPage(await pageCost(query, { id, direction, first: 20, after: await middle(id) }), 20, branches * 2);
      expectPage(await pageCost(query, { id, direction, last: 20, before: await middle(id) }), 20, branches * 2);
    });
  });

  describe.each(['ASC', 'DESC'] as const)('%s', (direction) => {
    it.each([
      ['the participations of some actors', '{ actors: ["Country:heavy", "Country:light", "Person:p1"] }', 3],
      [
        'those of their representatives too',
        '{ actors: ["Organization:heavy", "Country:light"], throughRepresentatives: true }',
        4,
      ],
      ['the participations in some activities', '{ activities: ["Event:heavy", "Event:light"] }', 2],
      ['all participations', null, 1],
    ])('%s', async (_, filter, parents) => {
      const query = `query($first: Int, $last: Int) { participations(first: $first, last: $last, ${filter ? `filter: ${filter},` : ''}
        orderBy: { field: DATE, direction: ${direction} }) { nodes { id } } }`;
      expectPage(await pageCost(query, { first: 20 }), 20, parents * 2);
      expectPage(await pageCost(query, { last: 20 }), 20, parents * 2);
    });

    it.each(['DATE', 'NAME', 'PARTICIPANT_COUNT'])('activities by %s', async (field) => {
      const query = `query($first: Int, $last: Int) { activities(first: $first, last: $last, orderBy: { field: ${field}, direction: ${direction} }) { nodes { id } } }`;
      for (const page of [{ first: 20 }, { last: 20 }]) {
        const cost = await pageCost(query, page);
        expectRows(cost, 20, 2);
        expect(named(cost, /^(Partitioned)?NodeIndexSeekByRange$/)).not.toEqual([]);
      }
    });
  });

  it.each(['entities', 'entities(types: [PERSON, EVENT])', 'countries', 'documents'])('%s by id', async (list) => {
    const [field, args] = list.split(/[()]/);
    const cost = await pageCost(`{ ${field}(first: 20${args ? `, ${args}` : ''}) { nodes { id } } }`, {});
    expectRows(cost, 20, 2);
  });

  it('many lists at once cost what each of them does', async () => {
    const query =
      'query($n: Int!) { entities(types: [PERSON], first: $n) { nodes { ... on Actor { participations(first: 10, orderBy: { field: DATE, direction: DESC }) { nodes { id } } } } } }';
    const { runs } = await client.post(query, { n: 100 });
    const page = runs.find(({ name }) => name === 'Actor.participations page') as Run;
    const { hits } = await costOf(page);
    expect(hits).toBeLessThan(100 * 11 * 2 * HITS_A_ROW);
  });

  it('the total of a list without a filter is the degree, not a count', async () => {
    const { runs } = await client.post(
      '{ entity(id: "Country:heavy") { relationships { totalCount } ... on Country { participations { totalCount } } } }',
    );
    for (const run of runs.filter(({ name }) => name.endsWith(' total')))
      expect((await costOf(run)).hits).toBeLessThan(20);
  });

  it('a page of what a passage reports reads the facts of the page', async () => {
    const { runs } = await client.post(
      `{ node(id: "${PASSAGE}") { ... on Passage { supports(first: 20) { nodes { id } } } } }`,
    );
    for (const run of runs) {
      const { hits, operators } = await costOf(run);
      expect(hits).toBeLessThan(21 * HITS_A_ROW);
      for (const { rows } of operators) expect(rows).toBeLessThanOrEqual(21);
    }
  });

  it('a fact by its id is found by an index', async () => {
    const { nodes } = (
      await client.ask(
        '{ node(id: "Country:heavy") { ... on Country { participations(first: 20) { nodes { id } } } } }',
      )
    ).node.participations;
    const ids = nodes.map(({ id }: { id: string }) => id);
    const { runs } = await client.post('query($ids: [ID!]!) { nodes(ids: $ids) { id } }', { ids });
    const cost = await costOf(runs.find(({ name }) => name === 'Relationship by id') as Run);
    expectPage(cost, 20, 1);
  });

  /** What reading one row and its ends takes at most: its properties, and those of the nodes. */
  const HITS_A_ROW = 60;

  function expectPage(cost: Cost, size: number, branches: number): void {
    expectRows(cost, size, branches);
    expect(named(cost, /^DirectedRelationship(Unique)?IndexSeek/)).not.toEqual([]);
    expect(named(cost, /^(Expand|VarLength|Optional)/)).toEqual([]);
  }

  /** No step of the plan met more rows than the branches of the page have together, whatever the node has. */
  function expectRows({ hits, operators }: Cost, size: number, branches: number): void {
    expect(hits).toBeLessThan((size + 1) * branches * HITS_A_ROW);
    for (const { name, rows } of operators) expect(rows, name).toBeLessThanOrEqual((size + 1) * branches);
  }

  function named({ operators }: Cost, pattern: RegExp): string[] {
    return operators.map(({ name }) => name).filter((name) => pattern.test(name));
  }
});

function flattened(plan: ProfiledPlan): ProfiledPlan[] {
  return [plan, ...plan.children.flatMap(flattened)];
}

/** The driver sends a JavaScript number as a fraction unless told that it is whole. */
function integers(value: Value | Run['params']): unknown {
  if (typeof value === 'number') return Number.isInteger(value) ? neo4j.int(value) : value;
  if (Array.isArray(value)) return value.map(integers);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, integers(inner)]));
}
