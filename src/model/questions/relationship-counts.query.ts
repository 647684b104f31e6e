import { type Query, written } from '../../graph/port.ts';
import type { Condition } from '../../graph/query.ts';
import type { SidedType } from './relationship-filter.ts';

interface Counted {
  readonly parent: string;
  readonly type: string;
  readonly outgoing: boolean;
  /** The name of the type at the other end. */
  readonly otherType: string;
  readonly count: number;
}

/**
 * The facts `r` of each of `$parents`, counted by type, direction and the type of the entity `b` at the other end.
 *
 * @param sided the types, each with the side at which the parent may be
 */
export function countsQuery(sided: readonly SidedType[], conditions: readonly Condition[]): Query<Counted> {
  const types = [...new Set(sided.map(({ type }) => type))];
  const sides = [...new Set(sided.map(({ side }) => side))];
  const [left, right] = sides.length === 2 ? ['-', '-'] : sides[0] === 'source' ? ['-', '->'] : ['<-', '-'];
  const order = 'parent, count DESC, type, outgoing, otherType';
  return written(
    'Entity.relationshipCounts',
    {
      cypher: (print) =>
        `UNWIND $parents AS parent MATCH (a:Entity {id: parent}) MATCH (a)${left}[r:${types.join('|')}]${right}(b:Entity) ${print.where(conditions)}
         RETURN parent, type(r) AS type, r.source = parent AS outgoing, b.type AS otherType, count(*) AS count ORDER BY ${order}`,
      sql: (print) => {
        const counted = sides.map((side) => {
          const [other, outgoing] = side === 'source' ? ['target', 1] : ['source', 0];
          const ofSide = sided.filter((each) => each.side === side).map(({ type }) => `'${type}'`);
          // A fact of an entity with itself is outgoing.
          const once = side === 'target' && sides.length === 2 ? ' AND r.source <> r.target' : '';
          return `SELECT a.id AS parent, r.type AS type, ${outgoing} AS outgoing, b.type AS otherType, count(*) AS count
            FROM json_each($parents) AS parent CROSS JOIN entity AS a ON a.id = parent.value
            CROSS JOIN fact AS r ON r.${side} = a.k AND r.type IN (${ofSide.join(', ')})${once} CROSS JOIN entity AS b ON b.k = r.${other}
            ${print.where(conditions)} GROUP BY a.id, r.type, b.type`;
        });
        return `${counted.join(' UNION ALL ')} ORDER BY ${order}`;
      },
      columns: { parent: 'value', type: 'value', outgoing: 'boolean', otherType: 'value', count: 'value' },
    },
    (row) => ({
      parent: String(row['parent']),
      type: String(row['type']),
      outgoing: row['outgoing'] === true,
      otherType: String(row['otherType']),
      count: Number(row['count']),
    }),
  );
}
