import type { Model } from '../declare/model.ts';
import type { ExportedGraph } from './exported-graph.ts';

export interface ExportOptions {
  readonly model: Model;
  /** Languages to try in turn for names and words, as BCP 47 tags; then English, then any. */
  readonly languages: readonly string[];
  /** What the graph is called. */
  readonly title: string;
  /** What addresses start with, such as `https://dragoman.example`; where it is empty, identifiers are no addresses. */
  readonly base: string;
  /** Whether a table begins with a byte-order mark, by which Excel knows that it is UTF-8. */
  readonly bom?: boolean;
}

/** A kind of file that another tool reads. */
export interface Format {
  readonly name: string;
  /** The value of `Content-Type`. */
  readonly mediaType: string;
  /** What a file's name ends in, without its first dot. */
  readonly extension: string;
  /** Writes a graph piece by piece. Stopping early ends its streams. */
  write(graph: ExportedGraph, options: ExportOptions): AsyncIterable<string>;
}
