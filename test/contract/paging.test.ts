/** Every list, a page at a time: forwards and backwards are the same list, and a cursor is good for its own list alone. */
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { type Client, clientOf } from '../support/ask.ts';
import { forEachEngine } from '../support/engines.ts';
import { type EntitySpec, type FactSpec, idOf, inOrder, writeGraph } from '../support/rows.ts';

// Ties, months and years beside days, what has no lower bound, and one in six without a date.
const DATES = [
  '2024-05-02',
  '2024-05',
  undefined,
  '2024',
  '../2023-11-30',
  '2024-05-02/..',
  '[2023-10-07..2025-08-02]',
  '2023-11-11',
  '[..2024-01-31]',
  undefined,
  '1999-12-31',
  '2024-05-02',
] as const;
const dateAt = (index: number) => DATES[(index * 7) % DATES.length];

const range = (count: number) => Array.from({ length: count }, (_, index) => index);
const slug = (index: number) => String(index).padStart(3, '0');
const facts = (
  count: number,
  of: (index: number) => Omit<FactSpec, 'date'> & { date?: string | undefined },
): FactSpec[] => range(count).map((index) => ({ date: dateAt(index), ...of(index) }) as FactSpec);

const PASSAGE = 'Passage:papers/P000';

const taken = facts(300, (i) => ({
  type: 'PARTICIPATED_IN',
  source: 'Organization:hub',
  target: `Event:e${slug(i)}`,
  role: i % 3 === 0 ? 'CHAIR' : 'ATTENDEE',
  evidence: i < 150 ? [PASSAGE] : [`Passage:papers/P${slug(i % 130)}`],
}));
const represented = facts(60, (i) => ({
  type: 'PARTICIPATED_IN',
  source: `Person:p${slug(i % 20)}`,
  target: `Event:e${slug(i)}`,
  role: 'ATTENDEE',
  onBehalfOf: 'Organization:hub',
}));
const participants = facts(120, (i) => ({
  type: 'PARTICIPATED_IN',
  source: `Organization:o${slug(i % 60)}`,
  target: 'Event:hub',
  role: i < 60 ? 'ATTENDEE' : 'SPEAKER',
}));
const members = facts(60, (i) => ({
  type: 'MEMBER_OF',
  source: `Organization:o${slug(i)}`,
  target: 'Organization:hub',
}));
const memberships = facts(45, (i) => ({
  type: 'MEMBER_OF',
  source: 'Organization:hub',
  target: `Organization:o${slug(i)}`,
}));
const offices = facts(30, (i) => ({ type: 'OFFICE_OF', source: `Office:f${slug(i)}`, target: 'Organization:hub' }));
const held = facts(30, (i) => ({ type: 'HOLDS', source: 'Person:p000', target: `Office:f${slug(i)}` }));
const holders = facts(20, (i) => ({ type: 'HOLDS', source: `Person:p${slug(i)}`, target: 'Office:hub' }));
const organs = facts(30, (i) => ({ type: 'PART_OF', source: `Organization:o${slug(i)}`, target: 'Organization:hub' }));
const parts = facts(40, (i) => ({ type: 'PART_OF', source: `Event:e${slug(i)}`, target: 'Event:hub' }));
const before = facts(40, (i) => ({ type: 'PRECEDED', source: `Event:e${slug(i)}`, target: 'Event:hub' }));
const after = facts(40, (i) => ({ type: 'PRECEDED', source: 'Event:hub', target: `Event:e${slug(i + 40)}` }));
const established = facts(30, (i) => ({
  type: 'ESTABLISHED',
  source: 'Event:hub',
  target: `Organization:o${slug(i)}`,
}));
const concerning = facts(40, (i) => ({ type: 'CONCERNS', source: `Event:e${slug(i)}`, target: 'Organization:hub' }));
const concerned = facts(30, (i) => ({ type: 'CONCERNS', source: 'Event:hub', target: `Topic:t${slug(i)}` }));
const called = facts(30, (i) => ({ type: 'ADVOCATES', source: 'Organization:hub', target: `Topic:t${slug(i)}` }));
const calling = facts(30, (i) => ({ type: 'ADVOCATES', source: `Organization:o${slug(i)}`, target: 'Topic:t000' }));
const inCities = facts(60, (i) => ({ type: 'HELD_IN', source: `Event:e${slug(i)}`, target: `City:c${slug(i % 25)}` }));
const heldIn = facts(25, (i) => ({ type: 'HELD_IN', source: 'Event:hub', target: `City:c${slug(i)}` }));
const located = facts(25, (i) => ({
  type: 'LOCATED_IN',
  source: `City:c${slug(i)}`,
  target: 'Country:hub',
  date: undefined,
}));

const ALL = [
  ...[taken, represented, participants, members, memberships, offices, held, holders, organs, parts, before, after],
  ...[established, concerning, concerned, called, calling, inCities, heldIn, located],
].flat();

const of = (type: string, letter: string, count: number, more: (index: number) => object = () => ({})): EntitySpec[] =>
  range(count).map((i) => ({ id: `${type}:${letter}${slug(i)}`, ...more(i) }));
const events: EntitySpec[] = [
  { id: 'Event:hub', eventKind: 'SUMMIT', date: '2024-05' },
  ...of('Event', 'e', 300, (i) => ({
    eventKind: i % 2 ? 'MEETING' : 'VOTE',
    names: [`en ${i % 5 ? 'A meeting' : `Vote ${i}`}`],
    ...(dateAt(i) ? { date: dateAt(i) } : {}),
  })),
];
const organizations: EntitySpec[] = [
  { id: 'Organization:hub', organizationKind: 'GROUP' },
  ...of('Organization', 'o', 60, () => ({ organizationKind: 'OTHER' })),
];
const countries: EntitySpec[] = [
  { id: 'Country:hub', code: 'ZZ' },
  ...of('Country', 'n', 30, (i) => ({ code: `A${String.fromCharCode(65 + (i % 26))}${i < 26 ? '' : '-ZZZ'}` })),
];
const cities = of('City', 'c', 40);
const entities: EntitySpec[] = [
  ...events,
  ...organizations,
  ...countries,
  ...cities,
  { id: 'Office:hub' },
  ...of('Office', 'f', 30),
  ...of('Person', 'p', 20),
  ...of('Topic', 't', 30),
];
const documents = range(30)
  .map((i) => `SourceDocument:d${slug(i)}`)
  .concat('SourceDocument:papers');
const passages = range(130).map((i) => ({ document: 'SourceDocument:papers', locator: `P${slug(i)}` }));

const ids = (rows: readonly { id: string }[]) => rows.map(({ id }) => id).sort();
const byId = new Map(ALL.map((fact) => [idOf(fact), fact]));
const ends = (end: 'source' | 'target', rows: readonly FactSpec[]) =>
  inOrder(rows).map((id) => byId.get(id)?.[end] as string);
const touching = (id: string) => ALL.filter(({ source, target }) => source === id || target === id);

/** Activities as they are ordered by date: each stands for an undated or dated row of its own. */
const dayOf = (date: unknown) =>
  ({
    undefined: '9999',
    '2024-05': '2024-05-01',
    '2024': '2024-01-01',
    '../2023-11-30': '2023-11-30',
    '2024-05-02/..': '2024-05-02',
    '[2023-10-07..2025-08-02]': '2023-10-07',
    '[..2024-01-31]': '2024-01-31',
  })[String(date)] ?? String(date);
const byKey = (rows: readonly EntitySpec[], key: (row: EntitySpec) => string) =>
  rows
    .map((row) => ({ id: row.id, key: `${key(row)}\t${row.id}` }))
    .sort((a, b) => (a.key < b.key ? -1 : 1))
    .map(({ id }) => id);
const byDate = (rows: readonly EntitySpec[]) => byKey(rows, ({ date }) => dayOf(date));
const newestFirst = (rows: readonly EntitySpec[]) => [
  ...byDate(rows.filter(({ date }) => date !== undefined)).reverse(),
  ...byDate(rows.filter(({ date }) => date === undefined)).reverse(),
];
const byName = byKey(events, ({ id, names }) =>
  names
    ? String((names as string[])[0])
        .slice(3)
        .toLowerCase()
    : id.slice(6),
);
const byParticipants = byKey(events, ({ id }) => {
  const who = new Set(
    ALL.filter((fact) => fact.type === 'PARTICIPATED_IN' && fact.target === id).map(({ source }) => source),
  );
  return String(who.size).padStart(8, '0');
});
const inCountry = events.filter(({ id }) => [...inCities, ...heldIn].some(({ source }) => source === id));
const participations = ALL.filter(({ type }) => type === 'PARTICIPATED_IN');

interface List {
  readonly name: string;
  /** What has the list. */
  readonly on?: string;
  readonly field: string;
  /** Arguments besides those of paging. */
  readonly args?: string;
  readonly expected: readonly string[];
}

const at = (id: string, type: string, field: string, expected: readonly string[], args?: string): List => ({
  name: `${type}.${field}${args ? ` ${args}` : ''}`,
  on: `node(id: "${id}") { ... on ${type} {`,
  field,
  expected,
  ...(args ? { args } : {}),
});
const root = (field: string, expected: readonly string[], args?: string): List => ({
  name: `${field}${args ? ` ${args}` : ''}`,
  field,
  expected,
  ...(args ? { args } : {}),
});
const DATE_ASC = 'orderBy: { field: DATE, direction: ASC }';
const DATE_DESC = 'orderBy: { field: DATE, direction: DESC }';

const LISTS: readonly List[] = [
  at('Organization:hub', 'Organization', 'relationships', inOrder(touching('Organization:hub'))),
  at(
    'Organization:hub',
    'Organization',
    'relationships',
    inOrder(touching('Organization:hub'), 'DESC'),
    'direction: DESC',
  ),
  at(
    'Organization:hub',
    'Organization',
    'relationships',
    inOrder([...members, ...organs], 'DESC'),
    'direction: DESC, filter: { types: [MEMBER_OF, PART_OF], outgoing: false }',
  ),
  at('Organization:hub', 'Organization', 'participations', inOrder(taken)),
  at('Organization:hub', 'Organization', 'participations', inOrder(taken, 'DESC'), DATE_DESC),
  at(
    'Organization:hub',
    'Organization',
    'participations',
    inOrder(
      taken.filter(({ role }) => role === 'CHAIR'),
      'DESC',
    ),
    `${DATE_DESC}, filter: { roles: [CHAIR] }`,
  ),
  at('Event:hub', 'Event', 'participants', inOrder(participants)),
  at('Event:hub', 'Event', 'participants', inOrder(participants, 'DESC'), DATE_DESC),
  at('Organization:hub', 'Organization', 'members', inOrder(members)),
  at('Organization:hub', 'Organization', 'memberships', inOrder(memberships)),
  at('Organization:hub', 'Organization', 'offices', ends('source', offices)),
  at('Organization:hub', 'Organization', 'subOrganizations', ends('source', organs)),
  at('Organization:hub', 'Organization', 'concernedBy', ends('source', concerning)),
  at('Organization:hub', 'Organization', 'advocates', ends('target', called)),
  at(
    'Topic:t000',
    'Topic',
    'advocatedBy',
    ends('source', [...calling, ...called.filter(({ target }) => target === 'Topic:t000')]),
  ),
  at(
    'Person:p000',
    'Person',
    'offices',
    ends('target', [...held, ...holders.filter(({ source }) => source === 'Person:p000')]),
  ),
  at('Office:hub', 'Office', 'holders', ends('source', holders)),
  at('Event:hub', 'Event', 'parts', ends('source', parts)),
  at('Event:hub', 'Event', 'precededBy', ends('source', before)),
  at('Event:hub', 'Event', 'followedBy', ends('target', after)),
  at('Event:hub', 'Event', 'established', ends('target', established)),
  at('Event:hub', 'Event', 'concerns', ends('target', concerned)),
  at('Event:hub', 'Event', 'places', ends('target', heldIn)),
  at('Country:hub', 'Country', 'contains', ends('source', located)),
  at('Country:hub', 'Country', 'activitiesHeld', ids(inCountry)),
  at('Country:hub', 'Country', 'activitiesHeld', newestFirst(inCountry), DATE_DESC),
  at(
    'SourceDocument:papers',
    'SourceDocument',
    'passages',
    passages.map(({ locator }) => `Passage:papers/${locator}`),
  ),
  at(PASSAGE, 'Passage', 'supports', inOrder(taken.filter(({ evidence }) => evidence?.includes(PASSAGE)))),
  root('entities', ids(entities)),
  root('entities', ids([...cities, ...countries]), 'types: [CITY, COUNTRY]'),
  root('countries', ids(countries)),
  root('cities', ids(cities)),
  root('organizations', ids(organizations)),
  root('documents', [...documents].sort()),
  root('activities', ids(events)),
  root('activities', byDate(events), DATE_ASC),
  root('activities', newestFirst(events), DATE_DESC),
  root('activities', byName, 'orderBy: { field: NAME }'),
  root('activities', [...byName].reverse(), 'orderBy: { field: NAME, direction: DESC }'),
  root('activities', byParticipants, 'orderBy: { field: PARTICIPANT_COUNT }'),
  root('activities', [...byParticipants].reverse(), 'orderBy: { field: PARTICIPANT_COUNT, direction: DESC }'),
  root(
    'activities',
    newestFirst(
      events.filter(
        ({ id }) => represented.some(({ target }) => target === id) || taken.some(({ target }) => target === id),
      ),
    ),
    `${DATE_DESC}, filter: { participants: { all: ["Organization:hub"], throughRepresentatives: true } }`,
  ),
  root('participations', inOrder(participations)),
  root('participations', inOrder(participations, 'DESC'), DATE_DESC),
  root(
    'participations',
    inOrder(
      participations.filter(({ source }) => source === 'Organization:hub' || source === 'Person:p003'),
      'DESC',
    ),
    `${DATE_DESC}, filter: { actors: ["Person:p003", "Organization:hub"] }`,
  ),
  root(
    'participations',
    inOrder([...taken, ...represented], 'DESC'),
    `${DATE_DESC}, filter: { actors: ["Organization:hub", "Person:p003"], throughRepresentatives: true }`,
  ),
];

interface PageArgs {
  readonly first?: number;
  readonly after?: string | null;
  readonly last?: number;
  readonly before?: string | null;
}

interface Page {
  readonly ids: string[];
  readonly cursors: string[];
  readonly totalCount: number;
  readonly hasNextPage: boolean;
  readonly hasPreviousPage: boolean;
}

const queryOf = ({ on, field, args }: List) => `query($first: Int, $after: String, $last: Int, $before: String) {
  ${on ?? ''} ${field}(first: $first, after: $after, last: $last, before: $before ${args ? `, ${args}` : ''}) {
    totalCount nodes { id } edges { cursor node { id } }
    pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
  } ${on ? '} }' : ''}
}`;

async function pageOf(client: Client, list: List, args: PageArgs): Promise<Page> {
  const data = await client.ask(queryOf(list), { ...args });
  const connection = list.on ? data.node[list.field] : data[list.field];
  const { edges, nodes, pageInfo, totalCount } = connection;
  const cursors = edges.map(({ cursor }: { cursor: string }) => cursor);
  const rows: string[] = edges.map(({ node }: { node: { id: string } }) => node.id);
  expect(nodes.map(({ id }: { id: string }) => id)).toEqual(rows);
  expect(pageInfo).toMatchObject({ startCursor: cursors[0] ?? null, endCursor: cursors.at(-1) ?? null });
  return { ids: rows, cursors, totalCount, ...pageInfo };
}

/** The whole list, `size` rows at a time, with the cursors of its rows. */
async function walk(client: Client, list: List, size: number, forwards: boolean) {
  const rows: string[] = [];
  const cursors: string[] = [];
  for (let cursor: string | null = null, more = true; more; ) {
    const page: Page = await pageOf(
      client,
      list,
      forwards ? { first: size, after: cursor } : { last: size, before: cursor },
    );
    const put = forwards ? 'push' : 'unshift';
    rows[put](...page.ids);
    cursors[put](...page.cursors);
    // There is a page behind, except at the end that the walk started from.
    expect(forwards ? page.hasPreviousPage : page.hasNextPage).toBe(cursor !== null);
    more = forwards ? page.hasNextPage : page.hasPreviousPage;
    // Where more is promised, more comes.
    if (cursor !== null || rows.length > 0) expect(page.ids.length).toBeGreaterThan(0);
    cursor = (forwards ? page.cursors.at(-1) : page.cursors[0]) ?? null;
  }
  return { rows, cursors };
}

forEachEngine((engine) => {
  let client: Client;
  beforeAll(async () => {
    const graph = await engine.open();
    await writeGraph(graph, { entities, facts: ALL, documents, passages });
    client = clientOf(graph);
  });

  describe.each(LISTS)('$name', (list) => {
    const { expected } = list;
    const size = fc.integer({ min: Math.ceil(expected.length / 6), max: 100 });

    it('read forwards by any size, and backwards by any other, is the same list', async () => {
      await fc.assert(
        fc.asyncProperty(size, size, async (n, m) => {
          const forwards = await walk(client, list, n, true);
          expect(forwards.rows).toEqual(expected);
          expect(await walk(client, list, m, false)).toEqual(forwards);
        }),
        { numRuns: 1 },
      );
    });

    it('counts all of it, on any page', async () => {
      expect((await pageOf(client, list, { first: 1 })).totalCount).toBe(expected.length);
      expect((await pageOf(client, list, { last: 3 })).totalCount).toBe(expected.length);
    });

    it('has a first page of twenty when nothing is said', async () => {
      expect((await pageOf(client, list, {})).ids).toEqual(expected.slice(0, 20));
    });

    it('has pages of nothing that still say whether there is more', async () => {
      const none = { ids: [], cursors: [], totalCount: expected.length };
      expect(await pageOf(client, list, { first: 0 })).toMatchObject({
        ...none,
        hasNextPage: true,
        hasPreviousPage: false,
      });
      expect(await pageOf(client, list, { last: 0 })).toMatchObject({
        ...none,
        hasNextPage: false,
        hasPreviousPage: true,
      });
      const end = (await pageOf(client, list, { last: 1 })).cursors[0] ?? '';
      expect(await pageOf(client, list, { first: 0, after: end })).toMatchObject({
        ...none,
        hasNextPage: false,
        hasPreviousPage: true,
      });
    });

    it('between two cursors has what lies between them', async () => {
      const { cursors } = await walk(client, list, 100, true);
      const index = fc.nat({ max: expected.length - 1 });
      await fc.assert(
        fc.asyncProperty(index, index, fc.integer({ min: 1, max: 100 }), async (from, to, n) => {
          const between = expected.slice(from + 1, Math.max(to, from + 1));
          const window = { after: cursors[from] ?? '', before: cursors[to] ?? '' };
          const first = await pageOf(client, list, { ...window, first: n });
          expect(first.ids).toEqual(between.slice(0, n));
          expect(first).toMatchObject({ hasNextPage: true, hasPreviousPage: true });
          const last = await pageOf(client, list, { ...window, last: n });
          expect(last.ids).toEqual(between.slice(-n));
          expect(last).toMatchObject({ hasNextPage: true, hasPreviousPage: true });
        }),
        { numRuns: 2 },
      );
    });
  });

  describe('a page bounded by a cursor', () => {
    const countries = (args: string, field = 'hasNextPage hasPreviousPage') =>
      client.post(`{ countries(${args}) { nodes { id } pageInfo { ${field} } } }`);
    const cursorAt = async (row: number) =>
      (await client.ask(`{ countries(first: ${row}) { pageInfo { endCursor } } }`)).countries.pageInfo.endCursor;
    /** A cursor of the list whose row is gone: its key sorts just after that of the row given. */
    const besides = (cursor: string) =>
      Buffer.concat([Buffer.from(cursor, 'base64url'), Buffer.from('~')]).toString('base64url');

    it('says whether the list goes on beyond the cursor, whichever way it is read', async () => {
      const [third, ninth] = [await cursorAt(3), await cursorAt(9)];
      const { data } = await countries(`first: 5, before: "${ninth}"`);
      expect(data.countries.nodes).toHaveLength(5);
      expect(data.countries.pageInfo).toEqual({ hasNextPage: true, hasPreviousPage: false });
      const { data: backward } = await countries(`last: 50, after: "${third}"`);
      expect(backward.countries.pageInfo).toEqual({ hasNextPage: false, hasPreviousPage: true });
    });

    it('knows where the row of the cursor is gone, and none stands beyond', async () => {
      const total = (await client.ask('{ countries { totalCount } }')).countries.totalCount;
      const end = besides(await cursorAt(total));
      const { data } = await countries(`first: 50, before: "${end}"`);
      expect(data.countries.pageInfo).toEqual({ hasNextPage: false, hasPreviousPage: false });
      const { data: nothing } = await countries(`first: 50, after: "${end}"`);
      expect(nothing.countries).toEqual({ nodes: [], pageInfo: { hasNextPage: false, hasPreviousPage: true } });
    });

    it('looks there only where that is asked for', async () => {
      const cursor = await cursorAt(3);
      const pages = async (args: string, field: string) =>
        (await countries(args, field)).statements.filter((name) => name === 'countries page').length;
      expect(await pages(`first: 2, after: "${cursor}"`, 'hasNextPage endCursor')).toBe(1);
      expect(await pages(`first: 2, after: "${cursor}"`, 'hasPreviousPage')).toBe(2);
      expect(await pages(`first: 2, before: "${cursor}"`, 'hasPreviousPage startCursor')).toBe(1);
      expect(await pages('first: 2', 'hasNextPage hasPreviousPage')).toBe(1);
    });
  });

  it('a cursor of any list is refused by every other list, order and filter', async () => {
    const cursors = await Promise.all(LISTS.map(async (list) => (await pageOf(client, list, { first: 1 })).cursors[0]));
    for (const [i, list] of LISTS.entries()) {
      for (const [j, cursor] of cursors.entries()) {
        // Every list of the same field, and the next few: all pairs would say no more.
        if (i === j || (list.field !== LISTS[j]?.field && (j - i + LISTS.length) % LISTS.length > 4)) continue;
        const { status, errors } = await client.post(queryOf({ ...list }), { first: 1, after: cursor });
        const said = `${list.name} with a cursor of ${LISTS[j]?.name}`;
        expect(status, said).toBe(200);
        expect(errors, said).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
        expect(errors?.[0]?.message, said).toMatch(/^after: the cursor ".*" is of another list, order or filter\.$/);
      }
    }
  });

  const SOME = LISTS.filter(({ field }) =>
    ['relationships', 'supports', 'documents', 'activities', 'participations'].includes(field),
  );

  it('what is no cursor is refused by name, whatever it is', async () => {
    const garbage = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 60 }),
      fc.base64String(),
      fc.stringMatching(/^[A-Za-z0-9_-]{0,60}$/),
      fc.constantFrom('', ' ', 'null', '0', "'; MATCH (n) DETACH DELETE n //", 'a'.repeat(10_000), '\u0000', '\ud800'),
    );
    await fc.assert(
      fc.asyncProperty(
        garbage,
        fc.constantFrom(...SOME),
        fc.constantFrom('after', 'before'),
        async (cursor, list, argument) => {
          const { status, errors, reported } = await client.post(queryOf(list), { first: 2, [argument]: cursor });
          expect(reported).toEqual([]);
          expect(status).toBe(200);
          expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
          expect(errors?.[0]?.message).toMatch(new RegExp(`^${argument}: `));
          expect(errors?.[0]?.message.length).toBeLessThan(300);
        },
      ),
      { numRuns: 60 },
    );
  });

  it('a cursor that someone made up for the right list reads from there, or is refused, and breaks nothing', async () => {
    const real = new Map<List, string>();
    for (const list of SOME) real.set(list, (await pageOf(client, list, { first: 1 })).cursors[0] ?? '');
    const forged = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 40 }),
      fc.constantFrom('', '9999', '9999|', '\u0000', '\u{10FFFF}', '\u{10FFFF}x', "'", '`', '$p0', '2024|"\\'),
    );
    await fc.assert(
      fc.asyncProperty(
        forged,
        fc.constantFrom(...SOME),
        fc.constantFrom('after', 'before'),
        async (key, list, argument) => {
          const scope = Buffer.from(real.get(list) ?? '', 'base64url').subarray(0, 8);
          const cursor = Buffer.concat([scope, Buffer.from(key)]).toString('base64url');
          const { errors = [], reported } = await client.post(queryOf(list), { first: 2, [argument]: cursor });
          expect(reported).toEqual([]);
          expect(errors.every(({ extensions }) => extensions?.code === 'BAD_USER_INPUT')).toBe(true);
        },
      ),
      { numRuns: 60 },
    );
  });
});
