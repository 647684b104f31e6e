/** Asks the API in this process, as a client would over HTTP, and tells what the graph was asked meanwhile. */
import { AsyncLocalStorage } from 'node:async_hooks';
import { DEFAULT_LIMITS } from '../../src/api/limits.ts';
import { createApi } from '../../src/api/server.ts';
import { rememberedBy } from '../../src/declare/once.ts';
import { cypherOf } from '../../src/graph/cypher/print.ts';
import type { Graph, Params, Query } from '../../src/graph/port.ts';
import { sqlOf } from '../../src/graph/sqlite/print.ts';
import { buildModelSchema } from '../../src/model/index.ts';
import { model } from './model.ts';
import { watched } from './watched.ts';

/** A statement that ran. */
export interface Run {
  readonly name: string;
  readonly query: Query<unknown>;
  readonly params: Params;
}

/** The texts of a query, for each engine. */
export function printed({ query }: Run): string[] {
  return [cypherOf(query).text, ...sqlOf(query).texts];
}

export interface AnswerError {
  readonly message: string;
  readonly path?: readonly (string | number)[];
  readonly extensions?: { readonly code?: string };
}

export interface Answer {
  readonly status: number;
  /** The body, byte for byte. */
  readonly body: string;
  // A test knows the shape of what it asked for; the assertions fail where it is another.
  // biome-ignore lint/suspicious/noExplicitAny: see above
  readonly data: any;
  readonly errors: readonly AnswerError[] | undefined;
  /** The names of the statements that ran, in order. */
  readonly statements: readonly string[];
  readonly runs: readonly Run[];
  /** What the server told its log: nothing, unless it failed inside. */
  readonly reported: readonly unknown[];
}

export type Variables = { readonly [name: string]: unknown };

export interface Client {
  /** The whole answer, whatever it is. */
  post(query: string, variables?: Variables, headers?: Readonly<Record<string, string>>): Promise<Answer>;
  /** The data of an answer. @throws when it has errors */
  ask(query: string, variables?: Variables, headers?: Readonly<Record<string, string>>): Promise<Answer['data']>;
}

const schemaOf = rememberedBy(buildModelSchema);

/**
 * @param sharedBytes as the limit of that name; with 0 the store itself answers whatever it can
 * @param of the model of the graph
 */
export function clientOf(graph: Graph, sharedBytes = DEFAULT_LIMITS.sharedBytes, of = model): Client {
  // One server for all, so that what it keeps between requests is kept; who asked is known by the asynchronous context.
  const asking = new AsyncLocalStorage<{ readonly runs: Run[]; readonly reported: unknown[] }>();
  const noted = watched(graph, (query, params) => {
    asking.getStore()?.runs.push({ name: query.name, query, params });
  });
  const { fetch } = createApi({
    graph: noted,
    schema: schemaOf(of),
    model: of,
    // The machine may be busy, and no test is about time; what a request may cost is tested with the limits.
    limits: { sharedBytes, cost: 10_000_000, costPerMinute: 0, deadline: 120_000, aliases: 500, rootFields: 500 },
    report: (_message, { error }) => asking.getStore()?.reported.push(error),
  });
  const post: Client['post'] = (query, variables, headers = {}) =>
    asking.run({ runs: [], reported: [] }, async () => {
      const response = await fetch(
        new Request('http://x/graphql', {
          method: 'POST',
          headers: { 'content-type': 'application/json', accept: 'application/graphql-response+json', ...headers },
          body: JSON.stringify({ query, variables }),
        }),
      );
      const body = await response.text();
      const { data, errors } = JSON.parse(body) as Pick<Answer, 'data' | 'errors'>;
      const { runs, reported } = asking.getStore() ?? { runs: [], reported: [] };
      return { status: response.status, body, data, errors, runs, statements: runs.map(({ name }) => name), reported };
    });
  return {
    post,
    async ask(query, variables, headers) {
      const { data, errors, reported } = await post(query, variables, headers);
      if (errors) throw new Error(`${JSON.stringify(errors)} for ${query}`, { cause: reported[0] });
      return data;
    },
  };
}
