import { describe, expect, test } from 'vitest';
import { gexf } from '../../src/export/gexf.ts';
import { readGexf } from './readers.ts';
import { awkward, CONTROLS_IN_XML, empty, options, pairs, written } from './samples.ts';
import { complaints } from './xml.ts';

describe('GEXF', () => {
  test.each([
    ['a graph with awkward names', awkward],
    ['an empty graph', empty],
    ['a graph of pairs', pairs],
  ])('is well-formed and follows the schema: %s', async (_what, graph) => {
    expect(await complaints(await written(gexf, graph), 'gexf-1.3.xsd')).toEqual([]);
  });

  test('an edge to a node that is missing is a fault that the schema finds', async () => {
    const file = (await written(gexf, pairs)).replace('target="Country:ZA"', 'target="Country:XX"');
    expect(await complaints(file, 'gexf-1.3.xsd')).toHaveLength(1);
  });

  test('graphology reads the names as they are, without what XML cannot have', async () => {
    const graph = readGexf(await written(gexf, awkward));
    expect(graph.getAttribute('description')).toBe(options.title);
    expect(graph.getNodeAttribute('Organization:quotes', 'label')).toBe('"Quoted", & <angled> \'name\' ]]>');
    expect(graph.getNodeAttribute('Instrument:old', 'label')).toBe('Treaty\r\nof two lines');
    expect(graph.getNodeAttribute('Office:controls', 'label')).toBe(CONTROLS_IN_XML);
    expect(graph.getNodeAttribute('Person:astral', 'label')).toBe('𐍈 and 👩‍👩‍👧 here');
  });

  test('graphology reads what else a node has', async () => {
    const graph = readGexf(await written(gexf, awkward, { languages: ['ar'] }));
    expect(graph.getNodeAttributes('Country:TR')).toEqual({
      label: 'تركيا',
      labelLanguage: 'ar',
      labelDirection: 'RTL',
      entityType: 'COUNTRY',
      code: 'TR',
      latitude: 39,
      longitude: -35.2433,
      degree: 7,
      names: 'tr Türkiye | en Türkiye | en Turkey | ar تركيا',
      identifiers: 'iso-3166-1-alpha-3 TUR | wikidata Q43',
      evidence: 'Passage:report/P1.S1 | Passage:report/P1.S2',
    });
  });

  test('graphology keeps parallel edges apart, with what each says', async () => {
    const graph = readGexf(await written(gexf, awkward));
    expect(graph.type).toBe('directed');
    const participations = graph.edges('Country:TR', 'LegalCase:ongoing').map((edge) => graph.getEdgeAttributes(edge));
    expect(participations).toHaveLength(2);
    expect(participations).toEqual(
      expect.arrayContaining([
        {
          label: 'filed a declaration to intervene in',
          kind: 'PARTICIPATED_IN INTERVENER',
          relationshipType: 'PARTICIPATED_IN',
          labelLanguage: 'en',
          role: 'INTERVENER',
          date: '2024-05-02',
          earliest: '2024-05-02',
          latest: '2024-05-02',
          evidence: 'Passage:report/P1.S1',
        },
        {
          label: 'spoke at',
          kind: 'PARTICIPATED_IN SPEAKER Organization:elsewhere',
          relationshipType: 'PARTICIPATED_IN',
          labelLanguage: 'en',
          role: 'SPEAKER',
          onBehalfOf: 'Organization:elsewhere',
        },
      ]),
    );
  });

  test('what lasted is there from its start to its end, each left out where it is not known', async () => {
    const file = await written(gexf, awkward);
    expect(file).toContain('<graph mode="dynamic" timeformat="date" ');
    expect(file).toMatch(/<node id="LegalCase:ongoing" label="[^"]*" start="2023-12-29">/);
    expect(file).toMatch(/<node id="Event:undated" label="[^"]*">/);
    expect(file).toMatch(/<edge id="MEMBER_OF[^>]* start="1990-01-01" end="1999-12-31">/);
  });

  test('what happened once is there for one day, however vague its date', async () => {
    const file = await written(gexf, awkward);
    expect(file).toMatch(/<node id="Instrument:old" label="[^"]*" start="1648-10-31" end="1648-10-31">/);
    expect(file).toMatch(/<node id="Event:range" label="[^"]*" start="0900-05-31" end="0900-05-31">/);
    expect(file).toMatch(/<edge id="CONCERNS[^>]* start="2024-05-02" end="2024-05-02">/);
    expect(file).toMatch(/<attvalue for="earliest" value="2023-10-07"\/><attvalue for="latest" value="2024-05-02"\/>/);
  });

  test('pairs are undirected edges with a weight', async () => {
    const graph = readGexf(await written(gexf, pairs));
    expect(graph.type).toBe('undirected');
    expect(graph.getEdgeAttributes('Country:TR|Country:ZA')).toEqual({ weight: 3 });
  });
});
