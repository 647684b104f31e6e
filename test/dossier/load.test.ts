import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import { dossiersIn } from '../../src/declare/dossiers.ts';
import { loadDossier, seedGraph } from '../../src/dossier/load.ts';
import type { Progress } from '../../src/dossier/read/dossier.ts';
import { countsOf, graphVersion } from '../../src/dossier/store/dossiers.ts';
import { UnknownDossier, unloadDossier } from '../../src/dossier/unload.ts';
import type { Graph } from '../../src/graph/port.ts';
import { forEachEngine } from '../support/engines.ts';
import { model } from '../support/model.ts';
import { BASE, dump, emptied, folderOf, ids, load, preparedGraph, row } from './folders.ts';

const SHIPPED = new URL('../../seeds/gaza-diplomacy', import.meta.url).pathname;

const SMALL = {
  ...BASE,
  'things.yaml': `document: doc
entities:
  - { id: Country:tr, names: { en: [Türkiye, Turkey], tr: Türkiye }, code: TR, evidence: P1 }
  - { id: Person:a, names: { en: A }, identifiers: { orcid: "1" }, evidence: [P1, P2] }
  - id: Event:e
    names: { ar: القمة, en: The summit }
    description: { en: A summit }
    eventKind: SUMMIT
    date: 2024-05-02/..
    quantities: [{ name: states, value: 3, label: { en: states }, evidence: P2 }]
    evidence: P1
  - { id: City:c, names: { en: C }, coordinates: { latitude: 1.5, longitude: -2 }, evidence: P1 }
facts:
  - { from: Country:tr, type: PARTICIPATED_IN, to: Event:e, role: HOST, evidence: P2 }
  - { from: Country:tr, type: PARTICIPATED_IN, to: Event:e, role: CHAIR, date: 2024-05, evidence: [P1, P2] }
  - { from: Person:a, type: PARTICIPATED_IN, to: Event:e, role: SPEAKER, onBehalfOf: Country:tr, evidence: P1 }
  - { from: Event:e, type: HELD_IN, to: City:c, date: 1683-09-12, note: { en: Perhaps }, evidence: P1 }
`,
};

forEachEngine((engine) => {
  let graph: Graph;
  beforeAll(async () => {
    graph = await preparedGraph(engine);
  });
  afterEach(() => emptied(graph));

  // A Neo4j that has just been started plans each of its statements for the first time.
  describe('the shipped dossier', () => {
    test('is 83 entities and 109 facts, and once loaded nothing is left to write', async () => {
      const report = await loadDossier(graph, model, SHIPPED);
      expect(report).toMatchObject({ id: 'gaza-diplomacy', entities: 83, facts: 109, written: 249, removed: 0 });
      expect(await countsOf(graph)).toEqual({ entities: 83, facts: 109 });
      expect(await graphVersion(graph)).toBe(1);
      const once = await dump(graph);
      expect(await loadDossier(graph, model, SHIPPED)).toMatchObject({ entities: 83, written: 0, removed: 0 });
      expect(await dump(graph)).toEqual(once);
      expect(await graphVersion(graph)).toBe(1);
    });

    test('leaves nothing when it is taken out', async () => {
      await loadDossier(graph, model, SHIPPED);
      expect(await unloadDossier(graph, model, 'gaza-diplomacy')).toMatchObject({ removed: 249, written: 0 });
      expect(await dump(graph)).toEqual([]);
      expect(await graphVersion(graph)).toBe(2);
    });
  });

  describe('what is stored', () => {
    test('an activity has its days, its place in order and who took part', async () => {
      await load(graph, SMALL);
      expect(await row(graph, 'Event:e')).toEqual({
        id: 'Event:e',
        type: 'Event',
        names: ['ar القمة', 'en The summit'],
        description: ['en A summit'],
        eventKind: 'SUMMIT',
        date: '2024-05-02/..',
        earliest: '2024-05-02',
        latest: '9999-99-99',
        surelyFrom: '2024-05-02',
        surelyTo: '2025-01-02',
        until: '9999-99-99',
        order: '2024-05-02|Event:e',
        quantities: ['{"name":"states","value":3,"label":["en states"],"evidence":["Passage:doc/P2"]}'],
        evidence: ['Passage:doc/P1'],
        searchText: '| القمه | قمه |\n| the summit |',
        sortName: 'the summit\tEvent:e',
        degree: 4,
        participantCount: 2,
        participantOrder: '000000002|Event:e',
        dossiers: ['test'],
        files: ['things.yaml'],
      });
    });

    test('a fact has its parts, and nothing of a date that it does not have', async () => {
      await load(graph, SMALL);
      const id = 'PARTICIPATED_IN|Person:a|Event:e|SPEAKER|Country:tr|';
      expect(await row(graph, id)).toEqual({
        id,
        source: 'Person:a',
        target: 'Event:e',
        role: 'SPEAKER',
        onBehalfOf: 'Country:tr',
        order: `9999|${id}`,
        evidence: ['Passage:doc/P1'],
        dossiers: ['test'],
        files: ['things.yaml'],
      });
      expect(await row(graph, 'HELD_IN|Event:e|City:c|||1683-09-12')).toMatchObject({
        earliest: '1683-09-12',
        surelyTo: '1683-09-12',
        order: '1683-09-12|HELD_IN|Event:e|City:c|||1683-09-12',
        note: ['en Perhaps'],
      });
    });

    test('a passage has its facts in order, and its own place is that of its numbers', async () => {
      await load(graph, SMALL);
      expect(await row(graph, 'Passage:doc/P1')).toEqual({
        id: 'Passage:doc/P1',
        document: 'SourceDocument:doc',
        locator: 'P1',
        order: 'P00000001\tPassage:doc/P1',
        summary: ['en Says so'],
        facts: [
          '1683-09-12|HELD_IN|Event:e|City:c|||1683-09-12',
          '2024-05-01|PARTICIPATED_IN|Country:tr|Event:e|CHAIR||2024-05',
          '9999|PARTICIPATED_IN|Person:a|Event:e|SPEAKER|Country:tr|',
        ],
        dossiers: ['test'],
        files: ['documents.yaml'],
      });
    });

    test('a member is a member where nothing else is said', async () => {
      await load(graph, {
        ...BASE,
        'things.yaml': `document: doc
entities:
  - { id: Person:a, names: { en: A }, evidence: P1 }
  - { id: Organization:o, names: { en: O }, organizationKind: GROUP, evidence: P1 }
  - { id: Organization:p, names: { en: P }, organizationKind: GROUP, evidence: P1 }
facts:
  - { from: Person:a, type: MEMBER_OF, to: Organization:o, evidence: P1 }
  - { from: Person:a, type: MEMBER_OF, to: Organization:p, membershipRole: CHAIR, evidence: P1 }
`,
      });
      expect(await row(graph, 'MEMBER_OF|Person:a|Organization:o|||')).toMatchObject({ membershipRole: 'MEMBER' });
      expect(await row(graph, 'MEMBER_OF|Person:a|Organization:p|||')).toMatchObject({ membershipRole: 'CHAIR' });
    });

    test('names keep their letters, whichever way they run', async () => {
      await load(graph, {
        ...BASE,
        'things.yaml': `document: doc
entities:
  - { id: Topic:a, names: { ar: [عمّان، الأردن, "\\u202bعمان\\u202c"], he: ירושלים, ps: "|ټکی|" }, evidence: P1 }
`,
      });
      expect(await row(graph, 'Topic:a')).toMatchObject({
        names: ['ar عمّان، الأردن', 'ar عمان', 'he ירושלים', 'ps |ټکی|'],
        searchText: '| عمان الاردن | عمان اردن |\n| عمان |\n| ירושלימ |\n| ټكي |',
        sortName: 'عمان اردن\tTopic:a',
      });
    });
  });

  describe('names', () => {
    const topics = (...names: string[]) => ({
      ...BASE,
      'things.yaml': `document: doc\nentities:\n${names.map((each, n) => `  - { id: Topic:t${n}, names: ${each}, evidence: P1 }\n`).join('')}`,
    });
    const namesOf = async (id: string) => (await row(graph, id))?.['names'];

    test('are composed and without signs that are never seen, and one sentence says of how many they were taken off', async () => {
      const { doubts } = await load(
        graph,
        topics(
          '{ tr: "Tu\u0308rkiye", fa: "حزب\u200cالله" }',
          '{ ar: "\u202bعمان\u202c", en: "\ufeffAmman" }',
          '{ en: Gaza, he: "\u200f" }',
          '{ en: [Türkiye, "Tu\u0308rkiye"] }',
        ),
      );
      expect(await namesOf('Topic:t0')).toEqual(['tr Türkiye', 'fa حزب\u200cالله']);
      expect(await namesOf('Topic:t1')).toEqual(['ar عمان', 'en Amman']);
      expect(await namesOf('Topic:t2')).toEqual(['en Gaza']);
      expect(await namesOf('Topic:t3')).toEqual(['en Türkiye']);
      expect(doubts).toEqual([
        'Signs that are never seen, such as marks of direction, were taken off 3 names; the first: things.yaml:4.',
      ]);
    });

    test('that are null in YAML are not there', async () => {
      await load(graph, topics('{ en: Ann, ar: null, tr: ~, fr: Null }', '{ en: [Ann, null], de: "null" }'));
      expect(await namesOf('Topic:t0')).toEqual(['en Ann']);
      expect(await namesOf('Topic:t1')).toEqual(['en Ann', 'de null']);
    });

    test('that say that there is none are told of, unless the table says so itself', async () => {
      const csv = 'id,name,alias,date\n1,Ann,NULL,2024\n2,N/A,Bob,\\N\n3,Eve,NaN,NULL\n';
      const table = (none: string) => ({
        ...BASE,
        'people.csv': csv.replace('date', none === '' ? 'unused' : 'date'),
        'people.yaml': `document: doc
tables:
  - file: people.csv
    ${none}
    entities:
      - { id: "Event:e{id}", names: { en: { first: ["{name}", "{alias}"] }, tr: "{alias}" }, eventKind: OTHER${none === '' ? '' : ', date: "{date}"'}, evidence: P1 }
`,
      });
      const { doubts } = await load(graph, table(''));
      expect(doubts).toEqual([
        '3 names may say that there is none, as NULL and N/A do; the first: people.csv:2. What says so in a table belongs in its key none.',
      ]);
      const { doubts: none } = await load(graph, table('none: [NULL, N/A, \\N, NaN]'));
      expect(none).toEqual([]);
      expect(await row(graph, 'Event:e1')).toMatchObject({ names: ['en Ann'], date: '2024' });
      expect(await row(graph, 'Event:e2')).toMatchObject({ names: ['en Bob', 'tr Bob'] });
      expect(await row(graph, 'Event:e3')).not.toHaveProperty('date');
    });

    test('counts the rows of which a cell is lost, since another one of its text is empty', async () => {
      const graph = await preparedGraph(engine);
      const { doubts } = await load(graph, {
        ...BASE,
        'people.csv': 'id,year,month,alias\n1,2024,05,\n2,2024,,A\n3,,,B\n4,,07,C\n',
        'people.yaml': `document: doc
tables:
  - file: people.csv
    entities:
      - id: "Event:e{id}"
        names: { en: { first: ["{alias} {id}", "No. {id}"] } }
        eventKind: OTHER
        date: "{year}-{month}"
        evidence: P1
`,
      });
      expect(doubts).toEqual([
        '2 rows have a text of several cells of which some are empty and others are not, such as an amount without its currency: the text was left out; the first: people.csv:3.',
      ]);
      expect(await row(graph, 'Event:e2')).not.toHaveProperty('date');
    });
  });

  describe('loading again', () => {
    test('what is not stated any more goes, and what it touched is counted anew', async () => {
      await load(graph, SMALL);
      const smaller = SMALL['things.yaml']
        .replace(/.*HOST.*\n/, '')
        .replace(/.*SPEAKER.*\n/, '')
        .replace(/.*Person:a.*\n/, '')
        .replace('evidence: [P1, P2]', 'evidence: P1')
        .replace(', evidence: P2 }]', ', evidence: P1 }]');
      const documents = BASE['documents.yaml'].replace(/.*P2.*\n/, '');
      const files = { ...SMALL, 'things.yaml': smaller, 'documents.yaml': documents };
      expect(await load(graph, files)).toMatchObject({ entities: 3, facts: 2, removed: 4 });
      expect(await row(graph, 'Event:e')).toMatchObject({ degree: 2, participantCount: 1 });
      const again = await dump(graph);
      await emptied(graph);
      await load(graph, files);
      expect(again).toEqual(await dump(graph));
    });

    test('two states exchange their codes', async () => {
      const states = (a: string, b: string) => ({
        ...BASE,
        'things.yaml': `document: doc
entities:
  - { id: Country:a, names: { en: A }, code: ${a}, evidence: P1 }
  - { id: Country:b, names: { en: B }, code: ${b}, evidence: P1 }
`,
      });
      await load(graph, states('AA', 'BB'));
      expect(await load(graph, states('BB', 'AA'))).toMatchObject({ written: 2 });
      expect(await row(graph, 'Country:a')).toMatchObject({ code: 'BB' });
      expect(await load(graph, states('CC', 'BB'))).toMatchObject({ written: 2 });
    });

    test('a code goes to another state when its own goes', async () => {
      const state = (id: string) => ({
        ...BASE,
        'things.yaml': `document: doc\nentities:\n  - { id: Country:${id}, names: { en: A }, code: AA, evidence: P1 }\n`,
      });
      await load(graph, state('a'));
      expect(await load(graph, state('b'))).toMatchObject({ written: 1, removed: 1 });
    });

    test('a description of the dossier alone is a change', async () => {
      await load(graph, BASE);
      await load(graph, { ...BASE, 'dossier.yaml': `${BASE['dossier.yaml']}description: { en: New }\n` });
      expect(await dossiersIn(graph)).toMatchObject([{ id: 'test', description: ['en New'], state: 'loaded' }]);
      expect(await graphVersion(graph)).toBe(2);
    });
  });

  test('a dossier may be empty', async () => {
    const files = { 'dossier.yaml': BASE['dossier.yaml'], 'later.yaml': '# nothing yet\n' };
    expect(await load(graph, files)).toMatchObject({ id: 'test', entities: 0, facts: 0, written: 0 });
    expect(await dossiersIn(graph)).toMatchObject([{ id: 'test', state: 'loaded', entities: 0, facts: 0 }]);
  });

  test('a large dossier is written in batches, and says how far it is', async () => {
    const people = Array.from({ length: 5_000 }, (_, n) => `Person:p${n}`);
    const entities = people.map((id) => `  - { id: ${id}, names: { en: ${id.slice(7)} }, evidence: P1 }\n`);
    const facts = people.map(
      (id) => `  - { from: ${id}, type: PARTICIPATED_IN, to: Event:e, role: ATTENDEE, evidence: P2 }\n`,
    );
    const event = '  - { id: Event:e, names: { en: E }, eventKind: VOTE, evidence: P1 }\n';
    const folder = await folderOf({
      ...BASE,
      'things.yaml': `document: doc\nentities:\n${event}${entities.join('')}facts:\n${facts.join('')}`,
    });
    const said: Progress[] = [];
    await loadDossier(graph, model, folder, { onProgress: (progress) => said.push(progress) });
    expect(said.filter(({ phase }) => phase === 'write').at(-1)).toEqual({
      phase: 'write',
      done: 10_004,
      total: 10_004,
    });
    expect(said.filter(({ phase }) => phase === 'write').length).toBeGreaterThan(8);
    expect(await row(graph, 'Event:e')).toMatchObject({ degree: 5_000, participantCount: 5_000 });
    expect((await row(graph, 'Passage:doc/P2')).facts).toHaveLength(5_000);
    expect(await loadDossier(graph, model, folder)).toMatchObject({ written: 0, removed: 0 });
  });

  test('an aborted load is completed by another one', async () => {
    const controller = new AbortController();
    const folder = await folderOf(SMALL);
    const onProgress = ({ phase }: Progress) => {
      if (phase === 'write') controller.abort(new Error('enough'));
    };
    await expect(loadDossier(graph, model, folder, { signal: controller.signal, onProgress })).rejects.toThrow(
      'enough',
    );
    expect(await dossiersIn(graph)).toMatchObject([{ state: 'loading' }]);
    await loadDossier(graph, model, folder);
    expect(await dossiersIn(graph)).toMatchObject([{ state: 'loaded' }]);
  });

  test('a graph is seeded when it holds nothing, or to finish what was begun', async () => {
    const folder = await folderOf(SMALL);
    const other = await folderOf({ ...BASE, 'dossier.yaml': 'id: other\ntitle: { en: Other }\n' });
    expect(await seedGraph(graph, model, folder)).toMatchObject({ id: 'test' });
    expect(await seedGraph(graph, model, folder)).toBeUndefined();
    expect(await seedGraph(graph, model, other)).toBeUndefined();
    await emptied(graph);
    const signal = AbortSignal.abort(new Error('enough'));
    const onProgress = ({ phase }: Progress) => {
      if (phase === 'write') signal.throwIfAborted();
    };
    await expect(loadDossier(graph, model, folder, { onProgress })).rejects.toThrow('enough');
    expect(await seedGraph(graph, model, other)).toBeUndefined();
    expect(await seedGraph(graph, model, folder)).toMatchObject({ id: 'test' });
    expect(await ids(graph)).toContain('HELD_IN|Event:e|City:c|||1683-09-12');
  });

  test('to take out what is not there names what is', async () => {
    await load(graph, BASE);
    await expect(unloadDossier(graph, model, 'tset')).rejects.toThrow(UnknownDossier);
    await expect(unloadDossier(graph, model, 'tset')).rejects.toThrow(
      'No dossier "tset" is loaded. The graph has test.',
    );
  });
});
