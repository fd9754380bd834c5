import type { MarketState } from '@truetape/domain';
import { NOBODY } from './auction.ts';
import { CHANGES, STATES } from './codes.ts';
import type { Auction, Market } from './market.ts';
import { TRAITS } from './orders.ts';
import { STATE_CHANGED } from './tape.ts';
import { REACHED } from './traits.ts';

/** Why a state changed; undefined where somebody asked for it. */
export type Why = (typeof CHANGES)[number];

/** Puts a market into a state. An auction that was going on is over without a trade. */
export function change(market: Market, to: MarketState, why?: Why, dueAt = 0): void {
  const from = STATES.indexOf(market.state);
  market.tape.write(STATE_CHANGED, from, STATES.indexOf(to), CHANGES.indexOf(why), dueAt);
  market.state = to;
  market.auction = undefined;
  forgetTurns(market);
}

/** Those whose stops were reached wait on: when the market opens again, its price says who is reached. */
function forgetTurns({ reached, orders }: Market): void {
  for (const slot of reached) {
    const traits = (slot << 4) | TRAITS;
    orders.ints[traits] = (orders.ints[traits] as number) & ~REACHED;
  }
  reached.length = 0;
}

export function beginAuction(
  market: Market,
  dueAt: number,
  next: Auction['next'],
  why?: Why,
): void {
  change(market, 'auction', why, dueAt);
  market.auction = { dueAt, next, since: market.lastOrderNumber, told: NOBODY };
}

/** The market has run into its price band. */
export function pause(market: Market, at: number): void {
  const { band } = market;
  if (band !== undefined) beginAuction(market, at + band.auctionMs, 'open', 'volatility');
}
