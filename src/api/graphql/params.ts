import type { GraphQLParams } from 'graphql-yoga';
import { Refusal } from '../admission.ts';
import { type Incoming, parametersOf } from '../http/message.ts';

/**
 * The parameters of a GraphQL request: of a JSON body, or without one of the URL. Whether they are what they must be is
 * checked later.
 *
 * @throws Refusal the JSON cannot be read
 */
export function readParams({ target }: Incoming, body: string | undefined): GraphQLParams {
  if (body !== undefined) return parsed('The body', body) as GraphQLParams;
  const parameters = parametersOf(target);
  const json = (name: string) => {
    const text = parameters.get(name);
    return text ? parsed(name, text) : undefined;
  };
  const params: { [name: string]: unknown } = { variables: json('variables'), extensions: json('extensions') };
  for (const name of ['query', 'operationName']) params[name] = parameters.get(name) || undefined;
  return params as GraphQLParams;
}

function parsed(what: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new Refusal('BAD_USER_INPUT', 400, `${what} is not JSON.`);
  }
}
