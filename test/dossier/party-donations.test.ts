/** The shipped dossier of donations: what its queries answer is what its file adds up to, to the cent. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { beforeAll, expect, it } from 'vitest';
import { indexesOf } from '../../src/declare/model.ts';
import { type LoadReport, loadDossier } from '../../src/dossier/load.ts';
import { modelOf } from '../../src/model/declarations.ts';
import { shippedModel } from '../../src/model/shipped.ts';
import { type Client, clientOf } from '../support/ask.ts';
import { openTemporary } from '../support/engines.ts';

const DOSSIER = fileURLToPath(new URL('../../seeds/party-donations', import.meta.url));
const GUIDE = fileURLToPath(new URL('../../docs/guide/from-followthemoney.md', import.meta.url));
const definition = await shippedModel('ownership');
if (!definition) throw new Error('There is no model ownership.');
const model = modelOf(definition);

interface FtmEntity {
  readonly id: string;
  readonly schema: string;
  readonly properties: { readonly [property: string]: readonly string[] };
}

const lines = readFileSync(`${DOSSIER}/donations.ijson`, 'utf8').trimEnd().split('\n');
// The file is FollowTheMoney's, and the sums of the test fail where it is not.
const entities = lines.map((line) => JSON.parse(line) as FtmEntity);
const typedId = new Map(entities.map(({ id, schema }) => [id, `${schema}:${id}`]));
const payments = entities.filter(({ schema }) => schema === 'Payment');

function only(entity: FtmEntity, property: string): string {
  const [value, ...others] = entity.properties[property] ?? [];
  if (value === undefined || others.length > 0) throw new Error(`${entity.id} has not one ${property}.`);
  return value;
}

/** Of an amount such as `113969.15`. */
function cents(amount: string): bigint {
  const [whole = '', part = ''] = amount.split('.');
  return BigInt(whole + part.padEnd(2, '0'));
}

/** Payments to one, or by one to another. */
interface Group {
  readonly between: string;
  readonly count: number;
  readonly cents: bigint;
}

/** What each group of payments adds up to, the largest first. */
function addedUp(of: readonly FtmEntity[], roles: readonly string[]): Group[] {
  const groups = new Map<string, Group>();
  for (const payment of of) {
    const between = roles.map((role) => typedId.get(only(payment, role))).join(', ');
    const { count, cents: sum } = groups.get(between) ?? { count: 0, cents: 0n };
    groups.set(between, { between, count: count + 1, cents: sum + cents(only(payment, 'amountEur')) });
  }
  return [...groups.values()].sort(largestFirst);
}

/** Those of equal sums by who they are between, since no order among them is promised. */
function largestFirst(a: Group, b: Group): number {
  if (a.cents !== b.cents) return a.cents < b.cents ? 1 : -1;
  return a.between < b.between ? -1 : 1;
}

const inYear = (year: string) => payments.filter((payment) => only(payment, 'date').startsWith(year));

let client: Client;
let report: LoadReport;
beforeAll(async () => {
  const graph = await openTemporary();
  await graph.prepare(indexesOf(model));
  report = await loadDossier(graph, model, DOSSIER);
  client = clientOf(graph, undefined, model);
  return () => graph.close();
}, 300_000);

/** The rows of one query, page by page. */
async function totals(args: string): Promise<Group[]> {
  const groups: Group[] = [];
  let after = '';
  do {
    const { totals } = await client.ask(
      `{ totals(of: AMOUNT, currency: "EUR", first: 100, ${args} ${after}) {
        pageInfo { hasNextPage endCursor }
        nodes { participant { id } other { id } count sums { currency sum } } } }`,
    );
    groups.push(...totals.nodes.map(groupOf));
    after = totals.pageInfo.hasNextPage ? `after: "${totals.pageInfo.endCursor}"` : '';
  } while (after !== '');
  for (const [place, { cents }] of groups.entries()) expect(cents <= (groups[place - 1]?.cents ?? cents)).toBe(true);
  return groups.sort(largestFirst);
}

it('has each entity of its file, and the four states that these name', async () => {
  expect(report).toMatchObject({ entities: entities.length + 4, passages: entities.length + 1 });
  const { payments, addresses, companies, people, organizations, transfers } = await client.ask(
    '{ payments { totalCount } addresses { totalCount } companies { totalCount } people { totalCount } organizations { totalCount } transfers { totalCount } }',
  );
  const counts = [payments, addresses, companies, people, organizations].map((each) => each.totalCount);
  expect(counts).toEqual([290, 89, 56, 22, 17]);
  expect(transfers.totalCount).toBe(580);
});

it('takes each property but the names that a payment repeats, and says so', () => {
  expect(report.doubts).toEqual([
    'Not taken from donations.ijson: properties.namesMentioned of schema Payment (580 values).',
  ]);
  const names = new Map(entities.map((entity) => [entity.id, entity.properties['name']?.[0]]));
  for (const payment of payments) {
    const ends = [names.get(only(payment, 'payer')), names.get(only(payment, 'beneficiary'))];
    expect([...(payment.properties['namesMentioned'] ?? [])].sort()).toEqual(ends.sort());
  }
});

it('what each beneficiary received in a year', async () => {
  expect(await totals('filter: { during: "2009" }, participant: BENEFICIARY')).toEqual(
    addedUp(inYear('2009'), ['beneficiary']),
  );
});

it('what each beneficiary received in all', async () => {
  const rows = await totals('participant: BENEFICIARY');
  expect(rows).toEqual(addedUp(payments, ['beneficiary']));
  expect(rows).toHaveLength(11);
});

it('from whom, in a year and in all', async () => {
  const roles = ['beneficiary', 'payer'];
  expect(await totals('filter: { during: "2005" }, participant: BENEFICIARY, other: PAYER')).toEqual(
    addedUp(inYear('2005'), roles),
  );
  expect(await totals('participant: BENEFICIARY, other: PAYER')).toEqual(addedUp(payments, roles));
});

it('from whom each beneficiary received how much', async () => {
  for (const beneficiary of new Set(payments.map((payment) => only(payment, 'beneficiary')))) {
    const received = payments.filter((payment) => only(payment, 'beneficiary') === beneficiary);
    const filter = `filter: { participants: [{ all: ["${typedId.get(beneficiary)}"], roles: [BENEFICIARY] }] }`;
    expect(await totals(`${filter}, participant: PAYER`)).toEqual(addedUp(received, ['payer']));
  }
});

it('the line of the file is the evidence', async () => {
  const line = entities.findIndex(({ schema }) => schema === 'Payment');
  const payment = entities[line];
  const { node } = await client.ask(
    `{ node(id: "Payment:${payment?.id}") { ... on Payment { amount { amount currency } date { edtf } evidence { locator } } } }`,
  );
  expect(node).toEqual({
    amount: { amount: '100000.00', currency: 'EUR' },
    date: { edtf: '2011-12-29' },
    evidence: [{ locator: `line ${line + 1}` }],
  });
});

it('no person has a street address in it', async () => {
  const { people } = await client.ask(
    '{ people(first: 100) { nodes { addresses { nodes { label ... on Address { street city } } } } } }',
  );
  const addresses = people.nodes.flatMap((each: { addresses: { nodes: { label: string }[] } }) => each.addresses.nodes);
  expect(addresses).toHaveLength(24);
  for (const each of addresses) expect(each).toEqual({ label: each.city, street: null, city: each.city });
});

it('the guide has its answers', async () => {
  const blocks = [...readFileSync(GUIDE, 'utf8').matchAll(/```(graphql|json)\n([\s\S]*?)```/g)];
  const [queries, answers] = ['graphql', 'json'].map((kind) =>
    blocks.flatMap(([, is, text]) => (is === kind ? [text ?? ''] : [])),
  );
  expect(queries).toHaveLength(3);
  for (const [place, query] of (queries ?? []).entries())
    expect(await client.ask(query)).toEqual(JSON.parse(answers?.[place] ?? ''));
});

it('the questions that it brings are answered', async () => {
  const { dossiers } = await client.ask('{ dossiers { questions { document variables } } }');
  expect(dossiers[0].questions).toHaveLength(6);
  for (const { document, variables } of dossiers[0].questions)
    await client.ask(document, variables === null ? undefined : JSON.parse(variables));
});
interface TotalRow {
  readonly participant: { readonly id: string };
  readonly other: { readonly id: string } | null;
  readonly count: number;
  readonly sums: readonly { readonly currency: string; readonly sum: string }[];
}

function groupOf({ participant, other, count, sums }: TotalRow): Group {
  expect(sums).toMatchObject([{ currency: 'EUR' }]);
  const between = [participant, other].flatMap((each) => each?.id ?? []).join(', ');
  return { between, count, cents: cents(sums[0]?.sum ?? '') };
}
