import { DUE_AT } from './extras.ts';
import type { Market } from './market.ts';
import { NONE, ORDER_NUMBER } from './orders.ts';
import { endAuction } from './requests.ts';
import { expire, extraOf } from './stand.ts';

/** Does all that is due, in the order in which it is due: of what is due at once, what is older. */
export function advance(market: Market, to: number, at: number): void {
  market.time = Math.max(market.time, to);
  for (;;) {
    const slot = market.dues.first;
    if (isAuctionNext(market, slot)) endAuction(market, at);
    else if (slot !== NONE && dueAt(market, slot) <= market.time) expire(market, slot);
    else return;
  }
}

function isAuctionNext(market: Market, slot: number): boolean {
  const { auction, time, orders } = market;
  if (auction === undefined || auction.dueAt > time) return false;
  if (slot === NONE) return true;
  const due = dueAt(market, slot);
  if (due !== auction.dueAt) return due > auction.dueAt;
  return (orders.numbers[(slot << 3) | ORDER_NUMBER] as number) > auction.since;
}

const dueAt = ({ orders, extras }: Market, slot: number): number =>
  extras.numbers[(extraOf(orders, slot) << 3) | DUE_AT] as number;
