import { chunked } from './chunks.ts';
import { type Attributes, type Column, textOf } from './columns.ts';
import type { Format } from './format.ts';
import { type EdgeView, type NodeView, type View, viewOf } from './view.ts';
import { escaped } from './xml.ts';

/** GraphML, for yEd, NetworkX, igraph and many more. Gephi makes one edge of parallel ones here, but not of GEXF's. */
export const graphml: Format = {
  name: 'graphml',
  mediaType: 'application/graphml+xml',
  extension: 'graphml',
  write: (graph, options) => chunked(pieces(viewOf(graph, options))),
};

async function* pieces(view: View): AsyncGenerator<string, void, undefined> {
  yield `<?xml version="1.0" encoding="UTF-8"?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns">
`;
  yield keys('node', [LABEL, ...view.nodeColumns]);
  yield keys('edge', view.directed ? [FACT, LABEL, ...view.edgeColumns] : view.edgeColumns);
  yield `<graph edgedefault="${view.directed ? 'directed' : 'undirected'}"><desc>${escaped(view.title)}</desc>\n`;
  for await (const each of view.nodes) yield node(each);
  for await (const each of view.edges) yield edge(each, view.directed);
  yield '</graph>\n</graphml>\n';
}

const LABEL: Column = { name: 'label', type: 'string' };
/** The id of a fact. GraphML's own ids are NMTOKENs, which have no `|`: those of entities are, those of facts are not. */
const FACT: Column = { name: 'fact', type: 'string' };

const TYPES: { readonly [type in Column['type']]: string } = {
  string: 'string',
  integer: 'int',
  double: 'double',
  boolean: 'boolean',
  reference: 'string',
  texts: 'string',
  references: 'string',
  list: 'string',
};

// Nodes and edges have columns of one name, and every key must have an id of its own.
function keys(of: 'node' | 'edge', columns: readonly Column[]): string {
  return columns
    .map(({ name, type }) => `<key id="${of}-${name}" for="${of}" attr.name="${name}" attr.type="${TYPES[type]}"/>\n`)
    .join('');
}

function node({ id, label, values }: NodeView): string {
  return `<node id="${escaped(id)}">${content('node', { label, ...values })}</node>\n`;
}

function edge({ id, source, target, label, values }: EdgeView, isFact: boolean): string {
  const own: Attributes = { ...(isFact ? { fact: id } : {}), ...(label === undefined ? {} : { label }), ...values };
  return `<edge source="${escaped(source)}" target="${escaped(target)}">${content('edge', own)}</edge>\n`;
}

function content(of: 'node' | 'edge', values: Attributes): string {
  return Object.entries(values)
    .map(([name, value]) => `<data key="${of}-${name}">${escaped(textOf(value))}</data>`)
    .join('');
}
