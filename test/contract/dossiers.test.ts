/** Lists of what some dossiers state, of a graph that several were loaded into. */
import { describe, expect, it } from 'vitest';
import { type Files, load, preparedGraph } from '../dossier/folders.ts';
import { type Client, clientOf } from '../support/ask.ts';
import { forEachEngine } from '../support/engines.ts';

const dossier = (id: string, things: string): Files => ({
  'dossier.yaml': `id: ${id}\ntitle: { en: Dossier ${id} }\n`,
  [`${id}.yaml`]: `document: doc-${id}
documents:
  - { id: SourceDocument:doc-${id}, title: { en: Document }, date: 2024-06-01, passages: [{ locator: P1, summary: { en: One } }] }
entities:
  - { id: Country:tr, names: { en: Türkiye }, code: TR, evidence: P1 }
  - { id: Event:both, names: { en: Meeting of both }, eventKind: MEETING, date: 2024-01-01, evidence: P1 }
  - { id: Event:${id}, names: { en: Meeting of ${id} }, eventKind: MEETING, date: 2024-02-02, evidence: P1 }
${things}`,
});

const FILES = [
  dossier(
    'a',
    `facts:
  - { from: Country:tr, type: PARTICIPATED_IN, to: Event:both, role: HOST, evidence: P1 }
  - { from: Country:tr, type: PARTICIPATED_IN, to: Event:a, role: HOST, evidence: P1 }
`,
  ),
  dossier(
    'b',
    `  - { id: Person:b, names: { en: B }, evidence: P1 }
facts:
  - { from: Country:tr, type: PARTICIPATED_IN, to: Event:both, role: HOST, evidence: P1 }
  - { from: Person:b, type: PARTICIPATED_IN, to: Event:both, role: SPEAKER, evidence: P1 }
  - { from: Person:b, type: PARTICIPATED_IN, to: Event:b, role: SPEAKER, evidence: P1 }
`,
  ),
];

forEachEngine((engine) => {
  let loaded: Promise<Client> | undefined;
  const client = () => {
    loaded ??= (async () => {
      const graph = await preparedGraph(engine);
      for (const files of FILES) await load(graph, files);
      return clientOf(graph);
    })();
    return loaded;
  };
  const ids = (list: { nodes: { id: string }[] }) => list.nodes.map(({ id }) => id);

  it('entities, of any type and of one, and those that a search finds', async () => {
    const { entities, countries, search } = await (await client()).ask(
      `{ entities(dossiers: ["a"]) { totalCount nodes { id } types { value count } }
         countries(dossiers: ["b"]) { totalCount }
         search(query: "meeting", dossiers: ["b"]) { totalCount nodes { id } } }`,
    );
    expect(ids(entities)).toEqual(['Country:tr', 'Event:a', 'Event:both']);
    expect(entities.totalCount).toBe(3);
    expect(entities.types).toEqual([
      { value: 'EVENT', count: 2 },
      { value: 'COUNTRY', count: 1 },
    ]);
    expect(countries.totalCount).toBe(1);
    expect(ids(search).sort()).toEqual(['Event:b', 'Event:both']);
  });

  it('activities and when they happened, and what an actor took part in', async () => {
    const { activities, timeline, entity } = await (await client()).ask(
      `{ activities(filter: { dossiers: ["b"] }) { totalCount nodes { id } }
         timeline(filter: { dossiers: ["a"] }) { buckets { date count } }
         entity(id: "Country:tr") { ... on Country {
           participations(filter: { dossiers: ["b"] }) { totalCount nodes { activity { id } } }
           coParticipants(filter: { dossiers: ["a"] }) { totalCount }
         } } }`,
    );
    expect(ids(activities)).toEqual(['Event:b', 'Event:both']);
    expect(timeline.buckets).toEqual([
      { date: '2024-01', count: 1 },
      { date: '2024-02', count: 1 },
    ]);
    expect(entity.participations.nodes).toEqual([{ activity: { id: 'Event:both' } }]);
    expect(entity.coParticipants.totalCount).toBe(1);
  });

  it('facts of an entity and their counts, and the facts of a picture', async () => {
    const { entity, subgraph, neighborhood } = await (await client()).ask(
      `{ entity(id: "Country:tr") {
           relationships(filter: { dossiers: ["b"] }) { totalCount nodes { target { id } } }
           relationshipCounts(filter: { dossiers: ["a", "b"] }) { count }
         }
         subgraph(ids: ["Country:tr", "Event:a", "Event:both"], filter: { dossiers: ["b"] }) { edges { target { id } } }
         neighborhood(of: ["Country:tr"], filter: { dossiers: ["b"] }) { nodes { id } } }`,
    );
    expect(entity.relationships).toEqual({ totalCount: 1, nodes: [{ target: { id: 'Event:both' } }] });
    expect(entity.relationshipCounts).toEqual([{ count: 2 }]);
    expect(subgraph.edges).toEqual([{ target: { id: 'Event:both' } }]);
    expect(ids(neighborhood)).toEqual(['Country:tr', 'Event:both']);
  });

  describe.each([
    'entities(dossiers: $of)',
    'search(query: "m", dossiers: $of)',
    'activities(filter: { dossiers: $of })',
  ])('%s', (list) => {
    it.each([
      [['c'], /dossiers: no dossier is called "c". There are a, b./],
      [[''], /dossiers: no dossier is called ""/],
      [[], /dossiers: the list is empty/],
      [Array.from({ length: 201 }, (_, at) => `d${at}`), /dossiers: 201 values are too many/],
    ])('refuses case %#', async (of, message) => {
      const { errors } = await (await client()).post(`query ($of: [ID!]) { ${list} { totalCount } }`, { of });
      expect(errors?.[0]?.extensions?.code).toBe('BAD_USER_INPUT');
      expect(errors?.[0]?.message).toMatch(message);
    });
  });
});
