import type { GraphQLError, GraphQLSchema } from 'graphql';
import { TooCostly } from '../../declare/errors.ts';
import type { Info } from '../../declare/schema/ahead.ts';
import type { Turns } from '../../declare/turns.ts';
import type { Variables } from '../plan/arguments.ts';
import type { OperationPlan } from '../plan/plan.ts';
import type { Execution, Given, ResponseKeys, SelectedField } from './selected.ts';

interface Failure {
  readonly error: GraphQLError;
  readonly place: ResponseKeys;
}

/** So many errors of an answer are told: each takes as long as a hundred values, since it is written down with its stack. */
const TOLD = 100;

/** One request of an operation. */
export class Run implements Execution {
  readonly context: unknown;
  readonly turns: Turns;
  readonly #schema: GraphQLSchema;
  readonly #plan: OperationPlan;
  readonly #variables: Variables;
  /** By the numbers of their fields. */
  readonly #given: Given[] = [];
  readonly #failures: Failure[] = [];

  /** @param variables coerced */
  constructor(
    schema: GraphQLSchema,
    plan: OperationPlan,
    variables: Variables,
    of: { context: unknown; turns: Turns },
  ) {
    this.#schema = schema;
    this.#plan = plan;
    this.context = of.context;
    this.turns = of.turns;
    this.#variables = variables;
  }

  /**
   * The arguments and the circumstances of a field, made once for all its objects.
   *
   * @throws GraphQLError an argument has no value of its type
   */
  given(field: SelectedField): Given {
    const known = this.#given[field.number];
    if (known) return known;
    const made = { args: field.args(this.#variables), info: this.#infoOf(field) };
    this.#given[field.number] = made;
    return made;
  }

  get isFull(): boolean {
    return this.#failures.length >= TOLD;
  }

  /** Notes what went wrong, and where it left null. */
  failed(error: GraphQLError, place: ResponseKeys): void {
    if (!this.isFull) this.#failures.push({ error, place });
  }

  /** The errors that are told. An error beneath a field that another one left null is left out: which came first is chance. */
  get errors(): GraphQLError[] {
    const nulls = new Set(this.#failures.map(({ place }) => JSON.stringify(place)));
    const isWithinNull = (place: ResponseKeys) =>
      place.some((_, length) => nulls.has(JSON.stringify(place.slice(0, length))));
    const errors = this.#failures.flatMap(({ error, place }) => (isWithinNull(place) ? [] : [error]));
    return this.isFull
      ? [...errors, new TooCostly(`errors: ${TOLD} fields failed, and no more of them are told.`)]
      : errors;
  }

  #infoOf({ nodes, definition, parent, inner }: SelectedField): Info {
    const { operation, fragments } = this.#plan;
    return {
      fieldName: definition.name,
      fieldNodes: nodes,
      returnType: definition.type,
      parentType: parent,
      // A field has as many paths as it has objects; no resolver asks where it stands.
      path: { prev: undefined, key: definition.name, typename: parent.name },
      schema: this.#schema,
      fragments,
      rootValue: undefined,
      operation,
      variableValues: this.#variables,
      selectedOf: (type) => inner.of(type).fields,
      aheadOf: (type) =>
        inner
          .of(type)
          .fields.filter(({ definition }) => definition.extensions.ahead)
          .map((each) => ({ ...each, given: () => this.given(each) })),
    };
  }
}
