/** The model of who owns, directs and pays whom, on a small invented dossier: each question is one query within the default budget. */
import { fileURLToPath } from 'node:url';
import { printSchema } from 'graphql';
import { beforeAll, expect, it } from 'vitest';
import { createApi } from '../../src/api/server.ts';
import { indexesOf } from '../../src/declare/model.ts';
import { loadDossier } from '../../src/dossier/load.ts';
import { modelOf } from '../../src/model/declarations.ts';
import { buildModelSchema } from '../../src/model/index.ts';
import { shippedModel } from '../../src/model/shipped.ts';
import { forEachEngine } from '../support/engines.ts';

const DOSSIER = fileURLToPath(new URL('ownership-dossier', import.meta.url));
const definition = await shippedModel('ownership');
if (!definition) throw new Error('There is no model ownership.');
const model = modelOf(definition);
const schema = buildModelSchema(model);

it('is served by a schema of a bounded size', () => {
  const sdl = printSchema(schema).replace(/^\s*"""[\s\S]*?"""\n/gm, '');
  expect(sdl.length).toBeLessThan(80_000);
});

forEachEngine((engine) => {
  // biome-ignore lint/suspicious/noExplicitAny: the assertions fail where an answer has another shape
  let ask: (query: string) => Promise<any>;
  let refused: (query: string) => Promise<string>;
  beforeAll(async () => {
    const graph = await engine.open();
    await graph.prepare(indexesOf(model));
    await loadDossier(graph, model, DOSSIER);
    const { fetch } = createApi({ graph, schema, model, report: () => undefined });
    const post = async (query: string) => {
      const headers = { 'content-type': 'application/json', accept: 'application/graphql-response+json' };
      const response = await fetch(
        new Request('http://x/graphql', { method: 'POST', headers, body: JSON.stringify({ query }) }),
      );
      // biome-ignore lint/suspicious/noExplicitAny: see above
      return (await response.json()) as { data?: any; errors?: { message: string }[] };
    };
    ask = async (query) => {
      const { data, errors } = await post(query);
      expect(errors).toBeUndefined();
      return data;
    };
    refused = async (query) => (await post(query)).errors?.[0]?.message ?? '';
  }, 300_000);

  it('what each beneficiary received in 2011, the largest first', async () => {
    const { totals } =
      await ask(`{ totals(of: AMOUNT, filter: { types: [PAYMENT], during: "2011" }, participant: BENEFICIARY, currency: "EUR") {
      totalCount nodes { participant { id label } count sums { currency count sum least most } activities { totalCount nodes { id } } } } }`);
    expect(totals).toEqual({
      totalCount: 2,
      nodes: [
        {
          participant: { id: 'Organization:league', label: 'The League' },
          count: 1,
          sums: [{ currency: 'EUR', count: 1, sum: '113969.15', least: '113969.15', most: '113969.15' }],
          activities: { totalCount: 1, nodes: [{ id: 'Payment:p2' }] },
        },
        {
          participant: { id: 'Organization:party', label: 'The Party' },
          count: 4,
          sums: [
            { currency: 'EUR', count: 3, sum: '100000.30', least: '0.10', most: '100000.00' },
            { currency: 'USD', count: 1, sum: '5000.00', least: '5000.00', most: '5000.00' },
          ],
          activities: {
            totalCount: 4,
            nodes: [{ id: 'Payment:p1' }, { id: 'Payment:p3' }, { id: 'Payment:p4' }, { id: 'Payment:p5' }],
          },
        },
      ],
    });
  });

  it('who paid how much to whom, page by page', async () => {
    const page = (after: string) =>
      ask(`{ totals(of: AMOUNT, participant: BENEFICIARY, other: PAYER, currency: "EUR", first: 2 ${after}) {
        edges { cursor node { participant { id } other { id } sums { sum } activities { nodes { id } } } } pageInfo { hasNextPage } } }`);
    const { totals: first } = await page('');
    expect(first.edges.map((each: { node: unknown }) => each.node)).toEqual([
      {
        participant: { id: 'Organization:league' },
        other: { id: 'Company:alpha' },
        sums: [{ sum: '113969.15' }],
        activities: { nodes: [{ id: 'Payment:p2' }] },
      },
      {
        participant: { id: 'Organization:party' },
        other: { id: 'Person:ada' },
        sums: [{ sum: '100000.00' }, { sum: '5000.00' }],
        activities: { nodes: [{ id: 'Payment:p1' }, { id: 'Payment:p5' }] },
      },
    ]);
    const { totals: last } = await page(`after: "${first.edges[1].cursor}"`);
    expect(last.edges.map((each: { node: { other: unknown } }) => each.node.other)).toEqual([{ id: 'Company:alpha' }]);
    expect(last.pageInfo.hasNextPage).toBe(false);
  });

  it('how much in each year, and of each type', async () => {
    const { years, types, months } = await ask(`{
      years: totals(of: AMOUNT, by: YEAR, currency: "EUR") { nodes { date count sums { currency sum } } }
      types: totals(of: AMOUNT, by: TYPE, currency: "USD") { nodes { type count sums { currency sum } activities(first: 1) { nodes { id } } } }
      months: totals(of: AMOUNT, by: MONTH, participant: PAYER, currency: "USD", first: 1) { nodes { date participant { id } activities { nodes { id } } } }
    }`);
    expect(years.nodes).toEqual([
      { date: '2012', count: 1, sums: [{ currency: 'EUR', sum: '900000.00' }] },
      {
        date: '2011',
        count: 5,
        sums: [
          { currency: 'EUR', sum: '213969.45' },
          { currency: 'USD', sum: '5000.00' },
        ],
      },
      { date: '2010', count: 1, sums: [{ currency: 'EUR', sum: '70000.00' }] },
    ]);
    expect(types.nodes).toEqual([
      {
        type: 'PAYMENT',
        count: 6,
        sums: [
          { currency: 'USD', sum: '5000.00' },
          { currency: 'EUR', sum: '1113969.45' },
        ],
        activities: { nodes: [{ id: 'Payment:p1' }] },
      },
      {
        type: 'CONTRACT',
        count: 1,
        sums: [{ currency: 'EUR', sum: '70000.00' }],
        activities: { nodes: [{ id: 'Contract:dredging' }] },
      },
    ]);
    expect(months.nodes).toEqual([
      { date: '2011-06', participant: { id: 'Person:ada' }, activities: { nodes: [{ id: 'Payment:p5' }] } },
    ]);
  });

  it('which of these companies were incorporated in a time, possibly', async () => {
    const asked = (certainty: string) =>
      ask(`{ companies(filter: { ids: ["Company:alpha", "Company:beta", "Company:delta"], incorporated: { during: "2000/2005", certainty: ${certainty} } }, orderBy: { field: INCORPORATED }) {
        nodes { id incorporated { edtf } } } }`);
    expect((await asked('POSSIBLE')).companies.nodes).toEqual([
      { id: 'Company:beta', incorporated: { edtf: '[1998..2003]' } },
      { id: 'Company:alpha', incorporated: { edtf: '2004-05' } },
    ]);
    expect((await asked('CERTAIN')).companies.nodes).toEqual([
      { id: 'Company:alpha', incorporated: { edtf: '2004-05' } },
    ]);
  });

  it('who owns 25 to 50 % of what', async () => {
    const { ownerships } =
      await ask(`{ ownerships(filter: { share: { least: 25, most: 50 } }, orderBy: { field: SHARE, direction: DESC }) {
      totalCount nodes { owner { id } asset { id } share label } } }`);
    expect(ownerships).toEqual({
      totalCount: 3,
      nodes: [
        { owner: { id: 'Company:beta' }, asset: { id: 'Company:alpha' }, share: 50, label: 'owns 50 % of' },
        {
          owner: { id: 'LegalEntity:nominee' },
          asset: { id: 'RealEstate:shed' },
          share: 33.3,
          label: 'owns 33.3 % of',
        },
        { owner: { id: 'Person:ada' }, asset: { id: 'Company:alpha' }, share: 25, label: 'owns 25 % of' },
      ],
    });
  });

  it('what an actor was paid, the largest first', async () => {
    const { activities } =
      await ask(`{ activities(filter: { participants: [{ all: ["Organization:party"], roles: [BENEFICIARY] }], amount: { currency: "EUR", least: "0.15" } }, orderBy: { field: AMOUNT, direction: DESC }) {
      nodes { id ... on Payment { amount { amount currency } } } } }`);
    expect(activities.nodes).toEqual([
      { id: 'Payment:p1', amount: { amount: '100000.00', currency: 'EUR' } },
      { id: 'Payment:p4', amount: { amount: '0.20', currency: 'EUR' } },
    ]);
  });

  it('who is listed under which programme, by which authority', async () => {
    const { programmes, listings } = await ask(`{
      programmes(filter: { authorities: ["PublicBody:treasury"] }) { nodes { label authority { label } listings { nodes { listed { id } listingNumber date { edtf } } } } }
      listings(filter: { during: "2024" }) { nodes { listed { id } } } }`);
    expect(programmes.nodes).toEqual([
      {
        label: 'The ban',
        authority: { label: 'The treasury' },
        listings: {
          nodes: [
            { listed: { id: 'Vessel:gull' }, listingNumber: 'B-7', date: { edtf: '2020/..' } },
            { listed: { id: 'Company:alpha' }, listingNumber: 'B-8', date: { edtf: '2021-02-03/2023' } },
          ],
        },
      },
    ]);
    expect(listings.nodes).toEqual([{ listed: { id: 'Vessel:gull' } }]);
  });

  it('a director may be a company, and has a fact for each post', async () => {
    const { directorships } = await ask(
      '{ directorships(filter: { directorTypes: [COMPANY] }) { nodes { director { id } body { id } post } } }',
    );
    expect(directorships.nodes).toEqual([
      { director: { id: 'Company:gamma' }, body: { id: 'Company:beta' }, post: 'DIRECTOR' },
    ]);
    const { entity } = await ask('{ entity(id: "Person:ada") { ... on Person { directorships { nodes { post } } } } }');
    expect(entity.directorships.nodes).toEqual([{ post: 'CHAIR' }, { post: 'SECRETARY' }]);
  });

  it.each([
    ['totals(of: AMOUNT, by: YEAR)', /^currency: it is missing; expected the one/],
    [
      'totals(of: AMOUNT, currency: "EURO")',
      /^currency: expected a currency of ISO 4217, such as EUR, and EURO is none/,
    ],
    ['totals(of: AMOUNT, currency: "EUR", other: PAYER)', /^other: PAYER divides groups of a participant/],
    [
      'totals(of: AMOUNT, currency: "EUR", filter: { amount: { currency: "EUR", least: "1.005" } })',
      /^filter\.amount\.least: "1\.005"; expected at most 2 decimals/,
    ],
    ['ownerships(filter: { share: { least: 50, most: 25 } })', /^filter\.share: least is 50 and most is 25/],
    ['companies(filter: { incorporated: { during: "2024-13" } })', /^filter\.incorporated\.during: /],
    ['companies(filter: { jurisdictions: ["Country:XX"] })', /^filter\.jurisdictions: nothing has the id "Country:XX"/],
  ])('%s is refused by name', async (field, message) => {
    expect(await refused(`{ ${field} { totalCount } }`)).toMatch(message);
  });
});
