import type { Lifetime } from '../admission.ts';
import type { RequestContext } from '../request-context.ts';
import type { Answer, Incoming } from './message.ts';

/** One address of the server, or all those below one. */
export interface Route {
  /** Exact; where it ends in a slash, everything below it. */
  readonly path: string;
  readonly methods: readonly string[];
  /** Whether it answers without the token, where the server has one. */
  readonly public?: (request: Incoming) => boolean;
  /** Answers whatever Host it is asked under: probes have names of their own, or none. */
  readonly anyHost?: boolean;
  /** Pages of other origins may read it, where the server allows that. */
  readonly crossOrigin?: boolean;
  /** What a request costs its client before it is looked at; by default what any request does. */
  readonly cost?: number;
  /** Its answers are files, which are made while they are sent: few at a time, from the question to the last byte. */
  readonly isFile?: boolean;
  /** Bounds its own place and time: the handler gives it neither. */
  readonly unbounded?: boolean;
  /**
   * Answers a request. What it throws becomes an error of the answer: a GraphQLError in its own words, the rest masked.
   *
   * @param at.signal aborts at the deadline of the beginning of the answer, and when the client hangs up; never where the route is unbounded
   */
  answer(request: Incoming, at: RouteContext): Answer | Promise<Answer>;
}

export interface RouteContext {
  readonly requestContext: RequestContext;
  readonly signal: Lifetime;
  /** Charges the client for what the route is about to do. @throws Refusal that is more than it has left */
  charge(cost: number): Promise<void>;
}

/** The route of an address. */
export function routeOf(routes: readonly Route[], pathname: string): Route | undefined {
  return routes.find(({ path }) =>
    path.endsWith('/') && path !== '/' ? pathname.startsWith(path) : pathname === path,
  );
}
