/** How many activities began in each day, month or year. */
import fc from 'fast-check';
import { parseDate } from '../../src/time/edtf.ts';
import {
  type ActivityFilter,
  activitiesPassing,
  activityCounts,
  activityFilter,
  orderedActivities,
} from './activities.ts';
import type { Group } from './group.ts';
import { byCodePoint, type Entity } from './world.ts';

interface Timeline {
  readonly filter?: ActivityFilter | null | undefined;
  readonly unit?: string | undefined;
  /** Ask for totals and facets. */
  readonly counted: boolean;
}

const ACTIVITIES =
  '{ totalCount @include(if: $counted) types @include(if: $counted) { value count } eventKinds @include(if: $counted) { value count } nodes { id } }';
const QUERY = `query($filter: ActivityFilter, $unit: TimeUnit! = MONTH, $counted: Boolean!) { timeline(filter: $filter, unit: $unit) {
  buckets { date count activities(first: 100) ${ACTIVITIES} }
  unplaced ${ACTIVITIES}
} }`;

/** How many parts of a lower bound, year, month and day, a bucket of a unit shows. */
const PARTS: { readonly [unit: string]: number } = { YEAR: 1, MONTH: 2, DAY: 3 };
/** How many rows `unplaced` shows, which has no paging arguments. */
const UNPLACED = 20;

export const timeline: Group<Timeline> = {
  name: 'timeline',
  args: fc.record({
    filter: activityFilter,
    unit: fc.constantFrom('DAY', 'MONTH', 'YEAR', undefined),
    counted: fc.boolean(),
  }),
  answer: async (ask, args) => (await ask(QUERY, { ...args })).timeline,
  expected(world, { filter, unit, counted }) {
    const found = activitiesPassing(world, filter);
    const bucketed = found.map((activity) => ({ activity, bucket: bucketOf(activity, PARTS[unit ?? 'MONTH'] ?? 2) }));
    const within = (date: string | undefined) =>
      bucketed.filter(({ bucket }) => bucket === date).map(({ activity }) => activity);
    const dates = [...new Set(bucketed.map(({ bucket }) => bucket))].filter((date) => date !== undefined);
    const shown = (activities: readonly Entity[], orderBy?: { field: string }) => ({
      ...(counted ? activityCounts(activities) : {}),
      nodes: orderedActivities(world, activities, orderBy).map(({ id }) => ({ id })),
    });
    const unplaced = shown(within(undefined));
    return {
      buckets: dates.sort(byCodePoint).map((date) => ({
        date,
        count: within(date).length,
        activities: shown(within(date), { field: 'DATE' }),
      })),
      unplaced: { ...unplaced, nodes: unplaced.nodes.slice(0, UNPLACED) },
    };
  },
};

/** The lower bound, as finely as it is written and no finer than the unit. */
function bucketOf({ date }: Entity, parts: number): string | undefined {
  if (date === undefined) return undefined;
  const said = parseDate(date);
  const from = said.kind === 'once' ? said.date : said.kind === 'oneOf' ? said.from : said.start;
  if (from === null || typeof from === 'string') return undefined;
  const masked = { millennium: 3, century: 2, decade: 1 }[String(from.precision)] ?? 0;
  const year = String(from.year).padStart(4, '0');
  const written = [year.slice(0, 4 - masked) + 'X'.repeat(masked), from.month ?? from.season, from.day]
    .filter((part) => part !== null)
    .map((part) => String(part).padStart(2, '0'));
  return written.slice(0, parts).join('-');
}
