/** The manifest of the guide reads entities of FollowTheMoney of many schemata, and says what it leaves. */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, expect, it } from 'vitest';
import { indexesOf } from '../../src/declare/model.ts';
import { type LoadReport, loadDossier } from '../../src/dossier/load.ts';
import { modelOf } from '../../src/model/declarations.ts';
import { shippedModel } from '../../src/model/shipped.ts';
import { type Client, clientOf } from '../support/ask.ts';
import { openTemporary } from '../support/engines.ts';

const MANIFEST = fileURLToPath(new URL('../../docs/guide/followthemoney.yaml', import.meta.url));
const DONATIONS = fileURLToPath(new URL('../../seeds/party-donations/donations.ijson', import.meta.url));
const definition = await shippedModel('ownership');
if (!definition) throw new Error('There is no model ownership.');
const model = modelOf(definition);

type Properties = { readonly [property: string]: string | readonly string[] };

/** Everything here is invented. */
const ENTITIES: readonly (readonly [id: string, schema: string, properties: Properties])[] = [
  ['ada', 'Person', { name: 'Ada', alias: ['A.'], country: ['gb', 'de'], addressEntity: 'quay', gender: 'female' }],
  ['bob', 'Person', { name: 'Bob', wikidataId: 'Q1' }],
  ['alpha', 'Company', { name: 'Alpha', jurisdiction: 'mt', incorporationDate: '2004-05', taxNumber: '7' }],
  ['league', 'Organization', { name: 'League' }],
  ['bank', 'LegalEntity', { name: 'Bank' }],
  ['gull', 'Vessel', { name: 'Gull', imoNumber: 'IMO1234567' }],
  ['plot', 'Land', { name: 'Plot' }],
  ['quay', 'Address', { street: 'Quay 1', city: 'Port', country: 'de' }],
  ['minister', 'Position', { name: 'Minister', country: 'de' }],
  ['gift', 'Payment', { payer: 'ada', beneficiary: 'league', amount: '5000', currency: 'USD', date: '2011-06' }],
  ['o1', 'Ownership', { owner: 'ada', asset: 'alpha', percentage: '25', startDate: '2005', endDate: '2010' }],
  ['o2', 'Ownership', { owner: 'alpha', asset: 'plot' }],
  ['d1', 'Directorship', { director: 'ada', organization: 'alpha', startDate: '2005' }],
  ['m1', 'Membership', { member: 'bob', organization: 'league', role: 'treasurer' }],
  ['e1', 'Employment', { employee: 'bob', employer: 'alpha', role: 'clerk' }],
  ['r1', 'Representation', { agent: 'bank', client: 'ada', role: 'trustee' }],
  ['f1', 'Family', { person: 'ada', relative: 'bob' }],
  ['a1', 'Associate', { person: 'bob', associate: 'ada', relationship: 'business partner' }],
  ['debt', 'Debt', { debtor: 'alpha', creditor: 'bank', amountEur: '300' }],
  ['s1', 'Succession', { predecessor: 'alpha', successor: 'bank' }],
  ['u1', 'UnknownLink', { subject: 'bob', object: 'gull', role: 'same telephone' }],
  ['h1', 'Occupancy', { holder: 'ada', post: 'minister', startDate: '2012', endDate: '2014' }],
  ['ban', 'Sanction', { entity: ['gull', 'alpha'], program: 'Ban', sourceUrl: 'https://example.org/ban' }],
  ['pass', 'Passport', { holder: 'ada', number: 'X-1', country: 'gb' }],
  ['doc', 'Document', { title: 'A report' }],
];

/** Loads a file of entities with the manifest of the guide into a graph of its own, until the test ends. */
async function loaded(entities: string): Promise<{ report: LoadReport; client: Client; close: () => Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), 'dragoman-ftm-'));
  const graph = await openTemporary();
  try {
    await writeFile(join(folder, 'dossier.yaml'), 'id: any\ntitle: { en: Any }\nmodel: ownership\n');
    await writeFile(join(folder, 'followthemoney.yaml'), await readFile(MANIFEST));
    await writeFile(join(folder, 'entities.ftm.json'), entities);
    await graph.prepare(indexesOf(model));
    const report = await loadDossier(graph, model, folder);
    return { report, client: clientOf(graph, undefined, model), close: () => graph.close() };
  } finally {
    await rm(folder, { recursive: true });
  }
}

let report: LoadReport;
let client: Client;
beforeAll(async () => {
  const lines = ENTITIES.map(([id, schema, properties]) => JSON.stringify({ id, schema, properties }));
  const result = await loaded(lines.join('\n'));
  ({ report, client } = result);
  return result.close;
}, 300_000);

it('takes entities and links of many schemata, and counts what it leaves', () => {
  expect(report).toMatchObject({ entities: 15, facts: 18, passages: ENTITIES.length + 1 });
  expect(report.doubts.at(-1)).toBe(
    'Not taken from entities.ftm.json: properties.gender of schema Person (1 value), 1 row of schema Document.',
  );
});

it('answers who owns, directs and is listed, with the line that reports it', async () => {
  const { ownerships, listings, payments } = await client.ask(`{
    ownerships(filter: { share: { least: 25 } }) { nodes { owner { label } asset { label } share date { edtf } evidence { locator } } }
    listings(first: 5) { nodes { listed { label } programme { label } evidence { summary { value } } } }
    payments(first: 5) { nodes { label amount { amount currency } } }
  }`);
  expect(ownerships.nodes).toEqual([
    {
      owner: { label: 'Ada' },
      asset: { label: 'Alpha' },
      share: 25,
      date: { edtf: '2005/2010' },
      evidence: [{ locator: 'line 11' }],
    },
  ]);
  const evidence = [{ summary: { value: 'The line of ban, which names as its source https://example.org/ban.' } }];
  expect(listings.nodes.map((each: { listed: { label: string } }) => each.listed.label).sort()).toEqual([
    'Alpha',
    'Gull',
  ]);
  expect(listings.nodes[0]).toMatchObject({ programme: { label: 'Ban' }, evidence });
  expect(payments.nodes).toEqual([{ label: 'Ada to League', amount: { amount: '5000.00', currency: 'USD' } }]);
});

it('takes of the donations what their own manifest takes', async () => {
  const { report: donations, close } = await loaded(await readFile(DONATIONS, 'utf8'));
  await close();
  expect(donations).toMatchObject({ entities: 478, facts: 683 });
  expect(donations.doubts.at(-1)).toBe(
    'Not taken from entities.ftm.json: properties.namesMentioned of schema Payment (580 values).',
  );
});
