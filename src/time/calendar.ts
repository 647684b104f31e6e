/** A day, month or year as it is written, in the proleptic Gregorian calendar. */
export interface CalendarDate {
  /** 1 to 9998 */
  readonly year: number;
  /** 1 to 12, null where only the year is given */
  readonly month: number | null;
  /** null where only the month or the year is given */
  readonly day: number | null;
  /** `~` or `%` */
  readonly approximate: boolean;
  /** `?` or `%` */
  readonly uncertain: boolean;
}

/** How many days a month has. `month` counts from 1. */
export function daysInMonth(year: number, month: number): number {
  // The calendar repeats every 400 years, and Date.UTC takes a year below 100 for one of the 1900s.
  return new Date(Date.UTC(2000 + (year % 400), month, 0)).getUTCDate();
}

/** The first day that a date covers, 'YYYY-MM-DD'. */
export function firstDay({ year, month, day }: CalendarDate): string {
  return written(year, month ?? 1, day ?? 1);
}

/** The last day that a date covers, 'YYYY-MM-DD'. */
export function lastDay({ year, month, day }: CalendarDate): string {
  return written(year, month ?? 12, day ?? daysInMonth(year, month ?? 12));
}

function written(year: number, month: number, day: number): string {
  return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}
