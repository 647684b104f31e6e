/** Properties of every kind, from a model and a dossier in YAML to the answer of the API. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { assertValidSchema } from 'graphql';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createApi } from '../../src/api/server.ts';
import { indexesOf } from '../../src/declare/model.ts';
import { buildSchema } from '../../src/declare/schema/build.ts';
import { loadDossier } from '../../src/dossier/load.ts';
import { DossierInvalid } from '../../src/dossier/problem.ts';
import type { Graph } from '../../src/graph/port.ts';
import { InvalidMoney, parseMoney } from '../../src/money/money.ts';
import { forEachEngine } from '../support/engines.ts';
import { modelFrom } from '../support/models.ts';

const MODEL = `model: firms
title: { de: Firmen }
languages: [de]
vocabularies:
  Post: { description: A post., values: { CHAIR: { description: Presides., words: { de: Vorsitz } }, MEMBER: { description: Belongs., words: { de: Mitglied } } } }
interfaces:
  LegalEntity: { description: Who can own., properties: { jurisdiction: { kind: text, description: Whose law it is under. } } }
entities:
  Company:
    is: [Actor, LegalEntity]
    description: A company.
    words: { de: Gesellschaft }
    list: companies
    properties:
      register: { kind: identifier, pattern: "HRB [0-9]+", unique: true, required: true, description: Its number. }
      website: { kind: url, description: Its page. }
      size: { kind: choice, vocabulary: Post, default: MEMBER, description: Its size. }
      posts: { kind: choices, vocabulary: Post, description: The posts that it has. }
      parent: { kind: reference, to: Company, description: Whose it is. }
      advisers: { kind: references, to: Actor, description: Who advises it. }
      employees: { kind: number, least: 0, description: How many work there. }
      capital: { kind: money, order: true, description: Its capital. }
      listed: { kind: boolean, description: Whether it is listed. }
      incorporated: { kind: date, description: When it was made. }
      site: { kind: coordinates, description: Where it stands. }
      figures: { kind: quantities, description: Its figures. }
  Person: { is: [Actor, LegalEntity], description: A person., words: { de: Person } }
relationships:
  OWNS:
    description: Who owns what.
    words: { de: "hält[ {share}][, {capital},] an" }
    node: Ownership
    from: { type: [Company, Person], as: owner, description: Who owns., field: { facts: ownerships, description: What it owns. } }
    to: { type: Company, as: owned, field: { facts: owners, description: Who owns it. } }
    properties:
      share: { kind: number, unit: "%", least: 0, most: 100, description: How much., order: true, filter: false }
      capital: { kind: money, description: For how much. }
      direct: { kind: boolean, description: Not through others. }
      since: { kind: date, description: Since when. }
      witness: { kind: reference, to: Person, description: Who says so. }
    identity: [direct, witness]
    list: { name: ownerships, description: Who owns what. }
`;

const HEAD = 'id: firms\ntitle: { de: Firmen }\n';
const DOCUMENTS = `documents:
  - id: SourceDocument:register
    title: { de: Register }
    date: 2024-05-02
    passages: [{ locator: P1, summary: { de: Sagt es } }]
`;
const ROWS = `document: register
entities:
  - id: Company:alpha
    names: { de: Alpha }
    register: HRB 1
    website: https://alpha.example
    posts: [CHAIR, MEMBER]
    parent: Company:beta
    advisers: [Person:clara, Company:beta]
    employees: "12.5"
    capital: 1200.50 EUR
    listed: "true"
    incorporated: "[1990..1992]"
    site: { latitude: "52.5", longitude: "-13.25" }
    figures: [{ name: branches, value: "3", label: { de: Filialen }, evidence: P1 }]
    jurisdiction: Berlin
    evidence: P1
  - { id: Company:beta, names: { de: Beta }, register: HRB 2, capital: 99999999999999 JPY, evidence: P1 }
  - { id: Person:clara, names: { de: Clara }, evidence: P1 }
facts:
  - { from: Person:clara, type: OWNS, to: Company:alpha, share: "25.5", capital: 1.00 KWD-, evidence: P1 }
`;
const FACTS = `facts:
  - { from: Person:clara, type: OWNS, to: Company:alpha, share: "25.5", capital: 1.005 KWD, direct: "true", since: 2020/.., witness: Person:clara, evidence: P1 }
  - { from: Person:clara, type: OWNS, to: Company:alpha, direct: "false", evidence: P1 }
  - { from: Company:beta, type: OWNS, to: Company:alpha, share: "7", evidence: P1 }
`;

const model = await modelFrom({ 'model.yaml': MODEL });
const schema = buildSchema(model, []);

async function load(graph: Graph, files: { readonly [file: string]: string }) {
  const folder = await mkdtemp(join(tmpdir(), 'dragoman-kinds-'));
  try {
    for (const [file, text] of Object.entries(files)) await writeFile(join(folder, file), text);
    return await loadDossier(graph, model, folder);
  } finally {
    await rm(folder, { recursive: true });
  }
}

it('the schema of such a model is valid', () => {
  expect(() => assertValidSchema(schema)).not.toThrow();
});

forEachEngine((engine) => {
  let graph: Graph;
  let ask: (query: string) => Promise<{ data: unknown; errors?: unknown }>;
  beforeAll(async () => {
    graph = await engine.open();
    await graph.prepare(indexesOf(model));
    const rows = `${ROWS.slice(0, ROWS.indexOf('facts:'))}${FACTS}`;
    await load(graph, { 'dossier.yaml': HEAD, 'documents.yaml': DOCUMENTS, 'rows.yaml': rows });
    const { fetch } = createApi({ graph, schema, model, report: () => undefined });
    ask = async (query) => {
      const body = JSON.stringify({ query });
      const headers = { 'content-type': 'application/json' };
      const response = await fetch(new Request('http://x/graphql', { method: 'POST', headers, body }));
      return (await response.json()) as { data: unknown };
    };
  });
  afterAll(() => graph.close());

  it('a property of each kind is served as it was stated', async () => {
    const { data, errors } = await ask(`{ companies { nodes {
      id register website size posts parent { id } advisers { id } employees capital { amount currency } listed
      incorporated { edtf earliest latest } site { latitude longitude } figures { name value } jurisdiction
    } } }`);
    expect(errors).toBeUndefined();
    expect(data).toEqual({
      companies: {
        nodes: [
          {
            id: 'Company:alpha',
            register: 'HRB 1',
            website: 'https://alpha.example',
            size: 'MEMBER',
            posts: ['CHAIR', 'MEMBER'],
            parent: { id: 'Company:beta' },
            advisers: [{ id: 'Person:clara' }, { id: 'Company:beta' }],
            employees: 12.5,
            capital: { amount: '1200.50', currency: 'EUR' },
            listed: true,
            incorporated: { edtf: '[1990..1992]', earliest: '1990-01-01', latest: '1992-12-31' },
            site: { latitude: 52.5, longitude: -13.25 },
            figures: [{ name: 'branches', value: 3 }],
            jurisdiction: 'Berlin',
          },
          {
            id: 'Company:beta',
            register: 'HRB 2',
            website: null,
            size: 'MEMBER',
            posts: [],
            parent: null,
            advisers: [],
            employees: null,
            capital: { amount: '99999999999999', currency: 'JPY' },
            listed: null,
            incorporated: null,
            site: null,
            figures: [],
            jurisdiction: null,
          },
        ],
      },
    });
  });

  it('facts have their properties, their words with units, and ids of what tells them apart', async () => {
    const { data, errors } = await ask(`{ entity(id: "Company:alpha") { ... on Company { owners { nodes {
      id label owner { id __typename } share capital { amount currency } direct since { edtf } witness { id }
    } } } } }`);
    expect(errors).toBeUndefined();
    const { owners } = (data as { entity: { owners: { nodes: { id: string }[] } } }).entity;
    expect([...owners.nodes].sort((a, b) => (a.id < b.id ? -1 : 1))).toEqual([
      {
        id: 'OWNS|Company:beta|Company:alpha|||',
        label: 'hält 7 % an',
        owner: { id: 'Company:beta', __typename: 'Company' },
        share: 7,
        capital: null,
        direct: null,
        since: null,
        witness: null,
      },
      {
        id: 'OWNS|Person:clara|Company:alpha|false||',
        label: 'hält an',
        owner: { id: 'Person:clara', __typename: 'Person' },
        share: null,
        capital: null,
        direct: false,
        since: null,
        witness: null,
      },
      {
        id: 'OWNS|Person:clara|Company:alpha|true|Person:clara|',
        label: expect.stringMatching(/^hält 25,5 %, 1,005\sKWD, an$/),
        owner: { id: 'Person:clara', __typename: 'Person' },
        share: 25.5,
        capital: { amount: '1.005', currency: 'KWD' },
        direct: true,
        since: { edtf: '2020/..' },
        witness: { id: 'Person:clara' },
      },
    ]);
  });

  it('a fact is found by an id that its identity is part of', async () => {
    const id = 'OWNS|Person:clara|Company:alpha|true|Person:clara|';
    expect(await ask(`{ node(id: "${id}") { id } }`)).toEqual({ data: { node: { id } } });
  });

  it('loading the same again changes nothing', async () => {
    const rows = `${ROWS.slice(0, ROWS.indexOf('facts:'))}${FACTS}`;
    const { written, removed } = await load(graph, {
      'dossier.yaml': HEAD,
      'documents.yaml': DOCUMENTS,
      'rows.yaml': rows,
    });
    expect({ written, removed }).toEqual({ written: 0, removed: 0 });
  });

  it('values that are none are refused, each with what was expected', async () => {
    const wrong = ROWS.replace('HRB 1', 'HRA 1')
      .replace('https://alpha.example', 'alpha')
      .replace('[CHAIR, MEMBER]', '[CHAIR, BOSS]')
      .replace('parent: Company:beta', 'parent: Person:clara')
      .replace('1200.50 EUR', '1200.505 EUR')
      .replace('listed: "true"', 'listed: "1"')
      .replace('"12.5"', '"-1"');
    const error = await load(graph, { 'dossier.yaml': HEAD, 'documents.yaml': DOCUMENTS, 'rows.yaml': wrong }).catch(
      (thrown: unknown) => thrown,
    );
    if (!(error instanceof DossierInvalid)) throw error;
    const told = error.problems.map(({ message }) => message);
    for (const expected of [
      /register is "HRA 1"; expected a text of the form HRB \[0-9\]\+/,
      /website is "alpha"; expected an address/,
      /posts\.1 is "BOSS"; expected one of CHAIR, MEMBER/,
      /parent is "Person:clara"; expected the id of a Company/,
      /capital.* at most 2 decimals, as EUR has/,
      /listed is "1"; expected true or false/,
      /employees is "-1"; expected a number from 0/,
      /capital.*a currency of ISO 4217/,
    ])
      expect(told).toContainEqual(expect.stringMatching(expected));
  });
});

it.each([
  ['EUR 420000', 'the amount before its currency: 420000 EUR'],
  ['420000', 'an amount, a space and a currency, such as 1200.50 EUR'],
  ['4200 RM', 'a currency of ISO 4217, such as EUR, and RM is none'],
])('money is no %s', (written, expected) => {
  expect(() => parseMoney(written)).toThrow(new InvalidMoney(expected));
});
