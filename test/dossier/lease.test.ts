/** One change of a graph at a time, and what is said of those that go on and those that were cut off. */
import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import { dossiersIn } from '../../src/declare/dossiers.ts';
import { loadDossier } from '../../src/dossier/load.ts';
import { countsOf } from '../../src/dossier/store/dossiers.ts';
import type { Holder } from '../../src/dossier/store/lease.query.ts';
import { LeaseLost } from '../../src/dossier/store/lease.ts';
import { unloadDossier } from '../../src/dossier/unload.ts';
import { type Graph, written } from '../../src/graph/port.ts';
import { clientOf } from '../support/ask.ts';
import { forEachEngine } from '../support/engines.ts';
import { model } from '../support/model.ts';
import { BASE, dump, emptied, folderOf, load, preparedGraph } from './folders.ts';
import { manyVotes } from './table-files.ts';

const VOTES = manyVotes(20, 20);
const OTHER = { ...BASE, 'dossier.yaml': 'id: other\ntitle: { en: Other }\n' };
const BATCHES = { factsAtOnce: 50 };

/** Gives the graph to somebody who said so many milliseconds ago that they are alive. */
const THEN = "CAST(unixepoch('subsec') * 1000 AS INTEGER) - $silence";
const GIVE = written(
  'test: give lease',
  {
    cypher: () => `MERGE (v:GraphVersion {id: 'graph'})
      SET v.token = 'theirs', v.changing = 'theirs', v.host = 'elsewhere', v.process = 7, v.place = 'elsewhere', v.since = timestamp() - $silence, v.beat = timestamp() - $silence`,
    sql: () => `INSERT INTO graph_version (k) VALUES (1) ON CONFLICT DO NOTHING;
      UPDATE graph_version SET token = 'theirs', changing = 'theirs', host = 'elsewhere', process = 7, place = 'elsewhere', since = ${THEN}, beat = ${THEN}`,
    columns: {},
  },
  () => undefined,
);

forEachEngine((engine) => {
  let graph: Graph;
  beforeAll(async () => {
    graph = await preparedGraph(engine);
  });
  afterEach(() => emptied(graph));

  const give = (silence: number) => graph.write((transaction) => transaction.run(GIVE, { silence }));

  /** A graph in which something happens before its write number `at`, from 1. */
  const interrupted = (at: number, happen: () => Promise<unknown>): Graph => {
    let writes = 0;
    return {
      ...graph,
      async write(work) {
        if (++writes === at) await happen();
        return await graph.write(work);
      },
    };
  };

  describe('two changes at once', { timeout: 120_000 }, () => {
    test('are made one after the other, and who waits is told for whom', async () => {
      await load(graph, VOTES, BATCHES);
      await load(graph, OTHER);
      const whole = await dump(graph);
      await emptied(graph);
      let second: Promise<unknown> | undefined;
      const waiting = () =>
        new Promise<Holder>((onWait) => {
          second = load(graph, OTHER, { onWait });
        });
      let told: Holder | undefined;
      const meanwhile = interrupted(5, async () => {
        told = await waiting();
      });
      await load(meanwhile, VOTES, BATCHES);
      await second;
      expect(await dump(graph)).toEqual(whole);
      expect(told).toMatchObject({ dossier: 'test', process: process.pid });
    });

    test('of the same dossier leave nothing to do to the second', async () => {
      const folder = await folderOf(VOTES);
      const loads = await Promise.all([loadDossier(graph, model, folder), loadDossier(graph, model, folder)]);
      expect(loads.map(({ written }) => written > 0).sort()).toEqual([false, true]);
    });

    test('of another process are waited for while it is alive', async () => {
      await give(5_000);
      const controller = new AbortController();
      const waited: Holder[] = [];
      const onWait = (holder: Holder) => {
        waited.push(holder);
        controller.abort(new Error('enough'));
      };
      await expect(load(graph, OTHER, { signal: controller.signal, onWait })).rejects.toThrow(/abort/);
      expect(waited).toMatchObject([{ dossier: 'theirs', host: 'elsewhere', process: 7 }]);
      expect(await dossiersIn(graph)).toEqual([]);
    });

    test('of a process that is silent for long are not waited for', async () => {
      await give(100_000);
      await load(graph, OTHER);
      expect(await dossiersIn(graph)).toMatchObject([{ id: 'other', completeness: 'WHOLE' }]);
    });

    test('who was taken for dead writes nothing more', async () => {
      const folder = await folderOf(VOTES);
      const at = interrupted(7, () => give(0));
      await expect(loadDossier(at, model, folder, BATCHES)).rejects.toThrow(LeaseLost);
      const before = await dump(graph);
      await expect(loadDossier(at, model, folder, { ...BATCHES, signal: AbortSignal.timeout(50) })).rejects.toThrow();
      expect(await dump(graph)).toEqual(before);
    });
  });

  describe('what the graph says of a dossier', { timeout: 120_000 }, () => {
    test('while it is loaded, when that is cut off, and when it is whole', async () => {
      const folder = await folderOf(VOTES);
      const seen: unknown[] = [];
      const look = async () => {
        const { dossiers } = await clientOf(graph).ask('{ dossiers { id state entities facts documents } }');
        seen.push({ said: dossiers[0], there: await countsOf(graph) });
        throw new Error('cut');
      };
      await expect(loadDossier(interrupted(9, look), model, folder, BATCHES)).rejects.toThrow('cut');
      expect(seen).toMatchObject([{ said: { id: 'test', state: 'LOADING', documents: 1 } }]);
      const [cut] = await dossiersIn(graph);
      const there = await countsOf(graph);
      expect(cut).toMatchObject({ completeness: 'CUT_OFF', documents: 1, passages: 21, ...there });
      expect(there.facts).toBeGreaterThan(0);
      expect(there.facts).toBeLessThan(400);
      await loadDossier(graph, model, folder, BATCHES);
      expect(await dossiersIn(graph)).toMatchObject([
        {
          completeness: 'WHOLE',
          documents: 1,
          passages: 21,
          entities: 42,
          facts: 410,
          earliest: '1910-01-02',
          latest: '1929-01-02',
        },
      ]);
    });

    test('while less of it is loaded, and while it is taken out', async () => {
      await load(graph, VOTES, BATCHES);
      const fewer = { ...VOTES, 'votes.csv': String(VOTES['votes.csv']).replaceAll(/^.*,A[A-E],.*\n/gm, '') };
      await load(graph, fewer, BATCHES);
      expect(await countsOf(graph)).toMatchObject({ facts: 310 });
      expect(await dossiersIn(graph)).toMatchObject([{ completeness: 'WHOLE', ...(await countsOf(graph)) }]);
      const cut = () => Promise.reject(new Error('cut'));
      await expect(unloadDossier(interrupted(4, cut), model, 'test', BATCHES)).rejects.toThrow('cut');
      const [dossier] = await dossiersIn(graph);
      expect(dossier).toMatchObject({ completeness: 'CUT_OFF', ...(await countsOf(graph)) });
      expect(dossier?.facts).toBeLessThan(310);
    });
  });
});
