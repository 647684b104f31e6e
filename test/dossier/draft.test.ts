/** Drafts of dossiers: what is guessed of files, and that checking a draft finds nothing wrong. */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeXlsx } from 'hucre/xlsx';
import { describe, expect, onTestFinished, test } from 'vitest';
import { checkDossier } from '../../src/dossier/checked.ts';
import { DraftImpossible, draftDossier } from '../../src/dossier/draft/draft.ts';
import { shippedModels } from '../../src/model/choice.ts';
import { model } from '../support/model.ts';
import { choosing, type Files } from './folders.ts';

const [ownership = model] = (await shippedModels()).filter(({ name }) => name === 'ownership');

/** Drafts a dossier of files. */
async function drafted(files: Files, of = model) {
  const folder = await mkdtemp(join(tmpdir(), 'dragoman-draft-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const paths = Object.keys(files).map((name) => join(folder, name));
  for (const [name, content] of Object.entries(files)) await writeFile(join(folder, name), content);
  const draft = await draftDossier(paths, join(folder, 'to'), choosing(of));
  return { ...draft, text: async (name: string) => await readFile(join(folder, 'to', name), 'utf8') };
}

const check = (folder: string) => checkDossier(model, folder);

describe('a draft', () => {
  test('of a sheet in Turkish, in Windows-1254', async () => {
    const sheet = 'Ad\xfd;Toplant\xfd;Tarih;\xdeehir;Not\r\nŞ;T;5/6/2024;A;x\r\n'.replace('Ş', '\xdekr\xfc');
    const { folder, text } = await drafted({ 'katilim.csv': Buffer.from(sheet, 'latin1') });
    const manifest = await text('katilim.yaml');
    for (const line of [
      'encoding: windows-1254 # ?',
      '# - "Not", since nothing in its name or its cells tells what it is',
      '"Tarih": { days: "d/m/yyyy" } # ?',
      'names: { tr: "{Adı}" }',
    ])
      expect(manifest).toContain(line);
    expect(await check(folder)).toMatchObject({ entities: 3, facts: 2, passages: 2 });
  });

  test.each([
    [
      'beneficial owner,company,company number,share %\nAda,Engine Ltd,0123,25.5\n',
      'registrationNumber: "{company number}"',
      'from: "LegalEntity:{legalEntity}", to: "Company:{company id}", type: OWNS, share: "{share %}"',
    ],
    [
      'vessel,imo,mmsi,owner\nSea One,IMO1234567,123456789,Deep Ltd\n',
      'imo: "{imo}", mmsi: "{mmsi}"',
      'from: "LegalEntity:{legalEntity}", to: "Vessel:{vessel id}", type: OWNS',
    ],
    [
      'shareholder,company\nAda,Engine Ltd\n',
      'names: { en: "{shareholder}" }',
      'from: "LegalEntity:{legalEntity}", to: "Company:{company id}", type: OWNS',
    ],
    [
      'director,company\nAda,Engine Ltd\n',
      'names: { en: "{director}" }',
      'from: "Person:{person}", to: "Company:{company id}", type: DIRECTS, post: DIRECTOR',
    ],
    [
      'المالك المستفيد;الشركة;النسبة\nأحمد;شركة النور;40\n',
      'names: { ar: "{المالك المستفيد}" }',
      'from: "LegalEntity:{legalEntity}", to: "Company:{company}", type: OWNS, share: "{النسبة}"',
    ],
    [
      'hissedar;şirket;hisse oranı\nAyşe;Deniz AŞ;40\n',
      'names: { tr: "{hissedar}" }',
      'from: "LegalEntity:{legalEntity}", to: "Company:{company}", type: OWNS, share: "{hisse oranı}"',
    ],
  ])('of who owns what: %s', async (sheet, entity, fact) => {
    const { folder, text } = await drafted({ 'table.csv': sheet }, ownership);
    const manifest = await text('table.yaml');
    for (const line of [entity, fact]) expect(manifest).toContain(line);
    expect(manifest).not.toContain('Not taken');
    expect(await checkDossier(ownership, folder)).toMatchObject({ entities: 2, facts: 1 });
  });

  test.each([
    [
      'a state that a city of the rows cannot be in',
      'الاسم;الدولة;الاجتماع;المدينة\nأحمد;السعودية;القمة;القاهرة\nليلى;الجزائر;القمة;القاهرة\nسعد;;القمة;القاهرة\n',
      'onBehalfOf: "Country:{code}"',
      { entities: 7, facts: 4 },
    ],
    [
      'a state that a meeting of the rows cannot be held in',
      'person,country,meeting\nAda,Egypt,Talks\nBob,Türkiye,Talks\n',
      'onBehalfOf: "Country:{code}"',
      { entities: 5, facts: 2 },
    ],
    [
      'a delegation that is a state, beside the state of the city',
      'Name,Delegation,Meeting,City,Country\nAda,Egypt,Talks,Cairo,Egypt\nBob,Türkiye,Talks,Cairo,Egypt\n',
      'onBehalfOf: "Country:{code}"',
      { entities: 6, facts: 4 },
    ],
    [
      'a delegation that has its code',
      'Name,Delegation,Code,Meeting\nAda,Egypt,EG,Talks\nBob,Türkiye,TR,Talks\n',
      'onBehalfOf: "Country:{Code}"',
      { entities: 5, facts: 2 },
    ],
    [
      'a delegation, beside a state that has its code',
      'Name,Delegation,Meeting,City,Country,Code\nAda,Egypt,Talks,Cairo,Egypt,EG\nBob,Türkiye,Talks,Cairo,Egypt,EG\n',
      'onBehalfOf: "Country:{code}"',
      { entities: 6, facts: 4 },
    ],
    [
      'a column that is called so',
      'Participant,Represents,Meeting\nAda,Ministry of X,Talks\nBob,Egypt,Talks\n',
      'onBehalfOf: "Organization:{organization}"',
      { entities: 5, facts: 2 },
    ],
  ])('of whom somebody represented: %s', async (_what, sheet, said, counts) => {
    const { folder, text } = await drafted({ 'x.csv': sheet });
    expect(await text('x.yaml')).toContain(said);
    expect(await text('x.yaml')).not.toContain('MEMBER_OF');
    expect(await check(folder)).toMatchObject(counts);
  });

  test('of states that took part themselves, and of what is where each of them says', async () => {
    const alone = await drafted({ 'x.csv': 'Delegation,Meeting\nEgypt,Talks\nTürkiye,Talks\n' });
    expect(await alone.text('x.yaml')).toContain('from: "Country:{code}", to: "Event:{event}", type: PARTICIPATED_IN');
    const held = await drafted({
      'x.csv': 'person,country,meeting\nAda,Egypt,Talks\nBob,Egypt,Talks\nAda,Oman,Forum\n',
    });
    expect(await held.text('x.yaml')).toContain('from: "Event:{event}", to: "Country:{code}", type: HELD_IN');
  });

  test('of a meeting whose day not every row has is one meeting, as far as its name tells', async () => {
    const one = await drafted({ 'x.csv': 'Name,Meeting,Date\nAda,Talks,2024-01-02\nBob,Talks,\n' });
    expect(await check(one.folder)).toMatchObject({ entities: 3, facts: 2 });
    const two = await drafted({
      'x.csv': 'Name,Meeting,Date\nAda,Talks,2024-01-02\nBob,Talks,\nCy,Talks,2024-02-02\n',
    });
    expect(two.notes).toContain(
      'x.csv: "Date" is empty in rows of what has a day in others, such as "Talks", so that those rows are of something else; fill it, where they are not.',
    );
    expect(await check(two.folder)).toMatchObject({ entities: 6, facts: 3 });
  });

  test('tells a role from the office of who took part', async () => {
    const { text } = await drafted({
      'x.csv': 'Name,Meeting,Role\nAda,Talks,President of the Republic\nBob,Talks,president\n',
    });
    expect(await text('x.yaml')).toContain('"President of the Republic": ATTENDEE # ?');
    expect(await text('x.yaml')).toContain('"president": CHAIR\n');
  });

  test('of a text with line feeds in its rows says in which line a row begins', async () => {
    const { text } = await drafted({ 'x.csv': 'Name,Meeting\n"Ada\nL.",Talks\n' });
    expect(await text('x.yaml')).toContain('{ locator: "line {#}", summary: { en: "Line {#} of x.csv." } }');
  });

  test.each([
    ['Attendance list 2024;;;\n;;;\nName;Event;Date;Role\nAli;Talks;31.12.2024;chair\nLeyla;Talks;;guest\n', 3],
    ['List of talks, as of May, in Cairo\n\nName;Event;Date\nAli;Talks;31.12.2024\nLeyla;Talks;31.12.2024\n', 3],
    ['\r\rName;Event;Date\rAli;Talks;31.12.2024\rLeyla;Talks;\r', 3],
  ])('of a text below titles: %#', async (sheet, line) => {
    const { folder, text } = await drafted({ 'x.csv': sheet });
    if (!sheet.startsWith('\r')) expect(await text('x.yaml')).toContain(`    head: ${line} # ?\n`);
    expect(await text('x.yaml')).toContain('names: { en: "{Name}" }');
    expect(await check(folder)).toMatchObject({ entities: 3, facts: 2 });
  });

  test('of a worksheet below titles', async () => {
    const rows = [
      ['Attendance list'],
      [null],
      ['Name', 'Event', 'Role'],
      ['Ali', 'Talks', 'chair'],
      ['Leyla', 'Talks', null],
    ];
    const { folder, text } = await drafted({ 'x.xlsx': await writeXlsx({ sheets: [{ name: 'List', rows }] }) });
    expect(await text('x.yaml')).toContain('    head: 3 # ?\n');
    expect(await check(folder)).toMatchObject({ entities: 3, facts: 2 });
  });

  test('of a workbook with two worksheets', async () => {
    const workbook = await writeXlsx({
      sheets: [
        {
          name: 'People',
          rows: [
            ['Name', 'Organisation'],
            ['Ada', 'Court'],
            ['Bob', null],
          ],
        },
        {
          name: 'Talks',
          rows: [
            ['Event', 'Date', 'City'],
            ['Talk', new Date(Date.UTC(2024, 1, 3)), 'Cairo'],
          ],
        },
      ],
    });
    const { folder, text } = await drafted({ 'book.xlsx': workbook });
    expect(await text('book.yaml')).toContain('sheet: "Talks"');
    expect(await check(folder)).toMatchObject({ entities: 5, facts: 2 });
  });

  test('of the pairs of tables that Gephi has, with ids of its own', async () => {
    const { folder, text } = await drafted({
      'nodes.csv': 'Id,Label,eventKind\nPerson:a,A,\nEvent:b,B,MEETING\n',
      'edges.csv':
        'Source,Target,Type,relationshipType,role,date\nPerson:a,Event:b,Directed,PARTICIPATED_IN,SPEAKER,2024\n',
    });
    expect(await text('edges.yaml')).toContain('from: "{Source}", to: "{Target}", type: "{relationshipType}"');
    expect(await check(folder)).toMatchObject({ entities: 2, facts: 1 });
  });

  test.each([
    [
      'graph.gexf',
      `<gexf><graph><attributes class="edge"><attribute id="0" title="relationshipType"/></attributes>
<nodes><node id="City:a" label="A"/><node id="Country:b" label="B"/></nodes>
<edges><edge source="City:a" target="Country:b"><attvalues><attvalue for="0" value="LOCATED_IN"/></attvalues></edge></edges></graph></gexf>`,
    ],
    [
      'graph.json',
      JSON.stringify({
        attributes: { name: 'x' },
        nodes: ['City:a', 'City:b'].map((key) => ({ key, attributes: { label: key } })),
        edges: [{ key: 'e', source: 'City:a', target: 'City:b', attributes: { relationshipType: 'LOCATED_IN' } }],
      }),
    ],
  ])('of a graph in %s', async (file, content) => {
    const { folder } = await drafted({ [file]: content.replaceAll('Country:b', 'City:b') });
    expect(await check(folder)).toMatchObject({ entities: 2, facts: 1 });
  });

  test.each<[string, Files]>([
    [
      'NetworkX',
      {
        'x.graphml': `<graphml><key id="d0" for="node" attr.name="club"/><graph><node id="Ada Lovelace"><data key="d0">A</data></node>
<node id="Bob"><data key="d0">B</data></node><edge source="Ada Lovelace" target="Bob"/></graph></graphml>`,
      },
    ],
    [
      'igraph',
      {
        'x.graphml': `<graphml><key id="v_name" for="node" attr.name="name"/><graph><node id="n0"><data key="v_name">Ada</data></node>
<node id="n1"><data key="v_name">Bob</data></node><edge source="n0" target="n1"/></graph></graphml>`,
      },
    ],
    [
      'yEd',
      {
        'x.graphml': `<graphml xmlns:y="http://www.yworks.com/xml/graphml"><key for="node" id="d6"/><graph>
<node id="n0"><data key="d6"><y:ShapeNode><y:NodeLabel>Ada</y:NodeLabel></y:ShapeNode></data></node>
<node id="n1"><data key="d6"><y:ShapeNode><y:NodeLabel>Bob</y:NodeLabel></y:ShapeNode></data></node><edge source="n0" target="n1"/></graph></graphml>`,
      },
    ],
    [
      'Gephi, without labels',
      {
        'x.gexf':
          '<gexf><graph><nodes><node id="1"/><node id="2"/></nodes><edges><edge source="1" target="2"/></edges></graph></gexf>',
      },
    ],
    ['edges alone', { 'x.csv': 'Source,Target\nada,bob\n' }],
    ['names beside ids that edges name', { 'n.csv': 'id,name\n1,Ada\n2,Bob\n', 'x.csv': 'from,to\n1,2\n,2\n' }],
    [
      'D3',
      {
        'x.json': JSON.stringify({
          nodes: ['a', 'b'].map((id) => ({ id, title: id.toUpperCase() })),
          links: [{ source: 'a', target: 'b' }],
        }),
      },
    ],
    [
      'Cytoscape',
      {
        'x.json': JSON.stringify({
          elements: {
            nodes: ['a', 'b'].map((id) => ({ data: { id, name: id.toUpperCase() } })),
            edges: [{ data: { id: 'e', source: 'a', target: 'b' } }],
          },
        }),
      },
    ],
  ])('of a graph of another program can be loaded: %s', async (_program, files) => {
    const linked = await drafted(files, ownership);
    expect(await checkDossier(ownership, linked.folder)).toMatchObject({ entities: 2, facts: 1 });
    expect(await linked.text('x.yaml')).toContain('type: LINKED_TO, evidence');
    expect(linked.notes.join()).toContain('that nodes are Person and edges LINKED_TO are guesses that go together');
    const { folder, notes } = await drafted(files);
    expect(await check(folder)).toMatchObject({ entities: 2, facts: 0 });
    expect(notes.join()).toContain(
      'not taken: the edges, since no column relationshipType says what they mean, and no type of fact of the model diplomacy leads from Person to Person; that nodes are Person is a guess.',
    );
  });

  test('of edges that do not say what they mean guesses what fits their ends, and what that needs', async () => {
    const nodes = 'Id,Label,eventKind\nPerson:a,A,\nPerson:c,C,\nEvent:b,B,MEETING\n';
    const { folder, text } = await drafted({
      'nodes.csv': nodes,
      'edges.csv': 'Source,Target,role\nPerson:a,Event:b,SPEAKER\nPerson:c,Event:b,\n',
    });
    expect(await text('edges.yaml')).toContain('type: PARTICIPATED_IN, role: { first: ["{role}", ATTENDEE] }, evid');
    expect(await check(folder)).toMatchObject({ entities: 3, facts: 2 });
    const other = await drafted({
      'nodes.csv': nodes,
      'edges.csv': 'Source,Target,role\nPerson:a,Event:b,she spoke\n',
    });
    expect(other.notes.join()).toContain('not taken: "role", since its cells should be one of APPLICANT');
    expect(await check(other.folder)).toMatchObject({ entities: 3, facts: 1 });
    const typed = await drafted({ 'nodes.csv': nodes, 'edges.csv': 'Source,Target,kind\nPerson:a,Event:b,CONCERNS\n' });
    expect(await typed.text('edges.yaml')).toContain('type: "{kind}"');
  });

  test('of nodes of which some have an id of their own has edges that name the same', async () => {
    const { folder, notes } = await drafted(
      {
        'nodes.csv': 'Id,Label\nPerson:a,A\nPerson:b,B\nn5,New\n',
        'edges.csv': 'Source,Target\nPerson:a,Person:b\n',
      },
      ownership,
    );
    expect(await checkDossier(ownership, folder)).toMatchObject({ entities: 3, facts: 1 });
    expect(notes).toContain(
      'nodes.csv: "n5" is no id of an entity, as others are, so that all nodes are guessed to be Person; write such an id for it.',
    );
  });

  test('of edges of types that the model does not have says so', async () => {
    const { folder, notes } = await drafted({ 'x.csv': 'Source,Target,relationshipType\na,b,KNOWS\n' }, ownership);
    expect(notes).toContain(
      'x.csv: not taken: "relationshipType", since none of its cells is a type of fact of the model ownership.',
    );
    expect(await checkDossier(ownership, folder)).toMatchObject({ facts: 1 });
  });

  test('of edges that name nodes by their places leaves them out', async () => {
    const { folder, notes } = await drafted({
      'x.json': JSON.stringify({ nodes: [{ name: 'Ada' }, { name: 'Bob' }], links: [{ source: 1, target: 0 }] }),
    });
    expect(notes).toContain('x.json: not taken: "source", since the nodes of the graph have no ids.');
    expect(await check(folder)).toMatchObject({ entities: 2, facts: 0 });
  });

  test.each([
    '[{ "name": "Ada", "nodes": [1] }]',
    '{"name":"Ada","nodes":[1]}\n{"name":"Bob","nodes":[2]}\n',
    '{"name":"Ada","of":{"nodes":[1],"edges":[]}}\n',
    '{"name":"Ada","nodes":{"a":1}}\n',
  ])('of JSON with nodes in it that is no graph: %s', async (content) => {
    const { text } = await drafted({ 'x.json': content });
    expect(await text('x.yaml')).toContain('{ id: "Person:{person}", names: { en: "{name}" }');
  });

  test('takes numbers as programs write them', async () => {
    const { folder } = await drafted({ 'x.csv': 'Id,Label,latitude,longitude\nCity:a,A,51.4779,-1.5e-05\n' });
    expect(await check(folder)).toMatchObject({ entities: 1 });
  });

  test('marks what it could not guess', async () => {
    const { text, guesses } = await drafted({ 'x.csv': 'Wer,Was\nAda Lovelace,1\n' });
    expect(await text('x.yaml')).toContain('names: { en: "{Wer}" }, evidence: "row {#}" } # ?');
    expect(await text('x.yaml')).toContain('# - "Was", since nothing in its name or its cells tells what it is');
    expect(guesses).toBe(2);
  });

  test('of files whose names are alike, or those of other files of a dossier, has a manifest of each', async () => {
    const sheet = (name: string) => `Name,Event\n${name},Talks\n`;
    const names = [
      'a.csv',
      'a.tsv',
      'a b.csv',
      'a-b.csv',
      'A-b.CSV',
      'dossier.csv',
      'model.csv',
      '؟.csv',
      'table-1.csv',
    ];
    const files = Object.fromEntries(names.map((name, at) => [name, sheet(`P${at}`)]));
    const { folder, written } = await drafted(files);
    expect(written).toEqual([
      ...['dossier.yaml', 'a.yaml', 'a-tsv.yaml', 'a-b.yaml', 'a-b-csv.yaml', 'a-b-1.yaml', 'dossier-csv.yaml'],
      ...['model-csv.yaml', 'csv.yaml', 'table-1.yaml'],
    ]);
    expect(await check(folder)).toMatchObject({ documents: names.length, entities: names.length + 1 });
  });

  test('keeps a source that rows name apart from a file of that name', async () => {
    const { text } = await drafted({ 'b.csv': 'Name,Source\nAda,Other\n', 'other.csv': 'Name\nAda\n' });
    expect(await text('b.yaml')).toContain('{ slug: "source {Source}" }');
  });

  test('of a file and a worksheet with braces in their names takes them for no cells', async () => {
    const row = ['Ada', 'Talks'];
    const sheets = [' {a} ', 'b'].map((name) => ({ name, rows: [['Name', 'Event'], row] }));
    const { folder, text } = await drafted({
      'report {final}.csv': 'Name,Event\nAda,Talks\n',
      'book {1}.xlsx': await writeXlsx({ sheets }),
    });
    expect(await text('report-final.yaml')).toContain('{ en: "Row {#} of report (final).csv." }');
    expect(await text('book-1.yaml')).toContain('locator: "(a) {#}"');
    expect(await check(folder)).toMatchObject({ documents: 2, entities: 2 });
  });

  test('of what is no table is none', async () => {
    await expect(drafted({ 'x.csv': 'a,b\n' })).rejects.toThrow(/x\.csv: the file has no rows; expected a table\.$/);
    await expect(drafted({ 'x.csv': 'PK\x03\x04' })).rejects.toThrow(
      /x\.csv: the file is a zip file, as workbooks are/,
    );
    await expect(drafted({ 'x.yaml': 'a: b\n' })).rejects.toThrow(/x\.yaml: the file is YAML; expected a table/);
    await expect(drafted({ 'x.json': '[1' })).rejects.toThrow(/x\.json:1: /);
    await expect(draftDossier(['/nowhere.csv'], join(tmpdir(), 'dragoman-none'), choosing(model))).rejects.toThrow(
      '/nowhere.csv: there is no such file.',
    );
    await expect(draftDossier([], process.cwd(), choosing(model))).rejects.toThrow(DraftImpossible);
  });
});
