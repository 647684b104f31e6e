/**
 * The prices of fields and arguments: what they add to the cost of an operation. The unit is about one value of an
 * answer. A price stands where its field or argument is declared: no schema is built without (`schema/declaring.ts`).
 */

/** Lists whose lengths arguments decide: those of a page, of a drawing and of a path. */
export type Size = 'page' | 'nodes' | 'edges' | 'hops';

/** How long a list is taken for: as its arguments say, or those of the field that gave its object. */
export type RowCount = number | { readonly size: Size; readonly otherwise: number; readonly more?: number };

/** What a field adds each time that an object has it. */
export interface FieldPrice {
  readonly own: number;
  /** How many rows a list has: each adds what is selected of it. Every list has this, and nothing else. */
  readonly rows?: RowCount;
  /** What a row adds of its own. Default: 1. */
  readonly row?: number;
}

/** A value that is there with its object. */
export const VALUE: FieldPrice = { own: 1 };
/** What reads something of its own, or counts a list. */
export const READING: FieldPrice = { own: 10 };
/** What may look at all entities or activities, one after the other, for few rows. */
export const BROAD: FieldPrice = { own: 500 };
/** What may look at millions of facts: an operation has 20 of these at most, and a client a thousand a minute. */
export const HEAVY: FieldPrice = { own: 4_500 };

/** The names of an entity, the passages of a fact: what no argument bounds, and nobody has many of. */
export const FEW: FieldPrice = { own: 1, rows: 4 };
/** How many values of a facet, or rows of another count by value, are expected. */
export const COUNTED_ROWS = 20;

/** The same price for a list. */
export function listing({ own }: FieldPrice, rows: RowCount): FieldPrice {
  return { own, rows };
}

/** What an argument, or a field of an input, adds. */
export type ArgumentPrice =
  /** Its number, or how many values it has, is the length of a list. The field itself refuses more than `most`. */
  | { readonly sizes: Size; readonly most: number }
  /** Once an operation: for each value of a list, and for each whole thousand of characters. */
  | { readonly each: number }
  /** What its own fields add, and 1 for each object of a list. */
  | 'by fields'
  /** Nothing: it is one of a few values, or a number whose largest the price of the field is for. */
  | 'nothing';

/** An argument is looked at once an operation, however many objects have its field. */
export const EACH: ArgumentPrice = { each: 1 };
