import { basename, extname } from 'node:path';
import { checkDossier } from '../dossier/checked.ts';
import { draftDossier } from '../dossier/draft/draft.ts';
import { DossierInvalid } from '../dossier/problem.ts';
import { defaultModel } from '../model/choice.ts';
import { progressOn } from '../progress.ts';
import { amounts } from '../terminal.ts';
import { printable, problemLines } from '../yaml/problem.ts';

/** Drafts a dossier of files, and says what checking it says. */
export async function draft(files: readonly string[], to: string | undefined): Promise<void> {
  const [first = ''] = files;
  const folder = to ?? basename(first, extname(first));
  const model = await defaultModel();
  const progress = progressOn(process.stderr);
  const options = { onProgress: progress.say };
  try {
    const { written, guesses, notes } = await draftDossier(files, folder, model, options);
    progress.end();
    console.log(
      `Drafted ${folder}: ${written.join(', ')}. ${guesses === 1 ? 'A line is a guess, and ends' : `${guesses} lines are guesses, and end`} with "# ?".`,
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
