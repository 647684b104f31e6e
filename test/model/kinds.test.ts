/** Properties of every kind, from a model and a dossier in YAML to the answer of the API. */
import { assertValidSchema } from 'graphql';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createApi } from '../../src/api/server.ts';
import { buildSchema } from '../../src/declare/schema/build.ts';
import { DossierInvalid } from '../../src/dossier/problem.ts';
import type { Graph } from '../../src/graph/port.ts';
import { InvalidMoney, parseMoney } from '../../src/money/money.ts';
import { loadFiles } from '../support/dossier.ts';
import { forEachEngine } from '../support/engines.ts';
import { FIRMS } from '../support/firms.ts';
import { modelFrom } from '../support/models.ts';

const model = await modelFrom({ 'model.yaml': FIRMS['model.yaml'] });
const schema = buildSchema(model, []);

it('the schema of such a model is valid', () => {
  expect(() => assertValidSchema(schema)).not.toThrow();
});

forEachEngine((engine) => {
  let graph: Graph;
  let ask: (query: string) => Promise<{ data: unknown; errors?: unknown }>;
  beforeAll(async () => {
    graph = await engine.open();
    await loadFiles(graph, model, FIRMS);
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
    const { written, removed } = await loadFiles(graph, model, FIRMS);
    expect({ written, removed }).toEqual({ written: 0, removed: 0 });
  });

  it('values that are none are refused, each with what was expected', async () => {
    const wrong = FIRMS['rows.yaml']
      .replace('HRB 1', 'HRA 1')
      .replace('https://alpha.example', 'alpha')
      .replace('[CHAIR, MEMBER]', '[CHAIR, BOSS]')
      .replace('parent: Company:beta', 'parent: Person:clara')
      .replace('1200.50 EUR', '1200.505 EUR')
      .replace('listed: "true"', 'listed: "1"')
      .replace('"12.5"', '"-1"')
      .replace('1.005 KWD', '1.00 KWD-');
    const error = await loadFiles(graph, model, { ...FIRMS, 'rows.yaml': wrong }).catch((thrown: unknown) => thrown);
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
