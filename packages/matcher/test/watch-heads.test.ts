import { setTimeout as sleep } from 'node:timers/promises';
import { type EventLog, MemoryLog, NO_STREAM, withAppend } from '@truetape/event-store';
import type { NewEvent } from '@truetape/kernel';
import { describe, expect, onTestFinished, test } from 'vitest';
import { watchHeads } from '../src/service/watch-heads.ts';

const STREAM = 'market-BTC-USD';
const events = (count: number, text: string): NewEvent[] =>
  Array.from({ length: count }, (_, number) => ({
    type: 'Happened',
    schemaVersion: 1,
    correlationId: 'test',
    data: { number, text },
  }));

/** A log behind which another one can be put, as when somebody restores an older copy of it. */
function replaceable() {
  let log: EventLog = new MemoryLog();
  const front = withAppend(new MemoryLog(), (...append) => log.append(...append));
  return {
    log: {
      ...front,
      readStream: (...read: Parameters<EventLog['readStream']>) => log.readStream(...read),
      streamHead: (stream: string) => log.streamHead(stream),
    },
    become: (other: EventLog) => {
      log = other;
    },
  };
}

async function watched() {
  const { log, become } = replaceable();
  const gone: string[] = [];
  const heads = watchHeads({ log, onGone: (reason) => gone.push(reason), everyMs: 5 });
  onTestFinished(heads.stop);
  const appended = await heads.log.append(STREAM, NO_STREAM, events(3, 'acknowledged'));
  if (!appended.ok) throw new Error(appended.failure.code);
  return { heads, become, gone, hash: appended.value.hash };
}

async function logWith(count: number, text: string): Promise<EventLog> {
  const log = new MemoryLog();
  if (count > 0) await log.append(STREAM, NO_STREAM, events(count, text));
  return log;
}

/** Enough looks to find anything. */
const manyLooks = () => sleep(60);

describe('what the log has acknowledged', () => {
  test('stays there, whatever else is appended by whomever', async () => {
    const { heads, become, gone } = await watched();
    await manyLooks();
    const longer = await logWith(3, 'acknowledged');
    await longer.append(STREAM, 2, events(2, 'of another'));
    become(longer);
    await heads.log.append('market-ETH-USD', NO_STREAM, events(1, 'acknowledged'));
    await manyLooks();
    expect(gone).toEqual([]);
  });

  test.each([
    ['has an end before it', 2, 'acknowledged', 'the last revision is 1'],
    ['is empty', 0, 'acknowledged', 'the last revision is none'],
  ])('is missed, with its place, in a log that %s', async (_, count, text, end) => {
    const { become, gone, hash } = await watched();
    become(await logWith(count, text));
    await expect.poll(() => gone).not.toEqual([]);
    expect(gone).toEqual([
      `The log has lost what it had acknowledged: ${STREAM} revision 2 was ${hash}, now ${end}.`,
    ]);
  });

  test('is missed where something else stands in its place', async () => {
    const { become, gone, hash } = await watched();
    become(await logWith(5, 'something else'));
    await expect.poll(() => gone).not.toEqual([]);
    expect(gone).toHaveLength(1);
    expect(gone[0]).toMatch(
      new RegExp(`revision 2 was ${hash}, now [0-9a-f]{64} stands there\\.$`),
    );
  });

  test('is not missed while the log cannot be asked', async () => {
    const { become, gone } = await watched();
    const unable: EventLog = new MemoryLog();
    become({
      ...withAppend(unable, (...append) => unable.append(...append)),
      // biome-ignore lint/correctness/useYield: it fails before there is anything
      readStream: async function* () {
        throw new Error('no answer');
      },
    });
    await manyLooks();
    expect(gone).toEqual([]);
  });
});
