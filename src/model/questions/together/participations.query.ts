import { Activity, Actor } from '../../../core/interfaces.ts';
import type { Model } from '../../../declare/model.ts';
import { rememberedBy } from '../../../declare/once.ts';
import { type Row, written } from '../../../graph/port.ts';
import { entityAs, property } from '../../../graph/query.ts';
import { choicesOfActivities } from '../activity-choices.ts';
import { participationOf } from '../participation.ts';

const [activity, actor] = [Activity.name, Actor.name];
const E = entityAs('e');

export interface ActivityRow {
  readonly id: string;
  readonly participants: number;
  /** What is chosen for it, where lists are counted by that: by facet. */
  readonly choices: { readonly [facet: string]: string | undefined };
}

/** The facts of one activity in one role, for one principal or for nobody. */
export interface TakingRow {
  readonly activity: string;
  readonly role: string;
  readonly principal: string | undefined;
  readonly actors: readonly string[];
}

const textOf = (row: Row, column: string) => (row[column] as string | null | undefined) ?? undefined;

/** How many there are. Neo4j keeps these counts; no row is read for them. */
export const countsQuery = rememberedBy((model: Model) => {
  const participation = participationOf(model).name;
  return written(
    'participations: counts',
    {
      cypher: () =>
        `MATCH (n:${actor}) RETURN 'actors' AS what, count(n) AS count UNION ALL MATCH (n:${activity}) RETURN 'activities' AS what, count(n) AS count UNION ALL MATCH ()-[r:${participation}]->() RETURN 'facts' AS what, count(r) AS count`,
      sql: ({ labelled }) =>
        `SELECT 'actors' AS what, count(*) AS count FROM entity AS n WHERE ${labelled('n', actor)} UNION ALL SELECT 'activities', count(*) FROM entity AS n WHERE ${labelled('n', activity)} UNION ALL SELECT 'facts', count(*) FROM fact AS r WHERE r.type = '${participation}'`,
      columns: { what: 'value', count: 'value' },
    },
    (row) => ({ what: String(row['what']), count: Number(row['count']) }),
  );
});

/** Activities after `$after`, by id. */
export const activityPage = rememberedBy((model: Model) => {
  const choices = choicesOfActivities(model).flatMap(({ name, property: { facet } }) =>
    facet === undefined ? [] : [{ name, facet }],
  );
  return written(
    'participations: activities',
    {
      cypher: () =>
        `MATCH (e:${activity}) WHERE e.id > $after RETURN e.id AS id, e.participantCount AS participants${choices.map(({ name }) => `, e.${name} AS ${name}`).join('')} ORDER BY e.id LIMIT $limit`,
      sql: ({ labelled, value }) =>
        `SELECT e.id AS id, e.participantCount AS participants${choices.map(({ name }) => `, ${value(property(E, name))} AS ${name}`).join('')} FROM entity AS e WHERE ${labelled('e', activity)} AND e.id > $after ORDER BY e.id LIMIT $limit`,
      columns: {
        id: 'value',
        participants: 'value',
        ...Object.fromEntries(choices.map(({ name }) => [name, 'value' as const])),
      },
    },
    (row): ActivityRow => ({
      id: String(row['id']),
      participants: Number(row['participants']),
      choices: Object.fromEntries(choices.map(({ name, facet }) => [facet, textOf(row, name)])),
    }),
  );
});

/** Who took part in the activities of `$ids`, in the order of their ids. */
export const takingQuery = rememberedBy((model: Model) => {
  const participation = participationOf(model).name;
  return written(
    'participations: facts',
    {
      cypher: () =>
        `UNWIND $ids AS id MATCH (e:Entity {id: id})<-[p:${participation}]-(:Entity) RETURN id, p.role AS role, p.onBehalfOf AS principal, collect(p.source) AS actors ORDER BY id`,
      sql: () =>
        `SELECT e.id AS id, p.role AS role, p.onBehalfOf AS principal, json_group_array(s.id) AS actors FROM json_each($ids) AS id CROSS JOIN entity AS e ON e.id = id.value CROSS JOIN fact AS p ON p.target = e.k AND p.type = '${participation}' CROSS JOIN entity AS s ON s.k = p.source GROUP BY e.id, p.role, p.onBehalfOf ORDER BY e.id`,
      columns: { id: 'value', role: 'value', principal: 'value', actors: 'json' },
    },
    (row): TakingRow => ({
      activity: String(row['id']),
      role: String(row['role']),
      principal: textOf(row, 'principal'),
      // Each fact has the id of its source.
      actors: row['actors'] as readonly string[],
    }),
  );
});
