import { placeOrder } from '@truetape/contracts';
import { describe, expect, it } from 'vitest';
import { DEEP_ASK_TICKS, DEEP_BID_TICKS, MARKETS } from '../../src/load/workload/market.ts';
import { makeWorkload, type Operation, SHARES } from '../../src/load/workload/workload.ts';

const OPTIONS = { seed: 7, phase: 'p1', accounts: 50, crossingsBefore: 0 };

function drawn(count: number, options = OPTIONS): readonly Operation[] {
  const workload = makeWorkload(options);
  return Array.from({ length: count }, () => workload.next());
}

describe('the workload', () => {
  const many = drawn(40_000);
  const orders = many.flatMap((each) => (each.kind === 'cancel' ? [] : [each]));

  it('is the same for the same seed, byte for byte, and another for another', () => {
    const bytes = JSON.stringify(drawn(2_000));
    expect(JSON.stringify(drawn(2_000))).toBe(bytes);
    expect(JSON.stringify(drawn(2_000, { ...OPTIONS, seed: 8 }))).not.toBe(bytes);
  });

  it.each(Object.entries(SHARES))('has its share of %s operations, %d', (kind, share) => {
    const count = many.filter((each) => each.kind === kind).length;
    expect(Math.abs(count / many.length - share)).toBeLessThan(0.01);
  });

  it('uses every account and every market', () => {
    expect(new Set(many.map(({ account }) => account)).size).toBe(50);
    expect(new Set(orders.map(({ order }) => order.symbol))).toEqual(new Set(MARKETS));
  });

  it('holds orders of the contract only, each with an id of its own', () => {
    for (const { order } of orders.slice(0, 2_000)) expect(placeOrder.parse(order)).toEqual(order);
    const ids = orders.map(({ order }) => order.clientOrderId);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('keeps passive orders behind the deep ones, so that none of them ever trades', () => {
    for (const { kind, order } of orders) {
      if (kind !== 'passive') continue;
      const ticks = Math.round(Number(order.price) * 100);
      if (order.side === 'buy') expect(ticks).toBeLessThan(DEEP_BID_TICKS);
      else expect(ticks).toBeGreaterThan(DEEP_ASK_TICKS);
    }
  });

  it('prices crossing orders at the deep order, with a quantity that no other one has', () => {
    const crossing = orders.filter(({ kind }) => kind === 'crossing');
    for (const { order } of crossing) {
      expect(order.price).toBe(order.side === 'buy' ? '100.01' : '99.99');
    }
    const quantities = crossing.map(({ order }) => order.quantity);
    expect(new Set(quantities).size).toBe(quantities.length);
  });

  it('goes on with other crossing quantities in the next phase', () => {
    const first = makeWorkload(OPTIONS);
    for (let count = 0; count < 1_000; count += 1) first.next();
    const next = drawn(1_000, { ...OPTIONS, crossingsBefore: first.crossings() });
    const quantities = (operations: readonly Operation[]) =>
      operations.flatMap((each) => (each.kind === 'crossing' ? [each.order.quantity] : []));
    const before = new Set(quantities(drawn(1_000)));
    expect(quantities(next).filter((quantity) => before.has(quantity))).toEqual([]);
  });
});
