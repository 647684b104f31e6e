import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import { loadDossier } from '../../src/dossier/load.ts';
import { unloadDossier } from '../../src/dossier/unload.ts';
import type { Graph } from '../../src/graph/port.ts';
import { forEachEngine } from '../support/engines.ts';
import { model } from '../support/model.ts';
import { dump, emptied, type Files, folderOf, load, preparedGraph } from './folders.ts';
import { manyVotes } from './table-files.ts';

/** Three batches of votes. */
const MANY = manyVotes(30, 40);
const BATCHES = { factsAtOnce: 500 };
const CHANGED: Files = { ...MANY, 'votes.csv': String(MANY['votes.csv']).replaceAll(',AB,yes', ',AB,no') };

class Killed extends Error {}

/** The graph as a process has it that is killed before, or just after, its nth write. */
function killed(graph: Graph, nth: number, when: 'before' | 'after'): Graph {
  let writes = 0;
  return {
    ...graph,
    async write(work) {
      writes++;
      if (when === 'before' && writes === nth) throw new Killed();
      const result = await graph.write(work);
      if (when === 'after' && writes === nth) throw new Killed();
      return result;
    },
  };
}

/** Kills some work at each of its writes in turn, does it again, and hands over what came of it. */
async function atEachWrite(
  graph: Graph,
  work: (graph: Graph) => Promise<unknown>,
  between: { readonly begin: () => Promise<unknown>; readonly end: (nth: number) => Promise<void> },
): Promise<number> {
  for (let nth = 1; ; nth++) {
    await between.begin();
    const reason = await work(killed(graph, nth, nth % 2 ? 'before' : 'after')).catch((error: unknown) => error);
    if (!(reason instanceof Killed)) return nth - 1;
    await work(graph).catch((error: unknown) => {
      // What was killed after the last write of an unload is done.
      if (!(error instanceof Error && error.name === 'UnknownDossier')) throw error;
    });
    await between.end(nth);
  }
}

forEachEngine((engine) => {
  let graph: Graph;
  beforeAll(async () => {
    graph = await preparedGraph(engine);
  });
  afterEach(() => emptied(graph));

  describe('a load that is killed at any of its writes', { timeout: 1_800_000 }, () => {
    test('is completed by the next, without loss or duplicate', async () => {
      await load(graph, MANY, BATCHES);
      const whole = await dump(graph);
      const folder = await folderOf(MANY);
      const kills = await atEachWrite(graph, (on) => loadDossier(on, model, folder, BATCHES), {
        begin: () => emptied(graph),
        end: async (nth) => expect(await dump(graph), `killed at write ${nth}`).toEqual(whole),
      });
      expect(kills).toBeGreaterThan(6);
    });

    test('writes no batch of facts again that was finished', async () => {
      const folder = await folderOf(MANY);
      let writes = 0;
      const counting: Graph = {
        ...graph,
        write(work) {
          writes++;
          return graph.write(work);
        },
      };
      await loadDossier(counting, model, folder, BATCHES);
      const all = writes;
      await emptied(graph);
      // The last write but one says that it is done, the last that another may begin.
      await expect(loadDossier(killed(graph, all - 1, 'before'), model, folder, BATCHES)).rejects.toThrow(Killed);
      expect(await loadDossier(graph, model, folder, BATCHES)).toMatchObject({ facts: 1_215, written: 0 });
    });

    test('of a new version, over an earlier one', async () => {
      await load(graph, CHANGED, BATCHES);
      const whole = await dump(graph);
      await emptied(graph);
      await load(graph, MANY, BATCHES);
      const folder = await folderOf(CHANGED);
      // Each way there and back is a way of its own.
      const kill = killed(graph, 4, 'after');
      await expect(loadDossier(kill, model, folder, BATCHES)).rejects.toThrow(Killed);
      await loadDossier(graph, model, folder, BATCHES);
      expect(await dump(graph)).toEqual(whole);
    });

    test('and whose tables changed then, is what they say now', async () => {
      await load(graph, CHANGED, BATCHES);
      const whole = await dump(graph);
      await emptied(graph);
      const folder = await folderOf(MANY);
      await expect(loadDossier(killed(graph, 6, 'after'), model, folder, BATCHES)).rejects.toThrow(Killed);
      await load(graph, CHANGED, BATCHES);
      expect(await dump(graph)).toEqual(whole);
    });
  });

  test('an unload that is killed at any of its writes is completed by the next', { timeout: 1_800_000 }, async () => {
    const small = manyVotes(4, 6);
    await atEachWrite(graph, (on) => unloadDossier(on, model, 'test'), {
      begin: async () => {
        await emptied(graph);
        await load(graph, small);
      },
      end: async (nth) => expect(await dump(graph), `killed at write ${nth}`).toEqual([]),
    });
  });
});
