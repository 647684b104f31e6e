import type { Print } from '../../graph/query.ts';
import type { Crossing } from './graph-filter.ts';

/** What crosses facts `r`. */
export const CROSSINGS = {
  /** The pattern of the facts: `[r:MEMBER_OF|HELD_IN]`, or `[r]` for every type. */
  cypher: ({ types, every }: Crossing) => (every ? '[r]' : `[r:${types.join('|')}]`),
  /**
   * Rows of the facts of entities of ids, in either direction: `near` and `far`, the keys of their ends, and columns of
   * `r`. A fact of an entity with itself is one row.
   *
   * @param bound whether the ends `b` are tested too, for which they have to be read
   */
  sql: ({ types, every, onFacts, onEnds }: Crossing, ids: string, print: Print, bound: boolean, columns = '') =>
    (['source', 'target'] as const)
      .map((side) => {
        const other = side === 'source' ? 'target' : 'source';
        const typed = every ? '' : ` AND r.type IN (${types.map((type) => `'${type}'`).join(', ')})`;
        const once = side === 'target' ? ' AND r.source <> r.target' : '';
        const end = bound && onEnds.length > 0 ? ` CROSS JOIN entity AS b ON b.k = r.${other}` : '';
        return `SELECT a.k AS near, r.${other} AS far${columns} FROM json_each(${ids}) AS id CROSS JOIN entity AS a ON a.id = id.value CROSS JOIN fact AS r ON r.${side} = a.k${typed}${once}${end} ${print.where([...onFacts, ...(bound ? onEnds : [])])}`;
      })
      .join(' UNION ALL '),
};
