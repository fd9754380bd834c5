import { strictEqual } from 'node:assert';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openLmdbLog } from '@truetape/event-store-lmdb';
import { onTestFinished } from 'vitest';
import { honestLog } from './honest-log.ts';

export function scratchFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'truetape-audit-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** A data folder with the log of a service that was stopped, one event recorded every millisecond. */
export async function dataFolder(logged = honestLog): Promise<string> {
  const folder = scratchFolder();
  mkdirSync(join(folder, 'log'));
  let nowMs = Date.UTC(2026, 10, 21, 9, 30);
  const log = await openLmdbLog({
    folder: join(folder, 'log'),
    clockMs: () => ++nowMs,
    onFatal: (error) => {
      throw error;
    },
  });
  for (const event of await logged()) {
    const { stream, revision } = event;
    strictEqual((await log.append(stream, revision - 1, [event])).ok, true);
  }
  await log.close();
  return folder;
}
