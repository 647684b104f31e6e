import { chunked } from './chunks.ts';
import { jsonOf } from './columns.ts';
import type { Format } from './format.ts';
import { listed } from './json.ts';
import { type EdgeView, type NodeView, type View, viewOf } from './view.ts';

/**
 * Nodes and links for D3's force layout: `forceLink(file.links).id((node) => node.id)`. What stands before the nodes is
 * for others that read this form.
 */
export const d3: Format = {
  name: 'd3',
  mediaType: 'application/json',
  extension: 'json',
  write: (graph, options) => chunked(pieces(viewOf(graph, options))),
};

async function* pieces({ title, directed, nodes, edges }: View): AsyncGenerator<string, void, undefined> {
  const graph = JSON.stringify({ title });
  yield `{"directed":${directed},"multigraph":${directed},"graph":${graph},"nodes":[`;
  yield* listed(nodes, node);
  yield '],\n"links":[';
  yield* listed(edges, link);
  yield ']}\n';
}

function node({ id, label, values }: NodeView): string {
  return JSON.stringify({ id, label, ...jsonOf(values) });
}

function link({ id, source, target, label, values }: EdgeView): string {
  return JSON.stringify({ id, source, target, label, ...jsonOf(values) });
}
