/** Once a test run: compiles the server where its sources are newer than what is there, before any suite starts one. */
import { execFileSync } from 'node:child_process';
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const PROJECT = fileURLToPath(new URL('../..', import.meta.url));

export function setup(): void {
  const made = statSync(join(PROJECT, 'dist', 'main.js'), { throwIfNoEntry: false })?.mtimeMs ?? 0;
  if (Math.max(...['src', 'models'].map((folder) => newestIn(join(PROJECT, folder)))) < made) return;
  execFileSync('npm', ['run', 'build'], { cwd: PROJECT, stdio: 'pipe', shell: process.platform === 'win32' });
}

/** When something in a folder was last written. */
function newestIn(folder: string): number {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  return Math.max(0, ...files.map((file) => statSync(join(folder, file)).mtimeMs));
}
