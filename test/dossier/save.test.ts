/** What a graph holds of a dossier, written as a dossier, loads to the same graph. */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { indexesOf } from '../../src/declare/model.ts';
import { loadDossier } from '../../src/dossier/load.ts';
import type { Progress } from '../../src/dossier/read/dossier.ts';
import { NotSaved, saveDossier } from '../../src/dossier/save/save.ts';
import { UnknownDossier } from '../../src/dossier/unload.ts';
import type { Graph } from '../../src/graph/port.ts';
import { modelOfFolder } from '../../src/which-model.ts';
import { forEachEngine, openTemporary } from '../support/engines.ts';
import { FIRMS } from '../support/firms.ts';
import { model } from '../support/model.ts';
import { drawn, entities, facts, said } from './drawn.ts';
import { BASE, emptied, filesOf, folderOf, load, preparedGraph } from './folders.ts';
import { VOTES } from './table-files.ts';

const SHIPPED = fileURLToPath(new URL('../../seeds/gaza-diplomacy', import.meta.url));
/** 0 writes all that can be in tables into tables, and 10,000 nothing. */
const WAYS = [0, 10_000];

test.each(WAYS)(
  'a dossier of a model of its own takes that along, with properties of every kind: %i',
  async (tableFrom) => {
    const folder = await folderOf(FIRMS);
    const own = await modelOfFolder(folder);
    const graphs = [await openTemporary(), await openTemporary()] as const;
    for (const each of graphs) await each.prepare(indexesOf(own));
    await loadDossier(graphs[0], own, folder);
    const saved = await folderOf({});
    await saveDossier(graphs[0], own, 'firms', saved, { tableFrom, ownModel: true });
    const again = await modelOfFolder(saved);
    expect(again.written).toBe(own.written);
    await loadDossier(graphs[1], again, saved);
    expect(await said(graphs[1])).toEqual(await said(graphs[0]));
    for (const each of graphs) await each.close();
  },
);

forEachEngine((engine) => {
  let graph: Graph;
  beforeAll(async () => {
    graph = await preparedGraph(engine);
    return () => graph.close();
  });

  /** Saves a dossier that is loaded, empties the graph, and loads what was saved. */
  async function again(
    id: string,
    tableFrom: number,
  ): Promise<{ before: string[]; after: string[]; files: { [path: string]: string } }> {
    const before = await said(graph);
    const folder = await folderOf({});
    await saveDossier(graph, model, id, folder, { tableFrom });
    await emptied(graph);
    await loadDossier(graph, model, folder);
    return { before, after: await said(graph), files: await filesOf(folder) };
  }

  describe('a dossier that is saved', () => {
    test.each(WAYS)('is the shipped one again, with tables from %i rows on', async (tableFrom) => {
      await emptied(graph);
      await loadDossier(graph, model, SHIPPED);
      const { before, after, files } = await again('gaza-diplomacy', tableFrom);
      expect(after).toEqual(before);
      expect('facts/participated-in.csv' in files).toBe(tableFrom === 0);
      const folder = await folderOf({});
      await saveDossier(graph, model, 'gaza-diplomacy', folder, { tableFrom });
      expect(await filesOf(folder)).toEqual(files);
    });

    test.each(WAYS)('is any dossier again, with tables from %i rows on', async (tableFrom) => {
      await fc.assert(
        fc.asyncProperty(entities, facts, async (things, related) => {
          await emptied(graph);
          await load(graph, drawn(things, related));
          const { before, after } = await again('test', tableFrom);
          expect(after).toEqual(before);
        }),
        { numRuns: engine.name === 'neo4j' ? 5 : 25 },
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
      const { files } = await again('test', 0);
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
