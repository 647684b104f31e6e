import type { Graph } from './port.ts';
import type { EarlierGraph } from './sqlite/earlier.ts';

export interface GraphConfig {
  /** A Neo4j to use. Without it, the graph is embedded, in the folder. */
  readonly neo4j?:
    | {
        readonly uri: string;
        readonly username?: string | undefined;
        readonly password?: string | undefined;
        readonly database?: string | undefined;
      }
    | undefined;
  /** Where the embedded graph is kept; made if it is not there. */
  readonly folder: string;
  /** The process does one thing with the graph, and nobody else waits for its statements. */
  readonly isForOne?: boolean | undefined;
}

/**
 * Opens the graph that the configuration names. An engine is loaded only when it is the one: the embedded one is native
 * code, which not every machine that has a Neo4j can run.
 *
 * @throws StoreUnavailable the Neo4j address is none; whether a Neo4j answers is asked by `ping`
 * @throws FolderUnusable the folder cannot be written, or its file is locked, damaged or of another kind
 */
export async function openGraph(config: GraphConfig): Promise<Graph> {
  if (config.neo4j) {
    const { openNeo4j } = await import('./neo4j.ts');
    return openNeo4j(config.neo4j);
  }
  const { openSqlite } = await import('./sqlite/graph.ts');
  return await openSqlite(config.folder, { isForOne: config.isForOne });
}

/** The graph of an earlier version in the folder, which is not read any more; undefined where there is none. */
export async function earlierGraphOf(config: GraphConfig): Promise<EarlierGraph | undefined> {
  if (config.neo4j) return undefined;
  const { earlierGraph } = await import('./sqlite/earlier.ts');
  return await earlierGraph(config.folder);
}
