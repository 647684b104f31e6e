#!/usr/bin/env node
import { readFileSync } from 'node:fs';
import { Command, CommanderError } from 'commander';
import { explain } from './terminal.ts';

// A command is loaded when it is the one: help, and what is wrong with a command, are there at once.

/** What a process that was started wrongly ends with; one that could not do its work ends with 1. */
const MISUSED = 2;

const { version, description } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as {
  readonly version: string;
  readonly description: string;
};

const program = new Command('dragoman')
  .description(description)
  .version(version)
  .configureHelp({ showGlobalOptions: false })
  .showHelpAfterError('(dragoman --help says what there is)')
  .addHelpText(
    'after',
    `
The environment says where the graph is, where to listen and who may ask: PORT, HOST, DRAGOMAN_DATA, NEO4J_URI and others,
which README.md lists. Commands end with 0, with 1 where the work could not be done, and with 2 where they were not used
as their help says.`,
  )
  .exitOverride();

program
  .command('serve')
  .summary('serve the graph')
  .description(
    'Serves the graph until a signal ends it, at http://127.0.0.1:4000/ unless the environment says otherwise.',
  )
  .argument(
    '[dossier]',
    'the folder of a dossier to load first; without one, an empty graph starts with the shipped one',
  )
  .action(async (folder?: string) => (await import('./commands/serve.ts')).serve(folder));

program
  .command('load')
  .summary('load a dossier into the graph')
  .description('Checks the dossier in a folder and loads it into the graph, or says what is wrong and loads nothing.')
  .argument('<folder>', 'the folder of the dossier')
  .action(async (folder: string) => (await import('./commands/load.ts')).load(folder));

program
  .command('unload')
  .summary('take a dossier out of the graph')
  .description('Takes a dossier out of the graph. What other dossiers state as well stays.')
  .argument('<id>', 'the id of the dossier, as its dossier.yaml has it')
  .action(async (id: string) => (await import('./commands/unload.ts')).unload(id));

program
  .command('save')
  .summary('write a dossier of the graph into a folder')
  .description(
    'Writes what a dossier states into a folder, as YAML and tables that load to the same again, in an order that stays. It replaces what an earlier save wrote there, and no other file.',
  )
  .argument('<id>', 'the id of the dossier, as its dossier.yaml has it')
  .argument('<folder>', 'the folder to write')
  .action(async (id: string, folder: string) => (await import('./commands/save.ts')).save(id, folder));

program
  .command('check')
  .summary('check a dossier or a model')
  .description('Checks the dossier or the model in a folder by itself, and changes nothing.')
  .argument('<folder>', 'the folder of the dossier or of the model')
  .action(async (folder: string) => (await import('./commands/check.ts')).check(folder));

program
  .command('draft')
  .summary('draft a dossier of tables')
  .description(
    'Looks at tables, workbooks, JSON or graphs, and writes the folder of a dossier that says what their rows become: as far as that can be guessed, for a person to look at. Then checks it.',
  )
  .argument('<files...>', 'the files')
  .option('--to <folder>', 'the folder, which is made. Default: the name of the first file')
  .action(async (files: string[], { to }: { to?: string }) => (await import('./commands/draft.ts')).draft(files, to));

program
  .command('schema')
  .summary('print the schema')
  .description('Prints the GraphQL schema of a model.')
  .argument('[folder]', 'the folder of the model, or of a dossier; without one, the model that is served by default')
  .option('--write <folder>', 'writes it there, where no model is named, with what else others build on')
  .action(async (folder: string | undefined, { write }: { readonly write?: string }) => {
    const { schema, writeSchema } = await import('./commands/schema.ts');
    await (folder === undefined && write !== undefined ? writeSchema(write) : schema(folder));
  });

// Subcommands take this over only when they are made.
for (const command of program.commands)
  command.exitOverride().showHelpAfterError(`(dragoman ${command.name()} --help says how)`);

// Who reads what a command prints may have read enough: `dragoman schema | head`.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
});
try {
  await program.parseAsync();
} catch (error) {
  if (error instanceof CommanderError) process.exitCode = error.exitCode === 0 ? 0 : MISUSED;
  else {
    console.error(explain(error));
    process.exitCode = 1;
  }
}
