import { PARAMETER } from '../cypher/print.ts';
import type { Query } from '../port.ts';
import type { Columns, Print } from '../query.ts';
import { Bindings } from './bindings.ts';
import { createFactsSql, unsetSql, writeNodesSql } from './changes.ts';
import { conditionSql } from './conditions.ts';
import { facetSql, idsSql, pageSql, totalSql } from './lists.ts';
import { whereSql } from './operands.ts';
import { hasLabel } from './schema.ts';
import { asOneRow, type SqlStatement } from './statement.ts';
import { valueSql } from './values.ts';

/** What was printed, by query. */
const printed = new WeakMap<object, SqlStatement>();
/** The statements by name and text: queries that differ in the values of parameters alone share one. */
const statements = new Map<string, SqlStatement>();
/** Bounded by forgetting all. */
const MAX_STATEMENTS = 2000;

/** The SQL of a query: the same object for the same text, so that it is compiled once by each connection. */
export function sqlOf({ name, of }: Pick<Query<unknown>, 'name' | 'of'>): SqlStatement {
  const known = printed.get(of);
  if (known) return known;
  const made = statementOf(name, textOf(of).replace(/\s+/g, ' ').trim(), columnsOf(of));
  printed.set(of, made);
  return made;
}

function statementOf(name: string, text: string, columns: Columns): SqlStatement {
  const key = `${name}\n${text}`;
  const known = statements.get(key);
  if (known) return known;
  if (statements.size >= MAX_STATEMENTS) statements.clear();
  const parameters = new Set([...text.matchAll(PARAMETER)].map(([, parameter]) => parameter as string));
  const texts = text.split(';').map((each) => each.trim());
  if (Object.keys(columns).length > 0) texts.push(asOneRow(texts.pop() ?? '', columns));
  const made = { name, texts, parameters, columns };
  statements.set(key, made);
  return made;
}

function textOf(of: Query<unknown>['of']): string {
  const print = printer();
  switch (of.form) {
    case 'page':
      return pageSql(of.rowSet, of.shape, print);
    case 'total':
      return totalSql(of.rowSet, print);
    case 'facet':
      return facetSql(of.rowSet, of.facet, print);
    case 'ids':
      return idsSql(of.rowSet, print);
    case 'write nodes':
      return writeNodesSql(of);
    case 'create facts':
      return createFactsSql(of);
    case 'unset':
      return unsetSql(of);
    case 'text':
      return of.sql(print);
  }
}

function columnsOf(of: Query<unknown>['of']): Columns {
  switch (of.form) {
    case 'page':
      return { parent: 'value', rows: 'json' };
    case 'total':
      return { parent: 'value', count: 'value' };
    case 'facet':
      return { parent: 'value', value: 'value', count: 'value' };
    case 'ids':
      return { ids: 'json' };
    case 'create facts':
      return { count: 'value' };
    case 'write nodes':
    case 'unset':
      return {};
    case 'text':
      return of.columns;
  }
}

/** Prints what stands in one text, where rows stand under the names of their variables. */
function printer(): Print {
  const named = new Bindings();
  return {
    where: (conditions) => whereSql(conditions.map((each) => conditionSql(each, named))),
    and: (conditions) => conditions.map((each) => ` AND ${conditionSql(each, named)}`).join(''),
    value: valueSql,
    labelled: hasLabel,
  };
}
