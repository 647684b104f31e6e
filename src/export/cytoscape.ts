import { chunked } from './chunks.ts';
import { plainOf } from './columns.ts';
import type { Format } from './format.ts';
import { listed } from './json.ts';
import { type EdgeView, type NodeView, type View, viewOf } from './view.ts';

/**
 * Cytoscape.js JSON, which Cytoscape on the desktop reads too: `cytoscape({ elements: file.elements })`; and NetworkX's
 * `cytoscape_graph`, which wants to know what sort of graph it is, the `value` of each node and the `key` of each edge.
 * Lists are texts, for Cytoscape's tables and what NetworkX writes hold no others.
 */
export const cytoscape: Format = {
  name: 'cytoscape',
  mediaType: 'application/json',
  extension: 'cyjs',
  write: (graph, options) => chunked(pieces(viewOf(graph, options))),
};

async function* pieces({ title, directed, nodes, edges }: View): AsyncGenerator<string, void, undefined> {
  const graph = JSON.stringify({ name: title });
  yield `{"data":${graph},"directed":${directed},"multigraph":${directed},"elements":{"nodes":[`;
  yield* listed(nodes, node);
  yield '],\n"edges":[';
  yield* listed(edges, edge);
  yield ']}}\n';
}

// On the desktop a node shows its `name`, on the web what a style says, by custom its `label`.
function node({ id, label, values }: NodeView): string {
  return JSON.stringify({ data: { id, value: id, label, name: label, ...plainOf(values) } });
}

function edge({ id, source, target, label, values }: EdgeView): string {
  return JSON.stringify({ data: { id, key: id, source, target, label, ...plainOf(values) } });
}
