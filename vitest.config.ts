import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

/** `npm run test:fast`: the embedded engine alone, without what starts a process; all suites of a worker in one. */
const FAST = 'fast';
const STARTS_PROCESSES = /from '(?:node:child_process|(?:\.\.?\/)+(?:support\/server|browser)\.ts)'/;

export default defineConfig(({ mode }) => {
  if (mode === FAST) process.env['NEO4J_TESTS'] = 'off';
  return {
    test: {
      include: ['test/**/*.test.ts'],
      exclude: mode === FAST ? [...suitesThatStartProcesses(), 'test/graph/neo4j.test.ts'] : [],
      isolate: mode !== FAST,
      setupFiles: process.env['CI'] ? ['test/support/fixed-seed.ts'] : [],
      globalSetup: ['test/support/build-setup.ts', 'test/support/neo4j-setup.ts'],
      // Each worker has a Neo4j of its own, whose database its suites take turns with. One that is given is for one worker.
      maxWorkers: process.env['NEO4J_URI'] ? 1 : 2,
      // No test takes so long by itself: these are for a machine that is five times slower, and has other work.
      testTimeout: 300_000,
      hookTimeout: 600_000,
      expect: { poll: { timeout: 120_000 } },
      // Without this Vitest loads two copies of graphql, and their types refuse each other.
      server: { deps: { inline: [/graphql/, /@pothos/] } },
    },
  };
});

function suitesThatStartProcesses(): string[] {
  const folder = fileURLToPath(new URL('test', import.meta.url));
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.test.ts') && STARTS_PROCESSES.test(readFileSync(join(folder, file), 'utf8')))
    .map((file) => `test/${file.replaceAll('\\', '/')}`);
}
