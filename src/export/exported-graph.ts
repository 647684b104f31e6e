import type { DossierRow } from '../declare/dossiers.ts';
import type { DocumentRow, EntityRow, FactRow, Passage } from '../declare/rows.ts';

/** Rows to write, in memory or streamed. A stream is read once, and no faster than what it becomes is taken. */
export type RowStream<R> = AsyncIterable<R> | Iterable<R>;

/** A fact as an edge. A `Fact` is one. */
export interface ExportedFact {
  readonly type: string;
  readonly row: FactRow;
}

/** Two actors and how many activities they share, by their ids. */
export interface ExportedPair {
  readonly a: string;
  readonly b: string;
  readonly count: number;
}

/**
 * A graph to write. Its edges join only nodes that are in it; each node and edge comes once. A format reads the nodes,
 * then the edges, then the passages, and begins no stream that it has no place for.
 */
export type ExportedGraph =
  | {
      /** Entities and the facts that join them. */
      readonly kind: 'facts';
      readonly nodes: RowStream<EntityRow>;
      readonly edges: RowStream<ExportedFact>;
      /** The passages of the evidence, those of one document together. Formats without a place for them keep the ids. */
      readonly passages: RowStream<Passage>;
      /** Documents besides those of the passages. */
      readonly documents?: RowStream<DocumentRow>;
      /**
       * The dossier that the graph is all of, and nothing else. An entity that only others state has its names and no
       * evidence, a document no title.
       */
      readonly dossier?: DossierRow | undefined;
    }
  | {
      /** Actors and what they took part in together. */
      readonly kind: 'co-participation';
      readonly nodes: RowStream<EntityRow>;
      readonly edges: RowStream<ExportedPair>;
      readonly passages: RowStream<Passage>;
    };

/** The id of a pair, where a format wants its edges to have one. */
export function pairId({ a, b }: ExportedPair): string {
  return `${a}|${b}`;
}
