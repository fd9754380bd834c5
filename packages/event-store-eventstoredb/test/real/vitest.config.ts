import { join } from 'node:path';
import { defineConfig } from 'vitest/config';

/**
 * `EVENTSTORE_URL=esdb://… npm run test:eventstore`: everything that is to be shown on a real server. Any package adds
 * its own as `test/real/*.real.ts`.
 */
export default defineConfig({
  test: {
    root: join(import.meta.dirname, '../../../..'),
    include: ['packages/*/test/real/**/*.real.ts'],
    // One after the other: the server is shared.
    fileParallelism: false,
    testTimeout: 120_000,
    hookTimeout: 60_000,
    allowOnly: false,
    reporters: ['verbose'],
  },
});
