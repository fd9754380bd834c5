import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** What takes longest. Begun last, it would be waited for when nothing else is left to do. */
const FIRST = [
  'simulator/test/simulate.test.ts',
  'truetape/test/corpus/corpus.test.ts',
  'truetape/test/fuzz/fuzz.test.ts',
  'truetape/test/permissions/matrix.test.ts',
  'truetape/test/process/kill.test.ts',
];

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
    // Long enough for a machine on which five of them, and all that they start, have two cores.
    testTimeout: 60_000,
    // Setting up and clearing away wait for disks that others keep busy too.
    hookTimeout: 120_000,
    expect: { poll: { timeout: 30_000 } },
    // Most of the time goes into waiting: for processes that start, databases, disks. One of them waits for the simulator.
    maxWorkers: 5,
    // A worker keeps what it has loaded for the next file: a third of the time went into loading.
    isolate: false,
    // In CI a test that waits for nothing, or that somebody switched off, is a failure.
    allowOnly: false,
    // One project for all: what packages share is read and translated once, not once for each of them.
    include: ['packages/*/test/**/*.test.ts', 'tools/test/**/*.test.ts'],
    globalSetup: ['packages/projections/test/support/postgres-of-run.ts'],
  },
});
