import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: ['test/support/neo4j-setup.ts'],
    // Each worker has a Neo4j of its own, whose database its suites take turns with. One that is given is for one worker.
    maxWorkers: process.env['NEO4J_URI'] ? 1 : 2,
    testTimeout: 60_000,
    hookTimeout: 120_000,
    // Without this Vitest loads two copies of graphql, and their types refuse each other.
    server: { deps: { inline: [/graphql/, /@pothos/] } },
  },
});
