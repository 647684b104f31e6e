/** What `neo4j.mjs` offers to TypeScript; its comments are there. */
export interface Neo4jServer {
  readonly uri: string;
  readonly home: string;
  readonly pid: number;
  kill(signal?: NodeJS.Signals): Promise<void>;
  start(): Promise<void>;
  stop(): Promise<void>;
}

export function admin(home: string, args: readonly string[]): Promise<string>;

export function missing(): Promise<string | undefined>;

export function startNeo4j(options?: {
  home?: string;
  port?: number;
  memory?: string;
  pageCache?: string;
  libs?: string;
  say?: (line: string) => void;
}): Promise<Neo4jServer>;
