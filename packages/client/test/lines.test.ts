import { deepStrictEqual, strictEqual } from 'node:assert';
import type { Order } from '@truetape/contracts';
import { describe, test } from 'vitest';
import { NEWEST_LINES_MAX, newState } from '../src/state/states.ts';

const order = (orderId: string, status: Order['status']) => ({ orderId, status }) as Order;
const orders = (...lines: Order[]) =>
  ({ channel: 'orders', accountId: 'ann', orders: lines }) as const;

describe('the state of an account', () => {
  test('has the orders that are pending or open, each as it is now', () => {
    const state = newState('orders');
    state.snapshot({ ...orders(order('a', 'pending')), type: 'snapshot', sequence: 1 });
    const sequences = { type: 'delta', previous: 1, sequence: 2 } as const;
    state.delta({ ...orders(order('b', 'open'), order('a', 'open')), ...sequences });
    deepStrictEqual(state.all(), [order('a', 'open'), order('b', 'open')]);
    state.delta({ ...orders(order('a', 'filled')), ...sequences });
    deepStrictEqual(state.all(), [order('b', 'open')]);
    strictEqual(state.get('a'), undefined);
    state.snapshot({ ...orders(), type: 'snapshot', sequence: 3 });
    deepStrictEqual(state.all(), []);
  });

  test('remembers the newest trades only', () => {
    const state = newState('trades');
    const trades = Array.from({ length: NEWEST_LINES_MAX + 2 }, (_, tradeNumber) => ({
      tradeNumber,
      price: '1',
      quantity: '1',
      takerSide: 'buy' as const,
      at: '2026-11-22T09:00:00.000Z',
    }));
    state.snapshot({ channel: 'trades', symbol: 'BTC-USD', type: 'snapshot', sequence: 1, trades });
    deepStrictEqual(state.all(), trades.slice(2));
  });

  test('says what an account may do, line by line', () => {
    const state = newState('risk');
    const of = { channel: 'risk', accountId: 'ann' } as const;
    const limits = (scope: 'account' | 'group', openOrders: number) => ({
      scope,
      limits: { assets: [], hard: [], markets: [], openOrders },
    });
    const both = [limits('account', 5), limits('group', 9)];
    state.snapshot({
      ...of,
      type: 'snapshot',
      sequence: 1,
      status: 'open',
      killed: false,
      limits: both,
    });
    const next = { ...of, type: 'delta', previous: 1, sequence: 2 } as const;
    state.delta({ ...next, killed: true, limits: [limits('account', 7)] });
    const { status, killed } = state;
    deepStrictEqual([status, killed], ['open', true]);
    deepStrictEqual(state.limits, [limits('account', 7), limits('group', 9)]);
  });
});
