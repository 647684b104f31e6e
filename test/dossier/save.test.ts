/** What a graph holds of a dossier, written as a dossier, loads to the same graph. */
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { indexesOf } from '../../src/declare/model.ts';
import { loadDossier } from '../../src/dossier/load.ts';
import { NotSaved, saveDossier } from '../../src/dossier/save/save.ts';
import { UnknownDossier } from '../../src/dossier/unload.ts';
import type { Graph } from '../../src/graph/port.ts';
import { modelOfFolder } from '../../src/which-model.ts';
import { forEachEngine, openTemporary } from '../support/engines.ts';
import { model } from '../support/model.ts';
import { BASE, dump, emptied, type Files, folderOf, load, preparedGraph } from './folders.ts';

const SHIPPED = fileURLToPath(new URL('../../seeds/gaza-diplomacy', import.meta.url));
/** 0 writes all that can be in tables into tables, and 10,000 nothing. */
const WAYS = [0, 10_000];

/** What a graph says, without the names of the files that said so. */
async function said(graph: Graph): Promise<string[]> {
  const without = (line: string) => line.replace(/"files":\[[^\]]*\],?/, '').replace(/"digest":"[0-9a-f]*",?/, '');
  return (await dump(graph)).map(without).sort();
}

/** The files of a folder by path. */
async function filesOf(folder: string): Promise<{ [path: string]: string }> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = entries.flatMap((each) => (each.isFile() ? [join(each.parentPath, each.name)] : [])).sort();
  const read = await Promise.all(paths.map((path) => readFile(path, 'utf8')));
  return Object.fromEntries(paths.map((path, at) => [path.slice(folder.length + 1), read[at] ?? '']));
}

const name = fc
  .array(
    fc.constantFrom(
      'Türkiye',
      'غزة',
      '東',
      'a',
      'B',
      "'",
      '"',
      ',',
      ';',
      '#',
      '- ',
      ': ',
      '{x}',
      '@',
      '%',
      '=1',
      '1e3',
      '|',
    ),
    {
      minLength: 1,
      maxLength: 5,
    },
  )
  .map((parts) => parts.join('').trim())
  .filter((text) => text !== '');
const word = fc.constantFrom('null', '~', 'true', 'NA', '2024-05-02', '0x1f', '[a]', '*a', '&b', '!c', '>', '|', '?');
const prose = fc.oneof(
  name,
  word,
  fc.tuple(name, name).map((lines) => lines.join('\n')),
  fc.tuple(name, name).map((lines) => lines.join('\n\n  ')),
);
const languages = ['en', 'ar', 'tr', 'pt-BR'];
const named = fc.dictionary(
  fc.constantFrom(...languages),
  fc.oneof(name, word, fc.uniqueArray(name, { minLength: 1, maxLength: 6 })),
  {
    minKeys: 1,
  },
);
const texts = fc.dictionary(fc.constantFrom(...languages), prose, { minKeys: 1 });
const evidence = fc.uniqueArray(fc.constantFrom('P1', 'P2'), { minLength: 1 });
const date = fc.constantFrom('2024-05-02', '[2023-10-07..2025-08-02]', '1999/..', '202X', '[..1900]', '2024-05~');
const degrees = fc.constantFrom('0', '-35.2433', '0.0000001', '89.99999999');

const entities = fc.uniqueArray(
  fc
    .record(
      {
        id: fc.constantFrom('a', 'b', 'c-1', '2'),
        type: fc.constantFrom('Event', 'City', 'Topic', 'Organization'),
        names: named,
        preferred: fc.dictionary(fc.constantFrom(...languages), name, { minKeys: 1 }),
        description: texts,
        identifiers: fc.dictionary(
          fc.constantFrom('wikidata', 'un.org'),
          fc.oneof(name, fc.uniqueArray(name, { minLength: 2 })),
        ),
        evidence,
        date,
        latitude: degrees,
        value: degrees,
      },
      { requiredKeys: ['id', 'type', 'names', 'evidence'] },
    )
    .map(({ id, type, date: held, latitude, value, ...rest }) => ({
      ...rest,
      id: `${type}:${id}`,
      ...(type === 'Event' ? { eventKind: 'VOTE' } : {}),
      ...(type === 'Event' && held ? { date: held } : {}),
      ...(type === 'Event' && value
        ? { quantities: [{ name: 'n', value, label: { en: 'x: y' }, evidence: 'P2' }] }
        : {}),
      ...(type === 'Organization' ? { organizationKind: 'GROUP' } : {}),
      ...(type === 'City' && latitude ? { coordinates: { latitude, longitude: '7' } } : {}),
    })),
  { selector: ({ id }) => id, maxLength: 10 },
);
const facts = fc.array(
  fc.record(
    { from: fc.nat(), to: fc.nat(), role: fc.constantFrom('HOST', 'SPEAKER'), date, note: texts, evidence },
    {
      requiredKeys: ['from', 'to', 'role', 'evidence'],
    },
  ),
  { maxLength: 12 },
);

/** A dossier of what was drawn, as JSON, which is YAML. */
function drawn(
  things: readonly { readonly id: string }[],
  said: readonly { from: number; to: number; role: string; date?: string }[],
): Files {
  const of = (type: string) => things.filter(({ id }) => id.startsWith(type)).map(({ id }) => id);
  const [actors, activities] = [of('Organization'), of('Event')];
  const rows = said.flatMap(({ from, to, ...rest }) => {
    const [source, target] = [actors[from % actors.length], activities[to % activities.length]];
    return source && target ? [{ from: source, type: 'PARTICIPATED_IN', to: target, ...rest }] : [];
  });
  const once = new Map(rows.map((row) => [[row.from, row.to, row.role, row.date].join(), row]));
  return {
    ...BASE,
    'things.yaml': JSON.stringify({ document: 'doc', entities: things, facts: [...once.values()] }),
  };
}

const OWN_MODEL = `model: firms
title: { de: Firmen }
languages: [de]
vocabularies:
  Post: { description: A post., values: { CHAIR: { description: Presides., words: { de: Vorsitz } }, MEMBER: { description: Belongs., words: { de: Mitglied } } } }
entities:
  Company:
    is: [Actor]
    description: A company.
    words: { de: Gesellschaft }
    properties:
      register: { kind: identifier, pattern: "HRB [0-9]+", unique: true, required: true, description: Its number. }
      website: { kind: url, description: Its page. }
      size: { kind: choice, vocabulary: Post, default: MEMBER, description: Its size. }
      posts: { kind: choices, vocabulary: Post, description: The posts that it has. }
      parent: { kind: reference, to: Company, description: Whose it is. }
      advisers: { kind: references, to: Actor, description: Who advises it. }
      employees: { kind: number, least: 0, unit: { de: Leute }, description: How many work there. }
      capital: { kind: money, description: Its capital. }
      listed: { kind: boolean, description: Whether it is listed. }
      incorporated: { kind: date, description: When it was made. }
      site: { kind: coordinates, description: Where it stands. }
      figures: { kind: quantities, description: Its figures. }
      motto: { kind: text, description: What it says. }
relationships:
  OWNS:
    description: Who owns what.
    words: { de: "hält[ {share}] an" }
    node: Ownership
    from: { type: Company, as: owner }
    to: { type: Company, as: owned }
    properties:
      share: { kind: number, unit: "%", least: 0, most: 100, description: How much. }
      direct: { kind: boolean, description: Not through others. }
    identity: [direct]
`;
const OF_OWN_MODEL: Files = {
  ...BASE,
  'model.yaml': OWN_MODEL,
  'rows.yaml': `document: doc
entities:
  - id: Company:alpha
    names: { de: Alpha }
    register: HRB 1
    website: https://alpha.example
    posts: [CHAIR, MEMBER]
    parent: Company:beta
    advisers: [Company:beta]
    employees: "12.5"
    capital: 1200.50 EUR
    listed: "true"
    incorporated: "[1990..1992]"
    site: { latitude: "52.5", longitude: "-13.25" }
    figures: [{ name: branches, value: "3", label: { de: Filialen }, evidence: P1 }]
    motto: "true"
    evidence: P1
  - { id: Company:beta, names: { de: Beta }, register: HRB 2, capital: 99999999999999 JPY, evidence: P1 }
facts:
  - { from: Company:beta, type: OWNS, to: Company:alpha, share: "25.5", direct: "true", date: 1999, evidence: P1 }
`,
};

test.each(WAYS)(
  'a dossier of a model of its own takes that along, with properties of every kind: %i',
  async (tableFrom) => {
    const folder = await folderOf(OF_OWN_MODEL);
    const { model: own } = await modelOfFolder(folder);
    const graphs = [await openTemporary(), await openTemporary()] as const;
    for (const each of graphs) await each.prepare(indexesOf(own));
    await loadDossier(graphs[0], own, folder);
    const saved = await folderOf({});
    await saveDossier(graphs[0], own, 'test', saved, { tableFrom, ownModel: true });
    const { model: again } = await modelOfFolder(saved);
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
