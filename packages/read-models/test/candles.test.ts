import { timeOf } from '@truetape/codec';
import { candlesQuery } from '@truetape/contracts';
import { CANDLE_INTERVALS, openingOf } from '@truetape/domain';
import { describe, expect, test } from 'vitest';
import type { Row } from '../src/index.ts';
import { candlesOf, type KnownTrade, units } from './support/known-trades.ts';
import { tradeAtRandom } from './support/random-trading.ts';
import { rowsAfter } from './support/rows-after.ts';
import type { Venue } from './support/venue.ts';

function trade(venue: Venue, price: string, quantity: string): void {
  venue.place('seller', { side: 'sell', price, quantity });
  venue.place('buyer', { side: 'buy', price, quantity });
}

const openingsOf = (at: string) =>
  CANDLE_INTERVALS.map((interval) => new Date(openingOf(interval, timeOf(at))).toISOString());

describe('a candle', () => {
  test('is there for every interval that can be asked for', () => {
    const { options } = candlesQuery.shape.interval.unwrap();
    expect(CANDLE_INTERVALS.map(({ interval }) => interval)).toEqual(options);
  });

  test('begins with its second, minute, quarter, hour, day, and on Monday, in UTC', () => {
    expect(openingsOf('2026-11-22T23:59:59.999Z')).toEqual([
      '2026-11-22T23:59:59.000Z',
      '2026-11-22T23:59:00.000Z',
      '2026-11-22T23:55:00.000Z',
      '2026-11-22T23:45:00.000Z',
      '2026-11-22T23:00:00.000Z',
      '2026-11-22T20:00:00.000Z',
      '2026-11-22T00:00:00.000Z',
      '2026-11-16T00:00:00.000Z',
    ]);
    expect(new Set(openingsOf('2026-11-23T00:00:00.000Z'))).toEqual(
      new Set(['2026-11-23T00:00:00.000Z']),
    );
    expect(openingsOf('1969-12-31T23:59:59.999Z').at(-1)).toBe('1969-12-29T00:00:00.000Z');
  });

  test('has the first, highest, lowest and last price, and exact sums', async () => {
    const { candles } = await rowsAfter((venue) => {
      trade(venue, '100', '0.5');
      trade(venue, '101.25', '0.001');
      trade(venue, '99.99', '3');
      trade(venue, '100.5', '1');
    });
    expect(candles?.filter(({ interval }) => interval === '1h')).toEqual([
      {
        symbol: 'BTC-USD',
        interval: '1h',
        opened_at: '2026-11-21T09:00:00.000Z',
        open: '100',
        high: '101.25',
        low: '99.99',
        close: '100.5',
        volume: '4.501',
        notional: '450.57125',
        trades: 4,
        first_trade: 1,
        last_trade: 4,
        state: 'forming',
      },
    ]);
  });

  test('is final when a trade of a later time is read', async () => {
    const { candles } = await rowsAfter((venue) => {
      trade(venue, '100', '1');
      venue.nowMs += 60_000;
      trade(venue, '102', '1');
    });
    const of = (wanted: string) => candles?.filter(({ interval }) => interval === wanted);
    expect(of('1m')?.map(({ close, state }) => [close, state])).toEqual([
      ['100', 'final'],
      ['102', 'forming'],
    ]);
    expect(of('5m')?.map(({ close, state }) => [close, state])).toEqual([['102', 'forming']]);
  });

  test.each([1, 2, 3])(
    'is what its trades are, for every interval (seed %i)',
    async (seed) => {
      const rows = await rowsAfter((venue) => {
        for (let day = 0; day < 9; day += 1) {
          tradeAtRandom(venue, ['buyer', 'seller'], seed * 100 + day, 40);
          venue.nowMs += 7 * 3_600_000 + day * 11 * 60_000 + 1_234;
        }
      });
      const trades = (rows.trades ?? []).map(knownTrade);
      expect(trades.length).toBeGreaterThan(40);
      const wanted = CANDLE_INTERVALS.flatMap(({ interval }) =>
        candlesOf('BTC-USD', interval, trades),
      );
      const have = (rows.candles ?? []).map(({ state: _, ...row }) => row);
      expect(have).toHaveLength(wanted.length);
      expect(have).toEqual(expect.arrayContaining(wanted));
    },
    60_000,
  );
});

function knownTrade({ trade_number, price, quantity, at }: Row): KnownTrade {
  return {
    number: trade_number as number,
    price: units(String(price)),
    quantity: units(String(quantity)),
    atMs: Date.parse(String(at)),
  };
}
