/** Graphs to draw: what is around some entities, and what joins them. */
import fc from 'fast-check';
import { id, list } from './draw.ts';
import { type GraphFilter, graphFilter, mayCross, mayShow } from './graph-filter.ts';
import type { Group } from './group.ts';
import { degreeOf, type Fact, sortedBy, type World } from './world.ts';

const GRAPH = '{ nodes { id } edges { id } truncated omittedNodes omittedEdges }';

/** Closed: its edges join its nodes only. */
function drawn(
  world: World,
  kept: readonly string[],
  omittedNodes: number,
  filter: GraphFilter | null | undefined,
  edgeLimit: number,
) {
  const edges = world.facts.filter(
    (fact) => kept.includes(fact.source) && kept.includes(fact.target) && mayCross(fact, filter),
  );
  const omittedEdges = Math.max(0, edges.length - edgeLimit);
  return {
    nodes: kept.map((node) => ({ id: node })),
    edges: sortedBy(edges, 'ASC', (fact) => fact.id)
      .slice(0, edgeLimit)
      .map((fact) => ({ id: fact.id })),
    truncated: omittedNodes > 0 || omittedEdges > 0,
    omittedNodes,
    omittedEdges,
  };
}

const edgeLimit = fc.constantFrom(undefined, undefined, 0, 1, 3, 10);

interface Neighborhood {
  readonly of: readonly string[];
  readonly depth?: number | undefined;
  readonly filter?: GraphFilter | null | undefined;
  readonly limit?: number | undefined;
  readonly edgeLimit?: number | undefined;
}

const NEIGHBORHOOD = `query($of: [ID!]!, $depth: Int! = 1, $filter: GraphFilter, $limit: Int! = 200, $edgeLimit: Int! = 2000) {
  neighborhood(of: $of, depth: $depth, filter: $filter, limit: $limit, edgeLimit: $edgeLimit) ${GRAPH}
}`;

export const neighborhood: Group<Neighborhood> = {
  name: 'neighborhood',
  args: fc.record({
    of: list(id('Entity'), 4),
    depth: fc.constantFrom(undefined, 0, 1, 2, 3),
    filter: graphFilter,
    limit: fc.constantFrom(undefined, undefined, 1, 2, 4, 8),
    edgeLimit,
  }),
  answer: async (ask, args) => (await ask(NEIGHBORHOOD, { ...args })).neighborhood,
  expected(world, { of, depth = 1, filter, limit = 200, edgeLimit: most = 2000 }) {
    const asked = [...new Set(of)];
    const facts = world.facts.filter((fact) => mayCross(fact, filter));
    const open = world.entities.filter((entity) => mayShow(entity, filter, asked)).map((entity) => entity.id);
    const found = [...asked];
    for (let distance = 1; distance <= depth; distance++) {
      const ring = open.filter((node) => !found.includes(node) && tiesTo(facts, node, found) > 0);
      found.push(
        ...sortedBy(
          ring,
          'ASC',
          (node) => -tiesTo(facts, node, found),
          (node) => -degreeOf(world, node),
          (node) => node,
        ),
      );
    }
    return drawn(world, found.slice(0, limit), Math.max(0, found.length - limit), filter, most);
  },
};

/** How many facts join a node to nearer ones. */
function tiesTo(facts: readonly Fact[], node: string, nearer: readonly string[]): number {
  return facts.filter(
    ({ source, target }) =>
      (source === node && nearer.includes(target)) || (target === node && nearer.includes(source)),
  ).length;
}

interface Subgraph {
  readonly ids: readonly string[];
  readonly filter?: GraphFilter | null | undefined;
  readonly edgeLimit?: number | undefined;
}

const SUBGRAPH = `query($ids: [ID!]!, $filter: GraphFilter, $edgeLimit: Int! = 2000) {
  subgraph(ids: $ids, filter: $filter, edgeLimit: $edgeLimit) ${GRAPH}
}`;

export const subgraph: Group<Subgraph> = {
  name: 'subgraph',
  args: fc.record({ ids: list(id('Entity'), 12), filter: graphFilter, edgeLimit }),
  answer: async (ask, args) => (await ask(SUBGRAPH, { ...args })).subgraph,
  expected: (world, { ids, filter, edgeLimit: most = 2000 }) => drawn(world, [...new Set(ids)], 0, filter, most),
};
