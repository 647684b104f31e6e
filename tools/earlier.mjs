/** The project as it was at an earlier commit, built in a folder of its own, to be held against. */
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const run = promisify(execFile);
const PROJECT = dirname(dirname(fileURLToPath(import.meta.url)));

/**
 * Builds a commit, unless it was built before.
 *
 * @param {string} name of a commit, as git takes it
 * @param {(line: string) => void} say hears that a build begins
 * @returns {Promise<{ commit: string, folder: string }>} its short hash, and where it is: its server is `dist/main.js` there
 * @throws when there is no such commit, or it cannot be built
 */
export async function builtAt(name, say = () => {}) {
  const { stdout } = await run('git', ['rev-parse', '--short', '--verify', `${name}^{commit}`], { cwd: PROJECT });
  const commit = stdout.trim();
  const folder = join(PROJECT, '.cache', 'commits', commit);
  if (existsSync(folder)) return { commit, folder };
  say(`Building ${commit} in ${folder}.`);
  await mkdir(dirname(folder), { recursive: true });
  // Into another folder first, so that what was cut off is not taken for a whole.
  const draft = await mkdtemp(`${folder}-`);
  try {
    const archive = join(draft, 'archive.tar');
    await run('git', ['archive', '--output', archive, commit], { cwd: PROJECT });
    await run('tar', ['-xf', archive, '-C', draft]);
    await rm(archive);
    // Its `prepare` compiles it.
    await run('npm', ['ci', '--no-audit', '--no-fund'], {
      cwd: draft,
      maxBuffer: 64 << 20,
      shell: process.platform === 'win32',
    });
    await rename(draft, folder);
  } catch (error) {
    await rm(draft, { recursive: true, force: true });
    throw error;
  }
  return { commit, folder };
}
