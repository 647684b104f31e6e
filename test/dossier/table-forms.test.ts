/** Tables as people have them: separators, encodings, ends of lines, workbooks, JSON and graphs. */
import { gzipSync } from 'node:zlib';
import { writeXlsx } from 'hucre/xlsx';
import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { Graph } from '../../src/graph/port.ts';
import { openTemporary } from '../support/engines.ts';
import { BASE, emptied, type Files, ids, load, refusal, row } from './folders.ts';

/** A table of persons with a day and a note, of this file. */
const persons = (file: string, content: string | Uint8Array, said = ''): Files => ({
  'dossier.yaml': 'id: test\ntitle: { en: Test }\n',
  'table.yaml': `document: doc
documents:
  - id: SourceDocument:doc
    title: { en: A document }
    passages: [{ locator: all, summary: { en: All } }]
tables:
  - file: ${file}
${said}    entities:
      - { id: "Event:{id}", names: { ar: "{name}" }, eventKind: MEETING, date: "{day}", description: { en: "{note}" }, evidence: all }
`,
  [file]: content,
});

const arabic = (text: string) => {
  const decoder = new TextDecoder('windows-1256');
  const codes = new Map(Array.from({ length: 256 }, (_, code) => [decoder.decode(Uint8Array.of(code)), code]));
  return Buffer.from([...text].map((sign) => codes.get(sign) ?? 63));
};
const utf16 = (text: string) => Buffer.from(`\uFEFF${text}`, 'utf16le');
const bigEndian = (text: string) => utf16(text).swap16();

const SHEET = 'id;name;day;note\n1;محمد;2011-12-31;"one;two"\n';

let graph: Graph;
beforeAll(async () => {
  graph = await openTemporary();
  return () => graph.close();
});
afterEach(() => emptied(graph));

describe('separated values are read as they are written', () => {
  test.each<[string, string | Uint8Array, string]>([
    ['with semicolons', SHEET, ''],
    ['with commas', 'id,name,day,note\n1,محمد,2011-12-31,one;two\n', ''],
    ['with tabs', 'id\tname\tday\tnote\n1\tمحمد\t2011-12-31\tone;two\n', ''],
    ['with bars', 'id|name|day|note\n1|محمد|2011-12-31|one;two\n', ''],
    ['with the separator that a first line says', `sep=;\r\n${SHEET}`, ''],
    ['with a tab that a first line says', 'sep=\t\nid\tname\tday\tnote\n1\tمحمد\t2011-12-31\tone;two\n', ''],
    ['with the separator that is said', 'id,a;name;day;note\n1;محمد;2011-12-31;one,two\n', 'semicolon'],
    ['in UTF-8 with a byte order mark', `\uFEFF${SHEET}`, ''],
    ['in UTF-16 with a byte order mark', utf16(SHEET), ''],
    ['in UTF-16, the high byte first', bigEndian(SHEET), ''],
    ['gzipped', gzipSync(SHEET), ''],
    ['with carriage returns and line feeds', SHEET.replaceAll('\n', '\r\n'), ''],
    ['with carriage returns alone', SHEET.replaceAll('\n', '\r'), ''],
    [
      'with carriage returns alone, also within quotes',
      SHEET.replaceAll('\n', '\r').replace('one;two', 'one;\rtwo'),
      '',
    ],
    ['without an end of the last line', SHEET.trimEnd(), ''],
    ['with names of columns in quotes', SHEET.replace('id;name', '"id";"name"'), ''],
  ])('%s', async (_what, content, separator) => {
    const said = separator === '' ? '' : `    separator: ${separator}\n`;
    const files = persons('table.csv', content, said);
    const manifest = String(files['table.yaml']);
    await load(graph, separator === '' ? files : { ...files, 'table.yaml': manifest.replace('{id}', '{id,a}') });
    const found = await row(graph, 'Event:1');
    expect(found).toMatchObject({ names: ['ar محمد'], date: '2011-12-31' });
    expect(found.description[0].replace(/; /, ';').replace(',', ';')).toBe('en one;two');
  });

  test.each([
    ['windows-1256', arabic('محمد'), 'محمد'],
    ['windows-1252', Buffer.from('\x8eofia \x80 \xe9', 'latin1'), 'Žofia € é'],
    ['windows-1254', Buffer.from('\xde\xfckr\xfc \xddn\xf6n\xfc', 'latin1'), 'Şükrü İnönü'],
    ['utf-16le', Buffer.from('Şükrü', 'utf16le'), 'Şükrü'],
  ])('in %s, where that is said', async (encoding, name, expected) => {
    const plain = (text: string) => Buffer.from(text, encoding === 'utf-16le' ? 'utf16le' : 'latin1');
    const content = Buffer.concat([plain('id;name;day;note\r\n1;'), name, plain(';2011;x\r\n')]);
    await load(graph, persons('table.csv', content, `    encoding: ${encoding}\n`));
    expect(await row(graph, 'Event:1')).toMatchObject({ names: [`ar ${expected}`] });
  });
});

describe('what is empty says nothing', () => {
  const rows = [
    ['', ' ', '', ''],
    ['id', 'name', 'day', 'note'],
    ['1', 'A', '', '', '', ' '],
    ['', '', ' ', ''],
    ['2', 'B', '', ''],
  ];
  const inText = (separator: string) => `\n${rows.map((cells) => cells.join(separator)).join('\n')}\n"";" "\n`;

  test.each<[string, () => Promise<Uint8Array> | string]>([
    ['table.csv', () => inText(';')],
    ['table.xlsx', () => writeXlsx({ sheets: [{ name: 'A', rows: [[], ...rows] }] })],
  ])('in a row of %s, and beyond its columns', async (file, content) => {
    const files = persons(file, await content());
    const manifest = String(files['table.yaml']).replace('Event:{id}', 'Event:{id}-{#}');
    await load(graph, { ...files, 'table.yaml': manifest });
    expect((await ids(graph)).filter((id) => id.startsWith('Event:'))).toEqual(['Event:1-4', 'Event:2-6']);
  });
});

describe('a workbook', () => {
  const workbook = () =>
    writeXlsx({
      sheets: [
        { name: 'Notes', rows: [['nothing']] },
        {
          name: 'Events',
          rows: [
            [' id ', 'name', 'day', 'note'],
            [1, 'محمد', new Date(Date.UTC(2011, 11, 31)), true],
            [],
            [2.5, 'Second', '2012', null],
          ],
          cells: new Map([['3,3', { formula: 'A1&B1', formulaResult: 'stored' }]]),
        },
      ],
    });

  test('gives the rows of a worksheet: days as days, and of a formula what is stored', async () => {
    const files = persons('table.xlsx', await workbook(), '    sheet: Events\n');
    const manifest = String(files['table.yaml']).replace('Event:{id}', 'Event:row-{#}');
    await load(graph, { ...files, 'table.yaml': manifest });
    expect(await row(graph, 'Event:row-2')).toMatchObject({
      names: ['ar محمد'],
      date: '2011-12-31',
      description: ['en true'],
    });
    expect(await row(graph, 'Event:row-4')).toMatchObject({
      names: ['ar Second'],
      date: '2012',
      description: ['en stored'],
    });
  });

  test.each<[string, () => Promise<Uint8Array> | Uint8Array, string, string]>([
    [
      'whose worksheet is not said',
      workbook,
      '',
      'table.xlsx:0: the workbook has 2 worksheets; expected one of their names under sheet: Notes, Events.',
    ],
    [
      'without the worksheet that is said',
      workbook,
      '    sheet: People\n',
      'table.xlsx:0: the workbook has no worksheet "People"; expected one of Notes, Events.',
    ],
    [
      'that is none',
      () => Buffer.from('id,name\n1,x\n'),
      '',
      'table.xlsx:0: the file cannot be read as an .xlsx workbook: ',
    ],
    [
      'of Excel 2003',
      () => Buffer.from('d0cf11e0a1b11ae1', 'hex'),
      '',
      'table.xlsx:0: the file is a workbook of Excel 2003 or earlier, or one with a password; expected one that was saved as .xlsx without a password, or CSV.',
    ],
    [
      'that is a page of HTML',
      () => Buffer.from('\ufeff\n<TABLE><tr><td>id</td></tr></TABLE>'),
      '',
      'table.xlsx:0: the file is HTML or XML; expected a workbook that was saved as .xlsx, or CSV.',
    ],
    [
      'that is another zip file',
      async () => (await import('fflate')).zipSync({ mimetype: Buffer.from('application/x') }),
      '',
      'table.xlsx:0: the file cannot be read as an .xlsx workbook: Invalid XLSX: missing [Content_Types].xml; expected one that was saved as .xlsx, or CSV.',
    ],
    [
      'that unpacks to more than it should',
      async () => {
        const { zipSync } = await import('fflate');
        const half = new Uint8Array(260_000_000);
        return zipSync({ 'xl/a.xml': [half, { level: 9 }], 'xl/b.xml': [half, { level: 9 }] });
      },
      '',
      'table.xlsx:0: the workbook has more than 500 MB unpacked; expected at most 500 MB. Save the worksheet as CSV, which may have any size.',
    ],
  ])('%s is refused', async (_what, content, said, expected) => {
    const problems = await refusal(graph, persons('table.xlsx', await content(), said));
    expect(problems).toHaveLength(1);
    expect(problems[0]?.slice(0, expected.length)).toBe(expected);
  });
});

describe('JSON', () => {
  const DEEP = '['.repeat(100_000) + ']'.repeat(100_000);

  const of = (name: string) => ({
    id: 1,
    name: { value: [name, 'Other'] },
    day: '2011-12-31',
    note: null,
    deep: [{ a: 1 }],
  });
  const manifest = (files: Files): Files => ({
    ...files,
    'table.yaml': String(files['table.yaml']).replace('"{name}"', '["{name.value}"]'),
  });

  test.each<[string, string, string, string]>([
    [
      'an object on each line',
      'table.jsonl',
      `${JSON.stringify(of('محمد'))}\n\n${JSON.stringify({ ...of('B'), id: 2 })}`,
      '',
    ],
    ['a list', 'table.json', JSON.stringify([of('محمد'), { ...of('B'), id: 2 }], undefined, 2), ''],
    [
      'a list somewhere',
      'table.json',
      JSON.stringify({ of: { x: 1, events: [of('محمد')] }, more: [] }),
      '    rows: of.events\n',
    ],
  ])('is read as %s, by paths to values', async (_what, file, content, said) => {
    await load(graph, manifest(persons(file, content, said)));
    expect(await row(graph, 'Event:1')).toMatchObject({ names: ['ar محمد', 'ar Other'], date: '2011-12-31' });
  });

  test.each<[string, string, string, string, string]>([
    ['that is cut', 'table.json', '[{"id": 1}, {"id"', '', 'table.json:1: the JSON ends before it is complete.'],
    ['that is none', 'table.json', '[{"id": 1}, {id: 2}]', '', 'table.json:1: this is no JSON: '],
    ['with a line that is none', 'table.jsonl', '{"id": 1}\n{"id: 2}\n', '', 'table.jsonl:2: this line is no JSON: '],
    ['of numbers', 'table.json', '[1, 2]', '', 'table.json:1: a row is 1; expected an object.'],
    ['of lists', 'table.json', '[[1]]', '', 'table.json:1: a row is a list; expected an object.'],
    ['too deep', 'table.json', DEEP, '', 'table.json:1: a value is nested deeper than 50.'],
    ['with a line too deep', 'table.jsonl', `{}\n${DEEP}\n`, '', 'table.jsonl:2: a value is nested deeper than 50.'],
    [
      'without the list that is said',
      'table.json',
      '{"a": [{"id": 1}]}',
      '    rows: b\n',
      'table.json:0: no list stands under rows "b" in the file; expected one.',
    ],
    [
      'with a number that would be another one',
      'table.jsonl',
      '{"id": 12345678901234567890}',
      '',
      'table.jsonl:1: the number 12345678901234567000 has more digits than can be kept; expected it in quotes.',
    ],
    ['without rows', 'table.json', '[]', '', 'table.json:0: the table is empty; expected objects.'],
  ])('%s is refused', async (_what, file, content, said, expected) => {
    const problems = await refusal(graph, manifest(persons(file, content, said)));
    expect(problems[0]?.slice(0, expected.length)).toBe(expected);
  });

  test('what no table takes of it is counted, by column and by what conditions tell apart', async () => {
    const rows = [
      { id: 'a', kind: 'event', name: 'A', tags: ['x', 'y'] },
      { id: 'b', kind: 'event', name: 'B', tags: 'x', size: null },
      { id: 'c', kind: 'ship', name: 'C' },
      { id: 'd', kind: 'topic', name: 'D', about: 'a' },
    ];
    const table = `tables:
  - file: table.jsonl
    key: id
    columns: { about: { row-of: table.jsonl } }
    entities:
      - { when: { kind: event }, id: "Event:{id}", names: { en: "{name}" }, eventKind: MEETING, evidence: P1 }
      - { when: { kind: topic }, id: "Topic:{id}", names: { en: "{name} of {about.name}" }, evidence: P1 }
`;
    const report = await load(graph, {
      ...BASE,
      'table.yaml': `document: doc\n${table}`,
      'table.jsonl': rows.map((each) => JSON.stringify(each)).join('\n'),
    });
    expect(report.doubts).toEqual(['Not taken from table.jsonl: tags of kind event (3 values), 1 row of kind ship.']);
  });

  test('nothing of it is left in silence, where each row has a passage and a state', async () => {
    const rows = [
      { id: 'a', kind: 'topic', name: 'A', codes: ['EG', 'TR'], day: ['2024', '2025'], also: ['x', 'y'] },
      { id: 'b', kind: 'ship', name: 'B', codes: 'EG' },
      { id: 'c', kind: 'link', name: 'C', of: 'a' },
      { id: 'd', kind: 'link', name: 'D' },
    ];
    const table = `tables:
  - file: table.jsonl
    key: id
    columns: { of: { row-of: table.jsonl } }
    passages: [{ locator: "line {#}", summary: { en: "Line {#}." } }]
    entities:
      - { each: codes, id: "Country:{codes}", names: { en: "{codes}" }, code: "{codes}", evidence: P1 }
      - { when: { kind: topic }, id: "Topic:{id}", names: { en: ["{name}", "{also}"] }, description: { en: "{day}" }, evidence: P1 }
      - { when: { kind: link }, each: of, id: "Topic:of-{id}", names: { en: "{of.name}" }, evidence: P1 }
`;
    const report = await load(graph, {
      ...BASE,
      'table.yaml': `document: doc\n${table}`,
      'table.jsonl': rows.map((each) => JSON.stringify(each)).join('\n'),
    });
    expect(report.doubts.at(-1)).toBe(
      'Not taken from table.jsonl: day of kind topic (1 value), 1 row of kind ship, 1 row of kind link.',
    );
  });

  test('a key that a terminal would obey is told as it is written', async () => {
    const report = await load(graph, {
      ...BASE,
      'table.yaml': `document: doc
tables:
  - file: table.jsonl
    entities: [{ id: "Topic:{id}", names: { en: "{name}" }, evidence: P1 }]
`,
      'table.jsonl': JSON.stringify({ id: 'a', name: 'A', '\x1b]0;title\x07': 1, '\u202etxt': 2 }),
    });
    expect(report.doubts).toEqual([
      'Not taken from table.jsonl: \\u{1b}]0;title\\u{7} (1 value), \\u{202e}txt (1 value).',
    ]);
  });
});

describe('a graph', () => {
  const GEXF = `<?xml version="1.0"?><gexf xmlns="http://gexf.net/1.3"><graph>
<attributes class="node"><attribute id="0" title="name" type="string"/><attribute id="1" title="note" type="string"><default>none</default></attribute></attributes>
<attributes class="edge"><attribute id="0" title="weight of it" type="string"/></attributes>
<nodes><node id="1" label="A"><attvalues><attvalue for="0" value="محمد &amp; B"/></attvalues><spells><spell start="2011" end="2012"/></spells></node></nodes>
<edges><edge source="1" target="1"><attvalues><attvalue for="0" value="5"/></attvalues></edge></edges></graph></gexf>`;
  const GRAPHML = `<graphml xmlns="http://graphml.graphdrawing.org/xmlns"><key id="d0" for="node" attr.name="name" attr.type="string"/>
<key id="d1" for="node" attr.name="note"><default>none</default></key><key id="d2" for="edge" attr.name="name"/>
<graph edgedefault="directed"><node id="1"><data key="d0">محمد &amp; B</data></node><edge source="1" target="1"><data key="d2">x</data></edge></graph></graphml>`;

  test.each([
    ['GEXF', 'table.gexf', GEXF],
    ['GraphML', 'table.graphml', GRAPHML],
  ])('in %s is a table of nodes and one of edges', async (_name, file, content) => {
    const files = persons(file, content);
    await load(graph, { ...files, 'table.yaml': String(files['table.yaml']).replace(', date: "{day}"', '') });
    expect(await row(graph, 'Event:1')).toMatchObject({ names: ['ar محمد & B'], description: ['en none'] });
  });

  test('of yEd has the labels that it draws', async () => {
    const drawn = (label: string) =>
      `<data key="d6"><y:ShapeNode><y:NodeLabel>${label}</y:NodeLabel></y:ShapeNode></data>`;
    const content = `<graphml xmlns:y="http://www.yworks.com/xml/graphml"><key for="node" id="d6" yfiles.type="nodegraphics"/><graph>
<node id="1">${drawn('Group<y:LabelModel> </y:LabelModel>')}<graph><node id="2">${drawn('A')}</node></graph></node></graph></graphml>`;
    const files = persons('table.graphml', content);
    const manifest = String(files['table.yaml'])
      .replace(/, date.*?(?=, evidence)/, '')
      .replace('{name}', '{label}');
    await load(graph, { ...files, 'table.yaml': manifest });
    expect(await row(graph, 'Event:1')).toMatchObject({ names: ['ar Group'] });
    expect(await row(graph, 'Event:2')).toMatchObject({ names: ['ar A'] });
  });

  test('that is no graph is refused', async () => {
    expect(await refusal(graph, persons('table.gexf', '<gexf><x></gexf>'))).toEqual([
      'table.gexf:1: this is no XML: unexpected close tag.',
    ]);
    expect(await refusal(graph, persons('table.graphml', '<html/>'))).toEqual([
      'table.graphml:1: the file has no graph in it; expected GEXF or GraphML.',
    ]);
    expect(await refusal(graph, persons('table.gexf', GEXF, '    sheet: links\n'))).toEqual([
      'table.yaml:8: sheet is "links"; expected the name of a worksheet; of a graph nodes or edges.',
    ]);
  });
});

describe('what a table is not is told', () => {
  test.each<[string, string | Uint8Array, string, string]>([
    [
      'another separator than is said',
      SHEET,
      '    separator: comma\n',
      'table.csv:1: this looks separated by ";", and was read as separated by ",".',
    ],
    [
      'a separator that it has more of than of another',
      'id,x;name,y;day,z;note,a\n1;2;3;4\n',
      '    separator: comma\n',
      'table.yaml:10: table.csv has no column "name"',
    ],
    [
      'another separator in its rows',
      'id,name,day,note\n1;2;3;4\n',
      '',
      'table.csv:2: the row has 1 cells; expected 4',
    ],
    [
      'a separator that is none',
      SHEET,
      '    separator: dot\n',
      'table.yaml:8: separator is "dot"; expected one of comma, ',
    ],
    [
      'a line of names that is none',
      SHEET,
      '    head: first\n',
      'table.yaml:8: head is "first"; expected the number of a line, from 1 to 1000.',
    ],
    [
      'a line of names below the end',
      SHEET,
      '    head: 90\n',
      'table.csv:0: the table is empty; expected the names of its columns in the first line.',
    ],
    [
      'an encoding that is none',
      SHEET,
      '    encoding: arabic1\n',
      'table.yaml:8: encoding is "arabic1"; expected the name of',
    ],
    [
      'another encoding',
      arabic(SHEET),
      '',
      'table.csv:1: from this line on, or soon after it, the file is not UTF-8; expected its encoding under encoding, such as windows-1256 for Arabic or windows-1252 for western Europe.',
    ],
    [
      'a sheet of CSV',
      SHEET,
      '    sheet: A\n',
      'table.yaml:8: sheet says nothing of table.csv; expected it of a workbook or a graph.',
    ],
    ['UTF-16 without a mark', Buffer.from(SHEET, 'utf16le'), '', 'table.csv:1: the file has NUL characters in it, '],
    [
      'a workbook by its bytes',
      Buffer.from('PK\x03\x04 and so on'),
      '',
      'table.csv:0: the file is a zip file, as workbooks are; expected one that was saved as .xlsx, with a name that ends so, or CSV.',
    ],
    [
      'an old workbook',
      Buffer.from('d0cf11e0a1b11ae1', 'hex'),
      '',
      'table.csv:0: the file is a workbook of Excel 2003',
    ],
  ])('%s', async (_what, content, said, expected) => {
    const problems = await refusal(graph, persons('table.csv', content, said));
    expect(problems, problems.join('\n')).toHaveLength(1);
    expect(problems[0]?.slice(0, expected.length)).toBe(expected);
  });
});
