import { createHash } from 'node:crypto';
import { GraphQLError, type GraphQLSchema } from 'graphql';
import { BadUserInput, type ErrorCode, quoted } from '../declare/errors.ts';
import { ExportFormat, formatPath } from '../declare/export-format.ts';
import { streamGraph } from '../declare/list/stream.ts';
import { factTypesOf, type Model } from '../declare/model.ts';
import { Operation } from '../declare/operation.ts';
import type { EntityRow, Fact } from '../declare/rows.ts';
import type { Shared } from '../declare/shared.ts';
import { dossiersIn, graphVersion } from '../dossier/store/dossiers.ts';
import type { Format } from '../export/format.ts';
import { type FormatName, formats } from '../export/formats.ts';
import type { ExportSource } from '../export/source.ts';
import type { Graph } from '../graph/port.ts';
import { mostSharing } from '../model/questions/co-participation.ts';
import type { Drawing } from '../model/questions/graph.ts';
import { type NeighborhoodQuery, neighborhood, type SubgraphQuery, subgraph } from '../model/questions/neighborhood.ts';
import type { PairQuery } from '../model/questions/together/query.ts';
import { acceptedLanguages, canonicalLanguage } from '../text/language.ts';
import { maskError, type Report } from './errors.ts';
import { readArguments } from './export-arguments.ts';
import { Answer, type Incoming } from './http/message.ts';

/** The most pairs that a file of co-participation has. */
const MAX_PAIRS = 10_000;

/** A graph that is about to be written, and what was left out of it. */
interface Exported {
  readonly source: ExportSource;
  readonly omitted?: { readonly nodes: number | null; readonly edges: number | null };
}

interface Asked {
  readonly operation: Operation;
  readonly model: Model;
  readonly parameters: URLSearchParams;
  readonly schema: GraphQLSchema;
}

/** The graphs that can be had as files. Each takes the arguments of the schema's field that answers the same. */
const kinds: { readonly [kind: string]: (asked: Asked) => Promise<Exported> } = {
  async neighborhood(asked) {
    const query = argumentsOf<NeighborhoodQuery>(asked, 'neighborhood');
    return drawn(asked.operation, await neighborhood(asked.operation, asked.model, query));
  },
  async subgraph(asked) {
    const query = argumentsOf<SubgraphQuery>(asked, 'subgraph');
    return drawn(asked.operation, await subgraph(asked.operation, asked.model, query));
  },
  async 'co-participation'(asked) {
    const query = argumentsOf<PairQuery>(asked, 'coParticipations', ['first', 'after']);
    const pairs = await mostSharing(asked.operation, asked.model, query, MAX_PAIRS + 1);
    const kept = pairs.slice(0, MAX_PAIRS);
    const actors = new Map(
      kept.flatMap(({ a, b }): [string, EntityRow][] => [
        [a.id, a],
        [b.id, b],
      ]),
    );
    return {
      source: {
        kind: 'co-participation',
        nodes: [...actors.values()],
        edges: kept.map(({ a, b, count }) => ({ a: a.id, b: b.id, count })),
        passages: [],
      },
      omitted: { nodes: 0, edges: pairs.length > MAX_PAIRS ? null : 0 },
    };
  },
  async dossier({ operation, parameters }) {
    readArguments([], parameters, [...COMMON, 'id']);
    const id = parameters.get('id');
    if (id !== null) {
      const dossiers = await dossiersIn(operation);
      if (!dossiers.some((each) => each.id === id))
        throw new BadUserInput(
          `id: no dossier is called ${quoted(id)}. There ${dossiers.length === 1 ? 'is' : 'are'} ${dossiers.map((each) => each.id).join(', ') || 'none'}.`,
        );
    }
    return { source: { kind: 'facts', ...streamGraph(operation, id) } };
  },
};

/** The parameters that every file takes. */
const COMMON = ['languages'];

function argumentsOf<Query>({ schema, parameters }: Asked, field: string, without: readonly string[] = []): Query {
  const args = schema.getQueryType()?.getFields()[field]?.args ?? [];
  // The arguments were coerced by the types of the field that takes a `Query`.
  return readArguments(
    args.filter(({ name }) => !without.includes(name)),
    parameters,
    COMMON,
  ) as Query;
}

async function drawn(operation: Operation, { nodes, edges, omittedNodes, omittedEdges }: Drawing): Promise<Exported> {
  const evidence = [...nodes, ...edges.map(({ row }) => row)].flatMap((row) => row.evidence ?? []);
  const passages = await operation.passages([...new Set(evidence)].sort());
  return {
    source: { kind: 'facts', nodes, edges: edges as readonly Fact[], passages },
    omitted: { nodes: omittedNodes, edges: omittedEdges },
  };
}

const STATUS: { readonly [code in ErrorCode]?: number } = {
  BAD_USER_INPUT: 400,
  TOO_COSTLY: 400,
  SERVICE_UNAVAILABLE: 503,
  TIMEOUT: 504,
};

/** Any site may read a graph; none may do it as somebody. */
const OPEN = {
  'access-control-allow-origin': '*',
  'access-control-expose-headers': 'Content-Disposition, ETag, X-Omitted-Nodes, X-Omitted-Edges',
};

/**
 * Serves graphs as files: `GET /graphs/{neighborhood|subgraph|co-participation|dossier}.{format}`.
 *
 * @returns what answers a request to an address below `/graphs/`
 */
export function createExports(options: {
  readonly graph: Graph;
  readonly shared: Shared;
  readonly schema: GraphQLSchema;
  readonly model: Model;
  readonly report: Report;
}): (request: Incoming, signal: AbortSignal) => Promise<Answer> {
  const { graph, shared, schema, model, report } = options;
  const factTypes = factTypesOf(model);
  return async (request, signal) => {
    if (request.method === 'OPTIONS') return preflight();
    if (request.method !== 'GET' && request.method !== 'HEAD')
      return refusal(405, 'BAD_USER_INPUT', 'A graph is read with GET.', { allow: 'GET, HEAD, OPTIONS' });
    const url = new URL(request.url);
    const file = fileOf(url.pathname);
    if (!file) return refusal(404, 'BAD_USER_INPUT', WHAT_THERE_IS);
    try {
      const languages = languagesOf(request, url);
      const operation = new Operation(graph, {
        languages,
        factTypes,
        shared,
        origin: () => url.origin,
        signal,
      });
      const tag = await tagOf(operation, url, languages);
      const headers = { ...OPEN, vary: 'Accept-Language', 'cache-control': 'no-cache', ...(tag ? { etag: tag } : {}) };
      if (tag && matches(request.headers.get('if-none-match'), tag)) return new Answer(null, { status: 304, headers });
      const { source, omitted } = await file.make({ operation, model, schema, parameters: url.searchParams });
      const text = file.format.write(source, { model, languages, title: titleOf(file.kind, url), origin: url.origin });
      return new Answer(request.method === 'HEAD' ? null : text, {
        headers: {
          ...headers,
          'content-type': file.format.mediaType,
          'content-disposition': `attachment; filename="${file.kind}.${file.format.extension}"`,
          ...(omitted
            ? { 'x-omitted-nodes': String(omitted.nodes ?? 'many'), 'x-omitted-edges': String(omitted.edges ?? 'many') }
            : {}),
        },
      });
    } catch (error) {
      const told = maskError(located(error), report);
      const code = told.extensions['code'] as ErrorCode;
      return refusal(STATUS[code] ?? 500, code, told.message);
    }
  };
}

const FILES = new Map(
  Object.keys(ExportFormat.values).map((value) => [formatPath(value), formats[formatPath(value) as FormatName]]),
);
const WHAT_THERE_IS = `No such graph. There is /graphs/{kind}.{format}, where kind is one of ${Object.keys(kinds).join(', ')}, and format one of ${[...FILES.keys()].join(', ')}.`;

function fileOf(path: string): { kind: string; format: Format; make: (asked: Asked) => Promise<Exported> } | undefined {
  const [, kind = '', extension = ''] = /^\/graphs\/([a-z-]+)\.([a-z0-9.]+)$/.exec(path) ?? [];
  const make = Object.hasOwn(kinds, kind) ? kinds[kind] : undefined;
  const format = FILES.get(extension);
  return make && format ? { kind, format, make } : undefined;
}

/** @throws BadUserInput */
function languagesOf(request: Incoming, url: URL): string[] {
  const wanted = url.searchParams.getAll('languages').flatMap((each) => each.split(','));
  try {
    return [
      ...wanted.slice(0, 20).map(canonicalLanguage),
      ...acceptedLanguages(request.headers.get('accept-language')),
    ];
  } catch (error) {
    throw new BadUserInput(`languages: ${error instanceof Error ? error.message : quoted(wanted)}`);
  }
}

/**
 * What a file is told from another by: what the graph holds and what is asked of it. None while a dossier is being
 * loaded, for then the same question may have another answer the next moment.
 */
async function tagOf(operation: Operation, url: URL, languages: readonly string[]): Promise<string | undefined> {
  const [version, dossiers] = await Promise.all([graphVersion(operation), dossiersIn(operation)]);
  if (dossiers.some(({ state }) => state !== 'loaded')) return undefined;
  const held = dossiers.map(({ id, digest }) => [id, digest]);
  const text = JSON.stringify([version, held, url.pathname, url.search, languages]);
  return `"${createHash('sha256').update(text).digest('base64url').slice(0, 22)}"`;
}

function matches(header: string | null, tag: string): boolean {
  const wanted = header?.split(',') ?? [];
  return wanted.some((each) => ['*', tag].includes(each.trim().replace(/^W\//, '')));
}

function titleOf(kind: string, url: URL): string {
  const about = url.searchParams.get('of') ?? url.searchParams.get('ids') ?? url.searchParams.get('id');
  return about ? `${kind}: ${about}` : kind;
}

function preflight(): Answer {
  const headers = {
    ...OPEN,
    'access-control-allow-methods': 'GET, HEAD',
    'access-control-allow-headers': 'If-None-Match',
  };
  return new Answer(null, { status: 204, headers });
}

function refusal(status: number, code: ErrorCode, message: string, headers: Record<string, string> = {}): Answer {
  const body = JSON.stringify({ errors: [{ message, extensions: { code } }] });
  return new Answer(body, {
    status,
    headers: { ...OPEN, ...headers, 'content-type': 'application/json; charset=utf-8' },
  });
}

/** An error as an operation would meet it, so that both are told alike. */
function located(error: unknown): GraphQLError {
  if (error instanceof GraphQLError) return error;
  return new GraphQLError('A graph could not be written.', {
    originalError: error instanceof Error ? error : new Error(String(error)),
  });
}
