/** What operations share: made once for each version of the graph, and again where making it failed. */
import { expect, it } from 'vitest';
import { Shared } from '../../src/declare/shared.ts';
import { openEmbedded } from '../../src/graph/embedded.ts';

const open = () => new Shared(openEmbedded({ memory: true }), 1_000);

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
