import type { GraphQLSchema } from 'graphql';
import { type ExecutionResult, GraphQLError, getOperationAST, Source } from 'graphql';
import { createYoga, type FetchAPI, type Plugin, processRegularResult, type YogaInitialContext } from 'graphql-yoga';
import type { ErrorCode } from '../declare/errors.ts';
import { factTypesOf, type Model } from '../declare/model.ts';
import type { Shared } from '../declare/shared.ts';
import type { Runner } from '../graph/port.ts';
import { beforeDeadline, type Client, DeadlinePassed, type Places } from './admission.ts';
import type { Allowance } from './allowance.ts';
import { maskError, type Report } from './errors.ts';
import type { Exchange, Observer } from './exchange.ts';
import { Executor } from './execution/execute.ts';
import { acceptedType, MEDIA_TYPES } from './http/accept.ts';
import { Answer, type Incoming } from './http/message.ts';
import type { Limits } from './limits.ts';
import { operationOf } from './operation.ts';
import { readParams } from './params.ts';
import type { Documents } from './plan/documents.ts';
import { refuse } from './plan/shape.ts';

/** What the handler of requests tells the GraphQL server of each. */
export interface Asked {
  readonly exchange: Exchange;
  readonly client: Client;
  /** Set while the operation runs. */
  running?: { readonly signal: AbortSignal; readonly until: number };
}

type Context = Omit<YogaInitialContext, 'request'> & Asked & { readonly request: Incoming };

export interface GraphQLOptions {
  readonly graph: Runner;
  readonly shared: Shared;
  readonly schema: GraphQLSchema;
  readonly model: Model;
  readonly report: Report;
  readonly limits: Limits;
  readonly documents: Documents;
  readonly places: Places;
  readonly allowance: Allowance;
  readonly observers: readonly Observer[];
}

/**
 * Answers GraphQL requests over HTTP, each within its limits. Yoga does all but what its adapter of the Fetch API is for:
 * requests and answers are this server's own (docs/decisions/016-without-an-adapter.md).
 *
 * @returns what answers a request; its body is that of a POST
 */
export function createGraphQL(
  options: GraphQLOptions,
): (request: Incoming, body: string | undefined, asked: Asked) => Promise<Answer> {
  const { schema, report } = options;
  const yoga = createYoga<Asked>({
    schema,
    graphiql: false,
    landingPage: false,
    logging: false,
    cors: false,
    multipart: false,
    batching: false,
    parserAndValidationCache: false,
    maskedErrors: { maskError: (error) => maskError(error, report) },
    plugins: [useAdmission(options), useDocuments(options), useOperations(options), useStatus()],
  });
  const { getResultForParams } = yoga;

  async function resultOf(incoming: Incoming, body: string | undefined, asked: Asked): Promise<ExecutionResult> {
    // Of a request, Yoga's own plugins look at the method alone.
    const request = incoming as unknown as Request;
    try {
      const params = readParams(incoming, body);
      // Without subscriptions, there is one result.
      return (await getResultForParams({ params, request }, asked)) as ExecutionResult;
    } catch (error) {
      const told = maskError(error, report, asked.exchange);
      note(asked.exchange, [codeOf(told)]);
      return { errors: [told] };
    }
  }

  return async (request, body, asked) => {
    const type = acceptedType(request.headers.get('accept'));
    if (!type) return new Answer(null, { status: 406, headers: { accept: MEDIA_TYPES.join(', ') } });
    const answer: unknown = processRegularResult(await resultOf(request, body, asked), ANSWERS, type);
    return answer as Answer;
  };
}

/** Yoga makes its answers by the class that it is given. */
const ANSWERS = { Response: Answer } as unknown as FetchAPI;

/** Gives each operation a place and a deadline. */
function useAdmission({ places, limits }: GraphQLOptions): Plugin<Context> {
  return {
    onParams({ paramsHandler, setParamsHandler, context }) {
      const asked = context as unknown as Asked;
      setParamsHandler(async (payload) => {
        try {
          return await beforeDeadline(limits.deadline, asked.client, async (signal, until) => {
            const free = await places.take(signal);
            asked.running = { signal, until };
            try {
              return await paramsHandler(payload);
            } finally {
              free();
            }
          });
        } catch (error) {
          if (error instanceof GraphQLError) return { errors: [error] };
          throw error;
        }
      });
    },
  };
}

/** Parses and validates by the store of documents. */
function useDocuments({ documents }: GraphQLOptions): Plugin<Context> {
  return {
    onParse({ params: { source }, setParsedDocument }) {
      setParsedDocument(documents.check(typeof source === 'string' ? new Source(source) : source).document);
    },
    onValidate({ params: { documentAST }, setResult }) {
      const { errors = [] } = documents.find(documentAST) ?? {};
      setResult(
        errors.map((error) => new GraphQLError(error.message, { ...(error.nodes ? { nodes: error.nodes } : {}) })),
      );
    },
  };
}

/** Prices an operation, charges its client, and gives it its context. */
function useOperations({
  graph,
  shared,
  schema,
  model,
  limits,
  documents,
  allowance,
  observers,
}: GraphQLOptions): Plugin<Context> {
  const executor = new Executor(schema);
  const factTypes = factTypesOf(model);
  return {
    async onExecute({ args, setExecuteFn }) {
      const { exchange, running, request } = args.contextValue as Context;
      if (!running) throw new Error('An operation ran without a place.');
      const operation = getOperationAST(args.document, args.operationName);
      const checked = documents.find(args.document);
      // Which operation is meant is not said, and that is what Yoga answers.
      if (!operation || !checked) return;
      const plan = checked.plan(operation);
      exchange.operation = operation.name?.value;
      const { coerced: variables, errors } = plan.variables(args.variableValues ?? {});
      if (!variables) return setExecuteFn(() => ({ errors }));
      exchange.cost = plan.cost(variables);
      refuse(
        'cost',
        exchange.cost,
        limits.cost,
        'Ask for shorter pages (first, last, limit, edgeLimit), or for fewer levels of lists at once.',
      );
      await allowance.charge(exchange.client, exchange.cost);
      const { reads } = plan;
      const context = operationOf(graph, { request, exchange, factTypes, shared, reads, observers, ...running });
      setExecuteFn(() => executor.execute(plan, variables, context));
    },
  };
}

/** What a request is refused with before it runs; with `application/json` alone, these are told with 200. */
const REFUSED_BY_GRAPHQL: readonly (ErrorCode | undefined)[] = [
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
  'BAD_USER_INPUT',
];

/** Sets the status that an answer has by its errors. */
function useStatus(): Plugin<Context> {
  return {
    onExecutionResult({ result, setResult, context }) {
      if (!result || !('errors' in result) || !result.errors?.length) return;
      const asked = context as unknown as Asked;
      const codes = result.errors.map(codeOf);
      note(asked.exchange, codes);
      setResult(withStatus(result as ExecutionResult, codes));
    },
  };
}

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

/** For the log and the metrics. */
function note(exchange: Exchange, codes: readonly (ErrorCode | undefined)[]): void {
  for (const code of codes) if (code) exchange.codes.add(code);
}

function codeOf({ extensions }: GraphQLError): ErrorCode | undefined {
  return extensions['code'] as ErrorCode | undefined;
}
