/** Rows as people have them: one thing said by many rows, names without ids, days written otherwise, some rows to leave out. */
import { beforeAll, describe, expect, test } from 'vitest';
import { DiskMap } from '../../src/dossier/spill/disk-map.ts';
import { dayPattern } from '../../src/dossier/table/days.ts';
import { slugOf } from '../../src/dossier/table/slug.ts';
import type { Graph } from '../../src/graph/port.ts';
import { forEachEngine, openTemporary } from '../support/engines.ts';
import { dump, emptied, type Files, ids, load, preparedGraph, refusal, row } from './folders.ts';
import { changed } from './table-files.ts';

/** A sheet with one row for each attendance. */
const ATTENDANCE: Files = {
  'dossier.yaml': 'id: test\ntitle: { en: Test }\n',
  'sheet.yaml': `document: sheet
documents:
  - id: SourceDocument:sheet
    title: { en: A sheet }
    passages: [{ locator: all, summary: { en: All } }]
tables:
  - file: sheet.csv
    columns:
      person: { slug: "{Name}" }
      event: { slug: "{Event} {Date}" }
      guest: { slug: "{Guests}" }
      Guests: { split: "," }
      Date: { days: [dd.mm.yyyy, yyyy] }
    when: { Kind: [meeting, talk] }
    passages:
      - { locator: "row {#}", summary: { en: "{Name}, {Event}" } }
    entities:
      - { id: "Person:{person}", names: { ar: "{Name}" }, description: { en: "{Of}" }, evidence: "row {#}" }
      - { id: "Event:{event}", names: { en: "{Event}" }, eventKind: MEETING, date: "{Date}", evidence: "row {#}" }
      - { each: Guests, id: "Person:{guest}", names: { en: "{Guests}" }, evidence: "row {#}" }
    facts:
      - { from: "Person:{person}", type: PARTICIPATED_IN, to: "Event:{event}", role: ATTENDEE, date: "{Date}", evidence: "row {#}" }
      - { each: Guests, from: "Person:{guest}", type: PARTICIPATED_IN, to: "Event:{event}", role: OBSERVER, evidence: "row {#}" }
      - { when: Host, from: "Person:{person}", type: PARTICIPATED_IN, to: "Event:{event}", role: HOST, evidence: "row {#}" }
`,
  'sheet.csv': `Kind;Name;Event;Date;Of;Guests;Host
meeting;محمد;Talks;31.12.2011;;Şükrü İnönü, 北京;
meeting;أحمد;Talks;31.12.2011;;Şükrü İnönü;yes
talk;محمد;Forum;2012;A minister;;
lunch;?;?;never;;;
meeting;محمد;Talks;31.12.2011;;;
`,
};

forEachEngine((engine) => {
  let graph: Graph;
  beforeAll(async () => {
    graph = await preparedGraph(engine);
  });

  test('a sheet of attendances becomes persons, events and who attended what, each once', async () => {
    const report = await load(graph, ATTENDANCE);
    expect(report).toMatchObject({ passages: 5, entities: 6, facts: 6 });
    expect(report.doubts).toEqual([
      'What an earlier row states as well, such as a person of several rows, was merged with it, 7 times; the first: sheet.csv:3.',
    ]);
    expect(await row(graph, 'Person:mhmd')).toMatchObject({
      names: ['ar محمد'],
      description: ['en A minister'],
      evidence: ['Passage:sheet/row 2', 'Passage:sheet/row 4', 'Passage:sheet/row 6'],
      degree: 2,
    });
    expect(await row(graph, 'Event:talks-31-12-2011')).toBeUndefined();
    expect(await row(graph, 'Event:talks-2011-12-31')).toMatchObject({ date: '2011-12-31', participantCount: 4 });
    expect(await row(graph, 'PARTICIPATED_IN|Person:sukru-inonu|Event:talks-2011-12-31|OBSERVER||')).toMatchObject({
      evidence: ['Passage:sheet/row 2', 'Passage:sheet/row 3'],
    });
    expect((await ids(graph)).filter((id) => id.includes('HOST'))).toEqual([
      'PARTICIPATED_IN|Person:ahmd|Event:talks-2011-12-31|HOST||',
    ]);
    const mistyped = await load(graph, changed('sheet.yaml', 'when: Host', 'when: { Kind: [metting] }', ATTENDANCE));
    expect(mistyped.doubts).toContain(
      'Something is made of rows with cells under when that no row has; the first: sheet.yaml:24.',
    );
    await load(graph, ATTENDANCE);
    const before = await dump(graph);
    await load(graph, changed('sheet.csv', 'lunch;?', 'dinner;?', ATTENDANCE));
    expect((await dump(graph)).filter((line) => !line.includes('digest'))).toEqual(
      before.filter((line) => !line.includes('digest')),
    );
    await emptied(graph);
  });
});

describe('what rows do not agree in is told', () => {
  let graph: Graph;
  beforeAll(async () => {
    graph = await openTemporary();
    return () => graph.close();
  });

  test.each<[string, string, string, string]>([
    [
      'two names that make one id',
      'talk;محمد;',
      'talk;Mhmd;',
      'sheet.csv:4: the entity Person:mhmd is stated twice, and the two differ in names.ar ("محمد" and "Mhmd"): first in sheet.csv:2; expected them to agree.',
    ],
    [
      'two descriptions of one person',
      'meeting;محمد;Talks;31.12.2011;;;\n',
      'meeting;محمد;Talks;31.12.2011;A general;;\n',
      'sheet.csv:6: the entity Person:mhmd is stated twice, and the two differ in description.en ("A minister" and "A general"): first in sheet.csv:2; expected them to agree.',
    ],
    [
      'a day in another form',
      'Forum;2012',
      'Forum;2012/01/02',
      'sheet.csv:4: Date is "2012/01/02"; expected a day that is written dd.mm.yyyy or yyyy.',
    ],
    ['a day that is none', 'Forum;2012', 'Forum;31.02.2012', 'sheet.csv:4: date: '],
    [
      'a name without letters',
      'talk;محمد',
      'talk;???',
      'sheet.csv:4: person is made of "???"; expected letters or digits in it.',
    ],
  ])('%s', async (_what, from, to, expected) => {
    const problems = await refusal(graph, changed('sheet.csv', from, to, ATTENDANCE));
    expect(
      problems.map((problem) => problem.slice(0, expected.length)),
      problems.join('\n'),
    ).toContain(expected);
    expect(await dump(graph)).toEqual([]);
  });

  test.each<[string, string, string, string]>([
    [
      'a slug of nothing',
      '"{Name}" }\n      event',
      'name }\n      event',
      'sheet.yaml:9: person.slug is "name"; expected a text with a column in braces, such as "{name}".',
    ],
    [
      'a slug of no column',
      'slug: "{Name}"',
      'slug: "{Nome}"',
      'sheet.yaml:9: sheet.csv has no column "Nome"; expected one of Kind, Name, Event, Date, Of, Guests, Host.',
    ],
    [
      'a slug with the name of a column',
      'person: { slug',
      'Of: { slug',
      'sheet.yaml:9: slug makes the column "Of", which sheet.csv has; expected another name.',
    ],
    [
      'a way of writing days that is none',
      '[dd.mm.yyyy, yyyy]',
      'dd.mm.yy',
      'sheet.yaml:13: Date.days is "dd.mm.yy"; expected a way of writing days of yyyy, mm or m, dd or d',
    ],
    [
      'a condition on no column',
      'when: Host',
      'when: Hosts',
      'sheet.yaml:24: sheet.csv has no column "Hosts"; expected one of ',
    ],
  ])('%s', async (_what, from, to, expected) => {
    const problems = await refusal(graph, changed('sheet.yaml', from, to, ATTENDANCE));
    expect(problems[0]?.slice(0, expected.length)).toBe(expected);
  });

  test('ids keep the spelling of those who made them', async () => {
    const kept = ['Person:identity--f29f', 'Person:NK-abc_1.2', 'Person:محمد-علي', 'Person:Q42~x'];
    const files = (each: readonly string[]): Files => ({
      ...ATTENDANCE,
      'sheet.yaml': `document: sheet
documents:
  - id: SourceDocument:sheet
    title: { en: A sheet }
    passages: [{ locator: all, summary: { en: All } }]
entities:
${each.map((id) => `  - { id: ${JSON.stringify(id)}, names: { en: A }, evidence: all }\n`).join('')}`,
    });
    await load(graph, files(kept));
    expect((await ids(graph)).filter((id) => id.startsWith('Person:')).sort()).toEqual([...kept].sort());
    await load(graph, files(['Person:Jose\u0301']));
    expect(await ids(graph)).toContain('Person:Jos\u00e9');
    for (const wrong of [
      'Person:a|b',
      'Person:a/b',
      'Person:a,b',
      'Person:-a',
      'Person:a b',
      'Person:a%b',
      'Person:a\u200eb',
    ])
      expect(await refusal(graph, files([wrong]))).toHaveLength(1);
    await emptied(graph);
  });
});

test('slugs are made of names in any script', () => {
  expect(
    ['Şükrü İnönü', 'محمد عبد الله', '北京', 'Ελλάδα', "O'Brien, J.", '—', '😀', 'a'.repeat(200)].map(slugOf),
  ).toEqual(['sukru-inonu', 'mhmd-bd-allh', 'beijing', 'ellada', 'obrien-j', '', '', 'a'.repeat(100)]);
});

test('days are read as they are written', () => {
  const read = (pattern: string, text: string) => dayPattern(pattern)?.read(text);
  expect(read('dd.mm.yyyy', '31.12.2011')).toBe('2011-12-31');
  expect(read('d/m/yyyy', '1/2/2011')).toBe('2011-02-01');
  expect(read('m/d/yyyy', '1/2/2011')).toBe('2011-01-02');
  expect(read('mm.yyyy', '12.2011')).toBe('2011-12');
  expect(read('yyyy-mm-dd*', '2011-12-31T10:00:00Z')).toBe('2011-12-31');
  expect(read('dd/mm/yyyy', '٣١/١٢/٢٠١١')).toBe('2011-12-31');
  expect(read('dd.mm.yyyy', '31.12.2011 ')).toBeUndefined();
  expect(read('dd.mm.yyyy', '31x12x2011')).toBeUndefined();
  for (const wrong of ['dd.mm.yy', 'dd.mm', 'yyyy yyyy', 'dd.yyyy', '']) expect(dayPattern(wrong)).toBeUndefined();
});

test('a map keeps its texts on the disk', () => {
  const map = new DiskMap();
  const text = (key: number) => `${key} ${'محمد'.repeat(key % 700)}`;
  for (let key = 0; key < 20_000; key++) map.set(`key ${key}`, text(key));
  map.set('key 5', 'changed');
  map.set('long', 'x'.repeat(200_000));
  expect(map.size).toBe(20_001);
  for (const key of [0, 1, 699, 700, 12_345, 19_999]) expect(map.get(`key ${key}`)).toBe(text(key));
  expect(map.get('key 5')).toBe('changed');
  expect(map.get('long')).toBe('x'.repeat(200_000));
  expect(map.get('key 20000')).toBeUndefined();
  expect(map.has('key 20000')).toBe(false);
  map.close();
});
