import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
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
});
