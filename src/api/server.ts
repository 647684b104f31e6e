import type { Server } from 'node:http';
import type { GraphQLSchema } from 'graphql';
import type { Model } from '../declare/model.ts';
import { printed } from '../declare/schema/printed.ts';
import { Shared } from '../declare/shared.ts';
import type { Graph } from '../graph/port.ts';
import { buildModelSchema } from '../model/index.ts';
import { acceptedLanguages } from '../text/language.ts';
import { Admission } from './admission.ts';
import { Allowance } from './allowance.ts';
import type { Report } from './errors.ts';
import { type AnswerGraphQL, createGraphQL } from './graphql/graphql.ts';
import { prefersPage } from './graphql/media-type.ts';
import { postedBody } from './http/body.ts';
import { trusting } from './http/client.ts';
import { explorerRoutes } from './http/explorer.ts';
import { fetching } from './http/fetch.ts';
import { createHandler } from './http/handler.ts';
import { vary } from './http/headers.ts';
import { healthRoutes, type Readiness } from './http/health.ts';
import { checkingHosts } from './http/hosts.ts';
import { Answer, type Incoming } from './http/message.ts';
import { createHttpServer, stopServer } from './http/node.ts';
import { Origins } from './http/origins.ts';
import { graphiqlPage, type Tab } from './http/page.ts';
import type { Route } from './http/route.ts';
import { textRoute } from './http/text-route.ts';
import { DEFAULT_LIMITS, type Limits } from './limits.ts';
import { Documents } from './plan/documents.ts';
import { planning } from './plan/plan.ts';
import type { Observer } from './request-context.ts';
import { tabsOf } from './tabs.ts';

export interface ApiOptions {
  readonly graph: Graph;
  readonly schema: GraphQLSchema;
  /** What the schema was built of. */
  readonly model: Model;
  /** Hears of what went wrong inside. */
  readonly report: Report;
  readonly limits?: Partial<Limits>;
  /** Further addresses. */
  readonly routes?: readonly Route[];
  /** Those that differ from model to model: `/graphs/`, say. */
  readonly routesOf?: (served: Served) => readonly Route[];
  /** Looks which model the graph is written in, and gives it where it is not the one that is served. */
  readonly look?: (served: Model) => Promise<Model | undefined>;
  /** The address under which others reach the server, without a slash at the end. Without it, none is told. */
  readonly url?: string | undefined;
  /** Names under which it may be asked, besides that of its address, `localhost` and any IP address. */
  readonly hosts?: readonly string[];
  /** Origins whose pages may read it; `*` is all. Default: none. */
  readonly origins?: readonly string[];
  /** Without it the server is open. */
  readonly token?: string | undefined;
  /** Proxies whose X-Forwarded-For counts. Default: none. */
  readonly trustedProxies?: readonly string[];
  /** Default: true. */
  readonly graphiql?: boolean;
  /** The folder of the explorer's build. Default: none, and `/` leads to GraphiQL. */
  readonly explorer?: string | undefined;
  /** Default: true. */
  readonly introspection?: boolean;
  readonly observers?: readonly Observer[];
}

/** A model that is served, and what operations share in it. */
export interface Served {
  readonly schema: GraphQLSchema;
  readonly model: Model;
  readonly shared: Shared;
}

export interface Api {
  /** Answers HTTP requests; for tests, `fetch` does without a port. */
  readonly fetch: (request: Request) => Promise<Response>;
  readonly server: Server;
  /** Stops serving within two seconds, without failing a request. */
  readonly stop: () => Promise<void>;
  /** What is in use now. */
  readonly use: () => Use;
  /** What is served now. */
  readonly served: () => Served;
  /** Serves the model that the graph is written in by now. @returns whether that is another than before */
  readonly follow: () => Promise<boolean>;
}

export interface Use {
  readonly running: number;
  readonly waiting: number;
  /** Files that are being made and sent, and those that wait for that. */
  readonly files: number;
  readonly filesWaiting: number;
  readonly documents: Documents['use'];
}

/**
 * The server: GraphQL and GraphiQL at `/graphql`, `/live` while the process runs, `/ready` while its graph answers.
 */
export function createApi(options: ApiOptions): Api {
  const { graph, report, url, token, observers = [] } = options;
  const limits = { ...DEFAULT_LIMITS, ...options.limits };
  const admission = new Admission(limits);
  const files = new Admission({ ...limits, concurrency: limits.files });
  const allowance = new Allowance(limits.costPerMinute);
  const trusts = trusting(options.trustedProxies ?? []);
  const readiness: Readiness = { stopping: false, draining: false };
  const serve = (model: Model, schema: GraphQLSchema) =>
    serving({ schema, model, shared: new Shared(graph, limits.sharedBytes) }, options, {
      limits,
      admission,
      allowance,
    });
  let current = serve(options.model, options.schema);
  let looking: Promise<boolean> | undefined;
  const follow = async () => {
    looking ??= look().finally(() => {
      looking = undefined;
    });
    return await looking;
  };
  async function look(): Promise<boolean> {
    const model = await options.look?.(current.served.model);
    if (model) current = serve(model, buildModelSchema(model));
    return model !== undefined;
  }
  /** What failed inside may have met a value of a model that the graph has been written in since. */
  const answer: AnswerGraphQL = async (incoming, body, requestContext) => {
    const answered = await current.answer(incoming, body, requestContext);
    if (!requestContext.codes.has('INTERNAL_SERVER_ERROR') || !(await follow())) return answered;
    requestContext.codes.clear();
    return await current.answer(incoming, body, requestContext);
  };
  const fixed = [
    ...healthRoutes(graph, readiness),
    graphqlRoute(
      async (languages) => await tabsOf(graph, current.served.model, languages),
      answer,
      limits,
      options.graphiql ?? true,
    ),
    ...((options.explorer && explorerRoutes(options.explorer, { graphiql: options.graphiql ?? true })) || [
      homeRoute(url),
    ]),
    ...(options.routes ?? []),
  ];
  const names = [...(options.hosts ?? []), ...(url === undefined ? [] : [new URL(url).hostname])];
  const checkHost = checkingHosts(names);
  const origins = new Origins({ allowed: options.origins ?? [], url });
  const handler = createHandler({
    ...{
      routes: () => [...fixed, ...current.routes],
      limits,
      admission,
      files,
      allowance,
      token,
      checkHost,
      origins,
      trusts,
      observers,
      report,
    },
  });
  const server = createHttpServer(handler, limits, trusts, readiness);
  return {
    fetch: fetching(handler),
    server,
    stop: () => stopServer(server, readiness),
    use: () => ({
      running: admission.running,
      waiting: admission.waiting,
      files: files.running,
      filesWaiting: files.waiting,
      documents: current.documents.use,
    }),
    served: () => current.served,
    follow,
  };
}

/** What answers in one model. */
interface Serving {
  readonly served: Served;
  readonly documents: Documents;
  readonly answer: AnswerGraphQL;
  readonly routes: readonly Route[];
}

function serving(
  served: Served,
  options: ApiOptions,
  common: { readonly limits: Limits; readonly admission: Admission; readonly allowance: Allowance },
): Serving {
  const { schema, model } = served;
  const { introspection = true, observers = [], url: base = '' } = options;
  const documents = new Documents(schema, common.limits, { introspection, planOf: planning(schema, model) });
  return {
    served,
    documents,
    answer: createGraphQL({ ...options, ...served, ...common, base, documents, observers }),
    routes: [
      // As a text, which browsers show.
      ...(introspection ? [textRoute('/schema.graphql', 'text/plain', () => printed(schema))] : []),
      ...(options.routesOf?.(served) ?? []),
    ],
  };
}

function homeRoute(url = ''): Route {
  return {
    path: '/',
    methods: ['GET', 'HEAD'],
    public: () => true,
    unbounded: true,
    answer: () => new Answer(null, { status: 302, headers: { location: `${url}/graphql` } }),
  };
}

/** Says to caches by what an answer differs, and that it is asked for again before it is used again. */
function cacheable(answer: Answer): Answer {
  vary(answer.headers, 'Accept, Accept-Language, Accept-Encoding');
  answer.headers['cache-control'] ??= answer.headers['etag'] === undefined ? 'no-store' : 'no-cache';
  return answer;
}

function graphqlRoute(
  tabs: (languages: readonly string[]) => Promise<Tab[]>,
  answer: AnswerGraphQL,
  limits: Limits,
  graphiql: boolean,
): Route {
  const isPage = (request: Incoming) => graphiql && prefersPage(request);
  return {
    path: '/graphql',
    methods: ['GET', 'HEAD', 'POST'],
    public: isPage,
    crossOrigin: true,
    unbounded: true,
    async answer(request, { requestContext }) {
      if (isPage(request))
        return await graphiqlPage(request, await tabs(acceptedLanguages(request.headers.get('accept-language'))));
      const body = request.method === 'POST' ? await postedBody(request, limits.bodyBytes) : undefined;
      const answered = await answer(request, body, requestContext);
      return request.method === 'POST' ? answered : cacheable(answered);
    },
  };
}
