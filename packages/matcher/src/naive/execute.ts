import { lots, ticks } from '@truetape/domain';
import { idsOf, type NaiveOrder } from './order.ts';
import type { NaiveState } from './state.ts';

/** One trade. What becomes of the orders is the caller's. */
export function execute(
  market: NaiveState,
  maker: NaiveOrder,
  taker: NaiveOrder,
  of: { readonly price: number; readonly quantity: number; readonly isAuction: boolean },
): void {
  const { price, quantity, isAuction } = of;
  lessen(maker, quantity, price);
  lessen(taker, quantity, price);
  market.lastPrice = price;
  market.tradePrices.push(price);
  market.outcomes.push({
    type: 'TradeExecuted',
    tradeNumber: ++market.lastTradeNumber,
    price: ticks(price),
    quantity: lots(quantity),
    takerSide: taker.side,
    maker: { ...idsOf(maker), rate: maker.makerRate, remaining: maker.remaining },
    taker: { ...idsOf(taker), rate: taker.takerRate, remaining: taker.remaining },
    ...(isAuction ? { auction: true } : {}),
  });
}

/** Less is left of an order, of what it shows as well; of one by money what that still buys. */
export function lessen(order: NaiveOrder, quantity: number, price: number): void {
  order.isWhole = false;
  order.shown -= quantity;
  if (order.money === undefined) {
    order.remaining = lots(order.remaining - quantity);
  } else {
    order.money -= BigInt(price) * BigInt(quantity);
    order.remaining = bought(order.money, price);
  }
}

export const bought = (money: bigint, price: number) => lots(Number(money / BigInt(price)));

/** An order that shows nothing any more shows its next slice, or is gone. */
export function refreshOrRemove(market: NaiveState, order: NaiveOrder): void {
  if (order.shown > 0) return;
  market.remove(order);
  if (order.remaining === 0) return;
  market.comeToRest(order);
  market.outcomes.push({
    type: 'OrderRefreshed',
    ...idsOf(order),
    displayed: lots(order.shown),
  });
}
