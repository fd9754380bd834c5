import { formatDay, formatMinor, parseMinor } from '@truetape/codec';
import { type Account, dayOf, epochMs, minor, volumeBefore } from '@truetape/domain';
import { describe, expect, test } from 'vitest';
import type { Row } from '../src/index.ts';
import { tradeAndBust } from './support/busted-trade.ts';
import { tradeAtRandom } from './support/random-trading.ts';
import { rowsAfter } from './support/rows-after.ts';
import type { Venue } from './support/venue.ts';

const DAY_MS = 86_400_000;
const ACCOUNTS = ['buyer', 'seller'] as const;

const of = (rows: readonly Row[] | undefined, accountId: string) =>
  rows?.filter(({ account_id }) => account_id === accountId) ?? [];

const trade = (venue: Venue, price: string, quantity: string, strategy?: string) => {
  venue.place('seller', { side: 'sell', price, quantity });
  venue.place('buyer', { side: 'buy', price, quantity, ...(strategy && { strategy }) });
};

describe('positions', () => {
  test('say what is open, what it cost, and what the rest has brought', async () => {
    const { positions } = await rowsAfter((venue) => {
      trade(venue, '100', '2');
      trade(venue, '103', '1');
      venue.place('seller', { side: 'buy', price: '110', quantity: '0.5' });
      venue.place('buyer', { side: 'sell', price: '110', quantity: '0.5' });
    });
    expect(of(positions, 'buyer')).toEqual([
      {
        account_id: 'buyer',
        symbol: 'BTC-USD',
        quantity: '2.5',
        cost: '252.5',
        average_price: '101',
        realised: '4.5',
        fees: '0.716',
        day: '2026-11-21',
        quantity_before: '0',
        cost_before: '0',
        realised_today: '4.5',
        fees_today: '0.716',
        notional_today: '358',
      },
    ]);
  });

  test.each`
    trades                                     | average
    ${[['100', '1'], ['100.01', '2']]}         | ${'100.006667'}
    ${[['100', '7'], ['100.01', '1']]}         | ${'100.00125'}
    ${[['100', '3.999'], ['100.01', '0.001']]} | ${'100.000002'}
    ${[['100', '3.997'], ['100.01', '0.003']]} | ${'100.000008'}
  `(
    'show an average of $average for $trades: the nearest of six decimals, or the even one',
    async ({ trades, average }) => {
      const { positions } = await rowsAfter((venue) => {
        for (const [price, quantity] of trades as [string, string][]) trade(venue, price, quantity);
      });
      expect(of(positions, 'buyer')[0]?.average_price).toBe(average);
      expect(of(positions, 'seller')[0]?.average_price).toBe(average);
    },
  );

  test('have no average when nothing is open', async () => {
    const { positions } = await rowsAfter((venue) => {
      trade(venue, '100', '1');
      venue.place('seller', { side: 'buy', price: '90', quantity: '1' });
      venue.place('buyer', { side: 'sell', price: '90', quantity: '1' });
    });
    expect(of(positions, 'buyer')[0]).toMatchObject({
      quantity: '0',
      cost: '0',
      average_price: null,
      realised: '-10',
    });
  });

  test('by strategy are those of its orders alone, and a replace keeps the strategy', async () => {
    const { strategy_positions } = await rowsAfter((venue) => {
      trade(venue, '100', '2', 'grid');
      trade(venue, '100', '1');
      const order = venue.place('buyer', {
        side: 'sell',
        price: '120',
        quantity: '3',
        strategy: 'hedge',
      });
      venue.replace('buyer', order, { price: '110' });
      venue.place('seller', { side: 'buy', price: '110', quantity: '3' });
    });
    const lines = of(strategy_positions, 'buyer').map(({ strategy, quantity, cost, realised }) => ({
      strategy,
      quantity,
      cost,
      realised,
    }));
    expect(lines).toEqual([
      { strategy: 'grid', quantity: '2', cost: '200', realised: '0' },
      { strategy: '', quantity: '1', cost: '100', realised: '0' },
      { strategy: 'hedge', quantity: '-3', cost: '-330', realised: '0' },
    ]);
  });

  test('are those of before when a trade is busted; what is traded back has no strategy and is no volume', async () => {
    const rows = await rowsAfter((venue) => tradeAndBust(venue, 'grid'));
    expect(of(rows.positions, 'buyer')).toMatchObject([
      { quantity: '0', cost: '0', realised: '0', fees: '0', notional_today: '50' },
    ]);
    expect(of(rows.results, 'buyer')).toMatchObject([{ quantity: '0', fees: '0', notional: '50' }]);
    expect(
      of(rows.strategy_positions, 'buyer').map(({ strategy, quantity }) => [strategy, quantity]),
    ).toEqual([
      ['grid', '0.5'],
      ['', '-0.5'],
    ]);
  });

  test('of a day are kept when the next one begins', async () => {
    const { results, marks } = await rowsAfter((venue) => {
      trade(venue, '100', '2');
      venue.nowMs += DAY_MS;
      trade(venue, '101', '1');
      trade(venue, '102', '1');
    });
    expect(of(results, 'buyer')).toEqual([
      {
        account_id: 'buyer',
        symbol: 'BTC-USD',
        day: '2026-11-21',
        realised: '0',
        fees: '0.4',
        notional: '200',
        counts_until: '2026-12-21',
        quantity: '2',
        cost: '200',
      },
      {
        account_id: 'buyer',
        symbol: 'BTC-USD',
        day: '2026-11-22',
        realised: '0',
        fees: '0.406',
        notional: '203',
        counts_until: '2026-12-22',
        quantity: '4',
        cost: '403',
      },
    ]);
    expect(marks?.map(({ day, price }) => [day, price])).toEqual([
      ['2026-11-21', '100'],
      ['2026-11-22', '102'],
    ]);
  });

  test.each([1, 2, 3])(
    'are those of the account, and add up by strategy and by day, whatever was traded (seed %i)',
    async (seed) => {
      const accounts: Account[] = [];
      const rows = await rowsAfter((venue) => {
        for (let day = 0; day < 4; day++) {
          tradeAtRandom(venue, ACCOUNTS, seed + day, 80);
          venue.nowMs += DAY_MS;
        }
        accounts.push(...ACCOUNTS.map((accountId) => venue.accountOf(accountId)));
      });
      for (const account of accounts) {
        const { position } = account.holdings.get('BTC-USD') ?? {};
        const [row] = of(rows.positions, account.accountId);
        const quantity = formatMinor(minor((position?.open.lots ?? 0n) * 100_000n), 8);
        expect(row).toMatchObject({ quantity, realised: textOf(position?.realised) });
        expect(row).toMatchObject({
          cost: textOf(position?.open.cost),
          fees: textOf(position?.fees),
        });
        for (const table of ['strategy_positions', 'results']) {
          const parts = of(rows[table], account.accountId);
          expect(parts.length, table).toBeGreaterThan(2);
          expect(sumOf(parts, 'fees'), table).toBe(position?.fees);
        }
        expect(sumOf(of(rows.strategy_positions, account.accountId), 'quantity')).toBe(
          minorOf(row?.quantity),
        );
        expect(sumOf(of(rows.results, account.accountId), 'realised')).toBe(position?.realised);
      }
    },
  );

  test('count for a fee tier on the days on which the domain counts them', async () => {
    let account: Account | undefined;
    const rows = await rowsAfter((venue) => {
      for (const day of [0, 1, 12, 29, 30, 31, 44]) {
        venue.nowMs = Date.UTC(2026, 10, 21 + day, 12);
        trade(venue, '100', `${day + 1}`);
      }
      account = venue.accountOf('buyer');
    });
    const results = of(rows.results, 'buyer');
    const days = account?.volumes.get('USD') ?? [];
    const last = dayOf(epochMs(Date.UTC(2026, 10, 21 + 44)));
    for (let day = last; day < last + 40; day++) {
      const today = formatDay(day);
      const counted = results.filter(
        (row) => String(row.day) < today && String(row.counts_until) >= today,
      );
      expect(sumOf(counted, 'notional'), today).toBe(volumeBefore(days, day));
    }
  });
});

const minorOf = (decimal: unknown) => parseMinor(String(decimal), 8) as bigint;
const textOf = (amount: bigint | undefined) => formatMinor(minor(amount ?? -1n), 8);
const sumOf = (rows: readonly Row[], column: string) =>
  rows.reduce((sum, row) => sum + minorOf(row[column]), 0n);
