import { boundsOf } from '../read/dates.ts';
import { type StoredRow, textOf } from '../store/stored.ts';

/** The first and the last day of something, where it has any. */
export interface DaySpan {
  readonly earliest?: string;
  readonly latest?: string;
}

/** The time that rows are dated to. */
export class Span {
  #days: DaySpan = {};

  get days(): DaySpan {
    return this.#days;
  }

  extend(row: StoredRow): void {
    const date = textOf(row, 'date');
    const bounds = date === undefined ? undefined : boundsOf(date);
    if (!bounds) return;
    const { earliest, latest } = this.#days;
    if (earliest === undefined || bounds.first < earliest) this.#days = { ...this.#days, earliest: bounds.first };
    if (latest === undefined || bounds.last > latest) this.#days = { ...this.#days, latest: bounds.last };
  }
}
