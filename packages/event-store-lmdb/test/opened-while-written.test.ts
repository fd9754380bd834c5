import { deepStrictEqual as equal, ok as holds } from 'node:assert';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync, statfsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterEach, beforeEach, describe, it } from 'vitest';
import { openLmdbLog } from '../src/index.ts';
import { kill, message, runChild } from './run-child.ts';
import { type Acknowledged, verifyAcknowledged } from './verify-acknowledged.ts';

const WRITING_MS = 4_000;
/** A barger meets a commit within a second or two. */
const BARGING_MS = 60_000;

const NEEDED_BYTES = 2 ** 31;

/** In memory where there is room: commits without a sync are many, and the more there are the more can go wrong. */
const isInMemory = hasRoom('/dev/shm');
const quickFolder = isInMemory ? '/dev/shm' : tmpdir();

function hasRoom(folder: string): boolean {
  if (!existsSync(folder)) return false;
  const { bavail, bsize } = statfsSync(folder);
  return bavail * bsize > NEEDED_BYTES;
}

describe('a log that is opened again and again while it is written', () => {
  let folder: string;
  const children: ChildProcess[] = [];
  const start = async (task: string) => {
    const child = await runChild(task, folder);
    children.push(child);
    return child;
  };
  const startWriter = async () => {
    const acknowledged: Acknowledged[] = [];
    const writer = await start('write');
    writer.on('message', (told) => told !== 'ready' && acknowledged.push(told as Acknowledged));
    await message(writer, (told) => told !== 'ready');
    return { writer, acknowledged };
  };
  const verify = async (acknowledged: readonly Acknowledged[]) => {
    const log = await openLmdbLog({ folder, clockMs: Date.now, onFatal: () => {} });
    await verifyAcknowledged(log, acknowledged);
    await log.close();
  };

  beforeEach(() => {
    folder = mkdtempSync(join(quickFolder, 'truetape-log-'));
  });
  afterEach(async () => {
    for (const child of children.splice(0)) await kill(child);
    rmSync(folder, { recursive: true });
  });

  it('loses nothing, and its writer goes on', { timeout: 60_000 }, async () => {
    const { writer, acknowledged } = await startWriter();
    const reader = await start('reopen');
    let opened = 0;
    reader.on('message', () => {
      opened += 1;
    });
    await delay(WRITING_MS);
    equal([writer.exitCode, reader.exitCode], [null, null]);
    await kill(writer);
    holds(opened > 20, `opened ${opened} times`);
    await verify(acknowledged);
  });

  // LMDB takes a commit back then (see `whileHeld`). What the writer meets first differs: its own look, LMDB, an old read.
  // On a disk that syncs it would take hours.
  it.runIf(isInMemory)(
    'ends its writer before anything is lost when nobody asks it',
    {
      timeout: 90_000,
    },
    async () => {
      const { writer, acknowledged } = await startWriter();
      const ended = once(writer, 'exit');
      const barger = await start('barge');
      await Promise.race([ended, delay(BARGING_MS, undefined, { ref: false })]);
      const how = writer.exitCode ?? writer.signalCode;
      holds(how !== null && how !== 0, `${how}: no commit was met`);
      await kill(barger);
      await verify(acknowledged);
    },
  );
});
