import { createYoga, type FetchAPI, getSSEProcessor, processRegularResult } from 'graphql-yoga';
import type { Admission } from '../admission.ts';
import { codeOf, maskError, type Report } from '../errors.ts';
import { Answer, type Incoming } from '../http/message.ts';
import type { RequestContext } from '../request-context.ts';
import { withWritten } from './long-answer.ts';
import { acceptedType, EVENT_STREAM, MEDIA_TYPES } from './media-type.ts';
import { readParams } from './params.ts';
import { useAdmission } from './use-admission.ts';
import { useDocuments } from './use-documents.ts';
import { useEntityTag } from './use-entity-tag.ts';
import { type OperationOptions, useOperations } from './use-operations.ts';
import { usePersistedQueries } from './use-persisted-queries.ts';
import { useStatus } from './use-status.ts';
import type { YogaContext } from './yoga-context.ts';

export interface GraphQLOptions extends OperationOptions {
  readonly admission: Admission;
  readonly report: Report;
}

/** Answers a GraphQL request. @param body that of a POST */
export type AnswerGraphQL = (
  incoming: Incoming,
  body: string | undefined,
  requestContext: RequestContext,
) => Promise<Answer>;

/**
 * Answers GraphQL requests over HTTP, each within its limits. Yoga does all but what its adapter of the Fetch API is for:
 * requests and answers are this server's own, and Yoga is given a request and gives a response of its own kind in between
 * (docs/decisions/016-without-an-adapter.md).
 */
export function createGraphQL(options: GraphQLOptions): AnswerGraphQL {
  const { schema, report } = options;
  const yoga = createYoga<YogaContext>({
    schema,
    graphiql: false,
    landingPage: false,
    logging: false,
    cors: false,
    multipart: false,
    batching: false,
    parserAndValidationCache: false,
    maskedErrors: { maskError: (error) => maskError(error, report) },
    plugins: [
      usePersistedQueries(),
      // Within its turn.
      useEntityTag(options),
      useAdmission(options.admission),
      useDocuments(options.documents),
      useOperations(options),
      useStatus(),
    ],
  });
  const { getResultForParams, fetchAPI } = yoga;
  const processEvents = getSSEProcessor();

  async function resultOf(body: string | undefined, context: YogaContext) {
    const { incoming, requestContext } = context;
    try {
      const params = readParams(incoming, body);
      const result = await getResultForParams({ params, request: requestOf(incoming, fetchAPI) }, context);
      // There is one unless a plugin leaves it out, which none here does.
      return result ?? { data: null };
    } catch (error) {
      const told = maskError(error, report, requestContext);
      requestContext.note([codeOf(told)]);
      return { errors: [told] };
    }
  }

  return async (incoming, body, requestContext) => {
    const type = acceptedType(incoming.headers.get('accept'));
    if (!type) return new Answer(null, { status: 406, headers: { accept: MEDIA_TYPES.join(', ') } });
    const isStream = type === EVENT_STREAM;
    const result = await resultOf(body, { incoming, requestContext, type });
    if (!isStream && isPlain(result)) {
      return new Answer(JSON.stringify(result), { headers: { 'content-type': `${type}; charset=utf-8` } });
    }
    const response = await (isStream ? processEvents : processRegularResult)(result, fetchAPI, type);
    return withWritten(await answerOf(response, isStream), result);
  };
}

/** A request as Yoga knows it, without a body: its parameters are read already, and a HEAD may ask what a GET may. */
function requestOf({ method, target, headers }: Incoming, { Request }: FetchAPI): Request {
  // The Host that the client wrote is no part of any address.
  return new Request(`http://localhost${target}`, {
    method: method === 'HEAD' ? 'GET' : method,
    headers: [...headers],
  });
}

/** Whether a result is data alone: then Yoga makes the same answer of it, in more steps. */
function isPlain(result: object): boolean {
  for (const key in result) if (key !== 'data') return false;
  return 'data' in result;
}

const NOT_MODIFIED = 304;

/** The answer of a response of Yoga's: a text, or events as they come. */
async function answerOf(response: Response, isStream: boolean): Promise<Answer> {
  const { status } = response;
  const headers = Object.fromEntries(response.headers);
  const body = isStream ? response.body : await response.text();
  return new Answer(status === NOT_MODIFIED ? null : body, { status, headers });
}
