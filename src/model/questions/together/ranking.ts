import { mostFirstOf, numberOfMostFirst } from '../../../declare/list/rank.query.ts';

/** A row of a ranking: two numbers of actors, and how much they share. */
export interface Ranked {
  readonly a: number;
  readonly b: number;
  readonly count: number;
}

/**
 * The first rows of a list by count, most first, then by ids; and how many rows the list has. Holds no more than a few
 * times the rows that are asked for, however many it hears of.
 */
export class Ranking {
  readonly #size: number;
  readonly #minimum: number;
  readonly #after: { readonly count: number; readonly key: string } | undefined;
  readonly #idOf: (row: Ranked) => string;
  #best: Ranked[] = [];
  #least = 0;
  /** Whether rows come before the first of the page. */
  hasRowsBefore = false;
  /** How many rows there are, those before the first of the page included. */
  total = 0;
  /** How many rows there would be besides, but for the least count. */
  below = 0;

  /**
   * @param options.size how many rows are asked for
   * @param options.minimum the least count that a row may have
   * @param options.after the key of a row that the first row comes after
   * @param options.idOf what rows of one count are ordered by; the numbers of a row are in that order
   */
  constructor(options: { size: number; minimum: number; after: string | undefined; idOf: (row: Ranked) => string }) {
    const { size, minimum, after, idOf } = options;
    this.#size = size;
    this.#minimum = minimum;
    this.#after = after === undefined ? undefined : { count: numberOfMostFirst(after), key: after };
    this.#idOf = idOf;
  }

  add(a: number, b: number, count: number): void {
    if (count < this.#minimum) {
      this.below++;
      return;
    }
    this.total++;
    if (count < this.#least) return;
    const row = { a, b, count };
    if (
      this.#after &&
      (count > this.#after.count || (count === this.#after.count && this.keyOf(row) <= this.#after.key))
    ) {
      this.hasRowsBefore = true;
      return;
    }
    this.#best.push(row);
    if (this.#best.length > 2 * this.#size + 1_000) this.#trim();
  }

  /** In order, at most as many as were asked for. */
  get rows(): readonly Ranked[] {
    this.#trim();
    return this.#best;
  }

  /** What a row is ordered by in the list, as a cursor holds it. */
  keyOf(row: Ranked): string {
    return `${mostFirstOf(row.count)}|${this.#idOf(row)}`;
  }

  #trim(): void {
    this.#best.sort((one, other) => other.count - one.count || one.a - other.a || one.b - other.b);
    this.#best = this.#best.slice(0, this.#size);
    if (this.#best.length === this.#size) this.#least = this.#best.at(-1)?.count ?? 0;
  }
}
