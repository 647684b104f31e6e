/** Counting pairs in memory: every way of it says what a plain count says. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { TooCostly } from '../../src/declare/errors.ts';
import { participationOf, rolesOf } from '../../src/model/questions/participation.ts';
import {
  MOST_STEPS,
  pairsAmong,
  pairsByBits,
  pairsByRows,
  partnersOf,
  planOf,
  type Sharing,
  sharedBy,
} from '../../src/model/questions/together/count.ts';
import type { Taking } from '../../src/model/questions/together/participations.ts';
import { Ranking } from '../../src/model/questions/together/ranking.ts';
import { model } from '../support/model.ts';

/** The roles of each actor by activity: a number whose bits are roles, 0 where it took no part. */
type Table = readonly (readonly number[])[];

function sharingOf(table: Table, activities: number, more: Partial<Sharing> = {}): Sharing {
  const entries = table.map((roles) => roles.flatMap((held, activity) => (held === 0 ? [] : [{ held, activity }])));
  const starts = [0];
  for (const { length } of entries) starts.push((starts.at(-1) ?? 0) + length);
  const own: Taking = {
    starts: Uint32Array.from(starts),
    activities: Uint32Array.from(entries.flat().map(({ activity }) => activity)),
    roles: Uint32Array.from(entries.flat().map(({ held }) => held)),
  };
  const names = (type: string, count: number) => Array.from({ length: count }, (_, index) => `${type}:${index}`);
  return {
    of: {
      actors: names('Country', table.length),
      activities: names('Event', activities),
      choices: {},
      own,
      through: own,
      byOneFact: new Map(),
    },
    passing: undefined,
    sameRole: false,
    throughRepresentatives: false,
    ...more,
  };
}

type Counted = [a: number, b: number, count: number][];

function counted(count: (tell: (a: number, b: number, count: number) => void) => Iterable<void>): Counted {
  const found: Counted = [];
  for (const _ of count((...pair) => found.push(pair)));
  return found.sort(([a, b], [c, d]) => a - c || b - d);
}

// More activities than a word has bits.
const ACTIVITIES = 70;
const drawn = fc.record({
  table: fc.array(
    fc.array(fc.constantFrom(0, 0, 1, 2, 4, 5, 1 << 20), { minLength: ACTIVITIES, maxLength: ACTIVITIES }),
    {
      maxLength: 12,
    },
  ),
  passing: fc.option(fc.array(fc.boolean(), { minLength: ACTIVITIES, maxLength: ACTIVITIES }), { nil: undefined }),
  sameRole: fc.boolean(),
  left: fc.func<[number], boolean>(fc.boolean()),
});

it('counts alike by bits, by rows and one by one', () => {
  fc.assert(
    fc.property(drawn, ({ table, passing, sameRole, left }) => {
      const members = [...table.keys()].filter((actor) => left(actor));
      const sharing = sharingOf(table, ACTIVITIES, {
        sameRole,
        passing: passing && Uint8Array.from(passing, Number),
      });
      const shared = (a: number, b: number) =>
        Array.from({ length: ACTIVITIES }, (_, activity) => activity).filter((activity) => {
          const [one, other] = [table[a]?.[activity] ?? 0, table[b]?.[activity] ?? 0];
          return (passing?.[activity] ?? true) && (sameRole ? (one & other) !== 0 : one !== 0 && other !== 0);
        });
      const expected = members.flatMap((a) =>
        members.flatMap((b): Counted => (a < b && shared(a, b).length > 0 ? [[a, b, shared(a, b).length]] : [])),
      );
      const plan = planOf(sharing, members);
      expect(counted((tell) => pairsByBits(sharing, plan, tell))).toEqual(expected);
      expect(counted((tell) => pairsByRows(sharing, plan, tell))).toEqual(expected);
      expect(counted((tell) => pairsAmong(sharing, members, tell))).toEqual(expected);
      const [first] = members;
      if (first === undefined) return;
      expect(counted((tell) => partnersOf(sharing, first, members, tell))).toEqual(
        expected.filter(([a]) => a === first),
      );
      for (const b of members.slice(1)) expect(sharedBy(sharing, first, b)).toEqual(shared(first, b));
    }),
    { seed: 1946, numRuns: 200 },
  );
});

it('has a bit for each role, and one besides', () => {
  expect(Object.keys(rolesOf(participationOf(model)).values).length).toBeLessThanOrEqual(30);
});

it('refuses what would take too many steps before it takes one', () => {
  const crowd = sharingOf(Array<number[]>(Math.ceil(Math.sqrt(2 * MOST_STEPS)) + 2).fill([1]), 1);
  const all = crowd.of.actors.map((_, actor) => actor);
  expect(() => pairsAmong(crowd, all, () => undefined).next()).toThrow(TooCostly);
  expect(() => pairsAmong(crowd, all.slice(0, 100), () => undefined).next()).not.toThrow();
});

it('a ranking keeps the first rows after a key, and counts all', () => {
  const row = fc.record({ a: fc.nat(30), b: fc.nat(30), count: fc.integer({ min: 1, max: 9 }) });
  const rows = fc.uniqueArray(row, { selector: ({ a, b }) => `${a} ${b}`, maxLength: 3_000, size: 'max' });
  const idOf = ({ a, b }: { a: number; b: number }) => `Person:${a + 100} Person:${b + 100}`;
  fc.assert(
    fc.property(
      rows,
      fc.nat(900),
      fc.integer({ min: 1, max: 5 }),
      fc.integer({ min: 1, max: 20 }),
      (all, at, minimum, size) => {
        const sorted = all
          .filter(({ count }) => count >= minimum)
          .sort((one, other) => other.count - one.count || one.a - other.a || one.b - other.b);
        const before = sorted[at];
        const whole = new Ranking({ size, minimum, after: undefined, idOf });
        const ranking = new Ranking({ size, minimum, after: before && whole.keyOf(before), idOf });
        for (const { a, b, count } of all) ranking.add(a, b, count);
        expect(ranking.rows).toEqual(sorted.slice(before ? at + 1 : 0).slice(0, size));
        expect(ranking.total).toBe(sorted.length);
      },
    ),
    { seed: 1946, numRuns: 100 },
  );
});
