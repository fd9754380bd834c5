import { deepStrictEqual as equal, ok } from 'node:assert';
import { type StateThen, stateAt } from '@truetape/audit';
import { epochMs } from '@truetape/domain';
import { MemoryDisk, MemoryLog, START } from '@truetape/event-store';
import type { RecordedEvent } from '@truetape/kernel';
import { randomOf, tradeAtRandom, Venue } from '@truetape/projections/testing';
import { Changes, combineFolds, OpenInputs, READ_MODELS, type Row } from '@truetape/read-models';
import { describe, test } from 'vitest';
import { stateLines } from '../../src/audit/print-state.ts';
import { balancesOf } from '../http/support.ts';
import { execute, limitOrder, openVenue, startOn } from '../order-path/support.ts';
import { honestLog } from './honest-log.ts';
import { orderTypesLog } from './order-types-log.ts';
import { changeData, logOf } from './tampering.ts';

const at = (events: readonly RecordedEvent[], upTo: number) => stateAt(logOf(events), { upTo });

/** Rows of a table of the read models, which are made from outcomes and settlements and know no engine. */
function rowsOf(changes: Changes, name: string): readonly Row[] {
  const table = READ_MODELS.flatMap(({ tables }) => tables).find((one) => one.name === name);
  if (table === undefined) throw new Error(`There is no table ${name}`);
  return [...changes.of(table).values()].filter((row) => row !== null);
}

const sorted = (lines: readonly string[]) => [...lines].sort();

const balancesIn = ({ accounts }: StateThen) =>
  accounts.flatMap(({ accountId, balances }) =>
    balances.map(({ asset, total, held }) => `${accountId} ${asset} ${total} ${held}`),
  );

const balanceRows = (changes: Changes) =>
  rowsOf(changes, 'balances').map(
    ({ account_id, asset, total, held }) => `${account_id} ${asset} ${total} ${held}`,
  );

const ordersIn = ({ markets }: StateThen) =>
  markets.flatMap(({ bids, asks, waiting }) =>
    [...bids, ...asks, ...waiting].map(
      ({ orderId, orderNumber, side, price, left }) =>
        `${orderId} ${orderNumber} ${side} ${left} at ${price}`,
    ),
  );

const orderRows = (changes: Changes) =>
  rowsOf(changes, 'orders')
    .filter(({ status }) => status === 'open')
    .map(
      ({ order_id, order_number, side, remaining, price, stop_price, triggered_at }) =>
        `${order_id} ${order_number} ${side} ${remaining} at ${triggered_at === null ? (stop_price ?? price) : price}`,
    );

describe.each([
  ['plain orders', honestLog],
  ['all types of orders', orderTypesLog],
])('at every position of a log of %s', (_, logged) => {
  test('accounts and books are what the read models were', async () => {
    const events = await logged();
    const fold = combineFolds(READ_MODELS);
    const changes = new Changes();
    const inputs = new OpenInputs();
    let compared = 0;
    for (const event of events) {
      fold.apply(event, changes);
      const state = await at(events, event.position);
      equal(sorted(balancesIn(state)), sorted(balanceRows(changes)), `at ${event.position}`);
      if (!inputs.isCompleteAfter(event)) continue;
      equal(sorted(ordersIn(state)), sorted(orderRows(changes)), `at ${event.position}`);
      compared += ordersIn(state).length;
    }
    ok(compared > 20, `${compared} orders compared`);
  });
});

test('at any position of a log of random trading accounts and books are what the read models were', async () => {
  const seed = 11;
  const log = new MemoryLog();
  const venue = new Venue(log);
  const traders = ['ann', 'bob', 'cat'];
  venue.open(...traders);
  tradeAtRandom(venue, traders, seed, 400);
  await venue.settled();
  const random = randomOf(seed);
  const fold = combineFolds(READ_MODELS);
  const changes = new Changes();
  const inputs = new OpenInputs();
  for await (const batch of log.readAll({ after: START })) {
    for (const event of batch) {
      fold.apply(event, changes);
      if (!inputs.isCompleteAfter(event) || random(60) > 0) continue;
      const place = `seed ${seed}, position ${event.position}`;
      const state = await stateAt(log, { upTo: event.position });
      equal(sorted(balancesIn(state)), sorted(balanceRows(changes)), place);
      // A stop that trails the market is somewhere else than where it was asked for.
      const settled = (line: string) => line.split(' at ')[0] ?? '';
      equal(sorted(ordersIn(state).map(settled)), sorted(orderRows(changes).map(settled)), place);
    }
  }
  await log.close();
});

describe('the state at a place', () => {
  test('is what the running accounts had when the log was there', async () => {
    const disk = new MemoryDisk();
    const path = await startOn(disk);
    await openVenue(path, ['ann', 'bob']);
    const seen: { readonly position: number; readonly balances: unknown }[] = [];
    for (let number = 0; number < 12; number++) {
      const [accountId, side] =
        number % 2 === 0 ? (['ann', 'sell'] as const) : (['bob', 'buy'] as const);
      const order = limitOrder(
        path,
        `c-${number}`,
        side,
        95 + ((number * 7) % 11),
        1 + (number % 4),
      );
      equal((await execute(path.accounts, accountId, order)).kind, 'done');
      for (let head = -2; head !== (await path.log.head()); ) {
        head = await path.log.head();
        for (let turn = 0; turn < 20; turn++) await new Promise(setImmediate);
        await path.log.settled();
      }
      const balances = {
        ann: balancesOf(path as never, 'ann'),
        bob: balancesOf(path as never, 'bob'),
      };
      seen.push({ position: await path.log.head(), balances });
    }
    for (const { position, balances } of seen) {
      const { accounts } = await stateAt(path.log, { upTo: position });
      const then = accounts.map((account) => [
        account.accountId,
        Object.fromEntries(
          account.balances.map(({ asset, total, held }) => [asset, { total, held }]),
        ),
      ]);
      equal(Object.fromEntries(then), balances, `at ${position}`);
    }
    await path.stop();
    await path.log.close();
  });

  test('shows a book after whole inputs only', async () => {
    const events = await honestLog();
    // 17 and 18 are the outcomes of one input: an order that is taken, and that trades.
    const [before, between, after] = [
      await at(events, 16),
      await at(events, 17),
      await at(events, 18),
    ];
    equal(between.markets, before.markets);
    equal([before.markets[0]?.sequence, after.markets[0]?.sequence], [2, 4]);
    equal(before.markets[0]?.asks[0]?.left, '10');
    equal(after.markets[0]?.asks[0]?.left, '6');
  });

  test('at a time is that before whatever was recorded later', async () => {
    const events = (await honestLog()).map((event, index) => ({
      ...event,
      recordedAtMs: 1_000 + index,
    }));
    for (const position of [0, 17, 30, 42]) {
      equal(
        await stateAt(logOf(events), { untilMs: 1_000 + position }),
        await at(events, position),
      );
    }
    equal(await stateAt(logOf(events), { untilMs: 999 }), {
      position: -1,
      accounts: [],
      markets: [],
    });
  });

  test('may be asked for of one account, of one market, or both', async () => {
    const events = await orderTypesLog();
    const upTo = events.length - 1;
    const whole = await at(events, upTo);
    const only = async (what: object) => {
      const { accounts, markets } = await stateAt(logOf(events), { upTo }, what);
      return { accounts, markets };
    };
    const ann = whole.accounts.filter(({ accountId }) => accountId === 'ann');
    equal(await only({ account: 'ann' }), { accounts: ann, markets: [] });
    equal(await only({ symbol: 'BTC-USD' }), { accounts: [], markets: whole.markets });
    const both = { account: 'ann', symbol: 'BTC-USD' };
    equal(await only(both), { accounts: ann, markets: whole.markets });
    equal(await only({ account: 'eve' }), { accounts: [], markets: [] });
  });

  test('says where the log contradicts itself', async () => {
    const events = changeData('account-ann 4', { legs: [] })(await honestLog());
    const forged = changeData('account-ann 8', { amount: '9000000000' })(events);
    await stateAt(logOf(forged), { upTo: forged.length - 1 }).then(
      () => ok(false, 'it is not found'),
      (error: Error) =>
        ok(/\(account-ann revision \d+, position \d+\)$/.test(error.message), error.message),
    );
  });

  test('is drawn as people draw it', async () => {
    const events = (await orderTypesLog()).map((event) => ({ ...event, recordedAtMs: epochMs(0) }));
    equal(stateLines(await at(events, 46), Number.POSITIVE_INFINITY), [
      'After position 46, market-BTC-USD:17 OrderAccepted, recorded 1970-01-01T00:00:00.000Z.',
      '',
      'Balances',
      'account  asset            total  held             free',
      'ann      BTC          999999991    11        999999980',
      'ann      USD    1000000944.9055     0  1000000944.9055',
      'bob      BTC         1000000007     3       1000000004',
      'bob      USD     999999264.7795     0   999999264.7795',
      'cat      BTC         1000000002     0       1000000002',
      'cat      USD      999999789.937     0    999999789.937',
      '',
      'Open orders',
      'account  order  name     market   status  side  type   force  price  stop  quantity  filled  holds',
      'ann      ann.3  iceberg  BTC-USD  open    sell  limit  GTC      105              20       9  11 BTC',
      'bob      bob.6  high     BTC-USD  open    sell  limit  GTC      120               3       0  3 BTC',
      'bob      bob.7  low      BTC-USD  open    sell  stop   GTC             90         3       0  0 BTC',
      '',
      'BTC-USD: open, ruleset 2, last price 105, after market-BTC-USD:17',
      'side       price  number  order  shown  left',
      'ask          120       6  bob.6      3     3',
      'ask          105       3  ann.3      1    11',
      'sell stop     90       7  bob.7      0     3',
    ]);
  });
});
