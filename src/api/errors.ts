import { randomUUID } from 'node:crypto';
import { GraphQLError } from 'graphql';
import type { ErrorCode } from '../declare/errors.ts';
import { StatementTimeout, StoreUnavailable } from '../graph/errors.ts';

export type Report = (message: string, detail: { readonly id: string; readonly error: unknown }) => void;

/**
 * What a client is told of an error. A mistake of its own is told as it is; what went wrong inside is told in general
 * words, with an id under which `report` got the whole of it.
 */
export function maskError(error: unknown, report: Report): GraphQLError {
  const cause = error instanceof GraphQLError ? error.originalError : error;
  if (error instanceof GraphQLError && (cause === undefined || cause === null || cause instanceof GraphQLError))
    return withCode(error);
  const where = error instanceof GraphQLError ? error : undefined;
  if (cause instanceof StoreUnavailable)
    return told(where, 'SERVICE_UNAVAILABLE', 'The graph store does not answer. Try again shortly.');
  if (cause instanceof StatementTimeout)
    return told(where, 'TIMEOUT', 'The graph store took too long over this. Ask for less at once.');
  const id = randomUUID();
  report('An operation failed.', { id, error: cause });
  return told(where, 'INTERNAL_SERVER_ERROR', `Something went wrong here. The log has it under ${id}.`);
}

function told(where: GraphQLError | undefined, code: ErrorCode, message: string): GraphQLError {
  return new GraphQLError(message, {
    ...(where?.nodes ? { nodes: where.nodes } : {}),
    ...(where?.path ? { path: where.path } : {}),
    extensions: { code },
  });
}

/** An error of graphql's own checks says what is wrong but not of which kind it is. */
function withCode(error: GraphQLError): GraphQLError {
  if (error.extensions['code'] !== undefined) return error;
  // graphql says of a variable or an argument that it can't read that it "got invalid value"; no field has run then.
  error.extensions['code'] = 'BAD_USER_INPUT' satisfies ErrorCode;
  return error;
}
