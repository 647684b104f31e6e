/** A commit that is made, and whose client never hears of it: nothing is lost, and nothing is there twice. */
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { loadDossier } from '../../src/dossier/load.ts';
import { unloadDossier } from '../../src/dossier/unload.ts';
import { openNeo4j } from '../../src/graph/neo4j.ts';
import type { Graph } from '../../src/graph/port.ts';
import { type CuttingProxy, cuttingProxy } from '../support/cutting-proxy.ts';
import { neo4jOfThisWorker, onNeo4j } from '../support/engines.ts';
import { model } from '../support/model.ts';
import { dump, emptied, type Files, folderOf, load, preparedGraph } from './folders.ts';
import { manyVotes } from './table-files.ts';

const dossier = (entities: string, facts: string): Files => ({
  'dossier.yaml': 'id: test\ntitle: { en: Test }\n',
  'things.yaml': `document: doc
documents:
  - id: SourceDocument:doc
    title: { en: A document }
    passages: [{ locator: P1, summary: { en: One } }]
entities:
  - { id: Event:e, names: { en: E }, eventKind: VOTE, evidence: P1 }
${entities}
facts:
${facts}`,
});
const SMALL = dossier(
  '  - { id: Country:a, names: { en: A }, code: AA, evidence: P1 }\n  - { id: Country:b, names: { en: B }, code: BB, evidence: P1 }',
  `  - { from: Country:a, type: PARTICIPATED_IN, to: Event:e, role: HOST, evidence: P1 }
  - { from: Country:b, type: PARTICIPATED_IN, to: Event:e, role: CHAIR, evidence: P1 }
`,
);
const SMALL_LATER = dossier(
  '  - { id: Country:a, names: { en: A, tr: A }, code: AA, evidence: P1 }\n  - { id: Topic:t, names: { en: T }, evidence: P1 }',
  `  - { from: Country:a, type: PARTICIPATED_IN, to: Event:e, role: HOST, date: 2024, evidence: P1 }
  - { from: Event:e, type: CONCERNS, to: Topic:t, evidence: P1 }
`,
);
const TABLES = manyVotes(4, 6);
/** So few that there are many batches. */
const FACTS_AT_ONCE = 7;

onNeo4j('a commit whose acknowledgement is lost', (engine) => {
  let graph: Graph;
  let proxy: CuttingProxy;
  let cut: Graph;
  beforeAll(async () => {
    graph = await preparedGraph(engine);
    const server = await neo4jOfThisWorker();
    proxy = await cuttingProxy(server.uri);
    cut = openNeo4j({ ...server, uri: proxy.uri });
  });
  afterEach(() => emptied(graph));
  afterAll(async () => {
    await cut?.close();
    proxy?.close();
  });

  /**
   * Does some work, each time with a later one of its commits cut, until it has no such commit.
   *
   * @param step to how many commits later the next cut goes
   */
  async function atCommits(step: number, begin: () => Promise<unknown>, work: (on: Graph) => Promise<unknown>) {
    await emptied(graph);
    await begin();
    await work(graph);
    const whole = await dump(graph);
    for (let commit = 1; ; commit += step) {
      await emptied(graph);
      await begin();
      const before = proxy.cuts;
      proxy.cutAt(commit);
      await work(cut);
      proxy.cutAt(0);
      expect(await dump(graph), `at commit ${commit}`).toEqual(whole);
      if (proxy.cuts === before) return expect(commit).toBeGreaterThan(5);
    }
  }

  const nothing = async () => undefined;
  const loading = (folder: string) => (on: Graph) => loadDossier(on, model, folder, { factsAtOnce: FACTS_AT_ONCE });
  const unloading = (on: Graph) => unloadDossier(on, model, 'test');

  test('leaves loads and unloads whole', { timeout: 900_000 }, async () => {
    const folder = await folderOf(SMALL_LATER);
    await atCommits(3, () => load(graph, SMALL), loading(folder));
    await atCommits(3, () => load(graph, SMALL), unloading);
  });

  test('leaves loads and unloads of tables whole', { timeout: 900_000 }, async () => {
    const folder = await folderOf(TABLES);
    await atCommits(2, nothing, loading(folder));
    await atCommits(4, () => load(graph, TABLES), unloading);
  });
});
