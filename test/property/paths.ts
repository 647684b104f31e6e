/** The shortest ways from one entity to another. */
import fc from 'fast-check';
import { id, maybe } from './draw.ts';
import { type GraphFilter, graphFilter, mayCross, mayShow } from './graph-filter.ts';
import { type Group, Refused } from './group.ts';
import { degreeOf, type Fact, sortedBy, type World } from './world.ts';

interface Paths {
  readonly from: string;
  readonly to: string;
  readonly maxLength?: number | null | undefined;
  readonly filter?: GraphFilter | null | undefined;
  readonly first?: number | null | undefined;
}

const QUERY = `query($from: ID!, $to: ID!, $maxLength: Int! = 4, $filter: GraphFilter, $first: Int! = 5) {
  paths(from: $from, to: $to, maxLength: $maxLength, filter: $filter, first: $first) { length nodes { id } edges { id } }
}`;

export const paths: Group<Paths> = {
  name: 'paths',
  args: fc.record({
    from: id('Entity'),
    to: id('Entity'),
    maxLength: maybe(fc.integer({ min: 1, max: 6 }), 5).map((length) => length ?? undefined),
    filter: graphFilter,
    first: fc.constantFrom(undefined, 1, 3, 50),
  }),
  answer: async (ask, args) => (await ask(QUERY, { ...args })).paths,
  expected(world, { from, to, maxLength, filter, first }) {
    if (from === to) throw new Refused();
    const facts = world.facts.filter((fact) => mayCross(fact, filter));
    const open = new Set(
      world.entities.filter((entity) => mayShow(entity, filter, [from, to])).map((entity) => entity.id),
    );
    const found = shortest(facts, open, from, to, maxLength ?? 4);
    const sorted = sortedBy(
      found,
      'ASC',
      (nodes) => costOf(world, nodes),
      (nodes) => nodes.join(' '),
    );
    return sorted.slice(0, first ?? 5).map((nodes) => ({
      length: nodes.length - 1,
      nodes: nodes.map((node) => ({ id: node })),
      edges: nodes.slice(1).map((node, index) => ({ id: lowest(facts, nodes[index] ?? '', node) })),
    }));
  },
};

/** Every way of the least length, no node twice: all ways of one fact, else all of two, and so on. */
function shortest(facts: readonly Fact[], open: ReadonlySet<string>, from: string, to: string, maxLength: number) {
  let ways: readonly (readonly string[])[] = [[from]];
  // A shortest way meets no node that a shorter one reaches.
  const seen = new Set([from]);
  for (let length = 1; length <= maxLength; length++) {
    ways = ways.flatMap((way) =>
      neighboursOf(facts, way.at(-1) ?? '')
        .filter((next) => open.has(next) && !seen.has(next))
        .map((next) => [...way, next]),
    );
    const arrived = ways.filter((way) => way.at(-1) === to);
    if (arrived.length > 0) return arrived;
    for (const way of ways) seen.add(way.at(-1) ?? '');
  }
  return [];
}

function neighboursOf(facts: readonly Fact[], node: string): readonly string[] {
  const others = facts.flatMap(({ source, target }) => (source === node ? [target] : target === node ? [source] : []));
  return [...new Set(others)];
}

/** How well the inner nodes are connected, all together. */
function costOf(world: World, nodes: readonly string[]): number {
  return nodes.slice(1, -1).reduce((sum, node) => sum + degreeOf(world, node), 0);
}

function lowest(facts: readonly Fact[], a: string, b: string): string {
  const between = facts.filter(
    ({ source, target }) => (source === a && target === b) || (source === b && target === a),
  );
  return sortedBy(between, 'ASC', (fact) => fact.id)[0]?.id ?? '';
}
