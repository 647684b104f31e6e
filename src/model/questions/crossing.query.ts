import type { Condition, Print } from '../../graph/query.ts';
import type { Crossing } from './graph-filter.ts';

/** What crosses facts `r` from entities `a` to entities `b`. */
export const CROSSINGS = {
  /** The pattern of the facts: `[r:MEMBER_OF|HELD_IN]`, or `[r]` for every type. */
  cypher: ({ types, every }: Crossing) => (every ? '[r]' : `[r:${types.join('|')}]`),
  /** Rows of a query, the entities at the other end of facts in either direction. A fact of an entity with itself is one. */
  sql: (
    { types, every, conditions }: Crossing,
    ids: string,
    print: Print,
    columns: string,
    also: readonly Condition[] = [],
  ) =>
    (['source', 'target'] as const)
      .map((side) => {
        const other = side === 'source' ? 'target' : 'source';
        const typed = every ? '' : ` AND r.type IN (${types.map((type) => `'${type}'`).join(', ')})`;
        const once = side === 'target' ? ' AND r.source <> r.target' : '';
        return `SELECT ${columns} FROM json_each(${ids}) AS id CROSS JOIN entity AS a ON a.id = id.value CROSS JOIN fact AS r ON r.${side} = a.k${typed}${once} CROSS JOIN entity AS b ON b.k = r.${other} ${print.where([...also, ...conditions])}`;
      })
      .join(' UNION ALL '),
};
