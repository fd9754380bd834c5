import { deepStrictEqual as equal } from 'node:assert';
import { createAccounts } from '@truetape/accounts';
import { findNamedOrder, readTrail, type Trail } from '@truetape/audit/trail';
import type { TrailCursor } from '@truetape/contracts';
import { epochMs } from '@truetape/domain';
import { type EventLog, MemoryDisk, MemoryLog, START } from '@truetape/event-store';
import type { RecordedEvent } from '@truetape/kernel';
import { createMetrics } from '@truetape/observability';
import { describe, test } from 'vitest';
import { tableLines } from '../../src/audit/table.ts';
import { COLUMNS, rowOf, trailJson } from '../../src/audit/trail.ts';
import { startServer } from '../http/server.ts';
import { firstEvents, place } from '../http/support.ts';
import { ORDER } from '../http/venue.ts';
import { execute, limitOrder, openVenue, startOn } from '../order-path/support.ts';
import { honestLog } from './honest-log.ts';
import { orderTypesLog } from './order-types-log.ts';
import { logOf } from './tampering.ts';

const ALL = { limit: Number.POSITIVE_INFINITY, looked: Number.POSITIVE_INFINITY };

async function trailIn(log: EventLog, orderId: string): Promise<Trail> {
  const trail = await readTrail(log, orderId, ALL);
  if (trail === undefined) throw new Error(`There is no ${orderId}`);
  return trail;
}

async function drawn(events: readonly RecordedEvent[], orderId: string, width = Infinity) {
  const { entries } = await trailIn(logOf(events), orderId);
  return tableLines(COLUMNS, entries.map(rowOf), width);
}

/** What says anything of an order, found by reading every event whole. */
function saying(events: readonly RecordedEvent[], orderId: string): readonly number[] {
  return events
    .filter(({ stream, revision, type, data }) => {
      const isPlacing = type === 'OrderPlaced' && `account-${orderId}` === `${stream}.${revision}`;
      return isPlacing || JSON.stringify(data).includes(`"${orderId}"`);
    })
    .map(({ position }) => position);
}

const ordersIn = (events: readonly RecordedEvent[]) =>
  events
    .filter(({ type }) => type === 'OrderPlaced')
    .map(({ stream, revision }) => `${stream.slice('account-'.length)}.${revision}`);

/** What belongs to a trail without saying anything of its order. */
const BESIDE = /^the other leg|OrdersCancelRequested$/;

const LOGS = { 'plain orders': honestLog, 'all types of orders': orderTypesLog };

describe.each(Object.entries(LOGS))('in a log of %s a trail', (_, logged) => {
  test('has whatever says anything of its order, and its mass cancels', async () => {
    const events = await logged();
    for (const orderId of ordersIn(events)) {
      const { entries } = await trailIn(logOf(events), orderId);
      const positions = entries.map(({ position }) => position);
      equal(
        positions,
        [...positions].sort((a, b) => a - b),
        orderId,
      );
      const missing = saying(events, orderId).filter((position) => !positions.includes(position));
      equal(missing, [], orderId);
      const others = entries.filter(({ position }) => !saying(events, orderId).includes(position));
      const beside = new Set(others.map(({ type, what }) => `${what.split(',')[0]} ${type}`));
      equal(
        [...beside].filter((one) => !BESIDE.test(one)),
        [],
        orderId,
      );
      const causes = entries.filter(({ cause }) => cause?.type === 'unknown');
      equal(causes, [], orderId);
    }
  });

  test('is the same in parts, however small', async () => {
    const events = await logged();
    const log = logOf(events);
    for (const orderId of ordersIn(events)) {
      const { entries } = await trailIn(log, orderId);
      for (const bounds of [
        { limit: 1, looked: 1_000 },
        { limit: 1_000, looked: 1 },
        { limit: 2, looked: 3 },
      ]) {
        const parts: Trail['entries'][number][] = [];
        let cursor: TrailCursor | undefined;
        do {
          const part = await readTrail(log, orderId, { ...bounds, cursor });
          parts.push(...(part?.entries ?? []));
          cursor = part?.next;
        } while (cursor !== undefined);
        equal(parts, entries, `${orderId} ${JSON.stringify(bounds)}`);
      }
    }
  });
});

describe('a trail', () => {
  test('is a table where there is room', async () => {
    equal(await drawn(await honestLog(), 'ann.3'), [
      'position  time                      event              type                   cause                                by    what',
      '      14  1970-01-01T00:00:01.000Z  account-ann:3      OrderPlaced                                                 test  limit order to sell 10 BTC-USD at 100, GTC, holds 10 BTC',
      '      15  1970-01-01T00:00:01.000Z  market-BTC-USD:2   OrderAccepted          account-ann:3 OrderPlaced                  is number 1 in its market',
      '      18  1970-01-01T00:00:01.000Z  market-BTC-USD:4   TradeExecuted          account-bob:3 OrderPlaced                  trade 1: sells 4 at 100 as maker, with order number 2, 6 left',
      '      19  1970-01-01T00:00:01.000Z  account-ann:4      TradeSettled           market-BTC-USD:4 TradeExecuted             trade 1 is settled: 400 USD received, fee 0.04 USD',
      '      21  1970-01-01T00:00:01.000Z  account-ann:5      OrderReplaceRequested                                       test  8 in total at 102 is asked for, holds 6 BTC',
      '      22  1970-01-01T00:00:01.000Z  market-BTC-USD:5   OrderReplaced          account-ann:5 OrderReplaceRequested        is 8 in total at 102, 4 left, its priority is lost',
      '      23  1970-01-01T00:00:01.000Z  account-ann:6      OrderReplaceSettled    market-BTC-USD:5 OrderReplaced             is from now on 8 in total at 102',
      '      32  1970-01-01T00:00:01.000Z  market-BTC-USD:10  TradeExecuted          account-cat:3 OrderPlaced                  trade 2: sells 1 at 102 as maker, with order number 4, 3 left',
      '      33  1970-01-01T00:00:01.000Z  account-ann:7      TradeSettled           market-BTC-USD:10 TradeExecuted            trade 2 is settled: 102 USD received, fee 0.0102 USD',
    ]);
  });

  test('is a list of lists where there is not', async () => {
    const lines = await drawn(await orderTypesLog(), 'cat.3', 44);
    equal(Math.max(...lines.map((line) => line.length)) <= 44, true);
    equal(lines.slice(0, 20), [
      'position  14',
      'time      1970-01-01T00:00:01.000Z',
      'event     account-cat:3',
      'type      OrderPlaced',
      'by        test',
      'what      limit order to sell 4 BTC-USD at',
      '          104, GTC, holds 4 BTC',
      '',
      'position  15',
      'time      1970-01-01T00:00:01.000Z',
      'event     market-BTC-USD:2',
      'type      OrderAccepted',
      'cause     account-cat:3 OrderPlaced',
      'what      is number 1 in its market',
      '',
      'position  18',
      'time      1970-01-01T00:00:01.000Z',
      'event     market-BTC-USD:4',
      'type      TradePrevented',
      'cause     account-cat:4 OrderPlaced',
    ]);
  });

  test('tells of an iceberg, a pair, an expiry and an auction in the words of the field', async () => {
    const events = await orderTypesLog();
    const told = async (orderId: string) =>
      (await trailIn(logOf(events), orderId)).entries.map(
        ({ type, cause, what }) => `${type} < ${cause?.type ?? 'asked'}: ${what}`,
      );
    equal((await told('ann.3')).slice(3, 5), [
      'OrderRefreshed < OrderPlaced: shows 5, behind all others at its price',
      'TradeExecuted < OrderPlaced: trade 2: sells 2 at 105 as maker, with order number 5, 13 left',
    ]);
    equal((await told('ann.3')).slice(9, 10), [
      'TradeExecuted < ClockAdvanced: trade 4: sells 1 at 105 in an auction, with order number 9, 10 left',
    ]);
    equal(await told('bob.7'), [
      'OrderPlaced < asked: the other leg, bob.6: limit order to sell 3 BTC-USD at 120, GTC, holds 3 BTC',
      'OrderPlaced < asked: stop order to sell 3 BTC-USD with a stop at 90 never through 81, GTC, holds 0 BTC',
      'OrderAccepted < OrderPlaced: the other leg, bob.6: is number 6 in its market',
      'OrderAccepted < OrderPlaced: is number 7 in its market',
    ]);
    equal((await told('ann.7')).slice(2), [
      'OrderExpired < ClockAdvanced: is expired with 1 left',
      'OrderClosed < OrderExpired: is over, expired: holds nothing any more',
    ]);
    equal((await told('cat.9')).slice(2, 3), [
      'StopTriggered < OrderPlaced: its stop at 105 is reached',
    ]);
  });

  test('as JSON has all of every entry', async () => {
    const json = trailJson(await trailIn(logOf(await honestLog()), 'bob.5'));
    equal({ ...json, items: json.items.length }, { orderId: 'bob.5', items: 5, position: 42 });
    equal(json.items[3], {
      position: 27,
      at: '1970-01-01T00:00:01.000Z',
      recordedAt: json.items[3]?.recordedAt,
      stream: 'market-BTC-USD',
      revision: 7,
      type: 'OrderCancelled',
      cause: { stream: 'account-bob', revision: 6, type: 'OrderCancelRequested' },
      what: 'is cancelled with 2 left: requested',
      data: {
        accountId: 'bob',
        at: '1970-01-01T00:00:01.000Z',
        index: 0,
        last: true,
        orderId: 'bob.5',
        orderNumber: 3,
        quantity: '2',
        reason: 'requested',
      },
    });
  });

  test.each(['ann.1', 'ann.99', 'eve.3', 'ann', 'ann.', 'ann.03', 'ann.3x'])(
    'of %s is none',
    async (id) => {
      equal(await readTrail(logOf(await honestLog()), id, ALL), undefined);
    },
  );
});

describe('a request', () => {
  test('that its market answers when the order is over is answered in the trail', async () => {
    const disk = new MemoryDisk();
    const log = new MemoryLog({ disk });
    const metrics = createMetrics({ processMetrics: false });
    const accounts = createAccounts({ log, now: () => epochMs(1_000), metrics });
    const reading = log.subscribeAll({
      after: START,
      tail: 'queued',
      onEvents: accounts.onEvents,
      onFailure: () => undefined,
    });
    accounts.goLive();
    const unmatched = { log, accounts, resumedAfter: START, stop: () => reading.stop() };
    await openVenue(unmatched, ['ann', 'bob']);
    const ask = async (accountId: string, command: Parameters<typeof execute>[2]) =>
      equal((await execute(accounts, accountId, command)).kind, 'done');
    await ask('ann', limitOrder(unmatched, 'sell', 'sell', 100, 4));
    await ask('bob', limitOrder(unmatched, 'buy', 'buy', 100, 4));
    await ask('ann', { type: 'CancelOrder', receivedAt: epochMs(1_000), orderId: 'ann.3' });
    await ask('ann', limitOrder(unmatched, 'later', 'sell', 100, 4));
    await reading.stop();
    await log.close();

    const path = await startOn(disk);
    await path.log.settled();
    const events: RecordedEvent[] = [];
    for await (const batch of path.log.readAll({ after: START })) events.push(...batch);
    // A matcher that is slower than the accounts.
    const isLate = ({ type, stream }: RecordedEvent) =>
      stream === 'market-BTC-USD' && type !== 'TradeExecuted' && type !== 'OrderAccepted';
    const first = events.findIndex(({ type }) => type === 'OrderCancelRejected');
    const late = events.filter((event, index) => index >= first && isLate(event));
    const slow = logOf([...events.filter((event) => !late.includes(event)), ...late]);
    const found = await trailIn(slow, 'ann.3');
    equal(
      found.entries.map(({ type, cause }) => [type, cause?.type]),
      [
        ['OrderPlaced', undefined],
        ['OrderCancelRequested', undefined],
        ['OrderAccepted', 'OrderPlaced'],
        ['TradeExecuted', 'OrderPlaced'],
        ['TradeSettled', 'TradeExecuted'],
        ['OrderCancelRejected', 'OrderCancelRequested'],
      ],
    );
    await path.stop();
    await path.log.close();
  });

  test('that is denied is in the trail of the order whose name it has', async () => {
    const server = await startServer();
    const { orderId } = await place(server, 'ann');
    await server.send('ann', 'POST', '/v1/orders', { body: { ...ORDER, price: '101' } });
    await server.send('ann', 'POST', '/v1/orders', {
      body: { ...ORDER, clientOrderId: 'other', quantity: '10000' },
    });
    await firstEvents(server, 'denials-ann', 2);
    const { entries } = await trailIn(server.log, orderId);
    equal(
      entries
        .slice(2)
        .map(({ stream, revision, actor, what }) => [`${stream}:${revision}`, actor?.userId, what]),
      [
        [
          'denials-ann:0',
          'ann',
          'a later PlaceOrder of this name is denied: ORDER_DUPLICATE_ID (clientOrderId)',
        ],
      ],
    );
  });

  test('names an order by what its client called it, the newest where it did so twice', async () => {
    const log = logOf(await honestLog());
    equal(await findNamedOrder(log, 'cat', 'buy-4'), 'cat.5');
    equal(await findNamedOrder(log, 'cat', 'buy-1'), undefined);
    equal(await findNamedOrder(log, 'eve', 'buy-1'), undefined);
  });
});

test('what a log says is shown and never obeyed', () => {
  equal(tableLines(['what'], [{ what: 'a\u001b[2Jb' }], Infinity)[1], 'a?[2Jb');
});
