import type { Server } from 'node:http';
import type { GraphQLSchema } from 'graphql';
import type { Model } from '../declare/model.ts';
import { Shared } from '../declare/shared.ts';
import type { Graph } from '../graph/port.ts';
import { Places } from './admission.ts';
import { Allowance } from './allowance.ts';
import type { Report } from './errors.ts';
import type { Observer } from './exchange.ts';
import { createGraphQL } from './graphql.ts';
import { postedBody } from './http/body.ts';
import { trusting } from './http/client.ts';
import { explorerRoutes } from './http/explorer.ts';
import { fetching } from './http/fetch.ts';
import { createHandler } from './http/handler.ts';
import { healthRoutes, type Readiness } from './http/health.ts';
import { Answer, type Incoming } from './http/message.ts';
import { createHttpServer, stopServer } from './http/node.ts';
import { graphiqlPage, wantsPage } from './http/page.ts';
import type { Route } from './http/route.ts';
import { DEFAULT_LIMITS, type Limits } from './limits.ts';
import { Documents } from './plan/documents.ts';
import { planning } from './plan/plan.ts';

export interface ApiOptions {
  readonly graph: Graph;
  /** What the operations share; others than those of the API may share it too. Default: the API's own. */
  readonly shared?: Shared;
  readonly schema: GraphQLSchema;
  /** What the schema was built of. */
  readonly model: Model;
  /** Hears of what went wrong inside. */
  readonly report: Report;
  readonly limits?: Partial<Limits>;
  /** Further addresses: `/graphs/`, say. */
  readonly routes?: readonly Route[];
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

export interface Api {
  /** Answers HTTP requests; for tests, `fetch` does without a port. */
  readonly fetch: (request: Request) => Promise<Response>;
  readonly server: Server;
  /** Stops serving within two seconds, without failing a request. */
  readonly stop: () => Promise<void>;
  /** What is in use now. */
  readonly use: () => Use;
}

export interface Use {
  readonly running: number;
  readonly waiting: number;
  readonly documents: Documents['use'];
}

/**
 * The server: GraphQL and GraphiQL at `/graphql`, `/live` while the process runs, `/ready` while its graph answers.
 */
export function createApi(options: ApiOptions): Api {
  const { graph, schema, report, token, observers = [], introspection = true } = options;
  const limits = { ...DEFAULT_LIMITS, ...options.limits };
  const shared = options.shared ?? new Shared(graph, limits.sharedBytes);
  const places = new Places(limits.concurrency, limits.queue);
  const allowance = new Allowance(limits.costPerMinute);
  const documents = new Documents(schema, limits, { introspection, planOf: planning(schema, options.model) });
  const trusts = trusting(options.trustedProxies ?? []);
  const readiness: Readiness = { stopping: false, draining: false };
  const routes = [
    ...healthRoutes(graph, readiness),
    graphqlRoute(
      createGraphQL({ ...options, shared, limits, places, allowance, documents, observers }),
      limits,
      options.graphiql ?? true,
    ),
    ...((options.explorer && explorerRoutes(options.explorer, { graphiql: options.graphiql ?? true })) || [HOME]),
    ...(options.routes ?? []),
  ];
  const handler = createHandler({ routes, limits, places, allowance, token, trusts, observers, report });
  const server = createHttpServer(handler, limits, trusts, readiness);
  return {
    fetch: fetching(handler),
    server,
    stop: () => stopServer(server, readiness),
    use: () => ({ running: places.taken, waiting: places.waiting, documents: documents.use }),
  };
}

const HOME: Route = {
  path: '/',
  methods: ['GET', 'HEAD'],
  public: () => true,
  unbounded: true,
  answer: () => new Answer(null, { status: 302, headers: { location: '/graphql' } }),
};

function graphqlRoute(answer: ReturnType<typeof createGraphQL>, limits: Limits, graphiql: boolean): Route {
  const isPage = (request: Incoming) => graphiql && wantsPage(request);
  return {
    path: '/graphql',
    methods: ['GET', 'POST'],
    public: isPage,
    unbounded: true,
    async answer(request, { exchange }) {
      if (isPage(request)) return await graphiqlPage(request);
      const body = request.method === 'POST' ? await postedBody(request, limits.bodyBytes) : undefined;
      return await answer(request, body, { exchange, client: request });
    },
  };
}
