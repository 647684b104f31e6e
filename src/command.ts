import { parseArgs } from 'node:util';
import { InvalidConfig, readConfig } from './config.ts';
import { indexesOf, type Model } from './declare/model.ts';
import type { ReplacementOptions } from './dossier/replacement.ts';
import { openGraph } from './graph/open.ts';
import type { Graph } from './graph/port.ts';
import { admit } from './model/choice.ts';
import { progressOn } from './progress.ts';
import { untilStoreAnswers } from './store.ts';
import { explain, Interrupted, sayingWho, withWhatIsLeft } from './terminal.ts';
import { modelFor } from './which-model.ts';

/** A command of one argument that changes the graph of the environment. */
export interface Command {
  /** Is told where there is no argument, or more than one, or an option. */
  readonly usage: string;
  /** The folder of the dossier that an argument asks to be loaded, where it does. */
  readonly loads?: (argument: string) => string;
  /** Does it. What it returns says what came of it, and has `{seconds}` where the time belongs. */
  readonly work: (graph: Graph, model: Model, argument: string, options: ReplacementOptions) => Promise<string>;
  /** What the person at the terminal should read of an error of the command's own; undefined for any other. */
  readonly explain: (error: unknown) => string | undefined;
}

/** Runs a command with the arguments of the process, and says what came of it; fails with 1. */
export async function runCommand(command: Command): Promise<void> {
  try {
    const { positionals } = parseArgs({ allowPositionals: true });
    const [argument] = positionals;
    if (argument === undefined || positionals.length > 1) throw new InvalidConfig(command.usage);
    await work(command, argument);
  } catch (error) {
    const isUnknownOption = error instanceof Error && 'code' in error && error.code === 'ERR_PARSE_ARGS_UNKNOWN_OPTION';
    console.error(isUnknownOption ? command.usage : explain(error));
    process.exitCode = 1;
  }
}

async function work(command: Command, argument: string): Promise<void> {
  const start = performance.now();
  const config = readConfig(process.env);
  const graph = await openGraph(config.graph);
  const progress = progressOn(process.stderr);
  const interruption = new AbortController();
  // A second signal ends the process at once, as it does by default.
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, () => interruption.abort(new Interrupted(signal)));
  try {
    const model = await untilStoreAnswers(
      async () => {
        await graph.ping();
        const chosen = await modelFor(graph, { named: config.model, loads: command.loads?.(argument) });
        await graph.prepare(indexesOf(chosen));
        return chosen;
      },
      { seconds: config.storeWait, say: console.error },
    );
    const onWait = sayingWho(console.error);
    const options: ReplacementOptions = {
      onProgress: progress.say,
      onWait,
      signal: interruption.signal,
      admit: (stored) => admit(stored, model),
    };
    const said = await command.work(graph, model, argument, options);
    progress.end();
    console.log(said.replace('{seconds}', ((performance.now() - start) / 1_000).toFixed(1)));
  } catch (error) {
    throw await withWhatIsLeft(graph, error, command.explain(error));
  } finally {
    progress.end();
    await graph.close();
  }
}
