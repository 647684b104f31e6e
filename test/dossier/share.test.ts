import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import { dossiersIn } from '../../src/declare/dossiers.ts';
import { DossierNeeded, dependentLines, unloadDossier } from '../../src/dossier/unload.ts';
import type { Graph } from '../../src/graph/port.ts';
import { forEachEngine } from '../support/engines.ts';
import { model } from '../support/model.ts';
import { dump, emptied, type Files, load, preparedGraph, refusal, row } from './folders.ts';

const document = (slug: string, date: string) => `  - id: SourceDocument:${slug}
    title: { en: Document ${slug} }
    date: ${date}
    passages:
      - { locator: P1, summary: { en: One } }
`;

const dossier = (id: string, things: string): Files => ({
  'dossier.yaml': `id: ${id}\ntitle: { en: Dossier ${id} }\n`,
  [`${id}.yaml`]: things,
});

const SHARED_FACT = (evidence: string) =>
  `  - { from: Country:tr, type: PARTICIPATED_IN, to: Event:e, role: HOST, date: 2024/.., evidence: ${evidence} }\n`;

/** Two dossiers that state a country, an event, a document and a fact of both, each with something of its own. */
const A = dossier(
  'a',
  `document: da
documents:
${document('da', '2024-06-01')}${document('shared', '2020')}
entities:
  - { id: Country:tr, names: { en: [Türkiye, TR] }, code: TR, identifiers: { iso: TR }, evidence: P1 }
  - id: Event:e
    names: { en: Event }
    description: { en: An event }
    eventKind: FORUM
    date: 2024/..
    quantities: [{ name: states, value: 3, label: { en: states }, evidence: P1 }]
    evidence: P1
  - { id: Topic:a, names: { en: A }, evidence: shared/P1 }
facts:
${SHARED_FACT('P1')}  - { from: Event:e, type: CONCERNS, to: Topic:a, evidence: P1 }
`,
);
const B = dossier(
  'b',
  `document: db
documents:
${document('db', '2025-06-01')}${document('shared', '2020')}
entities:
  - { id: Country:tr, names: { en: [Turkey, TR], tr: Türkiye }, code: TR, evidence: [P1, shared/P1] }
  - id: Event:e
    names: { en: Event }
    description: { tr: Bir olay }
    eventKind: FORUM
    date: 2024/..
    quantities: [{ name: states, value: 3, label: { tr: devlet }, evidence: P1 }, { name: cities, value: 1, label: { en: city }, evidence: P1 }]
    evidence: P1
  - { id: Person:b, names: { en: B }, evidence: P1 }
facts:
${SHARED_FACT('P1')}  - { from: Person:b, type: PARTICIPATED_IN, to: Event:e, role: SPEAKER, onBehalfOf: Country:tr, evidence: P1 }
`,
);

forEachEngine((engine) => {
  let graph: Graph;
  beforeAll(async () => {
    graph = await preparedGraph(engine);
  });
  afterEach(() => emptied(graph));

  /** What a graph holds after these loads. */
  async function graphOf(...loads: readonly Files[]): Promise<string[]> {
    await emptied(graph);
    for (const files of loads) await load(graph, files);
    return await dump(graph);
  }

  describe('two dossiers', () => {
    test('make the same graph in either order', async () => {
      expect(await graphOf(A, B)).toEqual(await graphOf(B, A));
      expect(await graphOf(A, B, A)).toEqual(await graphOf(B, A));
    });

    test('are united where both speak of the same', async () => {
      await graphOf(B, A);
      expect(await row(graph, 'Country:tr')).toMatchObject({
        names: ['en Türkiye', 'en TR', 'en Turkey', 'tr Türkiye'],
        identifiers: ['iso TR'],
        code: 'TR',
        evidence: ['Passage:da/P1', 'Passage:db/P1', 'Passage:shared/P1'],
        searchText: '| turkiye | tuerkiye |\n| tr |\n| turkey |',
        dossiers: ['a', 'b'],
        files: ['a.yaml', 'b.yaml'],
        degree: 1,
      });
      expect(await row(graph, 'Event:e')).toMatchObject({
        description: ['en An event', 'tr Bir olay'],
        quantities: [
          '{"name":"states","value":3,"label":["en states","tr devlet"],"evidence":["Passage:da/P1","Passage:db/P1"]}',
          '{"name":"cities","value":1,"label":["en city"],"evidence":["Passage:db/P1"]}',
        ],
        surelyTo: '2025-06-01',
        participantCount: 2,
        degree: 3,
      });
      expect(await row(graph, 'PARTICIPATED_IN|Country:tr|Event:e|HOST||2024/..')).toMatchObject({
        evidence: ['Passage:da/P1', 'Passage:db/P1'],
        surelyTo: '2025-06-01',
      });
    });

    test('come apart again: what one stated alone is as if the other had never been there', async () => {
      const [onlyA, onlyB] = [await graphOf(A), await graphOf(B)];
      await graphOf(A, B);
      await unloadDossier(graph, model, 'b');
      expect(await dump(graph)).toEqual(onlyA);
      await graphOf(A, B);
      await unloadDossier(graph, model, 'a');
      expect(await dump(graph)).toEqual(onlyB);
    });

    test('a name that one prefers is the name, in either order, and another one is told', async () => {
      const prefers = dossier(
        'b',
        String(B['b.yaml']).replace(
          'evidence: [P1, shared/P1] }',
          'preferred: { en: Turkey }, evidence: [P1, shared/P1] }',
        ),
      );
      const both = await graphOf(prefers, A);
      expect((await row(graph, 'Country:tr')).names).toEqual(['en Turkey', 'en Türkiye', 'en TR', 'tr Türkiye']);
      expect(await graphOf(A, prefers)).toEqual(both);
      await unloadDossier(graph, model, 'a');
      expect((await row(graph, 'Country:tr')).names).toEqual(['en Turkey', 'en TR', 'tr Türkiye']);
      expect((await load(graph, A)).doubts).toEqual([]);

      await graphOf(B);
      expect((await load(graph, A)).doubts).toEqual([
        'An entity of another dossier gets another name, since of two dossiers the one whose id comes first names it; the first: a.yaml:15. A name under preferred goes before.',
      ]);
      const other = dossier('a', String(A['a.yaml']).replace('code: TR, ', 'code: TR, preferred: { en: Türkiye }, '));
      await graphOf(prefers);
      expect(await refusal(graph, other)).toEqual([
        'a.yaml:15: Country:tr: preferred.en is "Türkiye", and b.yaml of the dossier b says "Turkey"; expected no contradiction.',
      ]);
    });

    test('a row that one of them states no longer is as the other states it', async () => {
      const less = dossier('b', `documents:\n${document('db', '2025-06-01')}${document('shared', '2020')}`);
      expect(await graphOf(A, B, less)).toEqual(await graphOf(A, less));
    });
  });

  describe('a contradiction names both files and loads nothing', () => {
    test.each([
      [
        'code: TR',
        'code: TU',
        'b.yaml:15: Country:tr: code is "TU", and a.yaml of the dossier a says "TR"; expected no contradiction.',
      ],
      [
        'date: 2024/..\n    q',
        'date: 2023/..\n    q',
        'b.yaml:16: Event:e: date is "2023/..", and a.yaml of the dossier a says "2024/.."; expected no contradiction.',
      ],
      [
        'tr: Bir olay',
        'en: No event',
        'b.yaml:16: Event:e: description.en is "No event", and a.yaml of the dossier a says "An event"; expected no contradiction.',
      ],
      [
        'value: 3',
        'value: 4',
        'b.yaml:16: Event:e: quantities.states is 4, and a.yaml of the dossier a says 3; expected no contradiction.',
      ],
      [
        'en: Document shared',
        'en: Book',
        'b.yaml:8: SourceDocument:shared: title.en is "Book", and a.yaml of the dossier a says "Document shared"; expected no contradiction.',
      ],
    ])('%s or %s', async (theirs, ours, problem) => {
      const files = { ...B, 'b.yaml': String(B['b.yaml']).replace(theirs, ours) };
      const before = await graphOf(A);
      expect(await refusal(graph, files)).toEqual([problem]);
      expect(await dump(graph)).toEqual(before);
    });

    test('the notes of a fact', async () => {
      const noted = (id: string, note: string) =>
        dossier(
          id,
          String(id === 'a' ? A['a.yaml'] : B['b.yaml']).replace('role: HOST,', `role: HOST, note: { en: ${note} },`),
        );
      await graphOf(noted('a', 'Yes'));
      expect(await refusal(graph, noted('b', 'No'))).toEqual([
        'b.yaml:25: PARTICIPATED_IN|Country:tr|Event:e|HOST||2024/..: note.en is "No", and a.yaml of the dossier a says "Yes"; expected no contradiction.',
      ]);
    });
  });

  describe('a dossier may name what another one states', () => {
    const C = dossier(
      'c',
      `document: da
entities:
  - { id: Person:c, names: { en: C }, evidence: P1 }
facts:
  - { from: Person:c, type: PARTICIPATED_IN, to: Event:e, role: SPEAKER, onBehalfOf: Country:tr, date: 2024/.., evidence: P1 }
`,
    );
    const NAMED = [
      'Country:tr is not stated any more, and c.yaml of the dossier c still names it in PARTICIPATED_IN|Person:c|Event:e|SPEAKER|Country:tr|2024/..; expected it to stay.',
      'Event:e is not stated any more, and c.yaml of the dossier c still names it in PARTICIPATED_IN|Person:c|Event:e|SPEAKER|Country:tr|2024/..; expected it to stay.',
      'Passage:da/P1 is not stated any more, and c.yaml of the dossier c still names it in PARTICIPATED_IN|Person:c|Event:e|SPEAKER|Country:tr|2024/..; expected it to stay.',
      'Passage:da/P1 is not stated any more, and c.yaml of the dossier c still names it in Person:c; expected it to stay.',
    ];

    test('which then cannot be taken out, and says for whom', async () => {
      const before = await graphOf(A, C);
      const reason = await unloadDossier(graph, model, 'a').catch((error: unknown) => error);
      if (!(reason instanceof DossierNeeded)) throw reason;
      expect(reason.message).toBe(
        'The dossier a cannot be taken out: c names what only it states. Nothing was changed.',
      );
      expect(dependentLines(reason)[0]).toBe(
        'c.yaml of the dossier c: PARTICIPATED_IN|Person:c|Event:e|SPEAKER|Country:tr|2024/.. names Country:tr',
      );
      expect(await dump(graph)).toEqual(before);
      await unloadDossier(graph, model, 'c');
      await unloadDossier(graph, model, 'a');
      expect(await dossiersIn(graph)).toEqual([]);
    });

    test('nor be loaded again without it', async () => {
      await graphOf(A, C);
      const files = dossier('a', '# nothing left\n');
      expect(await refusal(graph, files)).toEqual(NAMED.map((message) => `dossier.yaml:0: ${message}`));
    });

    test('but not before the other is loaded', async () => {
      expect(await refusal(graph, C)).toEqual([
        'c.yaml:1: SourceDocument:da is not declared, in the dossier or in the graph, and document names it; expected it under documents, with its title and passages. The same again in line 3, 5.',
        'c.yaml:5: to names "Event:e", and no entity with this id is in the dossier or in the graph.',
        'c.yaml:5: onBehalfOf names "Country:tr", and no entity with this id is in the dossier or in the graph.',
      ]);
    });

    test('and what has no end is witnessed by a document of another, whenever that gets its date', async () => {
      await graphOf(A, C);
      expect(await row(graph, 'PARTICIPATED_IN|Person:c|Event:e|SPEAKER|Country:tr|2024/..')).toMatchObject({
        surelyTo: '2024-06-01',
      });
      const later = { ...A, 'a.yaml': String(A['a.yaml']).replace('2024-06-01', '2024-09-09') };
      await load(graph, later);
      expect(await row(graph, 'PARTICIPATED_IN|Person:c|Event:e|SPEAKER|Country:tr|2024/..')).toMatchObject({
        surelyTo: '2024-09-09',
      });
      expect(await dump(graph)).toEqual(await graphOf(later, C));
    });
  });

  test('a code that another dossier gave to another state', async () => {
    await graphOf(A);
    const files = dossier(
      'd',
      `document: shared\nentities:\n  - { id: Country:x, names: { en: X }, code: TR, evidence: P1 }\n`,
    );
    expect(await refusal(graph, files)).toEqual([
      'd.yaml:3: code is "TR", which Country:tr (a.yaml of the dossier a) has as well; expected one of its own.',
    ]);
  });

  test('a circle that only two dossiers close', async () => {
    const city = (id: string) => `  - { id: City:${id}, names: { en: C }, evidence: P1 }\n`;
    const within = (from: string, to: string) =>
      `facts:\n  - { from: City:${from}, type: LOCATED_IN, to: City:${to}, evidence: P1 }\n`;
    await graphOf(
      dossier(
        'a',
        `document: da\ndocuments:\n${document('da', '2020')}entities:\n${city('x')}${city('y')}${within('x', 'y')}`,
      ),
    );
    expect(await refusal(graph, dossier('b', `document: da\n${within('y', 'x')}`))).toEqual([
      'b.yaml:3: LOCATED_IN leads back to where it started: City:y, City:x, City:y; expected no circle.',
    ]);
  });
});
