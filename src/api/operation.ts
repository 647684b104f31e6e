import type { Model } from '../declare/model.ts';
import { Operation } from '../declare/operation.ts';
import type { Reads } from '../declare/projection.ts';
import type { Shared } from '../declare/shared.ts';
import type { Turns } from '../declare/turns.ts';
import type { AbortState, Runner } from '../graph/port.ts';
import { acceptedLanguages } from '../text/language.ts';
import type { Incoming } from './http/message.ts';
import type { Observer, RequestContext } from './request-context.ts';

/**
 * The context of the resolvers of one request.
 *
 * @param base what the addresses in its answers begin with
 * @param until when its time is over, as `performance.now()` has it: a store that can stops a statement then by itself
 */
export function operationOf(
  graph: Runner,
  options: {
    readonly incoming: Incoming;
    readonly requestContext: RequestContext;
    readonly model: Model;
    readonly reads: Reads | undefined;
    readonly shared: Shared;
    readonly signal: AbortState;
    readonly turns: Turns;
    readonly until: number;
    readonly base: string;
    readonly observers: readonly Observer[];
  },
): Operation {
  const { incoming, requestContext, model, shared, reads, signal, turns, until, base, observers } = options;
  const languages = acceptedLanguages(incoming.headers.get('accept-language'));
  const runner = observed(graph, requestContext, until, observers);
  return new Operation(runner, { languages, model, shared, reads, base, signal, turns });
}

/** A graph of which observers hear what a request asks. @param until when the time of the request is over */
export function observed(
  graph: Runner,
  requestContext: RequestContext,
  until: number,
  observers: readonly Observer[],
): Runner {
  return {
    async run(statement, params, options) {
      requestContext.statements++;
      for (const each of observers) each.runs?.(requestContext);
      const started = performance.now();
      let failure: string | undefined;
      try {
        // At least 1: to Neo4j 0 is no limit.
        return await graph.run(statement, params, { ...options, timeout: Math.max(1, Math.ceil(until - started)) });
      } catch (error) {
        failure = error instanceof Error ? error.name : 'Error';
        throw error;
      } finally {
        const milliseconds = performance.now() - started;
        for (const each of observers)
          each.ran?.(requestContext, { name: statement.name, started, milliseconds, failure });
      }
    },
  };
}
