import { chunked } from './chunks.ts';
import { type Attributes, type CellValue, type Column, textOf } from './columns.ts';
import type { ExportOptions, Format } from './format.ts';
import type { Lifetime } from './lifetime.ts';
import { type View, viewOf } from './view.ts';

// RFC 4180, in UTF-8. The first columns have the names that Gephi knows; `Timeset` is what its timeline shows.

/** A table of the nodes. */
export const nodesCsv: Format = {
  name: 'nodes.csv',
  mediaType: 'text/csv; charset=utf-8',
  extension: 'nodes.csv',
  write: (graph, options) => chunked(marked(nodeLines(viewOf(graph, options)), options)),
};

/** A table of the edges. Reads no nodes. */
export const edgesCsv: Format = {
  name: 'edges.csv',
  mediaType: 'text/csv; charset=utf-8',
  extension: 'edges.csv',
  write: (graph, options) => chunked(marked(edgeLines(viewOf(graph, options)), options)),
};

/**
 * The lines after a byte-order mark where one is asked for: Excel reads a table without one in the code page of its
 * machine, and Gephi takes one for a part of the first column's name.
 */
async function* marked(lines: AsyncIterable<string>, { bom = false }: ExportOptions): AsyncGenerator<string> {
  if (bom) yield '\ufeff';
  yield* lines;
}

async function* nodeLines({ nodeColumns, nodes }: View): AsyncGenerator<string, void, undefined> {
  yield line(['Id', 'Label', 'Timeset', ...nodeColumns.map(({ name }) => name)]);
  for await (const { id, label, lifetime, values } of nodes)
    yield line([id, label, timeset(lifetime), ...cells(nodeColumns, values)]);
}

async function* edgeLines({ directed, edgeColumns, edges }: View): AsyncGenerator<string, void, undefined> {
  const columns = edgeColumns.filter(({ name }) => name !== 'weight');
  const type = directed ? 'Directed' : 'Undirected';
  // Pairs have no dates.
  const time = directed ? ['Timeset'] : [];
  const names = columns.map(({ name }) => name);
  yield line(['Source', 'Target', 'Type', 'Id', 'Label', 'Kind', 'Weight', ...time, ...names]);
  for await (const { id, source, target, label, kind, lifetime, values } of edges) {
    const shown = directed ? [timeset(lifetime)] : [];
    yield line([source, target, type, id, label, kind, values['weight'] ?? 1, ...shown, ...cells(columns, values)]);
  }
}

/** An interval as Gephi writes and reads it. */
function timeset(lifetime: Lifetime | undefined): string | undefined {
  return lifetime && `<[${lifetime.start ?? '-Infinity'}, ${lifetime.end ?? 'Infinity'}]>`;
}

function cells(columns: readonly Column[], values: Attributes): (CellValue | undefined)[] {
  return columns.map(({ name }) => values[name]);
}

function line(values: readonly (CellValue | undefined)[]): string {
  return `${values.map(cell).join(',')}\r\n`;
}

function cell(value: CellValue | undefined): string {
  if (value === undefined) return '';
  const text = typeof value === 'number' ? String(value) : withoutFormula(textOf(value));
  return QUOTED.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

const QUOTED = /[",\r\n]|^\s|\s$/;

/**
 * A text with an apostrophe before what a spreadsheet would run as a formula: dossiers come from other people, and their
 * names and notes are opened in Excel. A spreadsheet with other separators makes cells of the parts of a text, so what
 * stands after one of those counts too. Ids and numbers are never changed.
 */
function withoutFormula(text: string): string {
  return text.replace(FORMULA, "'");
}

/** Before the signs that begin a formula, some of them as wide as Chinese, and before a tab or line end at the start. */
const FORMULA = /(?<=^|[\t\r\n,;|"])(?=\s*[=+\-@＝＋－＠])|^(?=[\t\r\n])/g;
