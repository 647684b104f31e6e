import { edgesCsv, nodesCsv } from './csv.ts';
import { cytoscape } from './cytoscape.ts';
import { d3 } from './d3.ts';
import type { Format } from './format.ts';
import { gexf } from './gexf.ts';
import { graphml } from './graphml.ts';
import { graphology } from './graphology.ts';
import { jgf } from './jgf.ts';
import { jsonld } from './jsonld.ts';
import { networkx } from './networkx.ts';

export type FormatName =
  | 'cytoscape'
  | 'graphology'
  | 'gexf'
  | 'graphml'
  | 'jgf'
  | 'jsonld'
  | 'd3'
  | 'networkx'
  | 'nodes.csv'
  | 'edges.csv';

/** Every format that a graph can be had in, by its name. */
export const formats: { readonly [name in FormatName]: Format } = {
  cytoscape,
  graphology,
  gexf,
  graphml,
  jgf,
  jsonld,
  d3,
  networkx,
  'nodes.csv': nodesCsv,
  'edges.csv': edgesCsv,
};
