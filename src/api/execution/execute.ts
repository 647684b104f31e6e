import type { ExecutionResult, GraphQLError, GraphQLObjectType, GraphQLSchema } from 'graphql';
import { keyed } from '../../declare/once.ts';
import type { Turns } from '../../declare/turns.ts';
import type { Variables } from '../plan/arguments.ts';
import type { OperationPlan } from '../plan/plan.ts';
import { type Answered, executeFields } from './fields.ts';
import { Run } from './run.ts';
import type { Selection } from './selected.ts';
import { selectionOf } from './selections.ts';

/** For so many values of what its directives depend on is kept what an operation selects. */
const KEPT = 8;

/**
 * Executes queries as graphql does, in less time: what an operation selects is found out once, not for each object of
 * each request. Why it is our own: docs/decisions/017-executor.md.
 */
export class Executor {
  readonly #schema: GraphQLSchema;
  readonly #query: GraphQLObjectType;
  readonly #selections = new WeakMap<OperationPlan, ReturnType<typeof keyed<Selection>>>();

  constructor(schema: GraphQLSchema) {
    const query = schema.getQueryType();
    if (!query) throw new Error('The schema has no queries.');
    this.#schema = schema;
    this.#query = query;
  }

  /**
   * What an operation answers.
   *
   * @param variables coerced
   * @param of what its resolvers are given, and the turns that it takes
   * @throws the reason for which it was ended, before its answer was whole
   */
  execute(
    plan: OperationPlan,
    variables: Variables,
    of: { readonly context: unknown; readonly turns: Turns },
  ): ExecutionResult | Promise<ExecutionResult> {
    const run = new Run(this.#schema, plan, variables, of);
    const fail = (error: unknown) => {
      // What comes this far is an error that has its place.
      run.failed(error as GraphQLError, []);
      return null;
    };
    try {
      const root = this.#selectionOf(plan, variables).of(this.#query);
      const data = executeFields(run, root, undefined, undefined);
      if (!(data instanceof Promise)) return resultOf(run, data);
      const whole = (each: Answered | null) => {
        of.turns.throwIfOver();
        return resultOf(run, each);
      };
      return data.then(whole, (error) => whole(fail(error)));
    } catch (error) {
      return resultOf(run, fail(error));
    }
  }

  #selectionOf(plan: OperationPlan, variables: Variables): Selection {
    const known = this.#selections.get(plan) ?? keyed<Selection>(KEPT);
    this.#selections.set(plan, known);
    const conditions = [...plan.conditions].map((name) => variables[name]).join();
    return known(conditions, () => selectionOf(plan.root, { schema: this.#schema, variables, found: plan.grew }));
  }
}

function resultOf(run: Run, data: Answered | null): ExecutionResult {
  const { errors } = run;
  return errors.length > 0 ? { errors, data } : { data };
}
