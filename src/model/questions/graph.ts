import { Entity, isA } from '../../declare/entity.ts';
import { BadUserInput, TooCostly } from '../../declare/errors.ts';
import { type ExportArguments, ExportFormat, exportPaths } from '../../declare/export-format.ts';
import { type FilterValue, unknownId } from '../../declare/filter.ts';
import { kindOfId } from '../../declare/ids.ts';
import type { Side } from '../../declare/list/facts.ts';
import type { Model } from '../../declare/model.ts';
import type { Operation } from '../../declare/operation.ts';
import { EACH, listing, READING, VALUE } from '../../declare/price.ts';
import type { EntityRow, Fact } from '../../declare/rows.ts';
import type { Parts } from '../../declare/schema/parts.ts';
import { edgesCountQuery, edgesQuery } from './graph.query.ts';
import { crossingOf } from './graph-filter.ts';

/** Nodes and the edges that join them, ready to draw. */
export interface Drawing {
  /** The question that it answers, so that it can be had as a file. */
  readonly asked: { readonly kind: string; readonly args: ExportArguments };
  readonly nodes: readonly EntityRow[];
  readonly edges: readonly Fact[];
  /** How many are left out; null where there are too many to count. */
  readonly omittedNodes: number | null;
  readonly omittedEdges: number | null;
}

/** Counting what is left out of a drawing stops here. */
export const MAX_OMITTED = 10_000;
export const MAX_GRAPH_NODES = 500;
export const MAX_GRAPH_EDGES = 10_000;
/** How many facts one statement of a graph may look at. */
export const FACT_BUDGET = 2_000_000;

/** Adds the type of a graph to draw. */
export function addGraph(parts: Parts) {
  return parts.builder.objectRef<Drawing>('Graph').implement({
    description:
      'Nodes and edges ready to draw. Edges only join nodes that are in it. An omitted count that is too large to take is null.',
    fields: (t) => ({
      nodes: t.field({
        type: [parts.interface(Entity)],
        price: listing(VALUE, { size: 'nodes', otherwise: MAX_GRAPH_NODES }),
        resolve: ({ nodes }) => [...nodes],
      }),
      edges: t.field({
        type: [parts.relationship],
        description: 'By id.',
        price: listing(VALUE, { size: 'edges', otherwise: MAX_GRAPH_EDGES }),
        resolve: ({ edges }) => [...edges],
      }),
      truncated: t.boolean({
        description: 'Something is left out: `limit` or `edgeLimit` was reached.',
        price: VALUE,
        resolve: ({ omittedNodes, omittedEdges }) => omittedNodes !== 0 || omittedEdges !== 0,
      }),
      omittedNodes: t.int({
        nullable: true,
        description: `Entities that would be in it. Null above ${MAX_OMITTED}.`,
        price: VALUE,
        resolve: ({ omittedNodes }) => omittedNodes,
      }),
      omittedEdges: t.int({
        nullable: true,
        description: `Facts between its nodes that are left out. Null above ${MAX_OMITTED}.`,
        price: VALUE,
        resolve: ({ omittedEdges }) => omittedEdges,
      }),
      export: t.string({
        description:
          'The address of this graph as a file for another tool; relative to the server, where that is not told its own address.',
        price: READING,
        args: {
          format: t.arg({ type: parts.enum(ExportFormat), required: true, price: 'nothing' }),
          languages: t.arg({ type: ['LanguageTag'], description: 'Languages for the names in the file.', price: EACH }),
        },
        resolve: ({ asked }, { format, languages }, operation) => {
          const pathOf = operation.onceFor(asked, 'export', () => exportPaths(asked.kind, asked.args));
          return operation.base + pathOf(format, languages);
        },
      }),
    }),
  });
}

/** A number that an argument bounds. @throws BadUserInput naming it */
export function within(argument: string, value: number, least: number, most: number): number {
  if (value < least || value > most)
    throw new BadUserInput(`${argument}: ${value} is out of range. It can be ${least} to ${most}.`);
  return value;
}

/** The facts that join some entities, by id. */
export async function edgesAmong(
  operation: Operation,
  model: Model,
  nodes: readonly EntityRow[],
  filter: FilterValue | null | undefined,
  limit: number,
): Promise<Pick<Drawing, 'edges' | 'omittedEdges'>> {
  const ids = nodes.map(({ id }) => id);
  const { types, onFacts, scope } = crossingOf(model, filter, ids, []);
  await operation.mustExist(scope.named);
  const expansions = expansionsAmong(model, types, nodes);
  if (nodes.length < 2 || expansions.length === 0) return { edges: [], omittedEdges: 0 };
  const params = { ...scope.params };
  expansions.forEach(({ from, to }, at) => {
    params[`from${at}`] = from.map(({ id }) => id);
    params[`to${at}`] = to.map(({ id }) => id);
  });
  const rows = await operation.run(edgesQuery(expansions, onFacts, operation.reads), {
    ...params,
    limit: limit + 1,
    budget: FACT_BUDGET,
  });
  const work = rows[0]?.work ?? 0;
  if (work > FACT_BUDGET)
    throw new TooCostly(
      `ids: joining these entities means looking at ${work} facts, and ${FACT_BUDGET} is the most. Leave out all but a few of the best connected.`,
    );
  const edges = rows.flatMap((row) => row.edges);
  if (edges.length <= limit) return { edges, omittedEdges: 0 };
  const [total = 0] = await operation.run(edgesCountQuery(expansions, onFacts), {
    ...params,
    limit: limit + MAX_OMITTED + 1,
  });
  const omitted = total - limit;
  return { edges: edges.slice(0, limit), omittedEdges: omitted > MAX_OMITTED ? null : omitted };
}

/** Facts of some types, found by expanding the nodes at one of their ends. */
interface Expansion {
  readonly types: string[];
  readonly side: Side;
  readonly from: readonly EntityRow[];
  readonly to: readonly EntityRow[];
}

/**
 * How the facts that join some nodes are found: those of each type from the end whose nodes are less connected together,
 * since expanding two hundred states for what joins them to one roll call would read all their votes.
 */
function expansionsAmong(model: Model, types: readonly string[], nodes: readonly EntityRow[]): Expansion[] {
  const expansions = new Map<string, Expansion>();
  for (const { name, ends } of model.relationships.filter((each) => types.includes(each.name))) {
    const at = (end: 'from' | 'to') => {
      const kinds = model.types.filter((type) => ends.some((each) => isA(type, each[end].type)));
      return nodes.filter((node) => kinds.some((kind) => kind.name === node.type));
    };
    const [sources, targets] = [at('from'), at('to')];
    if (sources.length === 0 || targets.length === 0) continue;
    const [side, from, to] =
      degreesOf(sources) <= degreesOf(targets)
        ? (['source', sources, targets] as const)
        : (['target', targets, sources] as const);
    const key = JSON.stringify([side, from.map(({ id }) => id), to.map(({ id }) => id)]);
    const known = expansions.get(key);
    if (known) known.types.push(name);
    else expansions.set(key, { types: [name], side, from, to });
  }
  return [...expansions.values()];
}

function degreesOf(nodes: readonly EntityRow[]): number {
  return nodes.reduce((sum, { degree }) => sum + degree, 0);
}

/** The entities of these ids, in their order, each once. @throws BadUserInput for an id of nothing */
export async function requestedEntities(
  operation: Operation,
  argument: string,
  ids: readonly string[],
): Promise<EntityRow[]> {
  const document = ids.find((id) => kindOfId(id).of === 'document');
  if (document !== undefined) throw unknownId(argument, document);
  const found = await operation.entities(ids);
  return ids.map((id) => {
    const row = found.get(id);
    if (!row) throw unknownId(argument, id);
    return row;
  });
}
