/** The rows of the picture, as every view takes them. */

export interface Span {
  readonly edtf: string;
  readonly label: string;
  readonly earliest: string | null;
  readonly latest: string | null;
  readonly ongoing: boolean;
}

export interface Entity {
  readonly id: string;
  readonly label: string;
  readonly entityType: string;
  readonly degree: number;
  readonly date?: Span | null;
  /** The dossiers that state it; there where a filter tests them. */
  readonly dossiers?: readonly { readonly id: string }[] | null;
  /** The passages that report it; there where a filter tests their documents. */
  readonly evidence?: readonly { readonly document: { readonly id: string } }[] | null;
  readonly coordinates?: { readonly latitude: number; readonly longitude: number } | null;
}

export interface Fact {
  readonly id: string;
  readonly type: string;
  readonly label: string;
  readonly date: Span | null;
  readonly source: string;
  readonly target: string;
  readonly role?: string;
}

/** Two entities that share activities, in a picture of who acts with whom. */
export interface Tie {
  readonly a: string;
  readonly b: string;
  readonly count: number;
  /** How many activities they share, where `count` is in how many of these they held the same role. */
  readonly of?: number | undefined;
}

export interface Picture {
  readonly entities: readonly Entity[];
  readonly facts: readonly Fact[];
  /** Facts between these entities that are too many to show; null where they are too many to count. */
  readonly omittedFacts: number | null;
  /** How many entities that were asked for are not in the graph any more. */
  readonly gone: number;
}

export const EMPTY_PICTURE: Picture = { entities: [], facts: [], omittedFacts: 0, gone: 0 };

/** What the server sends of a picture. */
export interface Served {
  /** Entities alone. */
  readonly nodes?: readonly (Entity | null)[];
  readonly subgraph?: {
    readonly omittedEdges: number | null;
    readonly nodes: readonly Entity[];
    readonly edges: readonly (Omit<Fact, 'source' | 'target'> & {
      readonly source: { readonly id: string };
      readonly target: { readonly id: string };
    })[];
  } | null;
}

export function pictureOf({ nodes, subgraph }: Served): Picture {
  if (nodes) {
    const entities = nodes.filter((node) => node !== null);
    return { entities, facts: [], omittedFacts: 0, gone: nodes.length - entities.length };
  }
  if (!subgraph) return EMPTY_PICTURE;
  return {
    entities: subgraph.nodes,
    facts: subgraph.edges.map((edge) => ({ ...edge, source: edge.source.id, target: edge.target.id })),
    omittedFacts: subgraph.omittedEdges,
    gone: 0,
  };
}
