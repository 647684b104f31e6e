import { expect, it } from 'vitest';
import { StoreUnavailable } from '../../src/graph/errors.ts';
import { Liveness } from '../../src/graph/liveness.ts';

const cut = new StoreUnavailable('unreachable', 'bolt://127.0.0.1:7687');

/** A store whose connections are all cut; `heard` is told of each that is asked, by its number from 1. */
function cutting(heard: (number: number) => void) {
  let asked = 0;
  const probe = () => ({
    ask() {
      heard(++asked);
      return Promise.reject(cut);
    },
    close: () => Promise.resolve(),
  });
  return { liveness: new Liveness('bolt://127.0.0.1:7687', probe), asked: () => asked };
}

it('takes a store whose connections are cut for gone only after several of them', async () => {
  const { liveness, asked } = cutting(() => undefined);
  await expect(liveness.ask()).rejects.toBe(cut);
  expect(asked()).toBe(5);
  expect(liveness.lost?.error).toBe(cut);
});

it('does not take a store for gone that answers somebody else meanwhile', async () => {
  const { liveness, asked } = cutting((number) => {
    if (number === 2) liveness.answered();
  });
  await liveness.ask();
  expect(asked()).toBe(5);
  expect(liveness.lost).toBeUndefined();
});
