import { defineConfig } from 'vitest/config';

// biome-ignore lint/style/noDefaultExport: Vitest reads the default export
export default defineConfig({
  test: {
    include: ['**/*.test.ts'],
    globalSetup: ['support/server-setup.ts'],
    // The clients warn of what they stumble over in their development builds alone.
    execArgv: ['--conditions=development'],
    testTimeout: 120_000,
    hookTimeout: 600_000,
  },
});
