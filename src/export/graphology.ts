import { chunked } from './chunks.ts';
import { jsonOf } from './columns.ts';
import type { Format } from './format.ts';
import { listed } from './json.ts';
import { type EdgeView, type NodeView, type View, viewOf } from './view.ts';

/** What graphology's `export()` gives and its `import()` takes: for Sigma and Gephi Lite. */
export const graphology: Format = {
  name: 'graphology',
  mediaType: 'application/json',
  extension: 'json',
  write: (source, options) => chunked(pieces(viewOf(source, options))),
};

async function* pieces({ title, directed, nodes, edges }: View): AsyncGenerator<string, void, undefined> {
  const options = { type: directed ? 'directed' : 'undirected', multi: directed, allowSelfLoops: true };
  yield `{"attributes":${JSON.stringify({ name: title })},"options":${JSON.stringify(options)},"nodes":[`;
  yield* listed(nodes, node);
  yield '],\n"edges":[';
  yield* listed(edges, edge);
  yield ']}\n';
}

function node({ id: key, label, values }: NodeView): string {
  return JSON.stringify({ key, attributes: { label, ...jsonOf(values) } });
}

function edge({ id: key, source, target, label, values }: EdgeView): string {
  return JSON.stringify({ key, source, target, attributes: { label, ...jsonOf(values) } });
}
