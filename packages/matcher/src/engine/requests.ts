import type { MarketState } from '@truetape/domain';
import { uncross } from './auction.ts';
import type { Auction, Market } from './market.ts';
import { beginAuction, change, type Why } from './states.ts';
import { triggerByLast } from './stops.ts';

/** What operators may ask of a market in each state. */
const REQUESTS: Readonly<Record<MarketState, readonly MarketState[]>> = {
  closed: ['pre-open', 'auction', 'open'],
  'pre-open': ['auction', 'open', 'halted', 'closed'],
  open: ['auction', 'halted', 'closed'],
  auction: ['open', 'halted', 'closed'],
  halted: ['pre-open', 'auction', 'open', 'closed'],
};

/** Does what an operator asks, where the table has it. */
export function request(
  market: Market,
  to: MarketState,
  at: number,
  dueAt: number | undefined,
  next: Auction['next'],
): void {
  if (market.instrument === undefined || !REQUESTS[market.state].includes(to)) return;
  if (to === 'open') open(market, at);
  else if (to !== 'auction') change(market, to);
  else if (dueAt !== undefined) beginAuction(market, dueAt, next);
}

/** The end of an auction that is due. */
export function endAuction(market: Market, at: number): void {
  if (market.auction?.next !== 'closed') {
    open(market, at, 'auction-end');
    return;
  }
  uncross(market);
  change(market, 'closed', 'auction-end');
  triggerByLast(market, at);
}

/** What is crossed trades first; then every stop is held against the last trade. */
function open(market: Market, at: number, why?: Why): void {
  uncross(market);
  change(market, 'open', why);
  triggerByLast(market, at);
}
