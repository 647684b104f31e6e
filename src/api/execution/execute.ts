import {
  BREAK,
  type ExecutionResult,
  type FragmentDefinitionNode,
  type GraphQLError,
  type GraphQLObjectType,
  type GraphQLSchema,
  getVariableValues,
  type OperationDefinitionNode,
  visit,
} from 'graphql';
import { type Answered, executeFields } from './fields.ts';
import { Run } from './run.ts';
import type { Variables } from './selected.ts';
import { Selections } from './selections.ts';

type Fragments = ReadonlyMap<string, FragmentDefinitionNode>;

/** So many mistakes in the variables of a request are told, as graphql does. */
const MISTAKES = 50;
/** How many fields are kept of all operations before all are forgotten: about 10 MB. */
const KEPT = 20_000;

/** A request of an operation that was validated. */
export interface Requested {
  readonly operation: OperationDefinitionNode;
  readonly fragments: Fragments;
  /** As the client sent them. */
  readonly variables: Variables | null | undefined;
  readonly context: unknown;
}

/**
 * Executes queries as graphql does, in less time: what an operation selects is found out once, not for each object of
 * each request. Why it is our own: docs/decisions/017-executor.md.
 */
export class Executor {
  readonly #schema: GraphQLSchema;
  readonly #query: GraphQLObjectType;
  #known = new WeakMap<OperationDefinitionNode, Selections>();
  #room = KEPT;

  constructor(schema: GraphQLSchema) {
    const query = schema.getQueryType();
    if (!query) throw new Error('The schema has no queries.');
    this.#schema = schema;
    this.#query = query;
  }

  /** What the operation answers. Its errors are those of the request where there are no data at all. */
  execute({ operation, fragments, variables, context }: Requested): ExecutionResult | Promise<ExecutionResult> {
    const taken = getVariableValues(this.#schema, operation.variableDefinitions ?? [], variables ?? {}, {
      maxErrors: MISTAKES,
    });
    if (!taken.coerced) return { errors: taken.errors };
    const selections = this.#selectionsOf(operation, fragments, taken.coerced);
    const run = new Run(this.#schema, selections, context, taken.coerced);
    const fail = (error: unknown) => {
      // What comes this far is an error that has its place.
      run.failed(error as GraphQLError, []);
      return null;
    };
    try {
      const data = executeFields(run, selections.root.of(this.#query), undefined, undefined);
      return data instanceof Promise ? data.catch(fail).then((each) => resultOf(run, each)) : resultOf(run, data);
    } catch (error) {
      return resultOf(run, fail(error));
    }
  }

  #selectionsOf(operation: OperationDefinitionNode, fragments: Fragments, variables: Variables): Selections {
    const known = this.#known.get(operation);
    if (known) return known;
    const made = new Selections(this.#schema, operation, fragments, variables, (fields) => this.#kept(fields));
    // A directive may leave out of one request what another has.
    if (!hasDirectives(operation, fragments)) this.#known.set(operation, made);
    return made;
  }

  #kept(fields: number): void {
    this.#room -= fields;
    if (this.#room >= 0) return;
    this.#known = new WeakMap();
    this.#room = KEPT;
  }
}

function resultOf(run: Run, data: Answered | null): ExecutionResult {
  const { errors } = run;
  return errors.length > 0 ? { errors, data } : { data };
}

function hasDirectives(operation: OperationDefinitionNode, fragments: Fragments): boolean {
  let found = false;
  const finding = {
    Directive() {
      found = true;
      return BREAK;
    },
  };
  for (const each of [operation, ...fragments.values()]) visit(each, finding);
  return found;
}
