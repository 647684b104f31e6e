/** The number of statements depends on how deep an operation is, never on how many nodes it meets. */
import { beforeAll, expect, it, vi } from 'vitest';
import { type Client, clientOf } from '../support/ask.ts';
import { forEachEngine } from '../support/engines.ts';
import { type GraphSpec, writeGraph } from '../support/rows.ts';

const SIZES = { few: 5, many: 80 } as const;
type Size = keyof typeof SIZES;
const DOCUMENTS = ['SourceDocument:a', 'SourceDocument:b'];

/** A group with so many members, each with the same around it: an event, a city, an office, a person, an organisation. */
function around(size: Size): GraphSpec {
  const count = SIZES[size];
  const each = Array.from({ length: count }, (_, index) => index);
  const group = `Organization:${size}`;
  const id = (type: string, index: number) => `${type}:${size}-${index % count}`;
  const letters = (index: number) => String.fromCharCode(65 + Math.floor(index / 26), 65 + (index % 26));
  const fact = (type: string, source: string, target: string, index: number, more: object = {}) => ({
    type,
    source,
    target,
    date: `2024-0${(index % 9) + 1}`,
    evidence: DOCUMENTS.map((document) => `Passage:${document.slice(-1)}/${size}-${index}`),
    ...more,
  });
  return {
    documents: size === 'few' ? DOCUMENTS : [],
    passages: DOCUMENTS.flatMap((document) => each.map((index) => ({ document, locator: `${size}-${index}` }))),
    entities: [
      { id: group, organizationKind: 'GROUP' },
      { id: `City:${size}` },
      ...each.flatMap((index) => [
        { id: id('Country', index), code: `${letters(index)}-${size === 'few' ? 'FEW' : 'ALL'}` },
        { id: id('Organization', index), organizationKind: 'OTHER' },
        {
          id: id('Event', index),
          eventKind: 'MEETING',
          date: `2024-0${(index % 9) + 1}`,
          evidence: [`Passage:a/${size}-${index}`],
        },
        { id: id('Instrument', index) },
        { id: id('City', index) },
        { id: id('Office', index) },
        { id: id('Person', index) },
        { id: id('Topic', index) },
      ]),
    ],
    facts: each.flatMap((index) => [
      fact('MEMBER_OF', id('Country', index), group, index),
      fact('PARTICIPATED_IN', id('Country', index), id('Event', index), index, { role: 'ATTENDEE' }),
      fact('PARTICIPATED_IN', id('Country', index), id('Event', index + 1), index, { role: 'CHAIR' }),
      fact('PARTICIPATED_IN', id('Person', index), id('Event', index), index, {
        role: 'SPEAKER',
        onBehalfOf: id('Country', index),
      }),
      fact('PARTICIPATED_IN', group, id('Event', index), index, { role: 'ORGANIZER' }),
      fact('PARTICIPATED_IN', group, id('Instrument', index), index, { role: 'SIGNATORY' }),
      fact('ADVOCATES', group, id('Topic', index), index),
      fact('PART_OF', id('Organization', index), group, index),
      fact('PART_OF', id('Instrument', index), id('Event', index), index),
      fact('OFFICE_OF', id('Office', index), group, index),
      fact('HOLDS', id('Person', index), id('Office', index), index),
      fact('ESTABLISHED', id('Event', index), id('Organization', index), index),
      fact('CONCERNS', id('Event', index), id('Topic', index), index),
      fact('CONCERNS', id('Topic', index), group, index),
      fact('PRECEDED', id('Event', index), id('Event', index + 1), index),
      fact('HELD_IN', id('Event', index), id('City', index), index),
      fact('HELD_IN', id('Event', index), `City:${size}`, index),
      fact('LOCATED_IN', id('City', index), id('Country', index), index),
    ]),
  };
}

/** Around the group, `$n` of each. */
const inGroup = (selection: string) =>
  `query($group: ID!, $n: Int!) { entity(id: $group) { ... on Organization { ${selection} } } }`;

// One field that stands at two places of a query may be read once or twice, as its parents come in: here each stands once.
const SHAPES: readonly (readonly [string, string])[] = [
  ['members', inGroup('members(first: $n) { nodes { member { id label } } }')],
  [
    'what the members took part in, with whom, and where (five lists deep)',
    inGroup(`members(first: $n) { nodes { member { participations(first: 3) { nodes { activity {
      participants(first: 3) { nodes { actor { relationships(first: 2) { nodes { id } } } } }
      places(first: 2) { nodes { contains(first: 1) { nodes { id } } } } } } } } } }`),
  ],
  [
    'relationships of neighbours',
    inGroup(`relationships(first: $n) { nodes { type source { id relationships(first: 2) { nodes { target {
      id relationships(first: 1, direction: DESC) { nodes { label } } } } } } target { relationships(last: 2) { nodes { id } } } } }`),
  ],
  [
    'entities of many types, each with the fields of its kind',
    `query($group: ID!, $ids: [ID!]!) { entity(id: $group) { id } nodes(ids: $ids) { id ... on Entity { degree evidence { id } relationshipCounts { count } }
      ... on Actor { participations(first: 2) { totalCount nodes { id } } memberships(first: 2) { nodes { id } } advocates(first: 1) { nodes { id } } }
      ... on Place { activitiesHeld(first: 2) { nodes { id date { edtf } } } contains(first: 2) { nodes { id } } }
      ... on Activity { participants(first: 2) { nodes { role } } concerns(first: 1) { nodes { id } } partOf { id } }
      ... on Person { offices(first: 1) { nodes { id } } } ... on Office { holders(first: 1) { nodes { id } } of { id } }
      ... on City { country { id } } } }`,
  ],
  [
    'evidence, and its documents',
    inGroup(
      'members(first: $n) { nodes { evidence { locator document { id title { value } passages(first: 2) { nodes { id } } } } } }',
    ),
  ],
  [
    'from evidence to all that it reports',
    inGroup(
      'participations(first: $n) { nodes { activity { evidence { id supports(first: 2) { totalCount nodes { id source { id } } } } } } }',
    ),
  ],
  [
    'on whose behalf',
    inGroup(`participations(first: $n) { nodes { activity { participants(first: 5) { nodes { actor { id } onBehalfOf { id label
      ... on Country { memberships(first: 1) { nodes { organization { id } } } } } } } } } }`),
  ],
  [
    'totals and facets of every list',
    inGroup(`members(first: $n) { totalCount nodes { member { relationships(first: 1) { totalCount } relationshipCounts { type count }
      participations(first: 1) { totalCount roles { value count } } ... on Country { activitiesHeld(first: 1) { totalCount types { value count } eventKinds { value count } } } } } }`),
  ],
  [
    'the single ones: country, partOf, establishedAt, of, parentOrganization',
    inGroup(`subOrganizations(first: $n) { nodes { ... on Organization { parentOrganization { id } establishedAt { id partOf { id } } } } }
      offices(first: $n) { nodes { ... on Office { of { id } holders(first: 1) { nodes { id } } } } }
      participations(first: $n) { nodes { activity { places(first: 1) { nodes { ... on City { country { id code } } } } } } }`),
  ],
  [
    'filters that name others',
    inGroup(`members(first: $n) { nodes { member {
      participations(first: 2, filter: { activity: { participants: { all: [$group] }, during: "2024" } }) { totalCount nodes { id } }
      relationships(first: 2, filter: { others: [$group], otherTypes: [ORGANIZATION] }) { totalCount nodes { id } }
      relationshipCounts(filter: { others: [$group] }) { count } } } }`),
  ],
  [
    'the same field twice under other names, in other orders',
    inGroup(`members(first: $n) { nodes { member { oldest: participations(first: 1) { nodes { id } }
      newest: participations(first: 1, orderBy: { field: DATE, direction: DESC }) { nodes { id } } again: participations(first: 1) { totalCount } } } }`),
  ],
  [
    'neighbours of events, back and forth in time',
    inGroup(`participations(first: $n) { nodes { activity { precededBy(first: 1) { nodes { ... on Activity { precededBy(first: 1) {
      nodes { ... on Activity { followedBy(first: 2) { edges { node { id } relationship { id evidence { locator } } } } } } } } } } established(first: 1) { nodes { id concernedBy(first: 1) { nodes { id } } } } } } }`),
  ],
  [
    'a root list',
    `query($group: ID!, $n: Int!) { participations(first: $n, filter: { actors: [$group] }) { totalCount roles { value } nodes { activity { places(first: 1) { nodes { id activitiesHeld(first: 2) { nodes { participants(first: 1) { nodes { actor { id } } } } } } } } } } }`,
  ],
];

forEachEngine((engine) => {
  let client: Client;
  beforeAll(async () => {
    const graph = await engine.open();
    const [few, many] = [around('few'), around('many')];
    await writeGraph(graph, {
      documents: DOCUMENTS,
      passages: [...(few.passages ?? []), ...(many.passages ?? [])],
      entities: [...few.entities, ...many.entities],
      facts: [...few.facts, ...many.facts],
    });
    client = clientOf(graph);
  });

  const ids = (size: Size) =>
    ['Country', 'Organization', 'Event', 'Instrument', 'City', 'Office', 'Person', 'Topic'].flatMap((type) =>
      Array.from({ length: Math.floor(SIZES[size] / 2) }, (_, index) => `${type}:${size}-${index}`),
    );
  const met = (value: unknown): number =>
    value === null || typeof value !== 'object'
      ? 0
      : Object.values(value).reduce((sum: number, inner) => sum + met(inner), Array.isArray(value) ? value.length : 0);

  const sameStatements = async (query: string) => {
    const read = async (size: Size) => {
      const answer = await client.post(query, {
        group: `Organization:${size}`,
        ...(query.includes('$n') ? { n: SIZES[size] } : { ids: ids(size) }),
      });
      expect(answer.errors).toBeUndefined();
      return { met: met(answer.data), statements: answer.statements.toSorted() };
    };
    const few = await read('few');
    const many = await read('many');
    expect(many.met).toBeGreaterThan(few.met * 8);
    expect(many.statements).toEqual(few.statements);
  };

  it.each(SHAPES)('%s', (_, query) => sameStatements(query));

  it.each(SHAPES)('%s, on a machine where each turn of the loop is over at once', async (_, query) => {
    let clock = performance.now();
    const now = vi.spyOn(performance, 'now').mockImplementation(() => {
      clock += 20;
      return clock;
    });
    await sameStatements(query).finally(() => now.mockRestore());
  });

  it('a list of which only the total is asked for is not read', async () => {
    const { statements } = await client.post(
      '{ entity(id: "Country:many-1") { relationships { totalCount } } countries { totalCount } }',
    );
    expect(statements.toSorted()).toEqual(['Entity by id', 'Entity.relationships total', 'countries total']);
  });

  it('nothing is read twice', async () => {
    const twice = 'nodes { id } edges { node { id } } pageInfo { hasNextPage } totalCount again: totalCount';
    const { statements } = await client.post(
      `{ a: entity(id: "Country:many-1") { ... on Country { participations { ${twice} } } } b: node(id: "Country:many-1") { ... on Actor { participations { ${twice} } } } }`,
    );
    expect(statements.toSorted()).toEqual(['Actor.participations page', 'Actor.participations total', 'Entity by id']);
  });
});
