import { deepStrictEqual } from 'node:assert';
import { formatTime } from '@truetape/codec';
import { epochMs } from '@truetape/domain';
import { MemoryDisk, MemoryLog, START } from '@truetape/event-store';
import type { LogDisk } from '@truetape/event-store/adapter';
import type { NewEvent, RecordedEvent } from '@truetape/kernel';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { createClock } from '../src/index.ts';

// Timers are doubles: a test says how late it is.
beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'], now: 0 });
});
afterEach(() => {
  vi.useRealTimers();
});

const timeAt = (ms: number) => formatTime(epochMs(ms));

function event(type: string, data: object): NewEvent {
  return { type, schemaVersion: 1, correlationId: 'test', data };
}

/** What the clock looks at of an order, of its end, and of a market. */
const placed = (dueAt?: number) =>
  event('OrderPlaced', dueAt === undefined ? {} : { dueAt: timeAt(dueAt) });
const closed = (orderId: string) => event('OrderClosed', { orderId });
const traded = (orderId: string, remaining: string) =>
  event('TradeSettled', { legs: [{ orderId, remaining }] });
const auction = (dueAt: number) =>
  event('MarketStateChanged', { dueAt: timeAt(dueAt), to: 'auction' });
const opened = () => event('MarketStateChanged', { to: 'open' });
const told = (ms: number) => event('ClockAdvanced', { at: timeAt(ms), to: timeAt(ms) });

interface Started {
  readonly log: MemoryLog;
  readonly stopped: string[];
  readonly stop: () => Promise<void>;
}

/** A clock that has read its log to the head. Another one on the same disk is a restart. */
async function startOn(disk: LogDisk = new MemoryDisk()): Promise<Started> {
  const log = new MemoryLog({ disk, onFatal: () => undefined });
  return { log, ...(await watch(log)) };
}

async function watch(log: MemoryLog, instance = 'one') {
  const stopped: string[] = [];
  const clock = createClock({
    log,
    now: () => epochMs(Date.now()),
    instance,
    onStopped: (reason) => void stopped.push(reason),
  });
  const subscription = await new Promise<ReturnType<MemoryLog['subscribeAll']>>((live, fail) => {
    const made = log.subscribeAll({
      after: START,
      tail: 'queued',
      onEvents: clock.onEvents,
      onCaughtUp: () => live(made),
      onFailure: fail,
    });
  });
  clock.goLive();
  const stop = async () => {
    await clock.stop();
    await subscription.stop();
  };
  return { stopped, stop };
}

async function append(log: MemoryLog, stream: string, ...events: NewEvent[]): Promise<void> {
  const revision = (await log.streamHead(stream))?.revision ?? -1;
  const appended = await log.append(stream, revision, events);
  deepStrictEqual(appended.ok, true);
  await everythingRead();
}

/** Lets everybody read what is in the log: nothing of it waits for a timer. */
async function everythingRead(): Promise<void> {
  for (let turn = 0; turn < 20; turn++) await new Promise(setImmediate);
}

async function wait(ms: number): Promise<void> {
  await vi.advanceTimersByTimeAsync(ms);
  await everythingRead();
}

/** What the stream `clock` says, in milliseconds: `[at, to]`. */
async function toldBy(log: MemoryLog): Promise<number[][]> {
  const times: number[][] = [];
  for await (const events of log.readStream('clock')) {
    for (const { data } of events) {
      const { at, to } = data as { at: string; to: string };
      times.push([Date.parse(at), Date.parse(to)]);
    }
  }
  return times;
}

const ANN = 'account-ann';
const MARKET = 'market-BTC-USD';
const DAY_MS = 86_400_000;

describe('nothing is told', () => {
  test('while nothing is due', async () => {
    const { log } = await startOn();
    await append(log, ANN, placed(), placed(5_000));
    await wait(4_999);
    deepStrictEqual(await toldBy(log), []);
    await wait(1);
    deepStrictEqual(await toldBy(log), [[5_000, 5_000]]);
  });

  test.each([
    ['filled', traded('ann.0', '0'), []],
    ['filled in part', traded('ann.0', '1'), [[5_000, 5_000]]],
    ['cancelled', closed('ann.0'), []],
  ] as const)(
    'of an order that is %s before it is due, unless it goes on',
    async (_, over, want) => {
      const { log } = await startOn();
      await append(log, ANN, placed(5_000), over);
      await wait(10_000);
      deepStrictEqual(await toldBy(log), want);
    },
  );

  test('of an auction that is left before it is due', async () => {
    const { log } = await startOn();
    await append(log, MARKET, auction(5_000), opened());
    await wait(10_000);
    deepStrictEqual(await toldBy(log), []);
  });

  test('after it was stopped', async () => {
    const { log, stop } = await startOn();
    await append(log, ANN, placed(5_000));
    await stop();
    await wait(10_000);
    deepStrictEqual(await toldBy(log), []);
  });
});

describe('the markets are told', () => {
  test('the end of an auction', async () => {
    const { log } = await startOn();
    await append(log, MARKET, auction(5_000));
    await wait(10_000);
    deepStrictEqual(await toldBy(log), [[5_000, 5_000]]);
  });

  test('the end of a day that is longer than any timer', async () => {
    const { log } = await startOn();
    await append(log, ANN, placed(30 * DAY_MS));
    await wait(30 * DAY_MS);
    deepStrictEqual(await toldBy(log), [[30 * DAY_MS, 30 * DAY_MS]]);
  });

  test('once of two that are due within a second, and a second later of the other', async () => {
    const { log } = await startOn();
    await append(log, ANN, placed(5_000), placed(5_000), placed(5_400), placed(5_999));
    await wait(999 + 5_000);
    deepStrictEqual(await toldBy(log), [[5_000, 5_000]]);
    await wait(1);
    deepStrictEqual(await toldBy(log), [
      [5_000, 5_000],
      [6_000, 6_000],
    ]);
    await wait(DAY_MS);
    deepStrictEqual((await toldBy(log)).length, 2);
  });

  // The rule above is the clock's own: told by somebody else who is quicker, it follows.
  test('a second after somebody else has told them, and not for what that one told', async () => {
    const { log } = await startOn();
    await append(log, ANN, placed(5_000), placed(5_100));
    await wait(4_900);
    await append(log, 'clock', told(5_050));
    await wait(5_000);
    deepStrictEqual(await toldBy(log), [
      [5_050, 5_050],
      [6_050, 6_050],
    ]);
  });

  test('again of an auction that was due before the last time they were told', async () => {
    const { log } = await startOn();
    await append(log, ANN, placed(5_000));
    await wait(5_500);
    await append(log, MARKET, auction(4_000));
    await wait(500);
    deepStrictEqual(await toldBy(log), [
      [5_000, 5_000],
      [6_000, 6_000],
    ]);
  });

  test('after a restart of what became due meanwhile, and of nothing twice', async () => {
    const disk = new MemoryDisk();
    const first = await startOn(disk);
    await append(first.log, ANN, placed(5_000), placed(9_000), placed(20_000));
    await wait(5_000);
    await first.stop();
    await first.log.close();
    await wait(5_000);
    const second = await startOn(disk);
    await wait(1_000);
    deepStrictEqual(await toldBy(second.log), [
      [5_000, 5_000],
      [10_000, 10_000],
    ]);
    await wait(9_000);
    deepStrictEqual((await toldBy(second.log)).at(-1), [20_000, 20_000]);
  });

  test('once where two clocks run on one log', async () => {
    const { log, stopped } = await startOn();
    const other = await watch(log, 'two');
    await append(log, ANN, placed(5_000), placed(7_000));
    await wait(10_000);
    deepStrictEqual(await toldBy(log), [
      [5_000, 5_000],
      [7_000, 7_000],
    ]);
    deepStrictEqual([stopped, other.stopped], [[], []]);
  });
});

test('a clock to which somebody else was quicker reads what that one told before it goes on', async () => {
  const log = new MemoryLog();
  await append(log, ANN, placed(5_000), placed(5_100));
  await append(log, 'clock', told(5_050));
  const events: RecordedEvent[] = [];
  for await (const batch of log.readAll({ after: START })) events.push(...batch);
  const stopped: string[] = [];
  const clock = createClock({
    log,
    now: () => epochMs(Date.now()),
    instance: 'slow',
    onStopped: (reason) => void stopped.push(reason),
  });
  clock.onEvents(events.slice(0, -1));
  clock.goLive();
  await wait(5_999);
  deepStrictEqual(await toldBy(log), [[5_050, 5_050]]);
  clock.onEvents(events.slice(-1));
  await wait(51);
  deepStrictEqual(await toldBy(log), [
    [5_050, 5_050],
    [6_050, 6_050],
  ]);
  deepStrictEqual(stopped, []);
  await clock.stop();
});

test('a clock whose stream cannot be written says so and tells nothing more', async () => {
  const { log, stopped } = await startOn();
  await append(log, ANN, placed(5_000), placed(9_000));
  await log.close();
  await wait(20_000);
  expect(stopped).toEqual(['the clock cannot be written: UNAVAILABLE']);
});
