import { defineConfig } from 'vitest/config';
import { whyNoDisks } from './packages/truetape/test/faults/mounting.ts';

/** These mount disks of their own; the others need strace or nothing. */
const ON_DISKS = ['test/faults/power-cuts.faults.ts', 'test/faults/full-disk.faults.ts'];

/**
 * The share is also run where the kernel lets nobody mount anything: then the tests that would have to are not among
 * those that are counted, and it says so. `npm run test:faults` alone leaves nothing out: there they fail.
 */
function leftOut(): string[] {
  const why = whyNoDisks();
  if (why === '') return [];
  process.stderr.write(
    `\nNOT TESTED: power cuts and a full disk. Nothing can be mounted here:\n${why}\n\n`,
  );
  return ON_DISKS;
}

/**
 * Faults of disks and processes: `npm run test:faults`, or `npm run test:faults -- --mode share` for what CI runs. They
 * need root, and no other test beside them.
 */
export default defineConfig(({ mode }) => ({
  test: {
    name: 'faults',
    root: 'packages/truetape',
    include: ['test/faults/**/*.faults.ts'],
    exclude: mode === 'share' ? leftOut() : [],
    provide: { isShare: mode === 'share' },
    globalSetup: ['test/faults/requirements.ts'],
    fileParallelism: false,
    testTimeout: 180_000,
    hookTimeout: 60_000,
    allowOnly: false,
  },
}));
