import { BadUserInput, TooCostly } from '../../declare/errors.ts';
import { type FilterValue, listed, Scope, where } from '../../declare/filter.ts';
import { connection, type Listing } from '../../declare/list/connection.ts';
import { LAST_KEY, type PagingArgs } from '../../declare/list/paging.ts';
import { composed, mostFirst, pageStatement, type Source } from '../../declare/list/source.ts';
import { type Model, typeNames } from '../../declare/model.ts';
import type { Operation } from '../../declare/operation.ts';
import { type EntityRow, readEntity } from '../../declare/rows.ts';
import { connectionType, forwardArgs } from '../../declare/schema/connection.ts';
import type { Parts } from '../../declare/schema/parts.ts';
import type { Values } from '../../declare/schema/values.ts';
import type { Row } from '../../graph/port.ts';
import { Actor } from '../entities/interfaces.ts';
import { activityConnection, activityList } from './activities.ts';
import { activityConditions } from './activity-filter.ts';
import { HEAVY } from './weight.ts';

/** How many pairs of participations one question may look at. */
const BUDGET = 3_000_000;

/** What counts as having taken part together. */
interface Together {
  readonly filter?: FilterValue | null | undefined;
  /** Both held a common role. */
  readonly sameRole: boolean;
  /** An actor also took part where another did on its behalf. */
  readonly throughRepresentatives: boolean;
}

interface CoParticipant {
  readonly actor: EntityRow;
  readonly node: EntityRow;
  readonly count: number;
  readonly together: Together;
}

export interface CoParticipation {
  readonly a: EntityRow;
  readonly b: EntityRow;
  readonly count: number;
  readonly together: Together;
}

/** The arguments of a question for pairs. */
export interface PairQuery extends Together {
  readonly actors?: readonly string[] | null | undefined;
  readonly actorTypes?: readonly string[] | null | undefined;
  readonly minimum: number;
}

/** The pairs that share most, at most so many. @throws BadUserInput, TooCostly */
export async function mostSharing(
  operation: Operation,
  model: Model,
  query: PairQuery,
  limit: number,
): Promise<CoParticipation[]> {
  const among = amongOf(model, query);
  await affordable(operation, undefined, query);
  const { source, named } = pairListing(query, among);
  await operation.mustExist(named);
  const reading = { ranges: [{ after: '', before: LAST_KEY }], descending: false };
  const { statement, params } = pageStatement(source, reading, 'rank', limit);
  return (await operation.run(statement, params)).map(({ row }) => pairOf(row, query));
}

function amongOf(model: Model, { actors, actorTypes, minimum }: PairQuery): Among {
  if (minimum < 1) throw new BadUserInput(`minimum: ${minimum} is too small. A pair shares at least 1.`);
  return {
    actors: actors ? listed('actors', actors) : undefined,
    types: actorTypes ? typeNames(model, listed('actorTypes', actorTypes)) : undefined,
    minimum,
  };
}

function pairOf(row: Row, together: Together): CoParticipation {
  return { a: readEntity(row['first']), b: readEntity(row['second']), count: Number(row['count']), together };
}

/** Adds who took part beside whom: for one actor, and as pairs. */
export function addCoParticipation(parts: Parts, values: Values): void {
  const { builder, model } = parts;
  const activities = activityConnection(parts, values);
  const sameRole = 'Only activities in which both held a common role: who voted alike.';
  const through = 'An actor also counts where an office or a person took part on its behalf.';
  const which = 'Only activities that pass this.';

  const coParticipants = connectionType<CoParticipant>(parts, values, {
    name: 'CoParticipant',
    description: 'actors who took part in the same activities',
    node: parts.interface(Actor),
    nodeOf: ({ node }) => node,
    edge: (t) => ({
      count: t.int({ description: 'In how many activities both took part.', resolve: ({ node }) => node.count }),
      activities: t.field({
        type: activities,
        nullable: true,
        description: 'The activities in which both took part, by id.',
        args: forwardArgs(t),
        resolve: ({ node: { actor, node, together } }, args, operation) =>
          sharedActivities(parts, operation, actor, node, together, args),
      }),
    }),
  });
  parts.addFields(Actor, (t) => ({
    coParticipants: t.field({
      type: coParticipants,
      nullable: true,
      description: 'Those who took part in the same activities, most shared first.',
      extensions: HEAVY,
      args: {
        ...forwardArgs(t),
        filter: t.arg({ type: parts.input('ActivityFilter'), description: which }),
        actorTypes: t.arg({ type: [parts.enum(model.entityTypes)], description: 'Only actors of these types.' }),
        sameRole: t.arg.boolean({ required: true, defaultValue: false, description: sameRole }),
        throughRepresentatives: t.arg.boolean({ required: true, defaultValue: false, description: through }),
      },
      resolve: async (actor, args, operation) => {
        const together: Together = args;
        const types = args.actorTypes ? typeNames(model, listed('actorTypes', args.actorTypes)) : undefined;
        await affordable(operation, actor.id, together);
        return connection<CoParticipant>(operation, {
          name: 'Actor.coParticipants',
          parent: actor.id,
          filter: [args.filter ?? null, types ?? null, args.sameRole, args.throughRepresentatives],
          order: { property: 'rank', direction: 'ASC' },
          args: { first: args.first, after: args.after },
          node: (row) => ({ actor, node: readEntity(row['node']), count: Number(row['count']), together }),
          make: () => coParticipantListing(together, types),
        });
      },
    }),
  }));

  const pair = builder.objectRef<CoParticipation>('CoParticipation').implement({
    description: 'Two actors and what they took part in together.',
    fields: (t) => ({
      a: t.field({ type: parts.interface(Actor), description: 'The one whose id comes first.', resolve: ({ a }) => a }),
      b: t.field({ type: parts.interface(Actor), resolve: ({ b }) => b }),
      count: t.int({ description: 'In how many activities both took part.', resolve: ({ count }) => count }),
      activities: t.field({
        type: activities,
        nullable: true,
        description: 'The activities in which both took part, by id.',
        args: forwardArgs(t),
        resolve: ({ a, b, together }, args, operation) => sharedActivities(parts, operation, a, b, together, args),
      }),
    }),
  });
  builder.queryField('coParticipations', (t) =>
    t.field({
      type: connectionType<CoParticipation>(parts, values, {
        name: 'CoParticipation',
        description: 'pairs of actors who took part in the same activities',
        node: pair,
      }),
      nullable: true,
      description: 'Pairs of actors and how many activities they share, most first.',
      extensions: HEAVY,
      args: {
        ...forwardArgs(t),
        actors: t.arg.idList({ description: 'Only pairs of which both are among these.' }),
        actorTypes: t.arg({
          type: [parts.enum(model.entityTypes)],
          description: 'Only pairs of which both are of these types.',
        }),
        filter: t.arg({ type: parts.input('ActivityFilter'), description: which }),
        minimum: t.arg.int({ required: true, defaultValue: 1, description: 'Only pairs that share at least so many.' }),
        sameRole: t.arg.boolean({ required: true, defaultValue: false, description: sameRole }),
        throughRepresentatives: t.arg.boolean({ required: true, defaultValue: false, description: through }),
      },
      resolve: async (_query, args, operation) => {
        const together: Together = args;
        const among = amongOf(model, args);
        await affordable(operation, undefined, together);
        return connection<CoParticipation>(operation, {
          name: 'coParticipations',
          parent: '',
          filter: [args.filter ?? null, among, args.sameRole, args.throughRepresentatives],
          order: { property: 'rank', direction: 'ASC' },
          args: { first: args.first, after: args.after },
          node: (row) => pairOf(row, together),
          make: () => pairListing(together, among),
        });
      },
    }),
  );
}

interface Among {
  readonly actors: readonly string[] | undefined;
  readonly types: readonly string[] | undefined;
  readonly minimum: number;
}

function coParticipantListing(together: Together, types: readonly string[] | undefined): Listing {
  const scope = new Scope();
  const typed = types ? [`${typeOf('other')} IN ${scope.add(types)}`] : [];
  const conditions = activityConditions(together.filter, 'e', scope);
  return {
    named: scope.named,
    source: {
      name: 'Actor.coParticipants',
      parents: 'node',
      branches: [
        {
          match: [
            ownFacts('a', 'parent', together),
            `WITH p, e, parent ${where(conditions)}`,
            otherActors(together, ['other <> parent', ...typed]),
            'WITH other, count(DISTINCT e) AS count MATCH (b:Entity {id: other})',
            `WITH b, count, ${mostFirst('count')} + '|' + other AS key`,
          ].join(' '),
          where: [],
          ordered: 'key',
        },
      ],
      variables: ['b', 'count'],
      columns: 'properties(b) AS node, count',
      params: scope.params,
      facets: {},
    },
  };
}

function pairListing(together: Together, { actors, types, minimum }: Among): Listing & { readonly source: Source } {
  const scope = new Scope();
  const conditions = activityConditions(together.filter, 'e', scope);
  const among = actors ? scope.ids('actors', actors) : undefined;
  const typed = types ? scope.add(types) : undefined;
  const counted = [...(among ? [`who IN ${among}`] : []), ...(typed ? [`${typeOf('who')} IN ${typed}`] : [])];
  // The facts of an activity are read once, and compared as lists: [who, fact, role].
  const alike = together.sameRole ? ['one[2] = other[2]'] : [];
  return {
    named: scope.named,
    source: {
      name: 'coParticipations',
      parents: 'root',
      branches: [
        {
          match: [
            `MATCH (e:Activity) ${where(conditions)}`,
            'MATCH (e)<-[p:PARTICIPATED_IN]-(s:Entity)',
            `UNWIND ${sidesOf('p', 's', together)} AS who WITH e, p, who ${where(counted)}`,
            'WITH e, collect([who, p.id, p.role]) AS taking UNWIND taking AS one UNWIND taking AS other',
            `WITH e, one, other ${where(['one[0] < other[0]', 'one[1] <> other[1]', ...alike])}`,
            'WITH one[0] AS one, other[0] AS other, count(DISTINCT e) AS count',
            `WITH one, other, count WHERE count >= ${scope.add(minimum)}`,
            'MATCH (a:Entity {id: one}) MATCH (b:Entity {id: other})',
            `WITH a, b, count, ${mostFirst('count')} + '|' + one + ' ' + other AS key`,
          ].join(' '),
          where: [],
          ordered: 'key',
        },
      ],
      variables: ['a', 'b', 'count'],
      columns: 'properties(a) AS first, properties(b) AS second, count',
      params: scope.params,
      facets: {},
    },
  };
}

/** Binds the facts `p` and activities `e` of the actor that a node variable and an id variable hold. */
function ownFacts(node: string, id: string, { throughRepresentatives }: Together): string {
  if (!throughRepresentatives) return `MATCH (${node})-[p:PARTICIPATED_IN]->(e:Activity)`;
  return `CALL (${node}, ${id}) { MATCH (${node})-[p:PARTICIPATED_IN]->(e:Activity) RETURN p, e UNION MATCH ()-[p:PARTICIPATED_IN]->(e:Activity) WHERE p.onBehalfOf = ${id} RETURN p, e }`;
}

/** Binds the ids `other` of those who took part in the activities `e`, each by another fact than `p`. */
function otherActors(together: Together, conditions: readonly string[]): string {
  const role = together.sameRole ? ' AND q.role = p.role' : '';
  return `MATCH (e)<-[q:PARTICIPATED_IN]-(t:Entity) WHERE q.id <> p.id${role} UNWIND ${sidesOf('q', 't', together)} AS other WITH e, parent, other ${where(conditions)}`;
}

/** The name of the type of an entity, by its id. */
function typeOf(id: string): string {
  return `split(${id}, ':')[0]`;
}

/** The ids of those that a fact counts for. */
function sidesOf(fact: string, source: string, { throughRepresentatives }: Together): string {
  return throughRepresentatives
    ? `CASE WHEN ${fact}.onBehalfOf IS NULL THEN [${source}.id] ELSE [${source}.id, ${fact}.onBehalfOf] END`
    : `[${source}.id]`;
}

/** The activities that two actors share. */
function sharedActivities(
  parts: Parts,
  operation: Operation,
  a: EntityRow,
  b: EntityRow,
  together: Together,
  args: PagingArgs,
) {
  const { filter, sameRole, throughRepresentatives: through } = together;
  const role = sameRole ? ' AND q.role = p.role' : '';
  const other = through ? '(q.source = pair[1] OR q.onBehalfOf = pair[1])' : 'q.source = pair[1]';
  return activityList(parts, operation, {
    name: 'CoParticipation.activities',
    parents: 'row',
    // No id of an entity has a bar in it.
    parent: `${a.id}|${b.id}`,
    key: [sameRole, through],
    match: () =>
      `WITH split(parent, '|') AS pair MATCH (a:Entity {id: pair[0]}) WITH a, pair, pair[0] AS one ${ownFacts('a', 'one', together)} MATCH (e)<-[q:PARTICIPATED_IN]-(:Entity) WHERE q.id <> p.id AND ${other}${role} WITH DISTINCT e`,
    args,
    query: { filter },
  });
}

/**
 * Estimates the pairs of participations that a question looks at, before it is asked.
 *
 * @param actor the actor whose activities it starts from, or every actor
 * @throws TooCostly naming what narrows it
 */
async function affordable(operation: Operation, actor: string | undefined, { filter }: Together): Promise<void> {
  const scope = new Scope();
  const conditions = activityConditions(filter, 'e', scope);
  await operation.mustExist(scope.named);
  const key = `affordable ${JSON.stringify([filter ?? null, actor === undefined])}`;
  const pairs = actor === undefined ? 'e.participantCount * e.participantCount' : 'e.participantCount';
  const start =
    actor === undefined
      ? "UNWIND [''] AS parent MATCH (e:Activity)"
      : 'UNWIND $parents AS parent MATCH (a:Entity {id: parent}) MATCH (a)-[:PARTICIPATED_IN]->(e:Activity)';
  const estimate = composed(
    `co-participation estimate${actor === undefined ? '' : ' of an actor'}`,
    `${start} ${where(conditions)} RETURN parent, sum(${pairs}) AS pairs ORDER BY parent`,
    (row): readonly [string, number] => [String(row['parent']), Number(row['pairs'] ?? 0)],
  );
  const estimated = await operation.batch(key, actor ?? '', async (parents) => {
    const params = actor === undefined ? scope.params : { ...scope.params, parents };
    const rows = await operation.run(estimate, params);
    const total = rows.reduce((sum, [, count]) => sum + count, 0);
    // What the actors of one operation ask for together is one statement's work.
    return new Map(parents.map((parent) => [parent, total]));
  });
  if ((estimated ?? 0) > BUDGET)
    throw new TooCostly(
      `filter: this would compare about ${estimated} pairs of participations, and ${BUDGET} is the most. Narrow filter.during, filter.eventKinds or filter.participants.`,
    );
}
