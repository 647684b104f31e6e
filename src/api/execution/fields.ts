import {
  type GraphQLAbstractType,
  type GraphQLLeafType,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLSchema,
  getNullableType,
  isAbstractType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
  locatedError,
  responsePathAsArray,
} from 'graphql';
import { TEXT_OF_STEP } from '../../declare/turns.ts';
import type { Completion, Execution, FieldPath, SelectedField, SelectedFields, Selection } from './selected.ts';

export type Answered = { [key: string]: unknown };

/**
 * The answer of an object: all its fields, those that take time beside one another.
 *
 * Most values are there at once. What waits for one has a function of its own here and below: a function within another
 * has the variables of that one kept for it at each call, whether it is made or not.
 */
export function executeFields(
  execution: Execution,
  { fields, template, steps }: SelectedFields,
  source: unknown,
  path: FieldPath,
): Answered | Promise<Answered> {
  // Who goes from object to object asks whether it was too much.
  execution.turns.count(steps);
  const answered: Answered = { ...template };
  let pending: Promise<void>[] | undefined;
  try {
    for (const field of fields) {
      const value = executeField(execution, field, source, path);
      if (value instanceof Promise) {
        pending ??= [];
        pending.push(putWhenDone(answered, field.key, value));
      } else answered[field.key] = value;
    }
  } catch (error) {
    // What other fields began may fail too, and nobody else waits for it.
    if (pending) return failWhenDone(pending, error);
    throw error;
  }
  return pending ? whenDone(pending, answered) : answered;
}

function putWhenDone(answered: Answered, key: string, value: Promise<unknown>): Promise<void> {
  return value.then((done) => {
    answered[key] = done;
  });
}

function whenDone(pending: readonly Promise<void>[], answered: Answered): Promise<Answered> {
  const [only] = pending;
  const all: Promise<unknown> = pending.length === 1 && only ? only : Promise.all(pending);
  return all.then(() => answered);
}

async function failWhenDone(pending: readonly Promise<unknown>[], error: unknown): Promise<never> {
  await Promise.allSettled(pending);
  throw error;
}

function executeField(execution: Execution, field: SelectedField, source: unknown, parent: FieldPath): unknown {
  let value: unknown;
  try {
    const { args, info } = execution.given(field);
    value = field.resolve(source, args, execution.context, info);
  } catch (error) {
    return failed(execution, field, field.completion, pathOf(field, parent), error);
  }
  return isPromise(value)
    ? completedWhenDone(execution, field, value, parent)
    : completed(execution, field, value, parent);
}

function completedWhenDone(
  execution: Execution,
  field: SelectedField,
  value: PromiseLike<unknown>,
  parent: FieldPath,
): Promise<unknown> {
  return Promise.resolve(value).then(
    (each) =>
      execution.turns.isOver()
        ? execution.turns.later().then(() => completed(execution, field, each, parent))
        : completed(execution, field, each, parent),
    (error) => failed(execution, field, field.completion, pathOf(field, parent), error),
  );
}

function completed(execution: Execution, field: SelectedField, value: unknown, parent: FieldPath): unknown {
  const { completion } = field;
  const path = completion.leaf ? undefined : pathOf(field, parent);
  try {
    const done = completion.complete(execution, field, value, path);
    return done instanceof Promise ? orFailed(done, execution, field, completion, path) : done;
  } catch (error) {
    return failed(execution, field, completion, path ?? pathOf(field, parent), error);
  }
}

function orFailed(
  done: Promise<unknown>,
  execution: Execution,
  field: SelectedField,
  completion: Completion,
  path: FieldPath,
): Promise<unknown> {
  return done.catch((error) => failed(execution, field, completion, path, error));
}

/**
 * Tells an error, and answers null.
 *
 * @throws the error, with its place, where there may be no null
 */
function failed(
  execution: Execution,
  field: SelectedField,
  { nullable }: Completion,
  path: FieldPath,
  error: unknown,
): null {
  // Nobody is told any more.
  if (execution.turns.areOver) return null;
  if (execution.isFull) {
    if (!nullable) throw error;
    return null;
  }
  const place = responsePathAsArray(path);
  const located = locatedError(error, field.nodes, place);
  if (!nullable) throw located;
  execution.failed(located, place);
  return null;
}

function pathOf({ key, parent: { name } }: SelectedField, prev: FieldPath): FieldPath {
  return { prev, key, typename: name };
}

function isPromise(value: unknown): value is PromiseLike<unknown> {
  return typeof value === 'object' && value !== null && 'then' in value && typeof value.then === 'function';
}

/** @param inside what is selected of the objects that the values of the type are, or hold */
export function completionOf(schema: GraphQLSchema, type: GraphQLOutputType, inside: Selection): Completion {
  const nullable = !isNonNullType(type);
  const present = presentCompletion(schema, getNullableType(type), inside);
  return {
    nullable,
    leaf: present.leaf,
    complete(execution, field, value, path) {
      if (value instanceof Error) throw value;
      if (value !== null && value !== undefined) return present.complete(execution, field, value, path);
      if (nullable) return null;
      throw new Error(`Cannot return null for non-nullable field ${field.parent.name}.${field.definition.name}.`);
    },
  };
}

function presentCompletion(
  schema: GraphQLSchema,
  type: ReturnType<typeof getNullableType>,
  inside: Selection,
): Pick<Completion, 'leaf' | 'complete'> {
  if (isLeafType(type))
    return { leaf: true, complete: (execution, _field, value) => serialized(execution, type, value) };
  if (isListType(type)) {
    const item = completionOf(schema, type.ofType as GraphQLOutputType, inside);
    return {
      leaf: false,
      complete: (execution, field, value, path) => completeList(execution, field, item, value, path),
    };
  }
  if (isObjectType(type))
    return {
      leaf: false,
      complete: (execution, _field, value, path) => executeFields(execution, inside.of(type), value, path),
    };
  if (!isAbstractType(type)) throw new Error(`${String(type)} is no type of an answer.`);
  const typeOf = typesBehind(schema, type);
  return {
    leaf: false,
    complete(execution, field, value, path) {
      const name = type.resolveType?.(value, execution.context, execution.given(field).info, type);
      return executeFields(execution, inside.of(typeOf(name)), value, path);
    },
  };
}

function serialized({ turns }: Execution, type: GraphQLLeafType, value: unknown): unknown {
  const done: unknown = type.serialize(value);
  if (typeof done === 'string' && done.length > TEXT_OF_STEP) turns.count(done.length / TEXT_OF_STEP);
  if (done === null || done === undefined)
    throw new Error(`${type.name} has nothing to answer for a value of the type ${typeof value}.`);
  return done;
}

function completeList(
  execution: Execution,
  field: SelectedField,
  item: Completion,
  list: unknown,
  path: FieldPath,
): unknown {
  if (!Array.isArray(list))
    throw new Error(`Expected a list for the field ${field.parent.name}.${field.definition.name}.`);
  return completeItems(execution, field, item, list, path, []);
}

/** Answers the items of a list that follow those that are answered, in as many turns as it takes. */
function completeItems(
  execution: Execution,
  field: SelectedField,
  item: Completion,
  list: readonly unknown[],
  path: FieldPath,
  answered: unknown[],
): unknown {
  try {
    for (let index = answered.length; index < list.length; index++) {
      if (execution.turns.isOver())
        return execution.turns.later().then(() => completeItems(execution, field, item, list, path, answered));
      const value = list[index];
      answered.push(
        isPromise(value)
          ? itemWhenDone(execution, field, item, value, path, index)
          : completeItem(execution, field, item, value, path, index),
      );
    }
  } catch (error) {
    const pending = answered.filter((each) => each instanceof Promise);
    if (pending.length > 0) return failWhenDone(pending, error);
    throw error;
  }
  return answered.some((each) => each instanceof Promise) ? Promise.all(answered) : answered;
}

function itemWhenDone(
  execution: Execution,
  field: SelectedField,
  item: Completion,
  value: PromiseLike<unknown>,
  list: FieldPath,
  index: number,
): Promise<unknown> {
  return Promise.resolve(value).then(
    (each) =>
      execution.turns.isOver()
        ? execution.turns.later().then(() => completeItem(execution, field, item, each, list, index))
        : completeItem(execution, field, item, each, list, index),
    (error) => failed(execution, field, item, indexed(list, index), error),
  );
}

function completeItem(
  execution: Execution,
  field: SelectedField,
  item: Completion,
  value: unknown,
  list: FieldPath,
  index: number,
): unknown {
  const path = item.leaf ? undefined : indexed(list, index);
  try {
    const done = item.complete(execution, field, value, path);
    return done instanceof Promise ? orFailed(done, execution, field, item, path) : done;
  } catch (error) {
    return failed(execution, field, item, path ?? indexed(list, index), error);
  }
}

function indexed(list: FieldPath, index: number): FieldPath {
  return { prev: list, key: index, typename: undefined };
}

/** The type of a value of an abstract type, by the name that is told of it. */
function typesBehind(schema: GraphQLSchema, type: GraphQLAbstractType): (name: unknown) => GraphQLObjectType {
  const byName = new Map(schema.getPossibleTypes(type).map((each) => [each.name, each]));
  return (name) => {
    const found = typeof name === 'string' ? byName.get(name) : undefined;
    if (!found) throw new Error(`${String(name)} is no type of ${type.name}.`);
    return found;
  };
}
