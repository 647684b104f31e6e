import { createServer, type Server } from 'node:http';
import { renderGraphiQL } from '@graphql-yoga/render-graphiql';
import type { GraphQLSchema } from 'graphql';
import { createYoga } from 'graphql-yoga';
import type { Graph } from '../graph/port.ts';
import { maskError, type Report } from './errors.ts';
import { exampleTabs } from './examples.ts';
import { useOperation } from './operation.ts';

export interface Api {
  /** Answers HTTP requests; for tests, `fetch` does without a port. */
  readonly fetch: (request: Request) => Promise<Response>;
  readonly server: Server;
}

/**
 * The server: GraphQL and GraphiQL at `/graphql`, `/live` while the process runs, `/ready` while its graph answers.
 *
 * @param factTypes the relationship types of the schema's model
 */
export function createApi(options: {
  readonly graph: Graph;
  readonly schema: GraphQLSchema;
  readonly factTypes: ReadonlySet<string>;
  readonly report: Report;
}): Api {
  const { graph, schema, factTypes, report } = options;
  const yoga = createYoga({
    schema,
    graphiql: { title: 'Dragoman', defaultTabs: exampleTabs },
    renderGraphiQL,
    landingPage: false,
    logging: false,
    cors: false,
    maskedErrors: { maskError: (error) => maskError(error, report) },
    plugins: [useOperation(graph, factTypes)],
  });
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    if (pathname === '/live') return void response.writeHead(200, PLAIN).end('live\n');
    if (pathname === '/ready')
      return void graph.ping().then(
        () => response.writeHead(200, PLAIN).end('ready\n'),
        () => response.writeHead(503, PLAIN).end('the graph store does not answer\n'),
      );
    if (pathname === '/') return void response.writeHead(302, { location: '/graphql' }).end();
    return void yoga(request, response);
  });
  return { fetch: async (request) => yoga.fetch(request), server };
}

const PLAIN = { 'content-type': 'text/plain; charset=utf-8' };
