import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: ['test/support/neo4j-setup.ts'],
    // One Neo4j database serves every suite, so suites take turns.
    fileParallelism: false,
    testTimeout: 60_000,
    hookTimeout: 120_000,
    // Without this Vitest loads two copies of graphql, and their types refuse each other.
    server: { deps: { inline: [/graphql/, /@pothos/] } },
  },
});
