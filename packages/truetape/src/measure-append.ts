import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { benchAppend } from '@truetape/event-store-lmdb/bench';

/** The log alone, on a folder of its own that is removed again. */
export async function measureAppend(seconds: number) {
  const folder = mkdtempSync(join(tmpdir(), 'truetape-append-'));
  try {
    return await benchAppend({ folder, seconds });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
