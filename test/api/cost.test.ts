/** What an operation may cost, and that finding it out costs nothing. */
import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { DEFAULT_LIMITS } from '../../src/api/limits.ts';
import { post, type ServerProcess, startServer } from '../support/server.ts';

const ids = (count: number) => Array.from({ length: count }, (_, index) => `Country:N${index}`);
const FACT = `id type source { id } target { id } date { edtf } evidence { locator document { id } }
  ... on Participation { role onBehalfOf { id } actor { id } activity { id } }`;

/** What the shipped dossier brings to ask. */
const brought: {
  readonly questions: readonly { readonly title: { readonly en: string }; readonly document: string }[];
} = parse(readFileSync(new URL('../../seeds/gaza-diplomacy/questions.yaml', import.meta.url), 'utf8'));

/** What people ask for: the queries that the server opens with, and shapes of the largest that a page or a drawing needs. */
const admitted: readonly (readonly [name: string, query: string, variables?: { readonly [name: string]: unknown }])[] =
  [
    ...brought.questions.map(({ title, document }) => [title.en, document] as const),
    [
      'the latest 10 votes of each of 200 states, by id',
      `query ($ids: [ID!]!) { nodes(ids: $ids) { id ... on Actor { label participations(last: 10, orderBy: { field: DATE }) {
      nodes { id role date { edtf } activity { id label } } } } } }`,
      { ids: ids(200) },
    ],
    [
      'the latest 10 votes of each of a page of states',
      '{ countries(first: 100) { edges { node { label participations(first: 10, orderBy: { field: DATE, direction: DESC }) { edges { node { role activity { label } } } } } } } }',
    ],
    [
      '500 entities by their ids',
      `query ($ids: [ID!]!) { nodes(ids: $ids) { id ... on Entity { label entityType degree name { value language direction } names { value }
      en: name(languages: ["en"]) { value } ar: name(languages: ["ar"]) { value } tr: name(languages: ["tr"]) { value } } } }`,
      { ids: ids(500) },
    ],
    [
      'a drawing with the facts of a whole dossier',
      `query ($ids: [ID!]!) { subgraph(ids: $ids) { truncated nodes { id } edges { ${FACT} } } }`,
      { ids: ['Country:TR', 'Country:IL'] },
    ],
    [
      'a drawing as large as one can be',
      '{ neighborhood(of: ["Country:TR"], depth: 3, limit: 500, edgeLimit: 10000) { nodes { id label entityType degree } edges { id label source { id } target { id } } } }',
    ],
    [
      'topics, their activities and who took part',
      '{ entities(types: [TOPIC], first: 20) { nodes { label concernedBy(first: 20) { nodes { label ... on Activity { participants(first: 20) { nodes { role actor { label } } } } } } } } }',
    ],
    [
      'three hops down',
      `{ entity(id: "Country:TR") { ... on Actor { participations(first: 20) { nodes { activity { participants(first: 20) { nodes { actor {
      participations(first: 20) { nodes { role activity { label } } } } } } } } } } } }`,
    ],
    [
      'the facts that a passage reports',
      `query ($id: ID!) { node(id: $id) { ... on Passage { supports(first: 100) { totalCount edges { node { ${FACT} } } } } } }`,
      { id: 'x' },
    ],
    [
      'a timeline with what is in it',
      '{ timeline(unit: YEAR) { buckets { date count activities(first: 10) { nodes { id label date { label } } } } unplaced { totalCount } } }',
    ],
    [
      'a search as it is typed',
      '{ search(query: "tur", first: 10) { totalCount types { value count } edges { score matched { value } node { id label } } } }',
    ],
  ];

/** Nested pages, written out or in a variable. */
const nested = (first: string, head = '') =>
  `${head} { countries(first: ${first}) { nodes { participations(first: ${first}) { nodes { activity { participants(first: ${first}) { nodes { actor { participations(first: ${first}) { totalCount } } } } } } } } } }`;

function fragmentBomb(levels: number, width: number, field: (alias: string, inner: string) => string): string {
  const fragments = Array.from({ length: levels }, (_, level) => {
    const inner = level + 1 < levels ? `...F${level + 1}` : 'id';
    return `fragment F${level} on Entity { ${Array.from({ length: width }, (__, n) => field(`a${n}`, inner)).join(' ')} }`;
  });
  return `{ entity(id: "Country:TR") { ...F0 } } ${fragments.join(' ')}`;
}
const bomb = fragmentBomb(
  14,
  3,
  (alias, inner) => `${alias}: relationships(first: 1) { nodes { source { ${inner} } } }`,
);

const many = (count: number, each: (index: number) => string) =>
  Array.from({ length: count }, (_, index) => each(index)).join(' ');

const refused: readonly (readonly [
  name: string,
  says: RegExp,
  query: string,
  variables?: { readonly [name: string]: unknown },
])[] = [
  ['first: 100 nested four times', /^cost: \d+ .*100000/, nested('100')],
  ['the same by a variable', /^cost: \d+/, nested('$n', 'query ($n: Int)'), { n: 100 }],
  ['the same by a default of a variable', /^cost: \d+/, nested('$n', 'query ($n: Int = 100)')],
  [
    'the same where a variable is null, which is the default page',
    /^cost: \d+/,
    `query ($n: Int) { countries(first: $n) { nodes { participations { nodes { activity { participants { nodes { actor { participations { nodes { activity { participants { nodes { id } } } } } } } } } } } } } }`,
    { n: null },
  ],
  [
    'a list of ids in a variable',
    /^cost: \d+/,
    'query ($ids: [ID!]!) { nodes(ids: $ids) { ... on Actor { participations(first: 100) { nodes { id role } } } } }',
    { ids: ids(500) },
  ],
  [
    'a list of ids that is written out',
    /^cost: \d+/,
    `{ nodes(ids: [${ids(500)
      .map((id) => `"${id}"`)
      .join(' ')}]) { ... on Actor { participations(first: 100) { nodes { id role } } } } }`,
  ],
  [
    'a drawing of ten thousand edges with all of each',
    /^cost: \d+/,
    `{ neighborhood(of: ["Country:TR"], edgeLimit: 10000) { edges { ${FACT} } } }`,
  ],
  ['3^14 fragments', /^(depth|aliases|cost): /, bomb],
  [
    '2^60 fragments, without an alias',
    /^(depth|cost): /,
    fragmentBomb(60, 1, (_, inner) => `relationships(first: 1) { nodes { source { ${inner} } target { ${inner} } } }`),
  ],
  [
    'fields that nest too deep',
    /^depth: 26 .* 20 /,
    `{ entity(id: "x") { ${'relationships { nodes { source { '.repeat(8)} id ${'} } }'.repeat(8)} } }`.replace(
      /relationships/g,
      'relationships(first: 0)',
    ),
  ],
  [
    'those who took part in the same activities as each of a page of states',
    /^cost: \d+/,
    '{ countries(first: 100) { nodes { coParticipants(first: 1) { nodes { __typename } } } } }',
  ],
  ['many aliases', /^aliases: 51 .* 50 /, `{ ${many(51, (n) => `a${n}: __typename`)} }`],
  [
    'many fields at the root',
    /^root fields: 21 .* 20 /,
    `{ ...A } fragment A on Query { ${many(21, () => '__typename')} }`,
  ],
  [
    'many directives',
    /^directives: 51 .* 50 /,
    `{ ${'__typename @include(if: true) '.repeat(1)} entity(id: "x") { ${many(50, () => 'id @skip(if: false)')} } }`,
  ],
  ['many tokens', /^tokens: \d+ .* 2000 /, `{ entity(id: "x") { ${'id '.repeat(2_500)} } }`],
  ['one field again and again', /^fields: /, `{ entity(id: "x") { ${'id '.repeat(1_900)} } }`],
  ['many tokens of nothing', /^tokens: \d+ .* 2000 /, '{'.repeat(50_000)],
  [
    'an introspection that goes round in circles',
    /./,
    `{ __schema { types { fields { type { fields { type { fields { type { fields { name } } } } } } } } } }`,
  ],
];

describe('what an operation costs', () => {
  let server: ServerProcess;
  beforeAll(async () => {
    server = await startServer({ DRAGOMAN_LOG: 'silent', DRAGOMAN_LIMITS: 'costPerMinute=0,deadline=60000' });
  });

  it.each(admitted.map(([name, query, variables]) => ({ name, query, variables })))(
    'is within the budget for $name',
    async ({ query, variables }) => {
      const { status, headers, body } = await post(server.url, { query, variables });
      expect(body.errors).toBeUndefined();
      expect(status).toBe(200);
      const cost = Number(headers.get('x-query-cost'));
      expect(cost).toBeGreaterThan(0);
      expect(cost).toBeLessThanOrEqual(DEFAULT_LIMITS.cost);
    },
  );

  it('goes by the variables of each request, however often an operation was asked before', async () => {
    const query = `query ($first: Int, $last: Int, $ids: [ID!]!, $with: Boolean!) {
      nodes(ids: $ids) { ... on Actor { participations(first: $first, last: $last) { nodes { id @include(if: $with) role } } } }
    }`;
    const costOf = async (variables: { readonly [name: string]: unknown }) =>
      Number(
        (await post(server.url, { query, variables: { ids: ids(2), with: true, ...variables } })).headers.get(
          'x-query-cost',
        ),
      );
    const asked = [
      { first: 5 },
      { last: 6 },
      { first: 50 },
      {},
      { first: null },
      { first: 5, ids: ids(9) },
      { first: 5, with: false },
    ];
    const costs = await Promise.all(asked.map(costOf));
    expect(await Promise.all(asked.map(costOf))).toEqual(costs);
    const [five = 0, six = 0, fifty = 0, page = 0, nothing = 0, nine = 0, without = 0] = costs;
    expect(six).toBeGreaterThan(five);
    expect(page).toBeGreaterThan(six);
    expect(nothing).toBe(page);
    expect(fifty).toBeGreaterThan(page);
    expect(nine).toBeGreaterThan(3 * five);
    expect(without).toBeLessThan(five);
  });

  it('is within the budget for the introspection of any tool', async () => {
    const { getIntrospectionQuery } = await import('graphql');
    const query = getIntrospectionQuery({
      specifiedByUrl: true,
      directiveIsRepeatable: true,
      inputValueDeprecation: true,
      oneOf: true,
    });
    const { status, headers } = await post(server.url, { query });
    expect(status).toBe(200);
    expect(Number(headers.get('x-query-cost'))).toBeLessThan(DEFAULT_LIMITS.cost);
  });

  it.each(refused.map(([name, says, query, variables]) => ({ name, says, query, variables })))(
    'is refused for $name',
    async ({ says, query, variables }) => {
      const { status, headers, body } = await post(server.url, { query, variables });
      expect(body).not.toHaveProperty('data');
      expect(status).toBe(400);
      const [error] = body.errors ?? [];
      expect(error?.message).toMatch(says);
      if (/^cost:/.test(error?.message ?? ''))
        expect(Number(headers.get('x-query-cost'))).toBeGreaterThan(DEFAULT_LIMITS.cost);
      if (error?.extensions.code !== 'GRAPHQL_VALIDATION_FAILED') expect(error?.extensions.code).toBe('TOO_COSTLY');
    },
  );

  it('is that of each request, though the document is known', async () => {
    const query = nested('$n', 'query ($n: Int)');
    expect((await post(server.url, { query, variables: { n: 1 } })).status).toBe(200);
    expect((await post(server.url, { query, variables: { n: 100 } })).status).toBe(400);
    expect((await post(server.url, { query, variables: { n: 1 } })).status).toBe(200);
  });

  it.each([
    ['coParticipations { nodes { count } }', 4_500],
    ['entity(id: "Country:TR") { ... on Actor { coParticipants { nodes { id } } } }', 4_500],
    ['paths(from: "Country:TR", to: "Organization:oic") { length }', 4_500],
    ['neighborhood(of: ["Country:TR"]) { truncated }', 4_500],
    ['subgraph(ids: ["Country:TR"]) { truncated }', 4_500],
    ['search(query: "tur") { totalCount }', 500],
    ['timeline(unit: YEAR) { buckets { count } }', 500],
    ['activities { types { count } }', 500],
  ])('counts what a question may have to look at: %s', async (field, least) => {
    const { headers } = await post(server.url, { query: `{ ${field} }` });
    expect(Number(headers.get('x-query-cost'))).toBeGreaterThanOrEqual(least);
  });

  it('leaves out what @skip and @include leave out', async () => {
    const query =
      'query ($all: Boolean!) { entity(id: "Country:TR") { id relationships(first: 100) @include(if: $all) { nodes { id } } } }';
    const cost = async (all: boolean) =>
      Number((await post(server.url, { query, variables: { all } })).headers.get('x-query-cost'));
    expect(await cost(false)).toBe(11);
    expect(await cost(true)).toBe(222);
  });

  it('leaves to a field what the field refuses, in its own words', async () => {
    for (const args of ['first: 1000000', 'last: 101', 'first: -1']) {
      const { status, body } = await post(server.url, { query: `{ countries(${args}) { nodes { id } } }` });
      expect([status, body.errors?.[0]?.extensions.code]).toEqual([200, 'BAD_USER_INPUT']);
    }
  });

  it('takes little time to find out, for the worst of documents', async () => {
    const before = await cpuSeconds(server);
    for (let round = 0; round < 5; round++)
      for (const [, , query, variables] of refused) await post(server.url, { query: `${query} # ${round}`, variables });
    const spent = (await cpuSeconds(server)) - before;
    // Not how fast it is, but that no document among them grew to seconds.
    expect(spent).toBeLessThan(20);
  });
});

async function cpuSeconds(server: ServerProcess): Promise<number> {
  const metrics = await (await fetch(`${server.url}/metrics`)).text();
  return Number(/^process_cpu_seconds_total (\S+)/m.exec(metrics)?.[1]);
}
