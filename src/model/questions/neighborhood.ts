import { TooCostly } from '../../declare/errors.ts';
import { type FilterValue, listed } from '../../declare/filter.ts';
import type { Model } from '../../declare/model.ts';
import type { Operation } from '../../declare/operation.ts';
import { EACH, HEAVY } from '../../declare/price.ts';
import type { EntityRow } from '../../declare/rows.ts';
import type { Parts } from '../../declare/schema/parts.ts';
import {
  addGraph,
  type Drawing,
  edgesAmong,
  FACT_BUDGET,
  MAX_GRAPH_EDGES,
  MAX_GRAPH_NODES,
  MAX_OMITTED,
  requestedEntities,
  within,
} from './graph.ts';
import { crossingOf } from './graph-filter.ts';
import { RING_OTHER, ringQuery } from './neighborhood.query.ts';

const MAX_DEPTH = 3;

export interface NeighborhoodQuery {
  readonly of: readonly string[];
  readonly depth: number;
  readonly filter?: FilterValue | null | undefined;
  readonly limit: number;
  readonly edgeLimit: number;
}

export interface SubgraphQuery {
  readonly ids: readonly string[];
  readonly filter?: FilterValue | null | undefined;
  readonly edgeLimit: number;
}

/** Adds the graphs to draw: what is around some entities, and what joins them. */
export function addNeighborhood(parts: Parts): void {
  const { builder, model } = parts;
  const graph = addGraph(parts);
  builder.queryFields((t) => {
    const filter = t.arg({ type: parts.input('GraphFilter'), price: 'by fields' });
    const edgeLimit = t.arg.int({
      required: true,
      defaultValue: 2000,
      description: `At most so many edges, 0 to ${MAX_GRAPH_EDGES}.`,
      price: { sizes: 'edges', most: MAX_GRAPH_EDGES },
    });
    return {
      neighborhood: t.field({
        type: graph,
        nullable: true,
        description:
          'The entities around these: these first, then by distance, then by the number of facts to nearer ones, then the best connected.',
        price: HEAVY,
        reads: { entity: 'degree' },
        args: {
          of: t.arg.idList({ required: true, description: `1 to ${MAX_GRAPH_NODES} entities.`, price: EACH }),
          depth: t.arg.int({
            required: true,
            defaultValue: 1,
            description: `How many steps away, 0 to ${MAX_DEPTH}.`,
            price: 'nothing',
          }),
          filter,
          limit: t.arg.int({
            required: true,
            defaultValue: 200,
            description: `At most so many nodes, these among them, 1 to ${MAX_GRAPH_NODES}.`,
            price: { sizes: 'nodes', most: MAX_GRAPH_NODES },
          }),
          edgeLimit,
        },
        resolve: (_query, args, operation) => neighborhood(operation, model, args),
      }),
      subgraph: t.field({
        type: graph,
        nullable: true,
        description: 'These entities, and the facts that join them.',
        price: HEAVY,
        reads: { entity: 'degree' },
        args: {
          ids: t.arg.idList({
            required: true,
            description: `1 to ${MAX_GRAPH_NODES} entities.`,
            price: { sizes: 'nodes', most: MAX_GRAPH_NODES },
          }),
          filter,
          edgeLimit,
        },
        resolve: (_query, args, operation) => subgraph(operation, model, args),
      }),
    };
  });
}

/** These entities and what joins them. @throws BadUserInput */
export async function subgraph(operation: Operation, model: Model, query: SubgraphQuery): Promise<Drawing> {
  const edgeLimit = within('edgeLimit', query.edgeLimit, 0, MAX_GRAPH_EDGES);
  const nodes = await requestedEntities(operation, 'ids', listed('ids', query.ids, MAX_GRAPH_NODES));
  const joined = await edgesAmong(operation, model, nodes, query.filter, edgeLimit);
  return { asked: { kind: 'subgraph', args: { ...query } }, nodes, omittedNodes: 0, ...joined };
}

/** The entities around some, ring after ring. @throws BadUserInput */
export async function neighborhood(operation: Operation, model: Model, query: NeighborhoodQuery): Promise<Drawing> {
  const depth = within('depth', query.depth, 0, MAX_DEPTH);
  const limit = within('limit', query.limit, 1, MAX_GRAPH_NODES);
  const edgeLimit = within('edgeLimit', query.edgeLimit, 0, MAX_GRAPH_EDGES);
  const ids = listed('of', query.of, MAX_GRAPH_NODES);
  const asked = await requestedEntities(operation, 'of', ids);
  const kept = asked.slice(0, limit);
  let omitted: number | null = asked.length - kept.length;
  const seen = new Set(ids);
  let ring: readonly EntityRow[] = asked;
  for (let distance = 1; distance <= depth && ring.length > 0 && omitted !== null; distance++) {
    ring = await nextRing(operation, model, query.filter, ids, ring, seen);
    for (const { id } of ring) seen.add(id);
    const room = limit - kept.length;
    kept.push(...ring.slice(0, room));
    omitted += Math.max(0, ring.length - room);
    if (omitted > MAX_OMITTED) omitted = null;
  }
  const joined = await edgesAmong(operation, model, kept, query.filter, edgeLimit);
  return { asked: { kind: 'neighborhood', args: { ...query } }, nodes: kept, omittedNodes: omitted, ...joined };
}

/** The entities one step further, best first: at most as many as can be kept or counted, and one more. */
async function nextRing(
  operation: Operation,
  model: Model,
  filter: FilterValue | null | undefined,
  asked: readonly string[],
  ring: readonly EntityRow[],
  seen: ReadonlySet<string>,
): Promise<EntityRow[]> {
  const work = ring.reduce((sum, { degree }) => sum + degree, 0);
  if (work > FACT_BUDGET)
    throw new TooCostly(
      `depth: the next step means looking at ${work} facts, and ${FACT_BUDGET} is the most. Lower depth, or narrow filter.entityTypes.`,
    );
  const crossing = crossingOf(model, filter, asked, [RING_OTHER]);
  await operation.mustExist(crossing.scope.named);
  const next = ringQuery(crossing, operation.reads);
  return operation.run(next, {
    ...crossing.scope.params,
    ring: ring.map(({ id }) => id),
    seen: [...seen],
    limit: MAX_GRAPH_NODES + MAX_OMITTED + 1,
  });
}
