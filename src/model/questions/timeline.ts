import { Activity } from '../../core/interfaces.ts';
import { BadUserInput } from '../../declare/errors.ts';
import { type FilterValue, Scope } from '../../declare/filter.ts';
import type { Connection, Edge, MaybePromise } from '../../declare/list/connection.ts';
import type { Operation } from '../../declare/operation.ts';
import { BROAD, listing, READING, VALUE } from '../../declare/price.ts';
import type { EntityRow } from '../../declare/rows.ts';
import { forwardArgs } from '../../declare/schema/connection.ts';
import type { Parts } from '../../declare/schema/parts.ts';
import type { ValueTypes } from '../../declare/schema/value-types.ts';
import { ownVocabulary } from '../../declare/vocabulary.ts';
import { absent, anyOf, compared, property } from '../../graph/query.ts';
import { UNBOUNDED_START } from '../../time/edtf.ts';
import { ACTIVITY, EVERY } from './access-paths.ts';
import { activityConnection, activityList } from './activities.ts';
import { activityConditions } from './activity-filter.ts';
import { bucketMatch, bucketsQuery } from './timeline.query.ts';

const TimeUnit = ownVocabulary('TimeUnit', 'How wide a bucket of a timeline is.', {
  DAY: 'A day.',
  MONTH: 'A month.',
  YEAR: 'A year.',
});

/** How many characters of a day, `2024-05-02`, name the unit. */
const WIDTH: { readonly [unit: string]: number } = { DAY: 10, MONTH: 7, YEAR: 4 };
const MAX_BUCKETS = 1000;

const EARLIEST = property(ACTIVITY, 'earliest');
const UNBOUNDED = { literal: UNBOUNDED_START };
/** Activities that have a lower bound, and those that have none. */
const PLACED = compared(EARLIEST, '>', UNBOUNDED);
const UNPLACED = anyOf(absent(EARLIEST), compared(EARLIEST, '=', UNBOUNDED));

interface Timeline {
  readonly buckets: readonly Bucket[];
  readonly filter: FilterValue | null | undefined;
}

interface Bucket {
  /** The arguments of its timeline. */
  readonly timeline: object;
  readonly date: string;
  readonly count: number;
  readonly unit: string;
  readonly filter: FilterValue | null | undefined;
}

/** Adds the timeline: how many activities began in each day, month or year. */
export function addTimeline(parts: Parts, valueTypes: ValueTypes): void {
  const { builder, model } = parts;
  if (!model.interfaces.includes(Activity)) return;
  const activities = activityConnection(parts, valueTypes);
  const bucket = builder.objectRef<Bucket>('TimelineBucket').implement({
    description: 'The activities whose lower bound falls in a day, a month or a year.',
    fields: (t) => ({
      date: t.field({
        type: 'EDTF',
        description: 'The unit, or what is coarser where the bound is: `2023-10`.',
        price: VALUE,
        resolve: ({ date }) => date,
      }),
      count: t.int({ price: VALUE, resolve: ({ count }) => count }),
      activities: t.field({
        type: activities,
        nullable: true,
        description: 'Which activities these are, by date, the earliest first; those of one date by id.',
        price: READING,
        args: forwardArgs(t),
        resolve: ({ timeline, date, unit, filter }, args, operation) =>
          activityList(parts, operation, {
            name: 'TimelineBucket.activities',
            parents: 'row',
            parent: date,
            key: unit,
            found: (scope) => ({ match: bucketMatch([PLACED], scope.add(WIDTH[unit] ?? 10)), where: [] }),
            args,
            of: timeline,
            query: { filter, orderBy: { field: 'DATE', direction: 'ASC' } },
          }),
      }),
    }),
  });
  const timeline = builder.objectRef<Timeline>('Timeline').implement({
    description: 'Activities by the first day that each can have been on. Empty buckets are left out.',
    fields: (t) => ({
      buckets: t.field({
        type: [bucket],
        description: 'By date, the earliest first.',
        price: listing(VALUE, MAX_BUCKETS),
        resolve: ({ buckets }) => [...buckets],
      }),
      unplaced: t.field({
        type: activities,
        nullable: true,
        description: 'Activities without a lower bound, by id.',
        price: VALUE,
        resolve: ({ filter }, _args, operation): MaybePromise<Connection<Edge<EntityRow>>> =>
          activityList(parts, operation, {
            name: 'Timeline.unplaced',
            parents: 'root',
            parent: '',
            found: () => ({ match: EVERY, where: [UNPLACED] }),
            args: {},
            query: { filter },
          }),
      }),
    }),
  });
  builder.queryField('timeline', (t) =>
    t.field({
      type: timeline,
      nullable: true,
      price: BROAD,
      description: `How many activities began when. At most ${MAX_BUCKETS} buckets.`,
      args: {
        filter: t.arg({ type: parts.input('ActivityFilter'), price: 'by fields' }),
        unit: t.arg({ type: parts.enum(TimeUnit), required: true, defaultValue: 'MONTH', price: 'nothing' }),
      },
      resolve: async (_query, args, operation) => {
        const { filter, unit } = args;
        const found = await bucketsOf(operation, filter, unit);
        return { filter, buckets: found.map((each) => ({ ...each, timeline: args, unit, filter })) };
      },
    }),
  );
}

async function bucketsOf(operation: Operation, filter: FilterValue | null | undefined, unit: string) {
  const scope = new Scope();
  const conditions = [PLACED, ...activityConditions(operation.model, filter, ACTIVITY, scope)];
  await operation.mustExist(scope.named);
  const width = scope.add(WIDTH[unit] ?? 10);
  const buckets = await operation.run(bucketsQuery(conditions, width, MAX_BUCKETS + 1), scope.params);
  if (buckets.length > MAX_BUCKETS)
    throw new BadUserInput(
      `unit: ${unit} makes more than ${MAX_BUCKETS} buckets here. Ask for a wider unit, or narrow filter.during.`,
    );
  return buckets;
}
