import { chunked } from './chunks.ts';
import { jsonOf } from './columns.ts';
import type { Format } from './format.ts';
import { listed } from './json.ts';
import { type EdgeView, type NodeView, type View, viewOf } from './view.ts';

/** Cytoscape.js JSON, which Cytoscape on the desktop reads too: `cytoscape({ elements: file.elements })`. */
export const cytoscape: Format = {
  name: 'cytoscape',
  mediaType: 'application/json',
  extension: 'cyjs',
  write: (source, options) => chunked(pieces(viewOf(source, options))),
};

async function* pieces({ title, nodes, edges }: View): AsyncGenerator<string, void, undefined> {
  yield `{"data":${JSON.stringify({ name: title })},"elements":{"nodes":[`;
  yield* listed(nodes, node);
  yield '],\n"edges":[';
  yield* listed(edges, edge);
  yield ']}}\n';
}

// On the desktop a node shows its `name`, on the web what a style says, by custom its `label`.
function node({ id, label, values }: NodeView): string {
  return JSON.stringify({ data: { id, label, name: label, ...jsonOf(values) } });
}

function edge({ id, source, target, label, values }: EdgeView): string {
  return JSON.stringify({ data: { id, source, target, label, ...jsonOf(values) } });
}
