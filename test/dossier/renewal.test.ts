/** A graph as an earlier version filled it: what that stored is in `earlier/graph.json`, what it was given beside it. */
import { readFile } from 'node:fs/promises';
import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import { type DossierRow, dossiersIn } from '../../src/declare/dossiers.ts';
import { loadDossier } from '../../src/dossier/load.ts';
import { renewGraph } from '../../src/dossier/renewal.ts';
import { FactCreation } from '../../src/dossier/store/create-facts.ts';
import { raiseVersion, setDossier } from '../../src/dossier/store/dossiers.ts';
import { reportFacts } from '../../src/dossier/store/facts.query.ts';
import { SET_FORM } from '../../src/dossier/store/format.query.ts';
import { FORMAT, LaterFormat, setForm } from '../../src/dossier/store/format.ts';
import { LABEL, type NodeKind, type StoredRow, textsOf } from '../../src/dossier/store/stored.ts';
import { unloadDossier } from '../../src/dossier/unload.ts';
import type { Graph, Query } from '../../src/graph/port.ts';
import { forEachEngine } from '../support/engines.ts';
import { model } from '../support/model.ts';
import { dump, emptied, preparedGraph, row } from './folders.ts';

const EARLIER = new URL('./earlier/', import.meta.url).pathname;

interface Stored {
  readonly nodes: readonly { readonly labels: readonly string[]; readonly row: StoredRow }[];
  readonly facts: readonly { readonly type: string; readonly row: StoredRow }[];
}

forEachEngine((engine) => {
  let graph: Graph;
  let stored: Stored;
  beforeAll(async () => {
    graph = await preparedGraph(engine);
    stored = JSON.parse(await readFile(`${EARLIER}graph.json`, 'utf8'));
  });
  afterEach(() => emptied(graph));

  /** Fills the graph as it was then; what was folded and dated otherwise is changed here. */
  async function fill(change: (row: StoredRow) => StoredRow = (each) => each): Promise<void> {
    await graph.write(async (transaction) => {
      for (const { labels, row: node } of stored.nodes) {
        // It is the dossier as it was stored then: without what was counted later.
        if (labels.includes('Dossier'))
          await setDossier(transaction, { description: [], questions: [], ...node } as unknown as DossierRow);
        else if (labels.includes('GraphVersion')) await raiseVersion(transaction);
        else await transaction.run(create(labels), { rows: [change(node)] });
      }
      for (const { type, row: fact } of stored.facts) {
        const relationship = model.relationships.find(({ name }) => name === type);
        if (relationship) await new FactCreation(relationship).create(transaction, [fact]);
        const come = [String(fact['order'])];
        const rows = textsOf(fact, 'evidence').map((id) => ({ id, gone: [], come }));
        await transaction.run(reportFacts, { type, rows, gone: [] });
      }
    });
  }
  const stale = (node: StoredRow): StoredRow =>
    'sortName' in node ? { ...node, searchText: '|x|', sortName: 'x' } : node;

  /** What today's version makes of what the earlier one was given. */
  async function ofToday(): Promise<string[]> {
    for (const dossier of ['acts', 'more']) await loadDossier(graph, model, EARLIER + dossier);
    const whole = await dump(graph);
    await emptied(graph);
    return whole;
  }

  describe('a graph that an earlier version filled', { timeout: 120_000 }, () => {
    test('is brought up to date once: it is as if it were filled today', async () => {
      const whole = await ofToday();
      await fill(stale);
      expect(await renewGraph(graph, model)).toBeGreaterThan(0);
      expect(await dump(graph)).toEqual(whole);
      expect(await dossiersIn(graph)).toMatchObject([
        { id: 'acts', completeness: 'WHOLE', documents: 1, passages: 3, entities: 7, facts: 4 },
        { id: 'more', completeness: 'WHOLE', documents: 1, passages: 1, entities: 2, facts: 2 },
      ]);
      expect(await renewGraph(graph, model)).toBeUndefined();
    });

    test('is so when that was cut off before', async () => {
      const whole = await ofToday();
      await fill(stale);
      let writes = 0;
      const cut: Graph = {
        ...graph,
        write: (work) => (++writes === 3 ? Promise.reject(new Error('cut')) : graph.write(work)),
      };
      await expect(renewGraph(cut, model)).rejects.toThrow('cut');
      await renewGraph(graph, model);
      expect(await dump(graph)).toEqual(whole);
    });

    test('is so before something is loaded into it, or taken out of it', async () => {
      await fill(stale);
      expect(await loadDossier(graph, model, `${EARLIER}more`)).toMatchObject({ facts: 2, written: 0 });
      expect(await row(graph, 'Event:before')).not.toMatchObject({ searchText: '|x|' });
      await emptied(graph);
      await fill();
      await unloadDossier(graph, model, 'more');
      await unloadDossier(graph, model, 'acts');
      expect(await dump(graph)).toEqual([]);
    });
  });

  test('a graph that a later version filled is left alone', async () => {
    await loadDossier(graph, model, `${EARLIER}acts`);
    expect(await renewGraph(graph, model)).toBeUndefined();
    await graph.write((transaction) => transaction.run(SET_FORM, { format: FORMAT + 1, model: model.written }));
    const before = await dump(graph);
    await expect(renewGraph(graph, model)).rejects.toThrow(LaterFormat);
    await expect(loadDossier(graph, model, `${EARLIER}more`)).rejects.toThrow(LaterFormat);
    expect(await dump(graph)).toEqual(before);
    await graph.write((transaction) => setForm(transaction, model));
  });
});

const KINDS: readonly NodeKind[] = ['document', 'passage', 'entity'];

function create(labels: readonly string[]): Query<void> {
  const kind = KINDS.find((each) => labels.includes(LABEL[each])) ?? 'entity';
  return {
    name: `test: create ${labels.join(':')}`,
    of: { form: 'write nodes', kind, label: LABEL[kind], labels },
    read: () => undefined,
  };
}
