import { chunked } from './chunks.ts';
import { plainOf } from './columns.ts';
import type { Format } from './format.ts';
import { listed } from './json.ts';
import { type EdgeView, type NodeView, type View, viewOf } from './view.ts';

/**
 * Node-link JSON as NetworkX has it since 3.4: `node_link_graph(file)`. The key of an edge is the id of its fact. Lists
 * are texts, so that NetworkX can write what it read as GraphML or GEXF.
 */
export const networkx: Format = {
  name: 'networkx',
  mediaType: 'application/json',
  extension: 'json',
  write: (graph, options) => chunked(pieces(viewOf(graph, options))),
};

async function* pieces({ title, directed, nodes, edges }: View): AsyncGenerator<string, void, undefined> {
  const graph = JSON.stringify({ name: title });
  yield `{"directed":${directed},"multigraph":${directed},"graph":${graph},"nodes":[`;
  yield* listed(nodes, node);
  yield '],\n"edges":[';
  yield* listed(edges, edge);
  yield ']}\n';
}

function node({ id, label, values }: NodeView): string {
  return JSON.stringify({ id, label, ...plainOf(values) });
}

function edge({ id, source, target, label, values }: EdgeView): string {
  return JSON.stringify({ source, target, key: id, label, ...plainOf(values) });
}
