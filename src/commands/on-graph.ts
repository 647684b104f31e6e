import { readConfig } from '../config.ts';
import { indexesOf, type Model } from '../declare/model.ts';
import type { ReplacementOptions } from '../dossier/replacement.ts';
import { openGraph } from '../graph/open.ts';
import type { Graph } from '../graph/port.ts';
import { defaultModel } from '../model/default.ts';
import { progressOn } from '../progress.ts';
import { untilStoreAnswers } from '../store.ts';
import { Interrupted, sayingWho, withWhatIsLeft } from '../terminal.ts';

/**
 * Does work on the graph of the environment, and prints what came of it.
 *
 * @param work what it returns says what came of it, and has `{seconds}` where the time belongs
 */
export async function onGraph(
  work: (graph: Graph, model: Model, options: ReplacementOptions) => Promise<string>,
): Promise<void> {
  const start = performance.now();
  const config = readConfig(process.env);
  const model = await defaultModel();
  const graph = await openGraph(config.graph);
  const progress = progressOn(process.stderr);
  const interruption = new AbortController();
  // A second signal ends the process at once, as it does by default.
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, () => interruption.abort(new Interrupted(signal)));
  try {
    await untilStoreAnswers(
      async () => {
        await graph.ping();
        await graph.prepare(indexesOf(model));
      },
      { seconds: config.storeWait, say: console.error },
    );
    const onWait = sayingWho(console.error);
    const said = await work(graph, model, { onProgress: progress.say, onWait, signal: interruption.signal });
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
