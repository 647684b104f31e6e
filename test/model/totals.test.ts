/** Sums are exact up to the range of 64 bits, and refused beyond it, on both engines. */
import { beforeAll, expect, it } from 'vitest';
import { type Client, clientOf } from '../support/ask.ts';
import { loadFiles } from '../support/dossier.ts';
import { forEachEngine, openTemporary } from '../support/engines.ts';
import { HEAD, modelFrom } from '../support/models.ts';

/** So many of the largest amounts are still in the range. */
const FITTING = 9_223;
const LARGEST = 999_999_999_999_999n;

const model = await modelFrom({
  'model.yaml': `${HEAD}
entities:
  Payment:
    is: [Activity]
    description: A payment.
    words: { en: payment }
    properties:
      amount: { kind: money, description: What was paid., total: true }
      weight: { kind: number, description: What it weighs., total: true }
relationships:
  FOLLOWED: { description: What came after what., words: { en: followed }, from: Payment, to: Payment }
`,
});

const FILES = {
  'dossier.yaml': 'id: sums\ntitle: { en: Sums }\n',
  'documents.yaml':
    'documents: [{ id: "SourceDocument:d", title: { en: D }, date: 2025-01-01, passages: [{ locator: P1, summary: { en: D } }] }]\n',
  'rows.yaml': JSON.stringify({
    document: 'd',
    entities: Array.from({ length: FITTING + 1 }, (_, index) => ({
      id: `Payment:p${index}`,
      names: { en: `P ${index}` },
      date: index < FITTING ? '2011' : '2012',
      amount: '9999999999999.99 EUR',
      ...(index < 10 ? { weight: '0.1' } : {}),
      evidence: 'P1',
    })),
  }),
};

forEachEngine((engine) => {
  let client: Client;
  beforeAll(async () => {
    const graph = await engine.open();
    await loadFiles(graph, model, FILES);
    client = clientOf(graph, 0, model);
  }, 600_000);

  it('a sum that fits is exact', async () => {
    const { totals } = await client.ask(
      '{ totals(of: AMOUNT, currency: "EUR", filter: { during: "2011" }) { nodes { count sums { sum least most } } } }',
    );
    const digits = String(LARGEST * BigInt(FITTING));
    expect(totals.nodes).toEqual([
      {
        count: FITTING,
        sums: [
          { sum: `${digits.slice(0, -2)}.${digits.slice(-2)}`, least: '9999999999999.99', most: '9999999999999.99' },
        ],
      },
    ]);
  });

  it('one that does not is refused', async () => {
    const { errors } = await client.post('{ totals(of: AMOUNT, currency: "EUR") { nodes { sums { sum } } } }');
    expect(errors).toMatchObject([
      {
        message: expect.stringMatching(/^of: a sum in EUR leaves the range of 64 bits/),
        extensions: { code: 'BAD_USER_INPUT' },
      },
    ]);
  });

  it('one group is in no order, and names no currency', async () => {
    const { totals } = await client.ask(
      '{ totals(of: AMOUNT, filter: { during: "2012" }) { nodes { count sums { currency sum } } } }',
    );
    expect(totals.nodes).toEqual([{ count: 1, sums: [{ currency: 'EUR', sum: '9999999999999.99' }] }]);
    const { errors } = await client.post('{ totals(of: AMOUNT, by: YEAR) { nodes { count } } }');
    expect(errors).toMatchObject([{ message: expect.stringMatching(/^currency: it is missing; expected the one by/) }]);
  });

  it('ten tenths are one', async () => {
    const { totals } = await client.ask('{ totals(of: WEIGHT) { nodes { sums { currency count sum } } } }');
    expect(totals.nodes).toEqual([{ sums: [{ currency: null, count: 10, sum: '1' }] }]);
  });
});

it('a number that is added up has few decimals', async () => {
  const graph = await openTemporary();
  const wrong = { ...FILES, 'rows.yaml': FILES['rows.yaml'].replace('"0.1"', '"0.1234567"') };
  await expect(loadFiles(graph, model, wrong)).rejects.toThrow('has a problem');
  await graph.close();
});
