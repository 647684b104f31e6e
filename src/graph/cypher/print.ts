import type { Query } from '../port.ts';
import type { Condition, Print, Properties, Read, Variable } from '../query.ts';
import { createFactsText, writeNodesText } from './changes.ts';
import { conditionText, operandText, whereText } from './conditions.ts';
import { facetText, idsText, pageText, totalText } from './lists.ts';

/** A query in Cypher. */
export interface Statement {
  readonly name: string;
  readonly text: string;
  /** The names of the parameters in the text, without `$`. All must be given. */
  readonly parameters: ReadonlySet<string>;
  /** Whether its rows have all that is stored of something. */
  readonly isWide: boolean;
  /** Where a record has many rows in it: the parameters that bound how many. */
  readonly limits: readonly string[] | undefined;
}

/** The parameters in a text, with their names. */
export const PARAMETER = /\$([A-Za-z_]\w*)/g;

const LIMIT = /(?:^|_)limit$/;

/** What was printed, by query. */
const printed = new WeakMap<object, Statement>();
/** The statements by name and text: queries that differ in the values of parameters alone share one. */
const statements = new Map<string, Statement>();
/** Bounded by forgetting all. */
const MAX_STATEMENTS = 2000;

/** The Cypher of a query: the same object for the same text, so that it is planned by the store once. */
export function cypherOf({ name, of }: Pick<Query<unknown>, 'name' | 'of'>): Statement {
  const known = printed.get(of);
  if (known) return known;
  const made = statementOf(name, textOf(of).replace(/\s+/g, ' ').trim());
  printed.set(of, made);
  return made;
}

/** A statement of a text. */
export function statementOf(name: string, text: string): Statement {
  const key = `${name}\n${text}`;
  const known = statements.get(key);
  if (known) return known;
  if (statements.size >= MAX_STATEMENTS) statements.clear();
  const parameters = new Set([...text.matchAll(PARAMETER)].map(([, parameter]) => parameter as string));
  const made = {
    name,
    text,
    parameters,
    isWide: text.includes('properties('),
    limits: text.includes('collect(') ? [...parameters].filter((each) => LIMIT.test(each)) : undefined,
  };
  statements.set(key, made);
  return made;
}

function textOf(of: Query<unknown>['of']): string {
  switch (of.form) {
    case 'page':
      return pageText(of.rowSet, of.shape, print);
    case 'total':
      return totalText(of.rowSet, print);
    case 'facet':
      return facetText(of.rowSet, of.facet, print);
    case 'ids':
      return idsText(of.rowSet, print);
    case 'write nodes':
      return writeNodesText(of);
    case 'create facts':
      return createFactsText(of);
    case 'unset':
      return `UNWIND $ids AS id MATCH (n:Entity {id: id}) REMOVE n.${of.property}`;
    case 'text':
      return of.cypher(print);
  }
}

const print: Print = {
  where: whereText,
  and: (conditions: readonly Condition[]) => conditions.map((each) => ` AND ${conditionText(each)}`).join(''),
  value: readText,
  labelled: (entity, label) => `${entity}:${label}`,
};

function readText(read: Read): string {
  if ('joined' in read) return `[${read.joined.flatMap(columnsText).join(', ')}]`;
  if ('outgoing' in read) return `${read.outgoing.name}.source = parent`;
  if ('names' in read) {
    const columns = columnsText(read);
    // A list, since a map repeats the names of its keys in every row.
    return read.names === 'all' ? columns.join() : `[${columns.join(', ')}]`;
  }
  return operandText(read);
}

function columnsText({ of, names }: Properties): string[] {
  const row = rowText(of);
  return names === 'all' ? [`properties(${row})`] : names.map((name) => `${row}.${name}`);
}

function rowText(of: Properties['of']): string {
  if ('end' in of) return `${of.end === 'source' ? 'startNode' : 'endNode'}(${of.fact.name})`;
  return (of satisfies Variable).name;
}
