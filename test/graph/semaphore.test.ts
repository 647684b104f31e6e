import { expect, it } from 'vitest';
import { Semaphore } from '../../src/graph/semaphore.ts';

it('lets so many in, then each that waits as one leaves, in order, save those that gave up', async () => {
  const semaphore = new Semaphore(2);
  const admitted: number[] = [];
  const turns = [1, 2, 3, 4, 5].map((number) => {
    const turn = semaphore.enter();
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
  await leave(4);
  expect([semaphore.held, semaphore.waiting]).toEqual([0, 0]);
  await Promise.all([semaphore.enter().admitted, semaphore.enter().admitted]);
  const third = semaphore.enter();
  expect([semaphore.held, semaphore.waiting]).toEqual([2, 1]);
  third.leave();
  third.leave();
  expect([semaphore.held, semaphore.waiting]).toEqual([2, 0]);
});
