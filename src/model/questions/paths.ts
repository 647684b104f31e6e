import { Entity } from '../../declare/entity.ts';
import { BadUserInput, quoted, TooCostly } from '../../declare/errors.ts';
import type { FilterValue } from '../../declare/filter.ts';
import type { Model } from '../../declare/model.ts';
import type { Operation } from '../../declare/operation.ts';
import { EACH, HEAVY, listing, VALUE } from '../../declare/price.ts';
import type { EntityRow, Fact } from '../../declare/rows.ts';
import type { Parts } from '../../declare/schema/parts.ts';
import { requestedEntities, within } from './graph.ts';
import { crossingOf } from './graph-filter.ts';
import { STEP_OTHER, stepsQuery } from './paths.query.ts';

const MAX_LENGTH = 6;
const MAX_PATHS = 50;
/** How many steps one level of the search may take. */
const STEP_BUDGET = 200_000;
/** How many facts one statement is to look at: its rows are read in one turn of the event loop. */
const READ_AT_ONCE = 10_000;

interface Path {
  readonly nodes: readonly EntityRow[];
  readonly edges: readonly Fact[];
}

/** Adds the shortest ways from one entity to another. */
export function addPaths(parts: Parts): void {
  const { builder, model } = parts;
  const path = builder.objectRef<Path>('Path').implement({
    description: 'A way from one entity to another, fact by fact. Facts are crossed in either direction.',
    fields: (t) => ({
      length: t.int({ description: 'How many facts it has.', price: VALUE, resolve: ({ edges }) => edges.length }),
      nodes: t.field({
        type: [parts.interface(Entity)],
        description: 'From the first entity to the last, both among them.',
        price: listing(VALUE, { size: 'hops', otherwise: MAX_LENGTH, more: 1 }),
        resolve: ({ nodes }) => [...nodes],
      }),
      edges: t.field({
        type: [parts.relationship],
        description: 'One fact between each two nodes; of several, the one whose id comes first.',
        price: listing(VALUE, { size: 'hops', otherwise: MAX_LENGTH }),
        resolve: ({ edges }) => [...edges],
      }),
    }),
  });
  builder.queryField('paths', (t) =>
    t.field({
      type: [path],
      nullable: true,
      description:
        'The shortest ways from one entity to another, each hop with its evidence: all of the least length, through the least connected first. Empty where there is none of at most `maxLength`.',
      price: listing(HEAVY, { size: 'page', otherwise: MAX_PATHS }),
      reads: { entity: 'degree' },
      args: {
        from: t.arg.id({ required: true, price: EACH }),
        to: t.arg.id({ required: true, price: EACH }),
        maxLength: t.arg.int({
          required: true,
          defaultValue: 4,
          description: `The most facts, 1 to ${MAX_LENGTH}.`,
          price: { sizes: 'hops', most: MAX_LENGTH },
        }),
        filter: t.arg({ type: parts.input('GraphFilter'), description: 'What may be crossed.', price: 'by fields' }),
        first: t.arg.int({
          required: true,
          defaultValue: 5,
          description: `How many paths, 1 to ${MAX_PATHS}.`,
          price: { sizes: 'page', most: MAX_PATHS },
        }),
      },
      resolve: (_query, args, operation) => shortestPaths(operation, model, args),
    }),
  );
}

/** A route to a node from the start of a search: its cost and its nodes, the node last. */
interface Route {
  /** The degrees of the inner nodes, added up. */
  readonly cost: number;
  readonly nodes: readonly string[];
}

/** One of the two searches: what it has reached, and from where. */
interface Search {
  readonly start: string;
  /** The nodes before each node, one step nearer to the start. */
  readonly before: Map<string, string[]>;
  readonly degrees: Map<string, number>;
  frontier: readonly string[];
  depth: number;
}

async function shortestPaths(
  operation: Operation,
  model: Model,
  args: {
    readonly from: string;
    readonly to: string;
    readonly maxLength: number;
    readonly filter?: FilterValue | null | undefined;
    readonly first: number;
  },
): Promise<Path[]> {
  const { from, to, filter } = args;
  const maxLength = within('maxLength', args.maxLength, 1, MAX_LENGTH);
  const first = within('first', args.first, 1, MAX_PATHS);
  if (from === to) throw new BadUserInput(`from and to: both are the same entity, ${quoted(from)}.`);
  const [source] = await requestedEntities(operation, 'from', [from]);
  const [target] = await requestedEntities(operation, 'to', [to]);
  if (!source || !target) return [];
  /** The lowest id of the facts between two nodes, by both their ids in order. */
  const facts = new Map<string, string>();
  const forward = searchFrom(source);
  const backward = searchFrom(target);
  while (forward.depth + backward.depth < maxLength) {
    const [smaller, other] = loadOf(forward) <= loadOf(backward) ? [forward, backward] : [backward, forward];
    await step(operation, model, filter, [from, to], smaller, facts);
    if (smaller.frontier.length === 0) return [];
    const meetings = smaller.frontier.filter((id) => other.before.has(id));
    if (meetings.length > 0) return read(operation, await join(operation, forward, backward, meetings, first), facts);
  }
  return [];
}

function searchFrom({ id, degree }: EntityRow): Search {
  return { start: id, before: new Map([[id, []]]), degrees: new Map([[id, degree]]), frontier: [id], depth: 0 };
}

/** How many facts the next step looks at. */
function loadOf({ frontier, degrees }: Search): number {
  return frontier.reduce((sum, id) => sum + (degrees.get(id) ?? 0), 0);
}

/** Takes a search one step further, keeping every route to each node that is new to it. */
async function step(
  operation: Operation,
  model: Model,
  filter: FilterValue | null | undefined,
  asked: readonly string[],
  search: Search,
  facts: Map<string, string>,
): Promise<void> {
  const crossing = crossingOf(model, filter, asked, [STEP_OTHER]);
  await operation.mustExist(crossing.scope.named);
  const load = loadOf(search);
  if (load > STEP_BUDGET * 10) throw tooMany(load);
  const reached = new Map<string, string[]>();
  let taken = 0;
  // One after the other, so that no statement's rows keep others waiting, and none is run where the budget is used up.
  for (const frontier of partsOf(search)) {
    const rows = await operation.run(stepsQuery(crossing), {
      ...crossing.scope.params,
      frontier,
      budget: STEP_BUDGET - taken + 1,
    });
    for (const { id, other, degree, fact: crossed, steps } of rows) {
      taken += steps;
      facts.set(between(id, other), crossed);
      if (search.before.has(other)) continue;
      search.degrees.set(other, degree);
      const from = reached.get(other);
      if (from) from.push(id);
      else reached.set(other, [id]);
    }
    if (taken > STEP_BUDGET) throw tooMany(taken);
    await operation.turns.pause();
  }
  for (const [id, from] of reached) search.before.set(id, from);
  search.frontier = [...reached.keys()];
  search.depth++;
}

/** The nodes from which a search goes on, in parts of which each has no more facts than a statement is to read. */
function partsOf({ frontier, degrees }: Search): string[][] {
  const parts: string[][] = [];
  let load = Number.POSITIVE_INFINITY;
  for (const id of frontier) {
    const degree = degrees.get(id) ?? 0;
    load += degree;
    const last = parts.at(-1);
    if (last && load <= READ_AT_ONCE) last.push(id);
    else {
      parts.push([id]);
      load = degree;
    }
  }
  return parts;
}

function tooMany(steps: number): TooCostly {
  return new TooCostly(
    `maxLength: one step of this search looks at ${steps} facts or more, and ${STEP_BUDGET} is the most. Lower maxLength, or narrow filter.relationshipTypes or filter.during.`,
  );
}

const between = (a: string, b: string) => (a < b ? `${a} ${b}` : `${b} ${a}`);

/** The best routes through the nodes in which two searches met. */
async function join(
  operation: Operation,
  forward: Search,
  backward: Search,
  meetings: readonly string[],
  most: number,
): Promise<(readonly string[])[]> {
  const there = new Map<string, readonly Route[]>();
  const back = new Map<string, readonly Route[]>();
  const found = new BestRoutes(most);
  for (const id of meetings) {
    const begins = routesTo(forward, id, most, there, (route, node) => [...route, node]);
    const ends = routesTo(backward, id, most, back, (route, node) => [node, ...route]);
    const inner = id === forward.start || id === backward.start ? 0 : (forward.degrees.get(id) ?? 0);
    for (const begin of begins)
      for (const end of ends) found.add(begin.cost + end.cost + inner, () => [...begin.nodes, ...end.nodes.slice(1)]);
    if (operation.turns.isOver(begins.length * ends.length)) await operation.turns.later();
  }
  return found.routes.map(({ nodes }) => nodes);
}

/** The best routes from the start of a search to a node. The cost leaves out the start and the node itself. */
function routesTo(
  search: Search,
  id: string,
  most: number,
  known: Map<string, readonly Route[]>,
  extend: (route: readonly string[], node: string) => string[],
): readonly Route[] {
  const remembered = known.get(id);
  if (remembered) return remembered;
  const found = new BestRoutes(most);
  if (id === search.start) found.add(0, () => [id]);
  else
    for (const previous of search.before.get(id) ?? []) {
      const inner = previous === search.start ? 0 : (search.degrees.get(previous) ?? 0);
      for (const { cost, nodes } of routesTo(search, previous, most, known, extend))
        found.add(cost + inner, () => extend(nodes, id));
    }
  known.set(id, found.routes);
  return found.routes;
}

/** The best of many routes, of which the others are not even made. */
class BestRoutes {
  readonly #most: number;
  #routes: Route[] = [];
  /** What none of them costs more than. */
  #limit = Number.POSITIVE_INFINITY;

  /** @param most how many are kept */
  constructor(most: number) {
    this.#most = most;
  }

  add(cost: number, nodes: () => readonly string[]): void {
    if (cost > this.#limit) return;
    this.#routes.push({ cost, nodes: nodes() });
    if (this.#routes.length >= 2 * this.#most) this.#cut();
  }

  /** The best first. */
  get routes(): readonly Route[] {
    this.#cut();
    return this.#routes;
  }

  #cut(): void {
    this.#routes = best(this.#routes, this.#most);
    if (this.#routes.length === this.#most) this.#limit = this.#routes.at(-1)?.cost ?? this.#limit;
  }
}

/** Through the least connected first, then by ids. */
function best(routes: readonly Route[], most: number): Route[] {
  return [...routes].sort((a, b) => a.cost - b.cost || compare(a.nodes, b.nodes)).slice(0, most);
}

function compare(a: readonly string[], b: readonly string[]): number {
  const at = a.findIndex((id, index) => id !== b[index]);
  return at === -1 ? 0 : (a[at] ?? '') < (b[at] ?? '') ? -1 : 1;
}

/** Reads the entities and facts of the routes that are shown. */
function read(
  operation: Operation,
  routes: readonly (readonly string[])[],
  facts: ReadonlyMap<string, string>,
): Promise<Path[]> {
  return Promise.all(
    routes.map(async (ids) => {
      const [nodes, edges] = await Promise.all([
        Promise.all(ids.map((id) => operation.entity(id))),
        Promise.all(ids.slice(1).map((id, index) => operation.fact(facts.get(between(ids[index] ?? '', id)) ?? ''))),
      ]);
      return { nodes: nodes.filter((node) => node !== undefined), edges: edges.filter((edge) => edge !== undefined) };
    }),
  );
}
