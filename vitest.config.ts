import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { defineConfig } from 'vitest/config';

const folders = [...readdirSync('packages').map((name) => join('packages', name)), 'tools'];

export default defineConfig({
  test: {
    testTimeout: 20_000,
    // Setting up and clearing away wait for disks that others keep busy too.
    hookTimeout: 60_000,
    // Most of the time goes into waiting: for processes that start, databases, disks.
    maxWorkers: 4,
    // A worker keeps what it has loaded for the next file of its package: a third of the time went into loading.
    isolate: false,
    // In CI a test that waits for nothing, or that somebody switched off, is a failure.
    allowOnly: false,
    projects: folders
      .filter((folder) => existsSync(join(folder, 'test')))
      .map((folder) => ({
        extends: true as const,
        root: folder,
        test: { name: folder.replace('packages/', ''), include: ['test/**/*.test.ts'] },
      })),
  },
});
