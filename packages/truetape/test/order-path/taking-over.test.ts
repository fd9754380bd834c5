import { deepStrictEqual, strictEqual } from 'node:assert';
import { createAccounts } from '@truetape/accounts';
import { NOTHING_VOIDED } from '@truetape/codec';
import { createVenueDesk } from '@truetape/command-api';
import { epochMs } from '@truetape/domain';
import { type EventLog, MemoryLog, START, withAppend } from '@truetape/event-store';
import { RemoteLogDouble } from '@truetape/event-store/contract';
import { createMatcher, RULESETS } from '@truetape/matcher';
import { createMetrics } from '@truetape/observability';
import { describe, test } from 'vitest';
import { execute, limitOrder, logger, openVenue, proven, type Venue } from './support.ts';

const metrics = createMetrics({ processMetrics: false });
const now = () => epochMs(1_000);

interface Reader {
  readonly onEvents: Parameters<EventLog['subscribeAll']>[0]['onEvents'];
  readonly goLive: () => void;
}

/** Reads the log as a process of its own would, and is live from its head on. */
function follow(log: EventLog, reader: Reader): Promise<void> {
  return new Promise((live, fail) => {
    let isLive = false;
    log.subscribeAll({
      after: START,
      onEvents: reader.onEvents,
      onCaughtUp: () => {
        if (!isLive) reader.goLive();
        isLive = true;
        live();
      },
      onFailure: fail,
    });
  });
}

async function matcherOn(log: EventLog, instance: string) {
  const stopped: string[] = [];
  const onStopped = (reason: string, how: string) => void stopped.push(`${how}: ${reason}`);
  const matcher = createMatcher({
    log,
    instance,
    build: 'test',
    now,
    logger,
    metrics,
    voided: NOTHING_VOIDED,
    onStopped,
  });
  await follow(log, matcher);
  return { stopped };
}

/** Where each matcher has begun in the stream of the market. */
async function fencesIn(log: EventLog, stream = 'market-BTC-USD'): Promise<string[]> {
  const fences: string[] = [];
  for await (const events of log.readStream(stream)) {
    for (const { type, data } of events) {
      if (type !== 'MarketMatcherStarted') continue;
      fences.push((data as { readonly instance: string }).instance);
    }
  }
  return fences;
}

describe('a matcher that starts while another one is matching', () => {
  test.each([0, 3])(
    'takes it, though that is faster %i times, and that one stops',
    async (times) => {
      const log = new RemoteLogDouble(new MemoryLog());
      const accounts = createAccounts({ log, now, metrics });
      await follow(log, accounts);
      const venue: Venue = { log, accounts, resumedAfter: START, stop: async () => undefined };
      const first = await matcherOn(log, 'first');
      await openVenue(venue, ['ann', 'bob']);
      const place = async (id: string, side: 'buy' | 'sell') => {
        const trader = side === 'buy' ? 'ann' : 'bob';
        const answer = await execute(accounts, trader, limitOrder(venue, id, side, 100, 1));
        if (answer.kind !== 'done') throw new Error(answer.kind);
        return accounts.matched(trader, 'BTC-USD', answer.receipt.revision);
      };
      await place('before', 'buy');

      let faster = 0;
      const raced = withAppend(log, async (stream, expectedRevision, events) => {
        if (events[0]?.type === 'MarketMatcherStarted' && faster < times) {
          faster += 1;
          await place(`during-${faster}`, faster % 2 === 0 ? 'buy' : 'sell');
        }
        return log.append(stream, expectedRevision, events);
      });
      const second = await matcherOn(raced, 'second');
      while (!(await fencesIn(log)).includes('second')) await new Promise(setImmediate);
      await place('after', 'sell');
      strictEqual(faster, times);

      deepStrictEqual(await fencesIn(log), ['first', 'second']);
      deepStrictEqual(second.stopped, []);
      strictEqual(first.stopped.length > 0, true);
      for (const why of first.stopped) {
        strictEqual(/^replaced: .+ has taken over market BTC-USD$/.test(why), true, why);
      }
      for (let head = -2; head !== (await log.head()); ) {
        head = await log.head();
        for (let turn = 0; turn < 50; turn++) await new Promise(setImmediate);
      }
      strictEqual((await proven(log)).inFlight, 0);
    },
  );

  test('leaves it the markets that it was faster to take, and both go on', async () => {
    const log = new RemoteLogDouble(new MemoryLog());
    const accounts = createAccounts({ log, now, metrics });
    await follow(log, accounts);
    const venue: Venue = { log, accounts, resumedAfter: START, stop: async () => undefined };
    await openVenue(venue, ['ann', 'bob']);
    await listSecondMarket(venue);
    const isTaken = async (by: string, symbol: string) =>
      (await fencesIn(log, `market-${symbol}`)).includes(by);
    const late = withAppend(log, async (stream, expectedRevision, events) => {
      const isLate = stream === 'market-ETH-USD' && events[0]?.type === 'MarketMatcherStarted';
      while (isLate && !(await isTaken('other', 'ETH-USD'))) await new Promise(setImmediate);
      return log.append(stream, expectedRevision, events);
    });
    const one = await matcherOn(late, 'one');
    while (!(await isTaken('one', 'BTC-USD'))) await new Promise(setImmediate);
    const other = await matcherOn(log, 'other');
    while (!(await isTaken('one', 'ETH-USD'))) await new Promise(setImmediate);

    for (const symbol of ['BTC-USD', 'ETH-USD']) {
      const order = limitOrder(venue, symbol, 'buy', 100, 1);
      const market = accounts.catalogue.markets.get(symbol);
      const placed = { ...order, market, terms: { ...order.terms, symbol } };
      const answer = await execute(accounts, 'ann', placed);
      if (answer.kind !== 'done') throw new Error(JSON.stringify(answer));
      await accounts.matched('ann', symbol, answer.receipt.revision);
    }
    deepStrictEqual([await fencesIn(log), one.stopped], [['one', 'other'], []]);
    deepStrictEqual([await fencesIn(log, 'market-ETH-USD'), other.stopped], [['other', 'one'], []]);
  });
});

async function listSecondMarket({ log, accounts }: Venue): Promise<void> {
  const { catalogue, reached } = accounts;
  const desk = createVenueDesk({ log, catalogue, now, rulesets: RULESETS, reached });
  const by = { correlationId: 'test', actor: { userId: 'test', requestId: 'test' } };
  await desk.listAsset('ETH', 0, by);
  const definition = {
    symbol: 'ETH-USD',
    tick: '1',
    lot: '1',
    minQuantity: '1',
    maxQuantity: '1000',
    minNotional: '0',
    maxNotional: '1000000',
    makerRate: '0',
    takerRate: '0',
  };
  await desk.listInstrument(definition, by);
}
