import { type ExecutionArgs, type GraphQLSchema, getOperationAST, type OperationDefinitionNode } from 'graphql';
import { factTypesOf, type Model } from '../../declare/model.ts';
import type { Reads } from '../../declare/projection.ts';
import { readsBy } from '../../declare/schema/reads.ts';
import type { Shared } from '../../declare/shared.ts';
import type { Runner } from '../../graph/port.ts';
import type { Allowance } from '../allowance.ts';
import { pricing, type Variables } from '../cost/cost.ts';
import type { Documents } from '../cost/documents.ts';
import { type Fragments, refuse } from '../cost/shape.ts';
import type { Observer } from '../exchange.ts';
import { Executor } from '../execution/execute.ts';
import type { Limits } from '../limits.ts';
import { operationOf } from '../operation.ts';
import type { RequestContext, RequestPlugin } from './context.ts';

export interface OperationOptions {
  readonly graph: Runner;
  readonly shared: Shared;
  readonly schema: GraphQLSchema;
  readonly model: Model;
  readonly limits: Limits;
  readonly documents: Documents;
  readonly allowance: Allowance;
  readonly observers: readonly Observer[];
  /** What addresses in answers begin with. */
  readonly base: string;
}

/**
 * Prices an operation, charges its client, and gives it its context. Queries are executed by the executor for them;
 * mutations and subscriptions by Yoga's.
 */
export function useOperations(options: OperationOptions): RequestPlugin {
  const { graph, shared, schema, model, limits, documents, allowance, base, observers } = options;
  const executor = new Executor(schema);
  const costOf = pricing(schema);
  const readsOf = remembering(readsBy(model, schema));
  const factTypes = factTypesOf(model);

  /** @returns undefined where it is not said which operation is meant: Yoga answers that */
  async function prepared(args: ExecutionArgs & { readonly contextValue: RequestContext }) {
    const { exchange, running, incoming } = args.contextValue;
    if (!running) throw new Error('An operation ran without a turn.');
    const operation = getOperationAST(args.document, args.operationName);
    const checked = documents.find(args.document);
    if (!operation || !checked) return undefined;
    const { fragments } = checked;
    const reads = readsOf(operation, fragments);
    exchange.operation = operation.name?.value;
    exchange.cost = costOf(operation, fragments, (args.variableValues ?? {}) as Variables);
    refuse(
      'cost',
      exchange.cost,
      limits.cost,
      'Ask for shorter pages (first, last, limit, edgeLimit), or for fewer levels of lists at once.',
    );
    await allowance.charge(exchange.account, exchange.cost);
    const context = operationOf(graph, { incoming, exchange, factTypes, shared, reads, base, observers, ...running });
    return { operation, fragments, context };
  }

  return {
    async onExecute({ args, executeFn, setExecuteFn }) {
      const run = await prepared(args);
      if (!run) return;
      const { operation, fragments, context } = run;
      setExecuteFn(
        operation.operation === 'query'
          ? ({ variableValues: variables }) => executor.execute({ operation, fragments, variables, context })
          : (given) => executeFn({ ...given, contextValue: context }),
      );
    },
    async onSubscribe({ args, subscribeFn, setSubscribeFn }) {
      const run = await prepared(args);
      if (run) setSubscribeFn((given) => subscribeFn({ ...given, contextValue: run.context }));
    },
  };
}

/** What an operation reads, found out once. */
function remembering(readsOf: ReturnType<typeof readsBy>) {
  const known = new WeakMap<OperationDefinitionNode, Reads>();
  return (operation: OperationDefinitionNode, fragments: Fragments): Reads => {
    const reads = known.get(operation) ?? readsOf(operation, fragments.values());
    known.set(operation, reads);
    return reads;
  };
}
