/** Which model a graph is read in: what says so, in which order, and what contradicts. */
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { describe, expect, it } from 'vitest';
import { indexesOf } from '../../src/declare/model.ts';
import { loadDossier } from '../../src/dossier/load.ts';
import { renewGraph } from '../../src/dossier/renewal.ts';
import { graphVersion } from '../../src/dossier/store/dossiers.ts';
import { FORMAT, formOf, outdated } from '../../src/dossier/store/format.ts';
import { unloadDossier } from '../../src/dossier/unload.ts';
import { type Graph, written } from '../../src/graph/port.ts';
import { admit } from '../../src/model/choice.ts';
import { modelFor } from '../../src/which-model.ts';
import { BASE, type Files, folderOf } from '../dossier/folders.ts';
import { clientOf } from '../support/ask.ts';
import { forEachEngine } from '../support/engines.ts';

const MUSEUM = readFileSync(new URL('museum/model.yaml', import.meta.url), 'utf8');
const THINGS = `document: doc
entities:
  - { id: Piece:vase, names: { en: The vase }, evidence: P1 }
  - { id: Holder:ada, names: { en: Ada }, evidence: P1 }
facts:
  - { from: Holder:ada, type: HELD, to: Piece:vase, date: 1920, evidence: P1 }
`;
const OWN: Files = { ...BASE, 'model.yaml': MUSEUM, 'things.yaml': THINGS };
const PLAIN: Files = {
  ...BASE,
  'dossier.yaml': 'id: plain\ntitle: { en: Plain }\nmodel: diplomacy\n',
  'documents.yaml': BASE['documents.yaml'].replaceAll('SourceDocument:doc', 'SourceDocument:plain'),
};

/** Loads a folder as the command does. */
async function load(graph: Graph, files: Files, named?: string) {
  const folder = await folderOf(files);
  const model = await modelFor(graph, { named, loads: folder });
  await graph.prepare(indexesOf(model));
  await loadDossier(graph, model, folder, { admit: (stored) => admit(stored, model) });
  return model;
}

const said = async (choosing: Promise<unknown>) =>
  await choosing.then(
    () => 'nothing',
    (error: Error) => error.message.replaceAll(/\/\S*dragoman-dossier-\w+/g, 'FOLDER'),
  );

const FORGET = written(
  'test: forget the model',
  {
    cypher: () => "MATCH (v:GraphVersion {id: 'graph'}) REMOVE v.model SET v.format = 3",
    sql: () => 'DELETE FROM model; UPDATE graph_version SET format = 3',
    columns: {},
  },
  () => undefined,
);

forEachEngine((engine) => {
  describe('what says which', () => {
    it('nothing: diplomacy', async () => {
      expect((await modelFor(await engine.open(), { named: undefined })).name).toBe('diplomacy');
    });

    it('the environment, by the name of a model that ships or by a folder', async () => {
      const graph = await engine.open();
      expect((await modelFor(graph, { named: 'diplomacy' })).name).toBe('diplomacy');
      const folder = await folderOf({ 'model.yaml': MUSEUM });
      expect((await modelFor(graph, { named: folder })).name).toBe('museum');
      expect(await said(modelFor(graph, { named: 'nothing' }))).toMatch(
        /^DRAGOMAN_MODEL is "nothing", and must be the name of a model that ships \(.*diplomacy.*\) or a folder with a model\.yaml\.$/,
      );
    });

    it('a dossier that starts an empty graph, by its own model', async () => {
      const graph = await engine.open();
      expect((await modelFor(graph, { named: undefined, seeds: await folderOf(OWN) })).name).toBe('museum');
    });

    it('a dossier, by a folder beside its own', async () => {
      const beside = await folderOf({ 'model.yaml': MUSEUM });
      const naming = (model: string) => ({
        ...BASE,
        'dossier.yaml': `id: test\ntitle: { en: Test }\nmodel: ${model}\n`,
      });
      const graph = await engine.open();
      expect((await load(graph, { ...naming(`../${basename(beside)}`), 'things.yaml': THINGS })).name).toBe('museum');
      for (const elsewhere of ['../nowhere', '../../etc', './model', '..'])
        expect(await said(load(await engine.open(), naming(elsewhere)))).toMatch(
          /, and there is no such model: expected one that ships \(.*\), a folder with a model\.yaml beside the dossier's/,
        );
    });

    it('a graph that has a dossier, whatever would start it if it were empty', async () => {
      const graph = await engine.open();
      const museum = await load(graph, OWN);
      const again = await modelFor(graph, { named: undefined, seeds: await folderOf(PLAIN) });
      expect(again.written).toBe(museum.written);
      const { holdings } = await clientOf(graph, undefined, again).ask('{ holdings { nodes { holder { label } } } }');
      expect(holdings.nodes).toEqual([{ holder: { label: 'Ada' } }]);
    });

    it('one that was filled before graphs said so is written in diplomacy, and says so from then on', async () => {
      const graph = await engine.open();
      const diplomacy = await load(graph, PLAIN);
      await graph.write((transaction) => transaction.run(FORGET, {}));
      expect((await modelFor(graph, { named: undefined })).written).toBe(diplomacy.written);
      expect(await renewGraph(graph, diplomacy)).toBe(0);
      expect(await formOf(graph)).toEqual({ dossiers: ['plain'], format: FORMAT, model: diplomacy.written });
      expect(await said(load(graph, OWN))).toContain('the graph is written in diplomacy');
    });

    it('one that was emptied says nothing any more', async () => {
      const graph = await engine.open();
      const diplomacy = await load(graph, PLAIN);
      await unloadDossier(graph, diplomacy, 'plain');
      expect((await load(graph, OWN)).name).toBe('museum');
    });
  });

  describe('what contradicts is told in a sentence that names both, and who needs the other', () => {
    it('the environment and the graph', async () => {
      const graph = await engine.open();
      await load(graph, OWN);
      expect(await said(modelFor(graph, { named: 'diplomacy' }))).toBe(
        'DRAGOMAN_MODEL is diplomacy, and the graph is written in museum, which its dossier test needs. Take that out first (npm run unload), or choose another graph (DRAGOMAN_DATA or NEO4J_URI).',
      );
    });

    it('a dossier and the graph', async () => {
      const graph = await engine.open();
      await load(graph, OWN);
      expect(await said(load(graph, PLAIN))).toBe(
        'The dossier in FOLDER is written in diplomacy, and the graph is written in museum, which its dossier test needs. Take that out first (npm run unload), or choose another graph (DRAGOMAN_DATA or NEO4J_URI).',
      );
    });

    it('a dossier whose model has all of the graph’s, with how one graph takes both', async () => {
      const treaties = 'model: treaties\ntitle: { en: Treaties }\nextends: diplomacy\nlanguages: [en]\n';
      const own: Files = { ...BASE, 'model.yaml': treaties };
      const plain: Files = { ...PLAIN, 'dossier.yaml': 'id: plain\ntitle: { en: Plain }\n' };
      const graph = await engine.open();
      await load(graph, plain);
      expect(await said(load(graph, own))).toMatch(
        /choose another graph \(DRAGOMAN_DATA or NEO4J_URI\)\. Treaties has all that diplomacy has, so a graph that begins with it takes dossiers that name no model too: load it first\.$/,
      );
      const begun = await engine.open();
      await load(begun, own);
      expect((await load(begun, plain)).name).toBe('treaties');
    });

    it('the environment and a dossier', async () => {
      expect(await said(load(await engine.open(), OWN, 'diplomacy'))).toBe(
        'DRAGOMAN_MODEL is diplomacy, and the dossier in FOLDER is written in a model of its own, museum: choose one of both. A dossier is loaded in the model that it is written in.',
      );
    });

    it('a dossier of a model that does not ship', async () => {
      const files = { ...BASE, 'dossier.yaml': 'id: test\ntitle: { en: Test }\nmodel: nothing\n' };
      expect(await said(load(await engine.open(), files))).toMatch(
        /^The dossier in FOLDER is written in nothing, and there is no such model: expected one that ships \(.*\), a folder with a model\.yaml beside the dossier's, such as \.\.\/model, or a model\.yaml beside its dossier\.yaml\.$/,
      );
    });
  });

  describe('a model that changes', () => {
    it('may grow: the load makes its indexes, and the graph says so and is of another version', async () => {
      const graph = await engine.open();
      await load(graph, OWN);
      const before = await graphVersion(graph);
      const grown = MUSEUM.replace('AUCTION:', 'GIFT: { description: A gift., words: { en: gift } }\n      AUCTION:');
      const files = {
        ...OWN,
        'model.yaml': grown,
        'more.yaml': `document: doc
entities:
  - { id: Sale:gift, names: { en: A gift }, saleKind: GIFT, evidence: P1 }
`,
      };
      const model = await load(graph, files);
      expect((await formOf(graph)).model).toBe(model.written);
      expect(await graphVersion(graph)).toBeGreaterThan(before);
      const { sales } = await clientOf(graph, undefined, model).ask('{ sales { nodes { saleKind } } }');
      expect(sales.nodes).toEqual([{ saleKind: 'GIFT' }]);
    });

    it('may bring other questions, for which no row is made anew', async () => {
      const graph = await engine.open();
      await load(graph, OWN);
      const asking = `${MUSEUM}questions: [{ title: { en: What }, document: '{ pieces { totalCount } }' }]\n`;
      const model = await modelFor(graph, {
        named: undefined,
        loads: await folderOf({ ...OWN, 'model.yaml': asking }),
      });
      expect(outdated(await formOf(graph), model)).toBe('form');
      expect(await renewGraph(graph, model)).toBe(0);
      const { model: served } = await clientOf(graph, undefined, await modelFor(graph, { named: undefined })).ask(
        '{ model { questions { title { value } document } } }',
      );
      expect(served.questions).toEqual([{ title: { value: 'What' }, document: '{ pieces { totalCount } }' }]);
    });

    it.each([
      [
        'an identity',
        [
          'to: { type: Piece, as: piece',
          'properties: { lot: { kind: identifier, description: Its lot. } }\n    identity: [lot]\n    to: { type: Piece, as: piece',
        ],
        'two facts of HELD are told apart by the date, lot in it, and by the date in the graph',
      ],
      ['a property', ['inventory: { kind: identifier', 'shelf: { kind: identifier'], 'Piece has no inventory in it'],
      [
        'what kind a property is of',
        ['kind: identifier, unique: true', 'kind: text'],
        'inventory of Piece is a text in it, and no identifier',
      ],
      ['a part', ['plays: subject\n', '\n'], 'SOLD plays no part in it'],
    ] as const)('may not lose %s', async (_, [from, to], why) => {
      const graph = await engine.open();
      await load(graph, OWN);
      expect(await said(load(graph, { ...OWN, 'model.yaml': MUSEUM.replace(from, to) }))).toBe(
        `The dossier in FOLDER is written in a model of its own, museum, and the graph is written in museum, which its dossier test needs; as museum is now, that cannot be read: ${why}. Take that out first (npm run unload), or choose another graph (DRAGOMAN_DATA or NEO4J_URI).`,
      );
    });
  });
});
