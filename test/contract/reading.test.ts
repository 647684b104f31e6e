/** What a reader of the shipped dossier gets from every field that is built. */
import { beforeAll, describe, expect, it } from 'vitest';
import { type Client, clientOf } from '../support/ask.ts';
import { loadShipped } from '../support/dossier.ts';
import { forEachEngine } from '../support/engines.ts';
import { type FactSpec, writeGraph } from '../support/rows.ts';

const SOURCE = 'SourceDocument:gaza-diplomacy-2025';
const CITIES = [
  'amman',
  'beijing',
  'brussels',
  'london',
  'madrid',
  'moscow',
  'new-york',
  'oslo',
  'ottawa',
  'paris',
  'riyadh',
  'washington',
];
const INITIATIVES = CITIES.map((city) => `Event:initiative-${city}`);

interface Nodes {
  readonly totalCount?: number;
  readonly nodes: readonly { readonly id: string }[];
}
const ids = ({ nodes }: Nodes) => nodes.map(({ id }) => id);
const slugs = (list: Nodes) => ids(list).map((id) => id.slice(id.indexOf(':') + 1));

forEachEngine((engine) => {
  let client: Client;

  /** A selection of an entity of a type. */
  const of = async (id: string, selection: string) => {
    const type = id.slice(0, id.indexOf(':'));
    return (await client.ask(`{ entity(id: "${id}") { ... on ${type} { ${selection} } } }`)).entity;
  };
  /** A list of an entity, counted and read. */
  const listOf = async (id: string, field: string, args = '') =>
    (await of(id, `list: ${field}(first: 50${args ? `, ${args}` : ''}) { totalCount nodes { id } }`)).list as Nodes;
  const rootList = async (field: string, args = '') =>
    (await client.ask(`{ list: ${field}(first: 100${args ? `, ${args}` : ''}) { totalCount nodes { id } } }`))
      .list as Nodes;

  describe('the shipped dossier', () => {
    beforeAll(async () => {
      const graph = await engine.open();
      await loadShipped(graph);
      client = clientOf(graph);
    });

    it('the dossiers, with how much of each is there, and from each thing those that state it', async () => {
      const { dossiers, entity } = await client.ask(
        '{ dossiers { id state entities facts documents span { edtf } } entity(id: "Country:TR") { dossiers { id state } } }',
      );
      const whole = { id: 'gaza-diplomacy', state: 'WHOLE' };
      const span = { edtf: '2023-10-07/2025-08-02' };
      expect(dossiers).toEqual([{ ...whole, entities: 83, facts: 109, documents: 4, span }]);
      expect(entity.dossiers).toEqual([whole]);
    });

    describe('by id', () => {
      it('anything: an entity, a fact, a document, a passage, or nothing', async () => {
        const query = 'query($ids: [ID!]!) { nodes(ids: $ids) { __typename id } }';
        const wanted = [
          'Country:TR',
          'MEMBER_OF|Country:TR|Organization:gaza-contact-group|||',
          'PARTICIPATED_IN|Country:TR|Event:trade-halt|ACTING||2024-05-02/..',
          'HELD_IN|Event:initiative-oslo|City:oslo|||',
          SOURCE,
          'Passage:gaza-diplomacy-2025/P1.S1',
          'City:nowhere',
          'PARTICIPATED_IN|Country:TR|Event:trade-halt|ACTING||soon',
        ];
        const { nodes } = await client.ask(query, { ids: wanted });
        expect(nodes.map((node: { __typename: string } | null) => node?.__typename)).toEqual([
          'Country',
          'Membership',
          'Participation',
          'Link',
          'SourceDocument',
          'Passage',
          undefined,
          undefined,
        ]);
        for (const [index, id] of wanted.entries()) {
          const { node } = await client.ask('query($id: ID!) { node(id: $id) { __typename id } }', { id });
          expect(node).toEqual(nodes[index]);
          if (node) expect(node.id).toBe(id);
        }
      });

      it('an entity, and nothing else', async () => {
        const data = await client.ask(
          `{ a: entity(id: "City:amman") { id } b: entity(id: "${SOURCE}") { id } c: entity(id: "Country:XX") { id } }`,
        );
        expect(data).toEqual({ a: { id: 'City:amman' }, b: null, c: null });
      });

      it('a fact, with both its ends, its date, its evidence and its note', async () => {
        const { node } =
          await client.ask(`{ node(id: "PARTICIPATED_IN|Country:TR|LegalCase:south-africa-v-israel|INTERVENER||") { ... on Participation {
          type role source { id } target { id } actor { id } activity { id } onBehalfOf { id } date { edtf } evidence { locator document { id } } note { value language } } } }`);
        expect(node).toEqual({
          type: 'PARTICIPATED_IN',
          role: 'INTERVENER',
          source: { id: 'Country:TR' },
          target: { id: 'LegalCase:south-africa-v-israel' },
          actor: { id: 'Country:TR' },
          activity: { id: 'LegalCase:south-africa-v-israel' },
          onBehalfOf: null,
          date: null,
          evidence: [{ locator: 'P2.S1', document: { id: SOURCE } }],
          note: { value: expect.stringContaining('does not say that the Court admitted it'), language: 'en' },
        });
      });
    });

    describe('lists of everything', () => {
      it('entities, with the number of each type', async () => {
        const { entities } = await client.ask('{ entities(first: 0) { totalCount types { value label count } } }');
        expect(entities).toEqual({
          totalCount: 83,
          types: [
            { value: 'EVENT', label: 'event', count: 23 },
            { value: 'COUNTRY', label: 'state', count: 19 },
            { value: 'CITY', label: 'city', count: 15 },
            { value: 'ORGANIZATION', label: 'organisation', count: 8 },
            { value: 'OFFICE', label: 'office', count: 7 },
            { value: 'TOPIC', label: 'topic', count: 7 },
            { value: 'INSTRUMENT', label: 'instrument', count: 1 },
            { value: 'LEGAL_CASE', label: 'court case', count: 1 },
            { value: 'PERSON', label: 'person', count: 1 },
            { value: 'TERRITORY', label: 'territory', count: 1 },
          ],
        });
      });

      it('entities of some types', async () => {
        expect(ids(await rootList('entities', 'types: [PERSON, INSTRUMENT, TERRITORY]'))).toEqual([
          'Instrument:arms-transfer-letter',
          'Person:hakan-fidan',
          'Territory:gaza',
        ]);
      });

      it.each([
        ['countries', 19, 'Country:BE'],
        ['cities', 15, 'City:amman'],
        ['organizations', 8, 'Organization:arab-league'],
        ['activities', 25, 'Event:aid-refusal'],
        ['participations', 43, undefined],
      ])('%s', async (field, count, first) => {
        const list = await rootList(field);
        expect(list.totalCount).toBe(count);
        expect(new Set(ids(list)).size).toBe(count);
        if (first) expect(ids(list)[0]).toBe(first);
        if (first) expect(ids(list)).toEqual(ids(list).toSorted());
      });

      it('documents, their passages, and what each reports', async () => {
        const { documents } =
          await client.ask(`{ documents(first: 20) { nodes { id language date { edtf } title(languages: ["en"]) { value }
          passages(first: 50) { totalCount nodes { id locator document { id } summary(languages: ["ar"]) { language } supports(first: 0) { totalCount } } } } } }`);
        const source = documents.nodes.find(({ id }: { id: string }) => id === SOURCE);
        expect(source).toMatchObject({
          language: 'ar',
          date: { edtf: '2025-08-02' },
          title: { value: expect.stringMatching(/^\[Untitled/) },
        });
        expect(source.passages.nodes.map(({ locator }: { locator: string }) => locator)).toEqual([
          'P1.S1',
          'P1.S2',
          'P2.S1',
          'P3.S1',
          'P3.S2',
          'P3.S3',
          'P4.S1',
          'P5.S1',
          'P5.S2',
          'P6.S1',
          'P7.S1',
          'P8.S1',
        ]);
        const supported = source.passages.nodes.map(({ supports }: { supports: Nodes }) => supports.totalCount);
        expect(supported).toEqual([7, 8, 6, 4, 11, 1, 5, 8, 5, 26, 8, 5]);
        for (const passage of source.passages.nodes)
          expect(passage).toMatchObject({ document: { id: SOURCE }, summary: { language: 'ar' } });
      });

      it('a passage: the facts that it reports, by date', async () => {
        const { node } = await client.ask(
          '{ node(id: "Passage:gaza-diplomacy-2025/P1.S1") { ... on Passage { supports(first: 20) { nodes { id } } } } }',
        );
        expect(ids(node.supports)).toEqual([
          'PARTICIPATED_IN|Country:TR|Event:ambassador-recall|ACTING||[2023-10-07..2025-08-02]',
          'PARTICIPATED_IN|Office:ambassador-of-turkiye-in-tel-aviv|Event:ambassador-recall|SUBJECT||[2023-10-07..2025-08-02]',
          'CONCERNS|Event:ambassador-recall|City:ankara|||',
          'CONCERNS|Event:ambassador-recall|City:tel-aviv|||',
          'OFFICE_OF|Office:ambassador-of-turkiye-in-tel-aviv|Country:TR|||',
          'PARTICIPATED_IN|Country:IL|Event:israeli-attacks|ACTING||',
          'PRECEDED|Event:israeli-attacks|Event:ambassador-recall|||',
        ]);
      });
    });

    describe('the relationships of a state', () => {
      const RECALL = 'PARTICIPATED_IN|Country:TR|Event:ambassador-recall|ACTING||[2023-10-07..2025-08-02]';
      const RESTRICTION = 'PARTICIPATED_IN|Country:TR|Event:trade-restriction|ACTING||[2023-10-07..2024-05-02]';
      const HALT = 'PARTICIPATED_IN|Country:TR|Event:trade-halt|ACTING||2024-05-02/..';
      const DECLARATION = 'PARTICIPATED_IN|Country:TR|Event:declaration-of-intervention|ACTING||2024-08';
      const LETTER = 'PARTICIPATED_IN|Country:TR|Instrument:arms-transfer-letter|LEAD||2024-11';
      const FORUM = 'PARTICIPATED_IN|Country:TR|Event:antalya-diplomacy-forum|ORGANIZER||[2025-04-11..]';
      const dated = [RECALL, RESTRICTION, HALT, DECLARATION, LETTER, FORUM];
      const BAN = 'ADVOCATES|Country:TR|Topic:arms-transfer-ban|||';
      const ANKARA = 'LOCATED_IN|City:ankara|Country:TR|||';
      const ANTALYA = 'LOCATED_IN|City:antalya|Country:TR|||';
      const GROUP = 'MEMBER_OF|Country:TR|Organization:gaza-contact-group|||';
      const AMBASSADOR = 'OFFICE_OF|Office:ambassador-of-turkiye-in-tel-aviv|Country:TR|||';
      const MINISTER = 'OFFICE_OF|Office:foreign-minister-of-turkiye|Country:TR|||';
      const CASE = 'PARTICIPATED_IN|Country:TR|LegalCase:south-africa-v-israel|INTERVENER||';
      const undated = [BAN, ANKARA, ANTALYA, GROUP, AMBASSADOR, MINISTER, CASE];

      it('the oldest first, the undated last', async () => {
        const list = await listOf('Country:TR', 'relationships');
        expect(list).toEqual({ totalCount: 13, nodes: [...dated, ...undated].map((id) => ({ id })) });
      });

      it('the newest first, the undated still last', async () => {
        expect(ids(await listOf('Country:TR', 'relationships', 'direction: DESC'))).toEqual([
          ...dated.toReversed(),
          ...undated.toReversed(),
        ]);
      });

      const FILTERS: readonly (readonly [string, readonly string[]])[] = [
        ['types: [MEMBER_OF, ADVOCATES]', [BAN, GROUP]],
        ['roles: [ACTING]', [RECALL, RESTRICTION, HALT, DECLARATION]],
        ['others: ["Event:trade-halt", "City:ankara", "Country:IL"]', [HALT, ANKARA]],
        ['otherTypes: [CITY, LEGAL_CASE]', [ANKARA, ANTALYA, CASE]],
        ['outgoing: true', [...dated, BAN, GROUP, CASE]],
        ['outgoing: false', [ANKARA, ANTALYA, AMBASSADOR, MINISTER]],
        ['during: "2024-08", certainty: CERTAIN', [HALT, DECLARATION]],
        ['during: "2024-08"', [RECALL, HALT, DECLARATION]],
        ['during: "2024-08", certainty: POSSIBLE_OR_UNDATED', [RECALL, HALT, DECLARATION, ...undated]],
        [`documents: ["${SOURCE}"]`, [...dated, BAN, GROUP, AMBASSADOR, MINISTER, CASE]],
        ['types: [PARTICIPATED_IN], outgoing: false', []],
        ['outgoing: true, otherTypes: [EVENT], during: "2025", certainty: CERTAIN', [HALT]],
        ['certainty: CERTAIN', [...dated, ...undated]],
      ];

      it.each(FILTERS)('filtered by %s, and the counts add up', async (filter, expected) => {
        const list = await listOf('Country:TR', 'relationships', `filter: { ${filter} }`);
        expect(list).toEqual({ totalCount: expected.length, nodes: expected.map((id) => ({ id })) });
        const { relationshipCounts } = await of('Country:TR', `relationshipCounts(filter: { ${filter} }) { count }`);
        expect(relationshipCounts.reduce((sum: number, row: { count: number }) => sum + row.count, 0)).toBe(
          expected.length,
        );
        expect(relationshipCounts.every(({ count }: { count: number }) => count > 0)).toBe(true);
      });

      it('counted before they are read, most first', async () => {
        const { relationshipCounts } = await of('Country:TR', 'relationshipCounts { type outgoing otherType count }');
        expect(relationshipCounts.map((row: object) => Object.values(row).join(' '))).toEqual([
          'PARTICIPATED_IN true EVENT 5',
          'LOCATED_IN false CITY 2',
          'OFFICE_OF false OFFICE 2',
          'ADVOCATES true TOPIC 1',
          'MEMBER_OF true ORGANIZATION 1',
          'PARTICIPATED_IN true INSTRUMENT 1',
          'PARTICIPATED_IN true LEGAL_CASE 1',
        ]);
      });

      it('the degree of every entity is the number of its facts, and every fact counts twice', async () => {
        const { entities } = await client.ask(
          '{ entities(first: 100) { nodes { id degree relationships(first: 0) { totalCount } relationshipCounts { count } } } }',
        );
        let sum = 0;
        for (const { id, degree, relationships, relationshipCounts } of entities.nodes) {
          expect(relationships.totalCount, id).toBe(degree);
          expect(
            relationshipCounts.reduce((all: number, { count }: { count: number }) => all + count, 0),
            id,
          ).toBe(degree);
          sum += degree;
        }
        expect(sum).toBe(2 * 109);
      });
    });

    describe('who took part in what', () => {
      it('of an actor: by date, with the roles of the whole list', async () => {
        const { participations } = await of(
          'Country:TR',
          'participations(first: 2) { totalCount roles { value label count } nodes { activity { id } } }',
        );
        expect(participations).toEqual({
          totalCount: 7,
          roles: [
            { value: 'ACTING', label: 'acting party', count: 4 },
            { value: 'INTERVENER', label: 'intervener', count: 1 },
            { value: 'LEAD', label: 'lead', count: 1 },
            { value: 'ORGANIZER', label: 'organiser', count: 1 },
          ],
          nodes: [{ activity: { id: 'Event:ambassador-recall' } }, { activity: { id: 'Event:trade-restriction' } }],
        });
      });

      it('of an activity', async () => {
        const { participants } = await of(
          'Instrument:arms-transfer-letter',
          'participants { totalCount nodes { role actor { id } } }',
        );
        expect(participants).toEqual({
          totalCount: 5,
          nodes: [
            // The day of the two who signed is not known; the first that it can be is that of the letter.
            { role: 'SIGNATORY', actor: { id: 'Country:CN' } },
            { role: 'TARGET', actor: { id: 'Country:IL' } },
            { role: 'SIGNATORY', actor: { id: 'Country:RU' } },
            { role: 'LEAD', actor: { id: 'Country:TR' } },
            { role: 'HOST', actor: { id: 'Organization:un' } },
          ],
        });
      });

      it('on whose behalf', async () => {
        const { participants } = await of(
          'Event:contact-group-meetings',
          'participants { nodes { actor { id } onBehalfOf { __typename id } } }',
        );
        expect(participants.nodes).toEqual(
          [
            {
              actor: { id: 'Office:secretary-general-of-the-arab-league' },
              onBehalfOf: { __typename: 'Organization', id: 'Organization:arab-league' },
            },
            {
              actor: { id: 'Office:secretary-general-of-the-oic' },
              onBehalfOf: { __typename: 'Organization', id: 'Organization:oic' },
            },
            { actor: { id: 'Organization:gaza-contact-group' }, onBehalfOf: null },
            { actor: { id: 'Person:hakan-fidan' }, onBehalfOf: { __typename: 'Country', id: 'Country:TR' } },
          ].toSorted((a, b) => (a.actor.id < b.actor.id ? -1 : 1)),
        );
      });

      const at = (...pairs: readonly string[]) => pairs.toSorted();
      const FILTERS: readonly (readonly [string, readonly string[]])[] = [
        [
          'roles: [HOST, COURT]',
          at(
            'Organization:icj south-africa-v-israel',
            'Organization:un arms-transfer-letter',
            'Organization:un initiative-new-york',
            'Organization:eu initiative-brussels',
          ),
        ],
        [
          'actors: ["Country:ZA", "Country:CN"]',
          at('Country:CN arms-transfer-letter', 'Country:ZA south-africa-v-israel'),
        ],
        ['actors: ["Organization:oic"]', ['Organization:oic joint-summit-2023']],
        [
          'actors: ["Organization:oic"], throughRepresentatives: true',
          at('Office:secretary-general-of-the-oic contact-group-meetings', 'Organization:oic joint-summit-2023'),
        ],
        [
          'actorTypes: [PERSON, OFFICE], roles: [ATTENDEE]',
          at(
            'Office:secretary-general-of-the-arab-league contact-group-meetings',
            'Office:secretary-general-of-the-oic contact-group-meetings',
            'Person:hakan-fidan contact-group-meetings',
          ),
        ],
        ['onBehalfOf: ["Country:TR"]', ['Person:hakan-fidan contact-group-meetings']],
        [
          'activities: ["Event:joint-summit-2023", "Event:aid-refusal"]',
          at(
            'Country:IL aid-refusal',
            'Organization:arab-league joint-summit-2023',
            'Organization:oic joint-summit-2023',
          ),
        ],
        [
          'activity: { eventKinds: [SUMMIT, FORUM] }',
          at(
            'Country:TR antalya-diplomacy-forum',
            'Organization:arab-league joint-summit-2023',
            'Organization:oic joint-summit-2023',
          ),
        ],
        ['activity: { places: ["Country:US"] }, roles: [HOST]', ['Organization:un initiative-new-york']],
        [
          'activity: { types: [LEGAL_CASE] }, actorTypes: [COUNTRY], roles: [APPLICANT, RESPONDENT]',
          at('Country:IL south-africa-v-israel', 'Country:ZA south-africa-v-israel'),
        ],
        [
          'activity: { participants: { all: ["Country:TR"], roles: [ACTING] } }, roles: [TARGET]',
          at('Country:IL trade-halt', 'Country:IL trade-restriction'),
        ],
        [
          'during: "2023-11", certainty: CERTAIN',
          at('Organization:arab-league joint-summit-2023', 'Organization:oic joint-summit-2023'),
        ],
        ['during: "2024-08-15", certainty: CERTAIN', at('Country:IL trade-halt', 'Country:TR trade-halt')],
        [
          'during: "2023-10-07", certainty: POSSIBLE',
          at(
            'Country:IL trade-restriction',
            'Country:TR ambassador-recall',
            'Country:TR trade-restriction',
            'Office:ambassador-of-turkiye-in-tel-aviv ambassador-recall',
          ),
        ],
        [
          'during: "1999", certainty: POSSIBLE_OR_UNDATED, actors: ["Country:TR"]',
          ['Country:TR south-africa-v-israel'],
        ],
        [`documents: ["${SOURCE}"], actors: ["Country:RU"]`, ['Country:RU arms-transfer-letter']],
      ];

      it.each(FILTERS)('all of it, filtered by %s', async (filter, expected) => {
        const { participations } = await client.ask(
          `{ participations(first: 50, filter: { ${filter} }) { totalCount roles { count } nodes { actor { id } activity { id } } } }`,
        );
        expect(
          participations.nodes
            .map(
              ({ actor, activity }: { actor: { id: string }; activity: { id: string } }) =>
                `${actor.id} ${activity.id.replace(/^\w+:/, '')}`,
            )
            .toSorted(),
        ).toEqual(expected);
        expect(participations.totalCount).toBe(expected.length);
        expect(participations.roles.reduce((sum: number, { count }: { count: number }) => sum + count, 0)).toBe(
          expected.length,
        );
      });

      it.each([
        ['roles: [ACTING]', ['aid-refusal', 'israeli-attacks']],
        ['roles: [TARGET], during: "2024-11"', ['trade-halt', 'arms-transfer-letter']],
        ['activity: { types: [LEGAL_CASE] }', ['south-africa-v-israel']],
        ['activities: ["Event:trade-halt"]', ['trade-halt']],
      ])('that of one actor, filtered by %s', async (filter, expected) => {
        const { participations } = await of(
          'Country:IL',
          `participations(filter: { ${filter} }) { nodes { activity { id } } }`,
        );
        expect(
          participations.nodes.map(({ activity }: { activity: { id: string } }) => activity.id.replace(/^\w+:/, '')),
        ).toEqual(expected);
      });

      it.each([
        ['roles: [SIGNATORY, LEAD]', ['Country:CN', 'Country:RU', 'Country:TR']],
        ['actorTypes: [ORGANIZATION]', ['Organization:un']],
        ['actors: ["Country:IL", "Organization:un"]', ['Country:IL', 'Organization:un']],
      ])('that of one activity, filtered by %s', async (filter, expected) => {
        const { participants } = await of(
          'Instrument:arms-transfer-letter',
          `participants(filter: { ${filter} }) { totalCount nodes { actor { id } } }`,
        );
        expect(participants.nodes.map(({ actor }: { actor: { id: string } }) => actor.id).toSorted()).toEqual(expected);
        expect(participants.totalCount).toBe(expected.length);
      });
    });

    describe('what is joined to what', () => {
      it.each([
        [
          'Organization:gaza-contact-group',
          'members',
          ['EG', 'ID', 'JO', 'NG', 'PS', 'QA', 'SA', 'TR'].map(
            (code) => `MEMBER_OF|Country:${code}|Organization:gaza-contact-group|||`,
          ),
        ],
        ['Country:QA', 'memberships', ['MEMBER_OF|Country:QA|Organization:gaza-contact-group|||']],
        [
          'Organization:un',
          'subOrganizations',
          ['Organization:un-general-assembly', 'Organization:un-security-council'],
        ],
        ['Organization:un', 'offices', ['Office:secretary-general-of-the-un']],
        ['Country:TR', 'offices', ['Office:ambassador-of-turkiye-in-tel-aviv', 'Office:foreign-minister-of-turkiye']],
        ['Person:hakan-fidan', 'offices', ['Office:foreign-minister-of-turkiye']],
        ['Office:foreign-minister-of-turkiye', 'holders', ['Person:hakan-fidan']],
        [
          'Organization:gaza-contact-group',
          'advocates',
          [
            'Topic:end-of-attacks',
            'Topic:international-mobilization',
            'Topic:just-and-lasting-peace',
            'Topic:peace-in-gaza',
            'Topic:two-state-solution',
          ],
        ],
        ['Topic:arms-transfer-ban', 'advocatedBy', ['Country:TR']],
        ['Topic:arms-transfer-ban', 'concernedBy', ['Instrument:arms-transfer-letter']],
        ['Topic:peace-in-gaza', 'concerns', ['Territory:gaza']],
        ['Territory:gaza', 'concernedBy', ['Event:aid-refusal', 'Topic:peace-in-gaza']],
        ['Event:ambassador-recall', 'concerns', ['City:ankara', 'City:tel-aviv']],
        ['Event:initiative-oslo', 'places', ['City:oslo']],
        ['Instrument:arms-transfer-letter', 'parts', ['Event:letter-delivery']],
        ['Event:contact-group-meetings', 'parts', ['Event:antalya-meeting-2025']],
        ['Event:israeli-attacks', 'followedBy', ['Event:ambassador-recall', 'Event:trade-restriction']],
        ['Event:trade-halt', 'precededBy', ['Event:trade-restriction']],
        ['Event:antalya-meeting-2025', 'followedBy', ['Event:antalya-diplomacy-forum']],
        ['Event:joint-summit-2023', 'established', ['Organization:gaza-contact-group']],
        ['Country:US', 'contains', ['City:new-york', 'City:washington']],
        ['City:oslo', 'contains', []],
      ])('%s %s', async (id, field, expected) => {
        expect(await listOf(id, field)).toEqual({
          totalCount: expected.length,
          nodes: expected.map((each) => ({ id: each })),
        });
      });

      it.each([
        ['City:washington', 'country', 'Country:US'],
        ['Event:letter-delivery', 'partOf', 'Instrument:arms-transfer-letter'],
        ['Event:declaration-of-intervention', 'partOf', 'LegalCase:south-africa-v-israel'],
        ['Event:trade-halt', 'partOf', null],
        ['Organization:gaza-contact-group', 'establishedAt', 'Event:joint-summit-2023'],
        ['Organization:oic', 'establishedAt', null],
        ['Organization:un-security-council', 'parentOrganization', 'Organization:un'],
        ['Organization:un', 'parentOrganization', null],
        ['Office:secretary-general-of-the-oic', 'of', 'Organization:oic'],
        ['Office:ambassador-of-turkiye-in-tel-aviv', 'of', 'Country:TR'],
      ])('%s %s is %s', async (id, field, expected) => {
        expect((await of(id, `one: ${field} { id }`)).one).toEqual(expected === null ? null : { id: expected });
      });

      it('with the fact that says so, and its evidence', async () => {
        const { places } = await of(
          'Event:antalya-meeting-2025',
          'places { edges { node { id ... on City { country { id } } } relationship { type date { edtf } evidence { locator } } } }',
        );
        expect(places.edges).toEqual([
          {
            node: { id: 'City:antalya', country: { id: 'Country:TR' } },
            relationship: { type: 'HELD_IN', date: { edtf: '2025-04-11' }, evidence: [{ locator: 'P8.S1' }] },
          },
        ]);
      });

      it('what was held in a state is what was held in its cities', async () => {
        expect(slugs(await listOf('Country:US', 'activitiesHeld'))).toEqual([
          'initiative-new-york',
          'initiative-washington',
        ]);
        expect(slugs(await listOf('City:amman', 'activitiesHeld'))).toEqual(['initiative-amman']);
        expect(await listOf('Country:ZA', 'activitiesHeld')).toEqual({ totalCount: 0, nodes: [] });
        expect(
          slugs(await listOf('Country:US', 'activitiesHeld', 'filter: { participants: { any: ["Organization:un"] } }')),
        ).toEqual(['initiative-new-york']);
        expect(
          slugs(
            await listOf(
              'Country:TR',
              'activitiesHeld',
              'filter: { during: "2025-04-11", certainty: CERTAIN }, orderBy: { field: DATE }',
            ),
          ),
        ).toEqual(['antalya-meeting-2025']);
      });
    });

    describe('activities', () => {
      it.each([
        ['types: [LEGAL_CASE, INSTRUMENT]', ['arms-transfer-letter', 'south-africa-v-israel']],
        ['eventKinds: [MEASURE]', ['aid-refusal', 'trade-halt', 'trade-restriction']],
        ['types: [LEGAL_CASE], eventKinds: [MEASURE]', []],
        ['during: "2024-08", certainty: CERTAIN', ['declaration-of-intervention', 'trade-halt']],
        ['during: "2024-08"', ['ambassador-recall', 'declaration-of-intervention', 'trade-halt']],
        ['during: "2024-08-15", certainty: CERTAIN', ['trade-halt']],
        ['during: "2030", certainty: CERTAIN', []],
        ['during: "2030"', ['antalya-diplomacy-forum', 'trade-halt']],
        ['during: "2023-10/2023-12", certainty: CERTAIN', ['joint-summit-2023']],
        ['during: "2023-10/2023-12"', ['ambassador-recall', 'joint-summit-2023', 'trade-restriction']],
        ['during: "../2023-10", certainty: POSSIBLE', ['ambassador-recall', 'trade-restriction']],
        ['participants: { all: ["Organization:oic", "Organization:arab-league"] }', ['joint-summit-2023']],
        [
          'participants: { all: ["Organization:oic", "Organization:arab-league"], throughRepresentatives: true }',
          ['contact-group-meetings', 'joint-summit-2023'],
        ],
        [
          'participants: { all: ["Country:TR", "Country:IL"] }',
          ['arms-transfer-letter', 'south-africa-v-israel', 'trade-halt', 'trade-restriction'],
        ],
        [
          'participants: { any: ["Organization:icj", "Country:RU"] }',
          ['arms-transfer-letter', 'south-africa-v-israel'],
        ],
        [
          'participants: { all: ["Country:TR"], none: ["Country:IL"] }',
          ['ambassador-recall', 'antalya-diplomacy-forum', 'declaration-of-intervention'],
        ],
        [
          'participants: { all: ["Country:TR"], none: ["Country:IL"], roles: [ACTING] }',
          ['ambassador-recall', 'declaration-of-intervention', 'trade-halt', 'trade-restriction'],
        ],
        [
          'participants: { any: ["Country:TR"], throughRepresentatives: true, roles: [ATTENDEE] }',
          ['contact-group-meetings'],
        ],
        ['participants: { none: ["Organization:gaza-contact-group"] }, eventKinds: [INITIATIVE, MEETING]', []],
        ['participants: { roles: [RECIPIENT] }', ['letter-delivery']],
        [
          'participants: [{ all: ["Country:TR"], roles: [ACTING] }, { all: ["Country:IL"], roles: [TARGET] }]',
          ['trade-halt', 'trade-restriction'],
        ],
        ['participants: [{ all: ["Country:IL"], roles: [ACTING] }, { all: ["Country:TR"], roles: [TARGET] }]', []],
        ['places: ["City:antalya"]', ['antalya-meeting-2025']],
        ['places: ["Country:JO", "Country:TR"]', ['antalya-meeting-2025', 'initiative-amman']],
        ['concerns: ["Topic:palestinian-people", "City:ankara"]', ['ambassador-recall', 'israeli-attacks']],
        ['concerns: ["Country:TR"]', []],
        ['text: "antalya"', ['antalya-diplomacy-forum', 'antalya-meeting-2025']],
        ['text: "TICARETIN kisit"', ['trade-restriction']],
        ['text: "الهجمات"', ['israeli-attacks']],
        ['text: "meet"', ['antalya-meeting-2025', 'contact-group-meetings']],
        ['text: "gaza trade"', []],
        [
          'eventKinds: [MEASURE], during: "2024-06", participants: { any: ["Country:IL"], roles: [TARGET] }, text: "israel"',
          ['trade-halt'],
        ],
      ])('filtered by %s', async (filter, expected) => {
        const list = await rootList('activities', `filter: { ${filter} }`);
        expect(slugs(list).toSorted()).toEqual(expected.toSorted());
        expect(ids(list)).toEqual(ids(list).toSorted());
        expect(list.totalCount).toBe(expected.length);
      });

      const undated = [
        'Event:aid-refusal',
        'Event:contact-group-meetings',
        ...INITIATIVES,
        'Event:israeli-attacks',
        'LegalCase:south-africa-v-israel',
      ];
      const dated = [
        'Event:ambassador-recall',
        'Event:trade-restriction',
        'Event:joint-summit-2023',
        'Event:trade-halt',
        'Event:declaration-of-intervention',
        'Event:letter-delivery',
        'Instrument:arms-transfer-letter',
        'Event:antalya-diplomacy-forum',
        'Event:antalya-meeting-2025',
      ];

      it('by date: the undated last in both directions', async () => {
        expect(ids(await rootList('activities', 'orderBy: { field: DATE }'))).toEqual([...dated, ...undated]);
        expect(ids(await rootList('activities', 'orderBy: { field: DATE, direction: DESC }'))).toEqual([
          ...dated.toReversed(),
          ...undated.toReversed(),
        ]);
      });

      it('by name, in both directions', async () => {
        const up = await client.ask(
          '{ activities(first: 50, orderBy: { field: NAME }) { nodes { label(languages: ["en"]) } } }',
        );
        const names = up.activities.nodes.map(({ label }: { label: string }) =>
          label
            .toLowerCase()
            .replaceAll('ü', 'u')
            .replace(/[^a-z0-9]+/g, ' '),
        );
        expect(names).toEqual(names.toSorted());
        const forwards = ids(await rootList('activities', 'orderBy: { field: NAME }'));
        expect(ids(await rootList('activities', 'orderBy: { field: NAME, direction: DESC }'))).toEqual(
          forwards.toReversed(),
        );
      });

      it('by the number of actors, whatever the filter', async () => {
        const { activities } = await client.ask(
          `{ activities(first: 50, filter: { participants: { any: ["Country:IL"] } }, orderBy: { field: PARTICIPANT_COUNT, direction: DESC }) { nodes { id participants(first: 50) { totalCount } } } }`,
        );
        expect(
          activities.nodes.map(
            ({ id, participants }: { id: string; participants: Nodes }) => `${participants.totalCount} ${id}`,
          ),
        ).toEqual([
          '5 Instrument:arms-transfer-letter',
          '4 LegalCase:south-africa-v-israel',
          '2 Event:trade-restriction',
          '2 Event:trade-halt',
          '1 Event:israeli-attacks',
          '1 Event:aid-refusal',
        ]);
      });

      it('counted by type and kind over the whole list, whatever the page', async () => {
        const { activities } = await client.ask(
          '{ activities(first: 1, filter: { during: "2023/2025" }) { totalCount types { value count } eventKinds { value label(languages: ["tr"]) count } } }',
        );
        expect(activities).toEqual({
          totalCount: 9,
          types: [
            { value: 'EVENT', count: 8 },
            { value: 'INSTRUMENT', count: 1 },
          ],
          eventKinds: [
            { value: 'MEASURE', label: 'önlem', count: 2 },
            { value: 'DECLARATION', label: 'bildirge', count: 1 },
            { value: 'DELIVERY', label: 'teslim', count: 1 },
            { value: 'FORUM', label: 'forum', count: 1 },
            { value: 'MEETING', label: 'toplantı', count: 1 },
            { value: 'RECALL', label: 'geri çağırma', count: 1 },
            { value: 'SUMMIT', label: 'zirve', count: 1 },
          ],
        });
      });

      it('say when, on what evidence, and which figures the source gives', async () => {
        expect(
          await of(
            'Event:trade-restriction',
            'eventKind date { edtf label earliest latest ongoing } evidence { locator } quantities { name value label(languages: ["en"]) { value } evidence { locator } }',
          ),
        ).toEqual({
          eventKind: 'MEASURE',
          date: {
            edtf: '[2023-10-07..2024-05-02]',
            label: 'between 7 October 2023 and 2 May 2024',
            earliest: '2023-10-07',
            latest: '2024-05-02',
            ongoing: false,
          },
          evidence: [{ locator: 'P1.S2' }],
          quantities: [{ name: 'products', value: 54, label: { value: 'products' }, evidence: [{ locator: 'P1.S2' }] }],
        });
        expect(await of('Event:trade-halt', 'date { edtf earliest latest ongoing }')).toEqual({
          date: { edtf: '2024-05-02/..', earliest: '2024-05-02', latest: null, ongoing: true },
        });
      });
    });

    describe('in a reader’s language', () => {
      const name = 'name { value language direction }';

      it('what the product says itself, and what the model says, in the first language that each has', async () => {
        const { data, errors } = await client.post(
          `{ event: entity(id: "Event:trade-halt") { ... on Activity { date { label(languages: ["fr-CA", "ar"]) } } }
            participations(first: 1, filter: { activities: ["Event:trade-halt"], roles: [ACTING] }) { nodes { label(languages: ["fr-CA"]) } roles { label(languages: ["zh"]) } } }`,
        );
        expect(errors).toBeUndefined();
        expect(data).toMatchObject({
          event: { date: { label: 'depuis le 2 mai 2024' } },
          participations: { nodes: [{ label: 'a accompli' }], roles: [{ label: 'acting party' }] },
        });
      });

      it('names: the first of the languages asked for that there is', async () => {
        const { entity } = await client.ask(`{ entity(id: "Country:TR") {
          ar: name(languages: ["ar", "en"]) { value language direction } tr: name(languages: ["ja", "tr-TR"]) { value language direction }
          none: name(languages: ["ja"]) { value language direction } usual: ${name} plain: label(languages: ["ar"]) names { value language } } }`);
        const english = { value: 'Türkiye', language: 'en', direction: 'LTR' };
        expect(entity).toEqual({
          ar: { value: 'تركيا', language: 'ar', direction: 'RTL' },
          tr: { value: 'Türkiye', language: 'tr', direction: 'LTR' },
          none: english,
          usual: english,
          plain: 'تركيا',
          names: [
            { value: 'Türkiye', language: 'en' },
            { value: 'Turkey', language: 'en' },
            { value: 'تركيا', language: 'ar' },
            { value: 'Türkiye', language: 'tr' },
          ],
        });
      });

      it.each([
        ['ar', 'ar'],
        ['ja, tr;q=0.5, ar;q=0.9', 'ar'],
        ['tr-TR', 'tr'],
        ['ja', 'en'],
        ['*', 'en'],
        ['not a header ;;; q=9', 'en'],
      ])('the request’s Accept-Language %s is %s where a field asks for none', async (header, language) => {
        const { entity } = await client.ask(
          `{ entity(id: "City:amman") { ${name} english: name(languages: ["en"]) { language } } }`,
          {},
          { 'accept-language': header },
        );
        expect(entity).toMatchObject({ name: { language }, english: { language: 'en' } });
      });

      it('every entity has a name in English, Arabic and Turkish', async () => {
        const { entities } = await client.ask(
          '{ entities(first: 100) { nodes { id en: name(languages: ["en"]) { language value } ar: name(languages: ["ar"]) { language value } tr: name(languages: ["tr"]) { language value } } } }',
        );
        for (const { id, en, ar, tr } of entities.nodes)
          expect([en.language, ar.language, tr.language], id).toEqual(['en', 'ar', 'tr']);
      });

      it.each([
        ['en', 'filed a declaration to intervene in', 'is a member of', 'lies in', 'August 2024'],
        ['ar', 'أودع إعلان تدخّل في', 'عضو في', 'تقع في', 'أغسطس 2024'],
        ['tr', 'şu davaya müdahale beyanı sundu:', 'şunun üyesidir:', 'şurada bulunur:', 'Ağustos 2024'],
        ['fr', 'a déposé une déclaration d’intervention dans', 'est membre de', 'se trouve en', 'août 2024'],
      ])('what a fact says, and when, in %s', async (language, intervened, member, lies, when) => {
        const { nodes } = await client.ask(
          `query($ids: [ID!]!, $l: [LanguageTag!]) { nodes(ids: $ids) { ... on Relationship { label(languages: $l) date { label(languages: $l) } } } }`,
          {
            ids: [
              'PARTICIPATED_IN|Country:TR|LegalCase:south-africa-v-israel|INTERVENER||',
              'MEMBER_OF|Country:TR|Organization:gaza-contact-group|||',
              'LOCATED_IN|City:amman|Country:JO|||',
              'PARTICIPATED_IN|Country:TR|Event:declaration-of-intervention|ACTING||2024-08',
            ],
            l: [language],
          },
        );
        expect(nodes.map(({ label }: { label: string }) => label).slice(0, 3)).toEqual([intervened, member, lies]);
        expect(nodes[3].date.label).toBe(when);
      });

      it('descriptions, summaries, titles and notes', async () => {
        const data = await client.ask(
          `{ entity(id: "LegalCase:south-africa-v-israel") { description(languages: ["tr"]) { value language } } none: entity(id: "Country:TR") { description { value } }
             document: node(id: "${SOURCE}") { ... on SourceDocument { title(languages: ["ar"]) { direction } } } }`,
        );
        expect(data.entity.description).toMatchObject({ language: 'tr', value: expect.stringContaining('Divanı') });
        expect(data.document.title.direction).toBe('RTL');
      });
    });
  });

  describe('what lasted, what happened once, and what has no date', () => {
    const GROUP = 'Organization:group';
    const DATES = {
      AA: '2000/2010',
      AB: '2010/..',
      AC: '[2005..2006]',
      AD: undefined,
      AE: '2005~',
      AF: '../2004',
      AG: '2005-06-15',
      AH: '/2005-12',
    } as const;
    beforeAll(async () => {
      const graph = await engine.open();
      const codes = Object.entries(DATES);
      await writeGraph(graph, {
        entities: [
          { id: GROUP, organizationKind: 'GROUP' },
          { id: 'Office:chair' },
          ...codes.map(([code]) => ({ id: `Country:${code}`, code })),
          ...codes.map(([code]) => ({ id: `Person:${code.toLowerCase()}` })),
        ],
        facts: codes.flatMap(([code, date]): FactSpec[] => [
          {
            type: 'MEMBER_OF',
            source: `Country:${code}`,
            target: GROUP,
            date,
            membershipRole: code === 'AA' ? 'CHAIR' : undefined,
          },
          { type: 'HOLDS', source: `Person:${code.toLowerCase()}`, target: 'Office:chair', date },
        ]),
      });
      client = clientOf(graph);
    });

    const CASES: readonly (readonly [string, string, readonly string[]])[] = [
      // What lasted from 2000 to 2010 covers the day; of what happened once, only what was on the day itself did.
      ['2005-06-15', 'CERTAIN', ['AA', 'AG']],
      ['2005-06-15', 'POSSIBLE', ['AA', 'AC', 'AE', 'AG', 'AH']],
      ['2005-06-15', 'POSSIBLE_OR_UNDATED', ['AA', 'AC', 'AD', 'AE', 'AG', 'AH']],
      ['2005/2006', 'CERTAIN', ['AA', 'AC', 'AG', 'AH']],
      ['2020', 'CERTAIN', ['AB']],
      ['2020', 'POSSIBLE', ['AB']],
      ['2003', 'CERTAIN', ['AA', 'AF']],
      ['2003', 'POSSIBLE', ['AA', 'AF', 'AH']],
      ['1990/2030', 'CERTAIN', ['AA', 'AB', 'AC', 'AF', 'AG', 'AH']],
      ['1990/2030', 'POSSIBLE', ['AA', 'AB', 'AC', 'AE', 'AF', 'AG', 'AH']],
    ];

    it.each(CASES)('members and holders during %s, %s', async (during, certainty, expected) => {
      const args = `during: "${during}", certainty: ${certainty}`;
      const { members } = await of(GROUP, `members(first: 20, ${args}) { totalCount nodes { member { id } } }`);
      expect(members.nodes.map(({ member }: { member: { id: string } }) => member.id.slice(8)).toSorted()).toEqual(
        expected,
      );
      expect(members.totalCount).toBe(expected.length);
      expect(slugs(await listOf('Office:chair', 'holders', args)).toSorted()).toEqual(
        expected.map((code) => code.toLowerCase()),
      );
      for (const code of Object.keys(DATES)) {
        const one = expected.includes(code) ? 1 : 0;
        expect((await listOf(`Country:${code}`, 'memberships', args)).totalCount, code).toBe(one);
        expect((await listOf(`Person:${code.toLowerCase()}`, 'offices', args)).totalCount, code).toBe(one);
      }
    });

    it('without an interval, all of them, and members are MEMBER where nothing is said', async () => {
      const { members } = await of(GROUP, 'members { totalCount nodes { membershipRole member { id } } }');
      expect(members.totalCount).toBe(8);
      expect(
        members.nodes.filter(({ membershipRole }: { membershipRole: string }) => membershipRole === 'CHAIR'),
      ).toEqual([{ membershipRole: 'CHAIR', member: { id: 'Country:AA' } }]);
      expect(
        members.nodes.filter(({ membershipRole }: { membershipRole: string }) => membershipRole === 'MEMBER'),
      ).toHaveLength(7);
    });
  });
});
