import type { Change } from '../query.ts';

type Of<Form extends Change['form']> = Extract<Change, { form: Form }>;

export function writeNodesText({ label, labels }: Of<'write nodes'>): string {
  return `UNWIND $rows AS row MERGE (n:${label} {id: row.id}) SET n = row SET n:${labels.join(':')}`;
}

/**
 * Each end is looked for once, not for each of its facts. Every property by its name: half as long as `SET r = row`, and in
 * `SET`, by which each constraint is looked at once. What is absent is null, and not stored.
 */
export function createFactsText({ type, end, shared, own }: Of<'create facts'>): string {
  const other = end === 'source' ? 'target' : 'source';
  const stored: [property: string, value: string][] = [
    [end, '$ends[g.end]'],
    [other, '$ends[row[0]]'],
    ['order', 'g.day + row[1]'],
    ...shared.map((property): [string, string] => [property, `g.${property}`]),
    ...own.map((property, at): [string, string] => [property, `row[${at + 1}]`]),
  ];
  const [from, to] = end === 'source' ? (['a', 'b'] as const) : (['b', 'a'] as const);
  return `UNWIND range(0, size($ends) - 1) AS place MATCH (n:Entity {id: $ends[place]}) WITH place, n ORDER BY place
     WITH collect(n) AS ends WHERE size(ends) = size($ends)
     UNWIND $groups AS g UNWIND g.rows AS row WITH g, row, ends[g.end] AS a, ends[row[0]] AS b
     CREATE (${from})-[r:${type}]->(${to}) SET ${stored.map(([property, value]) => `r.${property} = ${value}`).join(', ')} RETURN count(r) AS count`;
}
