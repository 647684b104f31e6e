import { expect, it } from 'vitest';
import { turnstile } from '../../src/graph/turnstile.ts';

it('lets so many in, then each that waits as one leaves, in order, save those that gave up', async () => {
  const enter = turnstile(2);
  const admitted: number[] = [];
  const turns = [1, 2, 3, 4, 5].map((number) => {
    const turn = enter();
    void turn.admitted.then(() => admitted.push(number));
    return turn;
  });
  const leave = async (number: number) => {
    turns[number - 1]?.leave();
    await new Promise(setImmediate);
  };
  await leave(3);
  expect(admitted).toEqual([1, 2]);
  await leave(1);
  expect(admitted).toEqual([1, 2, 4]);
  await leave(4);
  expect(admitted).toEqual([1, 2, 4, 5]);
  await leave(2);
  await leave(5);
  await Promise.all([enter().admitted, enter().admitted]);
});
