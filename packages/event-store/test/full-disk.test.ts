import { deepStrictEqual as equal } from 'node:assert';
import { setImmediate as nextTurn } from 'node:timers/promises';
import {
  fill,
  isSettled,
  numbersOf,
  readAll,
  sample,
  samples,
  until,
  witness,
} from '@truetape/event-store/contract';
import type { NewEvent } from '@truetape/kernel';
import { describe, it } from 'vitest';
import { ROOM_RESERVE_BYTES } from '../src/adapter/index.ts';
import { MemoryDisk, MemoryLog, NO_STREAM } from '../src/index.ts';

const asked = (number: number): NewEvent => ({
  ...sample(number),
  actor: { userId: 'u', requestId: `r-${number}` },
});

const refused = { ok: false, failure: { code: 'UNAVAILABLE', reason: 'the disk is full' } };

describe('a log whose disk is nearly full', () => {
  it('refuses requests, takes what follows from earlier ones, and goes on when there is room', async () => {
    const told: boolean[] = [];
    const log = new MemoryLog({ onFull: (isFull) => void told.push(isFull) });
    log.disk.leaveRoom(ROOM_RESERVE_BYTES);
    await fill(log, 'a', [asked(0)]);
    log.disk.leaveRoom(ROOM_RESERVE_BYTES - 1);
    equal(log.hasRoom(), false);
    equal(await log.append('a', 0, [asked(1)]), refused);
    equal(await log.append('a', 0, [sample(1), asked(2)]), refused);
    await fill(log, 'b', [sample(7)]);
    log.disk.leaveRoom(ROOM_RESERVE_BYTES);
    await fill(log, 'a', [asked(1)]);
    equal(numbersOf(await readAll(log)), [0, 7, 1]);
    equal(told, [true, false]);
  });

  it('answers the repeat of what it has', async () => {
    const log = new MemoryLog();
    const first = await log.append('a', NO_STREAM, [asked(0)]);
    log.disk.leaveRoom(0);
    equal(await log.append('a', NO_STREAM, [asked(0)]), first);
  });

  it('counts what is queued as taken', async () => {
    const log = new MemoryLog();
    log.disk.leaveRoom(ROOM_RESERVE_BYTES + 1_000_000);
    log.disk.hold();
    void log.append('a', NO_STREAM, [{ ...asked(0), data: 'x'.repeat(600_000) }]);
    equal(await log.append('b', NO_STREAM, [asked(1)]), refused);
    log.disk.release();
  });
});

describe('a log whose disk is full when it commits', () => {
  it('keeps what is queued, refuses requests, reads on, and stores all of it when there is room', async () => {
    const fatal: unknown[] = [];
    const log = new MemoryLog({ onFatal: (failure) => void fatal.push(failure) });
    await fill(log, 'a', samples(1));
    const durable = witness(log);
    log.disk.leaveRoom(0);
    const held = [log.append('a', 0, samples(1, 1)), log.append('b', NO_STREAM, samples(1, 2))];
    await nextTurn();
    const later = log.append('a', 1, samples(1, 3));
    equal(await log.append('c', NO_STREAM, [asked(9)]), refused);
    equal(await isSettled(log.settled()), false);
    equal(numbersOf(await readAll(log)), [0]);
    log.disk.leaveRoom(undefined);
    await until('it is tried again', () => durable.events.length === 4);
    equal(numbersOf(durable.events), [0, 1, 2, 3]);
    equal(
      (await Promise.all([...held, later])).map((answer) => answer.ok && answer.value.position),
      [1, 2, 3],
    );
    await fill(log, 'c', [asked(9)]);
    equal(fatal, []);
  });

  it('is closed without it: whoever waits learns that it was never stored', async () => {
    const disk = new MemoryDisk();
    const log = new MemoryLog({ disk });
    await fill(log, 'a', samples(1));
    log.disk.leaveRoom(0);
    const held = log.append('a', 0, samples(1, 1));
    await nextTurn();
    await log.close();
    const answer = await held;
    equal(!answer.ok && answer.failure.code, 'UNAVAILABLE');
    equal(numbersOf(await readAll(new MemoryLog({ disk }))), [0]);
  });

  it('ends with any other failure, also of what waited for room', async () => {
    const fatal: unknown[] = [];
    const log = new MemoryLog({ onFatal: (failure) => void fatal.push(failure) });
    log.disk.leaveRoom(0);
    const held = log.append('a', NO_STREAM, samples(1));
    await nextTurn();
    const broken = new Error('input/output error');
    log.disk.fail(broken);
    const answer = await held;
    equal(!answer.ok && answer.failure.code, 'UNKNOWN_OUTCOME');
    equal(fatal, [broken]);
  });
});
