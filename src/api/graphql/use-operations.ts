import { type ExecutionArgs, type GraphQLSchema, getOperationAST } from 'graphql';
import type { Model } from '../../declare/model.ts';
import type { Shared } from '../../declare/shared.ts';
import type { Graph, Runner } from '../../graph/port.ts';
import type { Allowance } from '../allowance.ts';
import { Executor } from '../execution/execute.ts';
import type { Limits } from '../limits.ts';
import { operationOf } from '../operation.ts';
import type { Documents } from '../plan/documents.ts';
import { refuse } from '../plan/shape.ts';
import type { Observer } from '../request-context.ts';
import type { RequestPlugin, YogaContext } from './yoga-context.ts';

export interface OperationOptions {
  readonly graph: Graph;
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

  /**
   * @returns undefined where it is not said which operation is meant: Yoga answers that
   * @throws Refusal the operation costs too much
   */
  function prepared(args: ExecutionArgs & { readonly contextValue: YogaContext }, runner: Runner) {
    const { requestContext, running, incoming } = args.contextValue;
    if (!running) throw new Error('An operation ran without a turn.');
    const operation = getOperationAST(args.document, args.operationName);
    const checked = documents.find(args.document);
    if (!operation || !checked) return undefined;
    requestContext.operation = operation.name?.value;
    const plan = checked.plan(operation);
    const { coerced: variables, errors } = plan.variables(args.variableValues ?? {});
    if (!variables) return { errors };
    requestContext.cost = plan.cost(variables);
    refuse(
      'cost',
      requestContext.cost,
      limits.cost,
      'Ask for shorter pages (first, last, limit, edgeLimit), or for fewer levels of lists at once.',
    );
    const { reads } = plan;
    const context = operationOf(runner, {
      incoming,
      requestContext,
      model,
      shared,
      reads,
      base,
      observers,
      ...running,
    });
    return { plan, variables, context, charged: allowance.charge(requestContext.account, requestContext.cost) };
  }

  return {
    onExecute({ args, executeFn, setExecuteFn }) {
      // It begins with the first statement, if there is one.
      const snapshot = graph.snapshot();
      const run = prepared(args, snapshot);
      if (!run) return undefined;
      const { plan, variables, context, charged, errors } = run;
      if (errors) return setExecuteFn(() => ({ errors }));
      setExecuteFn(async (given) => {
        try {
          return await (plan.operation.operation === 'query'
            ? executor.execute(plan, variables, { context, turns: context.turns })
            : executeFn({ ...given, contextValue: context }));
        } finally {
          snapshot.release();
        }
      });
      return charged;
    },
    async onSubscribe({ args, subscribeFn, setSubscribeFn }) {
      const run = prepared(args, graph);
      if (!run) return;
      const { context, charged, errors } = run;
      await charged;
      setSubscribeFn((given) => (errors ? { errors } : subscribeFn({ ...given, contextValue: context })));
    },
  };
}
