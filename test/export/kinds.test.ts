/** Properties of every kind, of a model that takes names that tools have for something of their own. */
import jsonld from 'jsonld';
import { describe, expect, test } from 'vitest';
import { type FormatName, formats } from '../../src/export/formats.ts';
import { modelFrom } from '../support/models.ts';
import { RDF, readCsv, readCytoscape, readers } from './readers.ts';
import { entity, fact, graphOf, written } from './samples.ts';
import { complaints } from './xml.ts';

const MODEL = `model: firms
title: { de: Firmen }
languages: [de]
prefixes: { gleif: "https://www.gleif.example/ontology/" }
vocabularies:
  Post: { description: A post., values: { CHAIR: { description: Presides., words: { de: Vorsitz }, term: schema:chair }, MEMBER: { description: Belongs., words: { de: Mitglied } } } }
entities:
  Company:
    is: [Actor]
    description: A company.
    words: { de: Gesellschaft }
    term: gleif:LegalEntity
    properties:
      title: { kind: text, description: Its title., term: schema:legalName }
      key: { kind: identifier, description: Its number., term: schema:identifier }
      website: { kind: url, description: Its page. }
      size: { kind: choice, vocabulary: Post, description: Its size. }
      posts: { kind: choices, vocabulary: Post, description: Its posts. }
      parent: { kind: reference, to: Company, description: Whose it is., term: schema:parentOrganization }
      advisers: { kind: references, to: Actor, description: Who advises it. }
      employees: { kind: number, description: How many work there. }
      capital: { kind: money, description: Its capital. }
      listed: { kind: boolean, description: Whether it is listed. }
      incorporated: { kind: date, description: When it was made., term: schema:foundingDate }
      site: { kind: coordinates, description: Where it stands. }
      figures: { kind: quantities, description: Its figures. }
relationships:
  OWNS:
    description: Who owns what.
    words: { de: "hält[ {weight}] an" }
    node: Ownership
    from: Company
    to: Company
    term: https://ownership.example/owns
    properties:
      weight: { kind: number, description: How much. }
      fact: { kind: text, description: What is said. }
`;
const model = await modelFrom({ 'model.yaml': MODEL });

const graph = graphOf(
  [
    entity('Company:alpha', ['de Alpha'], {
      title: 'Alpha GmbH',
      key: 'HRB 1',
      website: 'https://alpha.example/?a|b',
      size: 'MEMBER',
      posts: ['CHAIR', 'MEMBER'],
      parent: 'Company:beta',
      advisers: ['Company:beta'],
      employees: 12.5,
      capital: 120050,
      capital_currency: 'EUR',
      listed: true,
      incorporated: '[1990..1992]',
      incorporated_earliest: '1990-01-01',
      incorporated_latest: '1992-12-31',
      site_latitude: 52.5,
      site_longitude: -13.25,
      figures: [JSON.stringify({ name: 'branches', value: 3, label: ['de Filialen'], evidence: [] })],
    }),
    entity('Company:beta', ['de Beta']),
  ],
  [
    (() => {
      const owns = fact('OWNS', 'Company:alpha', 'Company:beta');
      return { ...owns, row: { ...owns.row, weight: 25.5, fact: 'As told.' } };
    })(),
  ],
);
const file = (name: FormatName) => written(formats[name], graph, { model, languages: ['de'] });

/** What the company has, by column, as a text. */
const TEXTS = {
  title: 'Alpha GmbH',
  key_: 'HRB 1',
  website: 'https://alpha.example/?a|b',
  size_: 'MEMBER',
  posts: 'CHAIR | MEMBER',
  parent_: 'Company:beta',
  advisers: 'Company:beta',
  employees: '12.5',
  capital: '1200.50',
  capitalCurrency: 'EUR',
  listed: 'true',
  incorporated: '[1990..1992]',
  incorporatedEarliest: '1990-01-01',
  incorporatedLatest: '1992-12-31',
  siteLatitude: '52.5',
  siteLongitude: '-13.25',
  figures: '3 Filialen',
};
const texts = (values: object) =>
  Object.fromEntries(Object.entries(values).map(([name, value]) => [name, String(value)]));

describe('properties of every kind', () => {
  test('are in a table, under names that Gephi has nothing of its own by', async () => {
    expect(readCsv(await file('nodes.csv'))[0]).toMatchObject(TEXTS);
    expect(readCsv(await file('edges.csv'))[0]).toMatchObject({ Weight: '1', weight_: '25.5', fact_: 'As told.' });
  });

  test.each(['gexf', 'graphml'] as const)('are in %s, which stays valid', async (name) => {
    const text = await file(name);
    expect(await complaints(text, name === 'gexf' ? 'gexf-1.3.xsd' : 'graphml.xsd')).toEqual([]);
    for (const [column, value] of Object.entries(TEXTS)) {
      expect(text).toContain(name === 'gexf' ? `for="${column}" value="${value}"` : `key="node-${column}">${value}<`);
    }
    expect(text).toMatch(/weight_">25\.5|for="weight_" value="25\.5"/);
  });

  test('are in Cytoscape JSON, which draws no company within another', async () => {
    const company = readCytoscape(await file('cytoscape')).getElementById('Company:alpha');
    expect(texts(company.data())).toMatchObject(TEXTS);
    expect(company.isChild()).toBe(false);
  });

  test('are in NetworkX JSON', async () => {
    expect(texts(JSON.parse(await file('networkx')).nodes[0])).toMatchObject(TEXTS);
  });

  test.each(['graphology', 'd3', 'jgf'] as const)('are in %s, with lists as lists', async (name) => {
    const text = await file(name);
    expect(text).toContain('"posts":["CHAIR","MEMBER"]');
    for (const column of Object.keys(TEXTS)) expect(text).toContain(`"${column}":`);
    expect((await readers[name](text)).edges).toMatchObject([{ source: 'Company:alpha', target: 'Company:beta' }]);
  });

  test('are in JSON-LD by the terms that the model has for them', async () => {
    const quads = String(
      await jsonld.toRDF(JSON.parse(await file('jsonld')), { ...RDF, format: 'application/n-quads' }),
    );
    const alpha = '<https://dragoman.example/id/Company:alpha>';
    const beta = '<https://dragoman.example/id/Company:beta>';
    const own = 'https://dragoman.example/vocabulary#';
    for (const line of [
      `${alpha} <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <https://www.gleif.example/ontology/LegalEntity>`,
      `${alpha} <https://schema.org/legalName> "Alpha GmbH"`,
      `${alpha} <https://schema.org/identifier> "HRB 1"`,
      `${alpha} <https://schema.org/parentOrganization> ${beta}`,
      `${alpha} <https://schema.org/foundingDate> "[1990..1992]"^^<http://id.loc.gov/datatypes/edtf/EDTF>`,
      `${alpha} <${own}website> "https://alpha.example/?a|b"`,
      `${alpha} <${own}posts> <https://schema.org/chair>`,
      `${alpha} <${own}posts> "CHAIR"`,
      `${alpha} <${own}advisers> ${beta}`,
      `${alpha} <${own}capital> "1200.50"`,
      `${alpha} <${own}capitalCurrency> "EUR"`,
      `${alpha} <${own}listed> "true"`,
      `${alpha} <https://ownership.example/owns> ${beta}`,
    ])
      expect(quads).toContain(line);
  });
});
