import { readConfig } from '../config.ts';
import { indexesOf, type Model } from '../declare/model.ts';
import type { ReplacementOptions } from '../dossier/replacement.ts';
import { openGraph } from '../graph/open.ts';
import type { Graph } from '../graph/port.ts';
import { collectSooner } from '../memory.ts';
import { admit } from '../model/choice.ts';
import { progressOn } from '../progress.ts';
import { untilStoreAnswers } from '../store.ts';
import { Interrupted, sayingWho, withWhatIsLeft } from '../terminal.ts';
import { modelFor } from '../which-model.ts';

/**
 * Does work on the graph of the environment, and prints what came of it.
 *
 * @param asked.loads the folder of the dossier that the work loads: what it is written in is the model of the graph
 * @param work what it returns says what came of it, and has `{seconds}` where the time belongs
 */
export async function onGraph(
  asked: { readonly loads?: string },
  work: (graph: Graph, model: Model, options: ReplacementOptions) => Promise<string>,
): Promise<void> {
  const start = performance.now();
  const config = readConfig(process.env);
  const graph = await openGraph({ ...config.graph, isForOne: true });
  if (graph.engine === 'embedded') collectSooner();
  const progress = progressOn(process.stderr);
  const interruption = new AbortController();
  // A second signal ends the process at once, as it does by default.
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, () => interruption.abort(new Interrupted(signal)));
  try {
    const model = await untilStoreAnswers(
      async () => {
        await graph.ping();
        const chosen = await modelFor(graph, { ...asked, named: config.model });
        await graph.prepare(indexesOf(chosen));
        return chosen;
      },
      { seconds: config.storeWait, say: console.error },
    );
    const onWait = sayingWho(console.error);
    const said = await work(graph, model, {
      onProgress: progress.say,
      onWait,
      signal: interruption.signal,
      admit: (stored) => admit(stored, model),
    });
    progress.end();
    console.log(said.replace('{seconds}', ((performance.now() - start) / 1_000).toFixed(1)));
  } catch (error) {
    progress.end();
    const explained = await withWhatIsLeft(graph, error);
    // What went wrong may keep it from being closed as well.
    await graph.close().catch(() => undefined);
    throw explained;
  }
  await graph.close();
}
