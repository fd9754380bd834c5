import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

const folders = [...readdirSync('packages').map((name) => join('packages', name)), 'tools'];

/** What takes longest. Begun last, it would be waited for when nothing else is left to do. */
const FIRST = ['simulator/test/simulate.test.ts', 'truetape/test/process/kill.test.ts'];

class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    const isFirst = ({ moduleId }: TestSpecification) =>
      FIRST.some((end) => moduleId.endsWith(end));
    return [...sorted.filter(isFirst), ...sorted.filter((file) => !isFirst(file))];
  }
}

export default defineConfig({
  test: {
    sequence: { sequencer: LongestFirst },
    testTimeout: 20_000,
    // Setting up and clearing away wait for disks that others keep busy too.
    hookTimeout: 60_000,
    // Most of the time goes into waiting: for processes that start, databases, disks. One of them waits for the simulator.
    maxWorkers: 5,
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
