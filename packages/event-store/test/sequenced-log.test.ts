import { deepStrictEqual as equal } from 'node:assert';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { fill, numbersOf, readAll, sample, samples, witness } from '@truetape/event-store/contract';
import { describe, it } from 'vitest';
import { HEADS_LIMIT, type LogDisk, type SealedEvent } from '../src/adapter/index.ts';
import { MemoryDisk, MemoryLog, NO_STREAM } from '../src/index.ts';

/** Counts the commits and what they hold. */
class CountingDisk extends MemoryDisk {
  readonly commits: number[] = [];

  override write(records: readonly SealedEvent[]): void {
    this.commits.push(records.length);
    super.write(records);
  }
}

describe('SequencedLog', () => {
  it('commits everything of one turn at once, chains from queued handlers included', async () => {
    const disk = new CountingDisk();
    const log = new MemoryLog({ disk });
    witness(log, {
      tail: 'queued',
      prefixes: ['a'],
      onEvents: (events) => {
        for (const number of numbersOf(events))
          void log.append(`b-${number}`, NO_STREAM, samples(2));
      },
    });
    await nextTurn();
    await Promise.all(
      [0, 1, 2].map((number) => log.append(`a-${number}`, NO_STREAM, [sample(number)])),
    );
    equal(disk.commits, [9]);
  });

  it('never splits an append over commits, and bounds a commit', async () => {
    const disk = new CountingDisk();
    const log = new MemoryLog({ disk });
    const large = 'x'.repeat(450_000);
    const batch = [sample(0, large), sample(1, large)];
    const streams = Array.from({ length: 10 }, (_, index) => `s-${index}`);
    await Promise.all(streams.map((stream) => log.append(stream, NO_STREAM, batch)));
    equal(disk.commits, [8, 8, 4]);
  });

  it('tells the new durable position after the appends it answers', async () => {
    const order: string[] = [];
    const log = new MemoryLog();
    log.onDurable((position) => void order.push(`durable ${position}`));
    const appends = [0, 1].map((n) =>
      log.append(`s-${n}`, NO_STREAM, samples(1)).then(() => order.push(`answer ${n}`)),
    );
    await Promise.all(appends);
    await fill(log, 's-0', samples(1));
    equal(order, ['durable 1', 'answer 0', 'answer 1', 'durable 2']);
  });

  it('calls onFatal once, and never writes again', async () => {
    const failures: unknown[] = [];
    const disk = new CountingDisk();
    const log = new MemoryLog({ disk, onFatal: (failure) => void failures.push(failure) });
    await fill(log, 'a', samples(1));
    const broken = new Error('no space left');
    log.disk.fail(broken);
    await Promise.all([log.append('a', 0, samples(1, 1)), log.append('b', NO_STREAM, samples(1))]);
    await log.append('c', NO_STREAM, samples(1));
    await nextTurn();
    equal(failures, [broken]);
    equal(disk.commits, [1]);
    await log.close();
  });

  it('is never given events twice when an old log wakes up beside its successor', async () => {
    const disk = new MemoryDisk();
    const failures: unknown[] = [];
    const old = new MemoryLog({ disk, onFatal: (failure) => void failures.push(failure) });
    await fill(old, 'a', samples(1));
    old.disk.hold();
    const late = old.append('a', 0, samples(1, 1));
    await nextTurn();
    const successor = new MemoryLog({ disk });
    await fill(successor, 'a', samples(1, 7));
    old.disk.release();
    equal((await late).ok, false);
    equal(failures.length, 1);
    equal(numbersOf(await readAll(successor)), [0, 7]);
  });

  it('knows streams whose heads it has forgotten', async () => {
    const log = new MemoryLog();
    const streams = Array.from({ length: HEADS_LIMIT + 10 }, (_, index) => `s-${index}`);
    await Promise.all(streams.map((stream) => log.append(stream, NO_STREAM, samples(1))));
    await fill(log, 'last', samples(1));
    const again = streams.filter((_, index) => index % 1_000 === 0);
    const answers = await Promise.all(again.map((stream) => log.append(stream, 0, samples(1, 1))));
    equal(
      answers.every((answer) => answer.ok && answer.value.revision === 1),
      true,
    );
    const wrong = await log.append('s-1', NO_STREAM, samples(1, 9));
    equal(wrong, { ok: false, failure: { code: 'WRONG_REVISION', actual: 0 } });
  });

  it('tells a subscriber, once, the position of an event that is gone or unreadable', async () => {
    for (const [damage, message] of [
      [undefined, 'No event at position 1'],
      ['not json', 'Unreadable event at position 1'],
      ['[]', 'Unreadable event at position 1'],
      ['{"stream":"a"}', 'Unreadable event at position 1'],
      [Buffer.from([0x22, 0xff, 0x22]), 'Unreadable event at position 1'],
    ] as const) {
      const disk = new MemoryDisk();
      const first = new MemoryLog({ disk });
      await fill(first, 'a', samples(3), 1);
      const log = new MemoryLog({ disk: damaged(disk, damage) });
      const seen = witness(log);
      await nextTurn();
      equal(seen.failures.map(String), [`CorruptLogError: ${message}`]);
      equal(
        await readAll(log).catch((error: unknown) => String(error)),
        `CorruptLogError: ${message}`,
      );
    }
  });
});

function damaged(disk: MemoryDisk, canonical: string | Buffer | undefined): LogDisk {
  return Object.assign(Object.create(disk) as LogDisk, {
    logId: disk.logId,
    head: () => disk.head(),
    record: (position: number) => {
      const record = disk.record(position);
      if (position !== 1) return record;
      return canonical && { ...record, canonical: Buffer.from(canonical as string) };
    },
  });
}
