import { describe, expect, test } from 'vitest';
import { graphml } from '../../src/export/graphml.ts';
import { readGraphml } from './readers.ts';
import { awkward, CONTROLS_IN_XML, empty, pairs, written } from './samples.ts';
import { complaints } from './xml.ts';

describe('GraphML', () => {
  test.each([
    ['a graph with awkward names', awkward],
    ['an empty graph', empty],
    ['a graph of pairs', pairs],
  ])('is well-formed and follows the schema: %s', async (_what, graph) => {
    expect(await complaints(await written(graphml, graph), 'graphml.xsd')).toEqual([]);
  });

  test('graphology reads the names as they are, without what XML cannot have', async () => {
    const graph = readGraphml(await written(graphml, awkward));
    expect(graph.getNodeAttribute('Organization:quotes', 'label')).toBe('"Quoted", & <angled> \'name\' ]]>');
    expect(graph.getNodeAttribute('Instrument:old', 'label')).toBe('Treaty\r\nof two lines');
    expect(graph.getNodeAttribute('Office:controls', 'label')).toBe(CONTROLS_IN_XML);
    expect(graph.getNodeAttribute('Person:astral', 'label')).toBe('𐍈 and 👩‍👩‍👧 here');
  });

  test('graphology reads numbers as numbers, figures and dates as texts', async () => {
    const graph = readGraphml(await written(graphml, awkward));
    expect(graph.getNodeAttributes('Country:TR')).toMatchObject({ latitude: 39, longitude: -35.2433, degree: 7 });
    expect(graph.getNodeAttributes('Instrument:old')).toMatchObject({
      date: '1648-10',
      earliest: '1648-10-01',
      latest: '1648-10-31',
      quantities: '52 signatory states',
    });
  });

  test('graphology keeps parallel edges apart, and each names its fact', async () => {
    const graph = readGraphml(await written(graphml, awkward));
    const memberships = graph.edges('Country:TR', 'Organization:quotes').map((edge) => graph.getEdgeAttributes(edge));
    expect(memberships).toHaveLength(2);
    expect(memberships).toEqual(
      expect.arrayContaining([
        {
          fact: 'MEMBER_OF|Country:TR|Organization:quotes|||1990/1999',
          label: 'is a member of',
          relationshipType: 'MEMBER_OF',
          labelLanguage: 'en',
          membershipRole: 'MEMBER',
          date: '1990/1999',
          earliest: '1990-01-01',
          latest: '1999-12-31',
        },
        {
          fact: 'MEMBER_OF|Country:TR|Organization:quotes|||2005/..',
          label: 'is a member of',
          relationshipType: 'MEMBER_OF',
          labelLanguage: 'en',
          membershipRole: 'MEMBER',
          date: '2005/..',
          earliest: '2005-01-01',
        },
      ]),
    );
  });

  test('pairs are undirected edges with a weight', async () => {
    const graph = readGraphml(await written(graphml, pairs));
    expect(graph.type).toBe('undirected');
    expect(graph.mapEdges((_edge, attributes) => attributes)).toEqual([{ weight: 3 }]);
  });
});
