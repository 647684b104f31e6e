import { basename, extname } from 'node:path';
import { readConfig } from '../config.ts';
import { checkDossier } from '../dossier/checked.ts';
import { type DraftModel, draftDossier } from '../dossier/draft/draft.ts';
import { DossierInvalid } from '../dossier/problem.ts';
import { collectSooner } from '../memory.ts';
import { chooseModel } from '../model/choice.ts';
import { shippedModel } from '../model/shipped.ts';
import { progressOn } from '../progress.ts';
import { amounts } from '../terminal.ts';
import { printable, problemLines } from '../yaml/problem.ts';

/** The model that DRAGOMAN_MODEL says, else the one that the files are written in. */
async function choose(ofFiles: string | undefined): Promise<DraftModel> {
  const named = readConfig(process.env).model ?? ofFiles;
  const model = await chooseModel({ named, graph: { dossiers: [], model: undefined }, dossier: undefined });
  return { model, isOwn: (await shippedModel(model.name)) === undefined };
}

/** Drafts a dossier of files, and says what checking it says. */
export async function draft(files: readonly string[], to: string | undefined): Promise<void> {
  const [first = ''] = files;
  const folder = to ?? basename(first, extname(first));
  collectSooner();
  const progress = progressOn(process.stderr);
  const options = { onProgress: progress.say };
  try {
    const { model, written, guesses, leftOut, notes } = await draftDossier(files, folder, choose, options);
    progress.end();
    if (leftOut > 0) console.log(`${leftOut} of its nodes and edges left out, for which the file has no evidence.`);
    console.log(
      `Drafted ${folder}: ${written.join(', ')}. ${guesses === 1 ? '1 line is a guess, and ends' : `${guesses} lines are guesses, and end`} with "# ?".`,
    );
    for (const note of notes) console.log(printable(note));
    const checked = await checkDossier(model, folder, options);
    progress.end();
    for (const doubt of checked.doubts) console.log(doubt);
    console.log(`As it stands it can be loaded: ${amounts(checked)}. dragoman load ${folder} loads it.`);
  } catch (error) {
    if (!(error instanceof DossierInvalid)) throw error;
    progress.end();
    console.log(['As it stands it cannot be loaded:', ...problemLines(error)].join('\n'));
  } finally {
    progress.end();
  }
}
