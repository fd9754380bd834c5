import { deepStrictEqual as equal, rejects } from 'node:assert';
import type { ChildProcess } from 'node:child_process';
import { rmSync } from 'node:fs';
import { FaultyDisk } from '@truetape/event-store';
import { fill, quiet, readAll, samples } from '@truetape/event-store/contract';
import { afterEach, beforeEach, describe, it } from 'vitest';
import { type LmdbLog, openLmdbLog, openLmdbReader } from '../src/index.ts';
import { newFolder } from './lmdb-harness.ts';
import { kill, message, runChild } from './run-child.ts';

let folder: string;
const children: ChildProcess[] = [];
const logs: LmdbLog[] = [];
let disk: FaultyDisk;

async function child(...args: string[]): Promise<ChildProcess> {
  const started = await runChild(...args);
  children.push(started);
  return started;
}

async function writer(): Promise<LmdbLog> {
  const log = await openLmdbLog({
    folder,
    clockMs: Date.now,
    onFatal: () => {},
    segmentEvents: 3,
    wrapDisk: (inner) => {
      disk = new FaultyDisk(inner);
      return disk;
    },
  });
  logs.push(log);
  return log;
}

beforeEach(() => {
  folder = newFolder();
});

afterEach(async () => {
  for (const each of children.splice(0)) await kill(each);
  for (const log of logs.splice(0)) await log.close();
  rmSync(folder, { recursive: true });
});

describe('a second writer', () => {
  it('is refused at once in the same process, and let in after the first has closed', async () => {
    const first = await writer();
    await rejects(writer(), {
      message: `The log in ${folder} is being written by process ${process.pid}`,
    });
    await fill(first, 'a', samples(1));
    await first.close();
    equal((await fill(await writer(), 'a', samples(1, 1))).position, 1);
  });

  it('is refused at once in another process', async () => {
    await writer();
    const refused = await child('open', folder);
    equal(
      await message(refused, () => true),
      `The log in ${folder} is being written by process ${process.pid}`,
    );
  });

  it('is let in when the first was killed', async () => {
    const first = await child('write', folder);
    await message(first, (told) => told === 'ready');
    await rejects(writer(), {
      message: `The log in ${folder} is being written by process ${first.pid}`,
    });
    await kill(first);
    await writer();
  });
});

describe('a process that only reads', () => {
  it('sees nothing that is queued, and is told of everything durable', async () => {
    const log = await writer();
    const reader = await child('read', folder);
    await message(reader, (told: { caughtUp?: number }) => told.caughtUp === -1);
    disk.hold();
    const appended = log.append('a', -1, samples(2));
    await quiet();
    reader.send({ stream: 'a' });
    equal(await message(reader, (told: object) => 'revisions' in told), {
      revisions: [],
      logHead: -1,
    });
    disk.release();
    await appended;
    equal(await message(reader, (told: object) => 'positions' in told), { positions: [0, 1] });
    equal(await message(reader, (told: object) => 'caughtUp' in told), { caughtUp: 1 });
  });

  it('is told by each writer that comes after another', async () => {
    const reader = await (async () => {
      await (await writer()).close();
      return child('read', folder);
    })();
    await message(reader, (told: { caughtUp?: number }) => told.caughtUp === -1);
    for (let round = 0; round < 3; round++) {
      const log = await writer();
      const told = message(reader, (each: object) => 'positions' in each);
      await fill(log, 'a', samples(1, round));
      equal(await told, { positions: [round] });
      await log.close();
    }
  });

  it('finds every stream while the writer stores its index', async () => {
    const log = await writer();
    const reader = await child('read', folder);
    await message(reader, (told: { caughtUp?: number }) => told.caughtUp === -1);
    for (let revision = 0; revision < 25; revision++) {
      await fill(log, `other-${revision % 4}`, samples(1, revision));
      const { hash, position } = await fill(log, 'a', samples(1, revision));
      const answer = message(reader, (told: object) => 'revisions' in told);
      reader.send({ stream: 'a' });
      equal(await answer, {
        revisions: Array.from({ length: revision + 1 }, (_, index) => index),
        head: { revision, hash },
        logHead: position,
      });
    }
  });

  it('reads a log that nobody writes, and appends nothing', async () => {
    const log = await writer();
    await fill(log, 'a', samples(5), 2);
    await log.close();
    const reader = await openLmdbReader({ folder });
    equal(reader.logId, log.logId);
    equal((await readAll(reader)).length, 5);
    equal(await reader.append(), {
      ok: false,
      failure: { code: 'UNAVAILABLE', reason: 'this process only reads the log' },
    });
    await reader.settled();
    await reader.close();
  });

  it('is refused where there is no log', async () => {
    await rejects(openLmdbReader({ folder }), { message: `There is no log in ${folder}` });
  });
});
