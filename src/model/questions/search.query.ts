import { mostFirst } from '../../declare/list/rank.query.ts';
import type { Condition, Match, Parameter } from '../../graph/query.ts';

/**
 * Entities `e` whose names match, with `tier`: 0 where a name is the text, 1 where one begins with it, else 2; and a
 * `key` by tier, then the best connected first.
 *
 * @param wholes how the search text has a name that is the text, in each way to write it
 * @param beginnings how it has one that begins with the text
 */
export function searchMatch(conditions: readonly Condition[], wholes: Parameter, beginnings: Parameter): Match {
  const inCypher = ({ parameter }: Parameter) =>
    `any(beginning IN $${parameter} WHERE e.searchText CONTAINS beginning)`;
  const inSql = ({ parameter }: Parameter) =>
    `EXISTS (SELECT 1 FROM json_each($${parameter}) AS beginning WHERE instr(e.searchText, beginning.value))`;
  return {
    by: 'text',
    cypher: (print) =>
      `MATCH (e:Entity) ${print.where(conditions)} WITH e, CASE WHEN ${inCypher(wholes)} THEN 0 WHEN ${inCypher(beginnings)} THEN 1 ELSE 2 END AS tier WITH e, tier, toString(tier) + '|' + ${mostFirst.cypher('e.degree')} + '|' + e.id AS key`,
    sql: (print) =>
      `SELECT k AS e, tier, tier || '|' || ${mostFirst.sql('degree')} || '|' || id AS key FROM (SELECT e.k, e.degree, e.id, CASE WHEN ${inSql(wholes)} THEN 0 WHEN ${inSql(beginnings)} THEN 1 ELSE 2 END AS tier FROM entity AS e ${print.where(conditions)})`,
  };
}
