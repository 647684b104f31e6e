import type { Statement } from './cypher/print.ts';
import { StatementFailed } from './errors.ts';
import type { Params, Value } from './port.ts';

/**
 * Of parameters those that a statement has. Refuses what an engine would take in its own way, such as NaN.
 *
 * @throws StatementFailed naming the parameter that is missing or no {@link Value}
 */
export function ownParameters(
  { name: statement, parameters }: Pick<Statement, 'name' | 'parameters'>,
  params: Params,
): Params {
  const own: { [name: string]: Value } = {};
  for (const name of parameters) {
    if (!Object.hasOwn(params, name)) throw new StatementFailed(statement, `parameter $${name} is missing`);
    const value = params[name] as Value;
    const fault = faultOf(value);
    if (fault !== undefined) throw new StatementFailed(statement, `parameter $${name}${fault}`);
    own[name] = value;
  }
  return own;
}

/** Where in a value the first thing is that no store keeps, and what it is: `[3].name is undefined`. */
function faultOf(value: unknown): string | undefined {
  switch (typeof value) {
    case 'string':
    case 'boolean':
      return undefined;
    case 'number':
      return Number.isFinite(value) ? undefined : ` is ${value}`;
    case 'object':
      return value === null ? undefined : faultInside(value);
    case 'undefined':
      return ' is undefined';
    default:
      return ` is a ${typeof value}`;
  }
}

function faultInside(value: object): string | undefined {
  if (Array.isArray(value)) {
    for (let index = 0; index < value.length; index += 1) {
      const fault = faultOf(value[index]);
      if (fault !== undefined) return `[${index}]${fault}`;
    }
    return undefined;
  }
  const prototype = Object.getPrototypeOf(value);
  if (prototype !== null && prototype !== Object.prototype) {
    return ` is a ${value.constructor.name}, which is no plain object`;
  }
  for (const [key, inner] of Object.entries(value)) {
    const fault = faultOf(inner);
    if (fault !== undefined) return `.${key}${fault}`;
  }
  return undefined;
}
