import type { Model } from '../declare/model.ts';
import type { EntityRow } from '../declare/rows.ts';
import { textIn } from '../declare/schema/value-types.ts';
import { sentenceOf } from '../declare/sentence.ts';
import {
  type Attributes,
  type Column,
  type ColumnOf,
  factColumns,
  nodeColumns,
  pairColumns,
  valuesOf,
} from './columns.ts';
import { type ExportedFact, type ExportedGraph, type ExportedPair, pairId, type RowStream } from './exported-graph.ts';
import type { ExportOptions } from './format.ts';
import { type Lifetime, lifetimeOf } from './lifetime.ts';

/** A graph as tools that draw know it: nodes and edges with a label and values in columns. */
export interface View {
  readonly title: string;
  readonly directed: boolean;
  readonly nodeColumns: readonly Column[];
  readonly edgeColumns: readonly Column[];
  readonly nodes: AsyncIterable<NodeView>;
  readonly edges: AsyncIterable<EdgeView>;
}

export interface NodeView {
  readonly id: string;
  readonly label: string;
  readonly lifetime?: Lifetime | undefined;
  readonly values: Attributes;
}

export interface EdgeView {
  readonly id: string;
  readonly source: string;
  readonly target: string;
  readonly label?: string;
  /** What tells it from the other edges between its ends, where it can have such. */
  readonly kind?: string;
  readonly lifetime?: Lifetime | undefined;
  readonly values: Attributes;
}

/** The view of a graph. Reads nothing before its streams are read. */
export function viewOf(graph: ExportedGraph, options: ExportOptions): View {
  const { model, languages, title } = options;
  const columns = nodeColumns(model, languages);
  const nodes = mapped(
    graph.nodes,
    (row: EntityRow): NodeView => ({
      id: row.id,
      label: textIn(row.names, languages).value,
      lifetime: lifetimeOf(row),
      values: valuesOf(columns, row),
    }),
  );
  const shared = { title, nodeColumns: columns, nodes };
  switch (graph.kind) {
    case 'facts': {
      const edgeColumns = factColumns(model, languages);
      const edges = mapped(graph.edges, (fact) => factView(fact, edgeColumns, options));
      return { ...shared, directed: true, edgeColumns, edges };
    }
    case 'co-participation':
      return { ...shared, directed: false, edgeColumns: pairColumns, edges: mapped(graph.edges, pairView) };
  }
}

function factView(
  fact: ExportedFact,
  columns: readonly ColumnOf<ExportedFact>[],
  { model, languages }: ExportOptions,
): EdgeView {
  const { id, source, target } = fact.row;
  const values = valuesOf(columns, fact);
  const label = sentenceOf(model, fact, languages).value;
  return { id, source, target, label, kind: kindOf(fact, model), lifetime: lifetimeOf(fact.row), values };
}

/**
 * The type of a fact and its own properties, so that no two edges between the same ends are of one kind, as GEXF asks;
 * and its date where it lasted, for one may be a member twice. The dates of what happened once stay out: Gephi keeps a
 * list of edges for each kind, and a graph may have thousands of days.
 */
function kindOf({ type, row }: ExportedFact, model: Model): string {
  const { properties = {} } = model.relationships.find(({ name }) => name === type) ?? {};
  return [type, ...Object.keys(properties).map((name) => row[name]), row.date?.includes('/') ? row.date : undefined]
    .filter((part) => typeof part === 'string')
    .join(' ');
}

function pairView(pair: ExportedPair): EdgeView {
  return { id: pairId(pair), source: pair.a, target: pair.b, values: valuesOf(pairColumns, pair) };
}

async function* mapped<R, T>(rows: RowStream<R>, view: (row: R) => T): AsyncGenerator<T, void, undefined> {
  for await (const row of rows) yield view(row);
}
