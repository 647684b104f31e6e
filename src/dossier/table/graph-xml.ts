import { stat } from 'node:fs/promises';
import { SaxesParser, type SaxesTagPlain } from 'saxes';
import { bytesOf, firstBytes, isOfFile, unreadable } from './bytes.ts';
import { decodingOf } from './decoding.ts';
import { encodingByMark } from './dialect.ts';
import { SpooledTable } from './spooled.ts';
import { type ReadOptions, TableUnreadable } from './streaming.ts';

/** What of a graph is a table: its nodes, or its edges. */
export const graphSheets = ['nodes', 'edges'] as const;
export type GraphSheet = (typeof graphSheets)[number];

/**
 * The nodes or the edges of a GEXF or GraphML file: columns are the attributes of the elements themselves, such as `id`,
 * `label`, `source` and `target`, and those that the file declares, by their titles.
 *
 * @throws TableUnreadable
 */
export async function readGraphXml(path: string, sheet: GraphSheet, options: ReadOptions): Promise<SpooledTable> {
  const { size } = await stat(path);
  const table = new SpooledTable(size, false);
  const bytes = await bytesOf(path, options.onBytes);
  const reader = new ElementReader(table, sheet);
  try {
    const decoding = decodingOf(await encodingOf(path));
    for await (const chunk of bytes) {
      options.signal?.throwIfAborted();
      // A stream without an encoding gives buffers.
      reader.write(decoding.decode(chunk as Buffer));
    }
    reader.end();
    table.finish();
    return table;
  } catch (error) {
    table.close();
    if (isOfFile(error) && !('encoding' in error)) throw unreadable(reader.line, error);
    if (error instanceof TypeError)
      throw new TableUnreadable(reader.line, 'the file is not in the encoding that it says.');
    throw error;
  } finally {
    bytes.destroy();
  }
}

async function encodingOf(path: string): Promise<string> {
  const begin = await firstBytes(path, 200);
  const declared = /^<\?xml[^>]*encoding=["']([\w-]+)["']/.exec(begin.toString('latin1'))?.[1];
  return encodingByMark(begin) ?? declared ?? 'utf-8';
}

/** An element of the kind that is read, and the line where it begins. */
interface Row {
  readonly line: number;
  readonly cells: string[];
}

/** The elements that say something of the element around them. */
const SAYING = new Set(['attvalues', 'attvalue', 'spells', 'spell', 'data']);
/** What yEd draws at a node or an edge. */
const LABELS = new Set(['NodeLabel', 'EdgeLabel']);

/** Collects what the elements of one kind say. */
class ElementReader {
  readonly #table: SpooledTable;
  readonly #parser = new SaxesParser();
  readonly #element: 'node' | 'edge';
  /** The titles of declared attributes by their id, and the values of those that an element lacks. */
  readonly #titles = new Map<string, string>();
  readonly #defaults = new Map<string, string>();
  /** For each open element the row that it is of. An element may stand in another one, and its row is its own. */
  readonly #open: (Row | undefined)[] = [];
  #declaredFor: string | undefined;
  #declaring: string | undefined;
  #isDefault = false;
  #text = '';
  /** The value that is open, how deep it stands, and the label that was begun in it. */
  #value: { readonly key: string | undefined; readonly depth: number; label?: string | undefined } | undefined;
  #isGraph = false;

  constructor(table: SpooledTable, sheet: GraphSheet) {
    this.#table = table;
    this.#element = sheet === 'nodes' ? 'node' : 'edge';
    this.#parser.on('error', (error) => {
      throw new TableUnreadable(
        this.line,
        `this is no XML: ${error.message.replace(/^\d+:\d+: /, '').replace(/\.$/, '')}.`,
      );
    });
    this.#parser.on('opentag', (tag) => this.#begin(tag));
    this.#parser.on('text', (text) => {
      if (this.#value || this.#isDefault) this.#text += text;
      if (this.#value?.label !== undefined) this.#value.label += text;
    });
    this.#parser.on('closetag', ({ name }) => this.#end(localName(name)));
  }

  get line(): number {
    return this.#parser.line;
  }

  write(text: string): void {
    this.#parser.write(text);
  }

  end(): void {
    this.#parser.close();
    if (!this.#isGraph) throw new TableUnreadable(1, 'the file has no graph in it; expected GEXF or GraphML.');
  }

  #begin({ name: qualified, attributes }: SaxesTagPlain): void {
    const name = localName(qualified);
    if (this.#value) {
      // What stands in a value is no part of the graph.
      if (LABELS.has(name)) this.#value.label = '';
      this.#open.push(this.#open.at(-1));
      return;
    }
    const row = this.#rowOf(name);
    this.#open.push(row);
    switch (name) {
      case 'graph':
        this.#isGraph = true;
        break;
      case 'attributes':
        this.#declaredFor = attributes['class'];
        break;
      case 'attribute':
        this.#declare(attributes['id'], attributes['title'], this.#declaredFor);
        break;
      case 'key':
        this.#declare(attributes['id'], attributes['attr.name'] ?? attributes['id'], attributes['for']);
        break;
      case 'default':
        this.#isDefault = this.#declaring !== undefined;
        this.#text = '';
        break;
      case this.#element:
        for (const [attribute, value] of Object.entries(attributes)) this.#set(row, attribute, value);
        break;
      case 'attvalue':
        this.#setDeclared(row, attributes['for'] ?? attributes['id'], attributes['value']);
        break;
      case 'spell':
        for (const end of ['start', 'end']) this.#set(row, end, attributes[end]);
        break;
      case 'data':
        this.#value = { key: attributes['key'], depth: this.#open.length };
        this.#text = '';
        break;
    }
  }

  #end(name: string): void {
    const depth = this.#open.length;
    const row = this.#open.pop();
    if (this.#value) {
      const { key, label } = this.#value;
      if (depth === this.#value.depth) {
        this.#setDeclared(row, key, this.#text);
        this.#value = undefined;
      } else if (LABELS.has(name)) {
        this.#set(row, 'label', label?.trim());
        this.#value.label = undefined;
      }
    } else if (name === this.#element && row) this.#add(row);
    else if (name === 'default' && this.#declaring !== undefined) {
      this.#defaults.set(this.#declaring, this.#text);
      this.#isDefault = false;
    } else if (name === 'attribute' || name === 'key') this.#declaring = undefined;
  }

  #rowOf(name: string): Row | undefined {
    if (name === this.#element) return { line: this.line, cells: [] };
    return SAYING.has(name) ? this.#open.at(-1) : undefined;
  }

  #declare(id: string | undefined, title: string | undefined, of: string | undefined): void {
    if (id === undefined || title === undefined || (of !== undefined && of !== this.#element && of !== 'all')) return;
    this.#declaring = id;
    this.#titles.set(id, title);
  }

  #setDeclared(row: Row | undefined, id: string | undefined, value: string | undefined): void {
    if (id !== undefined) this.#set(row, this.#titles.get(id) ?? id, value);
  }

  /** Of several values of one name the first counts: an element's own. */
  #set(row: Row | undefined, column: string, value: string | undefined): void {
    if (!row || value === undefined) return;
    row.cells[this.#table.column(column, this.line)] ??= value;
  }

  #add(row: Row): void {
    for (const [id, value] of this.#defaults) this.#setDeclared(row, id, value);
    this.#table.add(row);
  }
}

function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}
