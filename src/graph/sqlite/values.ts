import type { EndOf, Properties, Read } from '../query.ts';
import { column, jsonColumn, jsonObject } from './bindings.ts';

/**
 * SQL for a value that is read of rows that stand under their names: a part of JSON.
 *
 * @param named SQL for the value that a text has under a name
 */
export function readSql(read: Read, named: (name: string) => string): string {
  if ('joined' in read) return `json_array(${read.joined.flatMap(columnsSql).join(', ')})`;
  if ('outgoing' in read) return `json(CASE ${read.outgoing.name}.source WHEN a.k THEN 'true' ELSE 'false' END)`;
  if ('names' in read)
    return read.names === 'all' ? columnsSql(read).join() : `json_array(${columnsSql(read).join(', ')})`;
  if ('parameter' in read) return `$${read.parameter}`;
  if ('literal' in read) return typeof read.literal === 'number' ? `${read.literal}` : `'${read.literal}'`;
  if ('value' in read) return named(read.value);
  return jsonColumn(read.of.of, read.of.name, read.property);
}

/** SQL for a value that is a column of a text: a property as it is, of several properties JSON. */
export function valueSql(read: Read): string {
  return 'property' in read ? column(read.of.of, read.of.name, read.property) : readSql(read, (name) => name);
}

/** What joins the entities at the ends of facts that are read. */
export function rowsRead(reads: readonly Read[]): string[] {
  const ends = reads.flatMap((read) => ('names' in read && 'end' in read.of ? [read.of] : []));
  return [
    ...new Set(ends.map((end) => `entity AS ${nameOfEnd(end)} ON ${nameOfEnd(end)}.k = ${end.fact.name}.${end.end}`)),
  ];
}

function columnsSql({ of, names }: Properties): string[] {
  const [kind, name] = 'end' in of ? (['entity', nameOfEnd(of)] as const) : ([of.of, of.name] as const);
  return names === 'all' ? [jsonObject(kind, name)] : names.map((each) => jsonColumn(kind, name, each));
}

const nameOfEnd = ({ end, fact }: EndOf) => `${fact.name}_${end}`;
