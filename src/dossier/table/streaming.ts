import type { DossierFindings } from '../problem.ts';

/** A record of a table. */
export interface TableRecord {
  /** Where it begins, from 1: the line of a text, the row of a worksheet. */
  readonly line: number;
  readonly cells: readonly string[];
}

/** A table that cannot be read on: what is wrong, and in which line. */
export class TableUnreadable extends Error {
  override readonly name = 'TableUnreadable';
  readonly line: number;

  constructor(line: number, problem: string) {
    super(problem);
    this.line = line;
  }
}

export interface ReadOptions {
  /** Is told how many bytes of the file have been read since it was told before. */
  readonly onBytes?: ((bytes: number) => void) | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** How a table is read. */
export interface Streaming extends ReadOptions {
  /** Is told of every row that is wrong. */
  readonly findings: DossierFindings;
}
