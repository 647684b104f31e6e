import { StatementFailed } from './errors.ts';
import type { Params, Statement } from './port.ts';

/**
 * Refuses parameters that an engine would take in its own way: Grafeo reads an undefined one as null and stores NaN as
 * null, Neo4j ignores one too many.
 *
 * @throws StatementFailed naming the parameter that is missing, unknown or no {@link Value}
 */
export function checkParameters(statement: Statement<unknown>, params: Params): void {
  for (const name of statement.parameters) {
    if (!Object.hasOwn(params, name)) throw new StatementFailed(statement.name, `parameter $${name} is missing`);
  }
  for (const [name, value] of Object.entries(params)) {
    if (!statement.parameters.has(name)) {
      throw new StatementFailed(statement.name, `parameter $${name} is not in its text`);
    }
    const fault = faultOf(value);
    if (fault !== undefined) throw new StatementFailed(statement.name, `parameter $${name}${fault}`);
  }
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
