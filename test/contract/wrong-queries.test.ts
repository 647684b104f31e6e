/** A wrong question gets a plain sentence that names the argument and the value; the rest of the answer stands. */
import { beforeAll, describe, expect, it } from 'vitest';
import { type Graph, written } from '../../src/graph/port.ts';
import * as whole from '../../tools/whole.mjs';
import { type Client, clientOf, type Variables } from '../support/ask.ts';
import { loadShipped } from '../support/dossier.ts';
import { forEachEngine } from '../support/engines.ts';

const BAD = 'BAD_USER_INPUT';
const INVALID = 'GRAPHQL_VALIDATION_FAILED';

/** What a field cannot take: it is null, and an error says why. */
const REFUSED_BY_A_FIELD: readonly (readonly [string, string, RegExp])[] = [
  ['a negative first', 'countries(first: -1) { totalCount }', /^first: -1 is out of range/],
  [
    'a first beyond a page',
    'countries(first: 101) { nodes { id } }',
    /^first: 101 is out of range\. A page has 0 to 100 rows/,
  ],
  ['a huge first', 'countries(first: 1000000) { totalCount }', /^first: 1000000 is out of range/],
  ['a negative last', 'cities(last: -7) { totalCount }', /^last: -7 is out of range/],
  ['a huge last', 'documents(last: 2147483647) { totalCount }', /^last: 2147483647 is out of range/],
  ['first and last', 'countries(first: 2, last: 3) { totalCount }', /^first and last: .*first: 2 and last: 3/],
  ['first and last of nothing', 'countries(first: 0, last: 0) { totalCount }', /^first and last: /],
  ['no cursor', 'countries(first: 2, after: "not-a-cursor") { totalCount }', /^after: "not-a-cursor" is not a cursor/],
  ['no cursor before', 'entities(last: 2, before: "¿") { totalCount }', /^before: "¿" is not a cursor/],
  ['an empty cursor', 'entities(after: "") { totalCount }', /^after: "" is not a cursor/],
  [
    'an unknown cursor of passages',
    'documents(first: 1) { nodes { passages(after: "eA") { totalCount } } }',
    /^after: "eA" is not a cursor/,
  ],
  [
    'a date that is none',
    'activities(filter: { during: "last spring" }) { totalCount }',
    /^filter\.during: "last spring" is not a date/,
  ],
  [
    'a month that is none',
    'activities(filter: { during: "2024-13" }) { totalCount }',
    /^filter\.during: "2024-13" is not a date: .*month/,
  ],
  [
    'a day that is none',
    'activities(filter: { during: "2023-02-29" }) { totalCount }',
    /^filter\.during: "2023-02-29" is not a date/,
  ],
  [
    'an interval that ends before it starts',
    'activities(filter: { during: "2024/2023" }) { totalCount }',
    /^filter\.during: "2024\/2023" .*end is before its start/,
  ],
  [
    'a season that there is not',
    'participations(filter: { during: "2024-42" }) { totalCount }',
    /^filter\.during: "2024-42" is not a date/,
  ],
  ['an empty date', 'participations(filter: { during: "" }) { totalCount }', /^filter\.during: "" is not a date/],
  [
    'a date of an activity inside a filter',
    'participations(filter: { activity: { during: "soon" } }) { totalCount }',
    /^filter\.activity\.during: "soon" is not a date/,
  ],
  ['an empty list of types', 'entities(types: []) { totalCount }', /^types: the list is empty/],
  [
    'an empty list of types of activities',
    'activities(filter: { types: [] }) { totalCount }',
    /^filter\.types: the list is empty/,
  ],
  [
    'an empty list of kinds',
    'activities(filter: { eventKinds: [] }) { totalCount }',
    /^filter\.eventKinds: the list is empty/,
  ],
  [
    'an empty list of conditions',
    'activities(filter: { participants: [] }) { totalCount }',
    /^filter\.participants: the list is empty/,
  ],
  [
    'an empty all',
    'activities(filter: { participants: { all: [] } }) { totalCount }',
    /^filter\.participants\.all: the list is empty/,
  ],
  [
    'an empty any',
    'activities(filter: { participants: { any: [] } }) { totalCount }',
    /^filter\.participants\.any: the list is empty/,
  ],
  [
    'an empty none',
    'activities(filter: { participants: { none: [] } }) { totalCount }',
    /^filter\.participants\.none: the list is empty/,
  ],
  [
    'an empty list of roles',
    'activities(filter: { participants: { roles: [] } }) { totalCount }',
    /^filter\.participants\.roles: the list is empty/,
  ],
  [
    'an empty list of places',
    'activities(filter: { places: [] }) { totalCount }',
    /^filter\.places: the list is empty/,
  ],
  [
    'an empty list of subjects',
    'activities(filter: { concerns: [] }) { totalCount }',
    /^filter\.concerns: the list is empty/,
  ],
  ...['roles', 'actors', 'actorTypes', 'onBehalfOf', 'activities', 'documents'].map(
    (field) =>
      [
        `an empty list of ${field} of participations`,
        `participations(filter: { ${field}: [] }) { totalCount }`,
        new RegExp(`^filter\\.${field}: the list is empty`),
      ] as const,
  ),
  [
    'an empty list, two filters deep',
    'participations(filter: { activity: { places: [] } }) { totalCount }',
    /^filter\.activity\.places: the list is empty/,
  ],
  ...['all', 'any', 'none'].map(
    (field) =>
      [
        `an unknown actor in ${field}`,
        `activities(filter: { participants: { ${field}: ["Country:TR", "Country:XX"] } }) { totalCount }`,
        new RegExp(`^filter\\.participants\\.${field}: nothing has the id "Country:XX"`),
      ] as const,
  ),
  [
    'an unknown place',
    'activities(filter: { places: ["City:nowhere"] }) { totalCount }',
    /^filter\.places: nothing has the id "City:nowhere"/,
  ],
  [
    'an unknown subject',
    'activities(filter: { concerns: ["Topic:nothing"] }) { totalCount }',
    /^filter\.concerns: nothing has the id "Topic:nothing"/,
  ],
  ...(
    [
      ['actors', 'Country:XX'],
      ['onBehalfOf', 'Person:nobody'],
      ['activities', 'Event:never'],
      ['documents', 'SourceDocument:none'],
    ] as const
  ).map(
    ([field, id]) =>
      [
        `an unknown id in ${field}`,
        `participations(filter: { ${field}: ["${id}"] }) { totalCount }`,
        new RegExp(`^filter\\.${field}: nothing has the id "${id}"`),
      ] as const,
  ),
  [
    'an entity for a document',
    'participations(filter: { documents: ["Country:TR"] }) { totalCount }',
    /^filter\.documents: "Country:TR" is not the id of a document/,
  ],
  [
    'an unknown actor in the filter of the activity',
    'participations(filter: { activity: { participants: { any: ["Country:XX"] } } }) { totalCount }',
    /^filter\.activity\.participants\.any: nothing has the id "Country:XX"/,
  ],
  [
    'an id with quotes',
    String.raw`activities(filter: { places: ["\"; DROP '\\"] }) { totalCount }`,
    /^filter\.places: nothing has the id /,
  ],
  [
    'too many actors together',
    `activities(filter: { participants: { all: [${list(11)}] } }) { totalCount }`,
    /^filter\.participants\.all: 11 values are too many\. Give at most 10/,
  ],
  [
    'too many conditions',
    `activities(filter: { participants: [${Array.from({ length: 11 }, () => '{ roles: [HOST] }')}] }) { totalCount }`,
    /^filter\.participants: 11 conditions are too many\. Give at most 10/,
  ],
  [
    'too many ids',
    `participations(filter: { actors: [${list(201)}] }) { totalCount }`,
    /^filter\.actors: 201 values are too many\. Give at most 200/,
  ],
  [
    'a text without letters',
    'activities(filter: { text: "!?" }) { totalCount }',
    /^filter\.text: "!\?" has no letter or digit/,
  ],
  ['an empty text', 'activities(filter: { text: "" }) { totalCount }', /^filter\.text: "" has no letter or digit/],
  [
    'a long text',
    `activities(filter: { text: "${'a'.repeat(201)}" }) { totalCount }`,
    /^filter\.text: 201 characters are too many\. Give at most 200/,
  ],
];

/** What a field of an entity cannot take: that field is null, its entity is not. */
const REFUSED_INSIDE: readonly (readonly [string, string, RegExp])[] = [
  ['first beyond a page', 'relationships(first: 101) { totalCount }', /^first: 101 is out of range/],
  ['an unknown cursor', 'relationships(after: "x") { totalCount }', /^after: "x" is not a cursor/],
  ...['types', 'roles', 'others', 'otherTypes', 'documents'].map(
    (field) =>
      [
        `an empty list of ${field}`,
        `relationships(filter: { ${field}: [] }) { totalCount }`,
        new RegExp(`^filter\\.${field}: the list is empty`),
      ] as const,
  ),
  ...['types', 'roles', 'others', 'otherTypes', 'documents'].map(
    (field) =>
      [
        `an empty list of ${field} to count by`,
        `relationshipCounts(filter: { ${field}: [] }) { count }`,
        new RegExp(`^filter\\.${field}: the list is empty`),
      ] as const,
  ),
  [
    'an unknown other',
    'relationships(filter: { others: ["Country:XX"] }) { totalCount }',
    /^filter\.others: nothing has the id "Country:XX"/,
  ],
  [
    'an unknown other to count by',
    'relationshipCounts(filter: { others: ["Country:XX"] }) { count }',
    /^filter\.others: nothing has the id "Country:XX"/,
  ],
  [
    'an unknown document',
    'relationships(filter: { documents: ["SourceDocument:x"] }) { totalCount }',
    /^filter\.documents: nothing has the id "SourceDocument:x"/,
  ],
  ['no date', 'relationshipCounts(filter: { during: "never" }) { count }', /^filter\.during: "never" is not a date/],
  [
    'no date of memberships',
    '... on Country { memberships(during: "2024-00") { totalCount } }',
    /^during: "2024-00" is not a date/,
  ],
  ['no date of offices', '... on Country { offices(during: "x") { totalCount } }', /^during: "x" is not a date/],
  [
    'an unknown actor',
    '... on Actor { participations(filter: { actors: ["Country:XX"] }) { totalCount } }',
    /^filter\.actors: nothing has the id "Country:XX"/,
  ],
  [
    'activities held, by no date',
    '... on Place { activitiesHeld(filter: { during: "?" }) { totalCount } }',
    /^filter\.during: "\?" is not a date/,
  ],
];

/** What is refused before anything runs: no data at all. */
const REFUSED_WHOLE: readonly (readonly [string, string, Variables | undefined, string, RegExp])[] = [
  ['nothing', '', undefined, 'GRAPHQL_PARSE_FAILED', /Unexpected <EOF>|query/],
  ['an unfinished query', '{ countries( ', undefined, 'GRAPHQL_PARSE_FAILED', /Syntax Error/],
  ['what is no GraphQL', 'MATCH (n) RETURN n', undefined, 'GRAPHQL_PARSE_FAILED', /Syntax Error.*MATCH/],
  ['an unknown field', '{ countries { nodes { capital } } }', undefined, INVALID, /"capital".*"Country"/],
  ['an unknown argument', '{ countries(offset: 3) { totalCount } }', undefined, INVALID, /"offset"/],
  [
    'an unknown enum value',
    '{ entities(types: [PLANET]) { totalCount } }',
    undefined,
    INVALID,
    /"PLANET".*"EntityType"/,
  ],
  ['an enum value as a text', '{ entities(types: ["CITY"]) { totalCount } }', undefined, INVALID, /"CITY"/],
  [
    'an unknown role',
    '{ participations(filter: { roles: [GHOST] }) { totalCount } }',
    undefined,
    INVALID,
    /"GHOST".*"ParticipationRole"/,
  ],
  [
    'an unknown field of a filter',
    '{ activities(filter: { when: "2024" }) { totalCount } }',
    undefined,
    INVALID,
    /"when".*"ActivityFilter"/,
  ],
  ['no id', '{ node { id } }', undefined, INVALID, /"id".*required/],
  ['null as an id', '{ node(id: null) { id } }', undefined, INVALID, /null/],
  ['null among ids', '{ nodes(ids: ["Country:TR", null]) { id } }', undefined, INVALID, /null/],
  ['a fraction of a page', '{ countries(first: 2.5) { totalCount } }', undefined, INVALID, /2\.5/],
  ['a page beyond integers', '{ countries(first: 99999999999) { totalCount } }', undefined, INVALID, /99999999999/],
  [
    'a fragment on a type that is not there',
    '{ node(id: "x") { ... on Planet { id } } }',
    undefined,
    INVALID,
    /"Planet"/,
  ],
  ['no fields of an entity', '{ countries }', undefined, INVALID, /"countries".*selection/],
  ['a mutation', 'mutation { deleteEverything }', undefined, INVALID, /mutation/i],
  ['a variable that is not given', 'query($id: ID!) { node(id: $id) { id } }', {}, BAD, /"\$id".*"ID!"/],
  [
    'a variable of another type',
    'query($first: Int) { countries(first: $first) { totalCount } }',
    { first: 'three' },
    BAD,
    /"\$first".*"three"/,
  ],
  [
    'a list for one',
    'query($id: ID!) { node(id: $id) { id } }',
    { id: ['Country:TR'] },
    BAD,
    /"\$id".*ID cannot represent/,
  ],
  [
    'an enum value that is none, in a variable',
    'query($t: [EntityType!]) { entities(types: $t) { totalCount } }',
    { t: ['PLANET'] },
    BAD,
    /"PLANET"/,
  ],
  [
    'an unknown key in a variable',
    'query($f: ActivityFilter) { activities(filter: $f) { totalCount } }',
    { f: { where: 'x' } },
    BAD,
    /"where"/,
  ],
  [
    'null in a variable that must be',
    'query($ids: [ID!]!) { nodes(ids: $ids) { id } }',
    { ids: [null] },
    BAD,
    /"\$ids\[0\]"|"ids\[0\]"|null/,
  ],
  ['a variable that the query does not name', '{ node(id: $id) { id } }', undefined, INVALID, /"\$id"/],
];

function list(count: number): string {
  return Array.from({ length: count }, (_, index) => `"Country:X${index}"`).join(', ');
}

/** Texts that would do harm where one became a part of a statement, and others that some reader chokes on. */
const HOSTILE = [
  "') MATCH (n) DETACH DELETE n //",
  '"}) MATCH (n) DETACH DELETE n //',
  "x' OR 1=1 //",
  '`]->() DETACH DELETE r //',
  'PARTICIPATED_IN`]->(m) DETACH DELETE m //|Country:TR|Country:IL|||',
  'MEMBER_OF|Country:TR|Organization:gaza-contact-group|||',
  'a|b|c|d|e|f',
  '|',
  '|||||',
  "'",
  '"',
  '`',
  '\\',
  '$p0',
  '$parents',
  '{}',
  '.*',
  '%',
  '',
  ' ',
  'Country:TR\n',
  ' Country:TR',
  'country:tr',
  'SourceDocument:',
  'Passage:',
  'Passage:/',
  '__proto__',
  'constructor',
  'null',
  '0',
  '\u0000',
  '\ud800',
  '\u202e\u200f',
  '🙂'.repeat(300),
  `Country:${'x'.repeat(20_000)}`,
] as const;

/** Every place where a client can put a text of its own, as `$x`. */
const TEXTS: readonly (readonly [string, string])[] = [
  ['ID!', 'node(id: $x) { id }'],
  ['ID!', 'nodes(ids: [$x, "Country:TR"]) { id }'],
  ['ID!', 'entity(id: $x) { id }'],
  ['String!', 'countries(after: $x) { totalCount nodes { id } }'],
  ['String!', 'activities(before: $x, last: 2) { totalCount nodes { id } }'],
  ['EDTF!', 'activities(filter: { during: $x }) { totalCount }'],
  ['String!', 'activities(filter: { text: $x }) { totalCount nodes { id } }'],
  ['ID!', 'activities(filter: { participants: { all: [$x] } }) { totalCount }'],
  ['ID!', 'activities(filter: { participants: { any: [$x], throughRepresentatives: true } }) { totalCount }'],
  ['ID!', 'activities(filter: { participants: { none: [$x] } }) { totalCount }'],
  ['ID!', 'activities(filter: { places: [$x] }) { totalCount }'],
  ['ID!', 'activities(filter: { concerns: [$x] }) { totalCount }'],
  ['ID!', 'participations(filter: { actors: [$x], throughRepresentatives: true }) { totalCount }'],
  ['ID!', 'participations(filter: { onBehalfOf: [$x] }) { totalCount }'],
  ['ID!', 'participations(filter: { activities: [$x] }) { totalCount }'],
  ['ID!', 'participations(filter: { documents: [$x] }) { totalCount }'],
  ['ID!', 'entity(id: "Country:TR") { relationships(filter: { others: [$x] }) { totalCount } }'],
  ['ID!', 'entity(id: "Country:TR") { relationshipCounts(filter: { documents: [$x] }) { count } }'],
  ['EDTF!', 'entity(id: "Country:TR") { ... on Country { memberships(during: $x) { totalCount } } }'],
  ['LanguageTag!', 'entity(id: "Country:TR") { label(languages: [$x]) }'],
  ['LanguageTag!', 'activities(first: 3) { types { label(languages: [$x]) } }'],
  ['String!', 'search(query: $x) { totalCount nodes { id } }'],
  ['LanguageTag!', 'search(query: "tr", languages: [$x]) { nodes { id } }'],
  ['ID!', 'coParticipations(actors: [$x]) { totalCount }'],
  ['ID!', 'paths(from: $x, to: "Country:TR") { length }'],
  ['ID!', 'neighborhood(of: [$x]) { nodes { id } }'],
  ['ID!', 'subgraph(ids: [$x]) { nodes { id } }'],
];

const nodes = written('all nodes', whole.NODES, ({ row }) => row);
const relationships = written('all facts', whole.FACTS, ({ row }) => row);

forEachEngine((engine) => {
  let graph: Graph;
  let client: Client;
  beforeAll(async () => {
    graph = await engine.open();
    await loadShipped(graph);
    client = clientOf(graph);
  });

  describe('is said in its field, and the rest stands:', () => {
    it.each(REFUSED_BY_A_FIELD)(
      '%s',
      async (_, field, says) => {
        const { status, data, errors } = await client.post(`{ good: entity(id: "Country:TR") { id } wrong: ${field} }`);
        expect(errors?.map(({ message }) => message)).toEqual([expect.stringMatching(says)]);
        expect(errors?.[0]).toMatchObject({ path: expect.arrayContaining(['wrong']), extensions: { code: BAD } });
        expect(Object.keys(errors?.[0]?.extensions ?? {})).toEqual(['code']);
        expect(data.good).toEqual({ id: 'Country:TR' });
        expect(status).toBe(200);
      },
      60_000,
    );

    it.each(REFUSED_INSIDE)('inside an entity, %s', async (_, field, says) => {
      const { status, data, errors } = await client.post(`{ entity(id: "Country:TR") { id ${field} } }`);
      expect(errors?.map(({ message }) => message)).toEqual([expect.stringMatching(says)]);
      expect(errors?.[0]).toMatchObject({ extensions: { code: BAD } });
      expect(data.entity.id).toBe('Country:TR');
      expect(Object.values(data.entity)).toContain(null);
      expect(status).toBe(200);
    });

    it('more ids than nodes takes', async () => {
      const query = 'query($ids: [ID!]!) { nodes(ids: $ids) { id } }';
      const { data, errors } = await client.post(query, { ids: Array.from({ length: 501 }, () => 'Country:TR') });
      expect(data ?? null).toBeNull();
      expect(errors?.map(({ message }) => message)).toEqual([
        expect.stringMatching(/^ids: 501 are too many\. Ask for at most 500/),
      ]);
      const most = await client.ask(query, {
        ids: Array.from({ length: 500 }, (_, i) => (i % 2 ? 'Country:TR' : `Country:X${i}`)),
      });
      expect(most.nodes.filter((node: unknown) => node !== null)).toHaveLength(250);
    });

    it.each(['!', 'english', 'a b', '', 'x'.repeat(500), 'ar_EG', '*'])('%j as a language', async (language) => {
      const query =
        'query($l: [LanguageTag!]) { good: entity(id: "Country:TR") { id } wrong: entity(id: "Country:TR") { name(languages: $l) { value } } }';
      const { data, errors } = await client.post(query, { l: ['en', language] });
      expect(data).toEqual({ good: { id: 'Country:TR' }, wrong: null });
      expect(errors?.map(({ message }) => message)).toEqual([
        expect.stringMatching(/^languages: ".{0,60}" is not a language tag such as/),
      ]);
      expect(errors?.[0]?.extensions?.code).toBe(BAD);
    });

    it('more languages than anyone reads', async () => {
      const query = 'query($l: [LanguageTag!]) { entity(id: "Country:TR") { label(languages: $l) } }';
      const { errors } = await client.post(query, { l: Array.from({ length: 21 }, () => 'en') });
      expect(errors?.[0]?.message).toMatch(/^languages: 21 are too many\. Give at most 20/);
    });

    it('several mistakes, each in its place', async () => {
      const { data, errors } = await client.post(
        '{ a: countries(first: -1) { totalCount } b: cities(first: 2) { nodes { id } } c: activities(filter: { during: "x" }) { totalCount } }',
      );
      expect(data).toEqual({ a: null, b: { nodes: [{ id: 'City:amman' }, { id: 'City:ankara' }] }, c: null });
      expect(errors?.map(({ path }) => path).sort()).toEqual([['a'], ['c']]);
    });
  });

  describe('is refused whole:', () => {
    it.each(REFUSED_WHOLE)('%s', async (_, query, variables, code, says) => {
      const { status, data, errors, statements } = await client.post(query, variables);
      expect(errors?.[0]?.message).toMatch(says);
      expect(errors?.map(({ extensions }) => extensions?.code)).toEqual(errors?.map(() => code));
      expect(status).toBeGreaterThanOrEqual(400);
      expect(status).toBeLessThan(500);
      expect(data).toBeUndefined();
      expect(statements).toEqual([]);
    });
  });

  it('what is not there is null, and no mistake', async () => {
    const { data, errors } = await client.post(
      '{ node(id: "Country:XX") { id } entity(id: "City:nowhere") { id } nodes(ids: ["Country:TR", "City:nowhere", ""]) { id } none: nodes(ids: []) { id } }',
    );
    expect(errors).toBeUndefined();
    expect(data).toEqual({ node: null, entity: null, nodes: [{ id: 'Country:TR' }, null, null], none: [] });
  });

  it('a type that an entity has no facts of is an empty list, and no mistake', async () => {
    const { data, errors, reported } = await client.post(`{ entity(id: "Topic:peace-in-gaza") {
      a: relationships(filter: { types: [MEMBER_OF] }) { totalCount nodes { id } pageInfo { hasNextPage hasPreviousPage } }
      b: relationships(filter: { roles: [HOST] }, direction: DESC) { totalCount nodes { id } }
      c: relationshipCounts(filter: { types: [HOLDS] }) { count } } }`);
    expect(reported).toEqual([]);
    expect(errors).toBeUndefined();
    expect(data.entity).toEqual({
      a: { totalCount: 0, nodes: [], pageInfo: { hasNextPage: false, hasPreviousPage: false } },
      b: { totalCount: 0, nodes: [] },
      c: [],
    });
  });

  describe('no text of a client becomes part of a statement:', () => {
    it.each(TEXTS)('$x of the type %s in %s', async (type, field) => {
      const before = [await graph.run(nodes, {}), await graph.run(relationships, {})];
      for (const x of HOSTILE) {
        const { status, errors = [], reported } = await client.post(`query($x: ${type}) { field: ${field} }`, { x });
        const what = JSON.stringify(x).slice(0, 80);
        expect(reported, what).toEqual([]);
        expect(status, what).toBe(200);
        for (const { message, extensions } of errors) {
          expect(extensions?.code, what).toBe(BAD);
          expect(message, what).toMatch(/^[\w.]+( and \w+)?: /);
          expect(message.length, what).toBeLessThan(600);
        }
      }
      expect([await graph.run(nodes, {}), await graph.run(relationships, {})]).toEqual(before);
    });
  });
});
