import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FaultyDisk } from '@truetape/event-store';
import type { LogHarness } from '@truetape/event-store/contract';
import { type LmdbLogOptions, openLmdbLog } from '../src/index.ts';

export function newFolder(): string {
  return mkdtempSync(join(tmpdir(), 'truetape-log-'));
}

/** A harness whose logs differ in nothing but some options. */
export function lmdbHarness(options: Partial<LmdbLogOptions>): LogHarness {
  return {
    pipelined: true,
    open: async () => {
      const folder = newFolder();
      let disk: FaultyDisk | undefined;
      const open = () =>
        openLmdbLog({
          folder,
          clockMs: Date.now,
          onFatal: () => {},
          wrapDisk: (inner) => {
            disk = new FaultyDisk(inner);
            return disk;
          },
          ...options,
        });
      let log = await open();
      return {
        get log() {
          return log;
        },
        hold: () => disk?.hold(),
        release: () => disk?.release(),
        fail: () => disk?.fail(),
        reopen: async () => {
          await log.close();
          log = await open();
          return log;
        },
        dispose: async () => {
          disk?.release();
          await log.close();
          rmSync(folder, { recursive: true });
        },
      };
    },
  };
}
