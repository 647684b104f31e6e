import type { Reads } from '../../declare/projection.ts';
import type { EntityRow } from '../../declare/rows.ts';
import { type Query, written } from '../../graph/port.ts';
import { entityAs, isIn, not, property } from '../../graph/query.ts';
import { CROSSINGS } from './crossing.query.ts';
import type { Crossing } from './graph-filter.ts';

/** An entity of the next ring. */
export const RING_OTHER = entityAs('b');

/**
 * At most `$limit` entities one step from those of `$ring` that are not in `$seen`: those with the most facts to the
 * ring first, then the best connected.
 */
export function ringQuery(crossing: Crossing, { entity }: Reads): Query<EntityRow> {
  const unseen = not(isIn(property(RING_OTHER, 'id'), { parameter: 'seen' }));
  return written(
    'Entity ring',
    {
      cypher: (print) =>
        `UNWIND $ring AS id MATCH (a:Entity {id: id}) MATCH (a)-${CROSSINGS.cypher(crossing)}-(b:Entity) ${print.where([unseen, ...crossing.onFacts, ...crossing.onEnds])}
         WITH b, count(r) AS ties RETURN ${print.value(entity.of(RING_OTHER))} AS node, ties, b.degree AS degree, b.id AS id ORDER BY ties DESC, degree DESC, id LIMIT $limit`,
      sql: (print) =>
        `SELECT ${print.value(entity.of(RING_OTHER))} AS node FROM
           (SELECT far, count(*) AS ties FROM (${CROSSINGS.sql(crossing, '$ring', print, false)}) GROUP BY far) AS found
         CROSS JOIN entity AS b ON b.k = found.far ${print.where([unseen, ...crossing.onEnds])} ORDER BY found.ties DESC, b.degree DESC, b.id LIMIT $limit`,
      columns: { node: 'json' },
    },
    (row) => entity.read(row['node']),
  );
}
