import { deepStrictEqual as equal } from 'node:assert';
import { MemoryLog, START } from '@truetape/event-store';
import { failed, type NewEvent } from '@truetape/kernel';
import { createLogger, createMetrics } from '@truetape/observability';
import { afterEach, beforeEach, describe, test, vi } from 'vitest';
import { type AppendWatch, appendWatchTo, createRiskWatch } from '../src/index.ts';

// Timers are doubles: a test says how late it is.
beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
});
afterEach(() => {
  vi.useRealTimers();
});

const SYMBOL = 'BTC-USD';
const at = (day: number) => `1970-01-0${day}T00:00:00.000Z`;

const event = (type: string, data: object, schemaVersion = 1): NewEvent => ({
  type,
  schemaVersion,
  correlationId: 'test',
  data,
});

/** Each day that ends gives the watch something to say. */
const told = (day: number) => event('ClockAdvanced', { at: at(day), to: at(day) });
const listed = event(
  'InstrumentListed',
  {
    at: at(1),
    base: 'BTC',
    baseScale: 0,
    calendar: '24x7',
    feeTiers: [{ makerRate: '0', takerRate: '0', tier: 'free' }],
    lot: '1',
    maxNotional: '1000',
    maxQuantity: '100',
    minNotional: '0',
    minQuantity: '1',
    protectionRate: '0.1',
    quote: 'USD',
    quoteScale: 0,
    referencePrice: '7',
    ruleset: 2,
    selfTradePrevention: 'none',
    startsIn: 'open',
    symbol: SYMBOL,
    tick: '1',
  },
  2,
);

async function everythingRead(): Promise<void> {
  for (let turn = 0; turn < 20; turn++) await new Promise(setImmediate);
}

async function wait(ms: number): Promise<void> {
  await vi.advanceTimersByTimeAsync(ms);
  await everythingRead();
}

const logger = createLogger({ level: 'silent', destination: '-' });

/** A watch on a log in which a market is listed. What `append` does is a double of a log that has troubles. */
async function watching(appending: (log: MemoryLog) => AppendWatch) {
  const log = new MemoryLog();
  await log.append(`instrument-${SYMBOL}`, START, [listed]);
  const metrics = createMetrics({ processMetrics: false });
  const watch = createRiskWatch({ append: appending(log), logger, metrics });
  const subscription = log.subscribeAll({
    after: START,
    onEvents: watch.onEvents,
    onCaughtUp: () => undefined,
    onFailure: (failure) => {
      throw failure;
    },
  });
  watch.goLive();
  const stop = async () => {
    await watch.stop();
    await subscription.stop();
    await log.close();
  };
  await everythingRead();
  return { log, watch, stop };
}

/** Lets days end, one after the other. */
async function endDays(log: MemoryLog, ...days: readonly number[]): Promise<void> {
  for (const day of days) {
    const head = await log.streamHead('clock');
    await log.append('clock', head?.revision ?? START, [told(day + 1)]);
    await everythingRead();
  }
}

async function recorded(log: MemoryLog): Promise<string[]> {
  const days: string[] = [];
  for await (const events of log.readStream(`mark-${SYMBOL}`)) {
    days.push(...events.map(({ data }) => (data as { day: string }).day));
  }
  return days;
}

describe('a risk watch', () => {
  test('asks a log again that has refused, and leaves out nothing', async () => {
    let refusals = 2;
    const { log, stop } = await watching((of) => (...asked) => {
      if (refusals === 0) return appendWatchTo(of)(...asked);
      refusals -= 1;
      return Promise.resolve(failed({ code: 'UNAVAILABLE', reason: 'a test' }));
    });
    await endDays(log, 1, 2);
    equal(await recorded(log), []);
    await wait(1_000);
    equal(await recorded(log), []);
    await wait(1_000);
    equal(await recorded(log), ['1970-01-01', '1970-01-02']);
    await stop();
  });

  test('recognises what was appended although it was told otherwise', async () => {
    const { log, stop } = await watching((of) => async (...asked) => {
      await appendWatchTo(of)(...asked);
      return failed({ code: 'UNKNOWN_OUTCOME', reason: 'a test' });
    });
    await endDays(log, 1, 2);
    await wait(5_000);
    equal(await recorded(log), ['1970-01-01', '1970-01-02']);
    await stop();
  });

  test('says nothing once it is stopped', async () => {
    const { log, watch, stop } = await watching(appendWatchTo);
    await endDays(log, 1);
    await watch.stop();
    await endDays(log, 2);
    equal(await recorded(log), ['1970-01-01']);
    await stop();
  });

  test('lets what another build has said for the same cause stand', async () => {
    let holds = true;
    const { log, stop } = await watching(
      (of) =>
        (...asked) =>
          holds
            ? Promise.resolve(failed({ code: 'UNAVAILABLE', reason: 'a test' }))
            : appendWatchTo(of)(...asked),
    );
    await endDays(log, 1, 2);
    const other = { at: at(2), day: '1970-01-01', price: '9', source: 'last', symbol: SYMBOL };
    const causation = { stream: 'clock', revision: 0 };
    await log.append(`mark-${SYMBOL}`, START, [{ ...event('MarkRecorded', other), causation }]);
    holds = false;
    await wait(1_000);
    equal(await recorded(log), ['1970-01-01', '1970-01-02']);
    await stop();
  });
});
