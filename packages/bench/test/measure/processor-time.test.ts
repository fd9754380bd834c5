import { describe, expect, it } from 'vitest';
import { descendantsOf, parseProcess } from '../../src/measure/process-table.ts';
import { parseProcessorLine, processorShares } from '../../src/measure/processor-time.ts';

describe('processor time', () => {
  it('is read from the line of all processors, guest time not counted twice', () => {
    expect(parseProcessorLine('cpu  100 0 50 800 20 5 5 20 60 0\ncpu0 1 2\n')).toEqual({
      ...{ totalTicks: 1000, idleTicks: 820, stealTicks: 20 },
    });
    expect(parseProcessorLine('intr 1 2 3')).toBeUndefined();
  });

  it('is shared out between what was stolen, what is ours and what is not', () => {
    const from = { totalTicks: 1000, idleTicks: 500, stealTicks: 10, ownTicks: 100 };
    const to = { totalTicks: 2000, idleTicks: 900, stealTicks: 60, ownTicks: 500 };
    expect(processorShares(from, to)).toEqual({ steal: 0.05, own: 0.4, foreign: 0.15 });
    expect(processorShares(undefined, to)).toBeNull();
  });

  it('of a process is found although its name holds brackets and spaces', () => {
    const after = 'S 7 1 1 0 -1 4194560 1 2 3 4 10 20 30 40 20 0 1 0 5 6';
    expect(parseProcess(`42 (a) b (c)) ${after}`, 'node\0x\0')).toEqual({
      ...{ pid: 42, parentPid: 7, processorTicks: 100, commandLine: 'node x' },
    });
  });

  it('is ours below the bench, and below a process that names our folder', () => {
    const row = (pid: number, parentPid: number, commandLine = '') => ({
      ...{ pid, parentPid, commandLine, processorTicks: 1 },
    });
    const rows = [row(1, 0), row(2, 1), row(3, 2), row(4, 1, 'postgres -D /x/data'), row(5, 4)];
    const pids = descendantsOf(rows, 2, '/x/data').map(({ pid }) => pid);
    expect(pids.sort()).toEqual([2, 3, 4, 5]);
  });
});
