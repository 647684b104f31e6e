import { parse as parseCsv } from 'csv-parse/sync';
import cytoscape, { type ElementsDefinition } from 'cytoscape';
import { MultiGraph } from 'graphology';
import { parse as parseGexf } from 'graphology-gexf';
import { parse as parseGraphml } from 'graphology-graphml';
import type { SerializedGraph } from 'graphology-types';
import jsonld, { type Json } from 'jsonld';
import * as z from 'zod';
import type { FormatName } from '../../src/export/formats.ts';

/** A graph as a library read it from a file: what every format keeps. */
export interface ReadGraph {
  readonly nodes: readonly { readonly id: string; readonly label: string }[];
  readonly edges: readonly { readonly id: string; readonly source: string; readonly target: string }[];
}

/** The class that graphology exports by default; its types hide it from ES modules. It makes any graph, as asked. */
const Graph: typeof MultiGraph = Object.getPrototypeOf(MultiGraph);

export function readCytoscape(file: string): cytoscape.Core {
  const { elements, data }: { elements: ElementsDefinition; data: object } = JSON.parse(file);
  return cytoscape({ headless: true, elements, data });
}

export function readGraphology(file: string): MultiGraph {
  const serialized: SerializedGraph = JSON.parse(file);
  const graph = new Graph(serialized.options);
  graph.import(serialized);
  return graph;
}

export function readGexf(file: string): MultiGraph {
  return parseGexf(Graph, file);
}

export function readGraphml(file: string): MultiGraph {
  return parseGraphml(Graph, file);
}

export function readCsv(file: string): Record<string, string>[] {
  return parseCsv(file, { columns: true, record_delimiter: '\r\n' });
}

const Metadata = z.record(z.string(), z.unknown());

/** The schema of JSON Graph Format 2 for graphs whose edges have two ends; it takes no member that it does not know. */
const JsonGraph = z.strictObject({
  graph: z.strictObject({
    id: z.string().optional(),
    type: z.string().optional(),
    label: z.string().optional(),
    directed: z.boolean().optional(),
    metadata: Metadata.optional(),
    nodes: z.record(z.string(), z.strictObject({ label: z.string().optional(), metadata: Metadata.optional() })),
    edges: z.array(
      z.strictObject({
        id: z.string().optional(),
        source: z.string(),
        target: z.string(),
        relation: z.string().optional(),
        directed: z.boolean().optional(),
        label: z.string().optional(),
        metadata: Metadata.optional(),
      }),
    ),
  }),
});

export function readJgf(file: string) {
  return JsonGraph.parse(JSON.parse(file)).graph;
}

/** Keeps the direction of texts, and reads nothing from outside the file. */
export const RDF = {
  rdfDirection: 'i18n-datatype',
  documentLoader: async (url: string): Promise<never> => {
    throw new Error(`The file asks for ${url}.`);
  },
} as const;

/** The statements of a file as canonical N-Quads: two files that say the same have the same. */
export async function statementsOf(document: Json): Promise<string> {
  return jsonld.canonize(document, { ...RDF, algorithm: 'RDFC-1.0', format: 'application/n-quads' });
}

/** The file as JSON-LD again, after it was RDF. */
export async function throughRdf(file: string): Promise<Json[]> {
  const quads = await jsonld.toRDF(JSON.parse(file), { ...RDF, format: 'application/n-quads' });
  return jsonld.fromRDF(quads, { ...RDF, format: 'application/n-quads' });
}

/** A node of JSON-LD, in the terms of the file. */
export interface LinkedNode {
  readonly '@id': string;
  readonly '@type': string | readonly string[];
  readonly [term: string]: unknown;
}

/** The nodes of a file after it was RDF. */
export async function readJsonld(file: string): Promise<LinkedNode[]> {
  const compacted = await jsonld.compact(await throughRdf(file), JSON.parse(file)['@context'], { ...RDF, graph: true });
  // Every node of a graph is an object with these two, since the file gives each a type.
  return compacted['@graph'] as unknown as LinkedNode[];
}

const nodesOf = (graph: MultiGraph) => graph.mapNodes((id, { label }) => ({ id, label: String(label ?? '') }));
const ofGraphology = (graph: MultiGraph): ReadGraph => ({
  nodes: nodesOf(graph),
  edges: graph.mapEdges((id, _attributes, source, target) => ({ id, source, target })),
});

/** Reads each format as its users do. A table has one half of a graph. */
export const readers: { readonly [name in FormatName]: (file: string) => ReadGraph | Promise<ReadGraph> } = {
  cytoscape: (file) => {
    const core = readCytoscape(file);
    return {
      nodes: core.nodes().map((node) => ({ id: node.id(), label: node.data('label') })),
      edges: core.edges().map((edge) => ({ id: edge.id(), source: edge.source().id(), target: edge.target().id() })),
    };
  },
  graphology: (file) => ofGraphology(readGraphology(file)),
  gexf: (file) => ofGraphology(readGexf(file)),
  graphml: (file) => {
    const graph = readGraphml(file);
    return {
      nodes: nodesOf(graph),
      edges: graph.mapEdges((_id, { fact }, source, target) => ({ id: String(fact), source, target })),
    };
  },
  jgf: (file) => {
    const { nodes, edges } = readJgf(file);
    return {
      nodes: Object.entries(nodes).map(([id, { label = '' }]) => ({ id, label })),
      edges: edges.map(({ id = '', source, target }) => ({ id, source, target })),
    };
  },
  d3: (file) => {
    const { nodes, links } = JSON.parse(file);
    return { nodes, edges: links };
  },
  networkx: (file) => {
    const { nodes, edges } = JSON.parse(file);
    return {
      nodes,
      edges: edges.map(({ key, source, target }: { [name: string]: string }) => ({ id: key, source, target })),
    };
  },
  jsonld: async (file) => {
    const nodes = await readJsonld(file);
    const byIri = new Map(nodes.map((node) => [node['@id'], String(node['identifier'])]));
    const end = (iri: unknown) => byIri.get(String(iri)) ?? `nothing at ${iri}`;
    const isFact = ({ '@type': types }: LinkedNode) => [types].flat().includes('Fact');
    return {
      nodes: nodes
        .filter(({ '@type': types }) => [types].flat().includes('Entity'))
        .map(({ identifier, label }) => ({
          id: String(identifier),
          label: String((label as { '@value': string })['@value']),
        })),
      edges: nodes.filter(isFact).map(({ identifier, source, target }) => ({
        id: String(identifier),
        source: end(source),
        target: end(target),
      })),
    };
  },
  'nodes.csv': (file) => ({
    nodes: readCsv(file).map(({ Id = '', Label = '' }) => ({ id: Id, label: Label })),
    edges: [],
  }),
  'edges.csv': (file) => ({
    nodes: [],
    edges: readCsv(file).map(({ Id = '', Source = '', Target = '' }) => ({ id: Id, source: Source, target: Target })),
  }),
};
