import { type Runner, type RunOptions, written } from '../../graph/port.ts';

interface Ends {
  readonly source: string;
  readonly target: string;
}

/**
 * The end from which some facts are found by reading past the fewest others: a state has voted thousands of times, and in
 * a vote there are some hundred states.
 */
export async function lighterEnd(
  graph: Runner,
  facts: readonly Ends[],
  options: RunOptions = {},
): Promise<{ readonly end: keyof Ends; readonly ids: readonly string[]; readonly degrees: number }> {
  const of = async (end: keyof Ends) => {
    const ids = [...new Set(facts.map((fact) => fact[end]))];
    const [degrees = 0] = await graph.run(DEGREES, { ids }, options);
    return { end, ids, degrees };
  };
  const source = await of('source');
  const target = await of('target');
  return source.degrees <= target.degrees ? source : target;
}

const DEGREES = written(
  'dossier: sum of degrees',
  {
    cypher: () => 'UNWIND $ids AS id MATCH (n:Entity {id: id}) RETURN sum(n.degree) AS sum',
    sql: () => 'SELECT sum(degree) AS sum FROM entity WHERE id IN (SELECT value FROM json_each($ids))',
    columns: { sum: 'value' },
  },
  (row) => Number(row['sum'] ?? 0),
);
