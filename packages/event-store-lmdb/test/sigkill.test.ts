import { ok as holds, rejects } from 'node:assert';
import { rmSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { describe, it } from 'vitest';
import { openLmdbLog } from '../src/index.ts';
import { newFolder } from './lmdb-harness.ts';
import { kill, message, runChild } from './run-child.ts';
import { type Acknowledged, verifyAcknowledged } from './verify-acknowledged.ts';

const ROUNDS = 8;

describe('a writer that is killed under load', () => {
  it(`loses nothing it acknowledged, ${ROUNDS} times`, { timeout: 120_000 }, async () => {
    const folder = newFolder();
    const acknowledged: Acknowledged[] = [];
    for (let round = 0; round < ROUNDS; round++) {
      const before = acknowledged.length;
      acknowledged.push(...(await writeUntilKilled(folder, '', 100 + 53 * round)));
      holds(acknowledged.length > before, 'the writer was under load');
      const log = await openLmdbLog({ folder, clockMs: Date.now, onFatal: () => {} });
      await verifyAcknowledged(log, acknowledged);
      await log.close();
    }
    rmSync(folder, { recursive: true });
  });

  it('is found out when it acknowledges what is not stored yet', async () => {
    const folder = newFolder();
    const acknowledged = await writeUntilKilled(folder, 'early', 300);
    const log = await openLmdbLog({ folder, clockMs: Date.now, onFatal: () => {} });
    await rejects(verifyAcknowledged(log, acknowledged), { code: 'ERR_ASSERTION' });
    await log.close();
    rmSync(folder, { recursive: true });
  });
});

/** Everything that a writer has acknowledged until it was killed, some milliseconds after it began. */
async function writeUntilKilled(
  folder: string,
  mode: string,
  lifeMs: number,
): Promise<Acknowledged[]> {
  const acknowledged: Acknowledged[] = [];
  const child = await runChild('write', folder, mode);
  child.on('message', (told) => told !== 'ready' && acknowledged.push(told as Acknowledged));
  await message(child, (told) => told === 'ready');
  await message(child, (told) => told !== 'ready');
  await delay(lifeMs);
  await kill(child);
  return acknowledged;
}
