/** What operations share: made once for each version of the graph, and again where making it failed. */
import { expect, it } from 'vitest';
import { WHOLE } from '../../src/declare/projection.ts';
import { Shared } from '../../src/declare/shared.ts';
import { stubGraph } from '../support/stub.ts';

const open = () => new Shared(stubGraph(), 1_000);

it('is made once for a version, however many ask', async () => {
  const shared = open();
  let made = 0;
  const make = async () => ++made;
  expect(await Promise.all([shared.get('a', 1, make), shared.get('a', 1, make)])).toEqual([1, 1]);
  expect(await shared.get('a', 1, make)).toBe(1);
  expect(await shared.get('a', 2, make)).toBe(2);
  expect(await shared.get('b', 2, make)).toBe(3);
});

it('is made again where it failed, and all who waited are told', async () => {
  const shared = open();
  const fail = () => Promise.reject(new Error('lost'));
  const both = await Promise.allSettled([shared.get('a', 1, fail), shared.get('a', 1, fail)]);
  expect(both.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  expect(await shared.get('a', 1, async () => 'found')).toBe('found');
});

it('remembers what follows from a key and from what is read, each once', () => {
  const shared = open();
  let made = 0;
  const make = () => ++made;
  const less = { ...WHOLE, key: 'less' };
  expect([WHOLE, WHOLE, less, less].map((reads) => shared.remembered(reads, 'a', make))).toEqual([1, 1, 2, 2]);
});

it('forgets the oldest of what clients ask without end, and does not keep what is long', () => {
  const shared = open();
  let made = 0;
  const ask = (key: string) => shared.remembered(WHOLE, key, () => ++made);
  for (let at = 0; at <= 1_000; at++) ask(`${at}`);
  expect(made).toBe(1_001);
  expect([ask('1000'), ask('0')]).toEqual([1_001, 1_002]);
  const long = 'x'.repeat(10_000);
  expect(ask(long)).not.toBe(ask(long));
});
