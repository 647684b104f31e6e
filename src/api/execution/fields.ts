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
  type ResponsePath,
  responsePathAsArray,
} from 'graphql';
import type { Run } from './run.ts';
import type { SelectedField, SelectedFields, Selection } from './selections.ts';

export type Path = ResponsePath | undefined;
export type Answered = { [key: string]: unknown };

/** What is done with the values of a type, at one place of an operation. */
export interface Completion {
  /** Whether an error leaves null here; else what holds it fails. */
  readonly nullable: boolean;
  /** Whether nothing is within it, so that its path is of use for an error alone. */
  readonly leaf: boolean;
  /**
   * Makes of a value what is answered, or a promise of it.
   *
   * @param path where it stands in the answer; undefined for a leaf
   * @throws when it is no value of the type
   */
  complete(run: Run, field: SelectedField, value: unknown, path: Path): unknown;
}

/** The answer of an object: all its fields, those that take time beside one another. */
export function executeFields(
  run: Run,
  { fields, template }: SelectedFields,
  source: unknown,
  path: Path,
): Answered | Promise<Answered> {
  const answered: Answered = { ...template };
  let pending: Promise<void>[] | undefined;
  try {
    for (const field of fields) {
      const value = executeField(run, field, source, path);
      if (value instanceof Promise) {
        pending ??= [];
        pending.push(
          value.then((done) => {
            answered[field.key] = done;
          }),
        );
      } else answered[field.key] = value;
    }
  } catch (error) {
    // What other fields began may fail too, and nobody else waits for it.
    if (pending) return Promise.allSettled(pending).then(() => Promise.reject(error));
    throw error;
  }
  if (!pending) return answered;
  const [only] = pending;
  const all: Promise<unknown> = pending.length === 1 && only ? only : Promise.all(pending);
  return all.then(() => answered);
}

function executeField(run: Run, field: SelectedField, source: unknown, parent: Path): unknown {
  let value: unknown;
  try {
    const { args, info } = run.given(field);
    value = field.resolve(source, args, run.context, info);
  } catch (error) {
    return failed(run, field, field.completion, pathOf(field, parent), error);
  }
  if (!isPromise(value)) return completed(run, field, value, parent);
  return Promise.resolve(value).then(
    (each) => completed(run, field, each, parent),
    (error) => failed(run, field, field.completion, pathOf(field, parent), error),
  );
}

function completed(run: Run, field: SelectedField, value: unknown, parent: Path): unknown {
  const { completion } = field;
  const path = completion.leaf ? undefined : pathOf(field, parent);
  try {
    const done = completion.complete(run, field, value, path);
    if (!(done instanceof Promise)) return done;
    return done.catch((error) => failed(run, field, completion, path, error));
  } catch (error) {
    return failed(run, field, completion, path ?? pathOf(field, parent), error);
  }
}

/**
 * Tells an error, and answers null.
 *
 * @throws the error, with its place, where there may be no null
 */
function failed(run: Run, field: SelectedField, { nullable }: Completion, path: Path, error: unknown): null {
  const place = responsePathAsArray(path);
  const located = locatedError(error, field.nodes, place);
  if (!nullable) throw located;
  run.failed(located, place);
  return null;
}

function pathOf({ key, parent: { name } }: SelectedField, prev: Path): Path {
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
    complete(run, field, value, path) {
      if (value instanceof Error) throw value;
      if (value !== null && value !== undefined) return present.complete(run, field, value, path);
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
  if (isLeafType(type)) return { leaf: true, complete: (_run, _field, value) => serialized(type, value) };
  if (isListType(type)) {
    const item = completionOf(schema, type.ofType as GraphQLOutputType, inside);
    return { leaf: false, complete: (run, field, value, path) => completeList(run, field, item, value, path) };
  }
  if (isObjectType(type))
    return { leaf: false, complete: (run, _field, value, path) => executeFields(run, inside.of(type), value, path) };
  if (!isAbstractType(type)) throw new Error(`${String(type)} is no type of an answer.`);
  const typeOf = typesBehind(schema, type);
  return {
    leaf: false,
    complete(run, field, value, path) {
      const name = type.resolveType?.(value, run.context, run.given(field).info, type);
      return executeFields(run, inside.of(typeOf(name)), value, path);
    },
  };
}

function serialized(type: GraphQLLeafType, value: unknown): unknown {
  const done: unknown = type.serialize(value);
  if (done === null || done === undefined)
    throw new Error(`${type.name} has nothing to answer for a value of the type ${typeof value}.`);
  return done;
}

function completeList(run: Run, field: SelectedField, item: Completion, list: unknown, path: Path): unknown {
  if (!Array.isArray(list))
    throw new Error(`Expected a list for the field ${field.parent.name}.${field.definition.name}.`);
  let pending = false;
  const answered = list.map((value: unknown, index) => {
    const done = isPromise(value)
      ? Promise.resolve(value).then(
          (each) => completeItem(run, field, item, each, path, index),
          (error) => failed(run, field, item, indexed(path, index), error),
        )
      : completeItem(run, field, item, value, path, index);
    if (done instanceof Promise) pending = true;
    return done;
  });
  return pending ? Promise.all(answered) : answered;
}

function completeItem(
  run: Run,
  field: SelectedField,
  item: Completion,
  value: unknown,
  list: Path,
  index: number,
): unknown {
  const path = item.leaf ? undefined : indexed(list, index);
  try {
    const done = item.complete(run, field, value, path);
    if (!(done instanceof Promise)) return done;
    return done.catch((error) => failed(run, field, item, path, error));
  } catch (error) {
    return failed(run, field, item, path ?? indexed(list, index), error);
  }
}

function indexed(list: Path, index: number): Path {
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
