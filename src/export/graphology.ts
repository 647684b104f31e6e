import { type DossierRow, questionsOf } from '../declare/dossiers.ts';
import type { DocumentRow, PassageRow } from '../declare/rows.ts';
import { chunked } from './chunks.ts';
import { type Column, jsonOf, textsJson } from './columns.ts';
import type { ExportedGraph } from './exported-graph.ts';
import type { ExportOptions, Format } from './format.ts';
import { type Json, listed } from './json.ts';
import { type EdgeView, type NodeView, viewOf } from './view.ts';

/**
 * What graphology's `export()` gives and its `import()` takes: for Sigma and Gephi Lite. What no node or edge has a place
 * for, the dossier and the passages that are its evidence, stands in the attributes of the graph: so the file comes back
 * as the same dossier.
 */
export const graphology: Format = {
  name: 'graphology',
  mediaType: 'application/json',
  extension: 'json',
  write: (graph, options) => chunked(pieces(graph, options)),
};

async function* pieces(graph: ExportedGraph, options: ExportOptions): AsyncGenerator<string, void, undefined> {
  const { title, directed, nodes, edges, nodeColumns, edgeColumns } = viewOf(graph, options);
  const kind = { type: directed ? 'directed' : 'undirected', multi: directed, allowSelfLoops: true };
  yield `{"options":${JSON.stringify(kind)},"nodes":[`;
  yield* listed(nodes, node);
  yield '],\n"edges":[';
  yield* listed(edges, edge);
  yield `],\n"attributes":{"name":${JSON.stringify(title)}`;
  if (graph.kind === 'facts') {
    const columns = { nodes: renamed(nodeColumns), edges: renamed(edgeColumns) };
    yield `,"writtenBy":"dragoman","model":${JSON.stringify(options.model.name)},"columns":${JSON.stringify(columns)}`;
    if (graph.dossier) yield `,"dossier":${JSON.stringify(dossier(graph.dossier))}`;
    yield* evidence(graph);
  }
  yield '}}\n';
}

function node({ id: key, label, values }: NodeView): string {
  return JSON.stringify({ key, attributes: { label, ...jsonOf(values) } });
}

function edge({ id: key, source, target, label, values }: EdgeView): string {
  return JSON.stringify({ key, source, target, attributes: { label, ...jsonOf(values) } });
}

/** The attributes that are called otherwise than the model calls them, by its names. */
function renamed(columns: readonly Column[]): { readonly [name: string]: string } {
  // No name of a model ends with `_`.
  return Object.fromEntries(
    columns.flatMap(({ name, property }) =>
      property !== undefined && name.endsWith('_') ? [[name.replace(/_+$/, ''), name]] : [],
    ),
  );
}

function dossier(row: DossierRow): Json {
  return {
    id: row.id,
    title: textsJson(row.title),
    description: textsJson(row.description),
    questions: questionsOf(row).map(({ title, document: text, variables }) => ({
      title: textsJson(title),
      document: text,
      ...(variables === undefined ? {} : { variables }),
    })),
  };
}

/** The passages, and the documents that they are of. */
async function* evidence({
  passages,
  documents = [],
}: Extract<ExportedGraph, { kind: 'facts' }>): AsyncGenerator<string, void, undefined> {
  const told = new Map<string, DocumentRow>();
  const withDocument = async function* () {
    for await (const { row, document } of passages) {
      // A document without a title is stated by another dossier: its passages name it.
      if (document.title.length > 0) told.set(document.id, document);
      yield row;
    }
  };
  yield ',"passages":[';
  yield* listed(withDocument(), passage);
  yield '],\n"documents":[';
  yield* listed(told.values(), document);
  let separator = told.size === 0 ? '' : ',';
  for await (const row of documents) {
    yield separator + document(row);
    separator = ',';
  }
  yield ']';
}

function passage({ document: of, locator, summary }: PassageRow): string {
  return JSON.stringify({ document: of, locator, summary: textsJson(summary) });
}

function document({ id, title, language, date, url, license }: DocumentRow): string {
  return JSON.stringify({ id, title: textsJson(title), language, date, url, license });
}
