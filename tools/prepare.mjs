/**
 * Builds the server and its page after an install: what `npm ci` runs.
 *
 * An install for production brings no compiler. Where the build is there already, that is enough; where it is not, the
 * install ends with a sentence that says what to do.
 */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const there = (path) => existsSync(fileURLToPath(new URL(`../${path}`, import.meta.url)));

if (there('node_modules/typescript') && there('node_modules/vite')) {
  // npm is a script of the shell on Windows.
  const { status } = spawnSync('npm', ['run', '--silent', 'build'], { stdio: 'inherit', shell: true });
  process.exitCode = status ?? 1;
} else if (!there('dist/main.js')) {
  console.error('There is no build in dist/, and no compiler to make one: run npm ci without --omit=dev once.');
  process.exitCode = 1;
}
