import { chunked } from './chunks.ts';
import { type Column, textOf, type Value, type Values } from './columns.ts';
import type { Format } from './format.ts';
import { type View, viewOf } from './view.ts';

// RFC 4180, in UTF-8 without a byte-order mark, which Gephi would take for a part of the first column's name. The first
// columns have the names that Gephi knows.

/** A table of the nodes. */
export const nodesCsv: Format = {
  name: 'nodes.csv',
  mediaType: 'text/csv; charset=utf-8',
  extension: 'nodes.csv',
  write: (source, options) => chunked(nodeLines(viewOf(source, options))),
};

/** A table of the edges. Reads no nodes. */
export const edgesCsv: Format = {
  name: 'edges.csv',
  mediaType: 'text/csv; charset=utf-8',
  extension: 'edges.csv',
  write: (source, options) => chunked(edgeLines(viewOf(source, options))),
};

async function* nodeLines({ nodeColumns, nodes }: View): AsyncGenerator<string, void, undefined> {
  yield line(['Id', 'Label', ...nodeColumns.map(({ name }) => name)]);
  for await (const { id, label, values } of nodes) yield line([id, label, ...cells(nodeColumns, values)]);
}

async function* edgeLines({ directed, edgeColumns, edges }: View): AsyncGenerator<string, void, undefined> {
  const columns = edgeColumns.filter(({ name }) => name !== 'weight');
  const type = directed ? 'Directed' : 'Undirected';
  yield line(['Source', 'Target', 'Type', 'Id', 'Label', 'Kind', 'Weight', ...columns.map(({ name }) => name)]);
  for await (const { id, source, target, label, kind, values } of edges)
    yield line([source, target, type, id, label, kind, values['weight'] ?? 1, ...cells(columns, values)]);
}

function cells(columns: readonly Column[], values: Values): (Value | undefined)[] {
  return columns.map(({ name }) => values[name]);
}

function line(values: readonly (Value | undefined)[]): string {
  return `${values.map(cell).join(',')}\r\n`;
}

function cell(value: Value | undefined): string {
  if (value === undefined) return '';
  const text = typeof value === 'number' ? String(value) : withoutFormula(textOf(value));
  return QUOTED.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

const QUOTED = /[",\r\n]|^\s|\s$/;

/**
 * A text that a spreadsheet would run as a formula, with an apostrophe before it: dossiers come from other people, and
 * their names and notes are opened in Excel. Ids and numbers are never changed.
 */
function withoutFormula(text: string): string {
  return FORMULA.test(text) ? `'${text}` : text;
}

const FORMULA = /^[=+\-@\t\r]/;
