import { describe, expect, test } from 'vitest';
import { cytoscape } from '../../src/export/cytoscape.ts';
import { d3 } from '../../src/export/d3.ts';
import { graphology } from '../../src/export/graphology.ts';
import { jgf } from '../../src/export/jgf.ts';
import { readCytoscape, readGraphology, readJgf } from './readers.ts';
import { awkward, CONTROLS, empty, options, pairs, written } from './samples.ts';

/** What a node has in every format that is JSON, besides its id and label. */
const TURKIYE = {
  entityType: 'COUNTRY',
  labelLanguage: 'ar',
  labelDirection: 'RTL',
  code: 'TR',
  latitude: 39,
  longitude: -35.2433,
  degree: 7,
  names: [
    { value: 'Türkiye', language: 'tr', direction: 'LTR' },
    { value: 'Türkiye', language: 'en', direction: 'LTR' },
    { value: 'Turkey', language: 'en', direction: 'LTR' },
    { value: 'تركيا', language: 'ar', direction: 'RTL' },
  ],
  identifiers: [
    { scheme: 'iso-3166-1-alpha-3', value: 'TUR' },
    { scheme: 'wikidata', value: 'Q43' },
  ],
  evidence: ['Passage:report/P1.S1', 'Passage:report/P1.S2'],
};

const INTERVENTION = {
  relationshipType: 'PARTICIPATED_IN',
  labelLanguage: 'ar',
  role: 'INTERVENER',
  date: '2024-05-02',
  earliest: '2024-05-02',
  latest: '2024-05-02',
  evidence: ['Passage:report/P1.S1'],
};
/** The same where lists are texts. */
const plain = (has: typeof TURKIYE) => ({
  ...has,
  names: 'tr Türkiye | en Türkiye | en Turkey | ar تركيا',
  identifiers: 'iso-3166-1-alpha-3 TUR | wikidata Q43',
  evidence: 'Passage:report/P1.S1 | Passage:report/P1.S2',
});
const INTERVENTION_ID = 'PARTICIPATED_IN|Country:TR|LegalCase:ongoing|INTERVENER||2024-05-02';
const IN_ARABIC = { languages: ['ar'] };

describe('Cytoscape JSON', () => {
  test('Cytoscape reads nodes and parallel edges, with what each has', async () => {
    const core = readCytoscape(await written(cytoscape, awkward, IN_ARABIC));
    expect(core.data('name')).toBe(options.title);
    expect(core.getElementById('Country:TR').data()).toEqual({
      id: 'Country:TR',
      value: 'Country:TR',
      label: 'تركيا',
      name: 'تركيا',
      ...plain(TURKIYE),
    });
    expect(core.getElementById(INTERVENTION_ID).data()).toEqual({
      id: INTERVENTION_ID,
      key: INTERVENTION_ID,
      source: 'Country:TR',
      target: 'LegalCase:ongoing',
      label: 'أودع إعلان تدخّل في',
      ...INTERVENTION,
      evidence: 'Passage:report/P1.S1',
    });
    expect(core.getElementById('Country:TR').edgesTo(core.getElementById('LegalCase:ongoing'))).toHaveLength(2);
  });

  test('Cytoscape reads an empty graph, and pairs with their weights', async () => {
    expect(readCytoscape(await written(cytoscape, empty)).elements()).toHaveLength(0);
    expect(
      readCytoscape(await written(cytoscape, pairs))
        .edges()
        .data('weight'),
    ).toBe(3);
  });
});

describe('graphology JSON', () => {
  test('graphology imports nodes and edges, with what each has', async () => {
    const graph = readGraphology(await written(graphology, awkward, IN_ARABIC));
    expect(graph.getAttributes()).toMatchObject({
      name: options.title,
      model: 'diplomacy',
      passages: [{ document: 'SourceDocument:report', locator: 'P1.S1' }, { locator: 'P1.S2' }],
      documents: [{ id: 'SourceDocument:report', title: [{ value: 'A report' }, { value: 'تقرير' }] }],
    });
    expect(graph.getNodeAttributes('Country:TR')).toEqual({ label: 'تركيا', ...TURKIYE });
    expect(graph.getEdgeAttributes(INTERVENTION_ID)).toEqual({ label: 'أودع إعلان تدخّل في', ...INTERVENTION });
    expect(graph.getNodeAttribute('Office:controls', 'label')).toBe(CONTROLS);
  });

  test('it is what graphology would export itself', async () => {
    for (const graph of [awkward, empty, pairs]) {
      const file = await written(graphology, graph);
      expect(JSON.parse(JSON.stringify(readGraphology(file).export()))).toEqual(JSON.parse(file));
    }
  });

  test('no node or edge has an attribute that Sigma would draw by', async () => {
    const graph = readGraphology(await written(graphology, awkward));
    const names = [...graph.mapNodes((_id, has) => has), ...graph.mapEdges((_id, has) => has)].flatMap(Object.keys);
    for (const name of ['type', 'x', 'y', 'size', 'color', 'hidden', 'zIndex']) expect(names).not.toContain(name);
  });
});

describe('JSON Graph Format', () => {
  test('it follows the schema, with nodes by id and edges in a list', async () => {
    const graph = readJgf(await written(jgf, awkward, IN_ARABIC));
    expect(graph).toMatchObject({ label: options.title, directed: true });
    expect(graph.nodes['Country:TR']).toEqual({ label: 'تركيا', metadata: TURKIYE });
    const { relationshipType: relation, ...metadata } = INTERVENTION;
    expect(graph.edges[0]).toEqual({
      id: INTERVENTION_ID,
      source: 'Country:TR',
      target: 'LegalCase:ongoing',
      relation,
      label: 'أودع إعلان تدخّل في',
      metadata,
    });
  });

  test('an empty graph has its two lists, and pairs have no direction', async () => {
    expect(readJgf(await written(jgf, empty))).toMatchObject({ nodes: {}, edges: [] });
    expect(readJgf(await written(jgf, pairs))).toMatchObject({ directed: false, edges: [{ metadata: { weight: 3 } }] });
  });
});

describe('D3 node-link JSON', () => {
  test('nodes have ids, and links the ids of their ends', async () => {
    const { nodes, links } = JSON.parse(await written(d3, awkward, IN_ARABIC));
    expect(nodes[0]).toEqual({ id: 'Country:TR', label: 'تركيا', ...TURKIYE });
    expect(links[0]).toEqual({
      id: INTERVENTION_ID,
      source: 'Country:TR',
      target: 'LegalCase:ongoing',
      label: 'أودع إعلان تدخّل في',
      ...INTERVENTION,
    });
  });

  test('a figure keeps its evidence', async () => {
    const { nodes } = JSON.parse(await written(d3, awkward));
    expect(nodes.find(({ id }: { id: string }) => id === 'Instrument:old').quantities).toEqual([
      {
        name: 'signatory-states',
        value: 52,
        label: 'signatory states',
        labels: [
          { value: 'signatory states', language: 'en', direction: 'LTR' },
          { value: 'دول', language: 'ar', direction: 'RTL' },
        ],
        evidence: ['Passage:report/P1.S2'],
      },
    ]);
  });

  test('a reader is told what sort of graph it is', async () => {
    expect(JSON.parse(await written(d3, empty))).toEqual({
      directed: true,
      multigraph: true,
      graph: { title: options.title },
      nodes: [],
      links: [],
    });
    expect(JSON.parse(await written(d3, pairs))).toMatchObject({ directed: false, multigraph: false });
  });
});
