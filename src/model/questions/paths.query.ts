import { type Query, written } from '../../graph/port.ts';
import { entityAs } from '../../graph/query.ts';
import { CROSSINGS } from './crossing.query.ts';
import type { Crossing } from './graph-filter.ts';

/** An entity that a step leads to. */
export const STEP_OTHER = entityAs('b');

export interface Step {
  readonly id: string;
  readonly other: string;
  /** Of the other. */
  readonly degree: number;
  /** The lowest id of the facts between the two. */
  readonly fact: string;
  /** How many facts there are between the two. */
  readonly steps: number;
}

/** The steps from each of `$frontier`, of at most `$budget` facts. */
export function stepsQuery(crossing: Crossing): Query<Step> {
  return written(
    'Path step',
    {
      cypher: (print) =>
        `UNWIND $frontier AS id MATCH (a:Entity {id: id}) MATCH (a)-${CROSSINGS.cypher(crossing)}-(b:Entity) ${print.where([...crossing.onFacts, ...crossing.onEnds])}
         WITH id, b, r LIMIT $budget RETURN id, b.id AS other, b.degree AS degree, min(r.id) AS fact, count(r) AS steps ORDER BY id, other`,
      sql: (print) => {
        const id = `, substr(r."order", instr(r."order", '|') + 1) AS fact`;
        return `SELECT a.id AS id, b.id AS other, b.degree AS degree, found.fact AS fact, found.steps AS steps FROM
          (SELECT near, far, min(fact) AS fact, count(*) AS steps FROM (${CROSSINGS.sql(crossing, '$frontier', print, true, id)} LIMIT $budget) GROUP BY near, far) AS found
          CROSS JOIN entity AS a ON a.k = found.near CROSS JOIN entity AS b ON b.k = found.far ORDER BY a.id, b.id`;
      },
      columns: { id: 'value', other: 'value', degree: 'value', fact: 'value', steps: 'value' },
    },
    (row) => ({
      id: String(row['id']),
      other: String(row['other']),
      degree: Number(row['degree']),
      fact: String(row['fact']),
      steps: Number(row['steps']),
    }),
  );
}
