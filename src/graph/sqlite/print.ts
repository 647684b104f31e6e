import { PARAMETER } from '../cypher/print.ts';
import type { Query } from '../port.ts';
import { asOneRow, type SqlStatement } from './statement.ts';
const printed = new WeakMap<object, SqlStatement>();
export function sqlOf({ name, of }: Pick<Query<unknown>, 'name' | 'of'>): SqlStatement {
  const known = printed.get(of);
  if (known) return known;
  if (of.form !== 'text') throw new Error(`not yet: ${of.form}`);
  const text = of.sql(undefined as never);
  const made = { name, text: Object.keys(of.columns).length > 0 ? asOneRow(text, of.columns) : text, parameters: new Set([...text.matchAll(PARAMETER)].map(([, p]) => p as string)), columns: of.columns };
  printed.set(of, made);
  return made;
}
