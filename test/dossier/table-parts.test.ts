/** What keeps memory the same whatever the input: the parts that hold something of a table. */
import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { writeXlsx } from 'hucre/xlsx';
import { describe, expect, onTestFinished, test } from 'vitest';
import { checkDossier } from '../../src/dossier/checked.ts';
import { draftDossier } from '../../src/dossier/draft/draft.ts';
import { DossierContents, NODES } from '../../src/dossier/read/contents.ts';
import { type Progress, readDossier } from '../../src/dossier/read/dossier.ts';
import { HashIndex, HashSet, hashOf } from '../../src/dossier/spill/hash.ts';
import { SortedHashes } from '../../src/dossier/spill/sorted-hashes.ts';
import { Spool } from '../../src/dossier/spill/spool.ts';
import { openTables } from '../../src/dossier/table/open-tables.ts';
import { SeparatedValues } from '../../src/dossier/table/separated.ts';
import { progressOn } from '../../src/progress.ts';
import { model } from '../support/model.ts';
import { BASE, choosing, folderOf } from './folders.ts';
import { manyVotes } from './table-files.ts';

describe('hashes', () => {
  test('beyond what is held in memory come back in order from the disk', () => {
    const hashes = new SortedHashes(100);
    onTestFinished(() => hashes.close());
    const all = Array.from({ length: 12_345 }, (_, index) => hashOf(`fact ${index % 12_000}`));
    for (const hash of all) hashes.add(hash);
    expect([...hashes.inOrder()]).toEqual([...all].sort((a, b) => a - b));
    expect([...hashes.repeated()].sort()).toEqual(all.slice(0, 345).sort());
  });

  test('of one list that another lacks', () => {
    const [some, others] = [new SortedHashes(10), new SortedHashes(10)];
    onTestFinished(() => some.close());
    onTestFinished(() => others.close());
    for (let hash = 1; hash <= 100; hash++) some.add(hash);
    for (let hash = 1; hash <= 100; hash += 2) others.add(hash);
    for (let hash = 2; hash <= 10; hash += 2) some.add(hash);
    expect([...some.without(others)]).toEqual(Array.from({ length: 50 }, (_, index) => 2 * index + 2));
    expect([...some.without(new SortedHashes(1))]).toHaveLength(100);
  });

  test.each([undefined, 512, 4_096])('in a set are there once, with %s of them in memory', (inMemory) => {
    const set = new HashSet(inMemory);
    onTestFinished(() => set.close());
    const ids = Array.from({ length: 50_000 }, (_, index) => hashOf(`id ${index}`));
    expect(ids.filter((id) => !set.add(id))).toEqual([]);
    expect(set.add(hashOf('id 7'))).toBe(false);
    expect(set.has(hashOf('id 49999'))).toBe(true);
    expect(set.has(hashOf('id 50000'))).toBe(false);
    expect(set.size).toBe(50_000);
    expect(ids.filter((id) => !set.has(id))).toEqual([]);
  });

  test.each([undefined, 512, 4_096])('in an index have each its number, with %s of them in memory', (inMemory) => {
    const index = new HashIndex(inMemory);
    onTestFinished(() => index.close());
    for (let number = 0; number < 20_000; number++) index.set(hashOf(`id ${number}`), number);
    for (let number = 0; number < 20_000; number += 3) index.set(hashOf(`id ${number}`), -number);
    expect(index.size).toBe(20_000);
    const right = (number: number) => index.get(hashOf(`id ${number}`)) === (number % 3 === 0 ? -number : number);
    expect(Array.from({ length: 20_000 }, (_, number) => number).filter((number) => !right(number))).toEqual([]);
    expect(index.get(hashOf('id 20000'))).toBeUndefined();
  });
});

test('a table is read in pieces, each cell as it was written, wherever a piece ends', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'dragoman-csv-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const cells = ['plain', 'with, comma', 'with "quotes"', 'two\nlines', '', 'ü𐍈', 'x'.repeat(301)];
  const rows = Array.from({ length: 5_000 }, (_, index) =>
    cells.map((_cell, at) => `${cells[(index + at) % cells.length]}`),
  );
  const quoted = (cell: string) => (/[",\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);
  const path = join(folder, 'table.csv.gz');
  await writeFile(path, gzipSync(rows.map((row) => `${row.map(quoted).join(',')}\r\n`).join('')));
  const read: (readonly string[])[] = [];
  let pieces = 0;
  const table = await SeparatedValues.open(path, { separator: undefined, encoding: undefined, head: undefined });
  read.push(table.head);
  for await (const piece of table.rows({})) {
    pieces++;
    read.push(...piece.map((row) => row.cells));
  }
  expect(read).toEqual(rows);
  expect(pieces).toBeGreaterThan(5);
});

test('a batch holds a fixed number of rows, and is not read before the one before it was taken', async () => {
  const folder = await folderOf(manyVotes(300, 100));
  const { tables: declared, ...dossier } = await readDossier(model, folder);
  const streaming = {
    findings: {
      add: () => expect.unreachable(),
      doubt: () => undefined,
      leave: () => undefined,
      lose: () => undefined,
    },
  };
  const { tables, close } = await openTables(folder, declared, streaming);
  onTestFinished(close);
  const contents = new DossierContents(dossier, tables, model, 7_000);
  const sizes: number[] = [];
  for await (const { rows } of contents.facts(streaming)) sizes.push(rows.length);
  expect(sizes).toEqual([7_000, 7_000, 7_000, 7_000, 2_150]);
  for await (const { rows } of contents.nodes(streaming)) expect(rows.length).toBeLessThanOrEqual(NODES + 1);
});

test('what is read again and again is the same, in memory and on the disk', () => {
  const spool = new Spool<{ readonly at: number; readonly text: string }>();
  const things = Array.from({ length: 100 }, (_, at) => ({ at, text: 'ü'.repeat(100_000) }));
  for (const thing of things) spool.add(thing);
  expect([...spool]).toEqual(things);
  expect([...spool]).toEqual(things);
  spool.close();
});

type Told = (progress: Progress) => void;

describe('progress', () => {
  const said = (isTTY: boolean) => {
    const lines: string[] = [];
    let now = 0;
    const progress = progressOn({ isTTY, write: (text) => lines.push(text) }, () => now);
    for (let done = 0; done <= 1_000; done += 100) {
      progress.say({ phase: 'write', done, total: 1_000 });
      now += 1_000;
    }
    progress.end();
    return lines;
  };

  test('is a line now and then where nobody watches', () => {
    expect(said(false)).toEqual([
      'Writing [############............] 500 of 1,000 rows, 100/s, 5 s left\n',
      'Writing [########################] 1,000 of 1,000 rows, 100/s, 0 s left\n',
    ]);
  });

  test('counts one row and one file as one', () => {
    const lines: string[] = [];
    let now = 0;
    const progress = progressOn({ write: (text) => lines.push(text) }, () => now);
    for (const phase of ['read', 'write'] as const) {
      now += 10_000;
      progress.say({ phase, done: 1, total: 1 });
    }
    expect(lines.map((line) => line.split('] ')[1])).toEqual(['1 of 1 file\n', '1 of 1 row\n']);
  });

  test.each([
    [
      'a.json',
      '{ file: a.json, key: id, columns: { of: { row-of: a.json } }, entities: [{ id: "Topic:{id}", names: { en: "{of.name}" }, evidence: P1 }] }',
      JSON.stringify([{ id: 'a', name: 'A', of: 'a' }]),
    ],
    [
      'a.gexf',
      '{ file: a.gexf, sheet: nodes, entities: [{ id: "Topic:{id}", names: { en: "{label}" }, evidence: P1 }] }',
      '<gexf><graph><nodes><node id="a" label="A"/></nodes></graph></gexf>',
    ],
  ])('is told of %s while it is opened, up to its end', async (file, table, content) => {
    const folder = await folderOf({ ...BASE, [file]: content, 'a.yaml': `document: doc\ntables: [${table}]\n` });
    const told: Progress[] = [];
    await checkDossier(model, folder, { onProgress: (progress) => told.push(progress) });
    const opening = told.filter(({ phase }) => phase === 'open');
    expect(opening.length).toBeGreaterThan(0);
    expect(opening.at(-1)?.done).toBeCloseTo(opening.at(-1)?.total ?? 0);
    expect(opening.at(-1)?.total).toBe(content.length * (file === 'a.json' ? 3 : 1));
  });

  test.each([
    ['check', (folder: string, onProgress: Told) => checkDossier(model, folder, { onProgress })],
    [
      'draft',
      async (folder: string, onProgress: Told) => {
        await draftDossier([join(folder, 'table.xlsx')], join(folder, 'draft'), choosing(model), { onProgress });
      },
    ],
  ])('is told of a workbook row by row: %s', async (_command, read) => {
    const rows = Array.from({ length: 10_000 }, (_, at) => [`t${at}`, `Topic ${at}`]);
    const table = '{ file: table.xlsx, entities: [{ id: "Topic:{id}", names: { en: "{name}" }, evidence: P1 }] }';
    const folder = await folderOf({
      ...BASE,
      'table.xlsx': await writeXlsx({ sheets: [{ name: 'One', rows: [['id', 'name'], ...rows] }] }),
      'a.yaml': `document: doc\ntables: [${table}]\n`,
    });
    const told: Progress[] = [];
    await read(folder, (progress) => told.push(progress));
    const reading = told.filter(({ phase, of }) => of === 'bytes' && phase !== 'check');
    const { size } = await stat(join(folder, 'table.xlsx'));
    const inside = reading.filter(({ done }) => done > size && done < 2 * size);
    expect(inside.length).toBeGreaterThan(5);
    expect(reading.at(-1)?.done).toBeCloseTo(reading.at(-1)?.total ?? 0);
  });

  test('is one line that is written over on a terminal', () => {
    const lines = said(true);
    expect(lines[0]).toBe('\rWriting [##......................] 100 of 1,000 rows, 100/s, 9 s left');
    expect(lines.at(-1)).toMatch(/^\r +\r$/);
  });
});
