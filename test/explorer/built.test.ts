/** What is built of the page, and what making it takes. */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

const PROJECT = fileURLToPath(new URL('../..', import.meta.url));
const MOST_BYTES = 250 * 1024;

it('is loaded with less than 250 KiB, compressed, before a graph or a map is opened', () => {
  const folder = join(PROJECT, 'dist/explorer');
  if (!existsSync(join(folder, 'index.html')))
    spawnSync('npm', ['run', '--silent', 'build:explorer'], { cwd: PROJECT, stdio: 'inherit' });
  const page = readFileSync(join(folder, 'index.html'), 'utf8');
  const named = [...page.matchAll(/(?:src|href)="\.?\/?(assets\/[^"]+)"/g)].map(([, path]) => String(path));
  expect(named.length).toBeGreaterThan(1);
  const bytes = named.reduce((sum, path) => sum + statSync(join(folder, `${path}.gz`)).size, page.length);
  expect(bytes).toBeLessThan(MOST_BYTES);
});

it('takes no code generator among the packages of the project, and none of the page in the server', () => {
  const lock = JSON.parse(readFileSync(join(PROJECT, 'package-lock.json'), 'utf8'));
  const names = Object.keys(lock.packages);
  expect(names.filter((name) => name.includes('graphql-codegen'))).toEqual([]);
  const served: { readonly [name: string]: { readonly dev?: boolean } } = lock.packages;
  for (const name of ['preact', 'cytoscape', 'd3-geo', 'vite'])
    expect(served[`node_modules/${name}`]?.dev, name).toBe(true);
});
