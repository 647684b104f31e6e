import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { finished } from 'node:stream/promises';
import { stringify } from 'yaml';
import { MAX_FILE_MB } from '../../yaml/folder.ts';
import type { FILE_KEYS } from '../read/dossier.ts';
import { Spool } from '../spill/spool.ts';
import type { Layout } from './layout.ts';
import { NotSaved } from './not-saved.ts';
import type { RestatedMap } from './restated.ts';
import { cellsOf, csvLine, fits, templateOf, united } from './tabular.ts';

/** What every file of a saved dossier begins with. What stands there belongs to who saves. */
export const MARK = '# Written by dragoman save, which replaces it when it saves again.\n';

/** Each of them is a key that a file of a dossier may have. */
type Key = Exclude<(typeof FILE_KEYS)[number], 'document' | 'tables'>;
/** What rows of a table can become. */
const TABULAR: ReadonlySet<Key> = new Set(['passages', 'entities', 'facts']);

/** Rows of one sort, in the order in which they are to stand. */
export class Section {
  readonly #path: string;
  readonly #key: Key;
  readonly #document: string | undefined;
  readonly #rows = new Spool<RestatedMap>();
  #count = 0;
  /** A row with everything that any row has that a table can hold. */
  #shape: RestatedMap | undefined;

  /**
   * @param path of its files in the folder, without an ending: `entities/country`
   * @param document the slug of the document that passages are of
   */
  constructor(path: string, key: Key, document?: string) {
    this.#path = path;
    this.#key = key;
    this.#document = document;
  }

  /** How many rows it has. */
  get count(): number {
    return this.#count;
  }

  add(row: RestatedMap): void {
    this.#rows.add(row);
    this.#count++;
    // What is united of two maps is one.
    if (cellsOf(row)) this.#shape = united(this.#shape, row) as RestatedMap;
  }

  /**
   * Writes its files into a folder: YAML, and a table for rows of one form where there are enough of them.
   *
   * @param onRow is told of each row that is written
   * @throws NotSaved a row is too long for any file
   */
  async write(folder: string, { tableFrom, bytes }: Layout, onRow: () => void): Promise<void> {
    await mkdir(dirname(join(folder, this.#path)), { recursive: true });
    const shape = this.#count >= tableFrom && TABULAR.has(this.#key) ? this.#shape : undefined;
    if (shape) await this.#writeTable(folder, shape, onRow);
    await this.#writeYaml(folder, shape, bytes, onRow);
  }

  close(): void {
    this.#rows.close();
  }

  async #writeTable(folder: string, shape: RestatedMap, onRow: () => void): Promise<void> {
    const columns = [...(cellsOf(shape)?.keys() ?? [])];
    const file = createWriteStream(join(folder, `${this.#path}.csv`));
    const done = finished(file);
    // Its failure is that of the writing, which waits for it below.
    done.catch(() => undefined);
    file.write(csvLine(columns));
    for (const row of this.#rows) {
      const cells = fits(row, shape) ? cellsOf(row) : undefined;
      if (cells) onRow();
      if (cells && !file.write(csvLine(columns.map((column) => cells.get(column) ?? ''))))
        await Promise.race([once(file, 'drain'), done]);
    }
    file.end();
    await done;
  }

  async #writeYaml(
    folder: string,
    shape: RestatedMap | undefined,
    mostBytes: number,
    onRow: () => void,
  ): Promise<void> {
    let text = shape ? this.#manifest(shape) : '';
    let number = 0;
    let rows = 0;
    let bytes = Buffer.byteLength(text);
    const flush = async () => {
      // Files are read by their names in order. No document and no type has such a name.
      const name = `${this.#path}${number === 0 ? '' : `_${String(number + 1).padStart(4, '0')}`}.yaml`;
      const document = this.#document === undefined ? '' : stringify({ document: this.#document });
      await writeFile(join(folder, name), `${MARK}${document}${text}`);
      number++;
      text = '';
      rows = 0;
      bytes = 0;
    };
    for (const row of this.#rows) {
      if (shape && fits(row, shape) && cellsOf(row)) continue;
      const written = item(row);
      const length = Buffer.byteLength(written);
      if (length > MOST_BYTES) throw tooLong(row, length);
      if (text !== '' && bytes + length > mostBytes) await flush();
      if (rows++ === 0) text += `${this.#key}:\n`;
      text += written;
      bytes += length;
      onRow();
    }
    if (text !== '') await flush();
  }

  /** The template that the rows of the table fill. */
  #manifest(shape: RestatedMap): string {
    const row = templateOf(shape);
    return stringify({ tables: [{ file: `${this.#path}.csv`, [this.#key]: [row] }] }, YAML);
  }
}

/** What stands above the rows of a file takes less than a kilobyte. */
const MOST_BYTES = MAX_FILE_MB * 1e6 - 1_000;

function tooLong(row: RestatedMap, length: number): NotSaved {
  const what = row['id'] ?? row['locator'] ?? `a row from ${row['from']} to ${row['to']}`;
  const megabytes = (length / 1e6).toFixed(1);
  return new NotSaved(
    `${what} has ${megabytes} MB; expected less than the ${MAX_FILE_MB} MB that a YAML file may have. Nothing was saved.`,
  );
}

/** One line a text, so that a difference is that of a text. */
const YAML = { lineWidth: 0 } as const;

/** A row as an item of a list that stands under a key. */
function item(row: RestatedMap): string {
  return stringify([row], YAML).replace(/^(?=.)/gm, '  ');
}
