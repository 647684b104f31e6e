import { Actor } from '../../core/interfaces.ts';
import { Scope } from '../../declare/filter.ts';
import { connection } from '../../declare/list/connection.ts';
import { LAST_KEY, type PagingArgs } from '../../declare/list/paging.ts';
import { pageQuery } from '../../declare/list/queries.ts';
import type { Model } from '../../declare/model.ts';
import type { Operation } from '../../declare/operation.ts';
import { EACH, HEAVY, READING, VALUE } from '../../declare/price.ts';
import { type EntityRow, readEntity } from '../../declare/rows.ts';
import { connectionType, forwardArgs } from '../../declare/schema/connection.ts';
import type { Arguments, Parts } from '../../declare/schema/parts.ts';
import type { ValueTypes } from '../../declare/schema/value-types.ts';
import type { Row } from '../../graph/port.ts';
import { activityConnection, activityList } from './activities.ts';
import { hasRepresentatives, participationOf } from './participation.ts';
import {
  activityListOf,
  type Pair,
  type Pairs,
  type Partner,
  pairList,
  partnerList,
  sharingOf,
  topPairs,
} from './together/counted.ts';
import { sharedMatch } from './together/plain.query.ts';
import { affordable, pairRows, partnerRows } from './together/plain.ts';
import {
  type Among,
  amongOf,
  BY_RANK,
  checkActors,
  LISTS,
  type PairQuery,
  type Together,
  typesOf,
} from './together/query.ts';

/**
 * Who took part beside whom is counted in memory, from participations that are read once; where they are too many for
 * the memory that they may take, the store counts, within a budget. Both give the same lists and the same cursors.
 */

/** A picture of two hundred states is drawn from one page: of their 19,900 pairs, those that share most. */
const MOST_PAIRS = 1_000;

/** The pairs that share most, at most so many. @throws BadUserInput, TooCostly */
export async function mostSharing(
  operation: Operation,
  model: Model,
  query: PairQuery,
  limit: number,
): Promise<Pair[]> {
  const among = amongOf(model, query);
  await checkActors(operation, among);
  const sharing = await sharingOf(operation, query);
  if (sharing) return await topPairs(operation, sharing, among, limit);
  await affordable(operation, undefined, query);
  const scope = new Scope();
  const rowSet = pairRows(model, query, among, scope);
  const all = { ranges: [{ after: '', before: LAST_KEY }], descending: false };
  const { query: page, params } = pageQuery(rowSet, all, BY_RANK.property, limit, false);
  return (await operation.run(page, { ...scope.params, ...params })).flatMap(({ rows, read }) =>
    rows.map((each) => pairOf(read(each).row)),
  );
}

function pairOf(row: Row): Pair {
  return { a: readEntity(row['first']), b: readEntity(row['second']), count: Number(row['count']) };
}

interface CoParticipant extends Partner {
  readonly actor: EntityRow;
  readonly together: Together;
}

interface CoParticipation extends Pair {
  readonly together: Together;
}

/** Adds who took part beside whom: for one actor, and as pairs. */
export function addCoParticipation(parts: Parts, valueTypes: ValueTypes): void {
  const { builder, model } = parts;
  const { participation } = model.parts;
  if (!participation) return;
  const activities = activityConnection(parts, valueTypes);
  const sameRole = 'Only activities in which both held a common role.';
  const represented = (t: Arguments) =>
    hasRepresentatives(participation)
      ? {
          throughRepresentatives: t.arg.boolean({
            required: true,
            defaultValue: false,
            description: 'An actor also counts where another took part on its behalf.',
            price: 'nothing',
          }),
        }
      : {};
  const which = 'Only activities that pass this.';

  const coParticipants = connectionType<CoParticipant>(parts, valueTypes, {
    name: 'CoParticipant',
    description: 'actors who took part in the same activities',
    node: parts.interface(Actor),
    nodeOf: ({ node }) => node,
    edge: (t) => ({
      count: t.int({
        description: 'In how many activities both took part.',
        price: VALUE,
        resolve: ({ node }) => node.count,
      }),
      activities: t.field({
        type: activities,
        nullable: true,
        description: 'The activities in which both took part, by id.',
        price: READING,
        args: forwardArgs(t),
        resolve: ({ node: { actor, node, together } }, args, operation) =>
          sharedActivities(parts, operation, together, actor, node, args),
      }),
    }),
  });
  parts.addFields(Actor, (t) => ({
    coParticipants: t.field({
      type: coParticipants,
      nullable: true,
      description: `Those who took part in the same activities, most shared first; up to ${MOST_PAIRS} a page.`,
      price: HEAVY,
      reads: { entity: 'id' },
      args: {
        ...forwardArgs(t, MOST_PAIRS),
        filter: t.arg({ type: parts.input('ActivityFilter'), description: which, price: 'by fields' }),
        actorTypes: t.arg({
          type: [parts.enum(model.entityTypes)],
          description: 'Only actors of these types.',
          price: EACH,
        }),
        sameRole: t.arg.boolean({ required: true, defaultValue: false, description: sameRole, price: 'nothing' }),
        ...represented(t),
      },
      resolve: async (actor, args, operation) => {
        const together: Together = args;
        const types = typesOf(model, args.actorTypes);
        const list = {
          name: LISTS.partners,
          parent: actor.id,
          filter: [args.filter ?? null, types ?? null, args.sameRole, args.throughRepresentatives ?? false],
          order: BY_RANK,
          args: { first: args.first, after: args.after },
          most: MOST_PAIRS,
        };
        const row = (partner: Partner): CoParticipant => ({ ...partner, actor, together });
        const sharing = await sharingOf(operation, together);
        if (sharing) return partnerList(operation, sharing, { ...list, actor: actor.id, types, row });
        await affordable(operation, actor.id, together);
        return connection<CoParticipant>(operation, {
          ...list,
          node: (found) => row({ node: readEntity(found['node']), count: Number(found['count']) }),
          make: (scope) => ({ rowSet: partnerRows(model, together, types, scope) }),
        });
      },
    }),
  }));

  const pair = builder.objectRef<CoParticipation>('CoParticipation').implement({
    description: 'Two actors and what they took part in together.',
    fields: (t) => ({
      a: t.field({
        type: parts.interface(Actor),
        description: 'The one whose id comes first.',
        price: VALUE,
        resolve: ({ a }) => a,
      }),
      b: t.field({ type: parts.interface(Actor), price: VALUE, resolve: ({ b }) => b }),
      count: t.int({
        description: 'In how many activities both took part.',
        price: VALUE,
        resolve: ({ count }) => count,
      }),
      activities: t.field({
        type: activities,
        nullable: true,
        description: 'The activities in which both took part, by id.',
        price: READING,
        args: forwardArgs(t),
        resolve: ({ a, b, together }, args, operation) => sharedActivities(parts, operation, together, a, b, args),
      }),
    }),
  });
  builder.queryField('coParticipations', (t) =>
    t.field({
      type: connectionType<CoParticipation, Pairs<CoParticipation>>(parts, valueTypes, {
        name: 'CoParticipation',
        description: 'pairs of actors who took part in the same activities',
        node: pair,
        fields: (list) => ({
          belowMinimum: list.int({
            nullable: true,
            description: 'How many pairs share something, and less than `minimum`. Counted only when asked for.',
            price: READING,
            resolve: (pairs) => pairs.below(),
          }),
        }),
      }),
      nullable: true,
      description: `Pairs of actors and how many activities they share, most first; up to ${MOST_PAIRS} a page.`,
      price: HEAVY,
      args: {
        ...forwardArgs(t, MOST_PAIRS),
        actors: t.arg.idList({ description: 'Only pairs of which both are among these.', price: EACH }),
        actorTypes: t.arg({
          type: [parts.enum(model.entityTypes)],
          description: 'Only pairs of which both are of these types.',
          price: EACH,
        }),
        filter: t.arg({ type: parts.input('ActivityFilter'), description: which, price: 'by fields' }),
        minimum: t.arg.int({
          required: true,
          defaultValue: 1,
          description: 'Only pairs that share at least so many.',
          price: 'nothing',
        }),
        sameRole: t.arg.boolean({ required: true, defaultValue: false, description: sameRole, price: 'nothing' }),
        ...represented(t),
      },
      resolve: async (_query, args, operation) => {
        const together: Together = args;
        const among = amongOf(model, args);
        const filterOf = (which: Among) => [
          args.filter ?? null,
          which,
          args.sameRole,
          args.throughRepresentatives ?? false,
        ];
        const list = {
          name: LISTS.pairs,
          parent: '',
          filter: filterOf(among),
          order: BY_RANK,
          args: { first: args.first, after: args.after },
          most: MOST_PAIRS,
        };
        const row = (pair: Pair): CoParticipation => ({ ...pair, together });
        await checkActors(operation, among);
        const sharing = await sharingOf(operation, together);
        if (sharing) return pairList(operation, sharing, { ...list, among, row });
        await affordable(operation, undefined, together);
        const pairsOf = (which: Among) =>
          connection<CoParticipation>(operation, {
            ...list,
            filter: filterOf(which),
            // Lists of the same arguments are one.
            args: { ...list.args },
            node: (found) => row(pairOf(found)),
            make: (scope) => ({ rowSet: pairRows(model, together, which, scope) }),
          });
        const pairs = await pairsOf(among);
        return {
          ...pairs,
          async below() {
            if (among.minimum === 1) return 0;
            const all = await pairsOf({ ...among, minimum: 1 });
            return (await all.totalCount()) - (await pairs.totalCount());
          },
        };
      },
    }),
  );
}

/** The activities that two actors share, by id. */
async function sharedActivities(
  parts: Parts,
  operation: Operation,
  together: Together,
  a: EntityRow,
  b: EntityRow,
  args: PagingArgs,
) {
  const { filter, sameRole, throughRepresentatives = false } = together;
  const key = [sameRole, throughRepresentatives];
  const sharing = await sharingOf(operation, together);
  if (sharing)
    return activityListOf(operation, sharing, {
      a: a.id,
      b: b.id,
      together,
      filter: [key, filter ?? null],
      args,
    });
  return await activityList(parts, operation, {
    name: LISTS.activities,
    parents: 'row',
    // No id of an entity has a bar in it.
    parent: `${a.id}|${b.id}`,
    key,
    found: () => ({ match: sharedMatch(participationOf(operation.model).name, together), where: [] }),
    args,
    of: together,
    query: { filter },
  });
}
