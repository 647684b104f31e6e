import { ownVocabulary } from './vocabulary.ts';

/** The formats of graph files, as the schema names them. */
export const ExportFormat = ownVocabulary('ExportFormat', 'A format of graph files for other tools.', {
  CYTOSCAPE: 'Cytoscape JSON, for Cytoscape and Cytoscape.js.',
  GRAPHOLOGY: 'Graphology JSON, for Sigma and Gephi Lite.',
  GEXF: 'GEXF 1.3, for Gephi.',
  GRAPHML: 'GraphML, for yEd, igraph and NetworkX.',
  JGF: 'JSON Graph Format 2.',
  JSONLD: 'JSON-LD, for linked data.',
  D3: 'Node-link JSON, for D3.',
  NETWORKX: 'Node-link JSON as NetworkX has it.',
  NODES_CSV: 'A table of the nodes.',
  EDGES_CSV: 'A table of the edges.',
});

/** The end of a file's address for a value of {@link ExportFormat}: `nodes.csv` of `NODES_CSV`. */
export function formatPath(value: string): string {
  return value.toLowerCase().replace('_', '.');
}

/** The arguments of a file, as the fields of the schema take them. */
export type ExportArguments = { readonly [argument: string]: unknown };

/**
 * What gives the addresses of a graph as files, below the server's own: `/graphs/neighborhood.gexf?of=Country%3ATR&depth=1`.
 *
 * The fields of `filter` are parameters of their own; a list is one parameter with commas, for no id and no value of an
 * enum has one; an object is JSON.
 */
export function exportPaths(
  kind: string,
  { filter, ...args }: ExportArguments,
): (format: string, languages: readonly string[] | null | undefined) => string {
  const ofArgs = parametersOf(args);
  const ofFilter = parametersOf((filter ?? {}) as ExportArguments);
  return (format, languages) => {
    const query = [ofArgs, parametersOf({ languages }), ofFilter].filter((each) => each !== '').join('&');
    return `/graphs/${kind}.${formatPath(format)}${query ? `?${query}` : ''}`;
  };
}

function parametersOf(args: ExportArguments): string {
  const given = Object.entries(args).filter(([, value]) => value !== null && value !== undefined);
  return new URLSearchParams(given.map(([name, value]): [string, string] => [name, parameterOf(value)])).toString();
}

function parameterOf(value: unknown): string {
  const values = Array.isArray(value) ? value : [value];
  return values.some((each) => typeof each === 'object') ? JSON.stringify(value) : values.map(String).join(',');
}
