import { deepStrictEqual as equal, ok as holds, rejects } from 'node:assert';
import { rmSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import type { Appended, EventLog } from '@truetape/event-store';
import { readAll, readStream } from '@truetape/event-store/contract';
import { describe, it } from 'vitest';
import { openLmdbLog } from '../src/index.ts';
import { newFolder } from './lmdb-harness.ts';
import { loadEvent } from './load.ts';
import { kill, message, runChild } from './run-child.ts';

type Acknowledged = Appended & { readonly stream: string };

const ROUNDS = 8;

describe('a writer that is killed under load', () => {
  for (const commit of ['sync', 'async']) {
    it(`loses nothing it acknowledged, ${commit} commits, ${ROUNDS} times`, {
      timeout: 120_000,
    }, async () => {
      const folder = newFolder();
      const acknowledged: Acknowledged[] = [];
      for (let round = 0; round < ROUNDS; round++) {
        const before = acknowledged.length;
        acknowledged.push(...(await writeUntilKilled(folder, commit, 100 + 53 * round)));
        holds(acknowledged.length > before, 'the writer was under load');
        const log = await openLmdbLog({ folder, clockMs: Date.now, onFatal: () => {} });
        await verify(log, acknowledged);
        await log.close();
      }
      rmSync(folder, { recursive: true });
    });
  }

  it('is found out when it acknowledges what is not stored yet', async () => {
    const folder = newFolder();
    const acknowledged = await writeUntilKilled(folder, 'early', 300);
    const log = await openLmdbLog({ folder, clockMs: Date.now, onFatal: () => {} });
    await rejects(verify(log, acknowledged), { code: 'ERR_ASSERTION' });
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

async function verify(log: EventLog, acknowledged: readonly Acknowledged[]): Promise<void> {
  const events = await readAll(log);
  const positions = new Map<string, number[]>();
  for (const [index, event] of events.entries()) {
    equal(event.position, index);
    const ofStream = positions.get(event.stream) ?? [];
    equal(event.data, loadEvent(event.stream, ofStream.length).data);
    equal(event.revision, ofStream.length);
    positions.set(event.stream, [...ofStream, index]);
  }
  for (const { stream, revision, hash, position } of acknowledged) {
    const event = events[position];
    equal([event?.stream, event?.revision, event?.hash], [stream, revision, hash]);
  }
  for (const [stream, expected] of positions) {
    const found = await readStream(log, stream);
    equal(
      found.map((event) => event.position),
      expected,
    );
    const last = found.at(-1);
    equal(await log.streamHead(stream), { revision: last?.revision, hash: last?.hash });
  }
}
