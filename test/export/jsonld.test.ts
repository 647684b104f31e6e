import jsonld from 'jsonld';
import { describe, expect, test } from 'vitest';
import { jsonld as format } from '../../src/export/jsonld.ts';
import { RDF, readJsonld, statementsOf, throughRdf } from './readers.ts';
import { awkward, CONTROLS, empty, entity, fact, graphOf, pairs, written } from './samples.ts';

const BASE = 'https://dragoman.example/id/';

describe('JSON-LD', () => {
  test.each([
    ['a graph with awkward names', awkward],
    ['an empty graph', empty],
    ['a graph of pairs', pairs],
  ])('says the same after it was RDF, and asks the network for nothing: %s', async (_what, graph) => {
    const file = await written(format, graph);
    expect(await statementsOf(await throughRdf(file))).toBe(await statementsOf(JSON.parse(file)));
  });

  test('every term has a meaning: nothing is lost when the context is expanded', async () => {
    const file = JSON.parse(await written(format, awkward));
    const expanded = await jsonld.expand(file, RDF);
    expect(await jsonld.compact(expanded, file['@context'], { ...RDF, graph: true })).toEqual(
      await jsonld.compact(file, file['@context'], { ...RDF, graph: true }),
    );
    expect(JSON.stringify(expanded)).not.toContain('"undefined');
  });

  test('an entity has its types, its name in the language asked for and all its names, each with its direction', async () => {
    const nodes = await readJsonld(await written(format, awkward, { languages: ['ar'] }));
    const country = nodes.find((node) => node['@id'] === `${BASE}Country:TR`);
    expect(country).toMatchObject({
      '@type': expect.arrayContaining(['Actor', 'Country', 'Entity', 'Place', 'schema:Country', 'foaf:Agent']),
      identifier: 'Country:TR',
      label: { '@value': 'تركيا', '@language': 'ar', '@direction': 'rtl' },
      otherName: { '@value': 'Turkey', '@language': 'en', '@direction': 'ltr' },
      code: 'TR',
      degree: { '@type': 'xsd:integer', '@value': '7' },
      evidence: [`${BASE}Passage:report%2FP1.S1`, `${BASE}Passage:report%2FP1.S2`],
    });
    expect(country?.['name']).toContainEqual({ '@value': 'تركيا', '@language': 'ar', '@direction': 'rtl' });
    expect(country?.['name']).toHaveLength(3);
  });

  test('a fact is a statement with its evidence, and its address survives the dots of an open end', async () => {
    const nodes = await readJsonld(await written(format, awkward));
    const member = nodes.find(({ identifier }) => identifier === 'MEMBER_OF|Country:TR|Organization:quotes|||2005/..');
    expect(member).toEqual({
      '@id': `${BASE}MEMBER_OF%7CCountry:TR%7COrganization:quotes%7C%7C%7C2005%2F..`,
      '@type': ['Fact', 'prov:Entity', 'Membership'],
      identifier: 'MEMBER_OF|Country:TR|Organization:quotes|||2005/..',
      source: `${BASE}Country:TR`,
      relationshipType: 'MEMBER_OF',
      target: `${BASE}Organization:quotes`,
      label: { '@value': 'is a member of', '@language': 'en', '@direction': 'ltr' },
      membershipRole: 'MEMBER',
      date: '2005/..',
      earliest: '2005-01-01',
    });
    const quads = await statementsOf(JSON.parse(await written(format, awkward)));
    expect(quads).toContain('<http://www.w3.org/1999/02/22-rdf-syntax-ns#predicate> <https://schema.org/memberOf>');
  });

  test('a fact is a triple too, by the term that the model has for it or by its name', async () => {
    const quads = await statementsOf(JSON.parse(await written(format, awkward)));
    expect(quads).toContain(`<${BASE}Country:TR> <https://schema.org/memberOf> <${BASE}Organization:quotes> .`);
    const named = fact('ADVOCATES', 'Country:TR', 'Topic:a');
    const graph = graphOf([entity('Country:TR', ['tr Türkiye']), entity('Topic:a', ['en A'])], [named]);
    expect(await statementsOf(JSON.parse(await written(format, graph)))).toContain(
      `<${BASE}Country:TR> <https://dragoman.example/vocabulary#ADVOCATES> <${BASE}Topic:a> .`,
    );
  });

  test('passages come with their locators and, once, their document', async () => {
    const nodes = await readJsonld(await written(format, awkward));
    const passages = nodes.filter((node) => node['@type']?.includes('Passage'));
    expect(passages.map(({ locator }) => locator)).toEqual(['P1.S1', 'P1.S2']);
    expect(passages.map(({ document }) => document)).toEqual(Array(2).fill(`${BASE}SourceDocument:report`));
    expect(nodes.filter((node) => node['@type']?.includes('SourceDocument'))).toMatchObject([
      {
        url: 'https://report.example/?a=1&b=2',
        date: '2025',
        title: [{ '@value': 'A report' }, { '@value': 'تقرير' }],
      },
    ]);
  });

  test('control characters survive', async () => {
    const nodes = await readJsonld(await written(format, awkward));
    expect(nodes.find(({ identifier }) => identifier === 'Office:controls')).toMatchObject({
      label: { '@value': CONTROLS },
    });
  });

  test('a pair is a node with two actors and a weight', async () => {
    const nodes = await readJsonld(await written(format, pairs));
    expect(nodes.find((node) => node['@type'] === 'CoParticipation')).toMatchObject({
      actor: [`${BASE}Country:TR`, `${BASE}Country:ZA`],
      weight: { '@type': 'xsd:integer', '@value': '3' },
    });
  });
});
