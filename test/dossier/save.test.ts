/** What a graph holds of a dossier, written as a dossier, loads to the same graph. */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { indexesOf } from '../../src/declare/model.ts';
import { loadDossier } from '../../src/dossier/load.ts';
import type { Progress } from '../../src/dossier/read/dossier.ts';
import { DossierFiles } from '../../src/dossier/save/files.ts';
import type { Layout } from '../../src/dossier/save/layout.ts';
import { NotSaved } from '../../src/dossier/save/not-saved.ts';
import { saveDossier } from '../../src/dossier/save/save.ts';
import { UnknownDossier } from '../../src/dossier/unload.ts';
import type { Graph } from '../../src/graph/port.ts';
import { modelOfFolder } from '../../src/which-model.ts';
import { forEachEngine, openTemporary } from '../support/engines.ts';
import { FIRMS } from '../support/firms.ts';
import { model } from '../support/model.ts';
import { drawn, entities, facts, said, sources } from './drawn.ts';
import { BASE, emptied, filesOf, folderOf, load, preparedGraph } from './folders.ts';
import { VOTES } from './table-files.ts';

const SHIPPED = fileURLToPath(new URL('../../seeds/gaza-diplomacy', import.meta.url));
const IN_TABLES: Layout = { tableFrom: 0, passages: 0, bytes: 1_000_000 };
const WAYS: readonly (readonly [name: string, layout: Layout])[] = [
  ['all in tables that can be', IN_TABLES],
  ['nothing in tables', { tableFrom: 10_000, passages: 500, bytes: 1_000_000 }],
  ['little in each file', { tableFrom: 10_000, passages: 1, bytes: 100 }],
];
/** So few that a dossier of some rows has less, and more. */
const layouts: fc.Arbitrary<Layout> = fc.record({
  tableFrom: fc.constantFrom(0, 3, 10_000),
  passages: fc.constantFrom(0, 1, 4, 500),
  bytes: fc.constantFrom(100, 1_000, 1_000_000),
});

test.each(WAYS)(
  'a dossier of a model of its own takes that along, with properties of every kind: %s',
  async (_name, layout) => {
    // A property may be called as what is said of a table.
    const named = (text: string) => text.replaceAll('since:', 'when:').replaceAll('motto:', 'each:');
    const folder = await folderOf(Object.fromEntries(Object.entries(FIRMS).map(([path, text]) => [path, named(text)])));
    const own = await modelOfFolder(folder);
    const graphs = [await openTemporary(), await openTemporary()] as const;
    for (const each of graphs) await each.prepare(indexesOf(own));
    await loadDossier(graphs[0], own, folder);
    const saved = await folderOf({});
    await saveDossier(graphs[0], own, 'firms', saved, { layout, ownModel: true });
    const again = await modelOfFolder(saved);
    expect(again.written).toBe(own.written);
    await loadDossier(graphs[1], again, saved);
    expect(await said(graphs[1])).toEqual(await said(graphs[0]));
    for (const each of graphs) await each.close();
  },
);

test('a row that is longer than a file may be is not saved', async () => {
  const files = new DossierFiles();
  files.entity({ id: 'Topic:a', names: { en: 'A' }, description: { en: 'x'.repeat(2_000_000) } });
  await expect(files.write(await folderOf({}), { id: 'test' })).rejects.toThrow(
    'Topic:a has 2.0 MB; expected less than the 2 MB that a YAML file may have. Nothing was saved.',
  );
  files.close();
});

forEachEngine((engine) => {
  let graph: Graph;
  beforeAll(async () => {
    graph = await preparedGraph(engine);
    return () => graph.close();
  });

  /** Saves a dossier that is loaded, empties the graph, and loads what was saved. */
  async function again(
    id: string,
    layout: Layout,
  ): Promise<{ before: string[]; after: string[]; files: { [path: string]: string } }> {
    const before = await said(graph);
    const folder = await folderOf({});
    await saveDossier(graph, model, id, folder, { layout });
    await emptied(graph);
    await loadDossier(graph, model, folder);
    return { before, after: await said(graph), files: await filesOf(folder) };
  }

  describe('a dossier that is saved', () => {
    test.each(WAYS)('is the shipped one again: %s', async (_name, layout) => {
      await emptied(graph);
      await loadDossier(graph, model, SHIPPED);
      const { before, after, files } = await again('gaza-diplomacy', layout);
      expect(after).toEqual(before);
      expect('facts/participated-in.csv' in files).toBe(layout.tableFrom === 0);
      const folder = await folderOf({});
      await saveDossier(graph, model, 'gaza-diplomacy', folder, { layout });
      expect(await filesOf(folder)).toEqual(files);
    });

    test('is any dossier again, in files of any length', async () => {
      await fc.assert(
        fc.asyncProperty(entities, facts, sources, layouts, async (things, related, documents, layout) => {
          await emptied(graph);
          await load(graph, drawn(things, related, documents));
          const { before, after } = await again('test', layout);
          expect(after).toEqual(before);
        }),
        { numRuns: engine.name === 'neo4j' ? 10 : 50 },
      );
    });

    test('says what it states itself of what others state as well', async () => {
      await emptied(graph);
      const shared = (names: string) =>
        `document: doc\nentities:\n  - { id: Event:e, names: { en: ${names} }, eventKind: VOTE, evidence: P1 }\n`;
      await load(graph, { ...BASE, 'e.yaml': shared('[E, First]') });
      await load(graph, {
        'dossier.yaml': 'id: other\ntitle: { en: Other }\n',
        'e.yaml': shared('[E, Second]'),
        'p.yaml': 'document: doc\npassages: [{ locator: P9, summary: { en: "Adds\\nthis" } }]\n',
      });
      const before = await said(graph);
      const folders = await Promise.all(['test', 'other'].map(async (id) => ({ id, folder: await folderOf({}) })));
      for (const { id, folder } of folders) await saveDossier(graph, model, id, folder);
      expect((await filesOf(folders[1]?.folder ?? ''))['entities/event.yaml']).not.toContain('First');
      await emptied(graph);
      for (const { folder } of folders) await loadDossier(graph, model, folder);
      expect(await said(graph)).toEqual(before);
    });

    test('has its facts in the order of their days', async () => {
      await emptied(graph);
      const votes = 'call,state,vote\n2,DE-FRG,yes\n1,TR,no\n2,NA,no\n1,NA,yes\n';
      await load(graph, { ...VOTES, 'votes.csv': votes });
      const { files } = await again('test', IN_TABLES);
      const rows = files['facts/participated-in.csv']?.trim().split('\n').slice(1);
      expect(rows?.map((line) => line.split(',').slice(0, 2).join(' '))).toEqual([
        'Country:NA Event:vote-1',
        'Country:TR Event:vote-1',
        'Country:DE-FRG Event:vote-2',
        'Country:NA Event:vote-2',
      ]);
    });

    test('is read and written to the end, as is told', async () => {
      await emptied(graph);
      await loadDossier(graph, model, SHIPPED);
      const told: Progress[] = [];
      const counts = await saveDossier(graph, model, 'gaza-diplomacy', await folderOf({}), {
        onProgress: (progress) => told.push(progress),
      });
      const rows = counts.documents + counts.passages + counts.entities + counts.facts;
      const collected = told.filter(({ phase }) => phase === 'collect');
      expect(collected[0]).toEqual({ phase: 'collect', done: 0, total: rows });
      expect(told.slice(collected.length).every(({ phase }) => phase === 'save')).toBe(true);
      expect(told.at(-1)?.done).toBe(told.at(-1)?.total);
    });

    test('differs where the dossier differs, and nowhere else', async () => {
      await emptied(graph);
      await loadDossier(graph, model, SHIPPED);
      const folder = await folderOf({});
      await saveDossier(graph, model, 'gaza-diplomacy', folder);
      const before = await filesOf(folder);
      const event = 'entities/event.yaml';
      await writeFile(join(folder, event), before[event]?.replace('en: Israeli attacks', 'en: Other attacks') ?? '');
      await loadDossier(graph, model, folder);
      await saveDossier(graph, model, 'gaza-diplomacy', folder);
      const after = await filesOf(folder);
      const changed = Object.keys(after).filter((path) => after[path] !== before[path]);
      expect(changed).toEqual([event]);
      const lines = (text = '') => text.split('\n');
      const differing = lines(after[event]).filter((line) => !lines(before[event]).includes(line));
      expect(differing.map((line) => line.trim())).toEqual(['en: Other attacks']);
    });

    test('replaces what an earlier save wrote, and refuses to replace anything else', async () => {
      await emptied(graph);
      await load(graph, BASE);
      const folder = await folderOf({ 'README.md': 'Mine.', '.git/config.yaml': 'mine' });
      await saveDossier(graph, model, 'test', folder);
      const topic = 'entities:\n  - { id: Topic:a, names: { en: A }, evidence: doc/P1 }\n';
      await load(graph, { ...BASE, 'a.yaml': topic });
      await saveDossier(graph, model, 'test', folder);
      expect(Object.keys(await filesOf(folder))).toEqual([
        '.git/config.yaml',
        'README.md',
        'documents.yaml',
        'dossier.yaml',
        'entities/topic.yaml',
      ]);
      await load(graph, BASE);
      await saveDossier(graph, model, 'test', folder);
      expect(Object.keys(await filesOf(folder))).not.toContain('entities/topic.yaml');
      await mkdir(join(folder, 'more'));
      await writeFile(join(folder, 'more', 'mine.yaml'), topic);
      await expect(saveDossier(graph, model, 'test', folder)).rejects.toThrow(/mine\.yaml was not written by a save/);
      await expect(saveDossier(graph, model, 'test', SHIPPED)).rejects.toBeInstanceOf(NotSaved);
      await expect(saveDossier(graph, model, 'tset', await folderOf({}))).rejects.toBeInstanceOf(UnknownDossier);
    });
  });
});
