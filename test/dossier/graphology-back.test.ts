/** A graph that the server writes for graphology comes back, through a draft, as the dossier that it is of. */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as fc from 'fast-check';
import { MultiDirectedGraph } from 'graphology';
import { beforeAll, describe, expect, test } from 'vitest';
import { exportRoutes } from '../../src/api/exports/routes.ts';
import { createApi } from '../../src/api/server.ts';
import { indexesOf, type Model } from '../../src/declare/model.ts';
import { Shared } from '../../src/declare/shared.ts';
import { DraftImpossible, draftDossier } from '../../src/dossier/draft/draft.ts';
import { loadDossier } from '../../src/dossier/load.ts';
import { saveDossier } from '../../src/dossier/save/save.ts';
import { formats } from '../../src/export/formats.ts';
import type { Graph } from '../../src/graph/port.ts';
import { buildModelSchema } from '../../src/model/index.ts';
import { modelOfFolder } from '../../src/which-model.ts';
import { type Draw, randomModel } from '../property/random-model.ts';
import { dossierOf, randomRows } from '../property/random-rows.ts';
import { forEachEngine, openTemporary } from '../support/engines.ts';
import { FIRMS } from '../support/firms.ts';
import { model } from '../support/model.ts';
import { modelFrom } from '../support/models.ts';
import { drawn, entities, facts, overlapping, said, sources } from './drawn.ts';
import { choosing, emptied, type Files, filesOf, folderOf, preparedGraph, refusal } from './folders.ts';

const SEEDS = fileURLToPath(new URL('../../seeds', import.meta.url));

async function graphIn(of: Model, ...folders: string[]): Promise<Graph> {
  const graph = await openTemporary();
  await graph.prepare(indexesOf(of));
  for (const folder of folders) await loadDossier(graph, of, folder);
  return graph;
}

/** The file that the server gives. */
async function fileOf(graph: Graph, of: Model, query = '', format = 'graphology'): Promise<string> {
  const schema = buildModelSchema(of);
  const routes = exportRoutes({ graph, shared: new Shared(graph, 1_000_000), schema, model: of, url: undefined });
  const { fetch } = createApi({ graph, schema, model: of, report: () => undefined, routes });
  const response = await fetch(new Request(`http://127.0.0.1:4000/graphs/dossier.${format}${query}`));
  return await response.text();
}

/** The folder that is drafted of a file. */
async function draftOf(text: string, of: Model): Promise<{ folder: string; leftOut: number }> {
  const path = join(await folderOf({ 'graph.json': text }), 'graph.json');
  const folder = join(await folderOf({}), 'back');
  const { leftOut, guesses } = await draftDossier([path], folder, choosing(of));
  expect(guesses).toBe(0);
  return { folder, leftOut };
}

/** What a graph says, and what it says after it went through a file. */
async function thereAndBack(of: Model, from: string): Promise<{ before: string[]; after: string[] }> {
  const graph = await graphIn(of, from);
  const { folder, leftOut } = await draftOf(await fileOf(graph, of), of);
  expect(leftOut).toBe(0);
  const again = await modelOfFolder(folder);
  expect(again.written).toBe(of.written);
  const back = await graphIn(again, folder);
  const [before, after] = [await said(graph), await said(back)];
  await graph.close();
  await back.close();
  return { before, after };
}

describe('a graph for graphology comes back', { timeout: 300_000 }, () => {
  test.each(['gaza-diplomacy', 'party-donations'])('as the dossier %s, whole', async (id) => {
    const folder = join(SEEDS, id);
    const { before, after } = await thereAndBack(await modelOfFolder(folder), folder);
    expect(after).toEqual(before);
  });

  test('as any dossier', async () => {
    await fc.assert(
      fc.asyncProperty(entities, facts, sources, async (things, related, documents) => {
        const { before, after } = await thereAndBack(model, await folderOf(drawn(things, related, documents)));
        expect(after).toEqual(before);
      }),
      { numRuns: 20 },
    );
  });

  test('with properties of every kind, and the model that they are of', async () => {
    const folder = await folderOf(FIRMS);
    const { before, after } = await thereAndBack(await modelOfFolder(folder), folder);
    expect(after).toEqual(before);
  });

  test('as a dossier of any model', async () => {
    await fc.assert(
      fc.asyncProperty(fc.gen(), async (gen) => {
        const draw: Draw = (arbitrary) => gen(() => arbitrary);
        const random = randomModel(draw);
        const of = await modelFrom({ 'model.yaml': random.yaml });
        const { before, after } = await thereAndBack(of, await folderOf(dossierOf(randomRows(draw, random))));
        expect(after).toEqual(before);
      }),
      { numRuns: 10 },
    );
  });

  test('after graphology has read and written it', async () => {
    const graph = await graphIn(model, join(SEEDS, 'gaza-diplomacy'));
    const rewritten = JSON.stringify(MultiDirectedGraph.from(JSON.parse(await fileOf(graph, model))).export());
    const { folder } = await draftOf(rewritten, model);
    const back = await graphIn(model, folder);
    expect(await said(back)).toEqual(await said(graph));
    await graph.close();
    await back.close();
  });
});

/** Two dossiers that state a person, an event, a document and a fact of both, each with something of its own. */
const A: Files = {
  'dossier.yaml': 'id: a\ntitle: { en: A }\n',
  'rows.yaml': `document: first
documents:
  - id: SourceDocument:first
    title: { en: First }
    date: 2024
    passages: [{ locator: P1, summary: { en: One } }, { locator: P2, summary: { en: Two } }]
  - { id: SourceDocument:second, title: { en: Second }, date: 2025, passages: [] }
entities:
  - { id: Person:x, names: { en: [Alpha, Common] }, description: { en: Of a }, identifiers: { wikidata: Q1 }, evidence: P1 }
  - { id: Person:y, names: { en: Only A, tr: Sadece }, preferred: { en: Chosen }, description: { en: Of a too }, evidence: P1 }
  - { id: Event:e, names: { en: E }, eventKind: MEETING, date: 2024, evidence: P1 }
facts:
  - { from: Person:x, type: PARTICIPATED_IN, to: Event:e, role: ATTENDEE, note: { en: Note of a }, evidence: P1 }
`,
};
const B: Files = {
  'dossier.yaml': 'id: b\ntitle: { en: B }\n',
  'rows.yaml': `document: second
documents:
  - { id: SourceDocument:second, title: { tr: İkinci }, passages: [{ locator: P1, summary: { en: One } }] }
  - { id: SourceDocument:third, title: { en: Third }, passages: [] }
entities:
  - { id: Person:x, names: { en: [Beta, Common] }, preferred: { en: Beta }, identifiers: { isni: "1" }, evidence: [P1, first/P2] }
  - { id: Event:e, names: { en: Event }, eventKind: MEETING, evidence: first/P1 }
facts:
  - { from: Person:x, type: PARTICIPATED_IN, to: Event:e, role: ATTENDEE, note: { tr: b notu }, evidence: first/P2 }
  - { from: Person:y, type: PARTICIPATED_IN, to: Event:e, role: CHAIR, evidence: P1 }
`,
  'more.yaml': 'document: first\npassages: [{ locator: P9, summary: { en: Nine } }]\n',
};

forEachEngine((engine) => {
  describe('of dossiers that overlap', { timeout: 300_000 }, () => {
    let graph: Graph;
    beforeAll(async () => {
      graph = await preparedGraph(engine);
    });

    /** Loads folders one after the other into an empty graph. */
    async function loaded(folders: readonly string[]): Promise<string[]> {
      await emptied(graph);
      for (const folder of folders) await loadDossier(graph, model, folder);
      return await said(graph);
    }

    async function saved(ids: readonly string[]) {
      const all: { [path: string]: string }[] = [];
      for (const id of ids) {
        const folder = await folderOf({});
        await saveDossier(graph, model, id, folder);
        all.push(await filesOf(folder));
      }
      return all;
    }

    /** Takes each of some dossiers through a file, and loads what came back in their place. */
    async function thereAndBackAll(dossiers: ReadonlyMap<string, Files>): Promise<void> {
      const ids = [...dossiers.keys()];
      const before = await loaded(await Promise.all([...dossiers.values()].map(folderOf)));
      const savedBefore = await saved(ids);
      const drafts: string[] = [];
      for (const id of ids) {
        const { folder } = await draftOf(await fileOf(graph, model, `?id=${id}`), model);
        drafts.push(folder);
      }
      expect(await loaded(drafts)).toEqual(before);
      expect(await saved(ids)).toEqual(savedBefore);
    }

    test('each comes back as it was, with documents of which it states no passage, and passages of those that others state', async () => {
      await thereAndBackAll(
        new Map([
          ['a', A],
          ['b', B],
        ]),
      );
    });

    test('any come back as they were', async () => {
      await fc.assert(
        fc.asyncProperty(fc.gen(), (gen) => thereAndBackAll(overlapping((arbitrary) => gen(() => arbitrary)))),
        { numRuns: engine.name === 'neo4j' ? 5 : 20 },
      );
    });

    test('one has what it states in every format, and of others the names that it needs', async () => {
      await loaded([await folderOf(A), await folderOf(B)]);
      for (const format of Object.keys(formats)) {
        const a = await fileOf(graph, model, '?id=a', format);
        expect(a).not.toMatch(/Beta|İkinci|b notu|isni|CHAIR|Third/);
        const b = await fileOf(graph, model, '?id=b', format);
        expect(b).not.toMatch(/Alpha|Of a|Q1|Note of a|2024|First|"Second/);
      }
      const { nodes, attributes } = JSON.parse(await fileOf(graph, model, '?id=b'));
      expect(nodes.find(({ key }: { key: string }) => key === 'Person:y').attributes).toEqual({
        label: 'Chosen',
        entityType: 'PERSON',
        labelLanguage: 'en',
        labelDirection: 'LTR',
        degree: 1,
        names: ['en Chosen', 'en Only A', 'tr Sadece'].map((text) => expect.objectContaining({ value: text.slice(3) })),
        preferred: [expect.objectContaining({ value: 'Chosen' })],
      });
      expect(attributes.documents.map(({ id }: { id: string }) => id)).toEqual([
        'SourceDocument:second',
        'SourceDocument:third',
      ]);
    });

    test('one is left without what only others state, and needs them to be loaded', async () => {
      await loaded([await folderOf(A), await folderOf(B)]);
      const { folder, leftOut } = await draftOf(await fileOf(graph, model, '?id=b'), model);
      expect(leftOut).toBe(1);
      await emptied(graph);
      const missing = (await refusal(graph, await filesOf(folder))).join('\n');
      expect(missing).toMatch(/SourceDocument:first is not declared, in the dossier or in the graph/);
      expect(missing).toMatch(/from names "Person:y", and no entity/);
    });
  });
});

describe('a file that says it is of ours', () => {
  const FILE = {
    nodes: [{ key: 'Topic:a', attributes: { names: [{ language: 'en', value: 'A' }], evidence: ['Passage:d/P1'] } }],
    edges: [],
    attributes: {
      name: 'x',
      writtenBy: 'dragoman',
      model: 'diplomacy',
      passages: [{ document: 'SourceDocument:d', locator: 'P1', summary: [{ language: 'en', value: 'S' }] }],
      documents: [{ id: 'SourceDocument:d', title: [{ language: 'en', value: 'D' }] }],
    },
  };
  const refused = async (file: object) => {
    const path = join(await folderOf({ 'graph.json': JSON.stringify(file) }), 'graph.json');
    return await draftDossier([path], join(await folderOf({}), 'to'), choosing(model)).then(
      () => '',
      (error: unknown) => {
        expect(error).toBeInstanceOf(DraftImpossible);
        return String(error);
      },
    );
  };

  test('names the model that it is written in', async () => {
    const folder = await folderOf({
      'graph.json': JSON.stringify(FILE),
      'other.json': '{"nodes":[{"id":1}],"edges":[]}',
    });
    const named: (string | undefined)[] = [];
    for (const file of ['graph.json', 'other.json']) {
      await draftDossier([join(folder, file)], join(folder, `of-${file}`), async (name) => {
        named.push(name);
        return { model, isOwn: false };
      });
    }
    expect(named).toEqual(['diplomacy', undefined]);
  });

  test('is called as the folder where it is of no one dossier', async () => {
    const { folder } = await draftOf(JSON.stringify(FILE), model);
    expect(await readFile(join(folder, 'dossier.yaml'), 'utf8')).toContain('id: back\ntitle:\n  en: x\n');
  });

  test('is refused with what is wrong with it, and writes nothing outside of its folder', async () => {
    expect(await refused({ ...FILE, attributes: { ...FILE.attributes, model: 'ownership' } })).toMatch(
      /written in the model ownership; expected diplomacy/,
    );
    for (const key of ['../../out:x', 'Nothing:a', 7, null])
      expect(await refused({ ...FILE, nodes: [{ ...FILE.nodes[0], key }] })).toMatch(/a node is .*; expected the id/);
    expect(
      await refused({ ...FILE, edges: [{ attributes: { relationshipType: '../x', evidence: ['Passage:d/P1'] } }] }),
    ).toMatch(/the relationshipType of an edge is "\.\.\/x"; expected one of the model/);
    const { attributes } = FILE.nodes[0] ?? {};
    for (const id of ['P1', 'Passage:P1', 'Passage:../d/P1', 7])
      expect(
        await refused({ ...FILE, nodes: [{ ...FILE.nodes[0], attributes: { ...attributes, evidence: [id] } }] }),
      ).toMatch(/evidence is .*; expected the id of a passage/);
    for (const id of ['SourceDocument:../x', 'd', undefined])
      expect(await refused({ ...FILE, attributes: { ...FILE.attributes, documents: [{ id }] } })).toMatch(
        /a document is .*; expected the id of one/,
      );
  });

  test('may have values of any kind where a text belongs', async () => {
    const path = join(await folderOf({}), 'graph.json');
    await writeFile(
      path,
      JSON.stringify({ ...FILE, nodes: [{ key: 'Topic:a', attributes: { names: { a: [7] } } }, 7] }),
    );
    const to = join(await folderOf({}), 'to');
    expect((await draftDossier([path], to, choosing(model))).leftOut).toBe(2);
  });
});
