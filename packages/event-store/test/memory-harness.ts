import type { LogHarness } from '@truetape/event-store/contract';
import { MemoryDisk } from '../src/memory/memory-disk.ts';
import { MemoryLog } from '../src/memory/memory-log.ts';

export const memoryHarness: LogHarness = {
  pipelined: true,
  open: async () => {
    const disk = new MemoryDisk();
    const open = () => new MemoryLog({ disk, onFatal: () => {} });
    let log = open();
    return {
      get log() {
        return log;
      },
      hold: () => log.disk.hold(),
      release: () => log.disk.release(),
      fail: () => log.disk.fail(),
      reopen: async () => {
        await log.close();
        log = open();
        return log;
      },
      dispose: async () => {
        log.disk.release();
        await log.close();
      },
    };
  },
};
