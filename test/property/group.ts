/** A group of questions of one kind: how to draw one, ask it, and answer it in memory. */
import type fc from 'fast-check';
import type { Variables } from '../support/ask.ts';
import type { World } from './world.ts';

/** Asks the server. @throws Refused for a client's mistake */
export type Ask = (query: string, variables: Variables) => Promise<Data>;

// The shape is that of the query; a wrong one differs from what is expected.
// biome-ignore lint/suspicious/noExplicitAny: see above
export type Data = any;

export interface Group<A> {
  readonly name: string;
  readonly args: fc.Arbitrary<A>;
  answer(ask: Ask, args: A): Promise<unknown>;
  /** @throws Refused */
  expected(world: World, args: A): unknown;
}

/** The question is a client's mistake, which the server must say. */
export class Refused extends Error {
  override readonly name = 'Refused';
}
