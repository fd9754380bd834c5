import {
  type AccountId,
  type OrderId,
  orderIdOf,
  type PriceTicks,
  type QuantityLots,
  type Side,
} from '@truetape/domain';
import { BUY, type Ladder, OLDEST, WORSE } from './ladder.ts';
import type { Market } from './market.ts';
import { ACCOUNT, NEWER, NONE, ORDER_NUMBER, PRICE, REMAINING, REVISION } from './orders.ts';
import { leftOf, sideAt } from './stand.ts';

/** An order that stands in the book, or waits for its stop. */
export interface StandingOrder {
  readonly accountId: AccountId;
  readonly orderId: OrderId;
  readonly orderNumber: number;
  readonly side: Side;
  /** Of one that waits: where its stop is. */
  readonly price: PriceTicks;
  /** Lots that others see. Of one that waits none are. */
  readonly shown: QuantityLots;
  /** Lots that can trade, shown or not. */
  readonly left: QuantityLots;
}

/** Every order of a market between two inputs, by side: the best price first, the oldest first. */
export function standing(market: Market) {
  const { bids, asks, rising, falling } = market;
  return {
    bids: ordersIn(market, bids),
    asks: ordersIn(market, asks),
    /** By their stops, those that are reached first before the others. */
    waiting: [...ordersIn(market, rising), ...ordersIn(market, falling)].map((order) => ({
      ...order,
      shown: 0 as QuantityLots,
    })),
  };
}

const ordersIn = (market: Market, ladder: Ladder): readonly StandingOrder[] =>
  Array.from(slotsIn(market, ladder), (slot) => orderAt(market, slot));

/** The slots of a side, the best price first, the oldest first. */
export function* slotsIn({ orders: { ints } }: Market, ladder: Ladder): Generator<number> {
  let level = ladder.best;
  for (; level !== NONE; level = ladder.levelInts[(level << 3) | WORSE] as number) {
    let slot = ladder.levelInts[(level << 3) | OLDEST] as number;
    for (; slot !== NONE; slot = ints[(slot << 4) | NEWER] as number) yield slot;
  }
}

function orderAt(market: Market, slot: number): StandingOrder {
  const { numbers, ints } = market.orders;
  const accountId = market.accounts.nameOf(ints[(slot << 4) | ACCOUNT] as number);
  return {
    accountId,
    orderId: orderIdOf(accountId, numbers[(slot << 3) | REVISION] as number),
    orderNumber: numbers[(slot << 3) | ORDER_NUMBER] as number,
    side: sideAt(market, slot) === BUY ? 'buy' : 'sell',
    price: numbers[(slot << 3) | PRICE] as PriceTicks,
    shown: numbers[(slot << 3) | REMAINING] as QuantityLots,
    left: leftOf(market, slot) as QuantityLots,
  };
}
