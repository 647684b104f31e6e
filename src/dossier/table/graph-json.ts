import { firstBytes } from './bytes.ts';
import { encodingByMark } from './dialect.ts';
import { jsonValues } from './json.ts';
import { TableUnreadable } from './streaming.ts';

/** Where tools have the nodes of a graph, each with the lists that its edges may be in. */
const LISTS: readonly (readonly [nodes: string, ...edges: string[]])[] = [
  // graphology and NetworkX, and D3.
  ['nodes', 'edges', 'links'],
  // Cytoscape.
  ['elements.nodes', 'elements.edges'],
];
const KEYS = /"(?:nodes|edges|links|elements)"\s*:/;

/** The paths of the lists of nodes and of edges in a JSON file, where it is a graph; none in any other. */
export async function graphLists(path: string, signal: AbortSignal | undefined): Promise<string[]> {
  const begin = await firstBytes(path, 1 << 16);
  const encoding = encodingByMark(begin) ?? 'utf-8';
  const text = new TextDecoder(encoding).decode(begin, { stream: true });
  if (!/^\s*\{/.test(text) || !KEYS.test(text)) return [];
  const found = new Set<string>();
  const paths = LISTS.flat().map((list) => `${list}.*`);
  try {
    await jsonValues(path, encoding, paths, { signal }, (place) => found.add(place));
  } catch (error) {
    // Not one object, such as one on each line, or broken: then it is said where it is read.
    if (error instanceof TableUnreadable) return [];
    throw error;
  }
  // A map at the same path has a name in the place of the last star.
  const lists = LISTS.find(([nodes]) => found.has(`${nodes}.*`)) ?? [];
  return lists.filter((list) => found.has(`${list}.*`));
}
