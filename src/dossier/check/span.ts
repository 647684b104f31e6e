import type { Model } from '../../declare/model.ts';
import { boundsOf } from '../read/dates.ts';
import { type StoredRow, textOf } from '../store/stored.ts';

/** The first and the last day of something, where it has any. */
export interface DaySpan {
  readonly earliest?: string;
  readonly latest?: string;
}

/** The time that rows are dated to. */
export class Span {
  readonly #dates: readonly string[];
  #days: DaySpan = {};

  constructor(model: Model) {
    this.#dates = dateNames(model);
  }

  get days(): DaySpan {
    return this.#days;
  }

  extend(row: StoredRow): void {
    for (const name of this.#dates) {
      const date = textOf(row, name);
      const bounds = date === undefined ? undefined : boundsOf(date);
      if (!bounds) continue;
      const { earliest, latest } = this.#days;
      if (earliest === undefined || bounds.first < earliest) this.#days = { ...this.#days, earliest: bounds.first };
      if (latest === undefined || bounds.last > latest) this.#days = { ...this.#days, latest: bounds.last };
    }
  }
}

/** The names of the properties that say when. */
function dateNames({ interfaces, types }: Model): string[] {
  const spans = [...interfaces, ...types].flatMap(({ properties }) =>
    Object.entries(properties).flatMap(([name, { kind }]) => (kind === 'span' ? [name] : [])),
  );
  return [...new Set(['date', ...spans])];
}
