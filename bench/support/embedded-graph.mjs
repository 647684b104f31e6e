/** Embedded graphs that are filled once, and asked by more than one part. */
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const PROJECT = fileURLToPath(new URL('../..', import.meta.url));

/**
 * The folder of an embedded graph that holds dossiers, loaded unless it was before.
 *
 * @param {string} folder
 * @param {readonly string[]} dossiers their folders' names below `seeds`
 * @throws when one cannot be loaded
 */
export async function graphIn(folder, dossiers) {
  if (existsSync(folder)) return folder;
  return await loaded(
    folder,
    dossiers.map((each) => join('seeds', each)),
  );
}

/**
 * Loads dossiers into an embedded graph of their own. One that was cut off is not taken for a whole.
 *
 * @param {string} folder
 * @param {readonly string[]} dossiers their folders
 * @throws when one cannot be loaded
 */
export async function loaded(folder, dossiers) {
  const draft = `${folder}-draft`;
  await rm(draft, { recursive: true, force: true });
  await mkdir(draft, { recursive: true });
  for (const dossier of dossiers) await load(dossier, draft);
  await rename(draft, folder);
  return folder;
}

function load(/** @type {string} */ dossier, /** @type {string} */ folder) {
  const child = spawn(process.execPath, ['dist/main.js', 'load', dossier], {
    cwd: PROJECT,
    env: { ...process.env, NEO4J_URI: '', DRAGOMAN_DATA: folder },
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  return new Promise((resolve, reject) =>
    child.once('close', (code) => (code === 0 ? resolve(undefined) : reject(new Error(`${dossier} was not loaded.`)))),
  );
}
