import type { GraphQLSchema } from 'graphql';
import { BadUserInput, quoted } from '../../declare/errors.ts';
import { ExportFormat, formatPath } from '../../declare/export-format.ts';
import { streamGraph } from '../../declare/list/stream.ts';
import type { Model } from '../../declare/model.ts';
import type { Operation } from '../../declare/operation.ts';
import type { EntityRow, Fact } from '../../declare/rows.ts';
import { dossiersIn } from '../../dossier/store/dossiers.ts';
import type { Format } from '../../export/format.ts';
import { type FormatName, formats } from '../../export/formats.ts';
import { mostSharing } from '../../model/questions/co-participation.ts';
import type { Drawing } from '../../model/questions/graph.ts';
import {
  type NeighborhoodQuery,
  neighborhood,
  type SubgraphQuery,
  subgraph,
} from '../../model/questions/neighborhood.ts';
import type { PairQuery } from '../../model/questions/together/query.ts';
import { Refusal } from '../admission.ts';
import { Answer, pathOf } from '../http/message.ts';
import type { Route } from '../http/route.ts';
import { readArguments } from './arguments.ts';
import { COMMON, type Exported, type ExportOptions, opening, written } from './file.ts';

/** The most pairs that a file of co-participation has. */
const MAX_PAIRS = 10_000;

interface Asked {
  readonly operation: Operation;
  readonly model: Model;
  readonly parameters: URLSearchParams;
  readonly schema: GraphQLSchema;
}

/** Reads what is asked for, and gives what makes it. @throws BadUserInput before anything is read of the graph */
type Prepare = (asked: Asked) => () => Promise<Exported>;

/** The graphs that can be had as files. Each takes the arguments of the schema's field that answers the same. */
const kinds: { readonly [kind: string]: Prepare } = {
  neighborhood(asked) {
    const query = argumentsOf<NeighborhoodQuery>(asked, 'neighborhood');
    return async () => drawn(asked.operation, await neighborhood(asked.operation, asked.model, query));
  },
  subgraph(asked) {
    const query = argumentsOf<SubgraphQuery>(asked, 'subgraph');
    return async () => drawn(asked.operation, await subgraph(asked.operation, asked.model, query));
  },
  'co-participation'(asked) {
    const query = argumentsOf<PairQuery>(asked, 'coParticipations', ['first', 'after']);
    return () => pairsOf(asked, query);
  },
  dossier({ operation, parameters }) {
    readArguments([], parameters, [...COMMON, 'id']);
    const id = parameters.get('id');
    return async () => {
      if (id !== null) await mustBeDossier(operation, id);
      return { source: { kind: 'facts', ...streamGraph(operation, id) } };
    };
  },
};

async function pairsOf({ operation, model }: Asked, query: PairQuery): Promise<Exported> {
  const pairs = await mostSharing(operation, model, query, MAX_PAIRS + 1);
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
}

/** @throws BadUserInput */
async function mustBeDossier(operation: Operation, id: string): Promise<void> {
  const dossiers = await dossiersIn(operation);
  if (dossiers.some((each) => each.id === id)) return;
  const all = dossiers.map((each) => each.id).join(', ') || 'none';
  throw new BadUserInput(
    `id: no dossier is called ${quoted(id)}. There ${dossiers.length === 1 ? 'is' : 'are'} ${all}.`,
  );
}

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

/** What a file costs its client: about what a graph of middling size does. */
const COST = 10_000;

/** Graphs as files: `GET /graphs/{neighborhood|subgraph|co-participation|dossier}.{format}`. */
export function exportRoute(options: ExportOptions): Route {
  const { model, schema } = options;
  const open = opening(options);
  return {
    path: '/graphs/',
    methods: ['GET', 'HEAD'],
    crossOrigin: true,
    isFile: true,
    async answer(request, { exchange, signal, charge }) {
      const file = fileOf(pathOf(request.target));
      if (!file) throw new Refusal('BAD_USER_INPUT', 404, WHAT_THERE_IS);
      exchange.graph = file.name;
      exchange.format = file.format.name;
      const opened = await open(request, signal);
      if (opened.isKnown) return new Answer(null, { status: 304, headers: opened.headers });
      const { operation, parameters } = opened;
      const make = file.prepare({ operation, model, schema, parameters });
      await charge(COST);
      return written(opened, { ...file, title: titleOf(file.name, parameters), ...(await make()) });
    },
  };
}

const FILES = new Map(
  Object.keys(ExportFormat.values).map((value) => [formatPath(value), formats[formatPath(value) as FormatName]]),
);
const WHAT_THERE_IS = `No such graph. There is /graphs/{kind}.{format}, where kind is one of ${Object.keys(kinds).join(', ')}, and format one of ${[...FILES.keys()].join(', ')}.`;

function fileOf(path: string): { name: string; format: Format; prepare: Prepare } | undefined {
  const [, name = '', extension = ''] = /^\/graphs\/([a-z-]+)\.([a-z0-9.]+)$/.exec(path) ?? [];
  const prepare = Object.hasOwn(kinds, name) ? kinds[name] : undefined;
  const format = FILES.get(extension);
  return prepare && format ? { name, format, prepare } : undefined;
}

function titleOf(kind: string, parameters: URLSearchParams): string {
  const about = parameters.get('of') ?? parameters.get('ids') ?? parameters.get('id');
  return about ? `${kind}: ${about}` : kind;
}
