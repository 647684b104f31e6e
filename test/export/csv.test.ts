import { describe, expect, test } from 'vitest';
import { edgesCsv, nodesCsv } from '../../src/export/csv.ts';
import { readCsv } from './readers.ts';
import { awkward, empty, entity, graphOf, pairs, written } from './samples.ts';

/** The columns that nodes have whatever the model. */
const OF_ALL =
  'entityType labelLanguage labelDirection description date earliest latest degree names preferred descriptions identifiers evidence'.split(
    ' ',
  );

describe('CSV of nodes', () => {
  test('its first columns are those that Gephi knows, and the rest the same for every graph', async () => {
    const [columns = ''] = (await written(nodesCsv, awkward)).split('\r\n');
    const names = columns.split(',');
    expect(names.slice(0, 3)).toEqual(['Id', 'Label', 'Timeset']);
    expect(names).toEqual(
      expect.arrayContaining([
        ...OF_ALL,
        ...'code latitude longitude organizationKind eventKind quantities'.split(' '),
      ]),
    );
    expect(new Set(names).size).toBe(names.length);
    expect(await written(nodesCsv, empty)).toBe(`${columns}\r\n`);
  });

  test('commas, quotes and line ends come through', async () => {
    const rows = readCsv(await written(nodesCsv, awkward, { languages: ['ar'] }));
    expect(rows[0]).toMatchObject({
      Id: 'Country:TR',
      Label: 'تركيا',
      labelDirection: 'RTL',
      longitude: '-35.2433',
      names: 'tr Türkiye | en Türkiye | en Turkey | ar تركيا',
      evidence: 'Passage:report/P1.S1 | Passage:report/P1.S2',
    });
    const labels = Object.fromEntries(rows.map(({ Id, Label }) => [Id, Label]));
    expect(labels['Organization:quotes']).toBe('"Quoted", & <angled> \'name\' ]]>');
    expect(labels['Instrument:old']).toBe('Treaty\r\nof two lines');
  });

  test.each([
    ['=1+1', "'=1+1"],
    ['+1', "'+1"],
    ['-1', "'-1"],
    ['@SUM(A1)', "'@SUM(A1)"],
    ['＝1+1', "'＝1+1"],
    ['\t=1', "'\t'=1"],
    ['\r=1', "'\r'=1"],
    ['\n=1', "'\n'=1"],
    ['a\n=1', "a\n'=1"],
    [' =1', "' =1"],
    ['Gaza;=1', "Gaza;'=1"],
    ['Gaza, =1', "Gaza,' =1"],
    ['"=1"', '"\'=1"'],
    ['2023-2025; 1+1', '2023-2025; 1+1'],
  ])('%j is no formula for a spreadsheet, whatever separates its cells', async (name, neutral) => {
    const [row] = readCsv(await written(nodesCsv, graphOf([entity('Topic:a', [`en ${name}`])])));
    expect(row?.['Label']).toBe(neutral);
  });

  test('a bar within a name is told from one between names', async () => {
    const [row] = readCsv(await written(nodesCsv, graphOf([entity('Topic:a', ['en a | b', 'ar c\\d'])])));
    expect(row?.['names']).toBe('en a \\| b | ar c\\\\d');
  });

  test('it begins with a byte-order mark where one is asked for', async () => {
    const plain = await written(nodesCsv, pairs);
    expect(plain.startsWith('Id,')).toBe(true);
    expect(await written(nodesCsv, pairs, { bom: true })).toBe(`\ufeff${plain}`);
    expect((await written(edgesCsv, pairs, { bom: true })).startsWith('\ufeffSource,')).toBe(true);
  });

  test('Timeset has the days that a timeline shows, as Gephi writes them', async () => {
    const shown = async (date: string) =>
      readCsv(await written(nodesCsv, graphOf([entity('Event:a', ['en A'], { date })])))[0]?.['Timeset'];
    expect(await shown('2023-12-29/..')).toBe('<[2023-12-29, Infinity]>');
    expect(await shown('1990/1999')).toBe('<[1990-01-01, 1999-12-31]>');
    expect(await shown('[2023-10-07..2025-08-02]')).toBe('<[2025-08-02, 2025-08-02]>');
    expect(readCsv(await written(nodesCsv, graphOf([entity('Event:a', ['en A'])])))[0]?.['Timeset']).toBe('');
  });

  test('numbers below zero stay numbers', async () => {
    expect(await written(nodesCsv, awkward)).toContain(',-35.2433,');
  });
});

describe('CSV of edges', () => {
  test('each fact is a directed edge of weight 1', async () => {
    const rows = readCsv(await written(edgesCsv, awkward));
    expect(rows).toHaveLength(6);
    const { Source, Target, ...said } = rows[0] ?? {};
    expect([Source, Target]).toEqual(['Country:TR', 'LegalCase:ongoing']);
    // The columns of other types are there, and empty.
    expect(Object.fromEntries(Object.entries(said).filter(([, cell]) => cell !== ''))).toEqual({
      Type: 'Directed',
      Id: 'PARTICIPATED_IN|Country:TR|LegalCase:ongoing|INTERVENER||2024-05-02',
      Label: 'filed a declaration to intervene in',
      Kind: 'PARTICIPATED_IN INTERVENER',
      Weight: '1',
      Timeset: '<[2024-05-02, 2024-05-02]>',
      relationshipType: 'PARTICIPATED_IN',
      labelLanguage: 'en',
      role: 'INTERVENER',
      date: '2024-05-02',
      earliest: '2024-05-02',
      latest: '2024-05-02',
      evidence: 'Passage:report/P1.S1',
    });
    expect(Object.keys(said)).toEqual(expect.arrayContaining(['onBehalfOf', 'membershipRole', 'note', 'notes']));
  });

  test('parallel edges differ in kind', async () => {
    const rows = readCsv(await written(edgesCsv, awkward));
    const triples = rows.map(({ Source, Target, Kind }) => `${Source} ${Target} ${Kind}`);
    expect(new Set(triples).size).toBe(rows.length);
  });

  test('pairs are undirected edges with their weight', async () => {
    expect(await written(edgesCsv, pairs)).toBe(
      'Source,Target,Type,Id,Label,Kind,Weight\r\nCountry:TR,Country:ZA,Undirected,Country:TR|Country:ZA,,,3\r\n',
    );
  });
});
