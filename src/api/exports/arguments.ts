import {
  coerceInputValue,
  type GraphQLArgument,
  type GraphQLInputField,
  type GraphQLInputType,
  isInputObjectType,
  isListType,
  isNonNullType,
} from 'graphql';
import { BadUserInput, quoted } from '../../declare/errors.ts';
import { canonical } from '../../declare/schema/arguments.ts';

/** A parameter, with its type as the schema has it: a list may stand several times. */
interface Parameter {
  readonly name: string;
  readonly type: unknown;
}

/**
 * Reads the parameters of an address as the arguments of a field of the schema, by the field's own types: the fields of
 * `filter` are parameters of their own, lists have commas or repeat the parameter, objects are JSON.
 *
 * @param known parameters that are read elsewhere
 * @throws BadUserInput naming the parameter and the value
 */
export function readArguments(
  args: readonly GraphQLArgument[],
  parameters: URLSearchParams,
  known: readonly Parameter[],
): { readonly [argument: string]: unknown } {
  const filter = args.find(({ name }) => name === 'filter');
  const fields = filter && isInputObjectType(filter.type) ? Object.values(filter.type.getFields()) : [];
  const own = args.filter((arg) => arg !== filter);
  refuseOthers(parameters, [...known, ...own, ...fields]);
  const wanted = Object.fromEntries(own.map((arg) => [arg.name, argumentOf(arg, parameters)]));
  const chosen = fields.filter(({ name }) => parameters.has(name));
  const filtered = Object.fromEntries(chosen.map((field) => [field.name, argumentOf(field, parameters)]));
  return canonical(args, { ...wanted, filter: filtered });
}

/** Refuses parameters that there are not, and those that stand twice where only one of the two would count. */
function refuseOthers(parameters: URLSearchParams, known: readonly Parameter[]): void {
  const names = known.map(({ name }) => name);
  const unknown = [...parameters.keys()].find((name) => !names.includes(name));
  if (unknown !== undefined)
    throw new BadUserInput(`${unknown}: there is no such parameter. There are ${names.sort().join(', ')}.`);
  for (const { name, type } of known) {
    const count = parameters.getAll(name).length;
    if (count > 1 && !String(type).startsWith('['))
      throw new BadUserInput(`${name}: the parameter stands ${count} times. Give it once.`);
  }
}

function argumentOf(input: GraphQLArgument | GraphQLInputField, parameters: URLSearchParams): unknown {
  const texts = parameters.getAll(input.name);
  if (texts.length === 0) {
    if (isNonNullType(input.type) && input.defaultValue === undefined)
      throw new BadUserInput(`${input.name}: the parameter is missing.`);
    return undefined;
  }
  const raw = rawValue(texts, input.type, input.name);
  return coerceInputValue(raw, input.type, (_path, value, error) => {
    throw new BadUserInput(`${input.name}: ${quoted(value)} can't be read. ${error.message}`);
  });
}

/** The texts of a parameter as a client's JSON would have the value. */
function rawValue(texts: readonly string[], type: GraphQLInputType, name: string): unknown {
  if (isNonNullType(type)) return rawValue(texts, type.ofType, name);
  if (isListType(type)) {
    const item = isNonNullType(type.ofType) ? type.ofType.ofType : type.ofType;
    if (isInputObjectType(item)) return texts.flatMap((text) => json(text, name));
    return texts.flatMap((text) => text.split(',')).map((text) => scalarOf(text, String(item)));
  }
  return scalarOf(texts.at(-1) ?? '', String(type));
}

function json(text: string, name: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new BadUserInput(`${name}: ${quoted(text)} is not JSON.`);
  }
}

function scalarOf(text: string, type: string): unknown {
  if (type === 'Int') return /^-?\d+$/.test(text) ? Number(text) : text;
  if (type === 'Boolean') return text === 'true' ? true : text === 'false' ? false : text;
  return text;
}
