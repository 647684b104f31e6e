import { randomUUID } from 'node:crypto';
import { GraphQLError } from 'graphql';
import type { ErrorCode } from '../declare/errors.ts';
import { StatementTimeout, StoreUnavailable } from '../graph/errors.ts';
import { HungUp } from './admission.ts';

export type Report = (message: string, detail: { readonly id: string; readonly error: unknown }) => void;

/**
 * What a client is told of an error. A mistake of its own is told as it is; what went wrong inside is told in general
 * words, with an id under which `report` got the whole of it.
 *
 * @param request its id is that of the request, where it is known
 */
export function maskError(error: unknown, report: Report, request?: { readonly id: string }): GraphQLError {
  const cause = error instanceof GraphQLError ? error.originalError : error;
  if (error instanceof GraphQLError && (cause === undefined || cause === null || cause instanceof GraphQLError))
    return withCode(error);
  const where = error instanceof GraphQLError ? error : undefined;
  // Nobody reads it, and it is nobody's failure.
  if (cause instanceof HungUp) return new GraphQLError(cause.message);
  if (cause instanceof StoreUnavailable)
    return told(where, 'SERVICE_UNAVAILABLE', 'The graph store does not answer. Try again shortly.');
  if (cause instanceof StatementTimeout)
    return told(where, 'TIMEOUT', 'The graph store took too long over this. Ask for less at once.');
  const id = request?.id ?? randomUUID();
  report('An operation failed.', { id, error: cause });
  return told(where, 'INTERNAL_SERVER_ERROR', `Something went wrong here. The log has it under ${id}.`);
}

/** The code that an error is told with. */
export function codeOf({ extensions }: GraphQLError): ErrorCode | undefined {
  // The codes are this server's own, once an error is masked.
  return extensions['code'] as ErrorCode | undefined;
}

function told(where: GraphQLError | undefined, code: ErrorCode, message: string): GraphQLError {
  return new GraphQLError(message, {
    ...(where?.nodes ? { nodes: where.nodes } : {}),
    ...(where?.path ? { path: where.path } : {}),
    extensions: { code },
  });
}

/** What Yoga and graphql say of a request that they cannot take, in the codes that this server has. */
const THEIRS: Readonly<Record<string, ErrorCode>> = {
  BAD_REQUEST: 'BAD_USER_INPUT',
  OPERATION_RESOLUTION_FAILURE: 'BAD_USER_INPUT',
};

/** An error of graphql's own checks says what is wrong but not of which kind it is. */
function withCode(error: GraphQLError): GraphQLError {
  const { code } = error.extensions;
  // graphql says of a variable or an argument that it can't read that it "got invalid value"; no field has run then.
  if (code === undefined) error.extensions['code'] = syntaxError(error) ? 'GRAPHQL_PARSE_FAILED' : 'BAD_USER_INPUT';
  else if (typeof code === 'string' && THEIRS[code]) error.extensions['code'] = THEIRS[code];
  return error;
}

function syntaxError({ message, path }: GraphQLError): boolean {
  return path === undefined && message.startsWith('Syntax Error');
}
