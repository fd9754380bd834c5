import { describe, expect, test } from 'vitest';
import { Changes, combineFolds, READ_MODELS, type Row } from '../src/index.ts';
import { tickersTable } from '../src/quality/tickers-table.ts';
import { units, written } from './support/known-trades.ts';
import { openLog } from './support/open-log.ts';
import { tradeAtRandom } from './support/random-trading.ts';
import { rowsAfter } from './support/rows-after.ts';
import type { ShownBook, ShownLevels } from './support/shown-book.ts';
import { Venue } from './support/venue.ts';

const ACCOUNTS = ['trader-1', 'trader-2', 'trader-3'];

describe('a ticker', () => {
  test('has the best prices with what stands there, hidden quantity included, and the last trade', async () => {
    const { tickers } = await rowsAfter((venue) => {
      venue.place('buyer', { side: 'buy', price: '99', quantity: '1' });
      venue.place('buyer', { side: 'buy', price: '99', quantity: '10', displayQuantity: '1' });
      venue.place('seller', { side: 'sell', price: '101', quantity: '2' });
      venue.place('buyer', { side: 'buy', price: '101', quantity: '0.5' });
    });
    expect(tickers).toMatchObject([
      {
        symbol: 'BTC-USD',
        state: 'open',
        bid: '99',
        bid_quantity: '11',
        ask: '101',
        ask_quantity: '1.5',
        last: '101',
        last_quantity: '0.5',
        last_side: 'buy',
        last_trade: 1,
      },
    ]);
  });

  test.each([1, 2, 3])(
    'has the best prices of the engine after every input (seed %i)',
    async (seed) => {
      const log = openLog();
      const venue = new Venue(log);
      const shown = new Map<number, ShownBook>();
      venue.onInput = (_symbol, revision, book) => shown.set(revision, book);
      venue.open(...ACCOUNTS);
      tradeAtRandom(venue, ACCOUNTS, seed, 250);
      await venue.settled();
      const fold = combineFolds(READ_MODELS);
      let compared = 0;
      for await (const events of log.readAll({ after: -1 })) {
        for (const event of events) {
          const changes = new Changes();
          fold.apply(event, changes);
          const book = event.stream === 'market-BTC-USD' ? shown.get(event.revision) : undefined;
          const [ticker] = changes.of(tickersTable).values();
          if (book === undefined || !ticker) continue;
          compared += 1;
          const where = `after revision ${event.revision}`;
          expect([ticker.bid, ticker.ask], where).toEqual([best(book.buy), best(book.sell)]);
        }
      }
      expect(compared).toBeGreaterThan(150);
      await log.close();
    },
  );
});

const best = (levels: ShownLevels) => levels[0]?.[0] ?? null;

describe('the quality of a market', () => {
  const hour = (rows: readonly Row[] | undefined) => rows?.at(-1) ?? {};

  test('counts orders and trades, and sums volume by the side of the taker', async () => {
    const { market_quality } = await rowsAfter((venue) => {
      const order = venue.place('seller', { side: 'sell', price: '100', quantity: '3' });
      venue.place('buyer', { side: 'buy', price: '100', quantity: '1' });
      venue.replace('seller', order, { quantity: '2' });
      venue.place('seller', { side: 'sell', price: '90', quantity: '1', timeInForce: 'IOC' });
      venue.place('buyer', { side: 'buy', price: '99', quantity: '0.5' });
      venue.place('seller', { side: 'sell', price: '99', quantity: '0.5' });
      venue.place('buyer', { side: 'buy', price: '100', quantity: '1', postOnly: true });
    });
    expect(hour(market_quality)).toMatchObject({
      ...{ symbol: 'BTC-USD', opened_at: '2026-11-21T09:00:00.000Z', state: 'forming' },
      ...{ accepted: 5, rejected: 1, replaced: 1, cancelled: 1, expired: 0, filled: 3, trades: 2 },
      ...{ buy_volume: '1', buy_notional: '100', sell_volume: '0.5', sell_notional: '49.5' },
      ...{ auction_volume: '0', auction_notional: '0' },
    });
  });

  test('of an auction is no volume of a side', async () => {
    const { market_quality } = await rowsAfter((venue) => {
      venue.request('auction', { dueInMs: 1_000, next: 'open' });
      venue.place('seller', { side: 'sell', price: '100', quantity: '1' });
      venue.place('buyer', { side: 'buy', price: '101', quantity: '1' });
      venue.request('open');
    });
    expect(hour(market_quality)).toMatchObject({
      ...{ trades: 1, buy_volume: '0', sell_volume: '0', auction_volume: '1' },
    });
  });

  test('looks at both sides once in a second, and in the next hour goes on from there', async () => {
    const { market_quality } = await rowsAfter((venue) => {
      venue.place('buyer', { side: 'buy', price: '99', quantity: '1' });
      venue.place('seller', { side: 'sell', price: '101', quantity: '2' });
      venue.place('seller', { side: 'sell', price: '100.5', quantity: '2' });
      venue.nowMs += 1_000;
      venue.place('buyer', { side: 'buy', price: '99.01', quantity: '3' });
      venue.nowMs += 3_600_000;
      venue.place('buyer', { side: 'buy', price: '99.5', quantity: '1' });
    });
    const sums = (market_quality ?? []).map((row) => [
      row.samples,
      row.spread_sum,
      row.mid_sum,
      row.bid_quantity_sum,
      row.ask_quantity_sum,
      row.bid_depth_sum,
      row.ask_depth_sum,
      row.moves_squared,
      row.state,
    ]);
    expect(sums).toEqual([
      // 99–101, then 99.01–100.5: the middle went from 100 to 99.755.
      [2, '3.49', '199.755', '4', '4', '5', '6', '0.060025', 'final'],
      [1, '1', '100', '1', '2', '5', '4', '0.060025', 'forming'],
    ]);
  });

  test.each([1, 2])('is what the trades and orders of the hour are (seed %i)', async (seed) => {
    const rows = await rowsAfter((venue) => {
      for (let part = 0; part < 4; part += 1) {
        tradeAtRandom(venue, ['buyer', 'seller'], seed * 10 + part, 80);
        venue.nowMs += 1_800_000;
      }
    });
    const sum = (sums: readonly (Row | undefined)[], column: string) =>
      written(sums.reduce((total, row) => total + units(String(row?.[column])), 0n));
    const quality = rows.market_quality ?? [];
    expect(quality.length).toBeGreaterThan(1);
    const volumes = ['buy_volume', 'sell_volume', 'auction_volume'];
    const all = volumes.map((column) => units(sum(quality, column))).reduce((a, b) => a + b);
    expect(written(all)).toBe(sum(rows.trades ?? [], 'quantity'));
    const counted = (column: string) => quality.reduce((n, row) => n + Number(row[column]), 0);
    expect(counted('trades')).toBe(rows.trades?.length);
    for (const status of ['filled', 'cancelled', 'expired', 'rejected']) {
      const want = rows.orders?.filter((order) => order.status === status).length;
      expect(counted(status), status).toBe(want);
    }
  });
});
