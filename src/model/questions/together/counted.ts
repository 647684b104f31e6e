import { Scope } from '../../../declare/filter.ts';
import { typeOfId } from '../../../declare/ids.ts';
import { type Connection, Edge, facetCounts, pageInfoOf } from '../../../declare/list/connection.ts';
import { type Order, type PagingArgs, pagingOf } from '../../../declare/list/paging.ts';
import { once } from '../../../declare/once.ts';
import type { Operation } from '../../../declare/operation.ts';
import type { EntityRow } from '../../../declare/rows.ts';
import type { Query } from '../../../graph/port.ts';
import type { AccessPath, RowSet } from '../../../graph/query.ts';
import { ACTIVITY, accessPaths } from '../access-paths.ts';
import { activityTerms } from '../activities.ts';
import { type Count, pairsAmong, partnersOf, type Sharing, sharedBy } from './count.ts';
import { type Participations, readParticipations } from './participations.ts';
import { type Among, BY_RANK, LISTS, type Together } from './query.ts';
import { type Ranked, Ranking } from './ranking.ts';

/**
 * What a question counts in memory: the participations, which all questions share, and which activities pass its filter,
 * which the store says, so that a filter means here what it means everywhere.
 *
 * @returns undefined where the participations of the graph are too many for the memory that they may take
 * @throws BadUserInput
 */
export function sharingOf(operation: Operation, together: Together): Promise<Sharing | undefined> {
  // The rows of a question hold its arguments, and each may ask what its pair shares.
  const { model } = operation;
  return operation.onceFor(together, 'sharing', () => {
    const { filter, sameRole, throughRepresentatives = false } = together;
    return operation.once(`sharing ${JSON.stringify([filter ?? null, sameRole, throughRepresentatives])}`, async () => {
      const scope = new Scope();
      const paths = accessPaths(model, filter, BY_ID, scope);
      await operation.mustExist(scope.named);
      const of = await operation.shared('participations', (graph, bytes) => readParticipations(graph, model, bytes));
      if (!of) return undefined;
      const passing = scope.isEmpty
        ? undefined
        : await operation.once(`passing ${JSON.stringify(filter)}`, () => passingOf(operation, of, paths, scope));
      return { of, passing, sameRole, throughRepresentatives };
    });
  });
}

async function passingOf(
  operation: Operation,
  of: Participations,
  paths: readonly AccessPath[],
  scope: Scope,
): Promise<Uint8Array> {
  const rowSet: RowSet = {
    name: 'co-participation',
    parents: 'root',
    paths,
    variables: [ACTIVITY],
    columns: {},
    facets: {},
  };
  const query: Query<readonly string[]> = {
    name: 'co-participation activities',
    of: { form: 'ids', rowSet },
    // Each is a string: every entity has an id.
    read: (row) => row['ids'] as readonly string[],
  };
  const [ids = []] = await operation.run(query, scope.params);
  const passing = new Uint8Array(of.activities.length);
  for (const id of ids) {
    const activity = placeOf(of.activities, id);
    if (activity !== undefined) passing[activity] = 1;
  }
  return passing;
}

/** Where an id stands in a sorted list of them. */
function placeOf(ids: readonly string[], id: string): number | undefined {
  let low = 0;
  let high = ids.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((ids[middle] as string) < id) low = middle + 1;
    else high = middle;
  }
  return ids[low] === id ? low : undefined;
}

/** The numbers of the actors that a question admits, ascending. */
function admitted(
  { actors }: Participations,
  ids: readonly string[] | undefined,
  types: readonly string[] | undefined,
) {
  const numbers = ids
    ? ids.flatMap((id) => placeOf(actors, id) ?? []).sort((one, other) => one - other)
    : [...actors.keys()];
  return types ? numbers.filter((number) => types.includes(typeOfId(actors[number] as string))) : numbers;
}

export interface Partner {
  readonly node: EntityRow;
  readonly count: number;
}

/** Those who took part beside an actor, by how much they share with it. @throws BadUserInput */
export function partnerList<N>(
  operation: Operation,
  sharing: Sharing,
  list: {
    readonly actor: string;
    readonly types: readonly string[] | undefined;
    readonly filter: unknown;
    readonly args: PagingArgs;
    readonly most: number;
    readonly row: (partner: Partner) => N;
  },
): Connection<Edge<N>> {
  const { of } = sharing;
  const actor = placeOf(of.actors, list.actor);
  return ranked(operation, {
    ...list,
    name: LISTS.partners,
    minimum: 1,
    count: (tell) =>
      actor === undefined ? [].values() : partnersOf(sharing, actor, admitted(of, undefined, list.types), tell),
    idOf: ({ b }) => of.actors[b] as string,
    async node({ b, count }) {
      const node = await operation.entity(of.actors[b] as string);
      return node && list.row({ node, count });
    },
  });
}

export interface Pair {
  readonly a: EntityRow;
  readonly b: EntityRow;
  readonly count: number;
}

/** A list of pairs. */
export interface Pairs<N> extends Connection<Edge<N>> {
  /** How many pairs share something, and less than the least that was asked for. */
  below(): Promise<number>;
}

/** The pairs of those who took part together, by how much they share. @throws BadUserInput, TooCostly */
export function pairList<N>(
  operation: Operation,
  sharing: Sharing,
  list: {
    readonly among: Among;
    readonly filter: unknown;
    readonly args: PagingArgs;
    readonly most: number;
    readonly row: (pair: Pair) => N;
  },
): Pairs<N> {
  return ranked(operation, {
    ...list,
    name: LISTS.pairs,
    minimum: list.among.minimum,
    count: (tell) => pairsAmong(sharing, admitted(sharing.of, list.among.actors, list.among.types), tell),
    idOf: pairId(sharing.of),
    async node(row) {
      const pair = await pairOf(operation, sharing.of, row);
      return pair && list.row(pair);
    },
  });
}

/** The pairs that share most, at most so many. @throws TooCostly */
export async function topPairs(operation: Operation, sharing: Sharing, among: Among, limit: number): Promise<Pair[]> {
  const { of } = sharing;
  const ranking = new Ranking({ size: limit, minimum: among.minimum, after: undefined, idOf: pairId(of) });
  const tell: Count = (a, b, count) => ranking.add(a, b, count);
  await operation.turns.through(pairsAmong(sharing, admitted(of, among.actors, among.types), tell));
  const pairs = await Promise.all(ranking.rows.map((row) => pairOf(operation, of, row)));
  return pairs.filter((pair) => pair !== undefined);
}

function pairId({ actors }: Participations) {
  return ({ a, b }: Ranked) => `${actors[a]} ${actors[b]}`;
}

/** @returns undefined when an actor has gone since the participations were read */
async function pairOf(operation: Operation, { actors }: Participations, row: Ranked): Promise<Pair | undefined> {
  const [a, b] = await Promise.all([
    operation.entity(actors[row.a] as string),
    operation.entity(actors[row.b] as string),
  ]);
  return a && b && { a, b, count: row.count };
}

/** A list by rank whose rows are counted all at once, and of which a page is kept. */
function ranked<N>(
  operation: Operation,
  list: {
    readonly name: string;
    readonly filter: unknown;
    readonly args: PagingArgs;
    readonly most?: number | undefined;
    readonly minimum: number;
    readonly count: (tell: Count) => Iterator<void>;
    readonly idOf: (row: Ranked) => string;
    readonly node: (row: Ranked) => Promise<N | undefined>;
  },
): Pairs<N> {
  const { prefix, paging } = pagingOf({ ...list, order: BY_RANK });
  const ranking = once(async () => {
    const made = new Ranking({ size: paging.size + 1, minimum: list.minimum, after: paging.after, idOf: list.idOf });
    await operation.turns.through(list.count((a, b, count) => made.add(a, b, count)));
    return made;
  });
  const page = once(async () => {
    const made = await ranking();
    const { rows } = made;
    const found = await Promise.all(
      rows.slice(0, paging.size).map(async (row) => {
        const node = await list.node(row);
        return node === undefined ? [] : [new Edge(node, prefix, made.keyOf(row))];
      }),
    );
    const edges = found.flat();
    return { edges, pageInfo: pageInfoOf(paging, edges, rows.length > paging.size, () => made.hasRowsBefore) };
  });
  return {
    page,
    totalCount: async () => (await ranking()).total,
    below: async () => (await ranking()).below,
    facet: async () => [],
  };
}

const BY_ID: Order = { property: 'id', direction: 'ASC' };

/** The activities that two actors share, by id. @throws BadUserInput */
export function activityListOf(
  operation: Operation,
  sharing: Sharing,
  list: {
    readonly a: string;
    readonly b: string;
    readonly together: Together;
    readonly filter: unknown;
    readonly args: PagingArgs;
  },
): Connection<Edge<EntityRow>> {
  const { of } = sharing;
  const { args, together } = list;
  const name = LISTS.activities;
  const { prefix, paging } = operation.onceFor(args, name, () => pagingOf({ ...list, name, order: BY_ID }), together);
  const shared = once(async () => {
    await operation.turns.pause();
    const [a, b] = [placeOf(of.actors, list.a), placeOf(of.actors, list.b)];
    return a === undefined || b === undefined ? [] : sharedBy(sharing, a, b);
  });
  const idOf = (activity: number) => of.activities[activity] as string;
  const valueIn = (facet: string, activity: number) =>
    facet === 'types' ? typeOfId(idOf(activity)) : of.choices[facet]?.[activity];
  return {
    page: once(async () => {
      const { after } = paging;
      const all = await shared();
      const rest = all.filter((activity) => after === undefined || idOf(activity) > after);
      const nodes = await Promise.all(rest.slice(0, paging.size).map((activity) => operation.entity(idOf(activity))));
      const edges = nodes.flatMap((node) => (node ? [new Edge(node, prefix, node.id)] : []));
      return { edges, pageInfo: pageInfoOf(paging, edges, rest.length > paging.size, () => rest.length < all.length) };
    }),
    totalCount: async () => (await shared()).length,
    async facet(facet) {
      const counts = new Map<string, number>();
      for (const activity of await shared()) {
        const value = valueIn(facet, activity);
        if (value !== undefined) counts.set(value, (counts.get(value) ?? 0) + 1);
      }
      return facetCounts(counts, activityTerms(operation.model)[facet]);
    },
  };
}
