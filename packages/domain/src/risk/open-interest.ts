import { exposureOf } from '../order/exposure.ts';
import type { Order } from '../order/order.ts';
import { type Minor, minor, NOTHING } from '../value/units.ts';

/** What open orders in one market may still trade, all of them together. */
export interface OpenInterest {
  /** In lots. */
  toBuy: bigint;
  toSell: bigint;
  /** At the worst price of each order. */
  notional: Minor;
  /** Of which for orders for money. */
  money: Minor;
}

export const noInterest = (): OpenInterest => ({
  toBuy: 0n,
  toSell: 0n,
  notional: NOTHING,
  money: NOTHING,
});

/** Makes what an order counts for what it is now. */
export function count(interest: OpenInterest, order: Order): void {
  const { lots, notional } = exposureOf(order);
  const moreLots = BigInt(lots - order.openLots);
  const moreNotional = notional - order.openNotional;
  if (order.asked.side === 'buy') interest.toBuy += moreLots;
  else interest.toSell += moreLots;
  interest.notional = minor(interest.notional + moreNotional);
  if (order.moneyLeft !== undefined) interest.money = minor(interest.money + moreNotional);
  order.openLots = lots;
  order.openNotional = notional;
}
