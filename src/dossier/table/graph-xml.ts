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

/** Collects what the elements of one kind say. */
class ElementReader {
  readonly #table: SpooledTable;
  readonly #parser = new SaxesParser();
  readonly #element: 'node' | 'edge';
  /** The titles of declared attributes by their id, and the values of those that an element lacks. */
  readonly #titles = new Map<string, string>();
  readonly #defaults = new Map<string, string>();
  #declaredFor: string | undefined;
  #declaring: string | undefined;
  #row: string[] | undefined;
  #rowLine = 0;
  #isDefault = false;
  #key: string | undefined;
  #text = '';
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
    this.#parser.on('opentag', (tag) => this.#open(tag));
    this.#parser.on('text', (text) => {
      if (this.#key !== undefined || this.#isDefault) this.#text += text;
    });
    this.#parser.on('closetag', ({ name }) => this.#close(localName(name)));
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

  #open({ name, attributes }: SaxesTagPlain): void {
    switch (localName(name)) {
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
        this.#add();
        this.#begin(attributes);
        break;
      case 'attvalue':
        this.#value(attributes['for'] ?? attributes['id'], attributes['value']);
        break;
      case 'spell':
        for (const end of ['start', 'end']) this.#set(end, attributes[end]);
        break;
      case 'data':
        this.#key = this.#row && attributes['key'];
        this.#text = '';
        break;
    }
  }

  #close(name: string): void {
    if (name === this.#element || name === 'graph') this.#add();
    else if (name === 'data') {
      this.#value(this.#key, this.#text);
      this.#key = undefined;
    } else if (name === 'default' && this.#declaring !== undefined) {
      this.#defaults.set(this.#declaring, this.#text);
      this.#isDefault = false;
    } else if (name === 'attribute' || name === 'key') this.#declaring = undefined;
  }

  #declare(id: string | undefined, title: string | undefined, of: string | undefined): void {
    if (id === undefined || title === undefined || (of !== undefined && of !== this.#element && of !== 'all')) return;
    this.#declaring = id;
    this.#titles.set(id, title);
  }

  #begin(attributes: { readonly [name: string]: string }): void {
    this.#row = [];
    this.#rowLine = this.line;
    for (const [name, value] of Object.entries(attributes)) this.#set(name, value);
  }

  #value(id: string | undefined, value: string | undefined): void {
    if (id !== undefined) this.#set(this.#titles.get(id) ?? id, value);
  }

  /** Of several values of one name the first counts: an element's own. */
  #set(column: string, value: string | undefined): void {
    if (!this.#row || value === undefined) return;
    const place = this.#table.column(column, this.line);
    this.#row[place] ??= value;
  }

  /** Adds the element that was read last. An element may stand in another one. */
  #add(): void {
    if (!this.#row) return;
    for (const [id, value] of this.#defaults) this.#value(id, value);
    this.#table.add({ line: this.#rowLine, cells: this.#row });
    this.#row = undefined;
  }
}

function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}
