import type { GraphQLArgument, GraphQLSchema } from 'graphql';
import { type LoadedDossier, unknownDossier } from '../../declare/dossiers.ts';
import { streamGraph } from '../../declare/list/stream.ts';
import type { Model } from '../../declare/model.ts';
import type { Operation } from '../../declare/operation.ts';
import type { EntityRow, Fact } from '../../declare/rows.ts';
import { mostSharing } from '../../model/questions/co-participation.ts';
import type { Drawing } from '../../model/questions/graph.ts';
import {
  type NeighborhoodQuery,
  neighborhood,
  type SubgraphQuery,
  subgraph,
} from '../../model/questions/neighborhood.ts';
import type { PairQuery } from '../../model/questions/together/query.ts';
import type { Exported } from './file.ts';

/** The most pairs that a file of co-participation has. */
const MAX_PAIRS = 10_000;

interface ExportRequest {
  readonly operation: Operation;
  readonly model: Model;
  /** The arguments of the field, coerced by their types. */
  readonly args: object;
  /** What was given for the parameter of its own. */
  readonly own: string | null;
}

/** A graph that can be had as a file. */
export interface GraphKind {
  /** The field of the schema that answers the same, of which it takes the arguments, and those that it does not take. */
  readonly field?: { readonly name: string; readonly without?: readonly string[] };
  /** Where it has no field: what it is, and the parameter that it takes. */
  readonly description?: string;
  readonly own?: { readonly name: string; readonly type: string; readonly description: string };
  readonly make: (asked: ExportRequest) => Promise<Exported>;
}

const KINDS: { readonly [name: string]: GraphKind } = {
  neighborhood: {
    field: { name: 'neighborhood' },
    make: async ({ operation, model, args }) =>
      drawn(operation, await neighborhood(operation, model, args as NeighborhoodQuery)),
  },
  subgraph: {
    field: { name: 'subgraph' },
    make: async ({ operation, model, args }) =>
      drawn(operation, await subgraph(operation, model, args as SubgraphQuery)),
  },
  'co-participation': {
    field: { name: 'coParticipations', without: ['first', 'after'] },
    make: ({ operation, model, args }) => pairsOf(operation, model, args as PairQuery),
  },
  dossier: {
    description: 'The whole graph, or what one dossier states.',
    own: { name: 'id', type: 'String', description: 'The id of a dossier.' },
    async make({ operation, own }) {
      return {
        graph: { kind: 'facts', dossier: await dossierOf(operation, own), ...streamGraph(operation, own) },
      };
    },
  },
};

/** The kinds that a schema answers, by name. */
export function kindsOf(schema: GraphQLSchema): ReadonlyMap<string, GraphKind> {
  const fields = schema.getQueryType()?.getFields() ?? {};
  return new Map(Object.entries(KINDS).filter(([, { field }]) => field === undefined || field.name in fields));
}

/** The arguments that a kind of graph takes. */
export function argumentsOf({ field }: GraphKind, schema: GraphQLSchema): readonly GraphQLArgument[] {
  if (!field) return [];
  const { name, without = [] } = field;
  const args = schema.getQueryType()?.getFields()[name]?.args ?? [];
  return args.filter((arg) => !without.includes(arg.name));
}

async function pairsOf(operation: Operation, model: Model, query: PairQuery): Promise<Exported> {
  const pairs = await mostSharing(operation, model, query, MAX_PAIRS + 1);
  const kept = pairs.slice(0, MAX_PAIRS);
  const actors = new Map(
    kept.flatMap(({ a, b }): [string, EntityRow][] => [
      [a.id, a],
      [b.id, b],
    ]),
  );
  return {
    graph: {
      kind: 'co-participation',
      nodes: [...actors.values()],
      edges: kept.map(({ a, b, count }) => ({ a: a.id, b: b.id, count })),
      passages: [],
    },
    omitted: { nodes: 0, edges: pairs.length > MAX_PAIRS ? null : 0 },
  };
}

/** The dossier that was asked for, or the only one that there is. @throws BadUserInput */
async function dossierOf(operation: Operation, id: string | null): Promise<LoadedDossier | undefined> {
  const dossiers = await operation.dossiers();
  if (id === null) return dossiers.length === 1 ? dossiers[0] : undefined;
  const dossier = dossiers.find((each) => each.id === id);
  if (!dossier) throw unknownDossier('id', id, dossiers);
  return dossier;
}

async function drawn(operation: Operation, { nodes, edges, omittedNodes, omittedEdges }: Drawing): Promise<Exported> {
  const evidence = [...nodes, ...edges.map(({ row }) => row)].flatMap((row) => row.evidence ?? []);
  const passages = await operation.passages([...new Set(evidence)].sort());
  return {
    graph: { kind: 'facts', nodes, edges: edges as readonly Fact[], passages },
    omitted: { nodes: omittedNodes, edges: omittedEdges },
  };
}
