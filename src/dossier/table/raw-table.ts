import type { SaidDialect } from './dialect.ts';
import type { GraphSheet } from './graph-xml.ts';
import type { ReadOptions, TableRecord } from './streaming.ts';

/** A table in a file, of whatever form: the names of its columns, and its rows, as often as they are asked for. */
export interface RawTable {
  /** The names of the columns; none where the table is empty. */
  readonly head: readonly string[];
  /** The line of those names. */
  readonly headLine: number;
  /** Whether its cells are values of nested lists and maps, so that any of them may be a list. */
  readonly isNested: boolean;
  /** The rows, some thousand at a time. @throws TableUnreadable */
  rows(options: ReadOptions): AsyncGenerator<TableRecord[]>;
  /** What may be wrong with the table where it lacks a column that is looked for. */
  doubtOf(column: string): string | undefined;
  /** Removes what was kept on the disk. */
  close(): void;
}

/** In what form a table is in its file, and what is said of that. */
export type FileFormat =
  | ({ readonly kind: 'separated' } & SaidDialect)
  | { readonly kind: 'workbook'; readonly sheet: string | undefined; readonly head: number | undefined }
  | { readonly kind: 'json'; readonly rows: string | undefined }
  | { readonly kind: 'graph'; readonly sheet: GraphSheet };

const KINDS: readonly (readonly [end: RegExp, kind: FileFormat['kind']])[] = [
  [/\.xls[xm]$/i, 'workbook'],
  [/\.(?:json|jsonl|ndjson|ijson)(?:\.gz)?$/i, 'json'],
  [/\.(?:gexf|graphml)(?:\.gz)?$/i, 'graph'],
];

/** In what form a file is, by the end of its name: of separated values, unless that tells of another one. */
export function kindOfFile(file: string): FileFormat['kind'] {
  return KINDS.find(([end]) => end.test(file))?.[1] ?? 'separated';
}
