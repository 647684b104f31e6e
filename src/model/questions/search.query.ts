import { mostFirst } from '../../declare/list/rank.query.ts';
import type { Condition, Match, Parameter } from '../../graph/query.ts';

/**
 * Entities `e` whose names match, with `tier`: 0 where a name is the text, 1 where one begins with it, else 2; and a
 * `key` by tier, then the best connected first.
 *
 * @param whole the words as a whole name, `|court of justice|`; `begins` without the last bar
 */
export function searchMatch(conditions: readonly Condition[], whole: Parameter, begins: Parameter): Match {
  return {
    by: 'text',
    cypher: (print) =>
      `MATCH (e:Entity) ${print.where(conditions)} WITH e, CASE WHEN e.searchText CONTAINS $${whole.parameter} THEN 0 WHEN e.searchText CONTAINS $${begins.parameter} THEN 1 ELSE 2 END AS tier WITH e, tier, toString(tier) + '|' + ${mostFirst.cypher('e.degree')} + '|' + e.id AS key`,
    sql: (print) =>
      `SELECT k AS e, tier, tier || '|' || ${mostFirst.sql('degree')} || '|' || id AS key FROM (SELECT e.k, e.degree, e.id, CASE WHEN instr(e.searchText, $${whole.parameter}) THEN 0 WHEN instr(e.searchText, $${begins.parameter}) THEN 1 ELSE 2 END AS tier FROM entity AS e ${print.where(conditions)})`,
  };
}
