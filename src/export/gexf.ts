import { chunked } from './chunks.ts';
import { type Attributes, type Column, textOf } from './columns.ts';
import type { Format } from './format.ts';
import { type EdgeView, type NodeView, type View, viewOf } from './view.ts';
import { escaped } from './xml.ts';

/** GEXF 1.3, for Gephi. A node or edge with a date is there for the days of its {@link Lifetime}. */
export const gexf: Format = {
  name: 'gexf',
  mediaType: 'application/gexf+xml',
  extension: 'gexf',
  write: (graph, options) => chunked(pieces(viewOf(graph, options))),
};

async function* pieces(view: View): AsyncGenerator<string, void, undefined> {
  const [mode, edgeType] = view.directed ? ['dynamic" timeformat="date', 'directed'] : ['static', 'undirected'];
  yield `<?xml version="1.0" encoding="UTF-8"?>
<gexf xmlns="http://gexf.net/1.3" version="1.3">
<meta><creator>Dragoman</creator><description>${escaped(view.title)}</description></meta>
<graph mode="${mode}" defaultedgetype="${edgeType}" idtype="string">
`;
  yield declaration('node', view.nodeColumns);
  yield declaration('edge', view.edgeColumns);
  yield '<nodes>\n';
  for await (const each of view.nodes) yield node(each);
  yield '</nodes>\n<edges>\n';
  for await (const each of view.edges) yield edge(each);
  yield '</edges>\n</graph>\n</gexf>\n';
}

const TYPES: { readonly [type in Column['type']]: string } = {
  string: 'string',
  integer: 'integer',
  double: 'double',
  boolean: 'boolean',
  reference: 'string',
  // Not liststring: its quotation is read differently by each tool.
  texts: 'string',
  references: 'string',
  list: 'string',
};

function declaration(of: 'node' | 'edge', columns: readonly Column[]): string {
  const attributes = columns
    // A weight is an attribute of the edge itself.
    .filter(({ name }) => name !== 'weight')
    .map(({ name, type }) => `<attribute id="${name}" title="${name}" type="${TYPES[type]}"/>\n`);
  return attributes.length > 0 ? `<attributes class="${of}" mode="static">\n${attributes.join('')}</attributes>\n` : '';
}

function node({ id, label, lifetime, values }: NodeView): string {
  const start = element('node', { id, label, ...lifetime });
  return `${start}${attributeValues(values)}</node>\n`;
}

function edge({ id, source, target, label, kind, lifetime, values: { weight, ...values } }: EdgeView): string {
  const start = element('edge', { id, source, target, label, kind, weight, ...lifetime });
  return `${start}${attributeValues(values)}</edge>\n`;
}

function element(name: string, attributes: { readonly [name: string]: Attributes[string] | undefined }): string {
  const written = Object.entries(attributes).map(([attribute, value]) =>
    value === undefined ? '' : ` ${attribute}="${escaped(textOf(value))}"`,
  );
  return `<${name}${written.join('')}>`;
}

function attributeValues(values: Attributes): string {
  const written = Object.entries(values).map(
    ([id, value]) => `<attvalue for="${id}" value="${escaped(textOf(value))}"/>`,
  );
  return written.length > 0 ? `<attvalues>${written.join('')}</attvalues>` : '';
}
