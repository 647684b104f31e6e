import type { EntityRow, FactRow } from '../declare/rows.ts';
import { spanIn } from '../declare/schema/property.ts';
import { parseDate, UNBOUNDED_END, UNBOUNDED_START } from '../time/edtf.ts';

/** The first and last day on which a timeline shows something, 'YYYY-MM-DD'. An absent one has no limit. */
export interface Lifetime {
  readonly start: string | undefined;
  readonly end: string | undefined;
}

/**
 * When a timeline shows what a row tells; undefined where it has no date, and is always there.
 *
 * What lasted is shown from the first to the last day that it can have had. What happened once did not last as long as
 * its date is vague: it is shown on the last day that it can have had, by which it had surely happened, or on the first
 * where there is no last.
 */
export function lifetimeOf(row: EntityRow | FactRow): Lifetime | undefined {
  const span = spanIn(row, 'date', false);
  if (!span) return undefined;
  const start = span.earliest === UNBOUNDED_START ? undefined : span.earliest;
  const end = span.latest === UNBOUNDED_END ? undefined : span.latest;
  if (parseDate(span.date).kind === 'interval') return { start, end };
  const day = end ?? start;
  return { start: day, end: day };
}
