import { defineConfig } from 'vitest/config';
import ClosingLineReporter from './test/support/reporter.ts';

export default defineConfig({
  // Node takes graphql's CommonJS build and Vite its other one; with both in one process, `instanceof` fails.
  resolve: { alias: [{ find: /^graphql$/, replacement: 'graphql/index.js' }] },
  test: {
    environment: 'node',
    include: ['test/**/*.test.ts'],
    exclude: ['test/bench/**'],
    globalSetup: ['test/support/globalSetup.ts'],
    pool: 'forks',
    maxWorkers: 2,
    testTimeout: 15_000,
    hookTimeout: 30_000,
    teardownTimeout: 30_000,
    // A busy machine is not a failure.
    expect: { poll: { timeout: 10_000 } },
    reporters: ['default', new ClosingLineReporter()],
  },
});
