import { Actor } from '../../core/interfaces.ts';
import { enumName } from '../../declare/entity.ts';
import { BadUserInput, quoted, TooCostly } from '../../declare/errors.ts';
import { type FilterValue, Scope } from '../../declare/filter.ts';
import { connection } from '../../declare/list/connection.ts';
import type { Order } from '../../declare/list/paging.ts';
import type { Operation } from '../../declare/operation.ts';
import { EACH, FEW, HEAVY, READING, VALUE } from '../../declare/price.ts';
import type { Property } from '../../declare/property.ts';
import { connectionType, forwardArgs } from '../../declare/schema/connection.ts';
import type { Arguments, Parts } from '../../declare/schema/parts.ts';
import type { ValueTypes } from '../../declare/schema/value-types.ts';
import { ownVocabulary } from '../../declare/vocabulary.ts';
import type { Row, Value } from '../../graph/port.ts';
import { checkCurrency, decimalOf, decimalText, InvalidMoney } from '../../money/money.ts';
import { valueName } from '../names.ts';
import { ACTIVITY } from './access-paths.ts';
import { activityConnection, activityList } from './activities.ts';
import { activityConditions } from './activity-filter.ts';
import { propertiesOfActivities } from './activity-properties.ts';
import { rolesOf } from './participation.ts';
import { estimateQuery, type Grouping, groupMatch, groupsMatch, HALF } from './totals.query.ts';

const TotalGroup = ownVocabulary('TotalGroup', 'By what else a total is divided.', {
  TYPE: 'By the type of the activities.',
  MONTH: 'By the month that they began in.',
  YEAR: 'By the year that they began in.',
});
/** How many characters of a day, `2024-05-02`, name the unit. */
const WIDTH: { readonly [by: string]: number } = { MONTH: 7, YEAR: 4 };

/** How many participations, or pairs of them, one question may look at. */
const BUDGET = 3_000_000;
/** Beyond it, a sum is none of 64 bits. */
const MOST_SUM = 2n ** 63n - 1n;

const BY_SUM: Order = { property: 'sum', direction: 'ASC' };

/** What a question for totals asks, as its arguments say it. */
interface TotalsArguments {
  readonly of: string;
  readonly filter?: FilterValue | null | undefined;
  readonly participant?: string | null | undefined;
  readonly other?: string | null | undefined;
  readonly by?: string | null | undefined;
  readonly currency?: string | null | undefined;
}

/** Sums of one currency; of numbers, which have none, it is null. */
interface Sum {
  readonly currency: string | null;
  readonly count: number;
  readonly sum: string;
  readonly least: string;
  readonly most: string;
}

interface Total {
  readonly asked: TotalsArguments;
  readonly one: string;
  readonly two: string;
  readonly kind: string;
  readonly date: string;
  readonly count: number;
  readonly sums: readonly Sum[];
}

/** Adds what properties of activities add up to, where there is one that can. */
export function addTotals(parts: Parts, valueTypes: ValueTypes): void {
  const { builder, model } = parts;
  const summed = Object.entries(propertiesOfActivities(model)).filter(([, { total }]) => total);
  if (summed.length === 0) return;
  const byValue = new Map(summed.map(([name, property]) => [valueName(name), { name, property }]));
  const { participation } = model.parts;
  const roles = participation && parts.enum(rolesOf(participation));
  const property = parts.enum(
    ownVocabulary(
      'TotalProperty',
      'What can be added up.',
      Object.fromEntries(summed.map(([name, { description }]) => [valueName(name), description])),
    ),
  );

  const sum = builder.objectRef<Sum>('TotalSum').implement({
    description: 'What the amounts of a currency add up to, exact.',
    fields: (t) => ({
      currency: t.exposeString('currency', { nullable: true, price: VALUE, description: 'Null for numbers.' }),
      count: t.exposeInt('count', { price: VALUE, description: 'How many activities say how much.' }),
      sum: t.exposeString('sum', { price: VALUE, description: 'A decimal number: `1200.50`.' }),
      least: t.exposeString('least', { price: VALUE }),
      most: t.exposeString('most', { price: VALUE }),
    }),
  });
  const total = builder.objectRef<Total>('Total').implement({
    description: 'A group of activities, and what they add up to.',
    fields: (t) => ({
      ...(participation
        ? {
            participant: t.field({
              type: parts.interface(Actor),
              nullable: true,
              price: VALUE,
              description: 'Who took part in the role `participant`; null where the total is not divided by it.',
              resolve: async ({ one }, _args, operation) =>
                one === '' ? null : ((await operation.entity(one)) ?? null),
            }),
            other: t.field({
              type: parts.interface(Actor),
              nullable: true,
              price: VALUE,
              description: 'Who took part in the role `other`; null where the total is not divided by it.',
              resolve: async ({ two }, _args, operation) =>
                two === '' ? null : ((await operation.entity(two)) ?? null),
            }),
          }
        : {}),
      type: t.field({
        type: parts.enum(model.entityTypes),
        nullable: true,
        price: VALUE,
        description: 'The type of the activities; null where the total is not divided by it.',
        resolve: ({ kind }) => (kind === '' ? null : enumName(kind)),
      }),
      date: t.field({
        type: 'EDTF',
        nullable: true,
        price: VALUE,
        description:
          'The month or the year, or what is coarser where the lower bound is; null where there is none, or the total is not divided by time.',
        resolve: ({ date }) => (date === '' ? null : date),
      }),
      count: t.exposeInt('count', { price: VALUE, description: 'How many activities.' }),
      sums: t.field({
        type: [sum],
        price: FEW,
        description: 'By currency, that which was asked for first.',
        resolve: ({ sums }) => [...sums],
      }),
      activities: t.field({
        type: activityConnection(parts, valueTypes),
        nullable: true,
        description: 'Which activities these are, by id.',
        price: READING,
        args: forwardArgs(t),
        resolve: ({ asked, one, two, kind, date }, args, operation) =>
          activityList(parts, operation, {
            name: 'Total.activities',
            parents: 'row',
            // No id of an entity has a bar in it.
            parent: [one, two, kind, date].join('|'),
            key: [asked.participant ?? null, asked.other ?? null, asked.by ?? null],
            found: (scope) => ({ match: groupMatch(groupingOf(asked, scope)), where: [] }),
            args,
            of: asked,
            query: { filter: asked.filter },
          }),
      }),
    }),
  });

  /** @throws BadUserInput */
  function groupingOf(asked: TotalsArguments, scope: Scope): Grouping {
    const of = byValue.get(asked.of);
    if (!of) throw new BadUserInput(`of: ${quoted(asked.of)} cannot be added up.`);
    if (asked.other && !asked.participant)
      throw new BadUserInput(`other: ${asked.other} divides groups of a participant; name a role as participant too.`);
    const by = [asked.participant, asked.other].flatMap((role) => (role ? [scope.add(role)] : []));
    const width = WIDTH[asked.by ?? ''];
    return {
      ...of,
      participation: participation?.name ?? '',
      roles: by,
      byType: asked.by === 'TYPE',
      width: width === undefined ? undefined : scope.add(width),
    };
  }

  function totalsOf(
    operation: Operation,
    asked: TotalsArguments,
    paging: { first?: number | null; after?: string | null },
  ) {
    const of = byValue.get(asked.of)?.property;
    const currency = checkedCurrency(asked, of);
    return connection<Total>(operation, {
      name: 'totals',
      parent: '',
      filter: asked,
      order: BY_SUM,
      args: paging,
      node: (row) => totalOf(row, asked, of, currency),
      make(scope) {
        const grouping = groupingOf(asked, scope);
        const conditions = activityConditions(model, asked.filter, ACTIVITY, scope);
        return {
          rowSet: {
            name: 'totals',
            parents: 'root',
            paths: [{ match: groupsMatch(grouping, conditions, scope.add(currency)), where: [], ordered: 'key' }],
            variables: [...COLUMNS],
            columns: Object.fromEntries(COLUMNS.map((name) => [name, { value: name }])),
            facets: {},
          },
        };
      },
    });
  }

  const roleArgs = (t: Arguments) =>
    roles
      ? {
          participant: t.arg({
            type: roles,
            price: 'nothing',
            description: 'Divides by who took part in this role. An activity counts for each of them.',
          }),
          other: t.arg({
            type: roles,
            price: 'nothing',
            description: 'Divides these by who took part in this role, within them.',
          }),
        }
      : {};
  builder.queryField('totals', (t) =>
    t.field({
      type: connectionType<Total>(parts, valueTypes, {
        name: 'Total',
        description: 'groups of activities, and what they add up to',
        node: total,
      }),
      nullable: true,
      price: HEAVY,
      description:
        'What a property of activities adds up to, by who took part, by type or by time: the largest sum first, then by ids.',
      args: {
        of: t.arg({ type: property, required: true, price: 'nothing' }),
        filter: t.arg({
          type: parts.input('ActivityFilter'),
          price: 'by fields',
          description: 'Only activities that pass this.',
        }),
        ...roleArgs(t),
        by: t.arg({ type: parts.enum(TotalGroup), price: 'nothing' }),
        currency: t.arg.string({
          price: EACH,
          description:
            'Of amounts of money: the currency by whose sums groups are in order. Those without any come last. Needed where there are groups.',
        }),
        ...forwardArgs(t),
      },
      async resolve(_query, args, operation) {
        const { first, after, ...rest } = args as TotalsArguments & { first?: number | null; after?: string | null };
        const asked = operation.onceFor(args, 'totals', () => rest);
        await affordable(operation, asked);
        return await totalsOf(operation, asked, { first: first ?? null, after: after ?? null });
      },
    }),
  );

  /** @throws TooCostly naming what narrows it */
  async function affordable(operation: Operation, { filter, participant, other }: TotalsArguments): Promise<void> {
    const scope = new Scope();
    const conditions = activityConditions(model, filter, ACTIVITY, scope);
    await operation.mustExist(scope.named);
    const count = [participant, other].filter(Boolean).length;
    const [steps = 0] = await operation.run(estimateQuery(count, conditions), scope.params);
    if (steps > BUDGET)
      throw new TooCostly(
        `filter: this would add up about ${steps} amounts, and ${BUDGET} is the most. Narrow filter.during, filter.types or filter.participants.`,
      );
  }
}

const COLUMNS = ['one', 'two', 'kind', 'date', 'count', 'sums'] as const;

/** The currency by which groups are in order; an empty text for numbers, and for one group alone. @throws BadUserInput */
function checkedCurrency({ currency, participant, by }: TotalsArguments, of: Property | undefined): string {
  if (of?.kind !== 'money') {
    if (currency)
      throw new BadUserInput(`currency: ${quoted(currency)}; expected none, since numbers have no currency.`);
    return '';
  }
  const isDivided = Boolean(participant ?? by);
  if (!currency && !isDivided) return '';
  if (!currency)
    throw new BadUserInput('currency: it is missing; expected the one by whose sums groups are in order, such as EUR.');
  try {
    checkCurrency(currency);
    return currency;
  } catch (error) {
    if (error instanceof InvalidMoney) throw new BadUserInput(`currency: expected ${error.message}.`);
    throw error;
  }
}

function totalOf(row: Row, asked: TotalsArguments, of: Property | undefined, first: string): Total {
  const text = (name: string) => String(row[name] ?? '');
  const sent = row['sums'];
  // SQLite sends it as the text that it keeps.
  const sums = (typeof sent === 'string' ? JSON.parse(sent) : (sent ?? [])) as readonly (readonly Value[])[];
  const isFirst = ({ currency }: Sum) => Number((currency ?? '') === first);
  return {
    asked,
    one: text('one'),
    two: text('two'),
    kind: text('kind'),
    date: text('date'),
    count: Number(row['count']),
    sums: sums
      .map((each) => sumOf(each, of))
      .sort((a, b) => isFirst(b) - isFirst(a) || ((a.currency ?? '') < (b.currency ?? '') ? -1 : 1)),
  };
}

/** @throws BadUserInput where it leaves the range */
function sumOf([currency, count, high, low, least, most]: readonly Value[], of: Property | undefined): Sum {
  const sum = BigInt(Number(high)) * BigInt(HALF) + BigInt(Number(low));
  const isMoney = of?.kind === 'money';
  if (sum > MOST_SUM || sum < -MOST_SUM)
    throw new BadUserInput(
      `of: a sum${isMoney ? ` in ${currency}` : ''} leaves the range of 64 bits. Narrow the filter.`,
    );
  const shown = (units: bigint) => (isMoney ? decimalOf(units, String(currency)) : decimalOfMillionths(units));
  return {
    currency: isMoney ? String(currency) : null,
    count: Number(count),
    sum: shown(sum),
    least: shown(BigInt(Number(least))),
    most: shown(BigInt(Number(most))),
  };
}

function decimalOfMillionths(units: bigint): string {
  return decimalText(units, 6).replace(/\.?0+$/, '');
}
