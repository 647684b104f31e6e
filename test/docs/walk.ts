/** Pages of the guide that are followed word for word. */
import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const PROJECT = fileURLToPath(new URL('../..', import.meta.url));
export const MAIN = join(PROJECT, 'dist/main.js');

/** A page of the guide as text, and what stands in its blocks, in order, by their language. */
export async function guidePage(name: string) {
  const page = await readFile(join(PROJECT, 'docs/guide', name), 'utf8');
  const blocks = (language: string) =>
    [...page.matchAll(new RegExp(`\`\`\`${language}\\n([\\s\\S]*?)\`\`\``, 'g'))].map(([, text = '']) => text);
  return { page, blocks };
}

/** What a process of a page has around it: nothing of the one who runs the test. */
export function environmentIn(folder: string): { [name: string]: string } {
  const { PATH = '', HOME = '' } = process.env;
  return { PATH, HOME, PORT: '0', DRAGOMAN_DATA: join(folder, 'graph') };
}

/** What a command of a page, `dragoman …`, prints in a folder. */
export function printed(command: string, folder: string): Promise<string> {
  const [, ...args] = command.trim().split(' ');
  const options = { cwd: folder, env: environmentIn(folder) };
  return new Promise((resolve) =>
    execFile(process.execPath, [MAIN, ...args], options, (_error, stdout, stderr) => resolve(stdout + stderr)),
  );
}
