import { chunked } from './chunks.ts';
import { jsonOf } from './columns.ts';
import type { Format } from './format.ts';
import { listed } from './json.ts';
import { type EdgeView, type NodeView, type View, viewOf } from './view.ts';

/** JSON Graph Format, version 2: nodes are an object by id. */
export const jgf: Format = {
  name: 'jgf',
  mediaType: 'application/vnd.jgf+json',
  extension: 'json',
  write: (graph, options) => chunked(pieces(viewOf(graph, options))),
};

// The edges are written even where there are none: the schema takes a graph without them for a hypergraph as well.
async function* pieces({ title, directed, nodes, edges }: View): AsyncGenerator<string, void, undefined> {
  yield `{"graph":{"label":${JSON.stringify(title)},"directed":${directed},"nodes":{`;
  yield* listed(nodes, node);
  yield '},\n"edges":[';
  yield* listed(edges, edge);
  yield ']}}\n';
}

function node({ id, label, values }: NodeView): string {
  return `${JSON.stringify(id)}:${JSON.stringify({ label, metadata: jsonOf(values) })}`;
}

function edge({ id, source, target, label, values: { relationshipType, ...values } }: EdgeView): string {
  return JSON.stringify({ id, source, target, relation: relationshipType, label, metadata: jsonOf(values) });
}
