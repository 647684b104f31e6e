/** On SQLite, a page costs the page: an index gives its rows in its order, however many facts a node has. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'libsql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Graph } from '../../src/graph/port.ts';
import { openSqlite } from '../../src/graph/sqlite/graph.ts';
import { sqlOf } from '../../src/graph/sqlite/print.ts';
import { bound } from '../../src/graph/sqlite/statement.ts';
import { type Client, clientOf, type Run } from '../support/ask.ts';
import { type GraphSpec, writeGraph } from '../support/rows.ts';

const spec: GraphSpec = {
  documents: ['SourceDocument:papers'],
  passages: [{ document: 'SourceDocument:papers', locator: 'P1' }],
  entities: [
    { id: 'Country:a', code: 'AA' },
    { id: 'Country:b', code: 'BB' },
    { id: 'Organization:o', organizationKind: 'GROUP' },
    { id: 'City:c' },
    { id: 'Topic:t' },
    { id: 'Event:e', eventKind: 'VOTE', date: '2024' },
    { id: 'Event:f', eventKind: 'MEETING' },
  ],
  facts: ['Country:a', 'Country:b'].flatMap((source) =>
    ['Event:e', 'Event:f'].map((target) => ({
      type: 'PARTICIPATED_IN',
      source,
      target,
      role: 'SPEAKER',
      onBehalfOf: 'Organization:o',
      evidence: ['Passage:papers/P1'],
    })),
  ),
};

/** One step of a plan, beneath another. */
interface Step {
  readonly parent: number;
  readonly detail: string;
}

describe('the plan of a page', () => {
  let graph: Graph;
  let client: Client;
  let folder: string;
  let file: Database.Database;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'dragoman-test-'));
    graph = await openSqlite(folder);
    await writeGraph(graph, spec);
    client = clientOf(graph);
    file = new Database(join(folder, 'graph.sqlite'), { readonly: true });
  });
  afterAll(async () => {
    file.close();
    await graph.close();
    await rm(folder, { recursive: true });
  });

  function planOf({ query, params }: Run): Step[] {
    const { texts, parameters } = sqlOf(query);
    const values = Object.fromEntries([...parameters].map((name) => [name, bound(params[name] ?? null)]));
    const rows = file.prepare(`EXPLAIN QUERY PLAN ${texts[0]}`).all(values) as Step[];
    return rows.map(({ parent, detail }) => ({ parent, detail }));
  }

  /** No table is read but by an index or a key, and nothing is sorted but pages that were found. */
  function expectPage(run: Run): void {
    const plan = planOf(run);
    const reads = plan.filter(({ detail }) =>
      /^(SCAN|SEARCH) (?!found|each|parent|id\b|matched|gathered|gate|\(|CONSTANT)/.test(detail),
    );
    const tables = reads.filter(({ detail }) => !detail.includes('VIRTUAL TABLE'));
    expect(tables).not.toEqual([]);
    expect(tables.filter(({ detail }) => detail.startsWith('SCAN'))).toEqual([]);
    const sorted = plan.filter(({ detail }) => detail === 'USE TEMP B-TREE FOR ORDER BY').map(({ parent }) => parent);
    // The parent of a list has as many rows as it is given ids; few activities have days enough to reach into an interval.
    const many = tables.filter(({ detail }) => !/^SEARCH a |entity_Activity_until/.test(detail));
    expect(many.filter(({ parent }) => sorted.includes(parent))).toEqual([]);
  }

  async function pagesOf(query: string): Promise<Run[]> {
    const { errors, runs } = await client.post(query);
    expect(errors).toBeUndefined();
    const pages = runs.filter(({ name }) => / (page|by id)$/.test(name));
    expect(pages).not.toEqual([]);
    return pages;
  }

  const ENDS = ['first: 20', 'last: 20'];
  const DIRECTIONS = ['ASC', 'DESC'];
  const LISTS = [
    ...['participations', 'relationships'].flatMap((field) => [
      `node(id: "Country:a") { ... on Country { ${field}(PAGE ORDER) { nodes { id } } } }`,
      `nodes(ids: ["Country:a", "Country:b"]) { ... on Country { ${field}(PAGE ORDER) { nodes { id } } } }`,
    ]),
    'node(id: "Event:e") { ... on Event { participants(PAGE ORDER) { nodes { id role actor { id label } } } } }',
    'node(id: "Passage:papers/P1") { ... on Passage { supports(PAGE) { nodes { id } } } }',
    'node(id: "SourceDocument:papers") { ... on SourceDocument { passages(PAGE) { nodes { id } } } }',
    'participations(PAGE ORDER) { nodes { id } }',
    'participations(PAGE ORDER filter: { actors: ["Country:a", "Country:b"] }) { nodes { id } }',
    'participations(PAGE ORDER filter: { actors: ["Organization:o"], throughRepresentatives: true }) { nodes { id } }',
    'participations(PAGE ORDER filter: { activities: ["Event:e"], roles: [SPEAKER] }) { nodes { id } }',
    ...['DATE', 'NAME', 'PARTICIPANT_COUNT'].map(
      (field) => `activities(PAGE orderBy: { field: ${field}, direction: DIRECTION }) { nodes { id } }`,
    ),
    'activities(PAGE filter: { during: "2024" } orderBy: { field: DATE, direction: DIRECTION }) { nodes { id } }',
    'activities(PAGE) { nodes { id } }',
    'entities(PAGE) { nodes { id } }',
    'entities(PAGE types: [CITY, EVENT]) { nodes { id } }',
    'countries(PAGE) { nodes { id } }',
    'documents(PAGE) { nodes { id } }',
  ];
  const asked = LISTS.flatMap((list) =>
    ENDS.flatMap((end) =>
      DIRECTIONS.map((direction) =>
        list
          .replace('PAGE', end)
          .replace(
            'ORDER',
            list.includes('relationships')
              ? `direction: ${direction}`
              : `orderBy: { field: DATE, direction: ${direction} }`,
          )
          .replace('DIRECTION', direction),
      ),
    ),
  );

  it.each([...new Set(asked)])('%s', async (list) => {
    for (const page of await pagesOf(`{ ${list} }`)) expectPage(page);
  });

  it('a search finds its names by their words', async () => {
    const { runs } = await client.post('{ search(query: "pap er") { nodes { id } } }');
    const [search] = runs.filter(({ name }) => name === 'search page');
    const plan = search ? planOf(search).map(({ detail }) => detail) : [];
    expect(plan.some((detail) => /entity_name VIRTUAL TABLE INDEX/.test(detail))).toBe(true);
    expect(plan.filter((detail) => /^SCAN e\b/.test(detail))).toEqual([]);
  });

  it('what all of some took part in is found from them, or along an index', async () => {
    const { runs } = await client.post(
      '{ activities(first: 5, filter: { participants: { all: ["Country:a", "Country:b"] } }, orderBy: { field: DATE, direction: DESC }) { nodes { id } } }',
    );
    const [page] = runs.filter(({ name }) => name === 'activities page');
    const plan = page ? planOf(page).map(({ detail }) => detail) : [];
    expect(
      plan.some((detail) => /SEARCH taking USING COVERING INDEX fact_between \(target=\? AND source=\?/.test(detail)),
    ).toBe(true);
    expect(
      plan.some((detail) => /SEARCH taking USING COVERING INDEX fact_at_source \(source=\? AND type=\?\)/.test(detail)),
    ).toBe(true);
  });
});
