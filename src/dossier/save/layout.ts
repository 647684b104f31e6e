/** What becomes a file of its own. */
export interface Layout {
  /** From how many rows of one sort on they are a table. */
  readonly tableFrom: number;
  /** A document with more passages has them in files of its own. */
  readonly passages: number;
  /** A YAML file has one row, or no more bytes. */
  readonly bytes: number;
}

/** A YAML file takes half of what it may have. */
export const LAYOUT: Layout = { tableFrom: 1_000, passages: 500, bytes: 1_000_000 };
