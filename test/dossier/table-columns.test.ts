/** Columns that read another column, sources that stand in a column, and cells that are empty. */
import { beforeAll, describe, expect, test } from 'vitest';
import type { Graph } from '../../src/graph/port.ts';
import { openTemporary } from '../support/engines.ts';
import { dump, emptied, type Files, ids, load, refusal, row } from './folders.ts';
import { changed } from './table-files.ts';

/** Attendances that two sources report, page by page. */
const SHEET: Files = {
  'dossier.yaml': 'id: test\ntitle: { en: Test }\n',
  'sheet.yaml': `tables:
  - file: sheet.csv
    columns:
      person: { slug: "{Name}" }
      event: { slug: { first: ["{Event} {Date}", "{Event}"] } }
      source: { slug: "{Source}" }
      kind: { of: Event, values: { Summit of kings: SUMMIT }, otherwise: MEETING }
      country: { of: State, values: { Misr: EG, Tunis: TN } }
      Role: { values: { chair: CHAIR }, otherwise: ATTENDEE }
      topics: { of: Event, split: of, values: { Talks: talks }, otherwise: other }
      topic: { slug: "{topics}" }
      Date: { days: [dd.mm.yyyy, yyyy] }
    documents:
      - id: SourceDocument:{source}
        title: { en: "{Source}" }
        passages: [{ locator: "p. {Page}, line 1", summary: { en: "Page {Page} of {Source}." } }]
    entities:
      - { id: "Person:{person}", names: { en: "{Name}" }, evidence: "{source}/p. {Page}, line 1" }
      - { id: "Event:{event}", names: { en: "{Event}" }, eventKind: "{kind}", date: "{Date}", evidence: "{source}/p. {Page}, line 1" }
      - { id: "Country:{country}", names: { en: "{State}" }, code: "{country}", evidence: "{source}/p. {Page}, line 1" }
      - { each: topics, id: "Topic:{topic}", names: { en: "{topics}" }, evidence: "{source}/p. {Page}, line 1" }
    facts:
      - { from: "Person:{person}", type: PARTICIPATED_IN, to: "Event:{event}", role: "{Role}", evidence: "{source}/p. {Page}, line 1" }
      - { from: "Event:{event}", type: HELD_IN, to: "Country:{country}", evidence: "{source}/p. {Page}, line 1" }
`,
  'sheet.csv': `Name,Event,Date,State,Role,Source,Page
Ada,Talks,12.03.1974,Misr,chair,Minutes,10
Bob,Talks,12.03.1974,Misr,guest,Minutes,10
Bob,Summit of kings,,Tunis,observer,Letters,1/2
`,
};

describe('columns of a table', () => {
  let graph: Graph;
  beforeAll(async () => {
    graph = await openTemporary();
    return () => graph.close();
  });

  test('one reads another, and any other cell means what is said otherwise', async () => {
    expect(await load(graph, SHEET)).toMatchObject({ documents: 2, passages: 2, entities: 8, facts: 5 });
    expect(await row(graph, 'Event:talks-1974-03-12')).toMatchObject({ eventKind: 'MEETING', names: ['en Talks'] });
    expect(await row(graph, 'Event:summit-of-kings')).toMatchObject({ eventKind: 'SUMMIT' });
    expect(await row(graph, 'Country:EG')).toMatchObject({ code: 'EG', names: ['en Misr'] });
    expect((await ids(graph)).filter((id) => id.startsWith('Topic:'))).toEqual(['Topic:other', 'Topic:talks']);
    expect((await ids(graph)).filter((id) => /PARTICIPATED_IN\|.*(?:CHAIR|ATTENDEE)/.test(id))).toHaveLength(3);
  });

  test('sources and their pages are rows as well', async () => {
    expect(await row(graph, 'SourceDocument:letters')).toMatchObject({ title: ['en Letters'] });
    expect(await row(graph, 'Person:bob')).toMatchObject({
      evidence: ['Passage:minutes/p. 10, line 1', 'Passage:letters/p. 1/2, line 1'],
    });
    await emptied(graph);
  });

  test.each<[string, string, string, string]>([
    [
      'a column of no column',
      'of: State',
      'of: Land',
      'sheet.yaml:8: sheet.csv has no column "Land"; expected one of Name, Event, Date, State, Role, Source, Page.',
    ],
    [
      'a column of another that has its name',
      'country: { of: State',
      'Page: { of: State',
      'sheet.yaml:8: of makes the column "Page", which sheet.csv has; expected another name.',
    ],
    [
      'a column of another, and of a text',
      'slug: "{Source}" }',
      'slug: "{Source}", of: Source }',
      'sheet.yaml:6: source has both of and slug; expected one of them.',
    ],
    [
      'no name of a column',
      'of: State',
      'of: [State]',
      'sheet.yaml:8: country.of is a list; expected the name of a column.',
    ],
    [
      'otherwise, of nothing',
      'values: { Summit of kings: SUMMIT }, ',
      '',
      'sheet.yaml:7: kind has otherwise and no values; expected both.',
    ],
    [
      'otherwise, and what is no text',
      'otherwise: MEETING',
      'otherwise: [MEETING]',
      'sheet.yaml:7: kind.otherwise is a list; expected what any other cell means.',
    ],
    [
      'a slug of something else than a choice',
      'first: ["{Event} {Date}", "{Event}"]',
      'last: ["{Event} {Date}"]',
      'sheet.yaml:5: "last" is no key of event.slug; expected first.',
    ],
    [
      'a slug of one text as a choice',
      'first: ["{Event} {Date}", "{Event}"]',
      'first: "{Event}"',
      'sheet.yaml:5: event.slug.first is "{Event}"; expected a list of texts.',
    ],
    [
      'a slug of texts without columns',
      'first: ["{Event} {Date}", "{Event}"]',
      'first: ["{Event}", event]',
      'sheet.yaml:5: event.slug is "event"; expected a text with a column in braces, such as "{name}".',
    ],
    [
      'a slug of a slug',
      'slug: "{Source}"',
      'slug: "{person}"',
      'sheet.yaml:6: sheet.csv has no column "person"; expected one of Name, Event, Date, State, Role, Source, Page.',
    ],
    [
      'a list of what is none',
      'of: Event, split: of, ',
      'of: Event, ',
      'sheet.yaml:21: each is "topics", and that column is no list; expected one with split.',
    ],
  ])('%s', async (_what, from, to, expected) => {
    expect(await refusal(graph, changed('sheet.yaml', from, to, SHEET))).toContain(expected);
    expect(await dump(graph)).toEqual([]);
  });

  test.each<[string, string, string, string]>([
    [
      'what an id is made of',
      'Ada,',
      ',',
      'sheet.csv:2: id is missing, since {Name} is empty in line 2; expected a type, a colon and letters',
    ],
    [
      'what a column reads',
      'Bob,Talks,12.03.1974,Misr',
      'Bob,Talks,12.03.1974,',
      'sheet.csv:3: id is missing, since {State} is empty in line 3; expected a type, a colon and letters',
    ],
    [
      'what a property wants',
      'Misr,chair',
      'Misr,',
      'sheet.csv:2: role is missing, since {Role} is empty in line 2; expected one of ',
    ],
    [
      'what a source is called by',
      'Letters,1/2',
      ',1/2',
      'sheet.csv:4: id is missing, since {Source} is empty in line 4; expected SourceDocument:<slug>',
    ],
    [
      'what a passage of a source is found by',
      'Letters,1/2',
      'Letters,',
      'sheet.csv:4: passages is missing, since {Page} is empty in line 4; expected a list of passages',
    ],
  ])('an empty cell is named: %s', async (_what, from, to, expected) => {
    const problems = await refusal(graph, changed('sheet.csv', from, to, SHEET));
    expect(problems.map((problem) => problem.slice(0, expected.length))).toContain(expected);
  });

  test('a cell means what it shows, whatever signs that nobody sees are in it and however its letters are composed', async () => {
    await emptied(graph);
    const files = changed(
      'sheet.yaml',
      'Misr: EG',
      'Miṣr: EG',
      changed('sheet.csv', 'Misr,guest', 'Mis\u0323r\u200e,guest', SHEET),
    );
    await load(graph, {
      ...files,
      'sheet.csv': String(files['sheet.csv']).replace('12.03.1974,Misr', '\u200f12.03.1974,Mi\u1e63r'),
    });
    expect(await row(graph, 'Event:talks-1974-03-12')).toMatchObject({ date: '1974-03-12' });
    expect((await ids(graph)).filter((id) => id.startsWith('Country:'))).toEqual(['Country:EG', 'Country:TN']);
  });

  test('a cell that says otherwise is refused without otherwise', async () => {
    expect(await refusal(graph, changed('sheet.yaml', ', otherwise: ATTENDEE', '', SHEET))).toEqual([
      'sheet.csv:3: Role is "guest"; expected chair. The same again in line 4 ("observer").',
    ]);
  });
});
