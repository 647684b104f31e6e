import { readFact } from '../../declare/by-id.query.ts';
import type { Reads } from '../../declare/projection.ts';
import type { Fact } from '../../declare/rows.ts';
import { type Query, type Value, written } from '../../graph/port.ts';
import { type Condition, entityAs, type Print, type Texts } from '../../graph/query.ts';
import { CROSSED } from './graph-filter.ts';

/** Facts of some types, found by expanding entities at one of their ends: those of `$from<n>` to those of `$to<n>`. */
interface Expansion {
  readonly types: readonly string[];
  readonly side: 'source' | 'target';
}

/** A row of so many facts fits into one of Bolt's chunks, of 64 KiB: what does not is decoded in several times the time. */
const IN_A_ROW = 100;

/** The facts, at most `$limit`, by id, some in each row; none where more than `$budget` would have to be looked at. */
export function edgesQuery(
  expansions: readonly Expansion[],
  conditions: readonly Condition[],
  reads: Reads,
): Query<{ readonly work: number; readonly edges: readonly Fact[] }> {
  const found = foundBy(expansions, conditions);
  return written(
    'Graph edges',
    {
      cypher: (print) => {
        const { value } = print;
        const [source, target] = [
          reads.entity.of({ end: 'source', fact: CROSSED }),
          reads.entity.of({ end: 'target', fact: CROSSED }),
        ];
        return `CALL () { ${expansions.map((each, at) => `${fromNodes(at)} RETURN COUNT { (a)${arrow(each, `[:${each.types.join('|')}]`)}() } AS n`).join(' UNION ALL ')} } WITH sum(n) AS work
         CALL (work) { WITH work WHERE work <= $budget ${found.cypher(print)} WITH r ORDER BY r.id LIMIT $limit
           RETURN collect([type(r), ${value(reads.fact.of(CROSSED))}, ${value(source)}, ${value(target)}]) AS found }
         UNWIND CASE WHEN found = [] THEN [0] ELSE range(0, size(found) - 1, ${IN_A_ROW}) END AS first
         RETURN work, found[first..first + ${IN_A_ROW}] AS edges`;
      },
      sql: (print) => {
        const { value } = print;
        const work = expansions
          .map(
            (each, at) =>
              `(SELECT count(*) FROM json_each($from${at}) AS id CROSS JOIN entity AS a ON a.id = id.value CROSS JOIN fact AS r ON r.${each.side} = a.k AND r.type IN (${typeList(each)}))`,
          )
          .join(' + ');
        const edges = `SELECT json_group_array(json_array(r.type, ${value(reads.fact.of(CROSSED))}, ${value(reads.entity.of(entityAs('s')))}, ${value(reads.entity.of(entityAs('t')))}))
          FROM (SELECT fact FROM (${found.sql(print)}) ORDER BY id LIMIT $limit) AS found CROSS JOIN fact AS r ON r.k = found.fact CROSS JOIN entity AS s ON s.k = r.source CROSS JOIN entity AS t ON t.k = r.target`;
        return `SELECT work, CASE WHEN work <= $budget THEN (${edges}) ELSE '[]' END AS edges FROM (SELECT ${work} AS work)`;
      },
      columns: { work: 'value', edges: 'json' },
    },
    (row) => ({
      work: Number(row['work']),
      edges: (row['edges'] as readonly Value[][]).map(([type = null, fact = null, source = null, target = null]) =>
        readFact({ type, fact, source, target }, reads),
      ),
    }),
  );
}

/** How many facts there are, at most `$limit`. */
export function edgesCountQuery(expansions: readonly Expansion[], conditions: readonly Condition[]): Query<number> {
  const found = foundBy(expansions, conditions);
  return written(
    'Graph edges omitted',
    {
      cypher: (print) => `${found.cypher(print)} WITH r LIMIT $limit RETURN count(r) AS count`,
      sql: (print) => `SELECT count(*) AS count FROM (SELECT 1 FROM (${found.sql(print)}) LIMIT $limit)`,
      columns: { count: 'value' },
    },
    (row) => Number(row['count']),
  );
}

/** Binds the facts `r`; in SQL rows of `fact`, its key, and `id`. */
function foundBy(expansions: readonly Expansion[], conditions: readonly Condition[]): Texts {
  return {
    cypher: ({ and }: Print) =>
      `CALL () { ${expansions
        .map(
          (each, at) =>
            `${fromNodes(at)} MATCH (a)${arrow(each, `[r:${each.types.join('|')}]`)}(b:Entity) WHERE b.id IN $to${at}${and(conditions)} RETURN r`,
        )
        .join(' UNION ALL ')} }`,
    sql: ({ and }: Print) =>
      expansions
        .map(
          (each, at) =>
            `SELECT r.k AS fact, substr(r."order", instr(r."order", '|') + 1) AS id FROM json_each($from${at}) AS id CROSS JOIN entity AS a ON a.id = id.value CROSS JOIN fact AS r ON r.${each.side} = a.k AND r.type IN (${typeList(each)}) WHERE r.${each.side === 'source' ? 'target' : 'source'} IN (SELECT b.k FROM json_each($to${at}) AS other CROSS JOIN entity AS b ON b.id = other.value)${and(conditions)}`,
        )
        .join(' UNION ALL '),
  };
}

const fromNodes = (at: number) => `UNWIND $from${at} AS id MATCH (a:Entity {id: id})`;
const arrow = ({ side }: Expansion, fact: string) => (side === 'source' ? `-${fact}->` : `<-${fact}-`);
const typeList = ({ types }: Expansion) => types.map((type) => `'${type}'`).join(', ');
