import type { ExecutionResult } from 'graphql';
import type { ErrorCode } from '../../declare/errors.ts';
import { DeadlinePassed } from '../admission.ts';
import { codeOf } from '../errors.ts';
import type { RequestPlugin } from './yoga-context.ts';

/** Sets the status that an answer has by its errors, and notes their codes. */
export function useStatus(): RequestPlugin {
  return {
    onExecutionResult({ result, setResult, context }) {
      // Of a stream, each event says for itself what went wrong.
      if (!result || !('errors' in result) || !result.errors?.length) return;
      const codes = result.errors.map(codeOf);
      context.requestContext.note(codes);
      setResult(withStatus(result, codes));
    },
  };
}

/** What a request is refused with before it runs; with `application/json` alone, these are told with 200. */
const REFUSED_BY_GRAPHQL: readonly (ErrorCode | undefined)[] = [
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
  'BAD_USER_INPUT',
];

function withStatus(result: ExecutionResult, codes: readonly (ErrorCode | undefined)[]): ExecutionResult {
  const { data, errors = [] } = result;
  const status = (code: number) => ({ ...result, extensions: { ...result.extensions, http: { status: code } } });
  if (errors.some((error) => error instanceof DeadlinePassed)) return { errors };
  if (data === undefined) {
    if (codes.includes('TOO_COSTLY')) return status(400);
    if (codes.includes('SERVICE_UNAVAILABLE') || codes.includes('RATE_LIMITED')) return result;
    if (codes.includes('INTERNAL_SERVER_ERROR')) return status(500);
    for (const error of errors)
      if (REFUSED_BY_GRAPHQL.includes(codeOf(error)) && error.extensions['http'] === undefined)
        error.extensions['http'] = { spec: true, status: 400 };
    return result;
  }
  const nothingLeft = data === null || Object.values(data).every((each) => each === null);
  if (nothingLeft && codes.includes('SERVICE_UNAVAILABLE')) return { ...status(503), data: null };
  if (nothingLeft && codes.includes('TIMEOUT')) return { ...status(504), data: null };
  return result;
}
