import { TooCostly } from '../../../declare/errors.ts';
import type { Participations, Taking } from './participations.ts';
import { pairKey } from './participations.ts';

/** Which activities count as shared. */
export interface Sharing {
  readonly of: Participations;
  /** By activity: 1 where it counts. Where nothing is said, all count. */
  readonly passing: Uint8Array | undefined;
  readonly sameRole: boolean;
  readonly throughRepresentatives: boolean;
}

/** Hears of a pair that shares so many activities, at least one. */
export type Count = (a: number, b: number, count: number) => void;

/** What one question may take: a second or two, others having their turn in between. */
export const MOST_STEPS = 1_000_000_000;
/** After so many, others have their turn. */
const SLICE = 2_000_000;
/** The memory that sets of bits of one question may take. */
const MOST_BITS = 32_000_000 * 8;

/** Counts what an actor shares with each of others. Yields where others may have their turn. */
export function* partnersOf(
  sharing: Sharing,
  actor: number,
  others: Iterable<number>,
  count: Count,
): Generator<void, void, undefined> {
  const { starts, activities, roles } = takingOf(sharing);
  const mine = rolesByActivity(sharing, actor);
  let steps = 0;
  for (const other of others) {
    if (other === actor) continue;
    const end = starts[other + 1] as number;
    let shared = 0;
    for (let entry = starts[other] as number; entry < end; entry++)
      if (((mine[activities[entry] as number] as number) & heldIn(sharing, roles[entry] as number)) !== 0) shared++;
    tell(sharing, actor, other, shared, count);
    steps += end - (starts[other] as number);
    if (steps > SLICE) {
      steps = 0;
      yield;
    }
  }
}

/** The activities that two actors share, ascending. */
export function sharedBy(sharing: Sharing, a: number, b: number): number[] {
  const { starts, activities, roles } = takingOf(sharing);
  const mine = rolesByActivity(sharing, a);
  const apart = new Set(byOneFact(sharing, a, b));
  const shared: number[] = [];
  for (let entry = starts[b] as number; entry < (starts[b + 1] as number); entry++) {
    const activity = activities[entry] as number;
    if (((mine[activity] as number) & heldIn(sharing, roles[entry] as number)) !== 0 && !apart.has(activity))
      shared.push(activity);
  }
  return shared;
}

/**
 * Counts what each two of some actors share, by the cheaper of two ways. Yields where others may have their turn.
 *
 * @param members ascending
 * @throws TooCostly before it starts
 */
export function* pairsAmong(
  sharing: Sharing,
  members: readonly number[],
  count: Count,
): Generator<void, void, undefined> {
  const plan = planOf(sharing, members);
  if (Math.min(plan.ofBits, plan.ofRows) > MOST_STEPS)
    throw new TooCostly(
      `filter: counting the pairs would take about ${Math.min(plan.ofBits, plan.ofRows)} steps, and ${MOST_STEPS} is the most. Narrow actors, actorTypes, filter.during, filter.eventKinds or filter.participants.`,
    );
  yield;
  yield* (plan.ofBits < plan.ofRows ? pairsByBits : pairsByRows)(sharing, plan, count);
}

/** What a question for pairs has to do. */
export interface CountingPlan {
  /** Those who took part in anything that counts, ascending. */
  readonly members: readonly number[];
  /** By activity, how many of them took part in it. */
  readonly sizes: Uint32Array;
  /** The roles that have to be told apart, a bit each. */
  readonly roles: number;
  /** How many activities there are to count. */
  readonly activities: number;
  /** How many steps each way takes. */
  readonly ofBits: number;
  readonly ofRows: number;
}

export function planOf(sharing: Sharing, candidates: readonly number[]): CountingPlan {
  const { starts, activities, roles } = takingOf(sharing);
  const { of, passing, sameRole } = sharing;
  const sizes = new Uint32Array(of.activities.length);
  let held = 0;
  const members = candidates.filter((actor) => {
    let any = false;
    for (let entry = starts[actor] as number; entry < (starts[actor + 1] as number); entry++) {
      const activity = activities[entry] as number;
      if (passing && passing[activity] === 0) continue;
      any = true;
      sizes[activity] = (sizes[activity] as number) + 1;
      held |= roles[entry] as number;
    }
    return any;
  });
  const apart = sameRole ? held : 1;
  const shared = sizes.filter((size) => size > 1);
  const words = members.length * bitsIn(apart) * Math.ceil(shared.length / 32);
  const ofBits = words * 32 > MOST_BITS ? Number.POSITIVE_INFINITY : (words * members.length) / 2;
  // A pair in a row takes as long as two words of bits, or longer.
  const ofRows = shared.reduce((sum, size) => sum + size * (size - 1), 0);
  return { members, sizes, roles: apart, activities: shared.length, ofBits, ofRows };
}

/** Each actor as sets of bits, one for each role: what two share is what both sets have. For many who share much. */
export function* pairsByBits(sharing: Sharing, plan: CountingPlan, count: Count): Generator<void, void, undefined> {
  const { starts, activities, roles } = takingOf(sharing);
  const { members, sizes } = plan;
  const kinds = bitsIn(plan.roles);
  const width = Math.ceil(plan.activities / 32) * kinds;
  const places = new Uint32Array(sizes.length);
  let place = 0;
  for (const [activity, size] of sizes.entries()) if (size > 1) places[activity] = place++;
  // Of each member, word after word; of each word, role after role.
  const bits = new Int32Array(members.length * width);
  for (const [member, actor] of members.entries())
    for (let entry = starts[actor] as number; entry < (starts[actor + 1] as number); entry++) {
      const activity = activities[entry] as number;
      if ((sizes[activity] as number) < 2) continue;
      const at = places[activity] as number;
      for (let held = sharing.sameRole ? (roles[entry] as number) : 1; held !== 0; held &= held - 1) {
        const kind = bitsIn(plan.roles & ((held & -held) - 1));
        const word = member * width + (at >>> 5) * kinds + kind;
        bits[word] = (bits[word] as number) | (1 << (at & 31));
      }
    }
  yield;
  let steps = 0;
  for (let one = 0; one < members.length; one++) {
    for (let other = one + 1; other < members.length; other++) {
      let mine = one * width;
      let theirs = other * width;
      let shared = 0;
      for (const end = mine + width; mine < end; ) {
        let word = 0;
        for (let kind = 0; kind < kinds; kind++) word |= (bits[mine++] as number) & (bits[theirs++] as number);
        shared += bitsIn(word);
      }
      tell(sharing, members[one] as number, members[other] as number, shared, count);
      steps += width;
      if (steps > SLICE) {
        steps = 0;
        yield;
      }
    }
  }
}

/** Each activity as a row of its actors: what one shares with those after it in its rows. For many who share little. */
export function* pairsByRows(sharing: Sharing, plan: CountingPlan, count: Count): Generator<void, void, undefined> {
  const taking = takingOf(sharing);
  const { members, sizes } = plan;
  const starts = new Uint32Array(sizes.length + 1);
  for (const [activity, size] of sizes.entries()) starts[activity + 1] = (starts[activity] as number) + size;
  const ends = starts.slice(0, -1);
  const memberOf = new Uint32Array(starts.at(-1) as number);
  const rolesOf = new Uint32Array(memberOf.length);
  for (const [member, actor] of members.entries())
    for (let entry = taking.starts[actor] as number; entry < (taking.starts[actor + 1] as number); entry++) {
      const activity = taking.activities[entry] as number;
      if (sizes[activity] === 0) continue;
      const at = ends[activity] as number;
      memberOf[at] = member;
      rolesOf[at] = heldIn(sharing, taking.roles[entry] as number);
      ends[activity] = at + 1;
    }
  yield;
  const counts = new Uint32Array(members.length);
  let met: number[] = [];
  let steps = 0;
  // Members come in the order in which they stand in the rows, so that the first one left of a row is whose turn it is.
  const heads = starts.slice(0, -1);
  for (const actor of members) {
    for (let entry = taking.starts[actor] as number; entry < (taking.starts[actor + 1] as number); entry++) {
      const activity = taking.activities[entry] as number;
      if (sizes[activity] === 0) continue;
      const head = heads[activity] as number;
      heads[activity] = head + 1;
      const mine = rolesOf[head] as number;
      const end = starts[activity + 1] as number;
      for (let at = head + 1; at < end; at++) {
        if ((mine & (rolesOf[at] as number)) === 0) continue;
        const member = memberOf[at] as number;
        if (counts[member] === 0) met.push(member);
        counts[member] = (counts[member] as number) + 1;
      }
      steps += end - head;
      if (steps > SLICE) {
        steps = 0;
        yield;
      }
    }
    for (const member of met) {
      tell(sharing, actor, members[member] as number, counts[member] as number, count);
      counts[member] = 0;
    }
    met = [];
  }
}

const ANY_ROLE = -1;

function takingOf({ of, throughRepresentatives }: Sharing): Taking {
  return throughRepresentatives ? of.through : of.own;
}

/** The roles that have to meet: any of them stands for all where roles do not matter. */
function heldIn({ sameRole }: Sharing, roles: number): number {
  return sameRole ? roles : ANY_ROLE;
}

/** The roles of an actor in each activity that counts, 0 where it took no part. */
function rolesByActivity(sharing: Sharing, actor: number): Int32Array {
  const { starts, activities, roles } = takingOf(sharing);
  const { of, passing } = sharing;
  const found = new Int32Array(of.activities.length);
  for (let entry = starts[actor] as number; entry < (starts[actor + 1] as number); entry++) {
    const activity = activities[entry] as number;
    if (!passing || passing[activity]) found[activity] = roles[entry] as number;
  }
  return found;
}

/** The activities that would count for a pair, and do not, since one fact alone makes it. */
function byOneFact({ of, passing, sameRole, throughRepresentatives }: Sharing, a: number, b: number): number[] {
  if (!throughRepresentatives) return [];
  return (of.byOneFact.get(pairKey(of, a, b)) ?? [])
    .filter(({ activity, inAnyRole }) => (sameRole || inAnyRole) && (!passing || passing[activity]))
    .map(({ activity }) => activity);
}

function tell(sharing: Sharing, a: number, b: number, shared: number, count: Count): void {
  if (shared === 0) return;
  const left = shared - byOneFact(sharing, a, b).length;
  if (left > 0) count(a, b, left);
}

/** How many bits of a word are set. */
function bitsIn(word: number): number {
  const pairs = word - ((word >>> 1) & 0x55555555);
  const fours = (pairs & 0x33333333) + ((pairs >>> 2) & 0x33333333);
  return Math.imul((fours + (fours >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}
