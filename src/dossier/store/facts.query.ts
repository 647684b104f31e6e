import { type Row, written } from '../../graph/port.ts';
import { LABEL, type NodeKind } from './stored.ts';

const nothing = () => undefined;

/** Facts of a type. Neo4j finds them at `$ends`, by `$ids`; SQLite by `$orders`, their places in order. */
export const removeFacts = (type: string, end: 'source' | 'target') => {
  const pattern = end === 'source' ? `-[r:${type}]->` : `<-[r:${type}]-`;
  return written(
    `dossier: remove ${type} by ${end}`,
    {
      cypher: () =>
        `UNWIND $ends AS end MATCH (:Entity {id: end})${pattern}(:Entity) WHERE r.${end} = end AND r.id IN $ids DELETE r`,
      sql: () => `DELETE FROM fact WHERE type = '${type}' AND "order" IN (SELECT value FROM json_each($orders))`,
      columns: {},
    },
    nothing,
  );
};

/** Added, not counted: a count reads all that a node has, for each batch again. */
export const ADD_DEGREES = written(
  'dossier: add degrees',
  {
    cypher: () => 'UNWIND $rows AS row MATCH (n:Entity {id: row.id}) SET n.degree = n.degree + row.more',
    sql: () =>
      `UPDATE entity SET degree = degree + row.more
       FROM (SELECT value ->> 'id' AS id, value ->> 'more' AS more FROM json_each($rows)) AS row WHERE entity.id = row.id`,
    columns: {},
  },
  nothing,
);

/**
 * How many take part in each of `$rows`, whose `sources` are pairs of an entity and how many participations of its came, or
 * went where that is below 0. Neo4j counts anew, and so does SQLite where as many come or go as were there: a roll call and
 * its votes. Otherwise it adds those whose first participation came, and takes off those whose last one went: of a table that
 * goes by who takes part, every batch has facts of thousands of targets, and would count all that these have each time.
 */
export const countParticipants = (types: readonly string[]) =>
  written(
    'dossier: count participants',
    {
      cypher: () =>
        `UNWIND $rows AS row MATCH (n:Entity {id: row.id}) CALL (n) { MATCH (n)<-[:${types.join('|')}]-(a:Entity) RETURN count(DISTINCT a.id) AS count } RETURN n.id AS id, count ORDER BY id`,
      sql: () =>
        `SELECT n.id, CASE WHEN json_array_length(row.value, '$.sources') >= coalesce(n.participantCount, 0)
           THEN (SELECT count(DISTINCT f.source) FROM fact AS f WHERE f.target = n.k AND f.type IN (${quoted(types)}))
           ELSE n.participantCount + (
             SELECT coalesce(sum((pair.now > 0) - (pair.now > pair.more)), 0) FROM (
               SELECT each.value ->> 1 AS more, (SELECT count(*) FROM fact AS f
                 WHERE f.target = n.k AND f.source = a.k AND f.type IN (${quoted(types)})) AS now
               FROM json_each(row.value, '$.sources') AS each CROSS JOIN entity AS a ON a.id = each.value ->> 0) AS pair)
           END AS count
         FROM json_each($rows) AS row CROSS JOIN entity AS n ON n.id = row.value ->> '$.id' ORDER BY n.id`,
      columns: { id: 'value', count: 'value' },
    },
    (row: Row) => ({ id: String(row['id']), count: Number(row['count']) }),
  );

function quoted(types: readonly string[]): string {
  return types.map((each) => `'${each}'`).join(', ');
}

export const SET_PARTICIPANTS = written(
  'dossier: set participants',
  {
    cypher: () =>
      'UNWIND $rows AS row MATCH (n:Entity {id: row.id}) SET n.participantCount = row.participantCount, n.participantOrder = row.participantOrder',
    sql: () =>
      `UPDATE entity SET participantCount = row.count, participantOrder = row.place
       FROM (SELECT value ->> 'id' AS id, value ->> 'participantCount' AS count, value ->> 'participantOrder' AS place FROM json_each($rows)) AS row
       WHERE entity.id = row.id`,
    columns: {},
  },
  nothing,
);

/**
 * What facts passages report: `$rows` has of each passage the places in order of facts of one type that are `gone` and
 * `come`, and `$gone` those rows of them that have any that are gone. Neo4j keeps them as a sorted list, which is read without touching a fact: the keys are ASCII.
 */
export const reportFacts = written(
  'dossier: report facts',
  {
    cypher: () =>
      `UNWIND $rows AS row MATCH (p:Passage {id: row.id})
       CALL (p, row) { UNWIND [key IN p.facts WHERE NOT key IN row.gone] + row.come AS key WITH DISTINCT key ORDER BY key RETURN collect(key) AS facts }
       SET p.facts = facts`,
    sql: () =>
      `DELETE FROM reported WHERE (passage, "order") IN (
         SELECT p.k, key.value FROM json_each($gone) AS row CROSS JOIN json_each(row.value, '$.gone') AS key CROSS JOIN passage AS p ON p.id = row.value ->> '$.id');
       INSERT OR REPLACE INTO reported (passage, "order", fact)
         SELECT p.k, f."order", f.k FROM json_each($rows) AS row CROSS JOIN passage AS p ON p.id = row.value ->> '$.id'
         CROSS JOIN json_each(row.value, '$.come') AS key CROSS JOIN fact AS f ON f.type = $type AND f."order" = key.value`,
    columns: {},
  },
  nothing,
);

const removeNodes = (kind: NodeKind) =>
  written(
    `dossier: remove ${LABEL[kind]}`,
    {
      cypher: () => `UNWIND $ids AS id MATCH (n:${LABEL[kind]} {id: id}) DELETE n`,
      sql: () => `DELETE FROM ${kind} WHERE id IN (SELECT value FROM json_each($ids))`,
      columns: {},
    },
    nothing,
  );

export const REMOVE_NODES = {
  document: removeNodes('document'),
  passage: removeNodes('passage'),
  entity: removeNodes('entity'),
};
