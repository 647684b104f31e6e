import { GraphQLError } from 'graphql';

/** The codes that an error of an answer can have. */
export type ErrorCode =
  | 'GRAPHQL_PARSE_FAILED'
  | 'GRAPHQL_VALIDATION_FAILED'
  | 'BAD_USER_INPUT'
  | 'TOO_COSTLY'
  | 'RATE_LIMITED'
  | 'UNAUTHENTICATED'
  | 'PERSISTED_QUERY_NOT_SUPPORTED'
  | 'SERVICE_UNAVAILABLE'
  | 'TIMEOUT'
  | 'INTERNAL_SERVER_ERROR';

/** A client's mistake, in a plain sentence that names the argument and the value. */
export class BadUserInput extends GraphQLError {
  override readonly name = 'BadUserInput';

  constructor(message: string) {
    super(message, { extensions: { code: 'BAD_USER_INPUT' satisfies ErrorCode } });
  }
}

/** Work that would cost more than one operation may. The sentence names the argument that narrows it. */
export class TooCostly extends GraphQLError {
  override readonly name = 'TooCostly';

  constructor(message: string) {
    super(message, { extensions: { code: 'TOO_COSTLY' satisfies ErrorCode } });
  }
}

/** A value as an error quotes it: in quotation marks, cut to a length that a person reads. */
export function quoted(value: unknown): string {
  const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? String(value));
  const whole = [...text];
  return `"${whole.length > 80 ? `${whole.slice(0, 80).join('')}…` : text}"`;
}
