import { defineConfig } from 'vitest/config';

/** Faults of disks and processes: `npm run test:faults`. They need root, and no other test beside them. */
export default defineConfig({
  test: {
    name: 'faults',
    root: 'packages/truetape',
    include: ['test/faults/**/*.faults.ts'],
    globalSetup: ['test/faults/requirements.ts'],
    fileParallelism: false,
    testTimeout: 60_000,
    hookTimeout: 60_000,
    allowOnly: false,
  },
});
