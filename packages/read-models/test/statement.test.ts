import { parseMinor } from '@truetape/codec';
import { describe, expect, test } from 'vitest';
import type { Row } from '../src/index.ts';
import { approve, reject } from './support/asking.ts';
import { tradeAndBust } from './support/busted-trade.ts';
import { tradeAtRandom } from './support/random-trading.ts';
import { rowsAfter } from './support/rows-after.ts';

const ACCOUNTS = ['buyer', 'seller'] as const;

const of = (rows: readonly Row[] | undefined, accountId: string) =>
  rows?.filter(({ account_id }) => account_id === accountId) ?? [];

/** An entry without what it is not about. */
function shown({ account_id: _, at: __, ...row }: Row) {
  return Object.fromEntries(Object.entries(row).filter(([, cell]) => cell !== null));
}

describe('a statement', () => {
  test('has a line for what was traded, for what was paid, and for the fee, each with the balance after it', async () => {
    const { entries } = await rowsAfter((venue) => {
      venue.place('seller', { side: 'sell', price: '100', quantity: '2' });
      venue.place('buyer', { side: 'buy', price: '100', quantity: '0.5' });
    });
    const trade = {
      account_revision: 4,
      type: 'TradeSettled',
      order_id: 'buyer.3',
      symbol: 'BTC-USD',
      trade_number: 1,
      side: 'buy',
    };
    expect(of(entries, 'buyer').slice(2).map(shown)).toEqual([
      { ...trade, line: 0, asset: 'BTC', amount: '0.5', balance: '1000000.5', against: 'clearing' },
      { ...trade, line: 1, asset: 'USD', amount: '-50', balance: '999999950', against: 'clearing' },
      { ...trade, line: 2, asset: 'USD', amount: '-0.1', balance: '999999949.9', against: 'fees' },
    ]);
  });

  test('of a trade of an account with itself tells both sides, order by order', async () => {
    const { entries } = await rowsAfter((venue) => {
      venue.place('buyer', { side: 'sell', price: '100', quantity: '1' });
      venue.place('buyer', { side: 'buy', price: '100', quantity: '1' });
    });
    const lines = of(entries, 'buyer').slice(2);
    expect(
      lines.map(({ line, order_id, side, asset, amount, balance }) =>
        [line, order_id, side, asset, amount, balance].join(' '),
      ),
    ).toEqual([
      '0 buyer.3 sell BTC -1 999999',
      '1 buyer.3 sell USD 100 1000000100',
      '2 buyer.3 sell USD -0.1 1000000099.9',
      '3 buyer.4 buy BTC 1 1000000',
      '4 buyer.4 buy USD -100 999999999.9',
      '5 buyer.4 buy USD -0.2 999999999.7',
    ]);
  });

  test('names deposits, withdrawals and transfers; what only waits or is rejected is no entry', async () => {
    const { entries } = await rowsAfter((venue) => {
      approve(venue, 'buyer', venue.withdraw('buyer', 'USD', 30n));
      reject(venue, 'buyer', venue.withdraw('buyer', 'USD', 40n), 'unknown bank');
      venue.withdraw('buyer', 'USD', 50n);
      venue.transfer('buyer', 'seller', 'BTC', 7n);
    });
    expect(of(entries, 'buyer').map(shown)).toEqual([
      {
        account_revision: 1,
        line: 0,
        type: 'FundsDeposited',
        asset: 'USD',
        amount: '1000000000',
        balance: '1000000000',
        against: 'external',
        reference: 'deposit-1',
      },
      {
        account_revision: 2,
        line: 0,
        type: 'FundsDeposited',
        asset: 'BTC',
        amount: '1000000',
        balance: '1000000',
        against: 'external',
        reference: 'deposit-2',
      },
      {
        account_revision: 4,
        line: 0,
        type: 'FundsWithdrawn',
        asset: 'USD',
        amount: '-30',
        balance: '999999970',
        against: 'external',
        withdrawal_id: 'buyer.3',
        reference: 'withdrawal-5',
      },
      {
        account_revision: 8,
        line: 0,
        type: 'TransferSent',
        asset: 'BTC',
        amount: '-7',
        balance: '999993',
        against: 'transit',
        counterparty: 'seller',
        reference: 'transfer-8',
      },
    ]);
    expect(of(entries, 'seller').slice(2).map(shown)).toEqual([
      {
        account_revision: 3,
        line: 0,
        type: 'TransferReceived',
        asset: 'BTC',
        amount: '7',
        balance: '1000007',
        against: 'transit',
        counterparty: 'buyer',
      },
    ]);
  });

  test('of a trade that never was ends where it began', async () => {
    const { entries } = await rowsAfter((venue) => tradeAndBust(venue, 'grid'));
    const correction = {
      account_revision: 5,
      type: 'CorrectionSettled',
      symbol: 'BTC-USD',
      correction_revision: 1,
    };
    expect(of(entries, 'buyer').slice(5).map(shown)).toEqual([
      {
        ...correction,
        line: 0,
        asset: 'USD',
        amount: '50',
        balance: '999999999.9',
        against: 'clearing',
      },
      {
        ...correction,
        line: 1,
        asset: 'USD',
        amount: '0.1',
        balance: '1000000000',
        against: 'fees',
      },
      {
        ...correction,
        line: 2,
        asset: 'BTC',
        amount: '-0.5',
        balance: '1000000',
        against: 'clearing',
      },
    ]);
  });

  test.each([1, 2, 3, 4, 5])(
    'adds up to the balance, line by line, whatever was traded (seed %i)',
    async (seed) => {
      const { entries = [], balances = [] } = await rowsAfter((venue) => {
        tradeAtRandom(venue, ACCOUNTS, seed, 200);
        venue.transfer('buyer', 'seller', 'USD', 1n);
      });
      const reached = new Map<string, bigint>();
      for (const { account_id, asset, amount, balance } of entries) {
        const key = `${account_id} ${asset}`;
        const after = (reached.get(key) ?? 0n) + minorOf(amount);
        expect(minorOf(balance)).toBe(after);
        reached.set(key, after);
      }
      expect(entries.length).toBeGreaterThan(100);
      expect(reached).toEqual(
        new Map(balances.map((row) => [`${row.account_id} ${row.asset}`, minorOf(row.total)])),
      );
    },
  );
});

const minorOf = (decimal: unknown) => parseMinor(String(decimal), 8) as bigint;
