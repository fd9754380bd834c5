import { PRICE_TICKS_MAX, ticks } from '@truetape/domain';
import { isRejectedBy } from './band.ts';
import { idsOf, type NaiveOrder } from './order.ts';
import type { NaiveState } from './state.ts';
import { take } from './take.ts';

/** Runs a taker, then looks at every trade that it made, in order, for every order that waits. */
export function takeAndLook(market: NaiveState, taker: NaiveOrder): void {
  const before = market.outcomes.length;
  take(market, taker);
  const made = market.outcomes.slice(before);
  lookAt(
    market,
    made.flatMap((outcome) => (outcome.type === 'TradeExecuted' ? [outcome.price] : [])),
  );
}

/** What trades mean for those that wait: marks move, stops are reached. */
function lookAt(market: NaiveState, prices: readonly number[]): void {
  const { waiting } = market;
  const isOpen = market.state === 'open';
  const reached: NaiveOrder[] = [];
  for (const price of prices) {
    for (const order of waiting) {
      if (market.queue.includes(order) || reached.includes(order)) continue;
      follow(order, price);
      if (isOpen && isReached(order, price)) reached.push(order);
    }
  }
  market.queue.push(...reached.sort((a, b) => a.orderNumber - b.orderNumber));
}

/** The last trade, if there was one. */
export function lookAtLast(market: NaiveState): void {
  if (market.lastPrice !== undefined) lookAt(market, [market.lastPrice]);
}

/** Lets the mark of a trailing order follow a price, and its stop follow the mark. */
export function follow(order: NaiveOrder, price: number): void {
  const { side, trailingOffset, mark = price } = order;
  if (trailingOffset === undefined) return;
  if (side === 'sell') {
    order.mark = Math.max(mark, price);
    order.stopPrice = Math.max(1, order.mark - trailingOffset);
  } else {
    order.mark = Math.min(mark, price);
    order.stopPrice = Math.min(PRICE_TICKS_MAX, order.mark + trailingOffset);
  }
}

export function isReached({ side, stopPrice = 0 }: NaiveOrder, price: number): boolean {
  return side === 'buy' ? price >= stopPrice : price <= stopPrice;
}

/** Stops that are reached run one after the other, and those that they reach in turn. */
export function runStops(market: NaiveState): void {
  while (true) {
    const order = market.queue.shift();
    if (order === undefined) return;
    if (market.live.includes(order)) trigger(market, order);
  }
}

function trigger(market: NaiveState, order: NaiveOrder): void {
  const stopPrice = ticks(order.stopPrice ?? 0);
  market.remove(order);
  order.waits = false;
  market.outcomes.push({ type: 'StopTriggered', ...idsOf(order), stopPrice });
  market.cancelPartner(order);
  const { band } = market;
  const isRejected = order.type === 'stop-limit' && isRejectedBy(band, order.side, order.price);
  if (isRejected) market.cancel(order, 'price-band');
  else takeAndLook(market, order);
}
