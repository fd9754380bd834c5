import { deepStrictEqual as equal, ok, strictEqual } from 'node:assert';
import { type Candle, candlesQuery } from '@truetape/contracts';
import { MarketView } from '@truetape/market-data';
import {
  candlesOf,
  type KnownTrade,
  openLog,
  tradeAtRandom,
  units,
  Venue,
} from '@truetape/read-models/testing';
import { describe, test } from 'vitest';
import { copyOf, readMarkets } from './read-markets.ts';

const INTERVALS = candlesQuery.shape.interval.unwrap().options;

describe('the candles of a market', () => {
  test.each([1, 2, 3])(
    'are what its trades are, for every interval and whoever adds them up (seed %i)',
    async (seed) => {
      const log = openLog();
      const venue = new Venue(log);
      venue.open('buyer', 'seller');
      for (let day = 0; day < 9; day += 1) {
        tradeAtRandom(venue, ['buyer', 'seller'], seed * 100 + day, 40);
        venue.nowMs += 7 * 3_600_000 + day * 11 * 60_000 + 1_234;
      }
      await venue.settled();
      const trades: KnownTrade[] = [];
      /** By interval and opening, as they were told last. */
      const told = new Map<string, Map<string, Candle>>();
      let view: MarketView | undefined;
      await readMarkets(log, (change, delta, market) => {
        if (view === undefined) view = new MarketView(copyOf(market.state()));
        else view.apply(copyOf(change));
        strictEqual(delta.candles?.previous, delta.trades?.previous);
        for (const { tradeNumber: number, price, quantity, at } of delta.trades?.trades ?? []) {
          const atMs = Date.parse(at);
          trades.push({ number, price: units(price), quantity: units(quantity), atMs });
        }
        for (const interval of INTERVALS) {
          const candles = told.get(interval) ?? new Map<string, Candle>();
          told.set(interval, candles);
          for (const candle of delta.candles?.of[interval] ?? []) {
            ok(candles.get(candle.openedAt)?.final !== true, 'what is final does not change');
            candles.set(candle.openedAt, candle);
          }
          const newest = [...candles.values()].slice(-1);
          for (const one of [market.view, view]) equal(one.candles(interval), newest);
        }
      });
      ok(trades.length > 40, `${trades.length} trades`);
      for (const interval of INTERVALS) {
        const want = candlesOf('', interval, trades).map(
          ({ opened_at: openedAt, open, high, low, close, volume, notional, trades: count }) => {
            return { openedAt, open, high, low, close, volume, notional, trades: count };
          },
        );
        const candles = [...(told.get(interval)?.values() ?? [])];
        equal(
          candles.map(({ final, ...candle }) => candle),
          want,
          interval,
        );
        equal(
          candles.map(({ final }) => final),
          candles.map((_, i) => i < candles.length - 1),
          interval,
        );
      }
      await log.close();
    },
    60_000,
  );
});
