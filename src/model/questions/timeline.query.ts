import { Activity } from '../../core/interfaces.ts';
import { type Query, written } from '../../graph/port.ts';
import { type Condition, entityAs, type Match, type Parameter } from '../../graph/query.ts';

const E = entityAs('e');

/** The lower bound of a date as it is written: `2023-10-07` of `[2023-10-07..2024-05-02]`, `2024-05` of `2024-05~/..`. */
const WRITTEN = ['[', '~', '?', '%', '-XX'].reduce((text, mark) => `replace(${text}, '${mark}', '')`, 'e.date');
export const LOWER_BOUND = {
  cypher: `split(split(${WRITTEN}, '/')[0], '..')[0]`,
  sql: `substr(${WRITTEN}, 1, instr(replace(replace(${WRITTEN}, '/', ' '), '..', ' ') || ' ', ' ') - 1)`,
};

/** How the days of a bucket begin: `202` of `202X`, and `2024` of `2024-21`, which is a season. */
const DAYS_OF_PARENT = {
  cypher: "CASE WHEN substring(parent, 5, 2) > '12' THEN left(parent, 4) ELSE split(parent, 'X')[0] END",
  sql: "CASE WHEN substr(parent.value, 6, 2) > '12' THEN substr(parent.value, 1, 4) ELSE rtrim(parent.value, 'X') END",
};

/**
 * How many activities began in each unit, by its date.
 *
 * @param where what the activities `e` pass; all have a lower bound
 * @param width how many characters of a day name the unit
 */
export function bucketsQuery(
  where: readonly Condition[],
  width: Parameter,
  most: number,
): Query<{ readonly date: string; readonly count: number }> {
  return written(
    'timeline',
    {
      cypher: (print) =>
        `MATCH (e:${Activity.name}) ${print.where(where)} WITH left(${LOWER_BOUND.cypher}, $${width.parameter}) AS date WITH date, count(*) AS count RETURN date, count ORDER BY date LIMIT ${most}`,
      sql: (print) =>
        `SELECT substr(${LOWER_BOUND.sql}, 1, $${width.parameter}) AS date, count(*) AS count FROM entity AS e WHERE ${print.labelled('e', Activity.name)} ${print.and(where)} GROUP BY 1 ORDER BY 1 LIMIT ${most}`,
      columns: { date: 'value', count: 'value' },
    },
    (row) => ({ date: String(row['date']), count: Number(row['count']) }),
  );
}

/** The activities `e` that began in the unit that is the parent of the list. */
export function bucketMatch(where: readonly Condition[], width: Parameter): Match {
  return {
    by: 'text',
    cypher: (print) =>
      `MATCH (e:${Activity.name}) WHERE e.order STARTS WITH ${DAYS_OF_PARENT.cypher} ${print.and(where)} AND left(${LOWER_BOUND.cypher}, $${width.parameter}) = parent WITH ${E.name}`,
    // Every character of an order key comes before a tilde.
    sql: (print) =>
      `SELECT e.k AS e FROM entity AS e WHERE ${print.labelled('e', Activity.name)} AND e."order" >= ${DAYS_OF_PARENT.sql} AND e."order" < ${DAYS_OF_PARENT.sql} || '~' ${print.and(where)} AND substr(${LOWER_BOUND.sql}, 1, $${width.parameter}) = parent.value`,
  };
}
