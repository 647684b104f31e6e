import { createReadStream } from 'node:fs';
import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createGunzip, gzipSync } from 'node:zlib';
import { afterEach, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { loadDossier } from '../../src/dossier/load.ts';
import { unloadDossier } from '../../src/dossier/unload.ts';
import type { Graph } from '../../src/graph/port.ts';
import { forEachEngine } from '../support/engines.ts';
import { model } from '../support/model.ts';
import { dump, emptied, ids, load, preparedGraph, row } from './folders.ts';
import { changed, manyVotes, VOTES } from './table-files.ts';

const seeds = fileURLToPath(new URL('../../seeds', import.meta.url));

forEachEngine((engine) => {
  let graph: Graph;
  beforeAll(async () => {
    graph = await preparedGraph(engine);
  });
  afterEach(() => emptied(graph));

  describe('a table', () => {
    test('becomes passages, entities and facts', async () => {
      expect(await load(graph, VOTES)).toEqual({
        id: 'test',
        documents: 1,
        passages: 4,
        entities: 8,
        facts: 8,
        written: 21,
        removed: 0,
        doubts: [],
      });
      expect(await row(graph, 'Country:DE-FRG')).toMatchObject({
        names: ['en Germany, Federal Republic'],
        code: 'DE-FRG',
        evidence: ['Passage:doc/all'],
        degree: 1,
      });
      expect(await row(graph, 'Country:NA')).toMatchObject({ names: ['en Namibia'], degree: 2 });
      expect(await row(graph, 'PARTICIPATED_IN|Country:NA|Event:vote-1|VOTED_YES||1946-01-02')).toEqual({
        id: 'PARTICIPATED_IN|Country:NA|Event:vote-1|VOTED_YES||1946-01-02',
        source: 'Country:NA',
        target: 'Event:vote-1',
        role: 'VOTED_YES',
        date: '1946-01-02',
        earliest: '1946-01-02',
        latest: '1946-01-02',
        surelyFrom: '1946-01-02',
        surelyTo: '1946-01-02',
        order: '1946-01-02|PARTICIPATED_IN|Country:NA|Event:vote-1|VOTED_YES||1946-01-02',
        evidence: ['Passage:doc/call-1'],
        dossiers: ['test'],
        files: ['votes.csv'],
      });
    });

    test('a name falls back where a cell is empty, and what has an empty cell is not written', async () => {
      await load(graph, VOTES);
      expect(await row(graph, 'Event:vote-1')).toMatchObject({ names: ['en FIRST'], identifiers: ['symbol R/1'] });
      expect(await row(graph, 'Event:vote-2')).toMatchObject({ names: ['en Vote on R/2'], latest: '1947-12-31' });
      const third = await row(graph, 'Event:vote-3');
      expect(third).toMatchObject({ names: ['en Call 3'], order: '9999|Event:vote-3' });
      expect(Object.keys(third)).not.toContain('identifiers');
      expect(Object.keys(third)).not.toContain('date');
    });

    test('a list becomes a fact for each item', async () => {
      await load(graph, VOTES);
      expect((await ids(graph)).filter((id) => id.startsWith('CONCERNS'))).toEqual([
        'CONCERNS|Event:vote-1|Topic:peace|||',
        'CONCERNS|Event:vote-1|Topic:trade|||',
        'CONCERNS|Event:vote-3|Topic:trade|||',
      ]);
    });

    test('what follows from facts is as if the same were written by hand', async () => {
      await load(graph, VOTES);
      const tabular = await dump(graph);
      await emptied(graph);
      await load(graph, WRITTEN);
      const inFiles = (lines: string[]) =>
        lines.map((line) => line.replace(/"(digest|files)":(\[[^\]]*\]|"[^"]*"),?/g, ''));
      expect(inFiles(tabular)).toEqual(inFiles(await dump(graph)));
    });

    test('counts an entity that takes part twice once, in whatever batches, until it takes part no more', async () => {
      const participants = async (votes: string) => {
        await load(graph, { ...VOTES, 'votes.csv': `call,state,vote\n${votes}` }, { factsAtOnce: 1 });
        return (await row(graph, 'Event:vote-1'))?.['participantCount'];
      };
      expect(await participants('1,NA,yes\n2,NA,no\n1,TR,no\n1,NA,no\n')).toBe(2);
      expect(await participants('2,NA,no\n1,TR,no\n1,NA,no\n')).toBe(2);
      expect(await participants('2,NA,no\n1,TR,no\n')).toBe(1);
      expect(await participants('2,NA,no\n')).toBe(0);
    });

    test('may be gzipped, have CRLF, a mark of the order of bytes and lines inside quotes', async () => {
      const table = '\uFEFFcode,name\r\nNA,"Nami\nbia"\r\n"DE-FRG"," ""The"" Republic "\r\n\r\nTR,Turkey';
      await load(graph, { ...changed('votes.yaml', 'states.csv', 'states.csv.gz'), 'states.csv.gz': gzipSync(table) });
      expect(await row(graph, 'Country:NA')).toMatchObject({ names: ['en Nami bia'] });
      expect(await row(graph, 'Country:DE-FRG')).toMatchObject({ names: ['en "The" Republic'] });
      expect(await row(graph, 'Country:TR')).toMatchObject({ names: ['en Turkey'] });
    });
  });

  describe('a dossier with tables', () => {
    test('once loaded is not written again', async () => {
      await load(graph, VOTES);
      const before = await dump(graph);
      expect(await load(graph, VOTES)).toMatchObject({ entities: 8, facts: 8, passages: 4, written: 0, removed: 0 });
      expect(await dump(graph)).toEqual(before);
    });

    test('that changed is replaced', async () => {
      let files = changed('states.csv', 'TR,Turkey', 'TR,Türkiye');
      files = changed('calls.csv', '3,,,,t\n', '4,1950,,,\n', files);
      files = changed('votes.csv', '3,TR,yes', '4,TR,yes\n4,NA,no', files);
      files = changed('votes.csv', '1,TR,no', '1,TR,yes', files);
      await load(graph, files);
      const wanted = await dump(graph);
      await emptied(graph);
      await load(graph, VOTES);
      expect(await load(graph, files)).toMatchObject({ facts: 8 });
      expect(await dump(graph)).toEqual(wanted);
    });

    test('two states of different rows exchange their codes', async () => {
      const files = {
        ...VOTES,
        'votes.yaml': String(VOTES['votes.yaml'])
          .replace('id: Country:{code}', 'id: Country:{name}')
          .replace('Country:{state}', 'Country:x'),
        'states.csv': 'code,name\nAA,x\nBB,y\n',
      };
      await load(graph, files);
      await load(graph, { ...files, 'states.csv': 'code,name\nBB,x\nAA,y\n' });
      expect(await row(graph, 'Country:x')).toMatchObject({ code: 'BB' });
      expect(await row(graph, 'Country:y')).toMatchObject({ code: 'AA' });
    });

    test('that has tables no longer is replaced as well', async () => {
      await load(graph, WRITTEN);
      const wanted = await dump(graph);
      await load(graph, VOTES);
      await load(graph, WRITTEN);
      expect(await dump(graph)).toEqual(wanted);
    });

    test('is taken out without a trace, in several batches', async () => {
      await load(graph, manyVotes(60, 100));
      await unloadDossier(graph, model, 'test');
      expect(await dump(graph)).toEqual([]);
    });
  });

  describe('the votes of the General Assembly', () => {
    /** With the votes of the first and last roll calls alone. */
    async function unga(): Promise<string> {
      const folder = await mkdtemp(join(tmpdir(), 'dragoman-unga-'));
      onTestFinished(() => rm(folder, { recursive: true, force: true }));
      await cp(join(seeds, 'unga'), folder, { recursive: true });
      const parts: Buffer[] = [];
      for await (const part of createReadStream(join(folder, 'votes.csv.gz')).pipe(createGunzip())) parts.push(part);
      const lines = Buffer.concat(parts).toString().split('\n');
      await writeFile(
        join(folder, 'votes.csv.gz'),
        gzipSync([...lines.slice(0, 2_001), ...lines.slice(-2_001)].join('\n')),
      );
      return folder;
    }

    test('and the diplomacy over Gaza make the same graph in either order, and come apart again', {
      timeout: 900_000,
    }, async () => {
      const [votes, gaza] = [await unga(), join(seeds, 'gaza-diplomacy')];
      await loadDossier(graph, model, gaza);
      const alone = await dump(graph);
      const report = await loadDossier(graph, model, votes);
      expect(report).toMatchObject({ documents: 1, passages: 6_205, entities: 6_409 });
      const both = await dump(graph);
      expect(await row(graph, 'Country:TR')).toMatchObject({
        names: ['en Türkiye', 'en Turkey', 'ar تركيا', 'tr Türkiye'],
        dossiers: ['gaza-diplomacy', 'unga'],
        files: ['states.yaml', 'countries.csv'],
      });
      expect(await row(graph, 'Country:NA')).toMatchObject({ names: ['en Namibia'] });
      expect((await ids(graph)).filter((id) => /^Country:.*-/.test(id))).toEqual([
        'Country:DE-FRG',
        'Country:TZ-ZAN',
        'Country:YE-YAR',
      ]);
      await unloadDossier(graph, model, 'unga');
      expect(await dump(graph)).toEqual(alone);
      await emptied(graph);
      await loadDossier(graph, model, votes);
      await loadDossier(graph, model, gaza);
      expect(await dump(graph)).toEqual(both);
    });
  });
});

/** What {@link VOTES} says, written out. */
const WRITTEN = {
  'dossier.yaml': VOTES['dossier.yaml'] ?? '',
  'votes.yaml': `document: doc
documents:
  - id: SourceDocument:doc
    title: { en: A document }
    passages:
      - { locator: all, summary: { en: All } }
      - { locator: call-1, summary: { en: Call 1 } }
      - { locator: call-2, summary: { en: Call 2 } }
      - { locator: call-3, summary: { en: Call 3 } }
entities:
  - { id: Topic:peace, names: { en: Peace }, evidence: all }
  - { id: Topic:trade, names: { en: Trade }, evidence: all }
  - { id: Country:NA, names: { en: Namibia }, code: NA, evidence: all }
  - { id: Country:DE-FRG, names: { en: "Germany, Federal Republic" }, code: DE-FRG, evidence: all }
  - { id: Country:TR, names: { en: Turkey }, code: TR, evidence: all }
  - { id: Event:vote-1, names: { en: FIRST }, identifiers: { symbol: R/1 }, eventKind: VOTE, date: 1946-01-02, evidence: call-1 }
  - { id: Event:vote-2, names: { en: Vote on R/2 }, identifiers: { symbol: R/2 }, eventKind: VOTE, date: 1947, evidence: call-2 }
  - { id: Event:vote-3, names: { en: Call 3 }, eventKind: VOTE, evidence: call-3 }
facts:
  - { from: Event:vote-1, type: CONCERNS, to: Topic:peace, evidence: call-1 }
  - { from: Event:vote-1, type: CONCERNS, to: Topic:trade, evidence: call-1 }
  - { from: Event:vote-3, type: CONCERNS, to: Topic:trade, evidence: call-3 }
  - { from: Country:NA, type: PARTICIPATED_IN, to: Event:vote-1, role: VOTED_YES, date: 1946-01-02, evidence: call-1 }
  - { from: Country:TR, type: PARTICIPATED_IN, to: Event:vote-1, role: VOTED_NO, date: 1946-01-02, evidence: call-1 }
  - { from: Country:NA, type: PARTICIPATED_IN, to: Event:vote-2, role: VOTED_NO, date: 1947, evidence: call-2 }
  - { from: Country:DE-FRG, type: PARTICIPATED_IN, to: Event:vote-2, role: VOTED_YES, date: 1947, evidence: call-2 }
  - { from: Country:TR, type: PARTICIPATED_IN, to: Event:vote-3, role: VOTED_YES, evidence: call-3 }
`,
};
