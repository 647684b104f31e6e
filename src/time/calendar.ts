/** How precisely a date is written. */
export type Precision = 'day' | 'month' | 'season' | 'year' | 'decade' | 'century' | 'millennium';

/** A date as it is written, in the proleptic Gregorian calendar. */
export interface CalendarDate {
  readonly precision: Precision;
  /** 1 to 9998. Of a decade, a century or a millennium its first, from 10. */
  readonly year: number;
  /** 1 to 12, null where no month is given. */
  readonly month: number | null;
  /** null where no day is given. */
  readonly day: number | null;
  /** 21 to 41, where a part of a year is given: see {@link SEASONS}. */
  readonly season: number | null;
  /** `~` or `%` */
  readonly approximate: boolean;
  /** `?` or `%` */
  readonly uncertain: boolean;
}

const SPRING = { north: [3, 3], south: [9, 3] } as const;
const SUMMER = { north: [6, 3], south: [12, 3] } as const;
const AUTUMN = { north: [9, 3], south: [3, 3] } as const;
const WINTER = { north: [12, 3], south: [6, 3] } as const;

/**
 * The parts of a year in ISO 8601-2, 4.7.2 by number: the month in which each begins, and how many it has. A season is
 * three whole months, as meteorologists have them. One that names no hemisphere (21 to 24) is taken for a northern one.
 * The season that begins in December ends in the next year.
 */
const SEASONS: ReadonlyMap<number, readonly [month: number, months: number]> = new Map<
  number,
  readonly [number, number]
>([
  [21, SPRING.north],
  [22, SUMMER.north],
  [23, AUTUMN.north],
  [24, WINTER.north],
  [25, SPRING.north],
  [26, SUMMER.north],
  [27, AUTUMN.north],
  [28, WINTER.north],
  [29, SPRING.south],
  [30, SUMMER.south],
  [31, AUTUMN.south],
  [32, WINTER.south],
  ...[1, 4, 7, 10].map((month, quarter) => [33 + quarter, [month, 3]] as const),
  ...[1, 5, 9].map((month, third) => [37 + third, [month, 4]] as const),
  ...[1, 7].map((month, half) => [40 + half, [month, 6]] as const),
]);

/** How many years a date without months covers. */
const YEARS: { readonly [precision in Precision]?: number } = { decade: 10, century: 100, millennium: 1000 };

/** How many days a month has. `month` counts from 1. */
export function daysInMonth(year: number, month: number): number {
  // The calendar repeats every 400 years, and Date.UTC takes a year below 100 for one of the 1900s.
  return new Date(Date.UTC(2000 + (year % 400), month, 0)).getUTCDate();
}

/** The first day that a date covers, 'YYYY-MM-DD'. */
export function firstDay({ year, month, day, season }: CalendarDate): string {
  const [begins = 1] = SEASONS.get(season ?? 0) ?? [];
  return written(year, month ?? begins, day ?? 1);
}

/** The last day that a date covers, 'YYYY-MM-DD'. */
export function lastDay({ precision, year, month, day, season }: CalendarDate): string {
  if (day !== null && month !== null) return written(year, month, day);
  const [begins, months] = SEASONS.get(season ?? 0) ?? [month ?? 12, 1];
  // Counted from the January before the year.
  const last = begins + months - 1;
  const [lastYear, lastMonth] = last > 12 ? [year + 1, last - 12] : [lastYearOf(precision, year), last];
  return written(lastYear, lastMonth, daysInMonth(lastYear, lastMonth));
}

/** The last year of a decade, a century or a millennium; otherwise the year. */
export function lastYearOf(precision: Precision, year: number): number {
  return year + (YEARS[precision] ?? 1) - 1;
}

function written(year: number, month: number, day: number): string {
  return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}
